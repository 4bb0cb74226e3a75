import Text

/// What a run of a graph printed and how it ended, in words that the simulator and an engine have in common.
public struct FuzzResult: Hashable, Sendable {
    public enum Ending: Hashable, Sendable {
        /// Nothing was left to do.
        case ranOut
        /// The process would end at an error that nobody handles: the message of an `Error`, or only the name of a built-in error, whose
        /// message is each engine's own.
        case uncaught(String)
        /// The engine's process died, with what it said last; or the simulator refused.
        case died(String)
    }

    /// What was printed. The graph's entry is imported by a module that prints how that ended; without such a line it never settled.
    public var lines: [String]
    public var ending: Ending

    public init(lines: [String], ending: Ending) {
        self.lines = lines
        self.ending = ending
    }

    /// Whether it printed what the other printed first.
    func isBeginning(of other: FuzzResult) -> Bool {
        lines.count <= other.lines.count && zip(lines, other.lines).allSatisfy { ExactText($0) == ExactText($1) }
    }

    var words: String {
        switch ending {
        case .ranOut: lines.contains { $0.hasPrefix(FuzzCase.outcomeMark) } ? "the entry settles" : "the entry never settles"
        case .uncaught(let text): "an error is not caught: \(text)"
        case .died(let text): "the run breaks off: \(text)"
        }
    }
}

extension FuzzResult {
    /// Texts are the same when all code units are.
    public static func == (first: FuzzResult, second: FuzzResult) -> Bool {
        first.lines.count == second.lines.count && first.isBeginning(of: second) && first.ending == second.ending
    }

    public func hash(into hasher: inout Hasher) {
        for line in lines { hasher.combine(ExactText(line)) }
        hasher.combine(ending)
    }
}
