import Hosts
import JavaScript
import Text

/// Values as a console prints them, after Node's `util.inspect`. Of the program's code only a getter of `Symbol.toStringTag` runs
/// meanwhile; other getters are named.
extension Machine {
    /// The text of a value as the host's console writes it inside another one: strings are quoted.
    mutating func inspect(_ value: Value) -> String { inspect(value, host.console) }

    /// - Parameters:
    ///   - rules: how values are written.
    ///   - depth: objects nested deeper are only named; `nil` for the depth of the rules.
    ///   - showsHidden: whether properties that are not enumerable are shown too.
    mutating func inspect(_ value: Value, _ rules: ConsoleRules, depth: Int? = nil, showsHidden: Bool = false) -> String {
        var inspection = Inspection(rules: rules, depth: depth ?? rules.depth, showsHidden: showsHidden)
        return inspect(value, &inspection, 0)
    }

    mutating func inspect(_ value: Value, _ inspection: inout Inspection, _ level: Int) -> String {
        // Nothing is thrown here: past the limit the rest stays out, and the next step stops the run.
        budget.steps += Self.lookupSteps
        if stepCount > limits.steps { return "…" }
        switch value {
        case .undefined, .accessor, .internal: return "undefined"
        case .uninitialized: return "<uninitialized>"
        case .null: return "null"
        case .boolean(let flag): return flag ? "true" : "false"
        case .number(let number): return signedText(number)
        case .string(let text): return inspectString(text, inspection, level)
        case .symbol(let symbol): return inspectSymbol(symbol, inspection)
        case .bigInt(let id): return shownBigInt(id) + "n"
        case .object(let given):
            guard let object = innermostTarget(given) else { return "<Revoked Proxy>" }
            if inspection.open.contains(object) {
                let number = inspection.references[object] ?? inspection.references.count + 1
                inspection.references[object] = number
                return "[Circular *\(number)]"
            }
            return inspectObject(object, &inspection, level)
        }
    }

    private mutating func inspectSymbol(_ symbol: SymbolID, _ inspection: Inspection) -> String {
        let text = describe(.symbol(symbol) as PropertyKey)
        guard inspection.rules.quotesDescriptions, let description = heap.symbols[Int(symbol.index)].description else { return text }
        let units = Array(strings.codeUnits(description))
        let isName =
            (units.first.map { Inspection.isNameUnit($0) && !(0x30...0x39).contains($0) && $0 != 0x2E } ?? false)
            && units.allSatisfy(Inspection.isNameUnit)
        return isName ? text : "Symbol(\(inspection.quoted(units)))"
    }

    /// A number's text with the sign of a zero.
    mutating func signedText(_ number: Double) -> String { number == 0 && number.sign == .minus ? "-0" : formatNumber(number) }

    private mutating func inspectString(_ text: StringID, _ inspection: Inspection, _ level: Int) -> String {
        let units = Array(strings.codeUnits(text).prefix(10_000))
        // Quoting is slow beside copying.
        budget.steps += units.count * 2
        let missing = strings.length(text) - units.count
        let rest = missing > 0 ? "... \(counted(missing, "more character"))" : ""
        guard units.count > 16, units.count > Inspection.breakLength - inspection.indentation - 4, units.contains(0x0A) else {
            return inspection.quoted(units) + rest
        }
        // A long text of several lines stands as a sum of them.
        var lines: [String] = []
        var line: [UInt16] = []
        for unit in units {
            line.append(unit)
            if unit == 0x0A {
                lines.append(inspection.quoted(line))
                line = []
            }
        }
        if !line.isEmpty { lines.append(inspection.quoted(line)) }
        return lines.joined(separator: " +\n" + String(repeating: " ", count: inspection.indentation + 2)) + rest
    }

    // MARK: Objects

    private mutating func inspectObject(_ object: ObjectID, _ inspection: inout Inspection, _ level: Int) -> String {
        budget.steps += Self.inspectionSteps
        if let whole = bufferLook(object) { return whole }
        if !library.modules.isEmpty, level <= inspection.depth, let text = libraryText(of: object, inspection, level) { return text }
        var look = inspectedLook(object, level, inspection)
        if heap[object].kind == .error, inspection.indentation > 0, look.base.utf8.contains(0x0A) {
            // Further lines of a message stand below its first.
            let isWhole = look.whole != nil
            look.base = look.base.split(separator: "\n", omittingEmptySubsequences: false).joined(
                separator: "\n" + String(repeating: " ", count: inspection.indentation))
            if isWhole { look.whole = look.base }
        }
        if let whole = look.whole { return whole }
        if level > inspection.depth { return look.name.hasPrefix("[") ? look.name : "[\(look.name)]" }
        inspection.open.append(object)
        inspection.currentLevel = level + 1
        var parts = look.hasContent ? inspectContent(object, &inspection, level + 1) : []
        for key in look.keys { parts.append(inspectProperty(object, key, &inspection, level + 1)) }
        inspection.open.removeLast()
        var prefix = look.base
        if let number = inspection.references[object] { prefix = prefix.isEmpty ? "<ref *\(number)>" : "<ref *\(number)> \(prefix)" }
        let isList = look.close == "]"
        return inspection.layOut(
            parts, prefix: prefix, open: look.open, close: look.close, level: level + 1, isList: isList,
            alignsRight: isList && hasOnlyNumbers(object, upTo: parts.count))
    }

    /// Whether as many elements as a list has parts are numbers.
    private mutating func hasOnlyNumbers(_ object: ObjectID, upTo count: Int) -> Bool {
        if heap[object].kind == .typedArray { return count <= typedLength(object) }
        guard heap[object].kind == .array, count <= elementCount(object) else { return false }
        for index in 0..<count {
            switch element(object, index) {
            case .number, .bigInt: continue
            default: return false
            }
        }
        return true
    }

    /// `name: value`
    private mutating func inspectProperty(
        _ object: ObjectID, _ key: PropertyKey, _ inspection: inout Inspection, _ level: Int
    ) -> String {
        budget.steps += Self.shownPropertySteps
        guard let own = getOwn(object, key) else { return "\(keyText(key, inspection)): undefined" }
        let name = own.attributes.contains(.enumerable) ? keyText(key, inspection) : "[\(inspection.escapedKey(describe(key)))]"
        return "\(name): \(inspectPropertyValue(own.value, &inspection, level))"
    }

    private mutating func inspectPropertyValue(_ value: Value, _ inspection: inout Inspection, _ level: Int) -> String {
        if case .accessor(let index) = value {
            let pair = heap.accessors[Int(index)]
            return pair.setter.isNone ? "[Getter]" : pair.getter.isNone ? "[Setter]" : "[Getter/Setter]"
        }
        inspection.indentation += 2
        defer { inspection.indentation -= 2 }
        return inspect(value, &inspection, level)
    }

    private mutating func keyText(_ key: PropertyKey, _ inspection: Inspection) -> String {
        switch key {
        case .symbol:
            let text = inspection.escapedKey(describe(key))
            return inspection.rules.bracketsSymbolKeys ? "[\(text)]" : text
        case .index(let index): return inspection.quoted(Array("\(index)".utf16))
        case .name(let name):
            let text = strings.names.string(name)
            if text == "__proto__" { return "['__proto__']" }
            if Inspection.isIdentifier(text) { return text }
            let units = Array(strings.names.codeUnits(of: name))
            // Quoting is slow beside copying.
            budget.steps += Self.lookupSteps + units.count * 2
            return inspection.quoted(units)
        }
    }

    // MARK: Content

    /// The parts of an object that are no properties.
    private mutating func inspectContent(_ object: ObjectID, _ inspection: inout Inspection, _ level: Int) -> [String] {
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
        for index in 0..<min(length, Inspection.largestList) {
            parts.append(inspectPropertyValue(typedElement(object, index) ?? .undefined, &inspection, level))
        }
        return parts + Self.missing(length - parts.count)
    }

    private mutating func inspectBuffer(_ buffer: Int32, _ inspection: Inspection) -> [String] {
        let record = heap.buffers[buffer]
        let length = "\(inheritedKey("byteLength", inspection)): \(record.bytes.count)"
        if record.isDetached { return ["(detached)", length] }
        let shown = 50
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
        for value in values.prefix(Inspection.largestList) { parts.append(inspectPropertyValue(value, &inspection, level)) }
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
        for next in presentIndices(array) + [length] {
            if parts.count >= Inspection.largestList { break }
            if next > index {
                parts.append("<\(counted(next - index, "empty item"))>")
                index = next
                if parts.count >= Inspection.largestList { break }
            }
            if next == length { break }
            parts.append(inspectPropertyValue(element(array, next), &inspection, level))
            index = next + 1
        }
        return parts + Self.missing(length - index)
    }

    /// The positions that have an element, as far as they are shown.
    private mutating func presentIndices(_ array: ObjectID) -> [Int] {
        let record = heap.arrays[Int(heap[array].payload)]
        var indices: [Int] = []
        if record.isSparse {
            for case .index(let index) in ownKeys(array) where indices.count <= Inspection.largestList { indices.append(Int(index)) }
        } else {
            for index in 0..<Int(record.count) where !heap.slots[record.slot(index)].isUninitialized {
                indices.append(index)
                if indices.count > Inspection.largestList { break }
            }
        }
        return indices
    }

    private mutating func inspectEntries(
        _ object: ObjectID, isMap: Bool, _ inspection: inout Inspection, _ level: Int
    ) -> [String] {
        var parts: [String] = []
        var position = 0
        while parts.count < Inspection.largestList, let (entry, next) = collectionEntry(object, from: position) {
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
