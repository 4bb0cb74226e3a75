import Hashing
import JavaScript
import Text

/// What `node:buffer` and `node:crypto` need of the simulator: texts and bytes, hashes, and chance.
extension Machine {
    mutating func installBytesBinding(_ binding: ObjectID) {
        define(binding, "setBufferPrototype", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            if case .object(let prototype) = machine.argument(arguments, 0) { machine.commonJS.bufferPrototype = prototype }
            return .undefined
        }
        define(binding, "encode", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .string(let text) = machine.argument(arguments, 0) else { return .undefined }
            let encoding = BytesEncoding(rawValue: try machine.toText(machine.argument(arguments, 1))) ?? .utf8
            let units = Array(machine.strings.codeUnits(text))
            try machine.afford(Self.lookupSteps + units.count >> 3)
            return .object(try machine.makeBytes(encoding.bytes(of: units)))
        }
        define(binding, "decode", 4) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let view = machine.argument(arguments, 0)
            let bytes = machine.bytes(of: view)
            let encoding = BytesEncoding(rawValue: try machine.toText(machine.argument(arguments, 1))) ?? .utf8
            let start = try machine.toNumber(machine.argument(arguments, 2))
            let end = try machine.toNumber(machine.argument(arguments, 3))
            let lower = Self.index(start, in: bytes.count)
            let upper = max(lower, Self.index(end, in: bytes.count))
            try machine.afford(Self.lookupSteps + (upper - lower) >> 3)
            return machine.stringValue(encoding.units(of: bytes[(bytes.startIndex + lower)..<(bytes.startIndex + upper)]))
        }
        define(binding, "hash", 4) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard let function = HashFunction(rawValue: try machine.toText(machine.argument(arguments, 0))) else { return .undefined }
            let (view, key) = (machine.argument(arguments, 1), machine.argument(arguments, 2))
            let bytes = Array(machine.bytes(of: view))
            try machine.afford(Self.hashSteps + bytes.count >> 3)
            let secret = Array(machine.bytes(of: key))
            let asked = machine.argument(arguments, 3)
            let length = asked.isUndefined ? nil : Int(try machine.toNumber(asked))
            if let length { try machine.afford(length >> 3) }
            let digest =
                key.isUndefined ? function.digest(of: bytes, length: length) : function.authenticationCode(of: bytes, key: secret)
            return .object(try machine.makeBytes(digest))
        }
        define(binding, "fillRandom", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            _ = try machine.fillByChance(machine.argument(arguments, 0), bytesOfStep: 8)
            return .undefined
        }
        define(binding, "random", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            .number(Double(machine.realm.random.next() >> 11) * 0x1p-53)
        }
    }

    /// A number as an index among so many bytes.
    private static func index(_ number: Double, in count: Int) -> Int {
        if !(number > 0) { return 0 }
        return number >= Double(count) ? count : Int(number)
    }

    /// What a hash costs beside its bytes.
    private static var hashSteps: Int { 64 }

    /// The bytes that a view shows; none of any other value.
    private func bytes(of value: Value) -> ArraySlice<UInt8> {
        guard case .object(let object) = value, heap[object].kind == .typedArray || heap[object].kind == .dataView else { return [] }
        return bytes(of: view(object))
    }

    /// `<Buffer 61 62>`, for an object that is one. https://nodejs.org/api/buffer.html#buffers-and-character-encodings
    mutating func bufferLook(_ object: ObjectID) -> String? {
        guard !commonJS.bufferPrototype.isNone, heap[object].kind == .typedArray else { return nil }
        var prototype = heap[object].prototype
        var hops = 0
        while !prototype.isNone, prototype != commonJS.bufferPrototype { prototype = nextPrototype(of: prototype, &hops) }
        guard !prototype.isNone else { return nil }
        let all = bytes(of: view(object))
        let shown = 50
        budget.steps += shown
        let digits = all.prefix(shown).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
        let rest = all.count > shown ? " ... \(counted(all.count - shown, "more byte"))" : ""
        return "<\(constructorName(object) ?? "Buffer") \(digits)\(rest)>"
    }
}
