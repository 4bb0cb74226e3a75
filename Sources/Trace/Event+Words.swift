import Text

extension Trace {
    /// What happened, in a few words whose subject is the event's module. Safe to show on a terminal.
    public func words(for kind: Event.Kind) -> String {
        switch kind {
        case .loadStarted(let referrer): referrer.map { "load begins, for \(name($0))" } ?? "load begins"
        case .loaded: "is loaded"
        case .parsed: "is parsed"
        case .loadFailed(let error): "cannot be loaded: \(text(error))"
        case .requestFailed(let specifier, let error): "cannot import '\(text(specifier))': \(text(error))"
        case .status(let status): "status \(status.rawValue)"
        case .linkFailed(let error): "does not link: \(text(error))"
        case .pendingDependencies(let count, let completed):
            "waits for \(counted(count, "async dependency", "async dependencies"))" + (completed.map { ", \(name($0)) is done" } ?? "")
        case .asyncEvaluationOrder(let order): "async evaluation order \(order)"
        case .dependencyCounted(let count): "has \(counted(count, "async dependency", "async dependencies")) so far"
        case .asyncParent(let parent): "will tell \(name(parent)) when it is done"
        case .cycleRoot(let root): "has the cycle root \(name(root))"
        case .asyncEvaluationDone: "async evaluation order done"
        case .evaluationError(let error): "keeps the error \(text(error))"
        case .started(let wokenBy): wokenBy.map { "starts, woken by \(name($0))" } ?? "starts"
        case .suspended(let position, let expression): "awaits \(shortened(text(expression), to: 60))  (\(place(position)))"
        case .resumed: "resumes"
        case .completed: "is done"
        case .failed(let error, let from): from.map { "fails with \(name($0))'s error: \(text(error))" } ?? "fails: \(text(error))"
        case .busy(let nanoseconds): "was busy for \(durationText(nanoseconds))"
        case .functionSuspended(let name, let position): "\(function(name)) awaits  (\(place(position)))"
        case .functionResumed(let name, let position): "\(function(name)) resumes  (\(place(position)))"
        case .partStarted(let source, let isImport): isImport ? "begins the imports of \(name(source))" : "begins \(name(source))"
        case .partSuspended(let position, let expression): "awaits \(shortened(text(expression), to: 60))  (\(place(position)))"
        case .partResumed(let position): "goes on  (\(place(position)))"
        case .partEnded(let source): "\(name(source)) is done"
        case .importCalled(let number, let specifier, let position):
            "calls import(\"\(text(specifier))\")  (\(place(position)), call \(number))"
        case .importSettled(let number, let target, let isFulfilled):
            "import() call \(number)\(target.map { ", of \(name($0))," } ?? "") \(isFulfilled ? "fulfils" : "rejects")"
        case .console(let line): visibleText(console[Int(line)].text)
        case .jobQueued(let number, let kind, let promise):
            "queues \(jobWords(number, kind))" + (promise == .none ? "" : ", by promise \(promise.rawValue)")
        case .jobStarted(let number, let kind): "\(jobWords(number, kind)) runs"
        case .timerSet(let timer, let delay, let isInterval):
            isInterval ? "sets timer \(timer), every \(durationText(delay))" : "sets timer \(timer), in \(durationText(delay))"
        case .timerFired(let timer): "timer \(timer) fires"
        case .timerCleared(let timer): "clears timer \(timer)"
        case .promiseSettled(let promise, let isFulfilled):
            "promise\(promise == .none ? "" : " \(promise.rawValue)") is \(isFulfilled ? "fulfilled" : "rejected")"
        case .promiseCreated(let promise, let origin): "makes promise \(promise.rawValue)\(words(for: origin))"
        case .stack(let stack): stackWords(stack)
        case .fetchStarted(let number, let url): "fetch \(number) of \(text(url)) begins"
        case .fetchSettled(let number, let isFulfilled): "fetch \(number) \(isFulfilled ? "answers" : "fails")"
        case .agentStarted(let agent): "starts \(name(agent))"
        case .agentEnded: "ends"
        case .messageSent(let number, let receiver): "sends message \(number) to \(name(receiver))"
        case .messageReceived(let number, let sender): "gets message \(number) from \(name(sender))"
        case .responded(let status): "is answered with status \(status)"
        case .unhandledRejection(_, let error): "unhandled rejection: \(text(error))"
        case .uncaught(let error): "uncaught: \(text(error))"
        case .blocked(let reason, let position): "blocked: \(text(reason))" + (position.map { "  (\(place($0)))" } ?? "")
        }
    }

    private func words(for origin: PromiseOrigin) -> String {
        switch origin {
        case .evaluation: ", for its evaluation"
        case .body: ", for its body"
        case .importCall(let number): ", for import() call \(number)"
        case .call(let position): "  (\(place(position)))"
        case .host: ", for the host"
        }
    }

    private func stackWords(_ stack: StackIndex) -> String {
        guard let frame = frames(of: stack).last else { return "no code runs" }
        let owner = frame.isBody ? "the module's body" : text(frame.function).isEmpty ? "a function" : text(frame.function)
        return "\(owner) runs" + (frame.position.map { "  (\(place($0)))" } ?? "")
    }

    /// A module's name, safe to show.
    public func name(_ module: ModuleIndex) -> String { visibleText(self[module].name) }

    private func text(_ index: TextIndex) -> String { visibleText(self[index]) }

    private func function(_ name: TextIndex) -> String {
        let name = text(name)
        return name.isEmpty ? "an async function" : "async function \(name)"
    }

    /// The name of an agent, safe to show.
    public func name(_ agent: AgentIndex) -> String { agents.indices.contains(agent.index) ? visibleText(agents[agent.index].name) : "" }

    /// The name of a module that the bundler was given, safe to show.
    public func name(_ source: SourceIndex) -> String { visibleText(name(source) ?? "") }

    private func place(_ position: Position) -> String {
        position.source == .none ? "line \(position.line)" : "\(name(position.source)) line \(position.line)"
    }

    /// A job with its kind: `task 4, timer 1`, `microtask 7, resume x`.
    public func jobWords(_ number: JobNumber, _ kind: JobKind) -> String {
        "\(kind.isTask ? "task" : "microtask") \(number.rawValue) (\(purposeWords(kind)))"
    }

    /// What a job is for: `timer 1`, `resume x`.
    public func purposeWords(_ kind: JobKind) -> String {
        switch kind {
        case .hostStart: "host start"
        case .timer(let timer): "timer \(timer)"
        case .moduleLoaded(let module): "\(module.map(name) ?? "a module") is loaded"
        case .finishLoadingImports: "imports finish loading"
        case .fetch(let number): "fetch \(number)"
        case .immediate: "setImmediate"
        case .pageTask(let name): text(name)
        case .request(let module): module.map(name) ?? "a request"
        case .message: "a message arrives"
        case .hostTask: "host task"
        case .resumeModule(let module): "resume \(name(module))"
        case .resumeFunction(let function): text(function).isEmpty ? "resume async function" : "resume \(text(function))"
        case .reaction(let function): text(function).isEmpty ? "promise reaction" : "promise reaction \(text(function))"
        case .resolveThenable: "resolve thenable"
        case .moduleFulfilled(let module): "\(name(module)) fulfilled"
        case .moduleRejected(let module): "\(name(module)) rejected"
        case .importStep(let number): "import() call \(number)"
        case .queueMicrotask: "queueMicrotask"
        case .nextTick: "nextTick"
        case .hostStep: "host step"
        case .entrySettled: "entry settled"
        }
    }
}
