import Diagrams
import Replay
import Trace

/// Draws a picture as of one step after another.
struct FrameMaker {
    let drawing: Drawing
    private let trace: Trace
    private let steps: [RunStep]
    private var replay: Replay
    private var position = 0

    init(_ drawing: Drawing, of trace: Trace) {
        self.drawing = drawing
        self.trace = trace
        steps = trace.steps
        replay = Replay(trace)
    }

    /// The steps at which something new is seen, and 0.
    var visibleSteps: [Int] {
        let visible = Set(drawing.visibleEvents)
        return [0] + steps.indices.filter { step in steps[step].events.contains { visible.contains($0) } }.map { $0 + 1 }
    }

    /// - Parameter step: not before the one that was asked for last.
    mutating func frame(at step: Int) -> Drawing {
        while position < step {
            for _ in steps[position].events { replay.forward() }
            position += 1
        }
        guard step > 0 else { return drawing.frame(after: -1, at: 0) }
        var marks: [ModuleIndex: FrameMark] = [:]
        for (index, module) in replay.state.modules.enumerated() {
            switch module.fields.activity {
            case .runs: marks[ModuleIndex(index)] = .runs
            case .suspended: marks[ModuleIndex(index)] = .suspended
            case .idle, .waits, .done, .failed: break
            }
        }
        let told = steps[step - 1]
        return drawing.frame(after: told.events.upperBound - 1, at: trace.events[told.told].time, marking: marks)
    }
}
