import Text

/// The kinds of events, and of jobs.
extension TraceBuilder {
    /// - Returns: `nil` for a kind that is not known.
    mutating func kind(_ name: String, _ value: JSONValue) throws(TraceProblem) -> Event.Kind? {
        switch name {
        case "loadStarted": return .loadStarted(referrer: try module(value, "referrer"))
        case "loaded": return .loaded
        case "parsed": return .parsed
        case "loadFailed": return .loadFailed(try textIndex(text(value, "error")))
        case "requestFailed":
            return .requestFailed(specifier: try textIndex(text(value, "specifier")), error: try textIndex(text(value, "error")))
        case "linkFailed": return .linkFailed(try textIndex(text(value, "error")))
        case "started": return .started(wokenBy: try module(value, "wokenBy"))
        case "suspended": return .suspended(position: try position(value), expression: try textIndex(text(value, "expression")))
        case "resumed": return .resumed(position: try position(value))
        case "completed": return .completed
        case "failed": return .failed(error: try textIndex(text(value, "error")), from: try module(value, "from"))
        case "busy": return .busy(nanoseconds: try time(value, "nanoseconds"))
        case "functionSuspended": return .functionSuspended(name: try textIndex(text(value, "function")), position: try position(value))
        case "functionResumed": return .functionResumed(name: try textIndex(text(value, "function")), position: try position(value))
        case "console": return try console(value)
        default: break
        }
        if let kind = try recordKind(name, value) { return kind }
        if let kind = try bundleKind(name, value) { return kind }
        if let kind = try queueKind(name, value) { return kind }
        return try agentKind(name, value)
    }

    private func console(_ value: JSONValue) throws(TraceProblem) -> Event.Kind {
        let line = try number(value, "line")
        guard trace.console.indices.contains(Int(line)) else { throw problem("'line' is \(line), and 'console' has no such line") }
        return .console(line: line)
    }

    private mutating func recordKind(_ name: String, _ value: JSONValue) throws(TraceProblem) -> Event.Kind? {
        switch name {
        case "status":
            let status = try text(value, "status")
            guard let known = ModuleStatus(rawValue: status) else { throw problem("there is no 'status' '\(status)'") }
            return .status(known)
        case "pendingDependencies":
            return .pendingDependencies(count: try number(value, "count"), completed: try module(value, "completed"))
        case "asyncEvaluationOrder": return .asyncEvaluationOrder(try number(value, "order"))
        case "dependencyCounted": return .dependencyCounted(try number(value, "count"))
        case "asyncParent": return .asyncParent(try requiredModule(value, "parent"))
        case "cycleRoot": return .cycleRoot(try requiredModule(value, "root"))
        case "asyncEvaluationDone": return .asyncEvaluationDone
        case "evaluationError": return .evaluationError(try textIndex(text(value, "error")))
        default: return nil
        }
    }

    private mutating func bundleKind(_ name: String, _ value: JSONValue) throws(TraceProblem) -> Event.Kind? {
        switch name {
        case "partStarted": return .partStarted(source: try source(value), isImport: try boolean(value, "imports"))
        case "partSuspended": return .partSuspended(position: try position(value), expression: try textIndex(text(value, "expression")))
        case "partResumed": return .partResumed(position: try position(value))
        case "partEnded": return .partEnded(source: try source(value))
        case "importCalled":
            return .importCalled(
                number: try number(value, "import"), specifier: try textIndex(text(value, "specifier")), position: try position(value))
        case "importSettled":
            return .importSettled(
                number: try number(value, "import"), target: try module(value, "target"), isFulfilled: try boolean(value, "fulfilled"))
        case "stack": return .stack(try stack(value))
        default: return nil
        }
    }

    private mutating func queueKind(_ name: String, _ value: JSONValue) throws(TraceProblem) -> Event.Kind? {
        switch name {
        case "jobQueued":
            guard let purpose = try purpose(value) else { return nil }
            let job = JobNumber(rawValue: try number(value, "subject"))
            try noteCause(of: job, value)
            return .jobQueued(job, purpose, promise: try promise(value))
        case "jobStarted":
            guard let purpose = try purpose(value) else { return nil }
            return .jobStarted(JobNumber(rawValue: try number(value, "subject")), purpose)
        case "timerSet":
            return .timerSet(
                timer: try number(value, "timer"), delay: try time(value, "delayNanoseconds"), isInterval: try boolean(value, "interval"))
        case "timerFired": return .timerFired(timer: try number(value, "timer"))
        case "timerCleared": return .timerCleared(timer: try number(value, "timer"))
        case "promiseCreated": return .promiseCreated(try promise(value), try origin(value))
        case "promiseSettled": return .promiseSettled(try promise(value), isFulfilled: try boolean(value, "fulfilled"))
        case "fetchStarted": return .fetchStarted(number: try number(value, "fetch"), url: try textIndex(text(value, "url")))
        case "fetchSettled": return .fetchSettled(number: try number(value, "fetch"), isFulfilled: try boolean(value, "fulfilled"))
        default: return nil
        }
    }

    private mutating func agentKind(_ name: String, _ value: JSONValue) throws(TraceProblem) -> Event.Kind? {
        switch name {
        case "agentStarted": return .agentStarted(try agent(value, "started"))
        case "agentEnded": return .agentEnded
        case "messageSent": return .messageSent(number: try number(value, "message"), to: try agent(value, "to"))
        case "messageReceived": return .messageReceived(number: try number(value, "message"), from: try agent(value, "from"))
        case "responded": return .responded(status: try number(value, "httpStatus"))
        case "unhandledRejection": return .unhandledRejection(try promise(value), error: try textIndex(text(value, "error")))
        case "uncaught": return .uncaught(error: try textIndex(text(value, "error")))
        case "blocked":
            return .blocked(reason: try textIndex(text(value, "reason")), position: value["line"] == nil ? nil : try position(value))
        default: return nil
        }
    }

    private func promise(_ value: JSONValue) throws(TraceProblem) -> PromiseNumber {
        try optionalInteger(value, "promise", 0...Int64(Int32.max)).map { PromiseNumber(rawValue: Int32($0)) } ?? .none
    }

    private func origin(_ value: JSONValue) throws(TraceProblem) -> PromiseOrigin {
        switch try text(value, "origin") {
        case "evaluation": .evaluation
        case "body": .body
        case "import": .importCall(try number(value, "import"))
        case "call": .call(try position(value))
        default: .host
        }
    }

    private mutating func noteCause(of job: JobNumber, _ value: JSONValue) throws(TraceProblem) {
        // A rule that is not known is passed over, with all that it is the rule of.
        guard let rule = try optionalText(value, "rule").flatMap({ JobCause.Rule(rawValue: $0) }) else { return }
        var cause = JobCause(job: job, rule: rule)
        cause.due = try optionalInteger(value, "dueNanoseconds", 0...Int64.max)
        if value["line"] != nil {
            cause.module = try module(value, "at")
            cause.position = try position(value)
        }
        note(cause)
    }

    /// - Returns: `nil` for a purpose that is not known.
    private mutating func purpose(_ value: JSONValue) throws(TraceProblem) -> JobKind? {
        switch try text(value, "purpose") {
        case "hostStart": return .hostStart
        case "timer": return .timer(try number(value, "timer"))
        case "moduleLoaded": return .moduleLoaded(try module(value, "target"))
        case "finishLoadingImports": return .finishLoadingImports
        case "fetch": return .fetch(try number(value, "fetch"))
        case "immediate": return .immediate
        case "pageTask": return .pageTask(name: try textIndex(text(value, "name")))
        case "request": return .request(try module(value, "target"))
        case "message": return .message
        case "hostTask": return .hostTask
        case "resumeModule": return .resumeModule(try requiredModule(value, "target"))
        case "resumeFunction": return .resumeFunction(name: try textIndex(text(value, "function")))
        case "reaction": return .reaction(name: try textIndex(text(value, "function")))
        case "resolveThenable": return .resolveThenable
        case "moduleFulfilled": return .moduleFulfilled(try requiredModule(value, "target"))
        case "moduleRejected": return .moduleRejected(try requiredModule(value, "target"))
        case "importStep": return .importStep(number: try number(value, "import"))
        case "queueMicrotask": return .queueMicrotask
        case "nextTick": return .nextTick
        case "hostStep": return .hostStep
        case "entrySettled": return .entrySettled
        default: return nil
        }
    }
}
