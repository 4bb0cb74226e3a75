import BigInt
import JavaScript

/// Values that leave the machine in messages, and come into it.
///
/// A value is cloned first, within the machine, which throws where it cannot be and runs the getters that it has; of the clone, which is all plain, a table is made.
extension Machine {
    mutating func serialize(_ value: Value) throws(Abrupt) -> SerializedValue { try serialize(copy: clone(value), ports: []) }

    /// - Parameters:
    ///   - copy: what ``clone(_:moving:)`` gave.
    ///   - moved: the ports that go with it: into ``MessagePorts/records``.
    mutating func serialize(copy: Value, ports moved: [Int32]) throws(Abrupt) -> SerializedValue {
        var result = SerializedValue()
        var portNumbers: [ObjectID: Int32] = [:]
        for index in moved {
            if !ports.records[Int(index)].object.isNone { portNumbers[ports.records[Int(index)].object] = Int32(result.ports.count) }
            result.ports.append(link(port: Int(index)))
        }
        var places: [ObjectID: Int32] = [:]
        /// Objects whose contents are still to be written, by their places.
        var open: [(object: ObjectID, place: Int)] = []
        func place(_ machine: inout Machine, _ value: Value) -> Int32 {
            let place = Int32(result.nodes.count)
            switch value {
            case .undefined, .uninitialized, .accessor, .internal, .symbol: result.nodes.append(.undefined)
            case .null: result.nodes.append(.null)
            case .boolean(let flag): result.nodes.append(.boolean(flag))
            case .number(let number): result.nodes.append(.number(number))
            case .string(let text):
                let text = machine.strings.text(text)
                machine.budget.keep(text)
                result.nodes.append(.string(text))
            case .bigInt(let id): result.nodes.append(.bigInt(String(machine.heap.bigInts[id], radix: 16)))
            case .object(let object):
                if let known = places[object] { return known }
                if let port = portNumbers[object] {
                    result.nodes.append(.port(port))
                    return place
                }
                places[object] = place
                result.nodes.append(.undefined)
                open.append((object, Int(place)))
            }
            return place
        }
        _ = place(&self, copy)
        while let (object, index) = open.popLast() {
            budget.steps += Self.entrySteps
            try countStep()
            budget.keptBytes += MemoryLayout<SerializedValue.Node>.stride
            let record = heap[object]
            switch record.kind {
            case .array:
                result.nodes[index] = .array(count: elementCount(object), try ownValues(object).map { ($0.0, place(&self, $0.1)) })
            case .map, .set:
                var values: [Int32] = []
                var position = 0
                while let (entry, next) = collectionEntry(object, from: position) {
                    try countStep()
                    position = next
                    values.append(place(&self, entry.key))
                    if record.kind == .map { values.append(place(&self, entry.value)) }
                }
                result.nodes[index] = record.kind == .map ? .map(values) : .set(values)
            case .date: result.nodes[index] = .date(heap.dates[Int(record.payload)])
            case .regularExpression:
                let own = heap.expressions.records[Int(record.payload)]
                result.nodes[index] = .regularExpression(source: units(own.source), flags: regExpFlags(own).text)
            case .arrayBuffer:
                let buffer = heap.buffers[record.payload]
                budget.keptBytes += buffer.bytes.count
                result.nodes[index] = .buffer(buffer.bytes, maximum: buffer.maximum)
            case .typedArray, .dataView:
                let view = view(object)
                result.nodes[index] = .view(view, buffer: place(&self, .object(view.bufferObject)))
            case .error:
                func text(_ machine: inout Machine, _ name: WellKnownName) throws(Abrupt) -> String? {
                    let value = try machine.get(object, .known(name))
                    if case .string(let text) = value { return machine.strings.text(text) }
                    return nil
                }
                result.nodes[index] = .error(
                    name: try text(&self, .name) ?? "Error", message: try text(&self, .message), stack: try text(&self, .stack),
                    cause: getOwn(object, .known(.cause)).map { place(&self, $0.value) })
            case .primitive: result.nodes[index] = .boxed(place(&self, heap.primitives[Int(record.payload)]))
            default: result.nodes[index] = .object(try ownValues(object).map { ($0.0, place(&self, $0.1)) })
            }
        }
        return result
    }

    private mutating func ownValues(_ object: ObjectID) throws(Abrupt) -> [(String, Value)] {
        var values: [(String, Value)] = []
        for key in try ownPropertyKeys(object) {
            guard let own = try getOwnProperty(object, key), own.attributes.contains(.enumerable) else { continue }
            try countStep()
            let name: String
            switch key {
            case .name(let known): name = strings.names.string(known)
            case .index(let index): name = String(index)
            case .symbol: continue
            }
            budget.keep(name)
            values.append((name, try get(object, key)))
        }
        return values
    }

    /// Makes the value anew in this machine.
    mutating func deserialize(_ value: SerializedValue) -> Value {
        var made: [Value] = []
        made.reserveCapacity(value.nodes.count)
        for node in value.nodes {
            budget.steps += Self.entrySteps
            switch node {
            case .undefined, .boxed: made.append(.undefined)
            case .port(let number):
                let index = ports.ofEnd[value.ports[Int(number)]]
                made.append((try? index.map { index throws(Abrupt) in try object(ofPort: index) })?.map { .object($0) } ?? .undefined)
            case .null: made.append(.null)
            case .boolean(let flag): made.append(.boolean(flag))
            case .number(let number): made.append(.number(number))
            case .string(let text): made.append(string(text))
            case .bigInt(let digits): made.append(.bigInt(heap.bigInts.add(BigInt(digits, radix: 16) ?? 0)))
            case .regularExpression(let source, let flags):
                let record = try? initializedRegExp(stringValue(source), string(flags))
                made.append(record.map { .object(makeRegExpObject($0, prototype: realm.regExpPrototype)) } ?? .undefined)
            case .buffer(let bytes, let maximum):
                budget.countWork(bytes.count)
                made.append(.object(makeBufferObject(heap.buffers.add(BufferRecord(bytes: bytes, maximum: maximum)))))
            case .view(let view, _):
                let object = makeTyped(view, prototype: view.isDataView ? realm.dataViewPrototype : nil)
                if view.isDataView { heap[object].kind = .dataView }
                made.append(.object(object))
            case .object: made.append(.object(heap.makeObject(.ordinary, prototype: realm.objectPrototype)))
            case .array: made.append(.object(makeArray()))
            case .map: made.append(.object(makeCollection(.map, prototype: realm.mapPrototype)))
            case .set: made.append(.object(makeCollection(.set, prototype: realm.setPrototype)))
            case .date(let time):
                heap.dates.append(time)
                made.append(.object(heap.makeObject(.date, prototype: realm.datePrototype, payload: Int32(heap.dates.count - 1))))
            case .error(let name, let message, let stack, _, _):
                let error = makeError(clonedErrorPrototype(named: name), nil)
                if let message { put(error, .known(.message), string(message), .hidden) }
                if let stack { put(error, .known(.stack), string(stack), .hidden) }
                made.append(.object(error))
            }
        }
        for (index, node) in value.nodes.enumerated() {
            switch node {
            case .object(let properties):
                guard case .object(let object) = made[index] else { continue }
                for property in properties { put(object, key(property.key), made[Int(property.value)]) }
            case .array(let count, let properties):
                guard case .object(let array) = made[index] else { continue }
                try? setLength(array, count)
                for property in properties { _ = try? createDataProperty(array, key(property.key), made[Int(property.value)]) }
            case .map(let entries):
                guard case .object(let map) = made[index] else { continue }
                for start in stride(from: 0, to: entries.count - 1, by: 2) {
                    collectionSet(map, made[Int(entries[start])], made[Int(entries[start + 1])])
                }
            case .set(let entries):
                guard case .object(let set) = made[index] else { continue }
                for entry in entries { collectionSet(set, made[Int(entry)], .undefined) }
            case .error(_, _, _, let cause, let own):
                guard case .object(let error) = made[index] else { continue }
                if let cause { put(error, .known(.cause), made[Int(cause)], .hidden) }
                for property in own { put(error, key(property.key), made[Int(property.value)]) }
            case .boxed(let content): made[index] = (try? toObject(made[Int(content)])).map { .object($0) } ?? .undefined
            case .view(_, let place):
                guard case .object(let object) = made[index], case .object(let buffer) = made[Int(place)] else { continue }
                let view = Int(heap[object].payload)
                heap.buffers.views[view].bufferObject = buffer
                heap.buffers.views[view].buffer = heap[buffer].payload
            case .undefined, .null, .boolean, .number, .string, .date, .bigInt, .regularExpression, .buffer, .port: continue
            }
        }
        return made[0]
    }
}
