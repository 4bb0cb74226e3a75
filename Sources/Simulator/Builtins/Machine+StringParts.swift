import JavaScript
import Locales

/// String.prototype: parts of a string, and strings put together.
/// https://tc39.es/ecma262/#sec-properties-of-the-string-prototype-object
extension Machine {
    mutating func installStringParts(_ prototype: ObjectID) {
        define(prototype, "slice", 2) { machine, arguments throws(Abrupt) in
            let text = try machine.thisString(arguments, "slice")
            let length = machine.strings.length(text)
            let start = try machine.relativeIndex(machine.argument(arguments, 0), length, missing: 0)
            let end = try machine.relativeIndex(machine.argument(arguments, 1), length, missing: length)
            return machine.substring(text, start, end)
        }
        define(prototype, "substring", 2) { machine, arguments throws(Abrupt) in
            let text = try machine.thisString(arguments, "substring")
            let length = machine.strings.length(text)
            let start = try machine.clampedIndex(machine.argument(arguments, 0), length, missing: 0)
            let end = try machine.clampedIndex(machine.argument(arguments, 1), length, missing: length)
            return machine.substring(text, min(start, end), max(start, end))
        }
        define(prototype, "substr", 2) { machine, arguments throws(Abrupt) in
            let text = try machine.thisString(arguments, "substr")
            let length = machine.strings.length(text)
            let start = try machine.relativeIndex(machine.argument(arguments, 0), length, missing: 0)
            let count = try machine.clampedIndex(machine.argument(arguments, 1), length - start, missing: length - start)
            return machine.substring(text, start, start + count)
        }
        define(prototype, "concat", 1) { machine, arguments throws(Abrupt) in
            var text = try machine.thisString(arguments, "concat")
            for index in 0..<arguments.count {
                let next = try machine.toString(machine.argument(arguments, index))
                if case .string(let joined) = try machine.concatenate(text, next) { text = joined }
            }
            return .string(text)
        }
        define(prototype, "repeat", 1) { machine, arguments throws(Abrupt) in
            let text = try machine.thisString(arguments, "repeat")
            let count = try machine.toInteger(machine.argument(arguments, 0))
            guard count >= 0, count.isFinite else { throw machine.rangeError("Invalid count value: \(machine.formatNumber(count))") }
            let length = machine.strings.length(text)
            if length == 0 || count == 0 { return .string(.known(.empty)) }
            guard count <= Double(Machine.longestString / length) else { throw machine.rangeError("Invalid string length") }
            try machine.reserveString(length * Int(count))
            machine.budget.countWork(length * Int(count))
            return .string(machine.strings.repeating(text, count: Int(count)))
        }
        define(prototype, "padStart", 1) { machine, arguments throws(Abrupt) in
            try machine.pad(arguments, "padStart", isStart: true)
        }
        define(prototype, "padEnd", 1) { machine, arguments throws(Abrupt) in
            try machine.pad(arguments, "padEnd", isStart: false)
        }
        define(prototype, "split", 2) { machine, arguments throws(Abrupt) in try machine.split(arguments) }
        installStringTrimming(prototype)
        installStringMarkup(prototype)
    }

    mutating func substring(_ text: StringID, _ start: Int, _ end: Int) -> Value {
        if start == 0, end == strings.length(text) { return .string(text) }
        guard start < end else { return .string(.known(.empty)) }
        return .string(strings.part(of: text, from: start, to: end))
    }

    /// StringPaddingBuiltinsImpl. https://tc39.es/ecma262/#sec-stringpaddingbuiltinsimpl
    private mutating func pad(_ arguments: Arguments, _ method: String, isStart: Bool) throws(Abrupt) -> Value {
        let text = try thisString(arguments, method)
        let wanted = try toLength(argument(arguments, 0))
        let filler = argument(arguments, 1)
        let fill = filler.isUndefined ? [0x20] : units(try toString(filler))
        let units = self.units(text)
        guard wanted > units.count, !fill.isEmpty else { return .string(text) }
        try reserveString(wanted)
        let missing = wanted - units.count
        var padding = Array(fill.prefix(missing))
        padding.reserveCapacity(wanted)
        // Twice as much each time: what is there is whole fillers, until the last is cut.
        while padding.count < missing { padding.append(contentsOf: Array(padding.prefix(missing - padding.count))) }
        return stringValue(isStart ? padding + units : units + padding)
    }

    /// String.prototype.split. https://tc39.es/ecma262/#sec-string.prototype.split
    private mutating func split(_ arguments: Arguments) throws(Abrupt) -> Value {
        try requireCoercible(arguments, "split")
        let limit = argument(arguments, 1)
        if let parts = try callSymbolMethod(realm.symbolSplit, of: argument(arguments, 0), on: arguments.thisValue, limit) { return parts }
        let text = try toString(arguments.thisValue)
        let most = limit.isUndefined ? Int(UInt32.max) : Int(UInt32(bitPattern: Self.toInt32(try toNumber(limit))))
        let separator = argument(arguments, 0)
        let between = units(try toString(separator))
        if most == 0 { return .object(makeArray()) }
        if separator.isUndefined { return .object(makeArray([.string(text)])) }
        let units = self.units(text)
        var parts: [Value] = []
        if between.isEmpty {
            for unit in units.prefix(most) {
                try countStep()
                parts.append(stringValue([unit]))
            }
            return .object(makeArray(parts))
        }
        let search = TextSearch(between)
        var start = 0
        while let found = find(search, in: units, from: start) {
            budget.steps += Self.lookupSteps
            try countStep()
            parts.append(stringValue(units[start..<found]))
            if parts.count == most { return .object(makeArray(parts)) }
            start = found + between.count
        }
        parts.append(stringValue(units[start...]))
        return .object(makeArray(parts))
    }

    // MARK: Trimming and case

    private mutating func installStringTrimming(_ prototype: ObjectID) {
        for (name, isStart, isEnd) in [("trim", true, true), ("trimStart", true, false), ("trimEnd", false, true)] {
            define(prototype, name, 0) { machine, arguments throws(Abrupt) in
                let text = try machine.thisString(arguments, name)
                let units = machine.units(text)
                var start = 0
                var end = units.count
                while isStart, start < end, machine.isWhiteSpace(units[start]) { start += 1 }
                while isEnd, end > start, machine.isWhiteSpace(units[end - 1]) { end -= 1 }
                return machine.substring(text, start, end)
            }
        }
        for (alias, name) in [("trimLeft", "trimStart"), ("trimRight", "trimEnd")] {
            if let own = getOwn(prototype, key(name)) { put(prototype, key(alias), own.value, .hidden) }
        }
    }

    mutating func installStringCase(_ prototype: ObjectID) {
        // Deviation: of the locales that change how case is mapped, Lithuanian is left out.
        for (name, isLocal) in [("toLowerCase", false), ("toLocaleLowerCase", true)] {
            define(prototype, name, 0) { machine, arguments throws(Abrupt) in
                let text = try machine.thisString(arguments, name)
                if isLocal, try machine.isTurkic(arguments) { return machine.mapCase(text) { LetterCase.turkicLowercased($0) } }
                return machine.mapCase(text) { LetterCase.lowercased($0) }
            }
        }
        for (name, isLocal) in [("toUpperCase", false), ("toLocaleUpperCase", true)] {
            define(prototype, name, 0) { machine, arguments throws(Abrupt) in
                let text = try machine.thisString(arguments, name)
                if isLocal, try machine.isTurkic(arguments) { return machine.mapCase(text) { LetterCase.turkicUppercased($0) } }
                return machine.mapCase(text) { $0.uppercased() }
            }
        }
        define(prototype, "isWellFormed", 0) { machine, arguments throws(Abrupt) in
            let text = try machine.thisString(arguments, "isWellFormed")
            return .boolean(Self.loneSurrogates(machine.units(text)).isEmpty)
        }
        define(prototype, "toWellFormed", 0) { machine, arguments throws(Abrupt) in
            let text = try machine.thisString(arguments, "toWellFormed")
            var units = machine.units(text)
            for index in Self.loneSurrogates(units) { units[index] = 0xFFFD }
            return machine.stringValue(units)
        }
    }

    /// https://tc39.es/ecma262/#sec-string.prototype.normalize
    mutating func installStringNormalizing(_ prototype: ObjectID) {
        define(prototype, "normalize", 0) { machine, arguments throws(Abrupt) in
            let text = try machine.thisString(arguments, "normalize")
            let asked = machine.argument(arguments, 0)
            let name = asked.isUndefined ? NormalForm.composed.rawValue : try machine.toText(asked)
            guard let form = NormalForm(rawValue: name) else {
                throw machine.rangeError("The normalization form should be one of NFC, NFD, NFKC, NFKD.")
            }
            let length = machine.strings.length(text)
            try machine.afford(length)
            // What is being normalized is held beside what it was and what it becomes.
            try machine.affordBytes(length * NormalForm.heldBytes)
            guard let units = form.normalized(machine.units(text), limit: Self.longestString) else {
                throw machine.rangeError("Invalid string length")
            }
            try machine.reserveString(units.count)
            return machine.stringValue(units)
        }
    }

    private mutating func mapCase(_ text: StringID, _ map: (String) -> String) -> Value {
        let units = self.units(text)
        var mapped: [UInt16] = []
        if units.count > 256, units.allSatisfy({ $0 < 0x80 }) {
            // A letter of ASCII has one of ASCII for its other case, whatever stands beside it.
            let letters = (0..<UInt8(0x80)).map { map(String(UnicodeScalar($0))).utf16.first ?? UInt16($0) }
            mapped = units.map { letters[Int($0)] }
            return mapped == units ? .string(text) : stringValue(mapped)
        }
        // Each character is looked up in several tables.
        guard affords(units.count * 8) else { return .string(text) }
        var start = 0
        // What is no text has no case: lone surrogates stay.
        for lone in Self.loneSurrogates(units) {
            mapped.append(contentsOf: map(String(decoding: units[start..<lone], as: UTF16.self)).utf16)
            mapped.append(units[lone])
            start = lone + 1
        }
        mapped.append(contentsOf: map(String(decoding: units[start...], as: UTF16.self)).utf16)
        return mapped == units ? .string(text) : stringValue(mapped)
    }

    /// The positions of surrogates that stand alone.
    static func loneSurrogates(_ units: [UInt16]) -> [Int] {
        var found: [Int] = []
        var index = 0
        while index < units.count {
            let unit = units[index]
            if UTF16.isLeadSurrogate(unit), index + 1 < units.count, UTF16.isTrailSurrogate(units[index + 1]) {
                index += 2
                continue
            }
            if UTF16.isLeadSurrogate(unit) || UTF16.isTrailSurrogate(unit) { found.append(index) }
            index += 1
        }
        return found
    }
}
