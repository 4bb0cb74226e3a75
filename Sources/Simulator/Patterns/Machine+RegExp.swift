import JavaScript
import RegularExpressions

/// Making regular expression objects. https://tc39.es/ecma262/#sec-regexp-regular-expression-objects
extension Machine {
    /// A literal's object: new each time, compiled once.
    mutating func makeRegExp(literal pattern: NameID, _ flags: RegularExpressionFlags) throws(Abrupt) -> ObjectID {
        let record = try compileRegExp(StringID(name: pattern), flags)
        return makeRegExpObject(record, prototype: realm.regExpPrototype)
    }

    /// RegExpAlloc and what follows it. https://tc39.es/ecma262/#sec-regexpalloc
    mutating func makeRegExpObject(_ record: RegExpRecord, prototype: ObjectID) -> ObjectID {
        heap.expressions.records.append(record)
        let object = heap.makeObject(.regularExpression, prototype: prototype, payload: Int32(heap.expressions.records.count - 1))
        put(object, .known(.lastIndex), Value(0), .writable)
        return object
    }

    /// RegExpCreate. https://tc39.es/ecma262/#sec-regexpcreate
    mutating func regExpCreate(_ pattern: Value, _ flags: Value) throws(Abrupt) -> ObjectID {
        let record = try initializedRegExp(pattern, flags)
        return makeRegExpObject(record, prototype: realm.regExpPrototype)
    }

    /// RegExpInitialize. https://tc39.es/ecma262/#sec-regexpinitialize
    mutating func initializedRegExp(_ pattern: Value, _ flags: Value) throws(Abrupt) -> RegExpRecord {
        let source = pattern.isUndefined ? StringID.known(.empty) : try toString(pattern)
        let flagText = flags.isUndefined ? "" : try toText(flags)
        guard let flags = RegularExpressionFlags(flagText) else {
            throw syntaxError("Invalid flags supplied to RegExp constructor '\(flagText.prefix(100))'")
        }
        return try compileRegExp(source, flags)
    }

    private mutating func compileRegExp(_ source: StringID, _ flags: RegularExpressionFlags) throws(Abrupt) -> RegExpRecord {
        budget.steps += Self.expressionSteps
        let length = strings.length(source)
        let name = length <= ExpressionTable.longestKey ? strings.name(source) : nil
        if let name, let known = heap.expressions.find(name, flags) { return RegExpRecord(source: source, expression: known) }
        try afford(length * Self.patternSteps)
        let pattern = units(source)
        // `\p` and `\P`, whatever stands before them.
        let properties = zip(pattern, pattern.dropFirst()).count { $0 == 0x5C && $1 | 0x20 == 0x70 }
        if properties > 0 { try afford(properties * Self.propertySteps) }
        do throws(PatternError) {
            let expression = try RegularExpression(pattern, flags)
            // What many sets of many characters take is known only now.
            budget.steps += expression.byteCount >> 6
            return RegExpRecord(source: source, expression: heap.expressions.add(expression, name))
        } catch {
            let shown = shownText(source)
            throw syntaxError("Invalid regular expression: /\(shown)/\(flags.text): \(error.message)")
        }
    }

    /// The record of a regular expression object; `nil` for any other value.
    func regExpRecord(_ value: Value) -> RegExpRecord? {
        guard case .object(let object) = value, heap[object].kind == .regularExpression else { return nil }
        return heap.expressions.records[Int(heap[object].payload)]
    }

    func regExpFlags(_ record: RegExpRecord) -> RegularExpressionFlags { heap.expressions.compiled[Int(record.expression)].flags }

    /// IsRegExp. https://tc39.es/ecma262/#sec-isregexp
    mutating func isRegExp(_ value: Value) throws(Abrupt) -> Bool {
        guard case .object(let object) = value else { return false }
        let matcher = try get(object, .symbol(realm.symbolMatch))
        return matcher.isUndefined ? heap[object].kind == .regularExpression : toBoolean(matcher)
    }

    // MARK: Text

    /// EscapeRegExpPattern: the pattern as it stands between slashes, with lines and slashes escaped. https://tc39.es/ecma262/#sec-escaperegexppattern
    mutating func escapedSource(_ record: RegExpRecord) -> StringID {
        let source = units(record.source)
        if source.isEmpty { return strings.intern("(?:)") }
        var result: [UInt16] = []
        var isInClass = false
        var isEscaped = false
        for unit in source {
            let line: String? =
                switch unit {
                case 0x0A: "n"
                case 0x0D: "r"
                case 0x2028: "u2028"
                case 0x2029: "u2029"
                default: nil
                }
            if let line {
                if !isEscaped { result.append(0x5C) }
                result.append(contentsOf: line.utf16)
            } else {
                if unit == 0x2F, !isEscaped, !isInClass { result.append(0x5C) }
                result.append(unit)
            }
            if isEscaped {
                isEscaped = false
            } else {
                if unit == 0x5B { isInClass = true }
                if unit == 0x5D { isInClass = false }
                isEscaped = unit == 0x5C
            }
        }
        if result == source { return record.source }
        return strings.make(result[...])
    }

    /// `/pattern/flags`, without running code of the program.
    mutating func text(ofRegExp object: ObjectID) -> String {
        let record = heap.expressions.records[Int(heap[object].payload)]
        let source = escapedSource(record)
        return "/\(shownText(source))/\(regExpFlags(record).text)"
    }
}
