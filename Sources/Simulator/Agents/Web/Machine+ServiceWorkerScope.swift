import Diagnostics
import Hosts
import JavaScript
import Programs
import Trace

/// The global object of a service worker, and its life. https://w3c.github.io/ServiceWorker/#serviceworkerglobalscope-interface
extension Machine {
    mutating func installServiceWorkerScope() {
        for name in ["install", "activate", "fetch"] { defineEventHandler(realm.global, name) }
        let interfaces: [(String, [String])] = [
            ("ExtendableEvent", []), ("ExtendableMessageEvent", ["data", "origin", "lastEventId", "source", "ports"]),
            ("FetchEvent", ["request", "clientId", "resultingClientId"]),
        ]
        for (name, attributes) in interfaces {
            defineEventInterface(name, attributes)
            guard let prototype = events.prototypes[name] else { continue }
            guard name == "ExtendableEvent" else {
                heap[prototype].prototype = events.prototypes["ExtendableEvent"] ?? .none
                continue
            }
            defineListed(prototype, "waitUntil", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                try machine.extend(machine.eventObject(arguments), by: machine.argument(arguments, 0))
                return .undefined
            }
        }
        installFetchEvent()
        define(realm.global, "skipWaiting", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            try machine.promised { machine, promise throws(Abrupt) in machine.resolvePromise(promise, .undefined) }
        }
        let clients = makeLibraryObject()
        defineTag(clients, "Clients")
        defineListed(clients, "claim", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            try machine.promised { machine, promise throws(Abrupt) in
                guard machine.agents.service.state == .activating || machine.agents.service.state == .activated else {
                    throw machine.domException("Only the active worker can claim clients.", name: "InvalidStateError")
                }
                machine.agents.service.hasClaimed = true
                machine.ask(.notice(.claimed))
                machine.resolvePromise(promise, .undefined)
            }
        }
        defineListed(clients, "matchAll", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.promised { machine, promise throws(Abrupt) in
                var isAll = machine.agents.service.hasClaimed
                if case .object(let options) = machine.argument(arguments, 0) {
                    if machine.toBoolean(try machine.get(options, machine.key("includeUncontrolled"))) { isAll = true }
                }
                let list: [Value] = isAll ? [.object(machine.agents.service.client)] : []
                machine.resolvePromise(promise, .object(machine.makeArray(list)))
            }
        }
        for name in ["get", "openWindow"] { defineOutside(clients, name, as: "clients.\(name)") }
        put(realm.global, key("clients"), .object(clients))
        for name in ["registration", "caches"] { defineOutside(realm.global, name, as: name) }
        let client = makeLibraryObject()
        defineTag(client, "WindowClient")
        defineListed(client, "postMessage", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.post(machine.argument(arguments, 0), toAgent: 0, machine.transfer(machine.argument(arguments, 1)))
            return .undefined
        }
        agents.service.client = client
        agents.parentHandler = .object(realm.global)
    }

    /// Whether the script may not run, since there is an await at the top level of its graph: then it cannot be registered.
    /// https://w3c.github.io/ServiceWorker/#update-algorithm
    mutating func refusesAwaits() -> Bool {
        guard agents.web.kind == .serviceWorker, graph.modules.contains(where: \.hasTLA) else { return false }
        progress.ending = .linkError("a service worker has no await at its top level")
        if let problem = awaitProblem() { reports.diagnostics.append(problem) }
        return true
    }

    /// Where the await stands for which the script may not run.
    private mutating func awaitProblem() -> Diagnostic? {
        var readings = PendingReadings(code: code)
        for module in graph.modules where module.hasTLA && module.unit.index >= 0 {
            guard let range = reading(of: module.unit, &readings)?.tree.firstAwait else { continue }
            var problem = problem(
                .link, "no module of a service worker may await at its top level",
                at: Place(unit: module.unit, offset: range.start))
            problem.suggestion = "keep the promise, and await it in the listeners that need it"
            return problem
        }
        return nil
    }

    /// Why it is not registered.
    mutating func serviceWorkerFailure() -> SerializedValue? {
        guard agents.web.kind == .serviceWorker, let rules = host.page?.serviceWorkers,
            case .string(let scope)? = agents.start?.data.nodes.first
        else { return nil }
        let entry = progress.entries.first?.module ?? .none
        var words = rules.threw
        if graph.modules.contains(where: \.hasTLA) {
            words = rules.awaits
        } else if entry != .none, case .loadError? = progress.ending {
            let failure = graph[entry].failure
            if failure < 0 {
                // What does not parse below it fails as it does itself.
                let isSyntax = loading.failures.contains { $0.first?.kind == .syntax }
                words = isSyntax ? rules.threw : rules.awaits
            } else if !isErrorOfText(failure) {
                words = rules.missing
            }
        }
        let script = program.url(of: program.entries[0])
        let message = words.replacing("{script}", with: script).replacing("{scope}", with: scope)
        return SerializedValue(nodes: [.error(name: "TypeError", message: message)])
    }

    // MARK: Its life

    /// The script has run: it is registered, installed and activated. https://w3c.github.io/ServiceWorker/#installation-algorithm
    mutating func beginServiceWorker() {
        guard progress.ending == nil, progress.entryError == nil else { return }
        listen(true)
        ask(.notice(.registered))
        agents.service.state = .installing
        _ = schedule(.page(.lifeEvent), after: 0)
    }

    /// Fires `install` or `activate`, whichever it is time for.
    mutating func fireLifeEvent() throws(Abrupt) {
        let isInstall = agents.service.state == .installing
        let event = makeHostEvent(isInstall ? "install" : "activate", interface: "ExtendableEvent")
        agents.service.lifeEvent = event
        try dispatchExtendable(event, ExtendableEventRecord())
        endIfOver(event)
    }

    /// Goes on when what the event was extended by is over.
    private mutating func endLifeEvent(hasFailed: Bool) {
        agents.service.lifeEvent = .none
        switch agents.service.state {
        case .installing:
            guard !hasFailed else {
                agents.service.state = .redundant
                return ask(.notice(.state(.redundant)))
            }
            agents.service.state = .activating
            ask(.notice(.state(.installed)))
            ask(.notice(.state(.activating)))
            _ = schedule(.page(.lifeEvent), after: 0)
        case .activating:
            agents.service.state = .activated
            ask(.notice(.state(.activated)))
        case .parsed, .installed, .activated, .redundant: break
        }
    }

    // MARK: Events that last

    /// - Returns: whether no listener has cancelled it.
    @discardableResult
    mutating func dispatchExtendable(_ event: ObjectID, _ record: ExtendableEventRecord) throws(Abrupt) -> Bool {
        agents.service.events[event] = record
        let isUncancelled = try dispatch(event, at: realm.global, isOfHost: true)
        agents.service.events[event]?.isDispatched = true
        return isUncancelled
    }

    /// An event whose listeners have been called, and that waits for nothing, is over.
    mutating func endIfOver(_ event: ObjectID) {
        guard let record = agents.service.events[event], record.isDispatched, record.waits == 0 else { return }
        agents.service.events[event] = nil
        if event == agents.service.lifeEvent { endLifeEvent(hasFailed: record.hasFailed) }
    }

    /// `waitUntil()`. https://w3c.github.io/ServiceWorker/#wait-until-method
    private mutating func extend(_ event: ObjectID, by value: Value) throws(Abrupt) {
        guard let record = agents.service.events[event], !record.isDispatched || record.waits > 0 else {
            throw domException(
                "The event handler is already finished and no extend lifetime promises are outstanding.", name: "InvalidStateError")
        }
        try wait(value, in: event) { machine, _, isRejected throws(Abrupt) in
            if isRejected { machine.agents.service.events[event]?.hasFailed = true }
        }
    }

    /// Has an event last until a promise is settled.
    mutating func wait(
        _ value: Value, in event: ObjectID, _ then: @escaping (inout Machine, Value, Bool) throws(Abrupt) -> Void
    ) throws(Abrupt) {
        let promise = try promiseResolve(value)
        agents.service.events[event]?.waits += 1
        func handler(isRejected: Bool) -> Value {
            let function = makeNative("", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                try then(&machine, machine.argument(arguments, 0), isRejected)
                machine.agents.service.events[event]?.waits -= 1
                machine.endIfOver(event)
                return .undefined
            }
            return .object(function)
        }
        performThen(
            promise, .handlers(onFulfilled: handler(isRejected: false), onRejected: handler(isRejected: true), capability: .none))
    }
}
