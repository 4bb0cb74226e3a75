import JavaScript
import RegularExpressions

/// Matching. https://tc39.es/ecma262/#sec-abstract-operations-for-regexp-execution
extension Machine {
    /// How many instructions of a pattern are a step.
    private static let matcherInstructions = 16

    /// Where an expression matches a text at or after a position: the positions of the whole and of the groups, two of each; `nil` for no match.
    mutating func search(
        _ record: RegExpRecord, _ text: StringID, from position: Int, isSticky: Bool
    ) throws(Abrupt) -> [Int32]? {
        budget.steps += Self.searchSteps
        let units = strings.codeUnits(text)
        let stepLimit = max(limits.steps - stepCount, 0)
        let byteLimit = max(limits.heapBytes - byteCount, 0)
        let index = Int(record.expression)
        // The matcher is taken out while it works, so that nothing of the machine is held meanwhile.
        var matcher = Matcher()
        swap(&matcher, &heap.expressions.matcher)
        let outcome = units.withUnsafeBufferPointer { units in
            matcher.search(
                heap.expressions.compiled[index], in: units, from: position, isSticky: isSticky,
                stepLimit: stepLimit.multipliedReportingOverflow(by: Self.matcherInstructions).partialValue, byteLimit: byteLimit)
        }
        swap(&matcher, &heap.expressions.matcher)
        budget.steps += heap.expressions.matcher.steps / Self.matcherInstructions
        switch outcome {
        case .match:
            let registers = Array(heap.expressions.matcher.registers.prefix((heap.expressions.compiled[index].captureCount + 1) * 2))
            realm.latestMatch = RegExpLatestMatch(text: text, registers: registers)
            return registers
        case .noMatch:
            try checkCountedWork()
            return nil
        case .tooManySteps: throw .blocked(.limit(.steps))
        case .tooManyBytes: throw .blocked(.limit(.heap))
        }
    }

    // MARK: Exec

    /// RegExpExec: by the object's own `exec`, which most often is the library's. https://tc39.es/ecma262/#sec-regexpexec
    mutating func regExpExec(_ object: ObjectID, _ text: StringID) throws(Abrupt) -> ObjectID? {
        let exec = try get(object, .known(.exec))
        if exec != realm.regExpExec || heap[object].kind != .regularExpression, isCallable(exec) {
            let result = try call(exec, .object(object), .string(text))
            switch result {
            case .object(let match): return match
            case .null: return nil
            default: throw typeError("object null is not a function")
            }
        }
        guard heap[object].kind == .regularExpression else { throw incompatibleReceiver(.object(object), "RegExp.prototype.exec") }
        return try regExpBuiltinExec(object, text)
    }

    /// RegExpBuiltinExec. https://tc39.es/ecma262/#sec-regexpbuiltinexec
    mutating func regExpBuiltinExec(_ object: ObjectID, _ text: StringID) throws(Abrupt) -> ObjectID? {
        guard let registers = try builtinMatch(object, text) else { return nil }
        let record = heap.expressions.records[Int(heap[object].payload)]
        return try makeMatch(registers, text, record)
    }

    /// The same without the array: it reads and writes `lastIndex`.
    mutating func builtinMatch(_ object: ObjectID, _ text: StringID) throws(Abrupt) -> [Int32]? {
        // Step 2.
        let lastIndex = try get(object, .known(.lastIndex))
        var position = try toLength(lastIndex)
        let record = heap.expressions.records[Int(heap[object].payload)]
        let flags = regExpFlags(record)
        let usesLastIndex = !flags.isDisjoint(with: [.global, .sticky])
        if !usesLastIndex { position = 0 }
        let registers =
            position > strings.length(text)
            ? nil : try search(record, text, from: position, isSticky: flags.contains(.sticky))
        guard let registers else {
            if usesLastIndex { try setLastIndex(object, 0) }
            return nil
        }
        if usesLastIndex { try setLastIndex(object, Int(registers[1])) }
        return registers
    }

    mutating func setLastIndex(_ object: ObjectID, _ index: Int) throws(Abrupt) { try set(object, .known(.lastIndex), Value(index)) }

    /// A group's text; undefined when it has no part in the match.
    mutating func captured(_ registers: [Int32], _ group: Int, _ text: StringID) -> Value {
        let (start, end) = (registers[group * 2], registers[group * 2 + 1])
        guard start >= 0, end >= start else { return .undefined }
        if start == end { return .string(.known(.empty)) }
        if start == 0, Int(end) == strings.length(text) { return .string(text) }
        return .string(strings.part(of: text, from: Int(start), to: Int(end)))
    }

    /// The array that `exec` gives.
    mutating func makeMatch(_ registers: [Int32], _ text: StringID, _ record: RegExpRecord) throws(Abrupt) -> ObjectID {
        let count = registers.count / 2
        budget.steps += count * 2
        try checkCountedWork()
        var values: [Value] = []
        values.reserveCapacity(count)
        for group in 0..<count { values.append(captured(registers, group, text)) }
        let match = makeArray(values)
        put(match, .known(.index), Value(Int(registers[0])))
        put(match, .known(.input), .string(text))
        let expression = heap.expressions.compiled[Int(record.expression)]
        let groups = makeGroups(expression, registers) { values[$1] }
        put(match, .known(.groups), groups)
        if expression.flags.contains(.hasIndices) { put(match, .known(.indices), .object(makeIndices(expression, registers))) }
        return match
    }

    /// The groups by their names; undefined when none has one. Of groups of one name, that which takes part counts.
    private mutating func makeGroups(
        _ expression: RegularExpression, _ registers: [Int32], _ value: (inout Machine, Int) -> Value
    ) -> Value {
        if expression.names.isEmpty { return .undefined }
        let groups = heap.makeObject(.ordinary, prototype: .none)
        for name in expression.names {
            budget.steps += Self.entrySteps
            let key = strings.propertyKey(strings.make(name.name[...]))
            let group = name.groups.first { registers[Int($0) * 2] >= 0 && registers[Int($0) * 2 + 1] >= 0 } ?? name.groups[0]
            put(groups, key, value(&self, Int(group)))
        }
        return .object(groups)
    }

    /// MakeMatchIndicesIndexPairArray. https://tc39.es/ecma262/#sec-makematchindicesindexpairarray
    private mutating func makeIndices(_ expression: RegularExpression, _ registers: [Int32]) -> ObjectID {
        var pairs: [Value] = []
        for group in 0..<registers.count / 2 {
            let (start, end) = (registers[group * 2], registers[group * 2 + 1])
            pairs.append(start >= 0 && end >= 0 ? .object(makeArray([Value(Int(start)), Value(Int(end))])) : .undefined)
        }
        let indices = makeArray(pairs)
        let groups = makeGroups(expression, registers) { pairs[$1] }
        put(indices, .known(.groups), groups)
        return indices
    }

    /// AdvanceStringIndex. https://tc39.es/ecma262/#sec-advancestringindex
    mutating func advanceStringIndex(_ text: StringID, _ index: Int, _ readsCodePoints: Bool) -> Int {
        guard readsCodePoints, index + 1 < strings.length(text), UTF16.isLeadSurrogate(strings.codeUnit(text, at: index)),
            UTF16.isTrailSurrogate(strings.codeUnit(text, at: index + 1))
        else { return index + 1 }
        return index + 2
    }

    // MARK: Nothing replaced

    /// Whether an expression and its prototype are as they were made, so that none of the steps by its properties can be seen.
    mutating func isPristine(_ object: ObjectID) -> Bool {
        let record = heap[object]
        guard record.kind == .regularExpression, record.prototype == realm.regExpPrototype, record.shape == realm.regExpShape else {
            return false
        }
        for (key, value) in realm.regExpWatched where lookup(realm.regExpPrototype, key)?.value != value { return false }
        return true
    }
}

/// What the properties of the constructor tell of the latest match. https://github.com/tc39/proposal-regexp-legacy-features
struct RegExpLatestMatch {
    var text: StringID
    var registers: [Int32]
}
