import Scenario
import Text

/// Times of a program that are other than it says, to see what would become of it.
public struct ProgramTimes: Sendable {
    /// What some of the program's waits take together, or each. They are calls of ``functionName`` with the number of one of these, and what
    /// is waited for in a function without parameters.
    public struct Wait: Hashable, Sendable {
        /// What they take; nanoseconds.
        public var nanoseconds: Int64
        /// Whether all of them take that together, from when the first begins until the last is over, less what lies between; else each takes it.
        public var isTogether: Bool

        public init(nanoseconds: Int64, isTogether: Bool) {
            self.nanoseconds = nanoseconds
            self.isTogether = isTogether
        }
    }

    /// How long answers to `fetch()` take, by the URL; nanoseconds.
    public var resources: [ExactText: Int64] = [:]
    /// How long modules take to arrive, and to be parsed; nanoseconds.
    public var loads: [ModuleKey: Int64] = [:]
    public var parses: [ModuleKey: Int64] = [:]
    public var waits: [Wait] = []

    /// The function by which waits are marked. Where ``waits`` is empty there is no such function.
    public static let functionName = "tlaSim$takes"

    public init() {}
}

extension Program {
    /// The same program with other times.
    public func with(times: ProgramTimes) -> Program {
        var program = self
        program.times = times
        return program
    }
}
