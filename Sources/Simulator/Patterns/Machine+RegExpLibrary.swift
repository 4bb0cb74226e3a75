import JavaScript
import RegularExpressions

/// The RegExp constructor and its prototype. https://tc39.es/ecma262/#sec-regexp-constructor
extension Machine {
    /// An object is made of a pattern that has been compiled.
    static let expressionSteps = 8
    /// Each character of a pattern that is compiled.
    static let patternSteps = 4
    /// A property of characters in it, which has hundreds of ranges.
    static let propertySteps = 300
    /// A search, beside what it looks at.
    static let searchSteps = 6

    mutating func installRegExp() {
        let prototype = makeLibraryObject()
        realm.regExpPrototype = prototype
        let constructor = defineConstructor("RegExp", 2, prototype: prototype) { machine, arguments throws(Abrupt) in
            try machine.constructRegExp(arguments)
        }
        realm.regExpConstructor = .object(constructor)
        defineGetter(constructor, .symbol(realm.symbolSpecies), "[Symbol.species]") { _, arguments throws(Abrupt) in arguments.thisValue }
        realm.regExpSpecies = getOwn(constructor, .symbol(realm.symbolSpecies))?.value ?? .undefined
        define(constructor, "escape", 1) { machine, arguments throws(Abrupt) in
            guard case .string(let text) = machine.argument(arguments, 0) else {
                throw machine.typeError("Input is not a string")
            }
            let escaped = RegExpEscape.escaped(machine.units(text))
            try machine.reserveString(escaped.count)
            return machine.stringValue(escaped)
        }
        installRegExpExec(prototype)
        installRegExpFlags(prototype)
        installRegExpMatching(prototype)
        installRegExpReplacing(prototype)
        installRegExpSplitting(prototype)
        installLatestMatch(constructor)
        realm.regExpWatched = [PropertyKey.known(.exec), .known(.flags)].map { ($0, lookup(prototype, $0)?.value ?? .undefined) }
        for (name, _) in Self.regExpFlagNames {
            realm.regExpWatched.append((.known(name), lookup(prototype, .known(name))?.value ?? .undefined))
        }
        if let record = try? initializedRegExp(.undefined, .undefined) {
            realm.regExpShape = heap[makeRegExpObject(record, prototype: prototype)].shape
        }
    }

    /// https://tc39.es/ecma262/#sec-regexp-pattern-flags
    private mutating func constructRegExp(_ arguments: Arguments) throws(Abrupt) -> Value {
        let pattern = argument(arguments, 0)
        let flags = argument(arguments, 1)
        // Step 1.
        let isExpression = try isRegExp(pattern)
        var newTarget = arguments.newTarget
        if newTarget.isUndefined {
            newTarget = .object(arguments.function)
            if isExpression, flags.isUndefined, case .object(let object) = pattern {
                let constructor = try get(object, .known(.constructor))
                if isSameValue(newTarget, constructor) { return pattern }
            }
        }
        var source = pattern
        var wanted = flags
        if let record = regExpRecord(pattern) {
            source = .string(record.source)
            if flags.isUndefined { wanted = string(regExpFlags(record).text) }
        } else if isExpression, case .object(let object) = pattern {
            source = try get(object, .known(.source))
            if flags.isUndefined { wanted = try get(object, .known(.flags)) }
        }
        let prototype = try prototypeFromConstructor(newTarget, realm.regExpPrototype)
        let record = try initializedRegExp(source, wanted)
        return .object(makeRegExpObject(record, prototype: prototype))
    }

    private mutating func installRegExpExec(_ prototype: ObjectID) {
        let exec = define(prototype, "exec", 1) { machine, arguments throws(Abrupt) in
            guard case .object(let object) = arguments.thisValue, machine.heap[object].kind == .regularExpression else {
                throw machine.incompatibleReceiver(arguments.thisValue, "RegExp.prototype.exec")
            }
            let text = try machine.toString(machine.argument(arguments, 0))
            return try machine.regExpBuiltinExec(object, text).map { .object($0) } ?? .null
        }
        realm.regExpExec = .object(exec)
        define(prototype, "test", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisRegExp(arguments, "test")
            let text = try machine.toString(machine.argument(arguments, 0))
            if machine.isPristine(object) { return .boolean(try machine.builtinMatch(object, text) != nil) }
            return .boolean(try machine.regExpExec(object, text) != nil)
        }
        define(prototype, "toString", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.thisRegExp(arguments, "toString")
            let source = try machine.toString(machine.get(object, .known(.source)))
            let flags = try machine.toString(machine.get(object, .known(.flags)))
            let text = [0x2F] + machine.units(source) + [0x2F] + machine.units(flags)
            try machine.reserveString(text.count)
            return machine.stringValue(text)
        }
        // https://tc39.es/ecma262/#sec-regexp.prototype.compile
        define(prototype, "compile", 2) { machine, arguments throws(Abrupt) in
            guard case .object(let object) = arguments.thisValue, machine.heap[object].kind == .regularExpression else {
                throw machine.incompatibleReceiver(arguments.thisValue, "RegExp.prototype.compile")
            }
            var pattern = machine.argument(arguments, 0)
            var flags = machine.argument(arguments, 1)
            if let record = machine.regExpRecord(pattern) {
                guard flags.isUndefined else { throw machine.typeError("Invalid flags supplied to RegExp constructor") }
                pattern = .string(record.source)
                flags = machine.string(machine.regExpFlags(record).text)
            }
            let record = try machine.initializedRegExp(pattern, flags)
            machine.heap.expressions.records[Int(machine.heap[object].payload)] = record
            try machine.setLastIndex(object, 0)
            return arguments.thisValue
        }
    }

    /// The object that a method of RegExp.prototype is called on, which need be no regular expression.
    mutating func thisRegExp(_ arguments: Arguments, _ method: String) throws(Abrupt) -> ObjectID {
        guard case .object(let object) = arguments.thisValue else {
            throw incompatibleReceiver(arguments.thisValue, "RegExp.prototype.\(method)")
        }
        return object
    }

    // MARK: Flags

    /// The getters of flags, in the order in which `flags` asks them.
    static let regExpFlagNames: [(WellKnownName, RegularExpressionFlags)] = [
        (.hasIndices, .hasIndices), (.global, .global), (.ignoreCase, .ignoreCase), (.multiline, .multiline), (.dotAll, .dotAll),
        (.unicode, .unicode), (.unicodeSets, .unicodeSets), (.sticky, .sticky),
    ]

    private mutating func installRegExpFlags(_ prototype: ObjectID) {
        // https://tc39.es/ecma262/#sec-get-regexp.prototype.flags
        defineGetter(prototype, .known(.flags), "flags") { machine, arguments throws(Abrupt) in
            guard case .object(let object) = arguments.thisValue else {
                let receiver = machine.describe(arguments.thisValue)
                throw machine.typeError("RegExp.prototype.flags getter called on non-object \(receiver)")
            }
            if machine.isPristine(object), let record = machine.regExpRecord(arguments.thisValue) {
                return machine.string(machine.regExpFlags(record).text)
            }
            var flags: RegularExpressionFlags = []
            for (name, flag) in Self.regExpFlagNames {
                let value = try machine.get(object, .known(name))
                if machine.toBoolean(value) { flags.insert(flag) }
            }
            return machine.string(flags.text)
        }
        for (name, flag) in Self.regExpFlagNames {
            defineGetter(prototype, .known(name), name.text) { machine, arguments throws(Abrupt) in
                if let record = machine.regExpRecord(arguments.thisValue) { return .boolean(machine.regExpFlags(record).contains(flag)) }
                if arguments.thisValue == .object(machine.realm.regExpPrototype) { return .undefined }
                let receiver = machine.describe(arguments.thisValue)
                throw machine.typeError("RegExp.prototype.\(name.text) getter called on non-RegExp object \(receiver)")
            }
        }
        defineGetter(prototype, .known(.source), "source") { machine, arguments throws(Abrupt) in
            if let record = machine.regExpRecord(arguments.thisValue) { return .string(machine.escapedSource(record)) }
            if arguments.thisValue == .object(machine.realm.regExpPrototype) { return machine.string("(?:)") }
            let receiver = machine.describe(arguments.thisValue)
            throw machine.typeError("RegExp.prototype.source getter called on non-RegExp object \(receiver)")
        }
    }

    // MARK: The latest match

    /// `RegExp.$1` and its kin, which hosts have and ECMA-262 has not.
    private mutating func installLatestMatch(_ constructor: ObjectID) {
        for group in 1...9 {
            defineLatest(constructor, ["$\(group)"]) { machine, match in
                group * 2 < match.registers.count ? machine.captured(match.registers, group, match.text) : .undefined
            }
        }
        defineLatest(constructor, ["input", "$_"]) { _, match in .string(match.text) }
        defineLatest(constructor, ["lastMatch", "$&"]) { machine, match in machine.captured(match.registers, 0, match.text) }
        defineLatest(constructor, ["lastParen", "$+"]) { machine, match in
            match.registers.count > 2 ? machine.captured(match.registers, match.registers.count / 2 - 1, match.text) : .undefined
        }
        defineLatest(constructor, ["leftContext", "$`"]) { machine, match in machine.captured([0, match.registers[0]], 0, match.text) }
        defineLatest(constructor, ["rightContext", "$'"]) { machine, match in
            machine.captured([match.registers[1], Int32(machine.strings.length(match.text))], 0, match.text)
        }
    }

    private mutating func defineLatest(
        _ constructor: ObjectID, _ names: [String], _ value: @escaping (inout Machine, RegExpLatestMatch) -> Value
    ) {
        for name in names {
            let getter = makeNative("get \(name)", 0) { machine, arguments throws(Abrupt) in
                guard arguments.thisValue == machine.realm.regExpConstructor else {
                    throw machine.incompatibleReceiver(arguments.thisValue, "get RegExp.\(name)")
                }
                guard let match = machine.realm.latestMatch else { return .string(.known(.empty)) }
                let found = value(&machine, match)
                return found.isUndefined ? .string(.known(.empty)) : found
            }
            let setter = makeNative("set \(name)", 1) { machine, arguments throws(Abrupt) in
                guard arguments.thisValue == machine.realm.regExpConstructor else {
                    throw machine.incompatibleReceiver(arguments.thisValue, "set RegExp.\(name)")
                }
                return .undefined
            }
            defineAccessor(constructor, key(name), getter: getter, setter: setter, .configurable)
        }
    }
}

/// RegExp.escape. https://tc39.es/ecma262/#sec-regexp.escape
enum RegExpEscape {
    static func escaped(_ text: [UInt16]) -> [UInt16] {
        var result: [UInt16] = []
        for (index, unit) in text.enumerated() {
            switch unit {
            case 0x30...0x39 where index == 0, 0x41...0x5A where index == 0, 0x61...0x7A where index == 0:
                // So that it stands apart from what may stand before it, such as `\0`.
                appendHexadecimal(unit, to: &result)
            case 0x24, 0x28...0x2B, 0x2E, 0x2F, 0x3F, 0x5B...0x5E, 0x7B...0x7D: result.append(contentsOf: [0x5C, unit])
            case 0x09: result.append(contentsOf: "\\t".utf16)
            case 0x0A: result.append(contentsOf: "\\n".utf16)
            case 0x0B: result.append(contentsOf: "\\v".utf16)
            case 0x0C: result.append(contentsOf: "\\f".utf16)
            case 0x0D: result.append(contentsOf: "\\r".utf16)
            // `,-=<>#&!%:;@~'` + "`" + `"`, and white space.
            case 0x20...0x23, 0x25...0x27, 0x2C, 0x2D, 0x3A...0x3E, 0x40, 0x60, 0x7E, 0xA0: appendHexadecimal(unit, to: &result)
            case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: appendUnicode(unit, to: &result)
            case 0xD800...0xDBFF where index + 1 < text.count && UTF16.isTrailSurrogate(text[index + 1]): result.append(unit)
            case 0xDC00...0xDFFF where index > 0 && UTF16.isLeadSurrogate(text[index - 1]): result.append(unit)
            case 0xD800...0xDFFF: appendUnicode(unit, to: &result)
            default: result.append(unit)
            }
        }
        return result
    }

    private static func appendHexadecimal(_ unit: UInt16, to result: inout [UInt16]) {
        result.append(contentsOf: ((unit < 16 ? "\\x0" : "\\x") + String(unit, radix: 16)).utf16)
    }

    private static func appendUnicode(_ unit: UInt16, to result: inout [UInt16]) {
        result.append(contentsOf: ("\\u" + String(unit, radix: 16)).utf16)
    }
}
