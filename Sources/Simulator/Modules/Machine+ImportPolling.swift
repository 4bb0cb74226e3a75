import JavaScript
import Trace

/// The `import()` calls of a host that looks at them in each iteration of its event loop (`ImportRule.polled`).
struct ImportPolling {
    /// Calls whose graph has been loaded, or could not be.
    var loaded: [LoadedImport] = []
    /// Calls whose module has been evaluated, in that order, and that have not been answered.
    var evaluations: [EvaluatedImport] = []
    /// Calls of a module that another call waits for, by the module.
    var waiting: [Int32: [ImportID]] = [:]
    /// Whether an evaluation has settled since the host looked.
    var isAwake = false
    /// Whether a call was answered whose microtasks have not run.
    var hasAnswered = false
    /// Whether microtasks have run since the host went on with a call.
    var isInterrupted = false

    var hasWork: Bool { isAwake || !loaded.isEmpty }
}

struct LoadedImport {
    var id: ImportID
    /// Why it could not be loaded.
    var error: ObjectID?
}

/// Loading as Deno does it, by `ModuleMap::load_dynamic_import` and `poll_progress` of deno_core, measured on Deno 2.9.
/// https://github.com/denoland/deno/blob/main/libs/core/modules/map.rs
extension Machine {
    mutating func beginPolledImport(_ id: ImportID) {
        let target = imports[id].target
        guard target != .none, imports[id].phase == .evaluation, hasBegun(target) else {
            imports.pending.append(id)
            return
        }
        budget.steps += imports.polling.evaluations.count * Self.pollSteps
        if imports.polling.evaluations.contains(where: { imports[$0.id].target == target }) {
            imports.polling.waiting[target.index, default: []].append(id)
        } else {
            settleImport(id, .object(namespaceOfImport(id)), isRejected: false)
        }
    }

    private mutating func hasBegun(_ id: ModuleID) -> Bool {
        let record = graph[id]
        return (record.status == .evaluated || record.status == .evaluatingAsync) && record.evaluationError == nil
    }

    /// An evaluation has settled.
    mutating func wakeImports(_ id: ImportID) {
        if !imports[id].isAnswered { imports.polling.isAwake = true }
    }

    /// Once in an iteration: goes on with what is loaded and answers what has settled as long as something was answered, and once more
    /// for the calls that this has led to.
    mutating func pollImports() throws(Abrupt) {
        var hasAnswered = false
        imports.polling.isInterrupted = false
        repeat {
            hasAnswered = false
            try evaluateLoadedImports()
            while try answerImports() {
                hasAnswered = true
                try evaluateLoadedImports()
            }
        } while hasAnswered
    }

    private mutating func evaluateLoadedImports() throws(Abrupt) {
        let calls = imports.pending
        imports.pending = []
        for id in calls {
            goOnPolling()
            loadTarget(id)
            try runMicrotasksOfAnswer()
        }
        takeTurns()
        let loaded = imports.polling.loaded
        imports.polling.loaded = []
        for call in loaded {
            goOnPolling()
            if let error = call.error { answerImport(call.id, .object(error), isRejected: true) } else { linkAndEvaluate(call.id) }
            try runMicrotasksOfAnswer()
        }
    }

    /// The caller's promise is one that follows the host's, by which the host gives errors their place.
    mutating func answerImport(_ id: ImportID, _ value: Value, isRejected: Bool) {
        imports.polling.hasAnswered = true
        let promise = makePromise()
        performThen(promise, .importResolved(id))
        if isRejected { rejectPromise(promise, value) } else { resolvePromise(promise, value) }
    }

    /// Answers the calls whose evaluation has settled.
    ///
    /// - Returns: whether there was one.
    private mutating func answerImports() throws(Abrupt) -> Bool {
        // What is called meanwhile does not see the others that wait.
        let evaluations = imports.polling.evaluations
        imports.polling.evaluations = []
        imports.polling.isAwake = false
        budget.steps += evaluations.count * Self.pollSteps
        var unsettled: [EvaluatedImport] = []
        var hasAnswered = false
        for evaluation in evaluations {
            let promise = heap.promises[Int(evaluation.promise.index)]
            if promise.state == .pending {
                unsettled.append(evaluation)
                continue
            }
            hasAnswered = true
            goOnPolling()
            imports[evaluation.id].isAnswered = true
            let isRejected = promise.state == .rejected
            let value = isRejected ? promise.result : .object(namespaceOfImport(evaluation.id))
            answerImport(evaluation.id, value, isRejected: isRejected)
            try runMicrotasksOfAnswer()
            guard let others = imports.polling.waiting.removeValue(forKey: imports[evaluation.id].target.index) else { continue }
            goOnPolling()
            for id in others { settleImport(id, value, isRejected: isRejected) }
            imports.polling.hasAnswered = true
            try runMicrotasksOfAnswer()
        }
        imports.polling.evaluations = unsettled
        return hasAnswered && progress.ending == nil
    }

    /// The microtasks after an answer; while a `process.nextTick` waits they wait too.
    private mutating func runMicrotasksOfAnswer() throws(Abrupt) {
        if let reason = stop.reason { throw .blocked(reason) }
        guard imports.polling.hasAnswered else { return }
        imports.polling.hasAnswered = false
        guard loop.nextTicks.isEmpty else { return }
        try runMicrotasks()
        running.module = .none
        imports.polling.isInterrupted = true
    }

    /// The host goes on after microtasks, in a task of its own.
    private mutating func goOnPolling() {
        guard imports.polling.isInterrupted else { return }
        imports.polling.isInterrupted = false
        loop.turn += 1
        loop.jobCount += 1
        loop.job = loop.jobCount
        if recorder.isRecording { record(.jobStarted(JobNumber(rawValue: loop.job), jobKind(Task.finishImports))) }
    }
}
