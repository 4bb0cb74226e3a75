/// One thing that a user should know of what they gave us, or of how it ran, said so that they can mend it.
public struct Diagnostic: Error, Hashable, Sendable {
    /// Which door the problem was met at; decides the exit status of a command.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A file that cannot be read or written.
        case file
        /// A scenario document that breaks the format.
        case scenario
        /// JavaScript with a syntax error or early error.
        case syntax
        /// JavaScript that is valid but that the simulator leaves out.
        case unsupported
        /// A module that cannot be found, or names that do not link.
        case link
        /// A command line that asks for what cannot be done.
        case usage
        /// An error that the running program did not catch, or a promise whose rejection nobody handles.
        case runtime
        /// Something that the program waits for and that never comes.
        case unsettled
        /// A run that was stopped because it would go on for ever, or past a limit.
        case blocked
        /// A run that goes on after its start-up, and was no longer watched.
        case running
        /// A start-up that takes longer than it has to.
        case slow
        /// An order that a real host does not promise.
        case notDetermined = "not-determined"
        /// A run that is not as its scenario expects.
        case expectation
        /// A program that a bundler refuses.
        case bundler
        /// What a rule of `lint` found in a text.
        case lint
        /// A real engine that is about to run a program, and what that may do.
        case engine
    }

    public enum Severity: String, Hashable, Sendable {
        case error, warning
        /// Nothing is wrong.
        case note
    }

    public var kind: Kind
    public var severity: Severity
    /// Where; `nil` when no place in a file is meant.
    public var location: SourceLocation?
    /// How many columns of the line the problem covers, at least 1.
    public var width: Int
    /// One sentence without a full stop at its end: what is wrong, and what was expected.
    public var message: String
    /// The path of the key in a scenario document, such as `modules.x.load`.
    public var keyPath: String?
    /// What to write instead.
    public var suggestion: String?
    /// Other ways to mend it, the likelier first; empty unless there is a ``suggestion``.
    public var alternatives: [String] = []
    /// The source line that ``location`` names, without its line break.
    public var sourceLine: SourceLine?
    /// Other places that explain the problem, such as where a name is declared.
    public var related: [RelatedPlace] = []
    /// The way that an error took: the calls, awaits and imports it came through, innermost first.
    public var stack: [StackEntry] = []

    public init(
        _ kind: Kind, _ message: String, at location: SourceLocation? = nil, width: Int = 1, keyPath: String? = nil,
        suggestion: String? = nil, sourceLine: SourceLine? = nil, severity: Severity = .error
    ) {
        self.kind = kind
        self.severity = severity
        self.location = location
        self.width = max(1, width)
        self.message = message
        self.keyPath = keyPath
        self.suggestion = suggestion
        self.sourceLine = sourceLine
    }
}

extension Diagnostic {
    /// Whether it is about JavaScript that the simulator leaves out, and that the program cannot do without.
    public var isOutsideSubset: Bool { kind == .unsupported && severity == .error }
}

/// A place beside the one that a problem is about, and what it has to do with it.
public struct RelatedPlace: Hashable, Sendable {
    /// What is there, such as `'connect' is declared here`.
    public var message: String
    public var location: SourceLocation

    public init(_ message: String, at location: SourceLocation) {
        self.message = message
        self.location = location
    }
}

/// One step of the way that an error took.
public struct StackEntry: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A call that was running when the error was made.
        case call
        /// An `await` that the error came through.
        case `await`
        /// `Promise.all` or its like, which handed the error on.
        case combinator
        /// A static import: the importing module fails with the same error.
        case importer = "import"
        /// A call of `import()`.
        case dynamicImport
        /// Of a run that never settles: something that waits for what the next step tells of.
        case wait
        /// Code of the bundler whose name is the entry's, which stands in no file of the user's.
        case bundler
        /// Calls that are not shown, because there are too many.
        case omitted
    }

    public var kind: Kind
    /// The function's name, the specifier of an import, or in words what stands here; `nil` for the body of a module and a function without a name.
    public var name: String?
    public var location: SourceLocation?
    /// What the one at this step did meanwhile, such as `waited for it`.
    public var note: String?

    public init(_ kind: Kind, name: String? = nil, at location: SourceLocation? = nil, note: String? = nil) {
        self.kind = kind
        self.name = name
        self.location = location
        self.note = note
    }
}

/// Several problems at once; never empty.
public struct DiagnosticList: Error, Hashable, Sendable {
    public var diagnostics: [Diagnostic]
    public init(_ diagnostics: [Diagnostic]) {
        precondition(!diagnostics.isEmpty)
        self.diagnostics = diagnostics
    }
}
