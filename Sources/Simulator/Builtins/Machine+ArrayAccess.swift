import JavaScript

/// Array.prototype: looking at elements without calling back.
/// https://tc39.es/ecma262/#sec-properties-of-the-array-prototype-object
extension Machine {
    mutating func installArrayAccess(_ prototype: ObjectID) {
        define(prototype, "at", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            let relative = try machine.toInteger(machine.argument(arguments, 0))
            let index = relative < 0 ? Double(length) + relative : relative
            guard index >= 0, index < Double(length) else { return .undefined }
            return try machine.getElement(object, Int(index))
        }
        define(prototype, "includes", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            if length == 0 { return .boolean(false) }
            let start = try machine.relativeIndex(machine.argument(arguments, 1), length, missing: 0)
            let target = machine.argument(arguments, 0)
            for index in start..<max(start, length) {
                try machine.countStep()
                let element = try machine.getElement(object, index)
                if machine.isSameValue(element, target, isExact: false) { return .boolean(true) }
            }
            return .boolean(false)
        }
        define(prototype, "indexOf", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            if length == 0 { return Value(-1) }
            let start = try machine.relativeIndex(machine.argument(arguments, 1), length, missing: 0)
            let target = machine.argument(arguments, 0)
            for index in start..<max(start, length) {
                try machine.countStep()
                guard let element = try machine.existingElement(object, index) else { continue }
                if machine.isStrictlyEqual(element, target) { return Value(index) }
            }
            return Value(-1)
        }
        define(prototype, "lastIndexOf", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            if length == 0 { return Value(-1) }
            let target = machine.argument(arguments, 0)
            let from = arguments.count > 1 ? try machine.toInteger(machine.argument(arguments, 1)) : Double(length) - 1
            var index = Int(max(from < 0 ? Double(length) + from : min(from, Double(length) - 1), -1))
            while index >= 0 {
                try machine.countStep()
                if let element = try machine.existingElement(object, index), machine.isStrictlyEqual(element, target) {
                    return Value(index)
                }
                index -= 1
            }
            return Value(-1)
        }
        define(prototype, "keys", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            return .object(machine.makeArrayIterator(.object(object), .keys))
        }
        define(prototype, "entries", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            return .object(machine.makeArrayIterator(.object(object), .entries))
        }
        let values = define(prototype, "values", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            return .object(machine.makeArrayIterator(.object(object), .values))
        }
        realm.arrayValues = .object(values)
        put(prototype, .symbol(realm.symbolIterator), .object(values), .hidden)
        let unscopables = heap.makeObject(.ordinary, prototype: .none)
        for name in [
            "at", "copyWithin", "entries", "fill", "find", "findIndex", "findLast", "findLastIndex", "flat", "flatMap", "includes", "keys",
            "toReversed", "toSorted", "toSpliced", "values",
        ] {
            put(unscopables, key(name), .boolean(true))
        }
        put(prototype, .symbol(realm.symbolUnscopables), .object(unscopables), .configurable)
    }

    // MARK: Text

    mutating func installArrayText(_ prototype: ObjectID) {
        // The arrays that are being joined: one that holds itself is empty inside itself, as in every engine.
        let active = makeArray()
        let join = makeNative("join", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            // Step 2 comes before step 4: what the separator's toString does to the array leaves the length as it was.
            let length = try machine.lengthOfArrayLike(object)
            let separator = machine.argument(arguments, 0)
            let between = separator.isUndefined ? [0x2C] : machine.units(try machine.toString(separator))
            return try machine.join(object, length, between, locale: nil, active: active)
        }
        put(prototype, .known(.join), .object(join), .hidden)
        define(prototype, "toString", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let method = try machine.get(object, .known(.join))
            if machine.isCallable(method) { return try machine.call(method, .object(object)) }
            return try machine.objectText(.object(object))
        }
        define(prototype, "toLocaleString", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            let locale = machine.arguments(arguments, from: 0).prefix(2)
            return try machine.join(object, length, [0x2C], locale: Array(locale), active: active)
        }
    }

    /// - Parameter locale: what each element's `toLocaleString` is given; `nil` where its `toString` is asked.
    private mutating func join(
        _ object: ObjectID, _ length: Int, _ separator: [UInt16], locale: [Value]?, active: ObjectID
    ) throws(Abrupt) -> Value {
        if elements(active).contains(.object(object)) { return .string(.known(.empty)) }
        let depth = elementCount(active)
        appendElement(active, .object(object))
        defer { _ = setArrayLength(active, UInt32(depth)) }
        var joined: [UInt16] = []
        for index in 0..<length {
            try countStep()
            if index > 0 { joined.append(contentsOf: separator) }
            var element = try getElement(object, index)
            if element.isNullish { continue }
            if let locale {
                let method = try getValue(element, key("toLocaleString"))
                element = try call(method, element, arguments: locale)
            }
            let text = try toString(element)
            joined.append(contentsOf: strings.codeUnits(text))
            if joined.count > 1 << 16 { try reserveString(joined.count) }
        }
        return stringValue(joined)
    }
}
