import Text

extension Trace {
    /// The members of one event: when and where, what, and the clause that acts.
    func writeEvent(_ event: Event, to json: inout JSONWriter) {
        json.member("timeNanoseconds", event.time)
        json.member("turn", event.turn)
        json.member("job", event.job.rawValue)
        json.member("module", orNull: name(event.module))
        if agents.indices.contains(event.agent.index) { json.member("agent", agents[event.agent.index].name) }
        json.member("kind", event.kind.name)
        writeDetails(of: event.kind, to: &json)
        if let clause = event.kind.clause {
            json.member("clause", clause.operation)
            json.member("anchor", clause.anchor)
        }
    }

    private func writeDetails(of kind: Event.Kind, to json: inout JSONWriter) {
        switch kind {
        case .loaded, .parsed, .completed: break
        case .loadStarted(let referrer): json.member("referrer", orNull: name(referrer))
        case .loadFailed(let text), .linkFailed(let text), .uncaught(let text): json.member("error", self[text])
        case .requestFailed(let specifier, let error):
            json.member("specifier", self[specifier])
            json.member("error", self[error])
        case .status(let status): json.member("status", status.rawValue)
        case .pendingDependencies(let count, let completed):
            json.member("count", count)
            json.member("completed", orNull: name(completed))
        case .asyncEvaluationOrder(let order): json.member("order", order)
        case .dependencyCounted(let count): json.member("count", count)
        case .asyncParent(let parent): json.member("parent", orNull: name(parent))
        case .cycleRoot(let root): json.member("root", orNull: name(root))
        case .asyncEvaluationDone: break
        case .evaluationError(let error): json.member("error", self[error])
        case .started(let wokenBy): json.member("wokenBy", orNull: name(wokenBy))
        case .suspended(let position, let expression):
            write(position, to: &json)
            json.member("expression", self[expression])
        case .resumed(let position): write(position, to: &json)
        case .failed(let error, let from):
            json.member("error", self[error])
            json.member("from", orNull: name(from))
        case .busy(let nanoseconds): json.member("nanoseconds", nanoseconds)
        case .functionSuspended(let name, let position), .functionResumed(let name, let position):
            json.member("function", self[name])
            write(position, to: &json)
        case .partStarted(let source, let isImport):
            json.member("source", orNull: name(source))
            json.member("imports", isImport)
        case .partSuspended(let position, let expression):
            write(position, to: &json)
            json.member("expression", self[expression])
        case .partResumed(let position): write(position, to: &json)
        case .partEnded(let source): json.member("source", orNull: name(source))
        case .importCalled(let number, let specifier, let position):
            json.member("import", number)
            json.member("specifier", self[specifier])
            write(position, to: &json)
        case .importSettled(let number, let target, let isFulfilled):
            json.member("import", number)
            json.member("target", orNull: name(target))
            json.member("fulfilled", isFulfilled)
        case .console(let line): json.member("line", line)
        case .jobQueued(let number, let kind, let promise):
            write(number, kind, to: &json)
            write(promise, to: &json)
            if let cause = cause(of: number) { write(cause, to: &json) }
        case .jobStarted(let number, let kind): write(number, kind, to: &json)
        case .timerSet(let timer, let delay, let isInterval):
            json.member("timer", timer)
            json.member("delayNanoseconds", delay)
            json.member("interval", isInterval)
        case .timerFired(let timer), .timerCleared(let timer): json.member("timer", timer)
        case .promiseCreated(let promise, let origin):
            write(promise, to: &json)
            write(origin, to: &json)
        case .stack(let stack): write(stack, to: &json)
        case .promiseSettled(let promise, let isFulfilled):
            write(promise, to: &json)
            json.member("fulfilled", isFulfilled)
        case .fetchStarted(let number, let url):
            json.member("fetch", number)
            json.member("url", self[url])
        case .fetchSettled(let number, let isFulfilled):
            json.member("fetch", number)
            json.member("fulfilled", isFulfilled)
        case .agentStarted(let agent): json.member("started", orNull: name(agent))
        case .agentEnded: break
        case .messageSent(let number, let receiver):
            json.member("message", number)
            json.member("to", orNull: name(receiver))
        case .messageReceived(let number, let sender):
            json.member("message", number)
            json.member("from", orNull: name(sender))
        case .responded(let status): json.member("httpStatus", status)
        case .unhandledRejection(let promise, let error):
            write(promise, to: &json)
            json.member("error", self[error])
        case .blocked(let reason, let position):
            json.member("reason", self[reason])
            if let position { write(position, to: &json) }
        }
    }

    private func name(_ agent: AgentIndex) -> String? { agents.indices.contains(agent.index) ? agents[agent.index].name : nil }

    private func name(_ module: ModuleIndex?) -> String? { module.map { self[$0].name } }

    func name(_ source: SourceIndex) -> String? {
        sources.indices.contains(Int(source.rawValue)) ? sources[Int(source.rawValue)].name : nil
    }

    private func write(_ position: Position, to json: inout JSONWriter) {
        if let name = name(position.source) { json.member("source", name) }
        json.member("line", position.line)
        json.member("column", position.column)
    }

    private func write(_ cause: JobCause, to json: inout JSONWriter) {
        json.member("rule", cause.rule.rawValue)
        if let due = cause.due { json.member("dueNanoseconds", due) }
        guard let position = cause.position else { return }
        json.member("at", orNull: name(cause.module))
        write(position, to: &json)
    }

    private func write(_ origin: PromiseOrigin, to json: inout JSONWriter) {
        switch origin {
        case .evaluation: json.member("origin", "evaluation")
        case .body: json.member("origin", "body")
        case .importCall(let number):
            json.member("origin", "import")
            json.member("import", number)
        case .call(let position):
            json.member("origin", "call")
            write(position, to: &json)
        case .host: json.member("origin", "host")
        }
    }

    private func write(_ stack: StackIndex, to json: inout JSONWriter) {
        json.key("frames")
        json.beginArray()
        for frame in frames(of: stack) {
            json.beginObject()
            json.member("module", orNull: name(frame.module))
            json.member("function", orNull: frame.isBody ? nil : self[frame.function])
            if let position = frame.position { write(position, to: &json) }
            json.endObject()
        }
        json.endArray()
    }

    private func write(_ promise: PromiseNumber, to json: inout JSONWriter) {
        json.member("promise", orNull: promise == .none ? nil : promise.rawValue)
    }

    private func write(_ number: JobNumber, _ kind: JobKind, to json: inout JSONWriter) {
        json.member("subject", number.rawValue)
        json.member("purpose", kind.name)
        switch kind {
        case .timer(let timer): json.member("timer", timer)
        case .fetch(let number): json.member("fetch", number)
        case .importStep(let number): json.member("import", number)
        case .moduleLoaded(let module), .request(let module): json.member("target", orNull: name(module))
        case .resumeModule(let module), .moduleFulfilled(let module), .moduleRejected(let module):
            json.member("target", self[module].name)
        case .resumeFunction(let name), .reaction(let name): json.member("function", self[name])
        case .pageTask(let name): json.member("name", self[name])
        case .hostStart, .finishLoadingImports, .immediate, .message, .hostTask, .resolveThenable, .queueMicrotask, .nextTick, .hostStep,
            .entrySettled:
            break
        }
    }
}

extension Event.Kind {
    /// The event's name in JSON.
    public var name: String {
        switch self {
        case .loadStarted: "loadStarted"
        case .loaded: "loaded"
        case .parsed: "parsed"
        case .loadFailed: "loadFailed"
        case .requestFailed: "requestFailed"
        case .status: "status"
        case .linkFailed: "linkFailed"
        case .pendingDependencies: "pendingDependencies"
        case .asyncEvaluationOrder: "asyncEvaluationOrder"
        case .dependencyCounted: "dependencyCounted"
        case .asyncParent: "asyncParent"
        case .cycleRoot: "cycleRoot"
        case .asyncEvaluationDone: "asyncEvaluationDone"
        case .evaluationError: "evaluationError"
        case .started: "started"
        case .suspended: "suspended"
        case .resumed: "resumed"
        case .completed: "completed"
        case .failed: "failed"
        case .busy: "busy"
        case .functionSuspended: "functionSuspended"
        case .functionResumed: "functionResumed"
        case .partStarted: "partStarted"
        case .partSuspended: "partSuspended"
        case .partResumed: "partResumed"
        case .partEnded: "partEnded"
        case .importCalled: "importCalled"
        case .importSettled: "importSettled"
        case .console: "console"
        case .jobQueued: "jobQueued"
        case .jobStarted: "jobStarted"
        case .timerSet: "timerSet"
        case .timerFired: "timerFired"
        case .timerCleared: "timerCleared"
        case .promiseCreated: "promiseCreated"
        case .promiseSettled: "promiseSettled"
        case .stack: "stack"
        case .fetchStarted: "fetchStarted"
        case .fetchSettled: "fetchSettled"
        case .agentStarted: "agentStarted"
        case .agentEnded: "agentEnded"
        case .messageSent: "messageSent"
        case .messageReceived: "messageReceived"
        case .responded: "responded"
        case .unhandledRejection: "unhandledRejection"
        case .uncaught: "uncaught"
        case .blocked: "blocked"
        }
    }
}

extension JobKind {
    /// The job's purpose in JSON.
    public var name: String {
        switch self {
        case .hostStart: "hostStart"
        case .timer: "timer"
        case .moduleLoaded: "moduleLoaded"
        case .finishLoadingImports: "finishLoadingImports"
        case .fetch: "fetch"
        case .immediate: "immediate"
        case .request: "request"
        case .message: "message"
        case .hostTask: "hostTask"
        case .pageTask: "pageTask"
        case .resumeModule: "resumeModule"
        case .resumeFunction: "resumeFunction"
        case .reaction: "reaction"
        case .resolveThenable: "resolveThenable"
        case .moduleFulfilled: "moduleFulfilled"
        case .moduleRejected: "moduleRejected"
        case .importStep: "importStep"
        case .queueMicrotask: "queueMicrotask"
        case .nextTick: "nextTick"
        case .hostStep: "hostStep"
        case .entrySettled: "entrySettled"
        }
    }

    /// Whether the job is a task and not a microtask.
    public var isTask: Bool {
        switch self {
        case .hostStart, .timer, .moduleLoaded, .finishLoadingImports, .fetch, .immediate, .request, .message, .hostTask, .pageTask: true
        default: false
        }
    }
}
