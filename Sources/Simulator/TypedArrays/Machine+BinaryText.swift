import JavaScript

/// `toBase64`, `fromHex` and their kin. https://tc39.es/ecma262/#sec-uint8array.prototype.tobase64
extension Machine {
    mutating func installBinaryText(_ constructor: ObjectID, _ prototype: ObjectID) {
        define(prototype, "toBase64", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.thisBytes(arguments, "toBase64")
            let options = try machine.optionsObject(machine.argument(arguments, 0))
            let isURL = try machine.isURLAlphabet(options)
            var omitsPadding = false
            if let options { omitsPadding = machine.toBoolean(try machine.get(options, machine.key("omitPadding"))) }
            let bytes = try machine.countedBytes(of: object)
            return machine.stringValue(BinaryText.base64(bytes, isURL: isURL, omitsPadding: omitsPadding))
        }
        define(prototype, "toHex", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.thisBytes(arguments, "toHex")
            let bytes = try machine.countedBytes(of: object)
            return machine.stringValue(BinaryText.hexadecimal(bytes))
        }
        define(constructor, "fromBase64", 1) { machine, arguments throws(Abrupt) in
            let text = try machine.binaryText(machine.argument(arguments, 0))
            let (isURL, lastChunk) = try machine.base64Options(machine.argument(arguments, 1))
            let reading = BinaryText.fromBase64(text, isURL: isURL, lastChunk: lastChunk, most: .max)
            return try machine.madeBytes(reading)
        }
        define(constructor, "fromHex", 1) { machine, arguments throws(Abrupt) in
            let text = try machine.binaryText(machine.argument(arguments, 0))
            return try machine.madeBytes(BinaryText.fromHexadecimal(text, most: .max))
        }
        define(prototype, "setFromBase64", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisBytes(arguments, "setFromBase64")
            let text = try machine.binaryText(machine.argument(arguments, 0))
            let (isURL, lastChunk) = try machine.base64Options(machine.argument(arguments, 1))
            let room = try machine.room(of: object)
            return try machine.write(BinaryText.fromBase64(text, isURL: isURL, lastChunk: lastChunk, most: room), to: object)
        }
        define(prototype, "setFromHex", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisBytes(arguments, "setFromHex")
            let text = try machine.binaryText(machine.argument(arguments, 0))
            let room = try machine.room(of: object)
            return try machine.write(BinaryText.fromHexadecimal(text, most: room), to: object)
        }
    }

    /// ValidateUint8Array.
    private mutating func thisBytes(_ arguments: Arguments, _ method: String) throws(Abrupt) -> ObjectID {
        guard case .object(let object) = arguments.thisValue, heap[object].kind == .typedArray, view(object).kind == .uint8 else {
            throw incompatibleReceiver(arguments.thisValue, "Uint8Array.prototype.\(method)")
        }
        return object
    }

    /// How many bytes a view has whose buffer is still there.
    private mutating func room(of object: ObjectID) throws(Abrupt) -> Int {
        if let length = heap.buffers.length(of: view(object)) { return length }
        throw typeError("Cannot perform this method on a detached ArrayBuffer")
    }

    /// Its bytes, for a text that has two characters for each.
    private mutating func countedBytes(of object: ObjectID) throws(Abrupt) -> ArraySlice<UInt8> {
        let length = try room(of: object)
        try reserveString(length * 2)
        budget.countWork(length * 2)
        return bytes(of: view(object))
    }

    private mutating func binaryText(_ value: Value) throws(Abrupt) -> [UInt16] {
        guard case .string(let text) = value else { throw typeError("Input must be a string") }
        return units(text)
    }

    private mutating func isURLAlphabet(_ options: ObjectID?) throws(Abrupt) -> Bool {
        guard let options else { return false }
        let given = try get(options, key("alphabet"))
        if given.isUndefined { return false }
        if case .string(let text) = given {
            if strings.text(text) == "base64" { return false }
            if strings.text(text) == "base64url" { return true }
        }
        throw typeError("The alphabet must be \"base64\" or \"base64url\"")
    }

    private mutating func base64Options(_ value: Value) throws(Abrupt) -> (isURL: Bool, lastChunk: BinaryText.LastChunk) {
        let options = try optionsObject(value)
        let isURL = try isURLAlphabet(options)
        guard let options else { return (isURL, .loose) }
        let given = try get(options, key("lastChunkHandling"))
        if given.isUndefined { return (isURL, .loose) }
        if case .string(let text) = given, let known = BinaryText.LastChunk(rawValue: strings.text(text)) { return (isURL, known) }
        throw typeError("lastChunkHandling must be \"loose\", \"strict\" or \"stop-before-partial\"")
    }

    private mutating func madeBytes(_ reading: BinaryText.Reading) throws(Abrupt) -> Value {
        if let problem = reading.problem { throw syntaxError(problem) }
        return .object(try makeBytes(reading.bytes))
    }

    /// SetUint8ArrayBytes, and what is told of it; what was read before an error is written all the same.
    private mutating func write(_ reading: BinaryText.Reading, to object: ObjectID) throws(Abrupt) -> Value {
        setBytes(of: view(object), to: reading.bytes)
        if let problem = reading.problem { throw syntaxError(problem) }
        let result = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        put(result, key("read"), Value(reading.read))
        put(result, key("written"), Value(reading.bytes.count))
        return .object(result)
    }
}
