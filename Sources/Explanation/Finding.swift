import Diagnostics
import WhatIf

/// One thing that is wrong with a run, or slow in it: what happened, why, and what to change.
public struct Finding: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        /// Code waits for what never comes.
        case neverSettles = "never-settles"
        /// A name of another module is used before that module gave it a value.
        case usedTooEarly = "used-too-early"
        /// A rejection has a handler in the text, and the run ended before that was attached.
        case handledTooLate = "handled-too-late"
        /// A listener came after the event that it is for.
        case listensTooLate = "listens-too-late"
        /// The process ended, or ended itself, and something that had begun did not come to its end.
        case leftBehind = "left-behind"
        /// Two things happened in an order that a real host does not promise.
        case notDetermined = "not-determined"
        /// Awaits in a row that do not depend on each other.
        case serialAwaits = "serial-awaits"
        /// What else made the start take as long as it did.
        case slowStart = "slow-start"
        /// Any other error.
        case error
    }

    /// What mends it.
    public struct Remedy: Sendable {
        /// What to change, such as `do not await import("./de.mjs") at the top level of index.mjs`.
        public var words: String
        /// The change, where it can be tried.
        public var change: Change?
        /// By how much sooner the start ends with it; nanoseconds, `nil` where that was not tried.
        public var savedNanoseconds: Int64?

        public init(_ words: String, change: Change? = nil, savedNanoseconds: Int64? = nil) {
            self.words = words
            self.change = change
            self.savedNanoseconds = savedNanoseconds
        }
    }

    public var kind: Kind
    /// The short form: what `run`, `console` and `--diagnostics json` say.
    public var diagnostic: Diagnostic
    /// The likelier first.
    public var remedies: [Remedy]

    public init(_ kind: Kind, _ diagnostic: Diagnostic, remedies: [Remedy] = []) {
        self.kind = kind
        self.diagnostic = diagnostic
        self.remedies = remedies
    }
}

extension Diagnostic {
    /// Says what to change: the first is the suggestion, the others are alternatives.
    ///
    /// - Returns: the remedies of the finding that this is of.
    mutating func suggest(_ remedies: [String]) -> [Finding.Remedy] {
        suggestion = remedies.first
        alternatives = Array(remedies.dropFirst())
        return remedies.map { Finding.Remedy($0) }
    }
}
