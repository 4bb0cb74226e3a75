import Hosts
import JavaScript
import Text

/// What a value holds, as a console shows it: elements, entries, bytes.
extension Machine {
    /// The parts of an object that are no properties.
    mutating func inspectContent(_ object: ObjectID, _ inspection: inout Inspection, _ level: Int) -> [String] {
        let record = heap[object]
        switch record.kind {
        case .array: return inspectElements(of: object, &inspection, level)
        case .map, .set: return inspectEntries(object, isMap: record.kind == .map, &inspection, level)
        case .weakMap, .weakSet: return ["<items unknown>"]
        case .typedArray: return inspectTyped(object, &inspection, level)
        case .arrayBuffer: return inspectBuffer(record.payload, inspection)
        case .dataView: return inspectDataView(object, &inspection, level)
        case .event:
            return host.globals.web.shownOfEvents.map { name in
                let value = (try? get(object, key(name))) ?? .undefined
                return "\(name): \(inspectPropertyValue(value, &inspection, level))"
            }
        case .promise:
            let promise = heap.promises[Int(record.payload)]
            if promise.state == .pending { return ["<pending>"] }
            let text = inspectPropertyValue(promise.result, &inspection, level)
            return [promise.state == .rejected ? "<rejected> \(text)" : text]
        case .iterator:
            let iterator = heap.iterators[Int(record.payload)]
            guard iterator.kind == .map || iterator.kind == .set, case .object(let target) = iterator.target else { return [] }
            return inspectRest(of: iterator, target, &inspection, level)
        case .namespace:
            var parts: [String] = []
            for key in shownNames(ofNamespace: object) {
                parts.append("\(keyText(key, inspection)): \(inspectPropertyValue(valueOfExport(object, key), &inspection, level))")
            }
            return parts
        default: return []
        }
    }

    private mutating func inspectTyped(_ object: ObjectID, _ inspection: inout Inspection, _ level: Int) -> [String] {
        let length = typedLength(object)
        var parts: [String] = []
        for index in 0..<min(length, inspection.options.largestList) {
            parts.append(inspectPropertyValue(typedElement(object, index) ?? .undefined, &inspection, level))
        }
        parts += Self.missing(length - parts.count)
        guard inspection.options.showsHidden else { return parts }
        for name in ["BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset"] {
            let value = (try? get(object, key(name))) ?? .undefined
            parts.append("[\(name)]: \(inspectPropertyValue(value, &inspection, level))")
        }
        // Its bytes are those that stand there already.
        let buffer = heap.buffers[view(object).buffer]
        let size = inspection.options.styled(String(buffer.bytes.count), .number)
        return parts + ["[buffer]: \(buffer.isShared ? "Shared" : "")ArrayBuffer { [byteLength]: \(size) }"]
    }

    private mutating func inspectBuffer(_ buffer: Int32, _ inspection: Inspection) -> [String] {
        let record = heap.buffers[buffer]
        let length = "\(inheritedKey("byteLength", inspection)): \(record.bytes.count)"
        if record.isDetached { return ["(detached)", length] }
        let shown = inspection.options.largestList
        budget.steps += min(record.bytes.count, shown)
        var bytes = record.bytes.prefix(shown).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
        if record.bytes.count > shown { bytes += " ... \(counted(record.bytes.count - shown, "more byte"))" }
        return ["[Uint8Contents]: <\(bytes)>", length]
    }

    private mutating func inspectDataView(_ object: ObjectID, _ inspection: inout Inspection, _ level: Int) -> [String] {
        let view = view(object)
        let buffer = inspectPropertyValue(.object(view.bufferObject), &inspection, level)
        return [
            "\(inheritedKey("byteLength", inspection)): \(heap.buffers.length(of: view) ?? 0)",
            "\(inheritedKey("byteOffset", inspection)): \(view.offset)", "\(inheritedKey("buffer", inspection)): \(buffer)",
        ]
    }

    private func inheritedKey(_ name: String, _ inspection: Inspection) -> String {
        inspection.rules.bracketsInheritedKeys ? "[\(name)]" : name
    }

    private mutating func inspectList(_ values: [Value], _ inspection: inout Inspection, _ level: Int) -> [String] {
        var parts: [String] = []
        for value in values.prefix(inspection.options.largestList) { parts.append(inspectPropertyValue(value, &inspection, level)) }
        return parts + Self.missing(values.count - parts.count)
    }

    private static func missing(_ count: Int) -> [String] {
        count > 0 ? ["... \(counted(count, "more item"))"] : []
    }

    /// An array's elements; holes that lie together are one part.
    private mutating func inspectElements(of array: ObjectID, _ inspection: inout Inspection, _ level: Int) -> [String] {
        let length = elementCount(array)
        var parts: [String] = []
        // Up to where the array has been looked at.
        var index = 0
        for next in presentIndices(array, upTo: inspection.options.largestList) + [length] {
            if parts.count >= inspection.options.largestList { break }
            if next > index {
                parts.append("<\(counted(next - index, "empty item"))>")
                index = next
                if parts.count >= inspection.options.largestList { break }
            }
            if next == length { break }
            parts.append(inspectPropertyValue(element(array, next), &inspection, level))
            index = next + 1
        }
        return parts + Self.missing(length - index)
    }

    /// The positions that have an element, as far as they are shown.
    ///
    /// - Parameter count: how many are shown at most; one more is given where there are more.
    private mutating func presentIndices(_ array: ObjectID, upTo count: Int) -> [Int] {
        let record = heap.arrays[Int(heap[array].payload)]
        var indices: [Int] = []
        if record.isSparse {
            for case .index(let index) in ownKeys(array) where indices.count <= count {
                indices.append(Int(index))
            }
        } else {
            for index in 0..<Int(record.count) where !heap.slots[record.slot(index)].isUninitialized {
                indices.append(index)
                if indices.count > count { break }
            }
        }
        return indices
    }

    private mutating func inspectEntries(
        _ object: ObjectID, isMap: Bool, _ inspection: inout Inspection, _ level: Int
    ) -> [String] {
        var parts: [String] = []
        var position = 0
        while parts.count < inspection.options.largestList, let (entry, next) = collectionEntry(object, from: position) {
            position = next
            let key = inspectPropertyValue(entry.key, &inspection, level)
            parts.append(isMap ? "\(key) => \(inspectPropertyValue(entry.value, &inspection, level))" : key)
        }
        return parts + Self.missing(collectionCount(object) - parts.count)
    }

    /// What an iterator over a collection has still to give.
    private mutating func inspectRest(
        of iterator: IteratorRecord, _ target: ObjectID, _ inspection: inout Inspection, _ level: Int
    ) -> [String] {
        var values: [Value] = []
        var position = iterator.position
        while let (entry, next) = collectionEntry(target, from: position) {
            position = next
            budget.steps += 1
            let value = iterator.kind == .map ? entry.value : entry.key
            switch iterator.yields {
            case .keys: values.append(entry.key)
            case .values: values.append(value)
            case .entries: values.append(.object(makeArray([entry.key, value])))
            }
        }
        return inspectList(values, &inspection, level)
    }
}
