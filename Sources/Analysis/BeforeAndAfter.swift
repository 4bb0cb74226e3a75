import Text
import Trace

/// A program's run beside that of the program with something changed.
public struct BeforeAndAfter: Sendable {
    /// When a module began and ended, in both runs.
    public struct Module: Sendable, Equatable {
        public var name: String
        public var before: Stretch?
        public var after: Stretch?
    }

    /// From when a module's body began until it was done; nanoseconds.
    public struct Stretch: Sendable, Equatable {
        public var start: Int64
        /// `nil` where it was never done.
        public var end: Int64?
        public var hasFailed: Bool
    }

    /// The modules that begin or end at another time, or in one run alone; those of the run before first, in the order in which they began.
    public var moved: [Module] = []
    /// How long the start-up takes; nanoseconds, `nil` for one that is never over.
    public var before: Int64?
    public var after: Int64?
    /// The first console line that differs, from 0, and what each run prints there; `nil` when all are alike.
    public var line: Int?
    public var printed: (before: String?, after: String?)
    /// Whether the same lines are printed, in another order.
    public var isOnlyOrder = false
    public var endAlike: Bool

    /// By how much sooner the start-up is over with the change; negative where it is later, `nil` where one of them is never over.
    public var saved: Int64? {
        guard let before, let after else { return nil }
        return before - after
    }

    /// - Complexity: linear in the number of events, but for sorting the lines.
    public init(_ one: Trace, _ other: Trace) {
        before = Self.startUp(one)
        after = Self.startUp(other)
        endAlike = Self.end(one) == Self.end(other)
        let lines = (one.console.map(\.text), other.console.map(\.text))
        func text(_ line: Int, _ list: [String]) -> String? { line < list.count ? list[line] : nil }
        line = (0..<max(lines.0.count, lines.1.count)).first { line in
            text(line, lines.0).map { ExactText($0) } != text(line, lines.1).map { ExactText($0) }
        }
        printed = line.map { (text($0, lines.0), text($0, lines.1)) } ?? (nil, nil)
        if line != nil { isOnlyOrder = lines.0.sorted() == lines.1.sorted() }
        let stretches = (Self.stretches(of: one), Self.stretches(of: other))
        var known: [ExactText: Stretch] = [:]
        for (name, stretch) in stretches.1 { known[ExactText(name)] = stretch }
        var seen: Set<ExactText> = []
        for (name, stretch) in stretches.0 {
            seen.insert(ExactText(name))
            let later = known[ExactText(name)]
            if later != stretch { moved.append(Module(name: name, before: stretch, after: later)) }
        }
        for (name, stretch) in stretches.1 where !seen.contains(ExactText(name)) {
            moved.append(Module(name: name, before: nil, after: stretch))
        }
    }

    private static func startUp(_ trace: Trace) -> Int64? {
        trace.outcome == .fulfilled || trace.startUpEnd != nil ? trace.duration : nil
    }

    /// How a run ended, without places in its words.
    private static func end(_ trace: Trace) -> String {
        switch trace.outcome {
        case .rejected(let error): "rejected \(error)"
        case .exited(let status): "exited \(status)"
        // A process that goes on has started up all the same.
        case .running: Outcome.fulfilled.name
        default: trace.outcome.name
        }
    }

    private static func stretches(of trace: Trace) -> [(name: String, stretch: Stretch)] {
        var order: [Int] = []
        var found: [Stretch?] = Array(repeating: nil, count: trace.modules.count)
        for event in trace.events {
            guard let module = event.module, trace.modules.indices.contains(Int(module.rawValue)) else { continue }
            let number = Int(module.rawValue)
            switch event.kind {
            case .started where found[number] == nil:
                order.append(number)
                found[number] = Stretch(start: event.time, end: nil, hasFailed: false)
            case .completed: if found[number]?.end == nil { found[number]?.end = event.time }
            case .failed:
                if found[number]?.end == nil {
                    found[number]?.end = event.time
                    found[number]?.hasFailed = true
                }
            default: break
            }
        }
        return order.compactMap { number in found[number].map { (trace.modules[number].name, $0) } }
    }
}
