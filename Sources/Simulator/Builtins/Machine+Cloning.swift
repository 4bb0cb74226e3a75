import Hosts
import JavaScript

/// `structuredClone`. https://html.spec.whatwg.org/multipage/structured-data.html#structuredserializeinternal
///
/// It keeps its own stack: values may nest as deep as they like. What it copies it reads in the order of the text, which getters show.
extension Machine {
    /// An object whose copy is there, and what of it is still to be copied.
    private struct OpenClone {
        enum Rest {
            case properties([PropertyKey])
            /// Keys and values by turns; for a set the keys alone.
            case entries([Value])
            /// The cause of an error.
            case cause(Value)
        }
        var source: ObjectID
        var copy: ObjectID
        var rest: Rest
        var next = 0
        /// The copy of a map's key, while its value is not there.
        var key = Value.undefined
    }

    private struct Cloning {
        var open: [OpenClone] = []
        /// What was cloned already, so that shared objects stay shared and cycles end.
        var memory: [ObjectID: ObjectID] = [:]
    }

    mutating func installCloning() {
        defineListed(realm.global, "structuredClone", 1) { machine, arguments throws(Abrupt) in
            if arguments.count == 0 { throw machine.missingValue() }
            var list = Value.undefined
            if case .object(let options) = machine.argument(arguments, 1) { list = try machine.get(options, machine.key("transfer")) }
            return try machine.clone(machine.argument(arguments, 0), moving: machine.transfer(list))
        }
    }

    private mutating func missingValue() -> Abrupt {
        let message = "The value argument must be specified"
        // Node.js 24 says it so.
        return webError("ERR_MISSING_ARGS", "The \"\(message)\" argument must be specified", elsewhere: message)
    }

    private mutating func dataCloneError(_ value: Value) -> Abrupt {
        domException("\(describe(value)) could not be cloned.", name: "DataCloneError")
    }

    /// - Parameter memory: what has been cloned already.
    mutating func clone(_ value: Value, memory: [ObjectID: ObjectID] = [:]) throws(Abrupt) -> Value {
        var cloning = Cloning(memory: memory)
        let copy = try begin(value, &cloning)
        while let top = cloning.open.last {
            budget.steps += Self.entrySteps
            try countStep()
            let level = cloning.open.count - 1
            let position = top.next
            cloning.open[level].next += 1
            switch top.rest {
            case .properties(let keys):
                guard position < keys.count else {
                    cloning.open.removeLast()
                    continue
                }
                let key = keys[position]
                guard try isEnumerableOwn(top.source, key) else { continue }
                let content = try get(top.source, key)
                let cloned = try begin(content, &cloning)
                put(top.copy, key, cloned)
            case .entries(let values):
                guard position < values.count else {
                    cloning.open.removeLast()
                    continue
                }
                let cloned = try begin(values[position], &cloning)
                if heap[top.copy].kind == .set {
                    collectionSet(top.copy, cloned, .undefined)
                } else if position.isMultiple(of: 2) {
                    cloning.open[level].key = cloned
                } else {
                    collectionSet(top.copy, top.key, cloned)
                }
            case .cause(let cause):
                cloning.open.removeLast()
                let cloned = try begin(cause, &cloning)
                put(top.copy, .known(.cause), cloned, .hidden)
            }
        }
        return copy
    }

    /// The copy of a value, or of an object without what is in it, which follows.
    private mutating func begin(_ value: Value, _ cloning: inout Cloning) throws(Abrupt) -> Value {
        guard case .object(let object) = value else {
            if case .symbol = value { throw dataCloneError(value) }
            return value
        }
        if let known = cloning.memory[object] { return .object(known) }
        if ports.ofObject[object] != nil { throw unlistedPort() }
        let copy: ObjectID
        var rest: OpenClone.Rest?
        let record = heap[object]
        switch record.kind {
        case .ordinary where !library.modules.isEmpty && inspector(of: object) != nil:
            guard let blob = try clonedBlob(object) else {
                guard host.globals.webErrorsHaveCodes else { throw dataCloneError(value) }
                throw domException("Cannot clone object of unsupported type.", name: "DataCloneError")
            }
            copy = blob
        case .ordinary, .arguments:
            copy = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
            rest = .properties(try stringKeys(object))
        case .array:
            copy = makeArray()
            try setLength(copy, elementCount(object))
            rest = .properties(try stringKeys(object))
        case .map, .set:
            copy = makeCollection(record.kind, prototype: record.kind == .map ? realm.mapPrototype : realm.setPrototype)
            var values: [Value] = []
            var position = 0
            while let (entry, next) = collectionEntry(object, from: position) {
                position = next
                values.append(entry.key)
                if record.kind == .map { values.append(entry.value) }
            }
            rest = .entries(values)
        case .date:
            heap.dates.append(heap.dates[Int(record.payload)])
            copy = heap.makeObject(.date, prototype: realm.datePrototype, payload: Int32(heap.dates.count - 1))
        case .arrayBuffer: copy = makeBufferObject(try copiedBuffer(record.payload))
        case .typedArray, .dataView:
            var view = view(object)
            guard case .object(let buffer) = try begin(.object(view.bufferObject), &cloning) else { throw dataCloneError(value) }
            (view.bufferObject, view.buffer) = (buffer, heap[buffer].payload)
            copy = makeTyped(view, prototype: record.kind == .dataView ? realm.dataViewPrototype : nil)
            heap[copy].kind = record.kind
        case .regularExpression:
            copy = makeRegExpObject(heap.expressions.records[Int(record.payload)], prototype: realm.regExpPrototype)
        case .primitive:
            let content = heap.primitives[Int(record.payload)]
            if case .symbol = content { throw dataCloneError(value) }
            copy = try toObject(content)
        case .error:
            copy = try copiedError(object)
            if let own = getOwn(object, .known(.cause)) { rest = .cause(own.value) }
        default: throw dataCloneError(value)
        }
        cloning.memory[object] = copy
        if let rest { cloning.open.append(OpenClone(source: object, copy: copy, rest: rest)) }
        return .object(copy)
    }

    mutating func copiedBuffer(_ buffer: Int32) throws(Abrupt) -> Int32 {
        let record = heap.buffers[buffer]
        if record.isDetached { throw dataCloneError(.undefined) }
        if record.isShared { return buffer }
        let copy = try allocateBuffer(record.bytes.count, maximum: record.maximum)
        heap.buffers.copy(from: buffer, at: 0, to: copy, at: 0, count: record.bytes.count)
        return copy
    }

    private mutating func stringKeys(_ object: ObjectID) throws(Abrupt) -> [PropertyKey] {
        try ownPropertyKeys(object).filter { if case .symbol = $0 { false } else { true } }
    }

    /// What an error inherits from that was cloned; one whose name is not the language's own is a plain Error.
    mutating func clonedErrorPrototype(named name: String) -> ObjectID {
        switch name {
        case "TypeError": realm.typeErrorPrototype
        case "RangeError": realm.rangeErrorPrototype
        case "SyntaxError": realm.syntaxErrorPrototype
        case "ReferenceError": realm.referenceErrorPrototype
        default: realm.errorPrototype
        }
    }

    /// A blob is the same for every copy.
    private mutating func clonedBlob(_ object: ObjectID) throws(Abrupt) -> ObjectID? {
        guard let hook = try libraryHook("isBlob"), try call(hook, .undefined, .object(object)) == .boolean(true) else { return nil }
        return object
    }

    /// An error keeps its kind when that is one of the language's own, and its message.
    private mutating func copiedError(_ object: ObjectID) throws(Abrupt) -> ObjectID {
        let name = try toText(get(object, .known(.name)))
        if heap[object].prototype == realm.domExceptionPrototype {
            let message = try toText(get(object, .known(.message)))
            return makeDOMException(message, name: name, prototype: realm.domExceptionPrototype)
        }
        let copy = makeError(clonedErrorPrototype(named: name), nil)
        heap[copy].payload = heap[object].payload
        if let own = getOwn(object, .known(.message)) {
            if case .accessor = own.value { return copy }
            let message = try toString(own.value)
            put(copy, .known(.message), .string(message), .hidden)
        }
        if let own = getOwn(object, .known(.stack)), case .string = own.value { put(copy, .known(.stack), own.value, .hidden) }
        return copy
    }
}
