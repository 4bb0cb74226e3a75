import Hosts
import JavaScript

/// Requests of a page that a service worker controls, and the `fetch` event that tells the worker of each.
/// https://w3c.github.io/ServiceWorker/#on-fetch-request-algorithm
extension Machine {
    // MARK: In the page

    /// Asks the service worker that controls the page about a request.
    ///
    /// - Returns: whether there is one.
    mutating func asksServiceWorker(about number: Int32, _ target: Value, _ options: Value) throws(Abrupt) -> Bool {
        let controller = agents.service.controller
        guard !controller.isNone, let record = agents.service.ofObject[controller] else { return false }
        let agent = agents.service.records[record].agent
        let tell = makeNative("", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let data = try machine.serialize(machine.argument(arguments, 0))
            machine.ask(.fetch(agent, FetchQuestion(number: number, data: data)))
            return .undefined
        }
        let base = string(program.url(of: page.key))
        let ask = try serviceFetch("ask")
        _ = try call(ask, .undefined, arguments: [target, options, base, .object(tell)])
        return true
    }

    /// The answer of the service worker; `nil` for an error of the network.
    mutating func takeAnswer(_ data: SerializedValue?, of number: Int) throws(Abrupt) {
        guard !fetches[number].isSettled else { return }
        endFetch(number, isFulfilled: data != nil)
        guard let data else {
            let words = host.page?.serviceWorkers.networkError ?? ""
            return rejectPromise(fetches[number].promise, .object(makeError(realm.typeErrorPrototype, words)))
        }
        let answer = deserialize(data)
        let response = try call(serviceFetch("responseOf"), .undefined, string(fetches[number].url), answer)
        resolvePromise(fetches[number].promise, response)
    }

    private mutating func serviceFetch(_ name: String) throws(Abrupt) -> Value {
        try getValue(libraryModule("serviceFetch"), key(name))
    }

    // MARK: In the worker

    mutating func installFetchEvent() {
        guard let prototype = events.prototypes["FetchEvent"] else { return }
        defineListed(prototype, "respondWith", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.respond(to: machine.eventObject(arguments), with: machine.argument(arguments, 0))
            return .undefined
        }
    }

    /// Handle Fetch. https://w3c.github.io/ServiceWorker/#handle-fetch
    mutating func fireFetch(_ question: FetchQuestion) throws(Abrupt) {
        let request = try call(serviceFetch("requestOf"), .undefined, deserialize(question.data))
        let details = [request, string("page"), string("")]
        let event = makeHostEvent("fetch", interface: "FetchEvent", .cancelable, details: details)
        let isUncancelled = try dispatchExtendable(event, ExtendableEventRecord(fetch: question.number))
        if agents.service.events[event]?.hasAnswer != true {
            ask(.notice(isUncancelled ? .passed(question.number) : .answered(question.number, nil)))
        }
        endIfOver(event)
    }

    /// `respondWith()`. https://w3c.github.io/ServiceWorker/#fetch-event-respondwith
    private mutating func respond(to event: ObjectID, with value: Value) throws(Abrupt) {
        guard let record = agents.service.events[event], let number = record.fetch, !record.isDispatched else {
            throw domException("The event handler is already finished.", name: "InvalidStateError")
        }
        if record.hasAnswer { throw domException("respondWith() was already called.", name: "InvalidStateError") }
        agents.service.events[event]?.hasAnswer = true
        // No further listener is called.
        events.events[Int(heap[event].payload)].flags.formUnion([.stopsPropagation, .stopsImmediately])
        try wait(value, in: event) { machine, result, isRejected throws(Abrupt) in
            if isRejected { return machine.ask(.notice(.answered(number, nil))) }
            let tell = machine.makeNative("", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let answer = machine.argument(arguments, 0)
                machine.ask(.notice(.answered(number, answer.isObject ? try machine.serialize(answer) : nil)))
                return .undefined
            }
            _ = try machine.call(machine.serviceFetch("answer"), .undefined, result, .object(tell))
        }
    }
}
