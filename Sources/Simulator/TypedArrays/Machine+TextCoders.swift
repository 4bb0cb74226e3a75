import JavaScript

/// TextEncoder and TextDecoder. https://encoding.spec.whatwg.org/#api
extension Machine {
    mutating func installTextCoders() {
        guard host.globals.hasWebNames else { return }
        installTextEncoder()
        installTextDecoder()
    }

    private mutating func withCode(_ error: Abrupt, _ code: String) -> Abrupt {
        if case .thrown(.object(let object)) = error, host.globals.webErrorsHaveCodes { put(object, key("code"), string(code)) }
        return error
    }

    private mutating func installTextEncoder() {
        let prototype = makeLibraryObject()
        defineConstructor("TextEncoder", 0, prototype: prototype) { machine, arguments throws(Abrupt) in
            try machine.requireNewClass(arguments, "TextEncoder")
            let own = try machine.prototypeFromConstructor(arguments.newTarget, prototype)
            return .object(machine.heap.makeObject(.textEncoder, prototype: own))
        }
        defineListedGetter(prototype, "encoding") { machine, arguments throws(Abrupt) in
            try machine.requireEncoder(arguments)
            return machine.string("utf-8")
        }
        defineListed(prototype, "encode", 0) { machine, arguments throws(Abrupt) in
            try machine.requireEncoder(arguments)
            let value = machine.argument(arguments, 0)
            let text = value.isUndefined ? "" : try machine.toText(value)
            machine.budget.countCloseWork(text.utf8.count)
            return .object(try machine.makeBytes(Array(text.utf8)))
        }
        defineListed(prototype, "encodeInto", 2) { machine, arguments throws(Abrupt) in
            try machine.requireEncoder(arguments)
            let text = try machine.toText(machine.argument(arguments, 0))
            guard case .object(let target) = machine.argument(arguments, 1), machine.heap[target].kind == .typedArray,
                machine.view(target).kind == .uint8
            else {
                let error = machine.typeError(
                    "The \"dest\" argument must be an instance of Uint8Array.")
                throw machine.withCode(error, "ERR_INVALID_ARG_TYPE")
            }
            let room = machine.typedLength(target)
            machine.budget.countCloseWork(text.utf8.count)
            // As many whole characters as there is room for.
            var end = text.utf8.index(text.startIndex, offsetBy: room, limitedBy: text.endIndex) ?? text.endIndex
            while end > text.startIndex, end < text.endIndex, text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
            let bytes = Array(text.utf8[..<end])
            let read = text[..<end].utf16.count
            machine.setBytes(of: machine.view(target), to: bytes)
            let result = machine.heap.makeObject(.ordinary, prototype: machine.realm.objectPrototype)
            machine.put(result, machine.key("read"), Value(read))
            machine.put(result, machine.key("written"), Value(bytes.count))
            return .object(result)
        }
        defineTag(prototype, "TextEncoder")
    }

    private mutating func requireEncoder(_ arguments: Arguments) throws(Abrupt) {
        guard case .object(let object) = arguments.thisValue, heap[object].kind == .textEncoder else {
            throw withCode(typeError("Value of \"this\" must be of type TextEncoder"), "ERR_INVALID_THIS")
        }
    }

    // MARK: TextDecoder

    /// A decoder that is made, whose label is looked up among forty.
    private static let decoderSteps = 20

    private mutating func installTextDecoder() {
        let prototype = makeLibraryObject()
        defineConstructor("TextDecoder", 0, prototype: prototype) { machine, arguments throws(Abrupt) in
            try machine.requireNewClass(arguments, "TextDecoder")
            let label = machine.argument(arguments, 0)
            let name = label.isUndefined ? "utf-8" : try machine.toText(label)
            try machine.afford(Self.decoderSteps + name.utf8.count)
            guard let encoding = TextDecoding.Encoding(label: name) else {
                throw machine.withCode(machine.rangeError("The \"\(name)\" encoding is not supported"), "ERR_ENCODING_NOT_SUPPORTED")
            }
            var flags = [false, false]
            if case .object(let options) = machine.argument(arguments, 1) {
                for (index, name) in ["fatal", "ignoreBOM"].enumerated() {
                    let value = try machine.get(options, machine.key(name))
                    flags[index] = machine.toBoolean(value)
                }
            }
            let own = try machine.prototypeFromConstructor(arguments.newTarget, prototype)
            machine.heap.decoders.append(TextDecoding(encoding, isFatal: flags[0], ignoresMark: flags[1]))
            return .object(machine.heap.makeObject(.textDecoder, prototype: own, payload: Int32(machine.heap.decoders.count - 1)))
        }
        defineListedGetter(prototype, "encoding") { machine, arguments throws(Abrupt) in
            let decoder = try machine.thisDecoder(arguments)
            return machine.string(machine.heap.decoders[decoder].encoding.rawValue)
        }
        defineListedGetter(prototype, "fatal") { machine, arguments throws(Abrupt) in
            let decoder = try machine.thisDecoder(arguments)
            return .boolean(machine.heap.decoders[decoder].isFatal)
        }
        defineListedGetter(prototype, "ignoreBOM") { machine, arguments throws(Abrupt) in
            let decoder = try machine.thisDecoder(arguments)
            return .boolean(machine.heap.decoders[decoder].ignoresMark)
        }
        defineListed(prototype, "decode", 0) { machine, arguments throws(Abrupt) in
            let decoder = try machine.thisDecoder(arguments)
            let bytes = try machine.bytesOfView(machine.argument(arguments, 0))
            var goesOn = false
            if case .object(let options) = machine.argument(arguments, 1) {
                let value = try machine.get(options, machine.key("stream"))
                goesOn = machine.toBoolean(value)
            }
            try machine.afford(Self.lookupSteps + machine.heap.decoders[decoder].work(for: bytes))
            guard let units = machine.heap.decoders[decoder].decode(bytes, goesOn: goesOn) else {
                let encoding = machine.heap.decoders[decoder].encoding.rawValue
                throw machine.withCode(
                    machine.typeError("The encoded data was not valid for encoding \(encoding)"), "ERR_ENCODING_INVALID_ENCODED_DATA")
            }
            return machine.stringValue(units)
        }
        defineTag(prototype, "TextDecoder")
    }

    private mutating func thisDecoder(_ arguments: Arguments) throws(Abrupt) -> Int {
        guard case .object(let object) = arguments.thisValue, heap[object].kind == .textDecoder else {
            throw withCode(typeError("Value of \"this\" must be of type TextDecoder"), "ERR_INVALID_THIS")
        }
        return Int(heap[object].payload)
    }

    /// The bytes of a buffer, or of what looks into one.
    mutating func bytesOfView(_ value: Value) throws(Abrupt) -> ArraySlice<UInt8> {
        if value.isUndefined { return [] }
        if case .object(let object) = value {
            switch heap[object].kind {
            case .arrayBuffer: return heap.buffers[heap[object].payload].bytes[...]
            case .typedArray, .dataView: return bytes(of: view(object))
            default: break
            }
        }
        let message = "The \"list\" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView."
        throw withCode(typeError(message), "ERR_INVALID_ARG_TYPE")
    }

    /// What a console shows of a decoder, or of an encoder.
    mutating func text(ofCoder object: ObjectID) -> String {
        guard heap[object].kind == .textDecoder else { return "{ encoding: 'utf-8' }" }
        let decoder = heap.decoders[Int(heap[object].payload)]
        return "TextDecoder { encoding: '\(decoder.encoding.rawValue)', fatal: \(decoder.isFatal), ignoreBOM: \(decoder.ignoresMark) }"
    }
}
