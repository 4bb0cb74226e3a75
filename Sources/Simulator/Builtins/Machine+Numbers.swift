import JavaScript

/// Number Objects, and the global functions about numbers. https://tc39.es/ecma262/#sec-number-objects
extension Machine {
    mutating func installNumbers() {
        let prototype = makeLibraryObject()
        heap.primitives.append(.number(0))
        heap[prototype].kind = .primitive
        heap[prototype].payload = Int32(heap.primitives.count - 1)
        realm.numberPrototype = prototype
        let constructor = defineConstructor("Number", 1, prototype: prototype) { machine, arguments throws(Abrupt) in
            var number = 0.0
            if arguments.count > 0 {
                switch try machine.toNumeric(machine.argument(arguments, 0)) {
                case .bigInt(let id): number = machine.heap.bigInts[id].number
                case let other: number = try machine.toNumber(other)
                }
            }
            return try machine.wrapPrimitive(.number(number), arguments, machine.realm.numberPrototype)
        }
        for (name, value) in [
            ("MAX_SAFE_INTEGER", 9_007_199_254_740_991), ("MIN_SAFE_INTEGER", -9_007_199_254_740_991),
            ("MAX_VALUE", Double.greatestFiniteMagnitude), ("MIN_VALUE", Double.leastNonzeroMagnitude), ("EPSILON", Double.ulpOfOne),
            ("POSITIVE_INFINITY", Double.infinity), ("NEGATIVE_INFINITY", -Double.infinity), ("NaN", Double.nan),
        ] {
            put(constructor, key(name), .number(value), [])
        }
        installNumberTests(constructor)
        installNumberParsing(constructor)
        installNumberText(prototype)
        define(prototype, "valueOf", 0) { machine, arguments throws(Abrupt) in
            .number(try machine.thisNumber(arguments, "valueOf"))
        }
    }

    mutating func thisNumber(_ arguments: Arguments, _ method: String) throws(Abrupt) -> Double {
        guard case .number(let number) = unwrapPrimitive(arguments.thisValue) else {
            throw typeError("Number.prototype.\(method) requires that 'this' be a Number")
        }
        return number
    }

    private mutating func installNumberTests(_ constructor: ObjectID) {
        define(realm.global, "isNaN", 1) { machine, arguments throws(Abrupt) in
            .boolean(try machine.toNumber(machine.argument(arguments, 0)).isNaN)
        }
        define(realm.global, "isFinite", 1) { machine, arguments throws(Abrupt) in
            .boolean(try machine.toNumber(machine.argument(arguments, 0)).isFinite)
        }
        func test(_ machine: inout Machine, _ name: String, _ passes: @escaping (Double) -> Bool) {
            machine.define(constructor, name, 1) { machine, arguments throws(Abrupt) in
                guard case .number(let number) = machine.argument(arguments, 0) else { return .boolean(false) }
                return .boolean(passes(number))
            }
        }
        test(&self, "isNaN") { $0.isNaN }
        test(&self, "isFinite") { $0.isFinite }
        test(&self, "isInteger") { $0.isFinite && $0.rounded(.towardZero) == $0 }
        test(&self, "isSafeInteger") { $0.isFinite && $0.rounded(.towardZero) == $0 && abs($0) <= 9_007_199_254_740_991 }
    }

    // MARK: Parsing

    private mutating func installNumberParsing(_ constructor: ObjectID) {
        let parseInteger = define(realm.global, "parseInt", 2) { machine, arguments throws(Abrupt) in
            let text = try machine.toString(machine.argument(arguments, 0))
            let radix = try machine.toNumber(machine.argument(arguments, 1))
            return .number(machine.parseInteger(text, radix: Int(Machine.toInt32(radix))))
        }
        put(constructor, key("parseInt"), .object(parseInteger), .hidden)
        let parseFloat = define(realm.global, "parseFloat", 1) { machine, arguments throws(Abrupt) in
            let text = try machine.toString(machine.argument(arguments, 0))
            return .number(machine.parseFloat(text))
        }
        put(constructor, key("parseFloat"), .object(parseFloat), .hidden)
    }

    /// https://tc39.es/ecma262/#sec-parseint-string-radix
    mutating func parseInteger(_ text: StringID, radix given: Int) -> Double {
        guard affords(2 + strings.length(text)) else { return .nan }
        var units = strings.codeUnits(text).drop { isWhiteSpace($0) }
        var sign = 1.0
        if let first = units.first, first == 0x2B || first == 0x2D {
            if first == 0x2D { sign = -1 }
            units = units.dropFirst()
        }
        var radix = given
        if radix != 0, !(2...36).contains(radix) { return .nan }
        if radix == 0 || radix == 16, units.count >= 2, units[units.startIndex] == 0x30, units[units.startIndex + 1] | 0x20 == 0x78 {
            units = units.dropFirst(2)
            radix = 16
        }
        if radix == 0 { radix = 10 }
        let digits = units.prefix { Self.digitValue($0) < radix }
        if digits.isEmpty { return .nan }
        if radix == 10 { return sign * (Double(String(decoding: digits, as: UTF16.self)) ?? .nan) }
        return sign * digits.reduce(0.0) { $0 * Double(radix) + Double(Self.digitValue($1)) }
    }

    static func digitValue(_ unit: UInt16) -> Int {
        switch unit {
        case 0x30...0x39: Int(unit) - 0x30
        case 0x41...0x5A: Int(unit) - 0x41 + 10
        case 0x61...0x7A: Int(unit) - 0x61 + 10
        default: .max
        }
    }

    /// https://tc39.es/ecma262/#sec-parsefloat-string: the longest start that is a decimal literal.
    mutating func parseFloat(_ text: StringID) -> Double {
        guard affords(strings.length(text)) else { return .nan }
        let units = Array(strings.codeUnits(text).drop { isWhiteSpace($0) })
        var index = 0
        func isDigit(_ at: Int) -> Bool { at < units.count && units[at] >= 0x30 && units[at] <= 0x39 }
        if let first = units.first, first == 0x2B || first == 0x2D { index = 1 }
        if units[index...].starts(with: "Infinity".utf16) { return units[0] == 0x2D ? -.infinity : .infinity }
        let start = index
        while isDigit(index) { index += 1 }
        var digits = index - start
        if index < units.count, units[index] == 0x2E, digits > 0 || isDigit(index + 1) {
            index += 1
            while isDigit(index) {
                index += 1
                digits += 1
            }
        }
        if digits == 0 { return .nan }
        if index < units.count, units[index] | 0x20 == 0x65 {
            var end = index + 1
            if end < units.count, units[end] == 0x2B || units[end] == 0x2D { end += 1 }
            if isDigit(end) {
                while isDigit(end) { end += 1 }
                index = end
            }
        }
        // Some texts lie so near the middle of two numbers that they are worked out exactly.
        if digits > 15 || index > digits + 2 { budget.steps += Self.numberTextSteps }
        return Self.parseNumber(String(decoding: units[..<index], as: UTF16.self))
    }
}
