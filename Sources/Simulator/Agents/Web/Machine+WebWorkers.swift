import Hosts
import JavaScript
import Programs
import Trace

/// `Worker` and `SharedWorker` of a page, and the global object of those. https://html.spec.whatwg.org/multipage/workers.html
extension Machine {
    mutating func installWebWorkers() {
        for (name, kind) in [("Worker", TraceAgent.Kind.worker), ("SharedWorker", .sharedWorker)] {
            let prototype = makeLibraryObject(events.targetPrototype)
            defineTag(prototype, name)
            for event in kind == .worker ? ["message", "messageerror", "error"] : ["error"] { defineEventHandler(prototype, event) }
            defineConstructor(name, 1, prototype: prototype) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                try machine.requireNew(arguments, name)
                let own = try machine.prototypeFromConstructor(arguments.newTarget, prototype)
                return .object(
                    try machine.makeWorker(kind, machine.argument(arguments, 0), machine.argument(arguments, 1), prototype: own))
            }
            guard kind == .worker else { continue }
            defineListed(prototype, "postMessage", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                guard let number = machine.numberOfAgent(arguments.thisValue) else { throw machine.typeError("Illegal invocation") }
                try machine.post(machine.argument(arguments, 0), toAgent: number, machine.transfer(machine.argument(arguments, 1)))
                return .undefined
            }
            defineListed(prototype, "terminate", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                guard let number = machine.numberOfAgent(arguments.thisValue) else { throw machine.typeError("Illegal invocation") }
                machine.agents.handlers[number] = nil
                machine.ask(.terminate(number))
                return .undefined
            }
        }
    }

    private mutating func makeWorker(
        _ kind: TraceAgent.Kind, _ place: Value, _ options: Value, prototype: ObjectID
    ) throws(Abrupt) -> ObjectID {
        let target = makeEventTarget(prototype: prototype)
        let interface = kind == .worker ? "Worker" : "SharedWorker"
        let address = try toText(place)
        let settings = try readWorkerOptions(options, of: interface)
        guard let key = program.place(ofURL: address, from: workerBase) else {
            let words = host.page?.workers ?? .chromium
            throw domException(
                words.invalidURL.replacing("{interface}", with: interface).replacing("{url}", with: address), name: "SyntaxError")
        }
        let identity = SharedWorkerIdentity(key: key, name: settings.name)
        if kind == .sharedWorker, let running = agents.web.shared[identity] {
            try connect(target, to: running, asModule: settings.isModule)
            return target
        }
        let number = try startAgent(
            AgentLinks.Beginning(
                key: key, text: try textOfObject(address), data: SerializedValue(nodes: [.string(settings.name)]), kind: kind,
                isScript: !settings.isModule,
                name: settings.name.isEmpty ? kind == .worker ? "worker" : "shared worker" : String(settings.name.prefix(Self.longestName))),
            handler: .object(target))
        agents.web.numbers[target] = number
        agents.referenced.remove(number)
        if kind == .sharedWorker {
            let begun = SharedWorker(number: number, isModule: settings.isModule)
            agents.web.shared[identity] = begun
            try connect(target, to: begun, asModule: settings.isModule)
        }
        return target
    }

    /// A shared worker gets a port of its own for each who asks for it, and is told with `connect`.
    private mutating func connect(_ target: ObjectID, to running: SharedWorker, asModule isModule: Bool) throws(Abrupt) {
        let channel = try makeChannel()
        put(target, key("port"), .object(channel[0]), .enumerable)
        guard running.isModule == isModule else { return failLater(target) }
        agents.web.errorTargets[running.number, default: []].append(target)
        let far = try transfer(.object(makeArray([.object(channel[1])])))
        ask(.connect(running.number, try pack(.undefined, far, to: .agent(running.number))))
    }

    /// `error` at an object, in a task.
    private mutating func failLater(_ target: ObjectID) {
        let number = -Int32(agents.arrivals.count) - 1
        agents.handlers[number] = .object(target)
        receive(AgentLinks.Arrival(from: number, what: .scriptFailed, message: 0, sender: AgentIndex(0)), at: loop.now)
    }

    /// A shared worker is over: who asks for it from now on gets another.
    private mutating func forgetShared(_ number: Int32) {
        if let identity = agents.web.shared.first(where: { $0.value.number == number })?.key { agents.web.shared[identity] = nil }
    }

    /// The text of what `URL.createObjectURL()` has named so.
    private mutating func textOfObject(_ address: String) throws(Abrupt) -> EntryText? {
        guard let blob = library.objectURLs[address], let read = try libraryHook("textOfBlob") else { return nil }
        let text = try toText(call(read, .undefined, blob))
        try afford(text.utf8.count)
        return EntryText(text, called: address)
    }

    /// How much of a worker's name is shown.
    private static let longestName = 40

    /// WorkerOptions, or the name alone. https://html.spec.whatwg.org/multipage/workers.html#workeroptions
    mutating func readWorkerOptions(_ options: Value, of interface: String) throws(Abrupt) -> (name: String, isModule: Bool) {
        guard case .object(let object) = options else {
            return (options.isNullish || interface != "SharedWorker" ? "" : try toText(options), false)
        }
        let name = try get(object, key("name"))
        let type = try get(object, key("type"))
        let text = type.isUndefined ? "classic" : try toText(type)
        guard text == "classic" || text == "module" else {
            let words = host.page?.workers ?? .chromium
            throw typeError(words.unknownType.replacing("{interface}", with: interface).replacing("{value}", with: text))
        }
        return (name.isUndefined ? "" : try toText(name), text == "module")
    }

    /// From where the URL of a worker's script is read: the page, or the worker's own script.
    private var workerBase: ModuleKey { mutating get { page.isOn ? page.key : program.entries[0] } }

    private mutating func numberOfAgent(_ value: Value) -> Int32? { value.object.flatMap { agents.web.numbers[$0] } }

    // MARK: The scope of a worker

    /// The global object of a worker. https://html.spec.whatwg.org/multipage/workers.html#the-workerglobalscope-common-interface
    mutating func installWorkerScope(_ kind: TraceAgent.Kind) {
        makeGlobalTarget()
        heap[realm.global].prototype = makeLibraryObject(events.targetPrototype)
        put(realm.global, key("self"), .object(realm.global))
        agents.web.kind = kind
        if kind == .worklet { return installWorkletScope() }
        installImportScripts()
        installLocation(program.url(of: program.entries[0]), "WorkerLocation")
        if kind != .serviceWorker, case .string(let name)? = agents.start?.data.nodes.first {
            put(realm.global, key("name"), string(name), .enumerable)
        }
        installMessageChannel()
        installPrioritizedTasks()
        for name in ["error", "unhandledrejection", "rejectionhandled"]
            + (kind == .sharedWorker ? ["connect"] : ["message", "messageerror"])
        {
            defineEventHandler(realm.global, name)
        }
        define(realm.global, "close", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            machine.agents.isListening = false
            machine.agents.web.isClosed = true
            if kind == .sharedWorker { machine.ask(.closed) }
            return .undefined
        }
        if kind == .serviceWorker { installServiceWorkerScope() }
        guard kind == .worker else { return }
        installFrames()
        define(realm.global, "postMessage", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.post(machine.argument(arguments, 0), toAgent: 0, machine.transfer(machine.argument(arguments, 1)))
            return .undefined
        }
        agents.parentHandler = .object(realm.global)
    }

    /// The body has run until its first await, and so have the microtasks: from now on messages come, whoever listens.
    mutating func openWorkerScope() throws(Abrupt) {
        guard let kind = agents.web.kind, !agents.web.isOpen else { return }
        agents.web.isOpen = true
        switch kind {
        case .worklet: return ask(.worklet(.added))
        case .serviceWorker: return beginServiceWorker()
        default: break
        }
        if kind == .worker { return listen(true) }
        // Those who asked for it while it began.
        let waiting = agents.web.connections
        agents.web.connections = []
        for connection in waiting { try takeConnection(connection) }
    }

    private mutating func fireConnect(_ port: ObjectID) throws(Abrupt) {
        noteConnection()
        try fireMessage(string(""), "connect", at: realm.global, ports: [port])
        try performMicrotaskCheckpoint()
    }

    /// Somebody asks for this shared worker.
    mutating func takeConnection(_ data: SerializedValue) throws(Abrupt) {
        for port in try open(data).ports { try fireConnect(port) }
    }

    /// Nobody has taken on what a worker of this agent threw: it is an error here too.
    private mutating func noteUnheardError(_ value: Value, of number: Int32) {
        // Report an exception: what a dedicated worker threw is its agent's then, and what a shared one threw is nobody's.
        if agents.web.errorTargets[number] == nil, isHandledByPage(value, omitsError: true) { return }
        agents.web.unheard.insert(number)
        guard page.isOn else { return tellParent(of: value) }
        if reports.uncaughtErrors.count < Self.reportLimit { reports.uncaughtErrors.append(hostMessage(value, isPromise: false)) }
    }

    /// Something is told to an object that events are dispatched at.
    mutating func takeArrival(_ what: AgentLinks.Incoming, at target: ObjectID, from number: Int32) throws(Abrupt) {
        if let record = agents.service.ofObject[target] { return try takeServiceWorker(what, record) }
        if let call = agents.worklets.calls[number] { return takeWorklet(what, call) }
        switch what {
        case .message(let data):
            let (value, moved) = try open(data)
            let isServiceWorker = agents.web.kind == .serviceWorker
            noteMessage(at: target)
            try fireMessage(
                value, at: target, interface: isServiceWorker ? "ExtendableMessageEvent" : "MessageEvent",
                from: isServiceWorker ? .object(agents.service.client) : .null, ports: moved)
        case .error(let data):
            let value = deserialize(data)
            let details: [Value] = [string(uncaughtText(value)), string(""), .number(0), .number(0), .null]
            var isUncaught = true
            for receiver in agents.web.errorTargets[number] ?? [target] {
                let isPassed = try fire("error", at: receiver, interface: "ErrorEvent", .cancelable, details: details)
                isUncaught = isUncaught && isPassed
            }
            if isUncaught { noteUnheardError(value, of: number) }
        case .scriptFailed:
            forgetShared(number)
            for receiver in agents.web.errorTargets[number] ?? [target] { try fire("error", at: receiver) }
        case .fetch(let question): try fireFetch(question)
        case .exit: forgetShared(number)
        case .online, .notice, .worklet, .connect: break
        }
    }
}

/// What a page knows of its workers, and a worker of itself.
struct WebWorkers {
    /// By `Worker` object: the agent's number.
    var numbers: [ObjectID: Int32] = [:]
    /// By agent: what its errors are told, where that is not what its messages are.
    var errorTargets: [Int32: [ObjectID]] = [:]
    /// The shared workers that run.
    var shared: [SharedWorkerIdentity: SharedWorker] = [:]
    /// Of a shared worker: what those sent who asked for it before its body had run.
    var connections: [SerializedValue] = []
    /// Of a worker: what it is.
    var kind: TraceAgent.Kind?
    /// Those of its agents whose errors nobody has taken on.
    var unheard: Set<Int32> = []
    /// What it has imported by `importScripts()`.
    var imported: Set<ModuleKey> = []
    /// It has run until its first await, and takes messages.
    var isOpen = false
    var isClosed = false
    /// What came to a worker when it listened for nothing.
    var lost = LostMessages()
}

/// By what one shared worker is known from another. https://html.spec.whatwg.org/multipage/workers.html#dom-sharedworker
struct SharedWorkerIdentity: Hashable {
    var key: ModuleKey
    var name: String
}

struct SharedWorker {
    /// The agent's number.
    var number: Int32
    var isModule: Bool
}
