import JavaScript
import RegularExpressions

/// RegExp.prototype[Symbol.split]. https://tc39.es/ecma262/#sec-regexp.prototype-%25symbol.split%25
extension Machine {
    mutating func installRegExpSplitting(_ prototype: ObjectID) {
        define(prototype, realm.symbolSplit, "[Symbol.split]", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.thisRegExp(arguments, "@@split")
            let text = try machine.toString(machine.argument(arguments, 0))
            return try machine.regExpSplit(object, text, machine.argument(arguments, 1))
        }
    }

    private mutating func regExpSplit(_ object: ObjectID, _ text: StringID, _ limit: Value) throws(Abrupt) -> Value {
        let isPlain = isPristine(object)
        let constructor = try speciesConstructor(object, realm.regExpConstructor)
        let flags = try toText(get(object, .known(.flags)))
        let readsCodePoints = flags.contains("u") || flags.contains("v")
        let made = try construct(constructor, arguments: [.object(object), string(flags.contains("y") ? flags : flags + "y")])
        guard case .object(let splitter) = made else { throw typeError("object expected") }
        let most = limit.isUndefined ? Int(UInt32.max) : Int(UInt32(bitPattern: Self.toInt32(try toNumber(limit))))
        if most == 0 { return .object(makeArray()) }
        if isPlain, isPristine(splitter) { return try plainSplit(splitter, text, most, readsCodePoints) }
        let size = strings.length(text)
        if size == 0 {
            return .object(try regExpExec(splitter, text) == nil ? makeArray([.string(text)]) : makeArray())
        }
        var parts: [Value] = []
        var start = 0
        var position = 0
        while position < size {
            try countStep()
            try setLastIndex(splitter, position)
            guard let match = try regExpExec(splitter, text) else {
                position = advanceStringIndex(text, position, readsCodePoints)
                continue
            }
            let end = min(try toLength(get(splitter, .known(.lastIndex))), size)
            if end == start {
                position = advanceStringIndex(text, position, readsCodePoints)
                continue
            }
            parts.append(part(of: text, start, position))
            if parts.count == most { return .object(makeArray(parts)) }
            start = end
            let count = max(try lengthOfArrayLike(match) - 1, 0)
            if count > 0 {
                for group in 1...count {
                    try countStep()
                    parts.append(try getElement(match, group))
                    if parts.count == most { return .object(makeArray(parts)) }
                }
            }
            position = start
        }
        parts.append(part(of: text, start, size))
        return .object(makeArray(parts))
    }

    /// The same for an expression that nobody changed: the next match is looked for at once, and not at one position after the other.
    private mutating func plainSplit(
        _ splitter: ObjectID, _ text: StringID, _ most: Int, _ readsCodePoints: Bool
    ) throws(Abrupt) -> Value {
        let record = heap.expressions.records[Int(heap[splitter].payload)]
        let size = strings.length(text)
        if size == 0 {
            return .object(try search(record, text, from: 0, isSticky: true) == nil ? makeArray([.string(text)]) : makeArray())
        }
        var parts: [Value] = []
        var start = 0
        var position = 0
        while position < size {
            try countStep()
            guard let registers = try search(record, text, from: position, isSticky: false), Int(registers[0]) < size else { break }
            let end = Int(registers[1])
            if end == start {
                position = advanceStringIndex(text, max(position, Int(registers[0])), readsCodePoints)
                continue
            }
            parts.append(part(of: text, start, Int(registers[0])))
            if parts.count == most { return .object(makeArray(parts)) }
            start = end
            for group in 1..<max(registers.count / 2, 1) {
                budget.steps += 1
                parts.append(captured(registers, group, text))
                if parts.count == most { return .object(makeArray(parts)) }
            }
            position = start
        }
        parts.append(part(of: text, start, size))
        return .object(makeArray(parts))
    }

    private mutating func part(of text: StringID, _ start: Int, _ end: Int) -> Value {
        captured([Int32(start), Int32(max(end, start))], 0, text)
    }
}
