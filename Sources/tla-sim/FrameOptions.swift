import Analysis
import ArgumentParser
import Diagrams
import Replay
import Text
import Trace

/// The run as of a moment, moment by moment, or in motion.
struct FrameOptions: ParsableArguments {
    /// More files than this nobody looks through.
    static let fileLimit = 1_000

    @Option(help: ArgumentHelp("The picture as of a step, by its number in tla-sim play: 0 is before the first.", valueName: "number"))
    var step: Int?

    @Option(
        help: ArgumentHelp("The picture as of the moment at which a line of the console is printed, counted from 1.", valueName: "number"))
    var untilLine: Int?

    @Option(
        help: ArgumentHelp("Write a numbered SVG for each step at which something new is seen, into this folder.", valueName: "folder"),
        completion: .directory)
    var frames: String?

    @Flag(help: "One SVG that shows how the picture comes about, again and again.")
    var animate = false

    var isEmpty: Bool { step == nil && untilLine == nil && frames == nil && !animate }

    func validate(for view: PictureView, _ format: PictureFormat, output: String?) throws {
        guard !isEmpty else { return }
        let count = [step != nil, untilLine != nil, frames != nil, animate].count { $0 }
        guard count == 1 else {
            throw ValidationError("--step, --until-line, --frames and --animate are one picture each: write one of them.")
        }
        guard view == .timeline || view == .graph else {
            throw ValidationError("--step, --until-line, --frames and --animate are for --view timeline and --view graph.")
        }
        guard format == .svg else { throw ValidationError("--step, --until-line, --frames and --animate are for --format svg.") }
        if let step, step < 0 { throw ValidationError("--step counts from 0, found \(step).") }
        if let untilLine, untilLine < 1 { throw ValidationError("--until-line counts from 1, found \(untilLine).") }
        if frames != nil, output != nil { throw ValidationError("--frames names the folder: take away -o.") }
        try validateFolder(frames, of: "--frames")
    }

    /// The step that is asked for.
    func chosenStep(of trace: Trace) throws -> Int? {
        let steps = trace.steps
        if let step {
            guard step <= steps.count else { throw ValidationError("The run has \(counted(steps.count, "step")), and no step \(step).") }
            return step
        }
        guard let untilLine else { return nil }
        let event = trace.events.firstIndex { if case .console(let line) = $0.kind { Int(line) == untilLine - 1 } else { false } }
        guard let event, let step = steps.firstIndex(where: { $0.events.contains(event) }) else {
            throw ValidationError("The run prints \(counted(trace.console.count, "line")), and no line \(untilLine).")
        }
        return step + 1
    }
}
