import JavaScript
import RegularExpressions

/// RegExp.prototype[Symbol.match], [Symbol.matchAll] and [Symbol.search].
extension Machine {
    mutating func installRegExpMatching(_ prototype: ObjectID) {
        define(prototype, realm.symbolMatch, "[Symbol.match]", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisRegExp(arguments, "@@match")
            let text = try machine.toString(machine.argument(arguments, 0))
            return try machine.regExpMatch(object, text)
        }
        define(prototype, realm.symbolMatchAll, "[Symbol.matchAll]", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisRegExp(arguments, "@@matchAll")
            let text = try machine.toString(machine.argument(arguments, 0))
            return try machine.regExpMatchAll(object, text)
        }
        define(prototype, realm.symbolSearch, "[Symbol.search]", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisRegExp(arguments, "@@search")
            let text = try machine.toString(machine.argument(arguments, 0))
            return try machine.regExpSearch(object, text)
        }
        installRegExpIterator()
    }

    /// https://tc39.es/ecma262/#sec-regexp.prototype-%25symbol.match%25
    private mutating func regExpMatch(_ object: ObjectID, _ text: StringID) throws(Abrupt) -> Value {
        let isPlain = isPristine(object)
        let flags = try toText(get(object, .known(.flags)))
        guard flags.contains("g") else { return try regExpExec(object, text).map { .object($0) } ?? .null }
        let readsCodePoints = flags.contains("u") || flags.contains("v")
        try setLastIndex(object, 0)
        var found: [Value] = []
        while true {
            try countStep()
            let match: StringID
            if isPlain {
                guard let registers = try builtinMatch(object, text) else { break }
                guard case .string(let whole) = captured(registers, 0, text) else { break }
                match = whole
            } else {
                guard let result = try regExpExec(object, text) else { break }
                match = try toString(get(result, .index(0)))
            }
            found.append(.string(match))
            if strings.length(match) == 0 { try stepOverEmpty(object, text, readsCodePoints) }
        }
        return found.isEmpty ? .null : .object(makeArray(found))
    }

    /// After an empty match, the next is looked for behind the next character.
    mutating func stepOverEmpty(_ object: ObjectID, _ text: StringID, _ readsCodePoints: Bool) throws(Abrupt) {
        let index = try toLength(get(object, .known(.lastIndex)))
        try setLastIndex(object, advanceStringIndex(text, index, readsCodePoints))
    }

    /// Another expression is made, with its iterator.
    private static let matchAllSteps = 50

    /// https://tc39.es/ecma262/#sec-regexp-prototype-matchall
    private mutating func regExpMatchAll(_ object: ObjectID, _ text: StringID) throws(Abrupt) -> Value {
        budget.steps += Self.matchAllSteps
        let constructor = try speciesConstructor(object, realm.regExpConstructor)
        let flags = try toString(get(object, .known(.flags)))
        let made = try construct(constructor, arguments: [.object(object), .string(flags)])
        guard case .object(let matcher) = made else { throw typeError("object expected") }
        let lastIndex = try toLength(get(object, .known(.lastIndex)))
        try setLastIndex(matcher, lastIndex)
        let letters = strings.text(flags)
        var record = IteratorRecord(kind: .regExpString, yields: .values, target: made, next: .string(text))
        record.position = (letters.contains("g") ? 1 : 0) | (letters.contains("u") || letters.contains("v") ? 2 : 0)
        heap.iterators.append(record)
        return .object(
            heap.makeObject(.iterator, prototype: realm.regExpStringIteratorPrototype, payload: Int32(heap.iterators.count - 1)))
    }

    /// What the iterator gives next: `nil` at the end.
    /// https://tc39.es/ecma262/#sec-%25regexpstringiteratorprototype%25.next
    mutating func nextRegExpMatch(_ index: Int) throws(Abrupt) -> Value? {
        let record = heap.iterators[index]
        guard !record.isDone, case .object(let matcher) = record.target, case .string(let text) = record.next else { return nil }
        guard let match = try regExpExec(matcher, text) else {
            heap.iterators[index].isDone = true
            return nil
        }
        if record.position & 1 == 0 {
            heap.iterators[index].isDone = true
            return .object(match)
        }
        let whole = try toString(get(match, .index(0)))
        if strings.length(whole) == 0 { try stepOverEmpty(matcher, text, record.position & 2 != 0) }
        return .object(match)
    }

    private mutating func installRegExpIterator() {
        realm.regExpStringIteratorPrototype = makeIteratorPrototype(.regExpString, "RegExp String Iterator")
    }

    /// https://tc39.es/ecma262/#sec-regexp.prototype-%25symbol.search%25
    private mutating func regExpSearch(_ object: ObjectID, _ text: StringID) throws(Abrupt) -> Value {
        let previous = try get(object, .known(.lastIndex))
        if !isSameValue(previous, Value(0)) { try setLastIndex(object, 0) }
        let match = try regExpExec(object, text)
        let current = try get(object, .known(.lastIndex))
        if !isSameValue(current, previous) { try set(object, .known(.lastIndex), previous) }
        guard let match else { return Value(-1) }
        return try get(match, .known(.index))
    }
}
