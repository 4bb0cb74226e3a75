import Diagnostics
import Hosts
import JavaScript
import Programs
import Scenario
import Trace

/// A script that answers requests: its global scope is evaluated, and then what it exports is called.
/// https://developers.cloudflare.com/workers/runtime-apis/handlers/fetch/
extension Machine {
    /// Prepares the machine for requests of the program.
    ///
    /// - Parameter numbers: of those that come to this isolate, in the order of their arrival.
    mutating func expectRequests(_ numbers: [Int]) {
        requests.isOn = true
        tracksOwners = true
        guard let asked = program.scenario?.service.requests else { return }
        requests.records = numbers.map { number in
            let request = asked[number]
            return RequestRecord(
                number: number, arrival: request.at.nanoseconds, response: TraceResponse(url: request.url, arrival: request.at.nanoseconds))
        }
    }

    // MARK: The start

    /// The global scope has been evaluated, and its microtasks have run: unless that has failed, requests may come.
    mutating func beginServing() throws(Abrupt) {
        guard progress.ending == nil, !progress.entries.contains(where: { $0.state == .failed || $0.state == .rejected }) else { return }
        tellChances()
        if let entry = progress.entries.first(where: { $0.state == .evaluating })?.module {
            let place = unsettledPlace()
            failStartUp(
                "Error: " + (host.isolates?.unsettled(specifier: name(of: entry)) ?? ""), at: place,
                "await only what settles at once, and leave what takes time to the first request: keep its promise, and await that in the handler"
            )
            return
        }
        guard let handlers = try exportedHandlers() else {
            failStartUp("Error: " + IsolateRules.noHandlers, at: nil, "export default { async fetch(request, env, ctx) { … } }")
            return
        }
        requests.hasStarted = true
        if requests.isRestored { forgetStart() }
        requests.clock = loop.now
        realm.service.handlers = handlers
        realm.service.environment = makeEnvironment()
        for index in requests.records.indices {
            let due = max(requests.records[index].arrival, loop.now)
            _ = schedule(.request(Int32(index + 1)), at: due)
        }
    }

    /// What the start told was told of the snapshot.
    private mutating func forgetStart() {
        recorder.isRecording = requests.recordsWhenRestored
        recorder.trace.console = []
        console.byteCount = 0
        reports.outcomeDiagnostics = []
        reports.hostMessages = []
    }

    /// The default export, if it has a function at all.
    private mutating func exportedHandlers() throws(Abrupt) -> ObjectID? {
        guard let entry = progress.entries.first?.module else { return nil }
        let namespace = namespaceObject(entry)
        guard case .object(let handlers) = try get(namespace, key("default")) else { return nil }
        // A class is an entry point by itself.
        if heap[handlers].isCallable { return handlers }
        for key in try ownPropertyKeys(handlers) {
            let value = try get(handlers, key)
            if isCallable(value) { return handlers }
        }
        var prototype = heap[handlers].prototype
        while !prototype.isNone, prototype != realm.objectPrototype {
            for key in try ownPropertyKeys(prototype) where key != .known(.constructor) {
                let value = try get(handlers, key)
                if isCallable(value) { return handlers }
            }
            prototype = heap[prototype].prototype
        }
        return nil
    }

    /// The script does not start.
    mutating func failStartUp(_ message: String, at place: Place?, _ suggestion: String) {
        progress.ending = .fatal(message)
        var problem = place.map { self.problem(.runtime, message, at: $0) } ?? Diagnostic(.runtime, message)
        problem.suggestion = suggestion
        reports.outcomeDiagnostics.append(problem)
        reports.hostMessages.append(HostMessage("Uncaught \(message)"))
    }

    /// Where the first module stands that still waits.
    private mutating func unsettledPlace() -> Place? {
        for coroutine in coroutines.records where coroutine.kind == .asyncModule && coroutine.state == .suspended {
            return place(of: coroutine.frame.pc - 1)
        }
        return nil
    }

    /// What the global scope did that no two starts do alike.
    private mutating func tellChances() {
        for chance in requests.chances {
            let message = "no two starts of the script have the same state: its global scope uses \(chance.what)"
            var problem = chance.place.map { self.problem(.runtime, message, at: $0) } ?? Diagnostic(.runtime, message)
            problem.severity = .warning
            problem.suggestion = "use it in a handler, or take what must not change from a binding"
            reports.outcomeDiagnostics.append(problem)
        }
    }

    // MARK: Requests

    /// A request comes in: the handler is called.
    mutating func answerRequest(_ context: Int32) throws(Abrupt) {
        enterContext(context)
        requests[context].state = .open
        if recorder.isRecording { record(.started(wokenBy: nil), lane: lane(ofRequest: context)) }
        do throws(Abrupt) {
            let handlers = realm.service.handlers
            let fetch = try get(handlers, key("fetch"))
            guard isCallable(fetch) else { throw Abrupt.thrown(.object(makeError(realm.errorPrototype, IsolateRules.noFetchHandler))) }
            let request = makeRequest(context)
            let answer = try call(
                fetch, .object(handlers),
                arguments: [.object(request), .object(realm.service.environment), .object(makeRequestContext(context))])
            let promise = try promiseResolve(answer)
            performThen(promise, .response(context))
        } catch {
            guard case .thrown(let value) = error else { throw error }
            failRequest(context, value)
        }
    }

    /// What the handler gave is there.
    mutating func requestSettled(_ context: Int32, _ value: Value, isRejected: Bool) throws(Abrupt) {
        guard requests[context].state == .open else { return }
        if isRejected {
            failRequest(context, value)
            return
        }
        guard case .object(let object) = value, heap[object].kind == .response, heap[object].prototype != realm.service.requestPrototype
        else {
            let message = "Incorrect type for Promise: the Promise did not resolve to 'Response'."
            failRequest(context, .object(makeError(realm.typeErrorPrototype, message)))
            return
        }
        let response = heap.responses[Int(heap[object].payload)]
        if response.context != 0, response.context != context {
            failRequest(context, .object(makeError(realm.errorPrototype, IsolateRules.otherRequest)))
            return
        }
        if response.isUsed {
            let message = "Body has already been used. It can only be used once. Use tee() first if you need to read it twice."
            failRequest(context, .object(makeError(realm.typeErrorPrototype, message)))
            return
        }
        heap.responses[Int(heap[object].payload)].isUsed = true
        let text = strings.text(response.body)
        budget.keep(text)
        requests[context].response.text = text
        finish(context, status: response.status)
    }

    private mutating func finish(_ context: Int32, status: Int) {
        requests[context].state = .answered
        requests[context].response.status = status
        requests[context].response.time = loop.now
        if recorder.isRecording {
            record(.responded(status: Int32(status)), lane: lane(ofRequest: context))
            if requests[context].response.error == nil { record(.completed, lane: lane(ofRequest: context)) }
        }
    }

    /// The handler threw, or its promise was rejected: the client gets an error page of the host's.
    private mutating func failRequest(_ context: Int32, _ error: Value) {
        let message = errorText(error)
        requests[context].response.error = message
        if recorder.isRecording { record(.failed(error: text(message), from: nil), lane: lane(ofRequest: context)) }
        tell(error, .error)
        let last = reports.outcomeDiagnostics.count - 1
        reports.outcomeDiagnostics[last].message = "request \(requests[context].number + 1): " + reports.outcomeDiagnostics[last].message
        reports.hostMessages.append(hostMessage(error, isPromise: false))
        finish(context, status: 500)
    }

    mutating func extensionSettled(_ context: Int32, _ value: Value, isRejected: Bool) {
        requests[context].extensions -= 1
        if isRejected { reportUncaught(value) }
    }

    // MARK: The end of a turn

    /// Shows what waits, ends the requests that are answered, and cancels those that nothing will ever answer.
    mutating func endTurnOfRequests() {
        requests.current = 0
        for context in requests.takeActive() where requests[context].state == .open {
            requests[context].isShownWaiting = true
            guard recorder.isRecording, let wait = requests[context].wait else { continue }
            record(.suspended(position: wait.position, expression: wait.expression), lane: lane(ofRequest: context))
        }
        guard stop.reason == nil else { return }
        // One that ends may be what another waited for: that is looked at in the same round where it comes later.
        var round = requests.takeTouched()
        while !round.isEmpty {
            var next = 0
            var later: [Int32] = []
            while next < round.count {
                let context = round[next]
                next += 1
                guard mayEnd(context) else { continue }
                if requests[context].state == .open || requests[context].extensions > 0 { cancelHung(context) }
                endContext(context)
                for other in requests.takeTouched() where other != context {
                    if other < context {
                        later.append(other)
                    } else if !round[next...].contains(other) {
                        round.insert(other, at: round[next...].firstIndex { $0 > other } ?? round.count)
                    }
                }
            }
            round = later.sorted()
        }
    }

    /// Whether nothing that a request has asked for is still to come.
    private func mayEnd(_ context: Int32) -> Bool {
        let record = requests.records[Int(context) - 1]
        switch record.state {
        case .waiting, .ended: return false
        case .open, .answered: break
        }
        // What it does beside its answer is canceled with it.
        if record.state == .answered, record.extensions == 0 { return true }
        return record.pending.isEmpty && record.foreignWaits.values.allSatisfy { requests.records[Int($0) - 1].state == .ended }
    }

    private mutating func cancelHung(_ context: Int32) {
        let wasOpen = requests[context].state == .open
        let number = requests[context].number + 1
        let what = wasOpen ? "request \(number) is never answered" : "what request \(number) gave to waitUntil() never settles"
        let wait = requests[context].wait
        var problem = wait.map { self.problem(.runtime, what, at: $0.place) } ?? Diagnostic(.runtime, what)
        let foreign = requests[context].foreignWaits.values.min()
        if let foreign {
            problem.suggestion =
                "it waits for a promise of request \(requests[foreign].number + 1), which is over: give such a promise to ctx.waitUntil() there, "
                + "or keep its value, and not the promise"
        } else {
            problem.suggestion = "nothing that the request has begun will settle what it awaits"
        }
        if !wasOpen { problem.severity = .warning }
        reports.outcomeDiagnostics.append(problem)
        guard wasOpen else { return }
        let message = "Error: " + IsolateRules.hung
        requests[context].response.error = message
        reports.hostMessages.append(HostMessage(message))
        if recorder.isRecording { record(.failed(error: text(message), from: nil), lane: lane(ofRequest: context)) }
        finish(context, status: 500)
    }

    /// The request is over, and with it all that it has begun.
    private mutating func endContext(_ context: Int32) {
        for ticket in requests.end(context) { loop.queues.cancel(ticket) }
    }

    // MARK: The trace

    /// Puts the requests behind the modules of the trace, and what is told of them where they stand.
    mutating func traceRequests(withModules: Bool) {
        let first = recorder.trace.modules.count
        func moved(_ module: ModuleIndex?) -> ModuleIndex? {
            guard let module, module.rawValue >= Self.requestLane else { return module }
            return withModules ? ModuleIndex(first + Int(module.rawValue - Self.requestLane)) : nil
        }
        for index in recorder.trace.events.indices {
            recorder.trace.events[index].module = moved(recorder.trace.events[index].module)
            if case .jobQueued(let job, .request(let request), let promise) = recorder.trace.events[index].kind {
                recorder.trace.events[index].kind = .jobQueued(job, .request(moved(request)), promise: promise)
            } else if case .jobStarted(let job, .request(let request)) = recorder.trace.events[index].kind {
                recorder.trace.events[index].kind = .jobStarted(job, .request(moved(request)))
            }
        }
        for index in recorder.trace.console.indices { recorder.trace.console[index].module = moved(recorder.trace.console[index].module) }
        for (index, request) in requests.records.enumerated() {
            var response = request.response
            if withModules {
                var module = TraceModule(name: "request \(request.number + 1)", kind: .request)
                module.status = request.response.time == nil ? .evaluatingAsync : .evaluated
                module.error = request.response.error
                response.request = ModuleIndex(first + index)
                recorder.trace.modules.append(module)
            }
            // A script that does not start answers nothing.
            if response.time != nil { recorder.trace.responses.append(response) }
        }
    }

    mutating func settle(_ settlement: Settlement) { resolvePromise(settlement.promise, settlement.value) }
}
