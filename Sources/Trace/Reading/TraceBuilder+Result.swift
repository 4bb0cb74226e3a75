import Text

/// How the run ended, and what was left.
extension TraceBuilder {
    mutating func readResult(_ value: JSONValue, line: Int) throws(TraceProblem) {
        self.line = line
        trace.outcome = try outcome(value)
        if try flag(value, "isTruncated") { trace.isTruncated = true }
        trace.duration = try time(value, "durationNanoseconds")
        trace.end = try time(value, "endNanoseconds")
        trace.startUpEnd = try optionalInteger(value, "startUpEndNanoseconds", 0...Int64.max)
        for response in try elements(value, "responses") { try readResponse(response) }
        try readPendingWaits(value)
    }

    private func outcome(_ value: JSONValue) throws(TraceProblem) -> Outcome {
        let name = try text(value, "outcome")
        let detail = try optionalText(value, "detail") ?? ""
        switch name {
        case "fulfilled": return .fulfilled
        case "rejected": return .rejected(detail)
        case "running": return .running(detail)
        case "unsettled": return .unsettled
        case "load error": return .loadError(detail)
        case "link error": return .linkError(detail)
        case "blocked": return .blocked(detail)
        case "exited":
            guard detail.hasPrefix("process.exit("), detail.hasSuffix(")"), let status = Int32(detail.dropFirst(13).dropLast()) else {
                throw problem("the 'detail' of an exit must be process.exit() with its status")
            }
            return .exited(status: status)
        default: throw problem("there is no 'outcome' '\(name)'")
        }
    }

    private mutating func readResponse(_ value: JSONValue) throws(TraceProblem) {
        var response = TraceResponse(url: try text(value, "url"), arrival: try time(value, "arrivalNanoseconds"))
        response.request = try module(value, "request")
        response.time = try optionalInteger(value, "timeNanoseconds", 0...Int64.max)
        response.status = Int(try number(value, "status"))
        response.text = try text(value, "text")
        response.error = try optionalText(value, "error")
        trace.responses.append(response)
    }

    private mutating func readPendingWaits(_ value: JSONValue) throws(TraceProblem) {
        for item in try elements(value, "pendingWaits") {
            var wait = PendingWait(
                module: try requiredModule(item, "module"), function: try optionalText(item, "function"), position: try position(item),
                expression: try text(item, "expression"),
                promise: PromiseNumber(rawValue: Int32(try integer(item, "promise", -1...Int64(Int32.max)))))
            wait.alias = try optionalText(item, "alias") ?? ""
            trace.pendingWaits.append(wait)
        }
        for item in try elements(value, "pendingPromises") { try readPendingPromise(item) }
    }

    private mutating func readPendingPromise(_ value: JSONValue) throws(TraceProblem) {
        var promise = PendingPromise(promise: PromiseNumber(rawValue: try number(value, "promise")), settlers: [])
        for settler in try elements(value, "settlers") {
            if settler["wait"] != nil {
                let wait = Int(try number(settler, "wait"))
                guard trace.pendingWaits.indices.contains(wait) else { throw problem("'wait' is \(wait), and there is no such wait") }
                promise.settlers.append(.function(wait))
            } else if settler["thenOf"] != nil {
                promise.settlers.append(.thenable(try requiredModule(settler, "thenOf"), import: try number(settler, "import")))
            } else if settler["module"] != nil {
                promise.settlers.append(.module(try requiredModule(settler, "module"), import: try number(settler, "import")))
            } else {
                promise.settlers.append(.promise(PromiseNumber(rawValue: try number(settler, "promise"))))
            }
        }
        promise.specifier = try optionalText(value, "specifier")
        if let origin = value["origin"] {
            promise.origin = PendingPromise.Origin(
                module: try requiredModule(origin, "module"), position: try position(origin), expression: try text(origin, "expression"),
                name: try optionalText(origin, "name") ?? "")
        }
        for use in try elements(value, "resolver") {
            guard let kind = PendingPromise.ResolverUse.Kind(rawValue: try text(use, "use")) else { continue }
            var made = PendingPromise.ResolverUse(
                kind, name: try optionalText(use, "name") ?? "", module: try requiredModule(use, "module"), position: try position(use),
                function: try optionalText(use, "function"))
            made.callbackOf = try optionalText(use, "callbackOf") ?? ""
            made.isReached = use["reached"] == .bool(true)
            promise.resolverUses.append(made)
        }
        for timer in try elements(value, "timers") {
            guard let state = PendingPromise.Timer.State(rawValue: try text(timer, "state")) else { continue }
            promise.timers.append(
                PendingPromise.Timer(
                    state, time: try time(timer, "timeNanoseconds"), module: try requiredModule(timer, "module"),
                    position: timer["line"] == nil ? nil : try position(timer), function: try text(timer, "function")))
        }
        trace.pendingPromises.append(promise)
    }
}
