import JavaScript

/// String.prototype: searching and replacing. Patterns are strings: there are no regular expressions.
extension Machine {
    mutating func installStringSearching(_ prototype: ObjectID) {
        define(prototype, "indexOf", 1) { machine, arguments throws(Abrupt) in
            let units = machine.units(try machine.thisString(arguments, "indexOf"))
            let search = TextSearch(machine.units(try machine.toString(machine.argument(arguments, 0))))
            let start = try machine.clampedIndex(machine.argument(arguments, 1), units.count, missing: 0)
            return Value(machine.find(search, in: units, from: start) ?? -1)
        }
        define(prototype, "lastIndexOf", 1) { machine, arguments throws(Abrupt) in
            let units = machine.units(try machine.thisString(arguments, "lastIndexOf"))
            let pattern = machine.units(try machine.toString(machine.argument(arguments, 0)))
            let from = try machine.toNumber(machine.argument(arguments, 1))
            guard pattern.count <= units.count else { return Value(-1) }
            let last = units.count - pattern.count
            let start = from.isNaN ? last : Int(min(max(from.rounded(.towardZero), 0), Double(last)))
            machine.budget.countCloseWork(start)
            return Value(TextSearch.lastIndex(of: pattern, in: units, from: start) ?? -1)
        }
        define(prototype, "includes", 1) { machine, arguments throws(Abrupt) in
            let units = machine.units(try machine.thisString(arguments, "includes"))
            let search = TextSearch(machine.units(try machine.toString(machine.argument(arguments, 0))))
            let start = try machine.clampedIndex(machine.argument(arguments, 1), units.count, missing: 0)
            return .boolean(machine.find(search, in: units, from: start) != nil)
        }
        define(prototype, "startsWith", 1) { machine, arguments throws(Abrupt) in
            let units = machine.units(try machine.thisString(arguments, "startsWith"))
            let pattern = machine.units(try machine.toString(machine.argument(arguments, 0)))
            let start = try machine.clampedIndex(machine.argument(arguments, 1), units.count, missing: 0)
            return .boolean(units[start...].starts(with: pattern))
        }
        define(prototype, "endsWith", 1) { machine, arguments throws(Abrupt) in
            let units = machine.units(try machine.thisString(arguments, "endsWith"))
            let pattern = machine.units(try machine.toString(machine.argument(arguments, 0)))
            let end = try machine.clampedIndex(machine.argument(arguments, 1), units.count, missing: units.count)
            return .boolean(units[..<end].suffix(pattern.count) == pattern[...])
        }
        installStringMatching(prototype)
    }

    /// Where a text is found at or after `start`.
    mutating func find(_ search: TextSearch, in units: [UInt16], from start: Int) -> Int? {
        let found = search.firstIndex(in: units, from: start)
        budget.countCloseWork((found ?? units.count) - start)
        return found
    }

    // MARK: Matching

    private mutating func installStringMatching(_ prototype: ObjectID) {
        define(prototype, "match", 1) { machine, arguments throws(Abrupt) in
            let text = try machine.thisString(arguments, "match")
            let search = TextSearch(try machine.literalPattern(machine.argument(arguments, 0)))
            guard let found = machine.find(search, in: machine.units(text), from: 0) else { return .null }
            return .object(machine.makeMatch(text, search.pattern, found))
        }
        define(prototype, "matchAll", 1) { machine, arguments throws(Abrupt) in
            let text = try machine.thisString(arguments, "matchAll")
            let search = TextSearch(try machine.literalPattern(machine.argument(arguments, 0)))
            let units = machine.units(text)
            var matches: [Value] = []
            var start = 0
            while let found = machine.find(search, in: units, from: start) {
                machine.budget.steps += Self.entrySteps
                try machine.countStep()
                matches.append(.object(machine.makeMatch(text, search.pattern, found)))
                start = found + max(search.pattern.count, 1)
            }
            let list = machine.makeArray(matches)
            return .object(machine.makeArrayIterator(.object(list), .values))
        }
        define(prototype, "search", 1) { machine, arguments throws(Abrupt) in
            let text = try machine.thisString(arguments, "search")
            let search = TextSearch(try machine.literalPattern(machine.argument(arguments, 0)))
            return Value(machine.find(search, in: machine.units(text), from: 0) ?? -1)
        }
    }

    /// These methods make a regular expression of a string. One without special characters is matched as it stands.
    private mutating func literalPattern(_ value: Value) throws(Abrupt) -> [UInt16] {
        if value.isUndefined { return [] }
        let pattern = units(try toString(value))
        let special = Array("\\^$.*+?()[]{}|".utf16)
        if pattern.contains(where: { special.contains($0) }) {
            stop.outsideName = "a string that becomes a regular expression"
            throw .blocked(.outsideSubset)
        }
        return pattern
    }

    private mutating func makeMatch(_ text: StringID, _ pattern: [UInt16], _ index: Int) -> ObjectID {
        let match = makeArray([stringValue(pattern)])
        put(match, .known(.index), Value(index))
        put(match, .known(.input), .string(text))
        put(match, .known(.groups), .undefined)
        return match
    }

    // MARK: Replacing

    mutating func installStringReplacing(_ prototype: ObjectID) {
        define(prototype, "replace", 2) { machine, arguments throws(Abrupt) in
            try machine.replace(arguments, "replace", isGlobal: false)
        }
        define(prototype, "replaceAll", 2) { machine, arguments throws(Abrupt) in
            try machine.replace(arguments, "replaceAll", isGlobal: true)
        }
    }

    /// https://tc39.es/ecma262/#sec-string.prototype.replaceall
    private mutating func replace(_ arguments: Arguments, _ method: String, isGlobal: Bool) throws(Abrupt) -> Value {
        let text = try thisString(arguments, method)
        let search = TextSearch(units(try toString(argument(arguments, 0))))
        let pattern = search.pattern
        let replacement = argument(arguments, 1)
        let template = isCallable(replacement) ? nil : units(try toString(replacement))
        let units = self.units(text)
        var result: [UInt16] = []
        var end = 0
        var start = 0
        while let found = find(search, in: units, from: start) {
            try countStep()
            result.append(contentsOf: units[end..<found])
            if let template {
                let substitution = Self.substitution(template, pattern, units, found)
                budget.countWork(substitution.count)
                result.append(contentsOf: substitution)
            } else {
                let made = try call(replacement, .undefined, arguments: [stringValue(pattern), Value(found), .string(text)])
                let madeText = try toString(made)
                result.append(contentsOf: strings.codeUnits(madeText))
            }
            try reserveString(result.count)
            end = found + pattern.count
            start = found + max(pattern.count, 1)
            if !isGlobal { break }
        }
        result.append(contentsOf: units[end...])
        try reserveString(result.count)
        return stringValue(result)
    }

    /// GetSubstitution without captures. https://tc39.es/ecma262/#sec-getsubstitution
    private static func substitution(_ template: [UInt16], _ matched: [UInt16], _ text: [UInt16], _ position: Int) -> [UInt16] {
        guard template.contains(0x24) else { return template }
        var result: [UInt16] = []
        var index = 0
        while index < template.count {
            guard template[index] == 0x24, index + 1 < template.count else {
                result.append(template[index])
                index += 1
                continue
            }
            index += 2
            switch template[index - 1] {
            case 0x24: result.append(0x24)
            case 0x26: result.append(contentsOf: matched)
            case 0x60: result.append(contentsOf: text[..<position])
            case 0x27: result.append(contentsOf: text[(position + matched.count)...])
            default: result.append(contentsOf: template[index - 2..<index])
            }
        }
        return result
    }
}
