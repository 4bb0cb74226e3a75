import JavaScript

/// The TypedArray constructors. https://tc39.es/ecma262/#sec-typedarray-constructors
extension Machine {
    mutating func installTypedArrays() {
        installBuffers()
        installDataViews()
        let prototype = makeLibraryObject()
        let abstract = makeNative("TypedArray", 0, isConstructor: true) { machine, _ throws(Abrupt) in
            throw machine.typeError("Abstract class TypedArray not directly constructable")
        }
        put(abstract, .known(.prototype), .object(prototype), [])
        put(prototype, .known(.constructor), .object(abstract), .hidden)
        defineGetter(abstract, .symbol(realm.symbolSpecies), "[Symbol.species]") { _, arguments throws(Abrupt) in arguments.thisValue }
        installTypedStatics(abstract)
        installTypedAccess(prototype)
        installTypedChanging(prototype)
        installTypedIteration(prototype)
        for kind in ElementKind.allCases {
            let own = makeLibraryObject(prototype)
            realm.typedArrayPrototypes.append(own)
            let name = kind.name + "Array"
            let constructor = defineConstructor(name, 3, prototype: own) { machine, arguments throws(Abrupt) in
                try machine.requireNew(arguments, name)
                return .object(try machine.constructTyped(kind, arguments))
            }
            heap[constructor].prototype = abstract
            realm.typedArrayConstructors.append(.object(constructor))
            for object in [constructor, own] { put(object, key("BYTES_PER_ELEMENT"), Value(kind.size), []) }
            if kind == .uint8 { installBinaryText(constructor, own) }
        }
        installAtomics()
    }

    /// A typed array of that kind over a new buffer.
    mutating func makeTyped(_ kind: ElementKind, length: Int, prototype: ObjectID? = nil) throws(Abrupt) -> ObjectID {
        guard length <= 1 << 33 else { throw rangeError("Invalid typed array length: \(length)") }
        let buffer = try allocateBuffer(length * kind.size)
        let object = makeBufferObject(buffer)
        return makeTyped(ViewRecord(bufferObject: object, buffer: buffer, kind: kind, offset: 0, length: length), prototype: prototype)
    }

    mutating func makeTyped(_ view: ViewRecord, prototype: ObjectID? = nil) -> ObjectID {
        budget.steps += 2
        heap.buffers.views.append(view)
        return heap.makeObject(
            .typedArray, prototype: prototype ?? realm.typedArrayPrototypes[Int(view.kind.rawValue)],
            payload: Int32(heap.buffers.views.count - 1))
    }

    /// https://tc39.es/ecma262/#sec-typedarray
    private mutating func constructTyped(_ kind: ElementKind, _ arguments: Arguments) throws(Abrupt) -> ObjectID {
        let fallback = realm.typedArrayPrototypes[Int(kind.rawValue)]
        let first = argument(arguments, 0)
        guard case .object(let source) = first else {
            let text = plainText(of: first)
            let length = try toIndex(first, "Invalid typed array length: \(text)")
            let prototype = try prototypeFromConstructor(arguments.newTarget, fallback)
            return try makeTyped(kind, length: length, prototype: prototype)
        }
        let prototype = try prototypeFromConstructor(arguments.newTarget, fallback)
        switch heap[source].kind {
        case .typedArray: return try typed(kind, copying: source, prototype)
        case .arrayBuffer: return try typed(kind, over: source, argument(arguments, 1), argument(arguments, 2), prototype)
        default: break
        }
        let values = try listOfElements(source)
        let object = try makeTyped(kind, length: values.count, prototype: prototype)
        for (index, value) in values.enumerated() {
            try countStep()
            try setTypedElement(object, index, value)
        }
        return object
    }

    /// The values of an iterable, or of what is like an array.
    private mutating func listOfElements(_ source: ObjectID) throws(Abrupt) -> [Value] {
        let method = try getMethod(.object(source), .symbol(realm.symbolIterator))
        if method.isUndefined {
            let length = try lengthOfArrayLike(source)
            guard length <= 1 << 33 else { throw rangeError("Invalid typed array length: \(length)") }
            var values: [Value] = []
            for index in 0..<length {
                try countStep()
                values.append(try getElement(source, index))
                try reserveHeap(values: values.count)
            }
            return values
        }
        return try list(of: .object(source), by: method)
    }

    /// IteratorToList of GetIteratorFromMethod.
    mutating func list(of source: Value, by method: Value) throws(Abrupt) -> [Value] {
        let iterator = try call(method, source)
        guard case .object(let object) = iterator else { throw typeError("Result of the Symbol.iterator method is not an object") }
        let record = Iterator(iterator: iterator, next: try get(object, .known(.next)))
        var values: [Value] = []
        while let value = try stepValue(record) {
            try countStep()
            values.append(value)
            try reserveHeap(values: values.count)
        }
        return values
    }

    /// InitializeTypedArrayFromTypedArray. https://tc39.es/ecma262/#sec-initializetypedarrayfromtypedarray
    private mutating func typed(_ kind: ElementKind, copying source: ObjectID, _ prototype: ObjectID) throws(Abrupt) -> ObjectID {
        let other = view(source)
        guard let length = heap.buffers.length(of: other) else { throw typeError("Cannot perform Construct on a detached ArrayBuffer") }
        if kind.isBigInt != other.kind.isBigInt { throw typeError("Cannot mix BigInt and other types, use explicit conversions") }
        let object = try makeTyped(kind, length: length, prototype: prototype)
        copyElements(from: other, at: 0, to: view(object), at: 0, count: length)
        return object
    }

    /// Copies elements of one content type, which cannot throw.
    mutating func copyElements(from source: ViewRecord, at start: Int, to target: ViewRecord, at end: Int, count: Int) {
        if source.kind == target.kind {
            let size = source.kind.size
            budget.countWork(count * size)
            heap.buffers.copy(
                from: source.buffer, at: source.offset + start * size, to: target.buffer, at: target.offset + end * size,
                count: count * size)
            return
        }
        // Each is made another number.
        budget.steps += count
        var all: [UInt64] = []
        for index in start..<start + count {
            let bits = heap.buffers.bits(source.buffer, at: source.offset + index * source.kind.size, size: source.kind.size)
            all.append(source.kind.isBigInt ? bits : target.kind.bits(of: source.kind.number(ofBits: bits)))
        }
        for (index, bits) in all.enumerated() {
            heap.buffers.setBits(target.buffer, at: target.offset + (end + index) * target.kind.size, size: target.kind.size, bits)
        }
    }

    /// InitializeTypedArrayFromArrayBuffer. https://tc39.es/ecma262/#sec-initializetypedarrayfromarraybuffer
    private mutating func typed(
        _ kind: ElementKind, over buffer: ObjectID, _ start: Value, _ wanted: Value, _ prototype: ObjectID
    ) throws(Abrupt) -> ObjectID {
        let name = kind.name + "Array"
        let offset = try toIndex(start, "Start offset is too large:")
        if offset % kind.size != 0 { throw rangeError("start offset of \(name) should be a multiple of \(kind.size)") }
        let number = wanted.isUndefined ? nil : try toIndex(wanted, "Invalid typed array length: \(plainText(of: wanted))")
        let index = heap[buffer].payload
        if heap.buffers[index].isDetached { throw typeError("Cannot perform Construct on a detached ArrayBuffer") }
        let count = heap.buffers[index].bytes.count
        var length = number
        if let number {
            if offset + number * kind.size > count { throw rangeError("Invalid typed array length: \(number)") }
        } else {
            if heap.buffers[index].maximum == nil {
                if count % kind.size != 0 { throw rangeError("byte length of \(name) should be a multiple of \(kind.size)") }
                length = (count - offset) / kind.size
            }
            if offset > count { throw rangeError("Start offset \(offset) is outside the bounds of the buffer") }
        }
        return makeTyped(
            ViewRecord(bufferObject: buffer, buffer: index, kind: kind, offset: offset, length: length), prototype: prototype)
    }

    // MARK: Other makers

    /// ValidateTypedArray: what a method of the prototype is called on, and its length. https://tc39.es/ecma262/#sec-validatetypedarray
    mutating func validTyped(_ value: Value, _ method: String) throws(Abrupt) -> (object: ObjectID, length: Int) {
        guard case .object(let object) = value, heap[object].kind == .typedArray else { throw typeError("this is not a typed array.") }
        guard let length = heap.buffers.length(of: view(object)) else {
            throw typeError("Cannot perform \(method) on a detached ArrayBuffer")
        }
        return (object, length)
    }

    /// TypedArrayCreateFromCtor. https://tc39.es/ecma262/#sec-typedarraycreatefromctor
    mutating func typedCreate(_ constructor: Value, _ arguments: [Value], _ method: String) throws(Abrupt) -> ObjectID {
        let made = try construct(constructor, arguments: arguments)
        let (object, length) = try validTyped(made, method)
        if arguments.count == 1, case .number(let wanted) = arguments[0], Double(length) < wanted {
            throw typeError("Derived TypedArray constructor created an array which was too small")
        }
        return object
    }

    /// TypedArraySpeciesCreate. https://tc39.es/ecma262/#typedarray-species-create
    mutating func typedSpeciesCreate(_ exemplar: ObjectID, _ arguments: [Value], _ method: String) throws(Abrupt) -> ObjectID {
        let kind = view(exemplar).kind
        let constructor = try speciesConstructor(exemplar, realm.typedArrayConstructors[Int(kind.rawValue)])
        let object = try typedCreate(constructor, arguments, method)
        if view(object).kind.isBigInt != kind.isBigInt { throw typeError("Content type of the source and the new typed array differ") }
        return object
    }

    private mutating func installTypedStatics(_ abstract: ObjectID) {
        define(abstract, "of", 0) { machine, arguments throws(Abrupt) in
            guard machine.isConstructor(arguments.thisValue) else {
                let text = machine.describe(arguments.thisValue)
                throw machine.typeError("\(text) is not a constructor")
            }
            let object = try machine.typedCreate(arguments.thisValue, [Value(Int(arguments.count))], "%TypedArray%.of")
            for index in 0..<arguments.count { try machine.set(object, .index(UInt32(index)), machine.argument(arguments, index)) }
            return .object(object)
        }
        // https://tc39.es/ecma262/#sec-%25typedarray%25.from
        define(abstract, "from", 1) { machine, arguments throws(Abrupt) in
            guard machine.isConstructor(arguments.thisValue) else {
                let text = machine.describe(arguments.thisValue)
                throw machine.typeError("\(text) is not a constructor")
            }
            let map = machine.argument(arguments, 1)
            if !map.isUndefined { try machine.requireCallable(map) }
            let source = machine.argument(arguments, 0)
            let method = try machine.getMethod(source, .symbol(machine.realm.symbolIterator))
            let values: [Value]
            if method.isUndefined {
                let object = try machine.toObject(source)
                let count = try machine.lengthOfArrayLike(object)
                return try machine.typedFrom(arguments, count) { machine, index throws(Abrupt) in try machine.getElement(object, index) }
            } else {
                values = try machine.list(of: source, by: method)
            }
            return try machine.typedFrom(arguments, values.count) { _, index throws(Abrupt) in values[index] }
        }
    }

    private mutating func typedFrom(
        _ arguments: Arguments, _ count: Int, _ element: (inout Machine, Int) throws(Abrupt) -> Value
    ) throws(Abrupt) -> Value {
        let map = argument(arguments, 1)
        let receiver = argument(arguments, 2)
        let object = try typedCreate(arguments.thisValue, [Value(count)], "%TypedArray%.from")
        for index in 0..<count {
            try countStep()
            var value = try element(&self, index)
            if !map.isUndefined { value = try call(map, receiver, value, Value(index)) }
            try set(object, indexKey(index), value)
        }
        return .object(object)
    }
}
