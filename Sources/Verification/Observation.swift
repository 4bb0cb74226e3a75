import Text

/// What an engine did with a program, or the simulator under that engine's profile: the part that both can tell.
public struct Observation: Hashable, Sendable {
    public struct Line: Hashable, Sendable {
        /// What `console.*` printed.
        public var text: String
        /// Milliseconds since the program began.
        public var time: Double
        public init(text: String, time: Double) {
            self.text = text
            self.time = time
        }
        /// Whether both are the same code units.
        func hasSameText(as other: Line) -> Bool { ExactText(text) == ExactText(other.text) }
    }

    public var lines: [Line]
    public var outcome: Outcome
    /// The exit status of the process; `nil` in a browser, and where the process did not end by itself.
    public var status: Int32?
    /// What the engine itself said, on its error stream.
    public var messages: String
    /// Whether it was stopped amid printing: the engine for printing more than is read, the simulator at a limit after a megabyte.
    public var hasPrintedTooMuch = false

    /// Of a simulated program that goes on: how many of the lines are of its start-up. The rest is what recurs, and goes on for ever.
    public var startUpLineCount: Int?

    public init(lines: [Line], outcome: Outcome, status: Int32? = nil, messages: String = "") {
        self.lines = lines
        self.outcome = outcome
        self.status = status
        self.messages = messages
    }

    /// Whether both print the same in the same order and end alike. Times are not compared.
    ///
    /// Programs that print without end are stopped somewhere: of two such, what both have printed is compared. So it is with a program that goes
    /// on after its start-up.
    public func isSame(as other: Observation) -> Bool {
        if let count = startUpLineCount ?? other.startUpLineCount {
            return endsAlike(other) && min(lines.count, other.lines.count) >= count
                && zip(lines, other.lines).allSatisfy { $0.hasSameText(as: $1) }
        }
        if printsWithoutEnd, other.printsWithoutEnd { return zip(lines, other.lines).allSatisfy { $0.hasSameText(as: $1) } }
        return lines.elementsEqual(other.lines) { $0.hasSameText(as: $1) } && endsAlike(other)
    }

    /// Whether it had to be stopped, and had not fallen silent.
    private var printsWithoutEnd: Bool { outcome == .noEnd && (hasPrintedTooMuch || lines.count >= 1_000) }

    /// Whether both end alike. How a missing module or name is worded, and whether it counts as a rejection, is each engine's own.
    public func endsAlike(_ other: Observation) -> Bool {
        if let status, let otherStatus = other.status, status != otherStatus { return false }
        if case (.linkError, .linkError) = (outcome, other.outcome) { return true }
        return outcome == other.outcome
    }
}
