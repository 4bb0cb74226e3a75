import JavaScript

/// JSON.stringify. https://tc39.es/ecma262/#sec-json.stringify
extension Machine {
    /// An object or array whose text has begun.
    private struct OpenText {
        var object: ObjectID
        var isArray: Bool
        var keys: [PropertyKey]
        var count: Int
        var next = 0
        var isEmpty = true
    }

    /// The options, and the text so far.
    private struct JSONText {
        var replacer = Value.undefined
        /// The keys that a replacer array lets through.
        var allowed: [PropertyKey]?
        var gap: [UInt16] = []
        var units: [UInt16] = []
        var open: [OpenText] = []
        var openObjects: Set<ObjectID> = []

        /// - Returns: how many code units that takes.
        mutating func breakLine() -> Int {
            guard !gap.isEmpty else { return 0 }
            units.append(0x0A)
            for _ in open { units.append(contentsOf: gap) }
            return 1 + open.count * gap.count
        }
    }

    /// SerializeJSONProperty of a wrapper's only property: `nil` for what has no JSON text. Keeps its own stack.
    mutating func stringify(_ value: Value, replacer: Value, space: Value) throws(Abrupt) -> StringID? {
        var text = try options(replacer, space)
        let holder = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        put(holder, .known(.empty), value)
        guard try write(&text, holder, .known(.empty), before: []) else { return nil }
        while let top = text.open.last {
            budget.steps += Self.entrySteps
            try countStep()
            guard text.units.count <= Self.longestString else { throw rangeError("Invalid string length") }
            guard top.next < top.count else {
                text.open.removeLast()
                text.openObjects.remove(top.object)
                if !top.isEmpty { budget.countWork(text.breakLine()) }
                text.units.append(top.isArray ? 0x5D : 0x7D)
                continue
            }
            let level = text.open.count - 1
            text.open[level].next += 1
            let mark = text.units.count
            if !top.isEmpty { text.units.append(0x2C) }
            budget.countWork(text.breakLine())
            if top.isArray {
                text.open[level].isEmpty = false
                if try !write(&text, top.object, indexKey(top.next), before: []) { text.units.append(contentsOf: "null".utf16) }
            } else {
                let key = top.keys[top.next]
                var name: [UInt16] = []
                if case .string(let id) = self.value(of: key) { name = quoted(id) }
                name.append(contentsOf: text.gap.isEmpty ? [0x3A] : [0x3A, 0x20])
                if try write(&text, top.object, key, before: name) {
                    text.open[level].isEmpty = false
                } else {
                    text.units.removeSubrange(mark...)
                }
            }
            if text.units.count > 1 << 16 { try reserveString(text.units.count) }
        }
        return strings.make(text.units[...])
    }

    private mutating func options(_ replacer: Value, _ space: Value) throws(Abrupt) -> JSONText {
        var text = JSONText()
        if isCallable(replacer) {
            text.replacer = replacer
        } else if case .object(let list) = replacer, try isArray(replacer) {
            var allowed: [PropertyKey] = []
            var seen: Set<PropertyKey> = []
            for index in 0..<(try lengthOfArrayLike(list)) {
                try countStep()
                let item = try getElement(list, index)
                switch unwrapPrimitive(item) {
                case .string, .number:
                    let name = try toString(item)
                    let key = strings.propertyKey(name)
                    if seen.insert(key).inserted { allowed.append(key) }
                default: break
                }
            }
            text.allowed = allowed
        }
        switch unwrapPrimitive(space) {
        case .number:
            let width = try toInteger(space)
            text.gap = [UInt16](repeating: 0x20, count: Int(max(0, min(width, 10))))
        case .string:
            let gap = try toString(space)
            text.gap = Array(units(gap).prefix(10))
        default: break
        }
        return text
    }

    /// Writes a property's value, or opens it: false when it has no JSON text.
    private mutating func write(
        _ text: inout JSONText, _ holder: ObjectID, _ key: PropertyKey, before: [UInt16]
    ) throws(Abrupt) -> Bool {
        var value = try get(holder, key)
        if value.isObject || value.isBigInt {
            let method = try getValue(value, .known(.toJSON))
            if isCallable(method) {
                let name = self.value(of: key)
                value = try call(method, value, name)
            }
        }
        if !text.replacer.isUndefined {
            let name = self.value(of: key)
            value = try call(text.replacer, .object(holder), name, value)
        }
        if case .object(let object) = value, heap[object].kind == .primitive {
            switch heap.primitives[Int(heap[object].payload)] {
            case .number: value = .number(try toNumber(value))
            case .string: value = .string(try toString(value))
            case .boolean(let flag): value = .boolean(flag)
            case .bigInt(let id): value = .bigInt(id)
            default: break
            }
        }
        let scalar: [UInt16]
        switch value {
        case .null: scalar = Array("null".utf16)
        case .boolean(let flag): scalar = Array((flag ? "true" : "false").utf16)
        case .number(let number): scalar = Array((number.isFinite ? formatNumber(number) : "null").utf16)
        case .string(let id): scalar = quoted(id)
        case .bigInt: throw typeError("Do not know how to serialize a BigInt")
        case .object(let object) where heap[object].kind == .rawJSON: scalar = rawJSON(object) ?? []
        case .object(let object) where !heap[object].isCallable:
            text.units.append(contentsOf: before)
            try open(&text, object, key)
            return true
        default: return false
        }
        text.units.append(contentsOf: before)
        text.units.append(contentsOf: scalar)
        return true
    }

    private mutating func open(_ text: inout JSONText, _ object: ObjectID, _ key: PropertyKey) throws(Abrupt) {
        guard text.openObjects.insert(object).inserted else { throw circularError(text.open, object, key) }
        let isArray = try isArray(.object(object))
        var keys: [PropertyKey] = []
        if !isArray {
            if let allowed = text.allowed {
                keys = allowed
            } else {
                for key in try ownPropertyKeys(object) {
                    if case .symbol = key { continue }
                    if try isEnumerableOwn(object, key) { keys.append(key) }
                }
            }
        }
        let count = isArray ? try lengthOfArrayLike(object) : keys.count
        text.open.append(OpenText(object: object, isArray: isArray, keys: keys, count: count))
        text.units.append(isArray ? 0x5B : 0x7B)
    }

    /// Tells the way around the circle: its first two steps and its last.
    private mutating func circularError(_ open: [OpenText], _ object: ObjectID, _ key: PropertyKey) -> Abrupt {
        let start = open.firstIndex { $0.object == object } ?? 0
        var message = "Converting circular structure to JSON\n    --> starting at object with constructor "
        message += "'\(constructorName(object) ?? "Object")'"
        for index in open.indices.dropFirst(start + 1) {
            if index > start + 2, index < open.count - 1 {
                if index == start + 3 { message += "\n    |     ..." }
                continue
            }
            let parent = open[index - 1]
            let step = stepText(parent.isArray ? .index(UInt32(parent.next - 1)) : parent.keys[parent.next - 1], isIndex: parent.isArray)
            message += "\n    |     \(step) -> object with constructor '\(constructorName(open[index].object) ?? "Object")'"
        }
        let last = open.last?.isArray ?? false
        return typeError(message + "\n    --- \(stepText(key, isIndex: last)) closes the circle")
    }

    private mutating func stepText(_ key: PropertyKey, isIndex: Bool) -> String {
        isIndex ? "index \(describe(key))" : "property '\(describe(key))'"
    }

    private mutating func quoted(_ text: StringID) -> [UInt16] {
        guard affords(strings.length(text) >> 1) else { return [] }
        return Self.quoted(units(text))
    }

    /// QuoteJSONString. https://tc39.es/ecma262/#sec-quotejsonstring
    static func quoted(_ units: [UInt16]) -> [UInt16] {
        var result: [UInt16] = [0x22]
        result.reserveCapacity(units.count + 2)
        for (index, unit) in units.enumerated() {
            switch unit {
            case 0x22, 0x5C: result.append(contentsOf: [0x5C, unit])
            case 0x08: result.append(contentsOf: "\\b".utf16)
            case 0x09: result.append(contentsOf: "\\t".utf16)
            case 0x0A: result.append(contentsOf: "\\n".utf16)
            case 0x0C: result.append(contentsOf: "\\f".utf16)
            case 0x0D: result.append(contentsOf: "\\r".utf16)
            case 0..<0x20: appendUnicodeEscape(unit, to: &result)
            case 0xD800...0xDBFF where index + 1 == units.count || !UTF16.isTrailSurrogate(units[index + 1]),
                0xDC00...0xDFFF where index == 0 || !UTF16.isLeadSurrogate(units[index - 1]):
                appendUnicodeEscape(unit, to: &result)
            default: result.append(unit)
            }
        }
        result.append(0x22)
        return result
    }

    /// `\u001f`
    private static func appendUnicodeEscape(_ unit: UInt16, to result: inout [UInt16]) {
        result.append(contentsOf: [0x5C, 0x75])
        for shift in [12, 8, 4, 0] as [UInt16] {
            let digit = unit >> shift & 0xF
            result.append(digit < 10 ? 0x30 + digit : 0x61 - 10 + digit)
        }
    }
}
