import JavaScript

/// String Objects. https://tc39.es/ecma262/#sec-string-objects
extension Machine {
    mutating func installStrings() {
        let prototype = makeLibraryObject()
        heap.primitives.append(.string(.known(.empty)))
        heap[prototype].kind = .primitive
        heap[prototype].payload = Int32(heap.primitives.count - 1)
        realm.stringPrototype = prototype
        let constructor = defineConstructor("String", 1, prototype: prototype) { machine, arguments throws(Abrupt) in
            let value = machine.argument(arguments, 0)
            if arguments.count == 0 { return try machine.wrapPrimitive(.string(.known(.empty)), arguments, machine.realm.stringPrototype) }
            if arguments.newTarget.isUndefined, case .symbol(let symbol) = value {
                let text = machine.describe(.symbol(symbol) as PropertyKey)
                return machine.string(text)
            }
            let text = try machine.toString(value)
            return try machine.wrapPrimitive(.string(text), arguments, machine.realm.stringPrototype)
        }
        installStringMaking(constructor)
        installStringLooking(prototype)
        installStringParts(prototype)
        installStringSearching(prototype)
        installStringReplacing(prototype)
        installStringCase(prototype)
        installStringNormalizing(prototype)
        for name in ["toString", "valueOf"] {
            define(prototype, name, 0) { machine, arguments throws(Abrupt) in
                let value = machine.unwrapPrimitive(arguments.thisValue)
                guard case .string = value else { throw machine.typeError("String.prototype.\(name) requires that 'this' be a String") }
                return value
            }
        }
        define(prototype, realm.symbolIterator, "[Symbol.iterator]", 0) { machine, arguments throws(Abrupt) in
            let text = try machine.thisString(arguments, "[Symbol.iterator]")
            machine.heap.iterators.append(IteratorRecord(kind: .string, yields: .values, target: .string(text)))
            let index = Int32(machine.heap.iterators.count - 1)
            return .object(machine.heap.makeObject(.iterator, prototype: machine.realm.stringIteratorPrototype, payload: index))
        }
    }

    /// The string that a method of String.prototype is called on.
    mutating func thisString(_ arguments: Arguments, _ method: String) throws(Abrupt) -> StringID {
        if arguments.thisValue.isNullish { throw typeError("String.prototype.\(method) called on null or undefined") }
        return try toString(arguments.thisValue)
    }

    /// What a string iterator's `next` gives: the next code point, `nil` at the end.
    mutating func nextStringElement(_ index: Int) -> Value? {
        let record = heap.iterators[index]
        guard !record.isDone, case .string(let text) = record.target else { return nil }
        let position = record.position
        guard position < strings.length(text) else {
            heap.iterators[index].isDone = true
            return nil
        }
        budget.steps += 3
        let first = strings.codeUnit(text, at: position)
        if UTF16.isLeadSurrogate(first), position + 1 < strings.length(text) {
            let second = strings.codeUnit(text, at: position + 1)
            if UTF16.isTrailSurrogate(second) {
                heap.iterators[index].position += 2
                return stringValue([first, second])
            }
        }
        heap.iterators[index].position += 1
        return .string(strings.character(first))
    }

    // MARK: Making

    private mutating func installStringMaking(_ constructor: ObjectID) {
        define(constructor, "fromCharCode", 1) { machine, arguments throws(Abrupt) in
            if arguments.count == 1 {
                let number = try machine.toNumber(machine.argument(arguments, 0))
                return .string(machine.strings.character(UInt16(truncatingIfNeeded: Machine.toInt32(number))))
            }
            var units: [UInt16] = []
            for index in 0..<arguments.count {
                let number = try machine.toNumber(machine.argument(arguments, index))
                units.append(UInt16(truncatingIfNeeded: Machine.toInt32(number)))
            }
            return machine.stringValue(units)
        }
        define(constructor, "fromCodePoint", 1) { machine, arguments throws(Abrupt) in
            var units: [UInt16] = []
            for index in 0..<arguments.count {
                let value = machine.argument(arguments, index)
                let number = try machine.toNumber(value)
                guard let point = UInt32(exactly: number), point <= 0x10FFFF else {
                    let text = machine.describe(value)
                    throw machine.rangeError("Invalid code point \(text)")
                }
                // What is no scalar is a surrogate, which stands for itself.
                if let scalar = Unicode.Scalar(point) {
                    units.append(contentsOf: scalar.utf16)
                } else {
                    units.append(UInt16(truncatingIfNeeded: point))
                }
            }
            return machine.stringValue(units)
        }
        define(constructor, "raw", 1) { machine, arguments throws(Abrupt) in
            let cooked = try machine.toObject(machine.argument(arguments, 0))
            let raw = try machine.toObject(machine.get(cooked, .known(.raw)))
            let count = try machine.lengthOfArrayLike(raw)
            var units: [UInt16] = []
            for index in 0..<count {
                try machine.countStep()
                let piece = try machine.toString(machine.getElement(raw, index))
                units.append(contentsOf: machine.strings.codeUnits(piece))
                if index + 1 < count, index + 1 < Int(arguments.count) {
                    let substitution = try machine.toString(machine.argument(arguments, Int32(index + 1)))
                    units.append(contentsOf: machine.strings.codeUnits(substitution))
                }
                try machine.reserveString(units.count)
            }
            return machine.stringValue(units)
        }
    }

    // MARK: Looking

    private mutating func installStringLooking(_ prototype: ObjectID) {
        define(prototype, "at", 1) { machine, arguments throws(Abrupt) in
            let text = try machine.thisString(arguments, "at")
            let relative = try machine.toInteger(machine.argument(arguments, 0))
            let index = relative < 0 ? Double(machine.strings.length(text)) + relative : relative
            return machine.unit(text, index).map { .string(machine.strings.character($0)) } ?? .undefined
        }
        define(prototype, "charAt", 1) { machine, arguments throws(Abrupt) in
            let text = try machine.thisString(arguments, "charAt")
            let index = try machine.toInteger(machine.argument(arguments, 0))
            return machine.unit(text, index).map { .string(machine.strings.character($0)) } ?? .string(.known(.empty))
        }
        define(prototype, "charCodeAt", 1) { machine, arguments throws(Abrupt) in
            let text = try machine.thisString(arguments, "charCodeAt")
            let index = try machine.toInteger(machine.argument(arguments, 0))
            return .number(machine.unit(text, index).map { Double($0) } ?? .nan)
        }
        define(prototype, "codePointAt", 1) { machine, arguments throws(Abrupt) in
            let text = try machine.thisString(arguments, "codePointAt")
            let index = try machine.toInteger(machine.argument(arguments, 0))
            guard let first = machine.unit(text, index) else { return .undefined }
            guard UTF16.isLeadSurrogate(first), let second = machine.unit(text, index + 1), UTF16.isTrailSurrogate(second) else {
                return Value(Int(first))
            }
            return Value(0x10000 + (Int(first) - 0xD800) << 10 + (Int(second) - 0xDC00))
        }
        define(prototype, "localeCompare", 1) { machine, arguments throws(Abrupt) in
            let text = try machine.thisString(arguments, "localeCompare")
            let other = try machine.toString(machine.argument(arguments, 0))
            guard machine.namesLocale(arguments, from: 1) else { return Value(machine.compareWords(text, other)) }
            return try machine.internationalized(
                "compareText", of: "languageFormats",
                [.string(text), .string(other), machine.argument(arguments, 1), machine.argument(arguments, 2)])
        }
    }

    private mutating func unit(_ text: StringID, _ index: Double) -> UInt16? {
        guard index >= 0, index < Double(strings.length(text)) else { return nil }
        return strings.codeUnit(text, at: Int(index))
    }
}
