import Hosts
import JavaScript
import Text

/// Values as a console prints them, after Node's `util.inspect`. Of the program's code only a getter of `Symbol.toStringTag` runs
/// meanwhile, and where options ask for it the methods by which objects say how they are shown, and getters.
extension Machine {
    /// The text of a value as the host's console writes it inside another one: strings are quoted.
    mutating func inspect(_ value: Value) -> String { inspect(value, host.console) }

    /// - Parameters:
    ///   - rules: how values are written.
    ///   - depth: objects nested deeper are only named; `nil` for the depth of the rules.
    ///   - showsHidden: whether properties that are not enumerable are shown too.
    mutating func inspect(_ value: Value, _ rules: ConsoleRules, depth: Int? = nil, showsHidden: Bool = false) -> String {
        var inspection = Inspection(rules: rules, options: InspectOptions(depth: depth ?? rules.depth, showsHidden: showsHidden))
        return inspect(value, &inspection, 0)
    }

    /// The text of a value as the program itself asks for it, with a console or with `util.inspect`: objects say how they are shown.
    ///
    /// - Throws: what their methods throw.
    mutating func shown(_ value: Value, _ rules: ConsoleRules, _ options: InspectOptions) throws(Abrupt) -> String {
        var inspection = Inspection(rules: rules, options: options)
        let text = inspect(value, &inspection, 0)
        if let failure = inspection.failure { throw failure }
        return text
    }

    /// How `util.inspect` writes values: as the console where that is Node's own, and as Node's on hosts that have a console of their own.
    var inspectRules: ConsoleRules { host.console.quotes == .singleFirst ? host.console : .util }

    /// What the host's console asks for.
    var consoleOptions: InspectOptions {
        InspectOptions(depth: host.console.depth, asksObjects: host.commonJS != nil)
    }

    mutating func inspect(_ value: Value, _ inspection: inout Inspection, _ level: Int) -> String {
        // Nothing is thrown here: past the limit the rest stays out, and the next step stops the run.
        budget.steps += Self.lookupSteps
        if stepCount > limits.steps || inspection.failure != nil { return "…" }
        let options = inspection.options
        switch value {
        case .undefined, .accessor, .internal: return options.styled("undefined", .undefined)
        case .uninitialized: return "<uninitialized>"
        case .null: return options.styled("null", .null)
        case .boolean(let flag): return options.styled(flag ? "true" : "false", .boolean)
        case .number(let number):
            let text = signedText(number)
            return options.styled(options.separatesDigits ? separatedDigits(text) : text, .number)
        case .string(let text): return inspectString(text, inspection, level)
        case .symbol(let symbol): return options.styled(inspectSymbol(symbol, inspection), .symbol)
        case .bigInt(let id):
            let text = shownBigInt(id)
            return options.styled((options.separatesDigits ? separatedDigits(text) : text) + "n", .bigint)
        case .object(let given):
            if options.showsProxies, heap[given].kind == .proxy { return inspectProxy(given, &inspection, level) }
            guard let object = innermostTarget(given) else { return options.styled("<Revoked Proxy>", .special) }
            if let whole = bufferLook(object) { return whole }
            if inspection.open.contains(object) {
                let number = inspection.references[object] ?? inspection.references.count + 1
                inspection.references[object] = number
                return options.styled("[Circular *\(number)]", .special)
            }
            if let text = customText(of: object, reachedAs: given, &inspection, level) { return text }
            // As Node does where its own calls are too many.
            guard running.nativeDepth < Self.nativeDepthLimit else {
                let name = constructorName(object) ?? "Object"
                return options.styled("[\(name): Inspection interrupted prematurely. Maximum call stack size exceeded.]", .special)
            }
            running.nativeDepth += 1
            defer { running.nativeDepth -= 1 }
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
        let options = inspection.options
        let units = Array(strings.codeUnits(text).prefix(max(0, options.longestText)))
        // Quoting is slow beside copying.
        budget.steps += units.count * 2
        let missing = strings.length(text) - units.count
        let rest = missing > 0 ? "... \(counted(missing, "more character"))" : ""
        guard options.compactness != .all, units.count > 16, units.count > options.breakLength - inspection.indentation - 4,
            units.contains(0x0A)
        else { return options.styled(inspection.quoted(units), .string) + rest }
        // A long text of several lines stands as a sum of them.
        var lines: [String] = []
        var line: [UInt16] = []
        for unit in units {
            line.append(unit)
            if unit == 0x0A {
                lines.append(options.styled(inspection.quoted(line), .string))
                line = []
            }
        }
        if !line.isEmpty { lines.append(options.styled(inspection.quoted(line), .string)) }
        return lines.joined(separator: " +\n" + String(repeating: " ", count: inspection.indentation + 2)) + rest
    }

    // MARK: Objects

    private mutating func inspectObject(_ object: ObjectID, _ inspection: inout Inspection, _ level: Int) -> String {
        budget.steps += Self.inspectionSteps
        if !library.modules.isEmpty, level <= inspection.options.depth, let text = libraryText(of: object, &inspection, level) {
            return text
        }
        var look = inspectedLook(object, level, inspection)
        if heap[object].kind == .error, inspection.indentation > 0, look.base.utf8.contains(0x0A) {
            // Further lines of a message stand below its first.
            let isWhole = look.whole != nil
            look.base = inspection.indented(look.base)
            if isWhole { look.whole = look.base }
        }
        let options = inspection.options
        if let style = InspectStyle(of: heap[object].kind) {
            look.base = options.styled(look.base, style)
            look.whole = look.whole.map { options.styled($0, style) }
        }
        if let whole = look.whole { return whole }
        if level > options.depth { return options.styled(look.name.hasPrefix("[") ? look.name : "[\(look.name)]", .special) }
        inspection.open.append(object)
        inspection.currentLevel = level + 1
        var parts = look.hasContent ? inspectContent(object, &inspection, level + 1) : []
        let isList = look.close == "]"
        let margin = options.compactness == .all && !isList ? 3 : 2
        var properties = look.keys.map { inspectProperty(object, $0, margin: margin, &inspection, level + 1) }
        if isList {
            sortParts(&properties, &inspection)
            parts += properties
        } else {
            parts += properties
            sortParts(&parts, &inspection)
        }
        inspection.open.removeLast()
        var prefix = look.base
        if let number = inspection.references[object] {
            let mark = options.styled("<ref *\(number)>", .special)
            prefix = prefix.isEmpty ? mark : "\(mark) \(prefix)"
        }
        let text = inspection.layOut(
            parts, prefix: prefix, open: look.open, close: look.close, level: level + 1, isList: isList,
            alignsRight: isList && hasOnlyNumbers(object, upTo: parts.count))
        // Each level copies what is in it.
        budget.steps += text.utf8.count >> 8
        return text
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
    ///
    /// - Parameter margin: columns that further lines of the value stand to the right; with 3 a value that is too wide has lines of its own.
    private mutating func inspectProperty(
        _ object: ObjectID, _ key: PropertyKey, margin: Int, _ inspection: inout Inspection, _ level: Int
    ) -> String {
        budget.steps += Self.shownPropertySteps
        guard let own = getOwn(object, key) else { return "\(keyText(key, inspection)): undefined" }
        let name = own.attributes.contains(.enumerable) ? keyText(key, inspection) : "[\(inspection.escapedKey(describe(key)))]"
        if case .accessor(let index) = own.value, let text = getterText(index, of: object, &inspection, level) { return "\(name): \(text)" }
        let text = inspectPropertyValue(own.value, margin: margin, &inspection, level)
        guard margin == 3, Inspection.width(text) > inspection.options.breakLength else { return "\(name): \(text)" }
        return "\(name):\n\(String(repeating: " ", count: inspection.indentation + margin))\(text)"
    }

    /// `Proxy [ target, handler ]`
    private mutating func inspectProxy(_ proxy: ObjectID, _ inspection: inout Inspection, _ level: Int) -> String {
        budget.steps += Self.inspectionSteps
        guard let target = proxyTarget(proxy), let handler = proxyHandler(proxy) else {
            return inspection.options.styled("<Revoked Proxy>", .special)
        }
        if level > inspection.options.depth { return inspection.options.styled("Proxy [Array]", .special) }
        inspection.currentLevel = level + 1
        let parts = [target, handler].map { inspectPropertyValue(.object($0), &inspection, level + 1) }
        return inspection.layOut(parts, prefix: "", open: "Proxy [", close: "]", level: level + 1, isList: true, alignsRight: false)
    }

    /// A number's text with a line between each three digits, from the point on.
    private func separatedDigits(_ text: String) -> String {
        guard !text.utf8.contains(UInt8(ascii: "e")), text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return text }
        let halves = text.split(separator: ".", maxSplits: 1).map { Array($0) }
        let sign = halves[0].first == "-" ? 1 : 0
        var result = ""
        for (index, digit) in halves[0].enumerated() {
            if index > sign, (halves[0].count - index) % 3 == 0 { result.append("_") }
            result.append(digit)
        }
        guard halves.count > 1 else { return result }
        result.append(".")
        for (index, digit) in halves[1].enumerated() {
            if index > 0, index % 3 == 0 { result.append("_") }
            result.append(digit)
        }
        return result
    }

    private mutating func inspectPropertyValue(
        _ value: Value, margin: Int = 2, _ inspection: inout Inspection, _ level: Int
    ) -> String {
        if case .accessor(let index) = value {
            let pair = heap.accessors[Int(index)]
            let label = pair.setter.isNone ? "[Getter]" : pair.getter.isNone ? "[Setter]" : "[Getter/Setter]"
            return inspection.options.styled(label, .special)
        }
        inspection.indentation += margin
        defer { inspection.indentation -= margin }
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
