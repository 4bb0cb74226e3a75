/// Where the specification says what an event shows.
public struct Clause: Hashable, Sendable {
    /// The abstract operation or clause's name.
    public var operation: String
    /// The anchor in https://tc39.es/ecma262/ .
    public var anchor: String
    public init(_ operation: String, _ anchor: String) {
        self.operation = operation
        self.anchor = anchor
    }
    public var url: String { "https://tc39.es/ecma262/#\(anchor)" }
}

extension Event.Kind {
    /// The clause that acts in this event; `nil` where the host acts and not the specification.
    public var clause: Clause? {
        switch self {
        case .loadStarted: Clause("HostLoadImportedModule", "sec-HostLoadImportedModule")
        case .loaded, .loadFailed, .requestFailed: Clause("FinishLoadingImportedModule", "sec-FinishLoadingImportedModule")
        case .parsed: Clause("ParseModule", "sec-parsemodule")
        case .status(.new): nil
        case .status(.unlinked), .status(.linking), .status(.linked): Clause("InnerModuleLinking", "sec-InnerModuleLinking")
        case .status(.evaluating), .status(.evaluatingAsync), .status(.evaluated):
            Clause("InnerModuleEvaluation", "sec-innermoduleevaluation")
        case .linkFailed: Clause("InitializeEnvironment", "sec-source-text-module-record-initialize-environment")
        case .pendingDependencies(_, .some): Clause("GatherAvailableAncestors", "sec-gather-available-ancestors")
        case .pendingDependencies, .asyncEvaluationOrder: Clause("InnerModuleEvaluation", "sec-innermoduleevaluation")
        case .dependencyCounted, .asyncParent, .cycleRoot: Clause("InnerModuleEvaluation", "sec-innermoduleevaluation")
        case .asyncEvaluationDone: Clause("AsyncModuleExecutionFulfilled", "sec-async-module-execution-fulfilled")
        case .evaluationError: Clause("Cyclic Module Records", "sec-cyclic-module-records")
        case .promiseCreated(_, .evaluation): Clause("Evaluate", "sec-moduleevaluation")
        case .promiseCreated(_, .body): Clause("ExecuteAsyncModule", "sec-execute-async-module")
        case .promiseCreated(_, .importCall): Clause("EvaluateImportCall", "sec-evaluate-import-call")
        case .promiseCreated(_, .call): Clause("Promise Objects", "sec-promise-objects")
        case .started(.some): Clause("AsyncModuleExecutionFulfilled", "sec-async-module-execution-fulfilled")
        case .started: Clause("ExecuteModule", "sec-source-text-module-record-execute-module")
        case .suspended, .functionSuspended, .partSuspended: Clause("Await", "await")
        case .resumed, .functionResumed, .partResumed: Clause("Await", "await")
        case .completed: Clause("ExecuteModule", "sec-source-text-module-record-execute-module")
        case .failed(_, .some): Clause("AsyncModuleExecutionRejected", "sec-async-module-execution-rejected")
        case .failed: Clause("ExecuteModule", "sec-source-text-module-record-execute-module")
        case .importCalled: Clause("EvaluateImportCall", "sec-evaluate-import-call")
        case .importSettled: Clause("ContinueDynamicImport", "sec-ContinueDynamicImport")
        case .jobQueued(_, let kind, _), .jobStarted(_, let kind): kind.clause
        case .promiseSettled(_, true): Clause("FulfillPromise", "sec-fulfillpromise")
        case .promiseSettled(_, false): Clause("RejectPromise", "sec-rejectpromise")
        case .unhandledRejection: Clause("HostPromiseRejectionTracker", "sec-host-promise-rejection-tracker")
        case .uncaught: Clause("HostReportErrors", "sec-jobs")
        case .promiseCreated(_, .host), .stack, .partStarted, .partEnded, .busy, .console, .timerSet, .timerFired, .timerCleared,
            .fetchStarted, .fetchSettled, .blocked,
            .agentStarted, .agentEnded, .messageSent, .messageReceived, .responded:
            nil
        }
    }
}

extension JobKind {
    /// The clause that queues and runs a job of this kind; `nil` for the host's.
    public var clause: Clause? {
        switch self {
        case .resumeModule, .resumeFunction: Clause("Await", "await")
        case .reaction: Clause("NewPromiseReactionJob", "sec-newpromisereactionjob")
        case .resolveThenable: Clause("NewPromiseResolveThenableJob", "sec-newpromiseresolvethenablejob")
        case .moduleFulfilled: Clause("AsyncModuleExecutionFulfilled", "sec-async-module-execution-fulfilled")
        case .moduleRejected: Clause("AsyncModuleExecutionRejected", "sec-async-module-execution-rejected")
        case .importStep: Clause("ContinueDynamicImport", "sec-ContinueDynamicImport")
        case .moduleLoaded, .finishLoadingImports: Clause("FinishLoadingImportedModule", "sec-FinishLoadingImportedModule")
        default: nil
        }
    }
}
