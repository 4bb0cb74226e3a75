import Diagnostics
import EventLoop
import Hosts
import JavaScript
import Programs
import Scenario
import Text
import Trace

/// `fetch`, which finds what the scenario's `resources` say.
extension Machine {
    mutating func installFetch() {
        if !hasWebLibrary { installResponse() }
        defineListed(realm.global, "fetch", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.fetch(machine.argument(arguments, 0), machine.argument(arguments, 1))
        }
    }

    /// Whether the web's interfaces are those of the library, responses and `performance` too: hosts that have them have no others.
    var hasWebLibrary: Bool { host.globals.hasWebNames && host.isolates == nil }

    /// The responses of hosts that have not those of the library.
    private mutating func installResponse() {
        realm.responsePrototype = makeLibraryObject()
        let prototype = realm.responsePrototype
        defineTag(prototype, "Response")
        func getter(_ machine: inout Machine, _ name: String, _ read: @escaping (inout Machine, ResponseRecord) -> Value) {
            machine.defineGetter(prototype, machine.key(name), name) {
                (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                read(&machine, try machine.response(arguments.thisValue))
            }
        }
        getter(&self, "status") { _, response in .number(Double(response.status)) }
        getter(&self, "ok") { _, response in .boolean((200..<300).contains(response.status)) }
        getter(&self, "url") { _, response in .string(response.url) }
        getter(&self, "bodyUsed") { _, response in .boolean(response.isUsed) }
        define(prototype, "text", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.readBody(arguments, asJSON: false)
        }
        define(prototype, "json", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.readBody(arguments, asJSON: true)
        }
    }

    mutating func response(_ value: Value) throws(Abrupt) -> ResponseRecord {
        guard case .object(let object) = value, heap[object].kind == .response else { throw .thrown(.undefined) }
        return heap.responses[Int(heap[object].payload)]
    }

    mutating func readBody(_ arguments: Arguments, asJSON: Bool) -> Value {
        let promise = makePromise()
        do throws(Abrupt) {
            let record = try response(arguments.thisValue)
            guard case .object(let object) = arguments.thisValue else { return .undefined }
            if record.context != 0, record.context != requests.current {
                throw Abrupt.thrown(.object(makeError(realm.errorPrototype, IsolateRules.otherRequest)))
            }
            if record.isUsed { throw typeError("Body is unusable: Body has already been read") }
            heap.responses[Int(heap[object].payload)].isUsed = true
            resolvePromise(promise, asJSON ? try parseJSON(record.body) : .string(record.body))
        } catch {
            settleAbrupt(promise, error)
        }
        return .object(promiseObject(promise))
    }

    private mutating func fetch(_ target: Value, _ options: Value) -> Value {
        let promise = makePromise()
        do throws(Abrupt) {
            try requireRequest()
            let asked = target
            var target = target
            var signal = Value.undefined
            if target.isObject, let hook = try libraryHook("request"), case .object(let asked) = try call(hook, .undefined, target) {
                target = try get(asked, key("url"))
                signal = try get(asked, key("signal"))
            }
            if case .object(let object) = options {
                let own = try get(object, key("signal"))
                if !own.isNullish { signal = own }
            }
            if signal.isObject, try isAborted(signal) { throw .thrown(try reason(ofSignal: signal)) }
            // What stands for a request has its URL.
            if case .object(let object) = target, heap[object].kind == .response {
                target = .string(heap.responses[Int(heap[object].payload)].url)
            }
            let url = try toText(target)
            // Once for the request, and once for what is told of it.
            budget.keep(url)
            budget.keep(url)
            let number = Int32(fetches.count)
            if recorder.isRecording { record(.fetchStarted(number: number + 1, url: text(url)), module: running.module) }
            let resource = program.resource(at: url) ?? resourceOfPage(at: url)
            if resource == nil { adviseAboutResources(url) }
            let origin = addOrigin(.undefined)
            if loop.recurrence.recurs(origin) { loop.recurrence.waiting += 1 }
            fetches.append(
                PendingFetch(
                    promise: promise, url: url, resource: resource, origin: origin, countsAsRecurring: loop.recurrence.recurs(origin)))
            if try !asksServiceWorker(about: number, asked, options) { sendFetch(number) }
            if signal.isObject { try endFetch(number, whenAborted: signal) }
        } catch {
            settleAbrupt(promise, error)
        }
        return .object(promiseObject(promise))
    }

    /// A file of a page's folder, which its server sends. Other addresses have no answers.
    private mutating func resourceOfPage(at url: String) -> ScenarioResource? {
        guard page.isOn, program.isOnDisk, let key = program.place(of: url, from: program.page?.key ?? graph.key(of: running.module)),
            let bytes = try? program.read(key, reader: &loading.files).file.bytes
        else { return nil }
        budget.keptBytes += bytes.count
        return ScenarioResource(
            url: url, after: VirtualDuration(nanoseconds: page.rules?.latency ?? 0),
            answer: .response(status: 200, body: String(decoding: bytes, as: UTF8.self)),
            location: SourceLocation(file: key.path, line: 1, column: 1))
    }

    /// Says, once, how a program on disk gets answers.
    private mutating func adviseAboutResources(_ url: String) {
        guard program.isOnDisk, !reports.hasAdvisedAboutResources, let place = askingPlace()?.place else { return }
        reports.hasAdvisedAboutResources = true
        warn(
            "fetch() has no answer from '\(shortened(url))': a run has no network", at: place,
            suggestion: "say in a scenario what comes: 'resources: {https://…: {text: …}}' (docs/scenario.md)")
    }

    /// A request goes over the network.
    mutating func sendFetch(_ number: Int32) {
        let index = Int(number)
        guard !fetches[index].isSettled else { return }
        let delay = fetches[index].resource?.after.nanoseconds ?? 0
        fetches[index].ticket = schedule(.fetch(number), after: setTimes.isOn ? setTimes.scaled(delay) : delay)
    }

    /// Nothing is waited for any more.
    mutating func endFetch(_ number: Int, isFulfilled: Bool) {
        fetches[number].isSettled = true
        if let ticket = fetches[number].ticket { loop.queues.cancel(ticket) }
        if fetches[number].countsAsRecurring { loop.recurrence.waiting -= 1 }
        if recorder.isRecording { record(.fetchSettled(number: Int32(number + 1), isFulfilled: isFulfilled)) }
    }

    /// https://fetch.spec.whatwg.org/#abort-fetch
    private mutating func endFetch(_ number: Int32, whenAborted signal: Value) throws(Abrupt) {
        let algorithm = makeNative("", 0, captures: Captures(a: signal)) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard !machine.fetches[Int(number)].isSettled else { return .undefined }
            machine.endFetch(Int(number), isFulfilled: false)
            let reason = try machine.reason(ofSignal: machine.captured(arguments).a)
            machine.rejectPromise(machine.fetches[Int(number)].promise, reason)
            return .undefined
        }
        try tellSignal(signal, .object(algorithm))
    }

    /// The response that the library makes of an answer.
    private mutating func libraryResponse(_ url: String, status: Int, body: String) throws(Abrupt) -> Value {
        let exports = try libraryModule("response")
        let text = string(body)
        return try call(
            getValue(exports, key("respond")), .undefined, arguments: [string(url), .number(Double(status)), text])
    }

    mutating func settleFetch(_ number: Int) throws(Abrupt) {
        let pending = fetches[number]
        fetches[number].isSettled = true
        if pending.countsAsRecurring { loop.recurrence.waiting -= 1 }
        switch pending.resource?.answer {
        case .response(let status, let body):
            let response: Value
            if hasWebLibrary {
                response = try libraryResponse(pending.url, status: status, body: body)
            } else {
                heap.responses.append(
                    ResponseRecord(url: strings.make(pending.url), status: status, body: strings.make(body), context: requests.current))
                response = .object(
                    heap.makeObject(.response, prototype: realm.responsePrototype, payload: Int32(heap.responses.count - 1)))
            }
            if recorder.isRecording { record(.fetchSettled(number: Int32(number + 1), isFulfilled: true)) }
            resolvePromise(pending.promise, response)
        case .failure(let message):
            if recorder.isRecording { record(.fetchSettled(number: Int32(number + 1), isFulfilled: false)) }
            rejectPromise(pending.promise, .object(makeError(realm.typeErrorPrototype, message)))
        case nil:
            if recorder.isRecording { record(.fetchSettled(number: Int32(number + 1), isFulfilled: false)) }
            let message =
                program.scenario == nil
                ? "fetch failed: a run has no network, and no answer from '\(shortened(pending.url))'"
                : "fetch failed: the scenario's resources have no '\(pending.url)'"
            rejectPromise(pending.promise, .object(makeError(realm.typeErrorPrototype, message)))
        }
    }
}

struct PendingFetch {
    var promise: PromiseID
    var url: String
    var resource: ScenarioResource?
    /// Where it comes from: into ``Recurrence/origins``.
    var origin: Int32
    /// Whether it is one of ``Recurrence/waiting`` until it settles.
    var countsAsRecurring: Bool
    var isSettled = false
    /// Its place among the tasks of the loop, once it is on the network.
    var ticket: EventLoopTicket?
}
