import Diagnostics
import Text
import Trace

/// A run as it is told: who starts, why it waits, who wakes whom, in the order in which it happened.
///
/// It holds what is said, and in which form is for whoever writes it: ``text(usesColor:)``, ``markdown(of:)`` and ``json(of:)``.
public struct Narrative: Sendable {
    /// How much is told.
    public enum Level: String, Sendable, CaseIterable {
        /// What matters: starts, waits, wakes, output, ends, errors; a sentence for each stretch in which a module's code runs.
        case brief
        /// Every event, with loads and jobs.
        case full
    }

    /// A piece of a sentence. What comes from the program stands in pieces of its own, as it is; whoever writes it makes it harmless.
    public enum Part: Hashable, Sendable {
        case words(String)
        /// A module's name.
        case module(String)
        /// A piece of the program's text.
        case code(String)
        /// What the program printed, or the text of an error.
        case output(String)
        case place(SourceLocation)
        /// A virtual time or duration; nanoseconds.
        case time(Int64)
    }

    /// What a step tells of. Where a sentence tells of several things it is the first.
    public enum Kind: String, Sendable, CaseIterable {
        /// A module's text is asked for, comes, or is parsed.
        case load
        /// A body begins.
        case start
        /// A body goes on behind an `await`.
        case resume
        /// Other code of a module runs: a callback, or an async function.
        case callback
        /// A module has to wait for others before it begins.
        case wait
        /// Several modules run, and there is nothing to tell of any.
        case run
        /// A module, a callback or the host fails.
        case failure
        /// `import()` is called, or settles.
        case `import`
        /// A timer or a request.
        case timer
        /// A microtask or task is queued, or runs.
        case job
        /// A promise settles.
        case promise
        /// What ECMA-262 keeps of a module changes, such as its [[Status]].
        case record
        case output
        /// An `await` is reached.
        case suspend
        /// A body is done.
        case end
    }

    public struct Step: Sendable {
        public var kind: Kind
        /// Virtual time, nanoseconds.
        public var time: Int64
        public var turn: Int32
        public var job: JobNumber
        /// Whose it is, where a run has several agents.
        public var agent: String?
        /// The module that it is about; of several the first.
        public var module: String?
        /// Where in the program it happens.
        public var place: SourceLocation?
        /// What of ECMA-262 acts, in order; empty where the host does.
        public var clauses: [Clause] = []
        /// One sentence or two, without the full stop at the end.
        public var parts: [Part]
        /// How many modules or events it stands for.
        public var count = 1
    }

    public var title: String
    public var host: String
    /// Whether that is a host, and not ECMA-262 alone.
    public var isOfHost: Bool
    public var bundler: String?
    public var level: Level
    /// What is run; sentences.
    public var opening: [[Part]] = []
    public var steps: [Step] = []
    /// How many steps were left out behind ``leftOutAfter`` steps, so that the rest can be read.
    public var leftOut = 0
    public var leftOutAfter = 0
    /// Whether the run had more events than were kept.
    public var isTruncated = false
    /// How the run ended, and what took the time; sentences.
    public var closing: [[Part]] = []
}

extension Narrative.Part {
    /// The piece as plain text that can be shown anywhere.
    public var text: String {
        switch self {
        case .words(let text): text
        case .module(let name): visibleText(name)
        case .code(let text): Self.cut(text, to: 80)
        case .output(let text): "\"\(Self.cut(text, to: 60))\""
        case .place(let location): visibleText(location.text)
        case .time(let time): durationText(time)
        }
    }

    /// A text on one line, and no longer than can be read in a sentence.
    static func cut(_ text: String, to limit: Int) -> String { visibleText(shortened(text, to: limit)) }
}

extension [Narrative.Part] {
    public var text: String { map(\.text).joined() }
}
