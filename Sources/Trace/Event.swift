/// One step of a run.
public struct Event: Sendable, Equatable {
    /// Virtual time, nanoseconds.
    public var time: Int64
    /// The turn: one task and the microtasks after it. 0 is the turn that starts the run.
    public var turn: Int32
    /// The job that was running.
    public var job: JobNumber
    /// The module that the step is about.
    public var module: ModuleIndex?
    /// Whose step it is, where a run has several agents; else 0.
    public var agent = AgentIndex(0)
    public var kind: Kind

    public init(time: Int64, turn: Int32, job: JobNumber, module: ModuleIndex?, kind: Kind) {
        self.time = time
        self.turn = turn
        self.job = job
        self.module = module
        self.kind = kind
    }

    public enum Kind: Sendable, Equatable {
        // Loading and linking. `module` is the module loaded.

        /// The host begins to fetch the module. `referrer` is the importer, `nil` for an entry.
        case loadStarted(referrer: ModuleIndex?)
        /// The text arrived.
        case loaded
        /// The text is parsed: the record exists. Follows `loaded` by the module's `parse` time.
        case parsed
        case loadFailed(TextIndex)
        /// An import of `module` cannot be loaded, and there is no module of which to tell it: the specifier leads to none, or to one of
        /// another type than the import says.
        case requestFailed(specifier: TextIndex, error: TextIndex)
        /// [[Status]] changed.
        case status(ModuleStatus)
        case linkFailed(TextIndex)

        // Fields of module records. Only where the states of the run were recorded.

        /// [[PendingAsyncDependencies]] was set while the graph was walked.
        case dependencyCounted(Int32)
        /// A module was appended to [[AsyncParentModules]].
        case asyncParent(ModuleIndex)
        /// [[CycleRoot]] was set.
        case cycleRoot(ModuleIndex)
        /// [[AsyncEvaluationOrder]] was set to done.
        case asyncEvaluationDone
        /// [[EvaluationError]] was set.
        case evaluationError(TextIndex)

        // Evaluation. `module` is the module that runs.

        /// [[PendingAsyncDependencies]] was set or lowered; the last one also tells by which module's completion.
        case pendingDependencies(count: Int32, completed: ModuleIndex?)
        /// [[AsyncEvaluationOrder]] was set.
        case asyncEvaluationOrder(Int32)
        /// The body begins to run. `wokenBy` is the module whose completion made it ready, `nil` when it runs in the
        /// first walk over the graph.
        case started(wokenBy: ModuleIndex?)
        /// The body stops at an `await`. The text is the awaited expression as written.
        case suspended(position: Position, expression: TextIndex)
        case resumed(position: Position)
        /// The body is done.
        case completed
        /// The body threw, or the module got a dependency's error (`from`).
        case failed(error: TextIndex, from: ModuleIndex?)
        /// `busy` ran: the clock moved on by this many nanoseconds, ending at `time`.
        case busy(nanoseconds: Int64)
        /// An async function other than a module body stopped at an `await`.
        case functionSuspended(name: TextIndex, position: Position)
        case functionResumed(name: TextIndex, position: Position)

        // Of a bundle. `module` is the chunk whose code runs.

        /// The code of a module begins that the bundler put into the chunk: what stands for its imports, or its body.
        case partStarted(source: SourceIndex, isImport: Bool)
        /// Code that a bundler put around the body stops at an `await` in it, or at one for its imports.
        case partSuspended(position: Position, expression: TextIndex)
        case partResumed(position: Position)
        /// The code is done.
        case partEnded(source: SourceIndex)

        // Dynamic import. `module` is the caller.

        /// `import()` was called. `number` counts the calls of the run.
        case importCalled(number: Int32, specifier: TextIndex, position: Position)
        /// The call's promise is to settle: `target` is the module, `nil` when it failed before there was one.
        case importSettled(number: Int32, target: ModuleIndex?, isFulfilled: Bool)

        // The console. `line` is the index into ``Trace/console``.

        case console(line: Int32)

        // Jobs, timers, promises.

        case jobQueued(JobNumber, JobKind, promise: PromiseNumber)
        case jobStarted(JobNumber, JobKind)
        case timerSet(timer: Int32, delay: Int64, isInterval: Bool)
        case timerFired(timer: Int32)
        case timerCleared(timer: Int32)
        /// A promise was made. Only where the states of the run were recorded. `module` is the one whose code made it.
        case promiseCreated(PromiseNumber, PromiseOrigin)
        case promiseSettled(PromiseNumber, isFulfilled: Bool)
        /// Other calls run than before. Only where the states of the run were recorded.
        case stack(StackIndex)
        /// `fetch` was called; it settles when `fetchSettled` says.
        case fetchStarted(number: Int32, url: TextIndex)
        case fetchSettled(number: Int32, isFulfilled: Bool)

        // Agents and requests.

        /// The running agent has begun another, of that number.
        case agentStarted(AgentIndex)
        /// The agent has come to its end.
        case agentEnded
        /// A message leaves for another agent. `number` counts the messages of the run.
        case messageSent(number: Int32, to: AgentIndex)
        /// It is given to what listens.
        case messageReceived(number: Int32, from: AgentIndex)
        /// A request is answered. `module` is the request.
        case responded(status: Int32)

        // Errors and ends.

        /// A promise was rejected and had no handler when its turn ended.
        case unhandledRejection(PromiseNumber, error: TextIndex)
        /// An error that nothing caught, thrown in a task or reported by the host.
        case uncaught(error: TextIndex)
        /// The run cannot make progress.
        case blocked(reason: TextIndex, position: Position?)
    }
}

/// A place in a module's source, as a person counts.
public struct Position: Hashable, Sendable {
    /// The module in whose source it is; ``SourceIndex/none`` for that of the event itself.
    public var source = SourceIndex.none
    /// From 1.
    public var line: Int32
    /// From 1.
    public var column: Int32
    public init(line: Int32, column: Int32, source: SourceIndex = .none) {
        self.source = source
        self.line = line
        self.column = column
    }
}

/// What a job is for.
public enum JobKind: Sendable, Equatable {
    // Tasks

    /// The host's own first work: load, link, evaluate the entry.
    case hostStart
    case timer(Int32)
    /// A fetched module's text arrives.
    case moduleLoaded(ModuleIndex?)
    /// `import()` calls finish loading together.
    case finishLoadingImports
    case fetch(Int32)
    /// A `setImmediate` callback.
    case immediate
    /// What a page does by itself, named in two or three words: `DOMContentLoaded`, `run a script`.
    case pageTask(name: TextIndex)
    /// A request from outside comes to the program: the module that stands for it.
    case request(ModuleIndex?)
    /// A message of another agent arrives.
    case message
    /// The host does something that the program has asked for, such as work with a key.
    case hostTask

    // Microtasks

    /// An `await` goes on: in a module body, or in the named async function.
    case resumeModule(ModuleIndex)
    case resumeFunction(name: TextIndex)
    /// NewPromiseReactionJob for a `then`, `catch` or `finally` callback.
    case reaction(name: TextIndex)
    /// NewPromiseResolveThenableJob
    case resolveThenable
    /// AsyncModuleExecutionFulfilled / Rejected
    case moduleFulfilled(ModuleIndex)
    case moduleRejected(ModuleIndex)
    /// A step of ContinueDynamicImport.
    case importStep(number: Int32)
    case queueMicrotask
    /// A `process.nextTick` callback.
    case nextTick
    /// The host's own hop, such as Node's loader.
    case hostStep
    /// The host learns how the entry settled.
    case entrySettled
}
