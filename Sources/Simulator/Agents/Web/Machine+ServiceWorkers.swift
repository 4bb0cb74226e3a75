import Hosts
import JavaScript
import Programs
import Trace

/// `navigator.serviceWorker` of a page. https://w3c.github.io/ServiceWorker/#navigator-serviceworker
///
/// Deviation: a page begins without service workers, and files of scripts do not come by its `fetch` events.
extension Machine {
    private static let outsideOfNavigator = [
        "clipboard", "geolocation", "permissions", "mediaDevices", "storage", "sendBeacon", "vendor", "connection", "locks",
        "userActivation", "scheduling", "cookieEnabled",
    ]

    mutating func installServiceWorkers() {
        installServiceWorkerObjects()
        let container = makeLibraryObject(events.targetPrototype)
        defineTag(container, "ServiceWorkerContainer")
        for name in ["controllerchange", "message", "messageerror"] { defineEventHandler(container, name) }
        for name in ["getRegistration", "getRegistrations", "startMessages"] {
            defineOutside(container, name, as: "navigator.serviceWorker.\(name)")
        }
        defineListed(container, "register", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.promised { machine, promise throws(Abrupt) in
                try machine.registerServiceWorker(machine.argument(arguments, 0), machine.argument(arguments, 1), promise)
            }
        }
        defineGetter(container, key("controller"), "controller") { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            machine.agents.service.controller.isNone ? .null : .object(machine.agents.service.controller)
        }
        defineGetter(container, key("ready"), "ready") { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            .object(machine.promiseObject(machine.readyPromise()))
        }
        agents.service.container = makeEventTarget(prototype: container)
    }

    /// What a page's `navigator` has beside those of other hosts.
    mutating func extendNavigator(_ prototype: ObjectID) {
        guard !agents.service.container.isNone else { return }
        for name in Self.outsideOfNavigator { defineOutside(prototype, name, as: "navigator.\(name)") }
        defineListedGetter(prototype, "serviceWorker") { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            .object(machine.agents.service.container)
        }
    }

    private mutating func readyPromise() -> PromiseID {
        if let known = agents.service.ready { return known }
        let promise = makePromise()
        agents.service.ready = promise
        if let record = agents.service.records.first(where: { $0.state == .activating || $0.state == .activated }) {
            resolvePromise(promise, .object(record.registration))
        }
        return promise
    }

    private mutating func installServiceWorkerObjects() {
        let worker = makeLibraryObject(events.targetPrototype)
        agents.service.workerPrototype = worker
        defineTag(worker, "ServiceWorker")
        for name in ["statechange", "error"] { defineEventHandler(worker, name) }
        func getter(
            _ machine: inout Machine, _ prototype: ObjectID, _ name: String, _ read: @escaping (inout Machine, ServiceWorkerRecord) -> Value
        ) {
            machine.defineGetter(prototype, machine.key(name), name) {
                (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                read(&machine, machine.agents.service.records[try machine.thisServiceWorker(arguments)])
            }
        }
        getter(&self, worker, "state") { machine, record in machine.string(record.state.rawValue) }
        getter(&self, worker, "scriptURL") { machine, record in machine.string(record.script) }
        defineListed(worker, "postMessage", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let record = machine.agents.service.records[try machine.thisServiceWorker(arguments)]
            try machine.post(machine.argument(arguments, 0), toAgent: record.agent, machine.transfer(machine.argument(arguments, 1)))
            return .undefined
        }
        let registration = makeLibraryObject(events.targetPrototype)
        agents.service.registrationPrototype = registration
        defineTag(registration, "ServiceWorkerRegistration")
        defineEventHandler(registration, "updatefound")
        getter(&self, registration, "scope") { machine, record in machine.string(record.scope) }
        let places: [(String, [ServiceWorkerState])] = [
            ("installing", [.installing]), ("waiting", [.installed]), ("active", [.activating, .activated]),
        ]
        for (name, states) in places {
            getter(&self, registration, name) { _, record in states.contains(record.state) ? .object(record.worker) : .null }
        }
        for name in ["update", "unregister", "navigationPreload", "showNotification"] {
            defineOutside(registration, name, as: "ServiceWorkerRegistration.prototype.\(name)")
        }
    }

    private mutating func thisServiceWorker(_ arguments: Arguments) throws(Abrupt) -> Int {
        guard case .object(let object) = arguments.thisValue, let number = agents.service.ofObject[object] else {
            throw typeError("Illegal invocation")
        }
        return number
    }

    /// Register. https://w3c.github.io/ServiceWorker/#navigator-service-worker-register
    private mutating func registerServiceWorker(_ place: Value, _ options: Value, _ promise: PromiseID) throws(Abrupt) {
        guard let key = program.place(ofURL: try toText(place), from: page.key) else {
            throw typeError("Failed to register a ServiceWorker: The URL of its script is not valid.")
        }
        let settings = try readWorkerOptions(options, of: "ServiceWorkerContainer")
        let script = program.url(of: key)
        var scope = String(script.prefix(through: script.lastIndex(of: "/") ?? script.startIndex))
        if case .object(let object) = options {
            let given = try get(object, self.key("scope"))
            if !given.isUndefined {
                guard let place = program.place(ofURL: try toText(given), from: page.key) else {
                    throw typeError("Failed to register a ServiceWorker: The URL of its scope is not valid.")
                }
                scope = program.url(of: place)
            }
        }
        let worker = makeEventTarget(prototype: agents.service.workerPrototype)
        let registration = makeEventTarget(prototype: agents.service.registrationPrototype)
        let data = SerializedValue(nodes: [.string(scope)])
        let number = try startAgent(
            AgentLinks.Beginning(key: key, data: data, kind: .serviceWorker, isScript: !settings.isModule, name: "service worker"),
            handler: .object(worker))
        agents.referenced.remove(number)
        for object in [worker, registration] { agents.service.ofObject[object] = agents.service.records.count }
        agents.service.records.append(
            ServiceWorkerRecord(
                agent: number, worker: worker, registration: registration, promise: promise, script: script, scope: scope))
    }

    // MARK: What it tells

    /// Something that a service worker tells its page.
    mutating func takeServiceWorker(_ what: AgentLinks.Incoming, _ number: Int) throws(Abrupt) {
        let record = agents.service.records[number]
        switch what {
        case .message(let data):
            let (value, moved) = try open(data)
            try fireMessage(value, at: agents.service.container, from: .object(record.worker), ports: moved)
        case .error(let data):
            // After it has been registered nobody is told.
            guard record.state == .parsed else { return }
            agents.service.records[number].state = .redundant
            rejectPromise(record.promise, deserialize(data))
        case .notice(.registered):
            agents.service.records[number].state = .installing
            resolvePromise(record.promise, .object(record.registration))
            _ = schedule(.page(.updateFound(Int32(number))), after: 0)
        case .notice(.state(let state)):
            agents.service.records[number].state = state
            if state == .activating, let ready = agents.service.ready { resolvePromise(ready, .object(record.registration)) }
            try fire("statechange", at: record.worker)
        case .notice(.claimed):
            agents.service.controller = record.worker
            try fire("controllerchange", at: agents.service.container)
        case .notice(.passed(let number)): sendFetch(number)
        case .notice(.answered(let number, let data)): try takeAnswer(data, of: Int(number))
        case .online, .exit, .worklet, .fetch, .scriptFailed, .connect: break
        }
    }
}
