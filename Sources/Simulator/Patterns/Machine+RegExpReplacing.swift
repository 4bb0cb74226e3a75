import JavaScript
import RegularExpressions

/// RegExp.prototype[Symbol.replace]. https://tc39.es/ecma262/#sec-regexp.prototype-%25symbol.replace%25
extension Machine {
    /// A match that is to be replaced.
    private struct Replaced {
        var matched: StringID
        var position: Int
        var captures: [Value]
        var groups: Value
    }

    mutating func installRegExpReplacing(_ prototype: ObjectID) {
        define(prototype, realm.symbolReplace, "[Symbol.replace]", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.thisRegExp(arguments, "@@replace")
            let text = try machine.toString(machine.argument(arguments, 0))
            return try machine.regExpReplace(object, text, machine.argument(arguments, 1))
        }
    }

    private mutating func regExpReplace(_ object: ObjectID, _ text: StringID, _ replacement: Value) throws(Abrupt) -> Value {
        budget.steps += Self.entrySteps
        let isFunction = isCallable(replacement)
        let template = isFunction ? nil : units(try toString(replacement))
        let isPlain = isPristine(object)
        let flags = try toText(get(object, .known(.flags)))
        let isGlobal = flags.contains("g")
        let readsCodePoints = flags.contains("u") || flags.contains("v")
        if isGlobal { try setLastIndex(object, 0) }
        // All matches are found before the first is replaced.
        var matches: [Replaced] = []
        var results: [ObjectID] = []
        while true {
            budget.steps += 2 * Self.lookupSteps
            try countStep()
            if isPlain {
                guard let registers = try builtinMatch(object, text) else { break }
                matches.append(try replaced(registers, object, text, needsGroups: isFunction || template?.contains(0x24) ?? false))
                if !isGlobal { break }
                if registers[0] == registers[1] { try stepOverEmpty(object, text, readsCodePoints) }
            } else {
                guard let result = try regExpExec(object, text) else { break }
                results.append(result)
                if !isGlobal { break }
                let whole = try toString(get(result, .index(0)))
                if strings.length(whole) == 0 { try stepOverEmpty(object, text, readsCodePoints) }
            }
        }
        if matches.isEmpty, results.isEmpty { return .string(text) }
        let source = units(text)
        var made: [UInt16] = []
        var next = 0
        for index in 0..<max(matches.count, results.count) {
            let match = isPlain ? matches[index] : try replaced(results[index], text)
            let substitution: [UInt16]
            if let template {
                let groups: ObjectID? = match.groups.isUndefined ? nil : try toObject(match.groups)
                substitution = try getSubstitution(
                    template, matched: strings.length(match.matched), match.position, source, match.captures, groups, match.matched)
            } else {
                var arguments: [Value] = [.string(match.matched)] + match.captures + [Value(match.position), .string(text)]
                if !match.groups.isUndefined { arguments.append(match.groups) }
                let value = try call(replacement, .undefined, arguments: arguments)
                substitution = units(try toString(value))
            }
            guard match.position >= next else { continue }
            made.append(contentsOf: source[next..<match.position])
            made.append(contentsOf: substitution)
            try reserveString(made.count)
            next = match.position + strings.length(match.matched)
        }
        if next < source.count { made.append(contentsOf: source[next...]) }
        try reserveString(made.count)
        return stringValue(made)
    }

    /// A match of an expression that nobody changed.
    private mutating func replaced(
        _ registers: [Int32], _ object: ObjectID, _ text: StringID, needsGroups: Bool
    ) throws(Abrupt) -> Replaced {
        guard case .string(let matched) = captured(registers, 0, text) else { throw typeError("object expected") }
        var match = Replaced(matched: matched, position: Int(registers[0]), captures: [], groups: .undefined)
        guard needsGroups else { return match }
        budget.steps += registers.count
        for group in 1..<max(registers.count / 2, 1) { match.captures.append(captured(registers, group, text)) }
        let record = heap.expressions.records[Int(heap[object].payload)]
        if !heap.expressions.compiled[Int(record.expression)].names.isEmpty {
            let array = try makeMatch(registers, text, record)
            match.groups = getOwn(array, .known(.groups))?.value ?? .undefined
        }
        return match
    }

    /// A match as any `exec` gave it.
    private mutating func replaced(_ result: ObjectID, _ text: StringID) throws(Abrupt) -> Replaced {
        let count = max(try lengthOfArrayLike(result) - 1, 0)
        let matched = try toString(get(result, .index(0)))
        let index = try toInteger(get(result, .known(.index)))
        var match = Replaced(
            matched: matched, position: Int(max(min(index, Double(strings.length(text))), 0)), captures: [], groups: .undefined)
        if count > 0 {
            for group in 1...count {
                try countStep()
                let capture = try getElement(result, group)
                match.captures.append(capture.isUndefined ? capture : .string(try toString(capture)))
            }
        }
        match.groups = try get(result, .known(.groups))
        return match
    }

    /// GetSubstitution. https://tc39.es/ecma262/#sec-getsubstitution
    mutating func getSubstitution(
        _ template: [UInt16], matched length: Int, _ position: Int, _ text: [UInt16], _ captures: [Value], _ groups: ObjectID?,
        _ matched: StringID
    ) throws(Abrupt) -> [UInt16] {
        budget.countWork(template.count)
        guard template.contains(0x24) else { return template }
        budget.steps += template.count
        var result: [UInt16] = []
        var index = 0
        while index < template.count {
            let next = index + 1 < template.count ? template[index + 1] : 0
            guard template[index] == 0x24, next != 0 else {
                result.append(template[index])
                index += 1
                continue
            }
            index += 2
            switch next {
            case 0x24: result.append(0x24)
            case 0x26: result.append(contentsOf: units(matched))
            case 0x60: result.append(contentsOf: text[..<position])
            case 0x27: result.append(contentsOf: text[min(position + length, text.count)...])
            case 0x30...0x39:
                let first = Int(next) - 0x30
                var group = first
                var width = 0
                if index < template.count, (0x30...0x39).contains(template[index]) {
                    let both = first * 10 + Int(template[index]) - 0x30
                    if both >= 1, both <= captures.count { (group, width) = (both, 1) }
                }
                if group >= 1, group <= captures.count {
                    if case .string(let capture) = captures[group - 1] { result.append(contentsOf: units(capture)) }
                    index += width
                } else {
                    result.append(contentsOf: [0x24, next])
                }
            case 0x3C:
                guard let groups, let end = template[index...].firstIndex(of: 0x3E) else {
                    result.append(contentsOf: [0x24, next])
                    continue
                }
                let key = strings.propertyKey(strings.make(template[index..<end]))
                let capture = try get(groups, key)
                if !capture.isUndefined { result.append(contentsOf: units(try toString(capture))) }
                index = end + 1
            default: result.append(contentsOf: [0x24, next])
            }
            try reserveString(result.count)
        }
        budget.countWork(result.count)
        return result
    }
}
