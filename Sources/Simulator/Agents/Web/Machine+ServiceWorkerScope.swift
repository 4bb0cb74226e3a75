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
        ]
        for (name, attributes) in interfaces {
            defineEventInterface(name, attributes)
            guard let prototype = events.prototypes[name] else { continue }
            defineListed(prototype, "waitUntil", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                try machine.extendEvent(by: machine.argument(arguments, 0))
                return .undefined
            }
        }
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
                machine.agents.outgoing.append(.notice(.claimed))
                machine.resolvePromise(promise, .undefined)
            }
        }
        for name in ["matchAll", "get", "openWindow"] { defineOutside(clients, name, as: "clients.\(name)") }
        put(realm.global, key("clients"), .object(clients))
        for name in ["registration", "caches"] { defineOutside(realm.global, name, as: name) }
        let client = makeLibraryObject()
        defineTag(client, "WindowClient")
        defineListed(client, "postMessage", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.post(machine.argument(arguments, 0), toAgent: 0)
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
        return true
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
        agents.outgoing.append(.notice(.registered))
        agents.service.state = .installing
        _ = schedule(.page(.lifeEvent), after: 0)
    }

    /// Fires `install` or `activate`, whichever it is time for.
    mutating func fireLifeEvent() throws(Abrupt) {
        let isInstall = agents.service.state == .installing
        agents.service.isDispatched = false
        try fire(isInstall ? "install" : "activate", at: realm.global, interface: "ExtendableEvent")
        agents.service.isDispatched = true
        endLifeEvent()
    }

    /// Goes on when what the event was extended by is over.
    private mutating func endLifeEvent() {
        guard agents.service.isDispatched, agents.service.waits == 0 else { return }
        agents.service.isDispatched = false
        switch agents.service.state {
        case .installing:
            guard !agents.service.hasFailed else {
                agents.service.state = .redundant
                return agents.outgoing.append(.notice(.state(.redundant)))
            }
            agents.service.state = .activating
            agents.outgoing += [.notice(.state(.installed)), .notice(.state(.activating))]
            _ = schedule(.page(.lifeEvent), after: 0)
        case .activating:
            agents.service.state = .activated
            agents.outgoing.append(.notice(.state(.activated)))
        case .parsed, .installed, .activated, .redundant: break
        }
    }

    private mutating func extendEvent(by value: Value) throws(Abrupt) {
        let promise = makePromise()
        resolvePromise(promise, value)
        agents.service.waits += 1
        let (fulfilled, rejected) = (makeEndOfWait(hasFailed: false), makeEndOfWait(hasFailed: true))
        _ = try call(realm.promiseThen, .object(promiseObject(promise)), fulfilled, rejected)
    }

    private mutating func makeEndOfWait(hasFailed: Bool) -> Value {
        let function = makeNative("", 1) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            machine.agents.service.waits -= 1
            if hasFailed { machine.agents.service.hasFailed = true }
            machine.endLifeEvent()
            return .undefined
        }
        return .object(function)
    }
}
