import JavaScript

/// String.prototype: searching and replacing. What patterns do is theirs: ``Machine/callSymbolMethod(_:of:on:_:)``.
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
            try machine.requireNoRegExp(machine.argument(arguments, 0), "includes")
            let search = TextSearch(machine.units(try machine.toString(machine.argument(arguments, 0))))
            let start = try machine.clampedIndex(machine.argument(arguments, 1), units.count, missing: 0)
            return .boolean(machine.find(search, in: units, from: start) != nil)
        }
        define(prototype, "startsWith", 1) { machine, arguments throws(Abrupt) in
            let units = machine.units(try machine.thisString(arguments, "startsWith"))
            try machine.requireNoRegExp(machine.argument(arguments, 0), "startsWith")
            let pattern = machine.units(try machine.toString(machine.argument(arguments, 0)))
            let start = try machine.clampedIndex(machine.argument(arguments, 1), units.count, missing: 0)
            return .boolean(units[start...].starts(with: pattern))
        }
        define(prototype, "endsWith", 1) { machine, arguments throws(Abrupt) in
            let units = machine.units(try machine.thisString(arguments, "endsWith"))
            try machine.requireNoRegExp(machine.argument(arguments, 0), "endsWith")
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

    /// What a method gives up to an object's own method of a symbol, if there is one.
    /// https://tc39.es/ecma262/#sec-string.prototype.match
    mutating func callSymbolMethod(
        _ symbol: SymbolID, of value: Value, on receiver: Value, _ second: Value? = nil
    ) throws(Abrupt) -> Value? {
        guard value.isObject else { return nil }
        let method = try getMethod(value, .symbol(symbol))
        if method.isUndefined { return nil }
        if let second { return try call(method, value, receiver, second) }
        return try call(method, value, receiver)
    }

    private mutating func installStringMatching(_ prototype: ObjectID) {
        for (name, symbol) in [("match", realm.symbolMatch), ("matchAll", realm.symbolMatchAll), ("search", realm.symbolSearch)] {
            define(prototype, name, 1) { machine, arguments throws(Abrupt) in
                try machine.requireCoercible(arguments, name)
                let pattern = machine.argument(arguments, 0)
                if name == "matchAll" {
                    try machine.requireGlobal(pattern, "String.prototype.matchAll called with a non-global RegExp argument")
                }
                if let result = try machine.callSymbolMethod(symbol, of: pattern, on: arguments.thisValue) { return result }
                let text = try machine.toString(arguments.thisValue)
                let expression = try machine.regExpCreate(pattern, name == "matchAll" ? machine.string("g") : .undefined)
                let method = try machine.get(expression, .symbol(symbol))
                return try machine.call(method, .object(expression), .string(text))
            }
        }
    }

    mutating func requireCoercible(_ arguments: Arguments, _ method: String) throws(Abrupt) {
        if arguments.thisValue.isNullish { throw typeError("String.prototype.\(method) called on null or undefined") }
    }

    private mutating func requireGlobal(_ pattern: Value, _ message: String) throws(Abrupt) {
        guard try isRegExp(pattern), case .object(let object) = pattern else { return }
        let flags = try get(object, .known(.flags))
        if flags.isNullish { throw typeError("String.prototype.matchAll called on null or undefined") }
        let text = try toString(flags)
        if !strings.codeUnits(text).contains(0x67) { throw typeError(message) }
    }

    /// Methods that look for a text refuse what would be taken for a pattern elsewhere.
    private mutating func requireNoRegExp(_ value: Value, _ method: String) throws(Abrupt) {
        if try isRegExp(value) { throw typeError("First argument to String.prototype.\(method) must not be a regular expression") }
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
        try requireCoercible(arguments, method)
        let sought = argument(arguments, 0)
        let replacement = argument(arguments, 1)
        if isGlobal { try requireGlobal(sought, "String.prototype.replaceAll called with a non-global RegExp argument") }
        if let result = try callSymbolMethod(realm.symbolReplace, of: sought, on: arguments.thisValue, replacement) { return result }
        let text = try toString(arguments.thisValue)
        let searched = try toString(sought)
        let search = TextSearch(units(searched))
        let pattern = search.pattern
        let template = isCallable(replacement) ? nil : units(try toString(replacement))
        let units = self.units(text)
        var result: [UInt16] = []
        var end = 0
        var start = 0
        while let found = find(search, in: units, from: start) {
            try countStep()
            result.append(contentsOf: units[end..<found])
            if let template {
                result.append(contentsOf: try getSubstitution(template, matched: pattern.count, found, units, [], nil, searched))
            } else {
                let made = try call(replacement, .undefined, arguments: [.string(searched), Value(found), .string(text)])
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
}
