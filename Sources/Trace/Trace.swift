/// What happened in one run: all that the texts and pictures are made from.
///
/// A trace is complete in itself. It names modules, jobs, promises and timers by index and holds what those stand for.
public struct Trace: Sendable, Equatable {
    /// The scenario's title, or the entry's name.
    public var title: String
    /// The scenario's `about` text; empty when there is none.
    public var about: String
    /// The host profile, such as `spec` or `node`.
    public var host: String
    /// Whether that is a host; `spec` is ECMA-262 alone.
    public var isOfHost = true
    /// The seed that decided where the host does not promise an order; `nil` for the order of work that takes no time.
    public var seed: UInt64?
    /// The bundler that made the modules; `nil` where none did.
    public var bundler: String?
    /// The name of the document, of a page's run: it stands for what no module does, such as the events of the page.
    public var document: String?
    /// The modules that the bundler was given; empty where there was none.
    public var sources: [TraceSource] = []
    /// Those of them that are entries, in order.
    public var sourceEntries: [SourceIndex] = []
    /// The modules in the order of their first load. Behind them stand the requests that the program answered, each as what has a lane of its own.
    public var modules: [TraceModule]
    /// The agents of the run, each with an event loop of its own, in the order in which they began; empty where there is one alone.
    public var agents: [TraceAgent] = []
    /// What requests from outside were answered with, in the order of their arrival.
    public var responses: [TraceResponse] = []
    /// The entry modules in order.
    public var entries: [ModuleIndex]
    /// What the console printed, in order. Always recorded.
    public var console: [ConsoleLine]
    /// Everything else, in order. Empty unless the run recorded detail.
    public var events: [Event]
    /// Why there were jobs, by ascending number. Only with ``events``.
    public var jobCauses: [JobCause] = []
    /// Whether the run had more events than are kept: ``events`` are the first of them.
    public var isTruncated = false
    /// Whether events also tell of fields of module records, of promises and of the calls that run.
    public var hasStates = false
    /// The texts of the modules, by module; where a bundler made them, those of ``sources``. Empty where nobody has put them in.
    public var moduleTexts: [TraceText?] = []
    /// The stacks that events name by ``StackIndex``. Only where the states of the run were recorded.
    public var stacks: [TraceStack] = []
    /// The texts that events name by ``TextIndex``.
    public var texts: [String]
    public var outcome: Outcome
    /// Who waited for what when nothing was left to do. Empty unless the run never settles and recorded detail.
    public var pendingWaits: [PendingWait] = []
    /// The promises that those wait for, and the promises that would settle them.
    public var pendingPromises: [PendingPromise] = []
    /// The virtual time at which the last entry settled, or at which the run stopped; nanoseconds.
    public var duration: Int64
    /// The virtual time at which nothing was left to do, or at which the run was no longer watched; nanoseconds.
    public var end: Int64
    /// Of a run that goes on: the virtual time of the last thing that is not of what recurs, such as an interval; nanoseconds.
    public var startUpEnd: Int64?

    public init(title: String, host: String) {
        self.title = title
        self.about = ""
        self.host = host
        modules = []
        entries = []
        console = []
        events = []
        texts = []
        outcome = .unsettled
        duration = 0
        end = 0
    }

    /// The part of the run that is its start-up: of one that goes on, until ``startUpEnd``; any other is all start-up.
    public var startUp: Trace {
        guard let startUpEnd else { return self }
        var trace = self
        trace.events.removeAll { $0.time > startUpEnd }
        // In the order of time, so that events name the lines by the same numbers.
        trace.console = Array(console.prefix { $0.time <= startUpEnd })
        trace.end = startUpEnd
        if let last = events.last, last.time > startUpEnd { trace.isTruncated = false }
        return trace
    }

    public subscript(text: TextIndex) -> String { texts[Int(text.rawValue)] }
    public subscript(module: ModuleIndex) -> TraceModule { modules[Int(module.rawValue)] }
}

/// Index into ``Trace/sources``.
public struct SourceIndex: Hashable, Sendable, RawRepresentable {
    public var rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public static let none = SourceIndex(rawValue: -1)
}

/// A module that a bundler was given.
public struct TraceSource: Sendable, Equatable {
    /// The name as the user knows it.
    public var name: String
    /// The name of the module that it went into; `nil` where it went into none.
    public var chunk: String?
    /// What it asks for by declarations; the module of a request is the place of another source.
    public var requests: [TraceModule.Request]
    /// Of a run that never settles: its calls of `import()` whose module the bundler knows.
    public var calls: [Call] = []
    /// [[HasTLA]]
    public var hasTLA: Bool
    public var kind: TraceModule.Kind

    /// A call of `import()`.
    public struct Call: Sendable, Equatable {
        /// Where it begins.
        public var position: Position
        public var target: SourceIndex

        public init(position: Position, target: SourceIndex) {
            self.position = position
            self.target = target
        }
    }

    public init(name: String, chunk: String?, requests: [TraceModule.Request] = [], hasTLA: Bool = false, kind: TraceModule.Kind = .source)
    {
        self.name = name
        self.chunk = chunk
        self.requests = requests
        self.hasTLA = hasTLA
        self.kind = kind
    }
}

/// Index into ``Trace/modules``.
public struct ModuleIndex: Hashable, Sendable, RawRepresentable, Comparable {
    public var rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public init(_ value: Int) { rawValue = Int32(value) }
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// Index into ``Trace/texts``.
public struct TextIndex: Hashable, Sendable, RawRepresentable {
    public var rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
}

/// A job's number: 0 is the host's own work that starts the run; each task and each microtask has the next number
/// when it is queued.
public struct JobNumber: Hashable, Sendable, RawRepresentable, Comparable {
    public var rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// A promise's number, by order of creation. `none` where no promise object was needed.
public struct PromiseNumber: Hashable, Sendable, RawRepresentable {
    public var rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public static let none = PromiseNumber(rawValue: -1)
}

/// A module of the run.
public struct TraceModule: Sendable, Equatable {
    public enum Kind: String, Sendable, Equatable {
        case source, json, wasm
        /// No module, but a request from outside that the program answers.
        case request
    }

    /// An edge to another module, in import order.
    public struct Request: Sendable, Equatable {
        public enum Phase: String, Sendable, Equatable { case evaluation, `defer` }
        public var specifier: String
        /// `nil` when it was never loaded.
        public var module: ModuleIndex?
        public var phase: Phase
        /// Where the specifier stands; `nil` where that is not recorded. It is of modules that a run never finished.
        public var position: Position?
        /// The names that are asked for, the first of them: `*` for a namespace, `default`; empty where it is only for its effects.
        public var names: [String] = []
        /// How many names are asked for.
        public var nameCount = 0

        public init(specifier: String, module: ModuleIndex?, phase: Phase) {
            self.specifier = specifier
            self.module = module
            self.phase = phase
        }
    }

    /// The name in the scenario, or the path relative to the entry's folder.
    public var name: String
    public var kind: Kind
    /// Whose it is, where there are several agents.
    public var agent: AgentIndex?
    /// [[HasTLA]]
    public var hasTLA: Bool
    /// [[RequestedModules]] with what they resolved to.
    public var requests: [Request]
    /// [[CycleRoot]]; itself when it is in no cycle; `nil` when it was never evaluated.
    public var cycleRoot: ModuleIndex?
    /// The status at the end.
    public var status: ModuleStatus
    /// [[PendingAsyncDependencies]] at the end, `nil` when empty.
    public var pendingAsyncDependencies: Int?
    /// Of a run that never settles: the modules that have it in their [[AsyncParentModules]], so that it waits for them.
    public var pendingDependencies: [ModuleIndex] = []
    /// The text of [[EvaluationError]], if any.
    public var error: String?

    public init(name: String, kind: Kind = .source) {
        self.name = name
        self.kind = kind
        hasTLA = false
        requests = []
        status = .new
    }
}

/// The [[Status]] of a Cyclic Module Record. https://tc39.es/ecma262/#sec-cyclic-module-records
public enum ModuleStatus: String, Sendable, Equatable, CaseIterable {
    case new, unlinked, linking, linked, evaluating
    case evaluatingAsync = "evaluating-async"
    case evaluated
}

/// A line that `console.*` printed.
public struct ConsoleLine: Sendable, Equatable {
    public enum Stream: String, Sendable, Equatable { case out, error }
    /// Virtual time, nanoseconds.
    public var time: Int64
    public var turn: Int32
    public var job: JobNumber
    /// The module whose code printed it.
    public var module: ModuleIndex?
    /// The module that the bundler was given and whose code printed it; ``SourceIndex/none`` where there was no bundler.
    public var source = SourceIndex.none
    /// `log`, `error`, `warn`, …
    public var method: String
    public var stream: Stream
    /// The text without the final line break; may hold line breaks and any character that the program printed.
    public var text: String
    /// Whether the program ended the line. Not where it is the last of its stream, and was written without a line break.
    public var isEnded = true

    public init(
        time: Int64, turn: Int32, job: JobNumber, module: ModuleIndex?, method: String, stream: Stream, text: String
    ) {
        self.time = time
        self.turn = turn
        self.job = job
        self.module = module
        self.method = method
        self.stream = stream
        self.text = text
    }
}

/// How a run ended.
public enum Outcome: Sendable, Equatable {
    /// Every entry module's promise fulfilled.
    case fulfilled
    /// An entry module's promise rejected, or the host ended the run for an unhandled error. The text is the error as
    /// the host prints it: `Error: boom`.
    case rejected(String)
    /// Every entry module's promise fulfilled, and the process goes on: what is left to do was no longer waited for. The text says what.
    case running(String)
    /// The program ended its process itself, by `process.exit()`, with this status.
    case exited(status: Int32)
    /// Nothing was left to do and an entry was still pending.
    case unsettled
    /// A module could not be found or read, or did not parse.
    case loadError(String)
    /// Names did not link.
    case linkError(String)
    /// The run would go on without progress: an endless loop or recursion, `Atomics.wait`, or a limit reached. The text
    /// says what and where.
    case blocked(String)
}
