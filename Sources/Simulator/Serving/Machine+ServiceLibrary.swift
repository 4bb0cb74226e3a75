import JavaScript

/// `Request`, `Response` and `Headers`, as far as handlers need them. https://fetch.spec.whatwg.org
///
/// Deviation: a body is a text, and no stream; a URL is kept as it is written.
extension Machine {
    mutating func installServiceLibrary() {
        installHeaders()
        installRequests()
        installResponses()
        installKeys()
        installScheduler()
    }

    // MARK: Headers

    private mutating func installHeaders() {
        let prototype = makeLibraryObject()
        realm.service.headersPrototype = prototype
        defineTag(prototype, "Headers")
        defineConstructor("Headers", 0, prototype: prototype) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.requireNew(arguments, "Headers")
            return .object(try machine.headers(from: machine.argument(arguments, 0)))
        }
        func method(_ name: String, _ length: Int32, _ body: @escaping (inout Machine, ObjectID, Arguments) throws(Abrupt) -> Value) {
            define(prototype, name, length) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                try body(&machine, try machine.thisCollection(arguments, .map, "Headers.prototype.\(name)"), arguments)
            }
        }
        method("get", 1) { machine, headers, arguments throws(Abrupt) in
            machine.collectionGet(headers, try machine.headerName(machine.argument(arguments, 0))) ?? .null
        }
        method("has", 1) { machine, headers, arguments throws(Abrupt) in
            .boolean(machine.collectionContains(headers, try machine.headerName(machine.argument(arguments, 0))))
        }
        method("set", 2) { machine, headers, arguments throws(Abrupt) in
            let name = try machine.headerName(machine.argument(arguments, 0))
            machine.collectionSet(headers, name, .string(try machine.toString(machine.argument(arguments, 1))))
            return .undefined
        }
        method("append", 2) { machine, headers, arguments throws(Abrupt) in
            let name = try machine.headerName(machine.argument(arguments, 0))
            var text = try machine.toText(machine.argument(arguments, 1))
            if case .string(let known)? = machine.collectionGet(headers, name) { text = machine.strings.text(known) + ", " + text }
            try machine.reserveString(text.utf16.count)
            machine.collectionSet(headers, name, machine.string(text))
            return .undefined
        }
        method("delete", 1) { machine, headers, arguments throws(Abrupt) in
            _ = machine.collectionDelete(headers, try machine.headerName(machine.argument(arguments, 0)))
            return .undefined
        }
        for (name, yields) in [("keys", IteratorRecord.Yield.keys), ("values", .values), ("entries", .entries)] {
            let function = define(prototype, name, 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                .object(machine.makeCollectionIterator(try machine.thisCollection(arguments, .map, "Headers.prototype.\(name)"), yields))
            }
            if yields == .entries { put(prototype, .symbol(realm.symbolIterator), .object(function), .hidden) }
        }
    }

    private mutating func headerName(_ value: Value) throws(Abrupt) -> Value { string(try toText(value).lowercased()) }

    mutating func makeHeaders(_ pairs: [(String, String)]) -> ObjectID {
        let headers = makeCollection(.map, prototype: realm.service.headersPrototype)
        for pair in pairs { collectionSet(headers, string(pair.0.lowercased()), string(pair.1)) }
        return headers
    }

    /// Headers of other headers, of an object's properties, or of a list of pairs.
    private mutating func headers(from value: Value) throws(Abrupt) -> ObjectID {
        let headers = makeHeaders([])
        guard case .object(let source) = value else { return headers }
        if heap[source].kind == .map {
            var position = 0
            while let (entry, next) = collectionEntry(source, from: position) {
                try countStep()
                position = next
                collectionSet(headers, entry.key, entry.value)
            }
        } else if heap[source].kind == .array {
            try iterate(value) { machine, entry throws(Abrupt) in
                try machine.countStep()
                guard case .object(let pair) = entry else { throw machine.typeError("Headers: a pair was expected") }
                let name = try machine.headerName(machine.getElement(pair, 0))
                machine.collectionSet(headers, name, .string(try machine.toString(machine.getElement(pair, 1))))
                return true
            }
        } else {
            for key in try ownPropertyKeys(source) {
                guard case .name(let name) = key else { continue }
                try countStep()
                let text = try toString(get(source, key))
                collectionSet(headers, string(strings.names.string(name).lowercased()), .string(text))
            }
        }
        return headers
    }

    // MARK: Requests

    private mutating func installRequests() {
        let prototype = makeLibraryObject()
        realm.service.requestPrototype = prototype
        defineTag(prototype, "Request")
        installBody(prototype)
        defineGetter(prototype, key("url"), "url") { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            .string(try machine.response(arguments.thisValue).url)
        }
        define(prototype, "clone", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.cloneMessage(arguments.thisValue)
        }
        defineConstructor("Request", 1, prototype: prototype) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.requireNew(arguments, "Request")
            var url = machine.argument(arguments, 0)
            var (method, body) = ("GET", "")
            var headers = machine.makeHeaders([])
            if case .object(let object) = url, machine.heap[object].kind == .response {
                let record = machine.heap.responses[Int(machine.heap[object].payload)]
                (url, body) = (.string(record.url), machine.strings.text(record.body))
                method = try machine.toText(machine.get(object, machine.key("method")))
                headers = try machine.headers(from: .object(record.headers))
            }
            if case .object(let options) = machine.argument(arguments, 1) {
                let asked = try machine.get(options, machine.key("method"))
                if !asked.isUndefined { method = try machine.toText(asked).uppercased() }
                let given = try machine.get(options, machine.key("headers"))
                if !given.isUndefined { headers = try machine.headers(from: given) }
                let content = try machine.get(options, machine.key("body"))
                if !content.isNullish { body = try machine.toText(content) }
            }
            let text = try machine.toText(url)
            return .object(
                machine.makeRequest(
                    url: text, method: method, headers: headers, body: body, context: machine.requests.current, isUsed: false))
        }
    }

    // MARK: Responses

    private mutating func installResponses() {
        let prototype = realm.responsePrototype
        defineGetter(prototype, key("headers"), "headers") { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            var record = try machine.response(arguments.thisValue)
            if record.headers.isNone {
                record.headers = machine.makeHeaders([])
                if case .object(let object) = arguments.thisValue { machine.heap.responses[Int(machine.heap[object].payload)] = record }
            }
            return .object(record.headers)
        }
        define(prototype, "clone", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.cloneMessage(arguments.thisValue)
        }
        let constructor = defineConstructor("Response", 0, prototype: prototype) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.requireNew(arguments, "Response")
            let body = machine.argument(arguments, 0)
            return .object(try machine.makeResponse(body.isNullish ? "" : try machine.toText(body), machine.argument(arguments, 1)))
        }
        define(constructor, "json", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let text = try machine.stringify(machine.argument(arguments, 0), replacer: .undefined, space: .undefined)
            let response = try machine.makeResponse(text.map { machine.strings.text($0) } ?? "", machine.argument(arguments, 1))
            let headers = machine.heap.responses[Int(machine.heap[response].payload)].headers
            let name = machine.string("content-type")
            if !machine.collectionContains(headers, name) { machine.collectionSet(headers, name, machine.string("application/json")) }
            return .object(response)
        }
        define(constructor, "redirect", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let asked = machine.argument(arguments, 1)
            let status = asked.isUndefined ? 302 : try machine.toInteger(asked)
            guard [301, 302, 303, 307, 308].contains(status) else {
                throw machine.rangeError("Response.redirect() takes the status 301, 302, 303, 307 or 308.")
            }
            let response = try machine.makeResponse("", .undefined)
            let record = Int(machine.heap[response].payload)
            machine.heap.responses[record].status = Int(status)
            let location = try machine.toString(machine.argument(arguments, 0))
            machine.collectionSet(machine.heap.responses[record].headers, machine.string("location"), .string(location))
            return .object(response)
        }
    }

    private mutating func makeResponse(_ body: String, _ options: Value) throws(Abrupt) -> ObjectID {
        var status = 200
        var headers = ObjectID.none
        if case .object(let options) = options {
            let asked = try get(options, key("status"))
            if !asked.isUndefined {
                let number = try toInteger(asked)
                guard (200...599).contains(number) || number == 101 else {
                    throw rangeError("Responses may only be constructed with status codes in the range 200 to 599, inclusive.")
                }
                status = Int(number)
            }
            headers = try self.headers(from: get(options, key("headers")))
        } else {
            headers = makeHeaders([])
        }
        budget.keep(body)
        heap.responses.append(
            ResponseRecord(url: strings.make(""), status: status, body: strings.make(body), context: requests.current, headers: headers))
        return heap.makeObject(.response, prototype: realm.responsePrototype, payload: Int32(heap.responses.count - 1))
    }

    /// The same request or response once more, whose body can be read by itself.
    private mutating func cloneMessage(_ value: Value) throws(Abrupt) -> Value {
        let record = try response(value)
        guard case .object(let object) = value else { return value }
        if record.isUsed { throw typeError("Cannot clone a body that has been used.") }
        heap.responses.append(record)
        let clone = heap.makeObject(.response, prototype: heap[object].prototype, payload: Int32(heap.responses.count - 1))
        for key in try ownPropertyKeys(object) { put(clone, key, try get(object, key), .configurable) }
        return .object(clone)
    }

    private mutating func installBody(_ prototype: ObjectID) {
        for (name, isJSON) in [("text", false), ("json", true)] {
            define(prototype, name, 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                machine.readBody(arguments, asJSON: isJSON)
            }
        }
        defineGetter(prototype, key("bodyUsed"), "bodyUsed") { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            .boolean(try machine.response(arguments.thisValue).isUsed)
        }
    }

    // MARK: Waiting

    /// https://developers.cloudflare.com/workers/runtime-apis/scheduler/
    private mutating func installScheduler() {
        let scheduler = makeLibraryObject()
        define(scheduler, "wait", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let promise = machine.makePromise()
            do throws(Abrupt) {
                try machine.requireRequest()
                machine.settleLater(promise, .undefined, after: try machine.nanoseconds(machine.argument(arguments, 0)))
            } catch {
                machine.settleAbrupt(promise, error)
            }
            return .object(machine.promiseObject(promise))
        }
        put(realm.global, key("scheduler"), .object(scheduler), .hidden)
    }
}
