import Hosts
import JavaScript
import Programs

/// What `node:worker_threads` can do only with the simulator's help. https://nodejs.org/api/worker_threads.html
extension Machine {
    mutating func addThreads(to binding: ObjectID) {
        put(binding, key("threadId"), .number(Double(agents.start?.thread ?? 0)))
        put(binding, key("isMainThread"), .boolean(agents.start == nil))
        put(binding, key("hasClose"), .boolean(host.threads?.portsClose ?? true))
        put(binding, key("keepsToPaths"), .boolean(host.globals.portsAreEmitters))
        // What `startThread` was given.
        define(binding, "threadSettings", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            guard let start = machine.agents.start else { return .null }
            return machine.deserialize(start.settings)
        }
        define(binding, "workerData", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            guard let start = machine.agents.start else { return .null }
            return try machine.open(start.data).value
        }
        // The place of a script or its text, whether it is the text, the data and the settings of the thread, who is told of it, and what moves.
        define(binding, "startThread", 6) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let place = try machine.toText(machine.argument(arguments, 0))
            let isText = machine.toBoolean(machine.argument(arguments, 1))
            let key = try isText ? machine.placeOfText() : machine.placeOfScript(place)
            if isText { machine.budget.keep(place) }
            let transfer = try machine.transfer(machine.argument(arguments, 5))
            let (data, moves) = try machine.pack(machine.argument(arguments, 2), transfer)
            let beginning = AgentLinks.Beginning(
                key: key, text: isText ? EntryText(place, called: Program.textName, mayBeCommonJS: true) : nil, data: data,
                settings: try machine.serialize(machine.argument(arguments, 3)),
                kind: .thread, name: "worker \(machine.agents.startedCount + 1)")
            let number = try machine.startAgent(beginning, handler: machine.argument(arguments, 4))
            // They are there before the thread begins, which has nobody before it is asked for.
            if !moves.isEmpty { machine.ask(.ports(moves, to: .agent(number))) }
            return .number(Double(number))
        }
        define(binding, "postToThread", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let number = Self.toInt32(try machine.toNumber(machine.argument(arguments, 0)))
            try machine.post(machine.argument(arguments, 1), toAgent: number, machine.transfer(machine.argument(arguments, 2)))
            return .undefined
        }
        define(binding, "terminate", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.ask(.terminate(Self.toInt32(try machine.toNumber(machine.argument(arguments, 0)))))
            return .undefined
        }
        define(binding, "setReferenced", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let number = Self.toInt32(try machine.toNumber(machine.argument(arguments, 0)))
            if machine.toBoolean(machine.argument(arguments, 1)) {
                machine.agents.referenced.insert(number)
            } else {
                machine.agents.referenced.remove(number)
            }
            return .undefined
        }
        define(binding, "setParentHandler", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.agents.parentHandler = machine.argument(arguments, 0)
            return .undefined
        }
        addPorts(to: binding)
        define(binding, "listen", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.listen(machine.toBoolean(machine.argument(arguments, 0)))
            return .undefined
        }
        define(binding, "referToParent", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.agents.isReferenced = machine.toBoolean(machine.argument(arguments, 0))
            return .undefined
        }
    }

    // MARK: The start

    private mutating func placeOfText() throws(Abrupt) -> ModuleKey {
        guard let key = program.place(of: "./\(Program.textName)", from: program.preloadPlace) else {
            throw typeError("there is no folder")
        }
        return key
    }

    private mutating func placeOfScript(_ place: String) throws(Abrupt) -> ModuleKey {
        if place.prefix(5).lowercased() == "data:" { return ModuleKey(place) }
        let isOnNode = host.globals.portsAreEmitters
        guard let key = program.place(of: place, from: isOnNode ? program.preloadPlace : program.entries[0]) else {
            throw typeError("The worker script '\(place)' is no path of a file")
        }
        return key
    }

    /// What the options of a thread say of its process.
    mutating func takeSettings() {
        guard host.commonJS != nil, let start = agents.start, case .object(let settings) = deserialize(start.settings) else { return }
        let file =
            program.isText(program.entries[0]) ? Program.textName : program.filePath(of: program.entries[0]) ?? program.entries[0].path
        if case .object(let list)? = try? get(settings, key("argv")), heap[list].kind == .array, elementCount(list) > 0 {
            let own = [string("/usr/bin/node"), string(file)] + (0..<elementCount(list)).map { element(list, $0) }
            commonJS.processArguments = .object(makeArray(own))
        }
        guard case .object(let environment)? = try? get(settings, key("env")),
            case .object(let process)? = getOwn(realm.global, key("process"))?.value
        else { return }
        put(process, key("env"), .object(environment))
    }

    // MARK: The end

    /// An error that ends a thread: of its own properties those go along that are simple.
    mutating func serialize(lastError error: Value) throws(Abrupt) -> SerializedValue {
        var data = try serialize(error)
        guard case .object(let object) = error, case .error(let name, let message, let stack, let cause, _)? = data.nodes.first else {
            return data
        }
        var own: [(key: String, value: Int32)] = []
        for key in try ownPropertyKeys(object) {
            try countStep()
            guard case .name(let property) = key, let found = getOwn(object, key), found.attributes.contains(.enumerable) else { continue }
            let node: SerializedValue.Node
            switch found.value {
            case .string(let text): node = .string(strings.text(text))
            case .number(let number): node = .number(number)
            case .boolean(let flag): node = .boolean(flag)
            default: continue
            }
            own.append((strings.names.string(property), Int32(data.nodes.count)))
            data.nodes.append(node)
        }
        data.nodes[0] = .error(name: name, message: message, stack: stack, cause: cause, own: own)
        return data
    }

    /// The error of a thread whose script is not there, or whose text is wrong.
    mutating func missingScript() -> SerializedValue? {
        guard host.globals.portsAreEmitters, agents.web.kind == nil, case .loadError(let problem)? = progress.ending else { return nil }
        if program.isText(program.entries[0]) { return SerializedValue(nodes: [.error(name: "SyntaxError", message: problem)]) }
        guard let path = program.filePath(of: program.entries[0]),
            program.kind(ofFile: path, reader: &loading.files) == "nothing"
        else { return nil }
        return SerializedValue(nodes: [
            .error(name: "Error", message: "Cannot find module '\(path)'", own: [("code", 1)]), .string("MODULE_NOT_FOUND"),
        ])
    }
}
