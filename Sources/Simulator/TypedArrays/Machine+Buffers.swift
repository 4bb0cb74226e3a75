import JavaScript

/// ArrayBuffer and SharedArrayBuffer Objects. https://tc39.es/ecma262/#sec-arraybuffer-objects
extension Machine {
    /// The longest buffer, in bytes.
    private static let longestBuffer = 1 << 33

    mutating func installBuffers() {
        realm.arrayBufferPrototype = makeLibraryObject()
        realm.sharedArrayBufferPrototype = makeLibraryObject()
        for isShared in [false, true] {
            let prototype = isShared ? realm.sharedArrayBufferPrototype : realm.arrayBufferPrototype
            let name = isShared ? "SharedArrayBuffer" : "ArrayBuffer"
            let constructor = defineConstructor(name, 1, prototype: prototype) { machine, arguments throws(Abrupt) in
                try machine.requireNew(arguments, name)
                return try machine.constructBuffer(arguments, isShared: isShared)
            }
            if isShared {
                realm.sharedArrayBufferConstructor = .object(constructor)
            } else {
                realm.arrayBufferConstructor = .object(constructor)
            }
            defineGetter(constructor, .symbol(realm.symbolSpecies), "[Symbol.species]") { _, arguments throws(Abrupt) in
                arguments.thisValue
            }
            if !isShared {
                define(constructor, "isView", 1) { machine, arguments throws(Abrupt) in
                    guard case .object(let object) = machine.argument(arguments, 0) else { return .boolean(false) }
                    return .boolean(machine.heap[object].kind == .typedArray || machine.heap[object].kind == .dataView)
                }
            }
            installBufferProperties(prototype, name, isShared)
            defineTag(prototype, name)
        }
    }

    /// What a buffer costs beside its bytes, which are a piece of memory of their own.
    private static let bufferSteps = 6

    /// A new buffer's record: all zeros.
    mutating func allocateBuffer(_ length: Int, maximum: Int? = nil, isShared: Bool = false) throws(Abrupt) -> Int32 {
        guard length <= Self.longestBuffer, maximum ?? 0 <= Self.longestBuffer else { throw rangeError("Array buffer allocation failed") }
        if length > 1 << 12, byteCount + length > limits.heapBytes { throw .blocked(.limit(.heap)) }
        budget.steps += Self.bufferSteps
        budget.countWork(length)
        try checkCountedWork()
        return heap.buffers.add(BufferRecord(bytes: [UInt8](repeating: 0, count: length), maximum: maximum, isShared: isShared))
    }

    mutating func makeBufferObject(_ buffer: Int32, prototype: ObjectID? = nil) -> ObjectID {
        let own = heap.buffers[buffer].isShared ? realm.sharedArrayBufferPrototype : realm.arrayBufferPrototype
        return heap.makeObject(.arrayBuffer, prototype: prototype ?? own, payload: buffer)
    }

    private mutating func constructBuffer(_ arguments: Arguments, isShared: Bool) throws(Abrupt) -> Value {
        let length = try toIndex(argument(arguments, 0), "Invalid array buffer length")
        // GetArrayBufferMaxByteLengthOption
        var maximum: Int?
        if case .object(let options) = argument(arguments, 1) {
            let value = try get(options, key("maxByteLength"))
            if !value.isUndefined { maximum = try toIndex(value, "Invalid array buffer max length") }
        }
        let fallback = isShared ? realm.sharedArrayBufferPrototype : realm.arrayBufferPrototype
        if let maximum, length > maximum { throw rangeError("Invalid array buffer max length") }
        let prototype = try prototypeFromConstructor(arguments.newTarget, fallback)
        let buffer = try allocateBuffer(length, maximum: maximum, isShared: isShared)
        return .object(makeBufferObject(buffer, prototype: prototype))
    }

    private mutating func thisBuffer(_ value: Value, _ method: String, isShared: Bool) throws(Abrupt) -> Int32 {
        guard case .object(let object) = value, heap[object].kind == .arrayBuffer, heap.buffers[heap[object].payload].isShared == isShared
        else { throw incompatibleReceiver(value, "\(isShared ? "SharedArrayBuffer" : "ArrayBuffer").prototype.\(method)") }
        return heap[object].payload
    }

    private mutating func installBufferProperties(_ prototype: ObjectID, _ name: String, _ isShared: Bool) {
        defineGetter(prototype, key("byteLength"), "byteLength") { machine, arguments throws(Abrupt) in
            Value(machine.heap.buffers[try machine.thisBuffer(arguments.thisValue, "byteLength", isShared: isShared)].bytes.count)
        }
        defineGetter(prototype, key("maxByteLength"), "maxByteLength") { machine, arguments throws(Abrupt) in
            let buffer = machine.heap.buffers[try machine.thisBuffer(arguments.thisValue, "maxByteLength", isShared: isShared)]
            return Value(buffer.maximum ?? buffer.bytes.count)
        }
        let growth = isShared ? "growable" : "resizable"
        defineGetter(prototype, key(growth), growth) { machine, arguments throws(Abrupt) in
            .boolean(machine.heap.buffers[try machine.thisBuffer(arguments.thisValue, growth, isShared: isShared)].maximum != nil)
        }
        define(prototype, isShared ? "grow" : "resize", 1) { machine, arguments throws(Abrupt) in
            try machine.resizeBuffer(arguments, isShared: isShared)
        }
        define(prototype, "slice", 2) { machine, arguments throws(Abrupt) in try machine.sliceBuffer(arguments, isShared: isShared) }
        if isShared { return }
        defineGetter(prototype, key("detached"), "detached") { machine, arguments throws(Abrupt) in
            .boolean(machine.heap.buffers[try machine.thisBuffer(arguments.thisValue, "detached", isShared: false)].isDetached)
        }
        define(prototype, "transfer", 0) { machine, arguments throws(Abrupt) in
            try machine.transferBuffer(arguments, "transfer", keepsMaximum: true)
        }
        define(prototype, "transferToFixedLength", 0) { machine, arguments throws(Abrupt) in
            try machine.transferBuffer(arguments, "transferToFixedLength", keepsMaximum: false)
        }
    }

    private mutating func resizeBuffer(_ arguments: Arguments, isShared: Bool) throws(Abrupt) -> Value {
        let method = isShared ? "grow" : "resize"
        let name = "\(isShared ? "SharedArrayBuffer" : "ArrayBuffer").prototype.\(method)"
        let buffer = try thisBuffer(arguments.thisValue, method, isShared: isShared)
        guard heap.buffers[buffer].maximum != nil else { throw incompatibleReceiver(arguments.thisValue, name) }
        let message = "\(name): Invalid length parameter"
        let length = try toIndex(argument(arguments, 0), message)
        // The bytes stay where they are only as long as nobody else holds them.
        let count = heap.buffers[buffer].bytes.count
        if heap.buffers[buffer].isDetached { throw typeError("Cannot perform \(name) on a detached ArrayBuffer") }
        guard length <= heap.buffers[buffer].maximum ?? 0, !isShared || length >= count else { throw rangeError(message) }
        if length > count, byteCount + length > limits.heapBytes { throw .blocked(.limit(.heap)) }
        budget.countWork(max(length, count))
        heap.buffers.resize(buffer, to: length)
        return .undefined
    }

    /// https://tc39.es/ecma262/#sec-arraybuffer.prototype.slice
    private mutating func sliceBuffer(_ arguments: Arguments, isShared: Bool) throws(Abrupt) -> Value {
        let name = isShared ? "SharedArrayBuffer" : "ArrayBuffer"
        let buffer = try thisBuffer(arguments.thisValue, "slice", isShared: isShared)
        func detached(_ machine: inout Machine) -> Abrupt {
            machine.typeError("Cannot perform \(name).prototype.slice on a detached ArrayBuffer")
        }
        if heap.buffers[buffer].isDetached { throw detached(&self) }
        let count = heap.buffers[buffer].bytes.count
        let start = try relativeIndex(argument(arguments, 0), count, missing: 0)
        let end = try relativeIndex(argument(arguments, 1), count, missing: count)
        let length = max(end - start, 0)
        guard case .object(let object) = arguments.thisValue else { return .undefined }
        let constructor = try speciesConstructor(object, isShared ? realm.sharedArrayBufferConstructor : realm.arrayBufferConstructor)
        let made = try construct(constructor, arguments: [Value(length)])
        guard case .object(let new) = made, heap[new].kind == .arrayBuffer, heap.buffers[heap[new].payload].isShared == isShared else {
            throw incompatibleReceiver(made, "\(name).prototype.slice")
        }
        let target = heap[new].payload
        if heap.buffers[target].isDetached { throw detached(&self) }
        if target == buffer { throw typeError("ArrayBuffer subclass returned this from species constructor") }
        if heap.buffers[target].bytes.count < length { throw typeError("Species constructor returned a too small ArrayBuffer") }
        if heap.buffers[buffer].isDetached { throw detached(&self) }
        let available = heap.buffers[buffer].bytes.count
        if start < available {
            budget.countWork(length)
            heap.buffers.copy(from: buffer, at: start, to: target, at: 0, count: min(length, available - start))
        }
        return made
    }

    /// ArrayBufferCopyAndDetach. https://tc39.es/ecma262/#sec-arraybuffercopyanddetach
    private mutating func transferBuffer(_ arguments: Arguments, _ method: String, keepsMaximum: Bool) throws(Abrupt) -> Value {
        let buffer = try thisBuffer(arguments.thisValue, method, isShared: false)
        let wanted = argument(arguments, 0)
        let length =
            wanted.isUndefined ? heap.buffers[buffer].bytes.count : try toIndex(wanted, "Invalid array buffer length")
        if heap.buffers[buffer].isDetached {
            throw typeError("Cannot perform ArrayBuffer.prototype.\(method) on a detached ArrayBuffer")
        }
        let maximum = keepsMaximum ? heap.buffers[buffer].maximum : nil
        if let maximum, length > maximum { throw rangeError("Invalid array buffer length") }
        let new = try allocateBuffer(length, maximum: maximum)
        heap.buffers.copy(from: buffer, at: 0, to: new, at: 0, count: min(length, heap.buffers[buffer].bytes.count))
        heap.buffers.detach(buffer)
        return .object(makeBufferObject(new))
    }
}
