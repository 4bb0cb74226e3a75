import Hashing
import JavaScript

/// Bytes, as the texts of the library need them.
extension Machine {
    mutating func addBytes(to binding: ObjectID) {
        define(binding, "utf8", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let bytes = Array(try machine.toText(machine.argument(arguments, 0)).utf8)
            return .object(try machine.makeBytes(bytes))
        }
        // UTF-8 decode, whose second argument says whether a byte order mark stays.
        define(binding, "text", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let bytes = try machine.bytesOfView(machine.argument(arguments, 0))
            var decoding = TextDecoding(.utf8, isFatal: false, ignoresMark: machine.toBoolean(machine.argument(arguments, 1)))
            try machine.afford(bytes.count >> 3)
            return machine.stringValue(decoding.decode(bytes, goesOn: false) ?? [])
        }
        define(binding, "transfer", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = machine.argument(arguments, 0), machine.heap[object].kind == .arrayBuffer else {
                throw machine.typeError("The argument must be an ArrayBuffer")
            }
            return .object(try machine.transferred(object))
        }
        define(binding, "isDetached", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = machine.argument(arguments, 0), machine.heap[object].kind == .arrayBuffer else {
                return .boolean(false)
            }
            return .boolean(machine.heap.buffers[machine.heap[object].payload].isDetached)
        }
        define(binding, "kindOf", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = machine.argument(arguments, 0) else { return .undefined }
            switch machine.heap[object].kind {
            case .arrayBuffer: return machine.string(machine.heap.buffers[machine.heap[object].payload].isShared ? "shared" : "buffer")
            case .typedArray: return machine.string(machine.view(object).kind.name + "Array")
            case .dataView: return machine.string("DataView")
            default: return .undefined
            }
        }
        define(binding, "fill", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.requireRequest()
            return try machine.fillByChance(machine.argument(arguments, 0), bytesOfStep: 4)
        }
        define(binding, "uuid", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            try machine.requireRequest()
            return machine.string(machine.randomUUID())
        }
        addHashes(to: binding)
    }

    /// `digest(name, bytes)` and `hmac(name, key, bytes)`, each an ArrayBuffer.
    private mutating func addHashes(to binding: ObjectID) {
        define(binding, "digest", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard let function = HashFunction(rawValue: try machine.toText(machine.argument(arguments, 0))) else { return .undefined }
            let bytes = Array(try machine.bytesOfView(machine.argument(arguments, 1)))
            try machine.afford(bytes.count >> 4)
            return .object(machine.makeBuffer(function.digest(of: bytes)))
        }
        define(binding, "hmac", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard let function = HashFunction(rawValue: try machine.toText(machine.argument(arguments, 0))) else { return .undefined }
            let key = Array(try machine.bytesOfView(machine.argument(arguments, 1)))
            let bytes = Array(try machine.bytesOfView(machine.argument(arguments, 2)))
            try machine.afford((key.count + bytes.count) >> 4)
            return .object(machine.makeBuffer(function.authenticationCode(of: bytes, key: key)))
        }
    }

    private mutating func makeBuffer(_ bytes: [UInt8]) -> ObjectID {
        makeBufferObject(heap.buffers.add(BufferRecord(bytes: bytes, maximum: nil)))
    }

    /// The same buffer as another object, which leaves this one without any. https://tc39.es/ecma262/#sec-arraybuffercopyanddetach
    private mutating func transferred(_ object: ObjectID) throws(Abrupt) -> ObjectID {
        let record = heap.buffers[heap[object].payload]
        guard !record.isDetached, !record.isShared else { throw typeError("Cannot transfer the ArrayBuffer") }
        let copy = heap.buffers.add(BufferRecord(bytes: record.bytes, maximum: record.maximum))
        budget.countWork(record.bytes.count)
        heap.buffers.detach(heap[object].payload)
        return makeBufferObject(copy)
    }
}
