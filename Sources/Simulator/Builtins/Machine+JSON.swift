import JavaScript

/// The JSON Object: parsing. https://tc39.es/ecma262/#sec-json-object
extension Machine {
    mutating func installJSON() {
        let json = makeLibraryObject()
        put(realm.global, key("JSON"), .object(json), .hidden)
        defineTag(json, "JSON")
        define(json, "parse", 2) { machine, arguments throws(Abrupt) in
            let text = try machine.toString(machine.argument(arguments, 0))
            let reviver = machine.argument(arguments, 1)
            guard machine.isCallable(reviver) else { return try machine.parseJSON(text) }
            // Only a host that hands the parts of the text on needs to know them.
            var sources = machine.host.words.namesLinesOfJSON ? JSONSources(text: text) : nil
            let value = try machine.parseJSON(text, sources: &sources)
            let root = machine.heap.makeObject(.ordinary, prototype: machine.realm.objectPrototype)
            machine.put(root, .known(.empty), value)
            let parts = sources ?? JSONSources(text: text)
            machine.budget.keptBytes += parts.byteCount
            defer { machine.budget.keptBytes -= parts.byteCount }
            return try machine.internalize(root, .known(.empty), reviver, parts, parts.root)
        }
        installRawJSON(json)
        define(json, "stringify", 3) { machine, arguments throws(Abrupt) in
            let text = try machine.stringify(
                machine.argument(arguments, 0), replacer: machine.argument(arguments, 1), space: machine.argument(arguments, 2))
            return text.map { .string($0) } ?? .undefined
        }
    }

    /// The value of a JSON text. It keeps its own stack: brackets may nest as deep as they like.
    mutating func parseJSON(_ text: StringID) throws(Abrupt) -> Value {
        var none: JSONSources?
        return try parseJSON(text, sources: &none)
    }

    /// - Parameter sources: takes the parts of the text; `nil` where nobody asks for them.
    private mutating func parseJSON(_ text: StringID, sources: inout JSONSources?) throws(Abrupt) -> Value {
        try afford(strings.length(text) >> 1)
        var scanner = JSONScanner(units(text))
        let result: Result<Value, Abrupt>
        do throws(JSONScanner.Problem) {
            result = try parse(&scanner, &sources)
        } catch {
            throw syntaxError(message(error, scanner.units))
        }
        return try result.get()
    }

    private enum Container {
        case array(ObjectID)
        case object(ObjectID, PropertyKey)
    }

    /// - Returns: the value, or why the run stops.
    private mutating func parse(
        _ scanner: inout JSONScanner, _ sources: inout JSONSources?
    ) throws(JSONScanner.Problem) -> Result<Value, Abrupt> {
        var open: [Container] = []
        while true {
            budget.steps += Self.parseSteps
            do throws(Abrupt) { try countStep() } catch { return .failure(error) }
            var value: Value
            switch scanner.peek() {
            case 0x5B:
                scanner.advance()
                let array = makeArray()
                value = .object(array)
                sources?.open(value)
                if scanner.peek() != 0x5D {
                    open.append(.array(array))
                    continue
                }
                scanner.advance()
            case 0x7B:
                scanner.advance()
                let object = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
                value = .object(object)
                sources?.open(value)
                if scanner.peek() != 0x7D {
                    open.append(.object(object, try propertyName(&scanner, "Expected property name or '}'")))
                    continue
                }
                scanner.advance()
            default:
                let start = scanner.position
                value = try scalarValue(&scanner)
                sources?.addScalar(value, start..<scanner.position)
            }
            // The value is complete: so may be what it ends.
            var isComplete = true
            while isComplete, let container = open.last {
                let next: UInt16?
                switch container {
                case .array(let array):
                    sources?.close(in: array, .index(UInt32(elementCount(array))))
                    appendElement(array, value)
                    next = scanner.peek()
                    guard next == 0x2C || next == 0x5D else { throw .named("Expected ',' or ']' after array element", scanner.position) }
                    scanner.advance()
                    value = .object(array)
                case .object(let object, let key):
                    sources?.close(in: object, key)
                    put(object, key, value)
                    next = scanner.peek()
                    guard next == 0x2C || next == 0x7D else { throw .named("Expected ',' or '}' after property value", scanner.position) }
                    scanner.advance()
                    if next == 0x2C {
                        open[open.count - 1] = .object(object, try propertyName(&scanner, "Expected double-quoted property name"))
                    }
                    value = .object(object)
                }
                if next == 0x2C { isComplete = false } else { open.removeLast() }
            }
            if open.isEmpty {
                if scanner.peek() != nil { throw .rest(scanner.position) }
                return .success(value)
            }
        }
    }

    private mutating func propertyName(_ scanner: inout JSONScanner, _ problem: String) throws(JSONScanner.Problem) -> PropertyKey {
        guard scanner.peek() == 0x22 else { throw .named(problem, scanner.position) }
        let name = try scanner.string()
        try scanner.expect(0x3A, "Expected ':' after property name")
        budget.steps += Self.parseSteps
        return strings.propertyKey(strings.make(name[...]))
    }

    private mutating func scalarValue(_ scanner: inout JSONScanner) throws(JSONScanner.Problem) -> Value {
        switch try scanner.scalar() {
        case .null: .null
        case .boolean(let flag): .boolean(flag)
        case .number(let number): .number(number)
        case .string(let text): stringValue(text)
        }
    }

    private mutating func message(_ problem: JSONScanner.Problem, _ units: [UInt16]) -> String {
        func at(_ position: Int) -> String {
            guard host.words.namesLinesOfJSON else { return "at position \(position)" }
            let before = units[..<min(position, units.count)]
            let lines = before.lazy.filter { $0 == 0x0A }.count
            let column = position - (before.lastIndex(of: 0x0A) ?? -1)
            return "at position \(position) (line \(lines + 1) column \(column))"
        }
        switch problem {
        case .end: return "Unexpected end of JSON input"
        case .number(let position): return "Unexpected number in JSON \(at(position))"
        case .rest(let position): return "Unexpected non-whitespace character after JSON \(at(position))"
        case .named(let text, let position): return "\(text) in JSON \(at(position))"
        case .token(let position):
            let whole = String(decoding: units, as: UTF16.self)
            if ["undefined", "NaN", "Infinity", "[object Object]"].contains(whole) { return "\"\(whole)\" is not valid JSON" }
            // Some of the text on both sides.
            let start = units.count <= 20 ? 0 : max(position - 10, 0)
            let end = units.count <= 20 ? units.count : min(position + 10, units.count)
            let excerpt = String(decoding: units[start..<end], as: UTF16.self)
            let before = start > 0 ? "..." : ""
            let after = end < units.count ? "..." : ""
            let token = String(decoding: units[position...position], as: UTF16.self)
            return "Unexpected token '\(token)', \(before)\"\(excerpt)\"\(after) is not valid JSON"
        }
    }

    /// InternalizeJSONProperty. https://tc39.es/ecma262/#sec-internalizejsonproperty
    ///
    /// - Parameters:
    ///   - sources: the text's parts; none where the host does not hand them on.
    ///   - part: that of this property; -1 for none.
    private mutating func internalize(
        _ holder: ObjectID, _ key: PropertyKey, _ reviver: Value, _ sources: borrowing JSONSources, _ part: Int32
    ) throws(Abrupt) -> Value {
        running.nativeDepth += 1
        defer { running.nativeDepth -= 1 }
        if running.nativeDepth > Self.nativeDepthLimit { throw stackOverflow() }
        try countStep()
        let value = try get(holder, key)
        var part = part
        if part >= 0, !isSameValue(sources.value(of: part), value) { part = -1 }
        if case .object(let object) = value {
            if try isArray(value) {
                for index in 0..<(try lengthOfArrayLike(object)) {
                    try countStep()
                    let key = indexKey(index)
                    try revive(object, key, reviver, sources, part)
                }
            } else {
                var keys: [PropertyKey] = []
                for key in try ownPropertyKeys(object) {
                    if case .symbol = key { continue }
                    if try isEnumerableOwn(object, key) { keys.append(key) }
                }
                for key in keys { try revive(object, key, reviver, sources, part) }
            }
        }
        let name = self.value(of: key)
        guard host.words.namesLinesOfJSON else { return try call(reviver, .object(holder), name, value) }
        let context = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        budget.steps += Self.lookupSteps
        if part >= 0, let range = sources.range(of: part) {
            let source = substring(sources.text, range.lowerBound, range.upperBound)
            put(context, self.key("source"), source)
        }
        return try call(reviver, .object(holder), arguments: [name, value, .object(context)])
    }

    private mutating func revive(
        _ object: ObjectID, _ key: PropertyKey, _ reviver: Value, _ sources: borrowing JSONSources, _ part: Int32
    ) throws(Abrupt) {
        let revived = try internalize(object, key, reviver, sources, part < 0 ? -1 : sources.part(of: object, key))
        if revived.isUndefined {
            _ = try delete(object, key)
        } else {
            _ = try defineProperty(
                object, key, PartialDescriptor(value: revived, isWritable: true, isEnumerable: true, isConfigurable: true))
        }
    }
}
