import JavaScript

/// `structuredClone`. https://html.spec.whatwg.org/multipage/structured-data.html#structuredserializeinternal
extension Machine {
    mutating func installCloning() {
        define(realm.global, "structuredClone", 1) { machine, arguments throws(Abrupt) in
            if arguments.count == 0 { throw machine.typeError("The \"value\" argument must be specified") }
            var memory: [ObjectID: ObjectID] = [:]
            return try machine.clone(machine.argument(arguments, 0), &memory)
        }
    }

    private mutating func dataCloneError(_ value: Value) -> Abrupt {
        let message = "\(describe(value)) could not be cloned."
        return .thrown(.object(makeDOMException(message, name: "DataCloneError", prototype: realm.domExceptionPrototype)))
    }

    /// - Parameter memory: what was cloned already, so that shared objects stay shared and cycles end.
    private mutating func clone(_ value: Value, _ memory: inout [ObjectID: ObjectID]) throws(Abrupt) -> Value {
        guard case .object(let object) = value else {
            if case .symbol = value { throw dataCloneError(value) }
            return value
        }
        if let known = memory[object] { return .object(known) }
        nativeDepth += 1
        defer { nativeDepth -= 1 }
        if nativeDepth > Self.nativeDepthLimit { throw stackOverflow() }
        try countStep()
        let record = heap[object]
        switch record.kind {
        case .ordinary, .arguments:
            let copy = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
            memory[object] = copy
            try cloneProperties(of: object, to: copy, &memory)
            return .object(copy)
        case .array:
            let copy = makeArray()
            memory[object] = copy
            try setLength(copy, elementCount(object))
            try cloneProperties(of: object, to: copy, &memory)
            return .object(copy)
        case .map, .set:
            let copy = makeCollection(record.kind, prototype: record.kind == .map ? realm.mapPrototype : realm.setPrototype)
            memory[object] = copy
            for entry in heap.collections[Int(record.payload)].entries where !entry.isDeleted {
                let key = try clone(entry.key, &memory)
                let content = try clone(entry.value, &memory)
                collectionSet(copy, key, content)
            }
            return .object(copy)
        case .date:
            heap.dates.append(heap.dates[Int(record.payload)])
            let copy = heap.makeObject(.date, prototype: realm.datePrototype, payload: Int32(heap.dates.count - 1))
            memory[object] = copy
            return .object(copy)
        case .primitive:
            let content = heap.primitives[Int(record.payload)]
            if case .symbol = content { throw dataCloneError(value) }
            let copy = try toObject(content)
            memory[object] = copy
            return .object(copy)
        case .error: return .object(try cloneError(object, &memory))
        default: throw dataCloneError(value)
        }
    }

    private mutating func cloneProperties(
        of object: ObjectID, to copy: ObjectID, _ memory: inout [ObjectID: ObjectID]
    ) throws(Abrupt) {
        for key in try ownPropertyKeys(object) {
            if case .symbol = key { continue }
            guard let own = try getOwnProperty(object, key), own.attributes.contains(.enumerable) else { continue }
            let content = try get(object, key)
            let cloned = try clone(content, &memory)
            put(copy, key, cloned)
        }
    }

    /// An error keeps its kind when that is one of the language's own, its message and its cause.
    private mutating func cloneError(_ object: ObjectID, _ memory: inout [ObjectID: ObjectID]) throws(Abrupt) -> ObjectID {
        let name = try toText(get(object, .known(.name)))
        let prototypes = [
            "TypeError": realm.typeErrorPrototype, "RangeError": realm.rangeErrorPrototype, "SyntaxError": realm.syntaxErrorPrototype,
            "ReferenceError": realm.referenceErrorPrototype,
        ]
        let copy = makeError(prototypes[name] ?? realm.errorPrototype, nil)
        heap[copy].payload = heap[object].payload
        memory[object] = copy
        if let own = getOwn(object, .known(.message)) {
            if case .accessor = own.value { return copy }
            let message = try toString(own.value)
            put(copy, .known(.message), .string(message), .hidden)
        }
        if let own = getOwn(object, .known(.stack)), case .string = own.value { put(copy, .known(.stack), own.value, .hidden) }
        if let own = getOwn(object, .known(.cause)) {
            let cause = try clone(own.value, &memory)
            put(copy, .known(.cause), cause, .hidden)
        }
        return copy
    }
}
