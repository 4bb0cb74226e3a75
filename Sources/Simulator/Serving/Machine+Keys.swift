import JavaScript

/// `crypto`, as far as its promises and their times go. https://w3c.github.io/webcrypto/
///
/// Deviation: nothing is computed. What would be bytes is an object that says what it is of.
extension Machine {
    /// The operations of `crypto.subtle`, and how many arguments each takes at least.
    private static let operations: [(name: String, length: Int32)] = [
        ("encrypt", 3), ("decrypt", 3), ("sign", 3), ("verify", 4), ("digest", 2), ("deriveKey", 5), ("deriveBits", 2), ("importKey", 5),
        ("exportKey", 2), ("wrapKey", 4), ("unwrapKey", 7),
    ]

    mutating func installKeys() {
        let crypto = makeLibraryObject()
        let subtle = makeLibraryObject()
        realm.service.keyPrototype = makeLibraryObject()
        defineTag(realm.service.keyPrototype, "CryptoKey")
        for operation in Self.operations {
            define(subtle, operation.name, operation.length) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                machine.keyWork(operation.name, arguments)
            }
        }
        // A new key is made of random values.
        define(subtle, "generateKey", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let promise = machine.makePromise()
            do throws(Abrupt) {
                try machine.requireRequest()
                let usages = try machine.list(fromArrayLike: machine.argument(arguments, 2))
                let key = machine.makeCryptoKey(
                    algorithm: try machine.algorithmName(machine.argument(arguments, 0)),
                    isExtractable: machine.toBoolean(machine.argument(arguments, 1)), usages: usages)
                machine.settleKeyWork(promise, .object(key))
            } catch {
                machine.settleAbrupt(promise, error)
            }
            return .object(machine.promiseObject(promise))
        }
        put(crypto, key("subtle"), .object(subtle))
        define(crypto, "randomUUID", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            try machine.requireRequest()
            return machine.string(machine.randomUUID())
        }
        define(crypto, "getRandomValues", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.requireRequest()
            guard case .object(let array) = machine.argument(arguments, 0) else {
                throw machine.typeError("getRandomValues: an array was expected")
            }
            for index in 0..<(try machine.lengthOfArrayLike(array)) {
                try machine.countStep()
                try machine.setElement(array, index, Value(Int(machine.realm.random.next() & 0xFF)))
            }
            return .object(array)
        }
        put(realm.global, key("crypto"), .object(crypto), .hidden)
    }

    /// What making one costs beside a call.
    private static let uuidSteps = 44

    /// A UUID of version 4. https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-4
    mutating func randomUUID() -> String {
        budget.steps += Self.uuidSteps
        var bytes: [UInt8] = []
        while bytes.count < 16 {
            let word = realm.random.next()
            for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * UInt64(shift)))) }
        }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        var text = BinaryText.hexadecimal(bytes[...])
        for place in [20, 16, 12, 8] { text.insert(UInt16(UInt8(ascii: "-")), at: place) }
        return String(decoding: text, as: UTF16.self)
    }

    // MARK: Work with keys

    /// The promise of an operation: settled when it is given back, unless such work takes time.
    private mutating func keyWork(_ name: String, _ arguments: Arguments) -> Value {
        let promise = makePromise()
        do throws(Abrupt) {
            let result: Value
            switch name {
            case "importKey", "unwrapKey", "deriveKey":
                let place: Int32 = name == "importKey" ? 2 : name == "unwrapKey" ? 4 : 2
                let usages = argument(arguments, name == "unwrapKey" ? 6 : 4)
                guard case .object = usages else { throw typeError("Failed to execute '\(name)': the key's usages are no list") }
                result = .object(
                    makeCryptoKey(
                        algorithm: try algorithmName(argument(arguments, place)),
                        isExtractable: toBoolean(argument(arguments, place + 1)), usages: try list(fromArrayLike: usages)))
            case "verify": result = .boolean(true)
            case "sign", "encrypt", "decrypt":
                guard case .object(let key) = argument(arguments, 1), heap[key].prototype == realm.service.keyPrototype else {
                    throw typeError("Failed to execute '\(name)' on 'SubtleCrypto': parameter 2 is not of type 'CryptoKey'.")
                }
                result = .object(makeBytes(of: name))
            default: result = .object(makeBytes(of: name))
            }
            if let time = host.isolates?.keyTime, time > 0 { try requireRequest() }
            settleKeyWork(promise, result)
        } catch {
            settleAbrupt(promise, error)
        }
        return .object(promiseObject(promise))
    }

    private mutating func settleKeyWork(_ promise: PromiseID, _ value: Value) {
        let time = host.isolates?.keyTime ?? 0
        if time > 0 { settleLater(promise, value, after: time) } else { resolvePromise(promise, value) }
    }

    private mutating func algorithmName(_ value: Value) throws(Abrupt) -> Value {
        guard case .object(let object) = value else { return .string(try toString(value)) }
        return .string(try toString(get(object, .known(.name))))
    }

    mutating func makeCryptoKey(algorithm: Value, isExtractable: Bool, usages: [Value]) -> ObjectID {
        let object = heap.makeObject(.ordinary, prototype: realm.service.keyPrototype)
        let name = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        put(name, .known(.name), algorithm)
        put(object, key("type"), string("secret"))
        put(object, key("extractable"), .boolean(isExtractable))
        put(object, key("algorithm"), .object(name))
        put(object, key("usages"), .object(makeArray(usages)))
        return object
    }

    private mutating func makeBytes(of operation: String) -> ObjectID {
        let object = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        put(object, key("byteLength"), .number(32))
        put(object, key("of"), string(operation))
        return object
    }
}
