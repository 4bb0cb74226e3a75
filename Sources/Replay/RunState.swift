import Trace

/// What is true after an event of a run: who runs, what is queued, what is on its way, and the fields of every module record.
public struct RunState: Equatable, Sendable {
    /// The running code, outermost first. Empty where the trace does not tell of calls.
    public var stack: [TraceFrame] = []
    /// The tasks that are queued, in the order in which they were.
    public var tasks = KeyedList<JobNumber, QueuedJob>()
    /// The microtasks, and the callbacks of `process.nextTick`, in the order in which they were queued.
    public var microtasks = KeyedList<JobNumber, QueuedJob>()
    /// The timers that have not fired for the last time.
    public var timers = KeyedList<Int32, WaitingTimer>()
    /// The calls of `import()` that have not settled.
    public var imports = KeyedList<Int32, PendingImport>()
    /// The modules that are fetched or parsed.
    public var loads = KeyedList<ModuleIndex, PendingLoad>()
    /// The calls of `fetch()` that have not settled.
    public var fetches = KeyedList<Int32, PendingFetch>()
    /// By module of the trace.
    public var modules: [ModuleState]
    /// The async functions that stand at an `await`.
    public var functions = KeyedList<SuspendedFunction, SuspendedFunction>()
    /// The promises of which the trace tells, in the order of their creation.
    public var promises = KeyedList<PromiseNumber, PromiseState>()
    /// How many lines the console has printed.
    public var printed: Int32 = 0

    public init(moduleCount: Int) { modules = Array(repeating: ModuleState(), count: moduleCount) }
}

/// A job in a queue. What it is for, and who asked for it, stand in the trace.
public struct QueuedJob: Equatable, Sendable {
    public var job: JobNumber
    public var kind: JobKind
    /// The agent in whose queue it is.
    public var agent: AgentIndex
}

public struct WaitingTimer: Equatable, Sendable {
    public var timer: Int32
    /// Virtual time, nanoseconds.
    public var due: Int64
    public var delay: Int64
    public var isInterval: Bool
    public var agent: AgentIndex
}

public struct PendingImport: Equatable, Sendable {
    public var number: Int32
    public var specifier: TextIndex
    public var module: ModuleIndex?
    public var position: Position
}

public struct PendingLoad: Equatable, Sendable {
    public enum Stage: String, Sendable { case fetching, parsing }
    public var module: ModuleIndex
    public var stage: Stage
}

public struct PendingFetch: Equatable, Sendable {
    public var number: Int32
    public var url: TextIndex
}

/// An async function that stands at an `await`. The trace does not tell two apart that stand at the same place.
public struct SuspendedFunction: Hashable, Sendable {
    public var name: TextIndex
    public var module: ModuleIndex?
    public var position: Position
}

public struct PromiseState: Equatable, Sendable {
    public enum Settlement: String, Sendable { case pending, fulfilled, rejected }
    public var promise: PromiseNumber
    /// The module whose code made it, or for which it was made.
    public var module: ModuleIndex?
    public var origin: PromiseOrigin
    public var settlement: Settlement
}

/// The fields of a Cyclic Module Record, and what its body does.
public struct ModuleState: Equatable, Sendable {
    /// [[AsyncEvaluationOrder]]
    public enum Order: Equatable, Sendable {
        case unset
        case integer(Int32)
        case done
    }

    public enum Activity: String, Sendable {
        /// Its body has not begun.
        case idle
        case runs
        /// Its body stands at an `await`.
        case suspended
        /// Its body has not begun, as it waits for others.
        case waits
        case done
        case failed
    }

    /// What changes one by one.
    public struct Fields: Equatable, Sendable {
        /// [[Status]]
        public var status = ModuleStatus.new
        /// [[HasTLA]]; `nil` until it is parsed.
        public var hasTLA: Bool?
        public var order = Order.unset
        /// [[PendingAsyncDependencies]]; `nil` for empty.
        public var pending: Int32?
        /// [[CycleRoot]]
        public var cycleRoot: ModuleIndex?
        /// The text of [[EvaluationError]].
        public var error: TextIndex?
        public var activity = Activity.idle
        /// Where it stands, as far as that is known.
        public var position: Position?
    }

    public var fields = Fields()
    /// [[AsyncParentModules]]
    public var parents: [ModuleIndex] = []
}
