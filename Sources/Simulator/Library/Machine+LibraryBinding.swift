import Hosts
import JavaScript

/// What the texts of the library are given in the place of `__dirname`: what only the machine can do.
extension Machine {
    mutating func makeLibraryBinding() throws(Abrupt) {
        let binding = makeLibraryObject()
        library.binding = binding
        library.hooks = makeLibraryObject()
        put(binding, key("hooks"), .object(library.hooks))
        define(binding, "require", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.libraryModule(machine.toText(machine.argument(arguments, 0)))
        }
        put(binding, key("hasCodes"), .boolean(host.globals.webErrorsHaveCodes))
        put(binding, key("hasProcess"), .boolean(host.globals.hasProcess))
        put(binding, key("words"), .object(makeLibraryWords()))
        for name in ["encodeURIComponent", "Uint8Array", "EventTarget", "Event"] {
            put(binding, key(name), try get(realm.global, key(name)))
        }
        addErrors(to: binding)
        addPromises(to: binding)
        addBytes(to: binding)
        addWords(to: binding)
        addEvents(to: binding)
        addObjectURLs(to: binding)
    }

    private mutating func makeLibraryWords() -> ObjectID {
        let words = makeLibraryObject()
        let rules = host.globals.web
        let texts = [
            ("abort", rules.aborted), ("timeout", rules.timedOut), ("invalidURL", rules.invalidURL), ("notLatin", rules.notLatin),
            ("notBase64", rules.notBase64), ("userAgent", rules.userAgent), ("platform", rules.platform), ("language", rules.language),
            ("iteration", rules.streamIteration.rawValue),
        ]
        for (name, text) in texts { put(words, key(name), string(text)) }
        put(words, key("wasmNames"), string(host.globals.webAssemblyNames.joined(separator: " ")))
        put(words, key("bodyHops"), Value(rules.bodyHops))
        put(words, key("blobHops"), Value(rules.blobHops))
        return words
    }

    // MARK: Errors and consoles

    private mutating func addErrors(to binding: ObjectID) {
        define(binding, "error", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let type = try machine.errorClass(machine.argument(arguments, 0))
            let code = machine.host.globals.webErrorsHaveCodes ? try machine.toText(machine.argument(arguments, 1)) : ""
            let text = try machine.toText(machine.argument(arguments, 2))
            guard !code.isEmpty else {
                let prototype =
                    switch type {
                    case .typeError: machine.realm.typeErrorPrototype
                    case .rangeError: machine.realm.rangeErrorPrototype
                    case .error: machine.realm.errorPrototype
                    }
                return .object(machine.makeError(prototype, text))
            }
            // Errors of Node's native code have their code as a property only.
            let words = ErrorWords(code, "{text}", type: type, showsCode: code != "ERR_INVALID_URL")
            return .object(machine.makeError(HostError(words, ["text": text])))
        }
        define(binding, "domException", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let message = try machine.toText(machine.argument(arguments, 0))
            let name = try machine.toText(machine.argument(arguments, 1))
            return .object(machine.makeDOMException(message, name: name, prototype: machine.realm.domExceptionPrototype))
        }
        defineReceived(binding)
        define(binding, "inspect", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.string(machine.inspect(machine.argument(arguments, 0)))
        }
        library.inspector = SymbolID(index: Int32(heap.symbols.count))
        heap.symbols.append(SymbolRecord(description: nil, isPrivate: true))
        define(binding, "inspector", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let prototype) = machine.argument(arguments, 0) else { return .undefined }
            machine.put(prototype, .symbol(machine.library.inspector), machine.argument(arguments, 1), [])
            return .undefined
        }
        // What a host allows only while it handles a request.
        define(binding, "requireRequest", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            try machine.requireRequest()
            return .undefined
        }
        define(binding, "timeOrigin", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in .number(Self.epoch) }
        define(binding, "clone", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.clone(machine.argument(arguments, 0))
        }
        defineRefusal(binding, "outside")
        define(binding, "uncompiled", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            machine.noteUncompiled()
            return .undefined
        }
        define(binding, "now", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            .number(Double(machine.seenTime) / 1_000_000)
        }
    }

    // MARK: Promises, which no code of the program can reach into

    private mutating func addPromises(to binding: ObjectID) {
        define(binding, "promise", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            let promise = machine.makeLibraryPromise()
            return .object(machine.promiseObject(promise))
        }
        define(binding, "promiseOf", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let value = machine.argument(arguments, 0)
            if let known = machine.promise(of: value) { return .object(machine.promiseObject(known)) }
            let promise = machine.makeLibraryPromise()
            machine.resolvePromise(promise, value)
            return .object(machine.promiseObject(promise))
        }
        define(binding, "resolve", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard let promise = machine.pendingPromise(machine.argument(arguments, 0)) else { return .undefined }
            machine.resolvePromise(promise, machine.argument(arguments, 1))
            return .undefined
        }
        define(binding, "reject", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard let promise = machine.pendingPromise(machine.argument(arguments, 0)) else { return .undefined }
            machine.rejectPromise(promise, machine.argument(arguments, 1))
            return .undefined
        }
        define(binding, "handled", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            if let promise = machine.promise(of: machine.argument(arguments, 0)) {
                machine.heap.promises[Int(promise.index)].isHandled = true
            }
            return .undefined
        }
        define(binding, "isPending", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            .boolean(machine.pendingPromise(machine.argument(arguments, 0)) != nil)
        }
        define(binding, "react", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard let promise = machine.promise(of: machine.argument(arguments, 0)) else { return .undefined }
            machine.performThen(
                promise,
                .handlers(
                    onFulfilled: machine.argument(arguments, 1), onRejected: machine.argument(arguments, 2), capability: .none))
            return .undefined
        }
        define(binding, "then", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard let promise = machine.promise(of: machine.argument(arguments, 0)) else { return .undefined }
            let result = machine.makeLibraryPromise()
            machine.performThen(
                promise,
                .handlers(
                    onFulfilled: machine.argument(arguments, 1), onRejected: machine.argument(arguments, 2),
                    capability: .intrinsic(result)))
            return .object(machine.promiseObject(result))
        }
        define(binding, "task", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.addTimer(machine.argument(arguments, 0), arguments: -1, delay: machine.host.timers.minimumDelay, isInterval: false)
            return .undefined
        }
        // What the host works at beside the program: a task of its own settles the promise.
        define(binding, "later", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard let promise = machine.promise(of: machine.argument(arguments, 0)) else { return .undefined }
            machine.settleLater(promise, machine.argument(arguments, 1), after: 0)
            return .undefined
        }
        define(binding, "timer", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let callback = machine.argument(arguments, 0)
            let asked = try machine.nanoseconds(machine.argument(arguments, 1))
            let delay = max(asked, machine.host.timers.minimumDelay)
            let number = machine.addTimer(callback, arguments: -1, delay: delay, isInterval: false)
            // The process does not go on for it.
            machine.loop.setReferenced(timer: Int(number), false)
            return .undefined
        }
    }

    /// A new promise, made where the program's own code stands.
    mutating func makeLibraryPromise() -> PromiseID {
        let promise = makePromise()
        heap.promises[Int(promise.index)].maker = innermostCall()?.instruction ?? -1
        return promise
    }

    private mutating func pendingPromise(_ value: Value) -> PromiseID? {
        promise(of: value).flatMap { heap.promises[Int($0.index)].state == .pending ? $0 : nil }
    }

    // MARK: Events

    private mutating func addEvents(to binding: ObjectID) {
        define(binding, "fire", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let target) = machine.argument(arguments, 0), machine.heap[target].kind == .eventTarget else {
                return .undefined
            }
            let name = try machine.toText(machine.argument(arguments, 1))
            var details: [Value] = []
            let data = machine.argument(arguments, 2)
            if !data.isUndefined {
                let origin = try machine.get(machine.library.binding, machine.key("origin"))
                details = [data, origin.isUndefined ? machine.string("") : origin, machine.string(""), .null, .object(machine.makeArray())]
            }
            let event = machine.makeHostEvent(name, interface: details.isEmpty ? nil : "MessageEvent", details: details)
            // Between listeners come microtasks where no code of the program waits; hosts that dispatch in JavaScript of their own have none.
            let isOfHost = !machine.host.globals.hasProcess && machine.innermostCall() == nil
            _ = try machine.dispatch(event, at: target, isOfHost: isOfHost)
            return .undefined
        }
        define(binding, "firePriorityChange", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let target) = machine.argument(arguments, 0), machine.heap[target].kind == .eventTarget else {
                return .undefined
            }
            let event = machine.makeHostEvent(
                "prioritychange", interface: "TaskPriorityChangeEvent", details: [machine.argument(arguments, 1)])
            _ = try machine.dispatch(event, at: target, isOfHost: machine.innermostCall() == nil)
            return .undefined
        }
        define(binding, "extendNavigator", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            if case .object(let prototype) = machine.argument(arguments, 0) { machine.extendNavigator(prototype) }
            return .undefined
        }
        define(binding, "eventHandler", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let prototype) = machine.argument(arguments, 0) else { return .undefined }
            machine.defineEventHandler(prototype, try machine.toText(machine.argument(arguments, 1)))
            return .undefined
        }
    }

    // MARK: URLs of objects

    /// https://w3c.github.io/FileAPI/#url
    private mutating func addObjectURLs(to binding: ObjectID) {
        let urls = makeLibraryObject()
        put(binding, key("objectURLs"), .object(urls))
        define(urls, "add", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard machine.toBoolean(machine.argument(arguments, 1)) else {
                let received = machine.receivedText(machine.argument(arguments, 0))
                let message = "The \"obj\" argument must be an instance of Blob. Received \(received)"
                try machine.throwHostError(machine.host.words.invalidArgument, message)
            }
            machine.library.objectURLCount += 1
            let prefix = machine.host.globals.webErrorsHaveCodes ? "blob:nodedata:" : "blob:null/"
            let url = prefix + machine.randomUUID()
            machine.budget.keep(url)
            machine.library.objectURLs[url] = machine.argument(arguments, 0)
            return machine.string(url)
        }
        define(urls, "delete", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let url = try machine.toText(machine.argument(arguments, 0))
            machine.library.objectURLs[url] = nil
            return .undefined
        }
        define(urls, "get", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let url = try machine.toText(machine.argument(arguments, 0))
            return machine.library.objectURLs[url] ?? .undefined
        }
    }
}
