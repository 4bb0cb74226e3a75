import Hosts
import JavaScript
import Scenario
import Trace

/// What a handler is called with: the request, its environment, and its context.
extension Machine {
    /// https://fetch.spec.whatwg.org/#request-class
    mutating func makeRequest(_ context: Int32) -> ObjectID {
        guard let asked = program.scenario?.service.requests[requests[context].number] else { return makeLibraryObject() }
        let headers = makeHeaders(asked.headers.map { ($0.name, $0.value) })
        return makeRequest(
            url: asked.url, method: asked.method, headers: headers, body: asked.body ?? "", context: context, isUsed: false)
    }

    mutating func makeRequest(
        url: String, method: String, headers: ObjectID, body: String, context: Int32, isUsed: Bool
    ) -> ObjectID {
        budget.keep(url)
        budget.keep(body)
        heap.responses.append(
            ResponseRecord(url: strings.make(url), status: 0, body: strings.make(body), isUsed: isUsed, context: context, headers: headers))
        let object = heap.makeObject(.response, prototype: realm.service.requestPrototype, payload: Int32(heap.responses.count - 1))
        put(object, key("method"), string(method), .configurable)
        put(object, key("headers"), .object(headers), .configurable)
        return object
    }

    /// https://developers.cloudflare.com/workers/runtime-apis/context/
    mutating func makeRequestContext(_ context: Int32) -> ObjectID {
        let object = makeLibraryObject()
        define(object, "waitUntil", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let promise = try machine.promiseResolve(machine.argument(arguments, 0))
            machine.requests[context].extensions += 1
            machine.performThen(promise, .extension(context))
            return .undefined
        }
        define(object, "passThroughOnException", 0) { (_: inout Machine, _: Arguments) throws(Abrupt) -> Value in .undefined }
        return object
    }

    /// https://developers.cloudflare.com/workers/runtime-apis/bindings/
    mutating func makeEnvironment() -> ObjectID {
        let environment = makeLibraryObject()
        for binding in program.scenario?.service.bindings ?? [] {
            let value: Value
            switch binding.value {
            case .text(let text): value = string(text)
            case .json(let text): value = (try? parseJSON(strings.make(text))) ?? .undefined
            case .cryptoKey(let algorithm):
                value = .object(
                    makeCryptoKey(algorithm: string(algorithm), isExtractable: false, usages: ["sign", "verify"].map { string($0) }))
            case .store(let entries, let delay): value = .object(makeStore(entries, delay: delay.nanoseconds))
            }
            put(environment, key(binding.name), value)
        }
        return environment
    }

    /// A namespace of texts by their keys. https://developers.cloudflare.com/kv/api/read-key-value-pairs/
    private mutating func makeStore(_ entries: [(key: String, text: String)], delay: Int64) -> ObjectID {
        let map = makeCollection(.map, prototype: realm.mapPrototype)
        for entry in entries { collectionSet(map, string(entry.key), string(entry.text)) }
        let store = makeLibraryObject()
        func operation(_ name: String, _ length: Int32, _ body: @escaping (inout Machine, Arguments) throws(Abrupt) -> Value) {
            define(store, name, length) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let promise = machine.makePromise()
                do throws(Abrupt) {
                    try machine.requireRequest()
                    let value = try body(&machine, arguments)
                    machine.settleLater(promise, value, after: delay)
                } catch {
                    machine.settleAbrupt(promise, error)
                }
                return .object(machine.promiseObject(promise))
            }
        }
        operation("get", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let name = machine.string(try machine.toText(machine.argument(arguments, 0)))
            guard let found = machine.collectionGet(map, name) else { return .null }
            guard case .string(let type) = machine.argument(arguments, 1), machine.strings.text(type) == "json",
                case .string(let text) = found
            else { return found }
            return try machine.parseJSON(text)
        }
        operation("put", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let name = machine.string(try machine.toText(machine.argument(arguments, 0)))
            let text = machine.string(try machine.toText(machine.argument(arguments, 1)))
            machine.collectionSet(map, name, text)
            return .undefined
        }
        operation("delete", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let name = machine.string(try machine.toText(machine.argument(arguments, 0)))
            _ = machine.collectionDelete(map, name)
            return .undefined
        }
        return store
    }
}
