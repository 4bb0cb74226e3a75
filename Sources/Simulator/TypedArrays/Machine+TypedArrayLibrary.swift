import JavaScript

/// %TypedArray%.prototype: looking at elements. https://tc39.es/ecma262/#sec-properties-of-the-%25typedarrayprototype%25-object
extension Machine {
    static let typedPrefix = "%TypedArray%.prototype."

    /// A method on a typed array that is valid when it is called.
    mutating func defineTyped(
        _ prototype: ObjectID, _ name: String, _ length: Int32,
        _ body: @escaping (inout Machine, Arguments, ObjectID, Int) throws(Abrupt) -> Value
    ) {
        define(prototype, name, length) { machine, arguments throws(Abrupt) in
            let (object, length) = try machine.validTyped(arguments.thisValue, Self.typedPrefix + name)
            return try body(&machine, arguments, object, length)
        }
    }

    mutating func installTypedAccess(_ prototype: ObjectID) {
        installTypedGetters(prototype)
        defineTyped(prototype, "at", 1) { machine, arguments, object, length throws(Abrupt) in
            let relative = try machine.toInteger(machine.argument(arguments, 0))
            let index = relative < 0 ? Double(length) + relative : relative
            guard index >= 0, index < Double(length) else { return .undefined }
            return machine.typedElement(object, Int(index)) ?? .undefined
        }
        defineTyped(prototype, "includes", 1) { machine, arguments, object, length throws(Abrupt) in
            if length == 0 { return .boolean(false) }
            let start = try machine.relativeIndex(machine.argument(arguments, 1), length, missing: 0)
            let target = machine.argument(arguments, 0)
            for index in start..<max(start, length) {
                try machine.countStep()
                let element = machine.typedElement(object, index) ?? .undefined
                if machine.isSameValue(element, target, isExact: false) { return .boolean(true) }
            }
            return .boolean(false)
        }
        defineTyped(prototype, "indexOf", 1) { machine, arguments, object, length throws(Abrupt) in
            if length == 0 { return Value(-1) }
            let start = try machine.relativeIndex(machine.argument(arguments, 1), length, missing: 0)
            let target = machine.argument(arguments, 0)
            for index in start..<max(start, length) {
                try machine.countStep()
                if let element = machine.typedElement(object, index), machine.isStrictlyEqual(element, target) { return Value(index) }
            }
            return Value(-1)
        }
        defineTyped(prototype, "lastIndexOf", 1) { machine, arguments, object, length throws(Abrupt) in
            if length == 0 { return Value(-1) }
            let from = arguments.count > 1 ? try machine.toInteger(machine.argument(arguments, 1)) : Double(length) - 1
            var index = Int(max(from < 0 ? Double(length) + from : min(from, Double(length) - 1), -1))
            let target = machine.argument(arguments, 0)
            while index >= 0 {
                try machine.countStep()
                if let element = machine.typedElement(object, index), machine.isStrictlyEqual(element, target) { return Value(index) }
                index -= 1
            }
            return Value(-1)
        }
        defineTyped(prototype, "join", 1) { machine, arguments, object, length throws(Abrupt) in
            let separator = machine.argument(arguments, 0)
            let between = separator.isUndefined ? [0x2C] : machine.units(try machine.toString(separator))
            return try machine.joinTyped(object, length, between) { machine, value throws(Abrupt) in try machine.toString(value) }
        }
        defineTyped(prototype, "toLocaleString", 0) { machine, arguments, object, length throws(Abrupt) in
            let locale = Array(machine.arguments(arguments, from: 0).prefix(2))
            return try machine.joinTyped(object, length, [0x2C]) { machine, value throws(Abrupt) in
                let method = try machine.getValue(value, machine.key("toLocaleString"))
                return try machine.toString(machine.call(method, value, arguments: locale))
            }
        }
        for (name, yields) in [("keys", IteratorRecord.Yield.keys), ("entries", .entries)] {
            defineTyped(prototype, name, 0) { machine, _, object, _ throws(Abrupt) in
                .object(machine.makeArrayIterator(.object(object), yields))
            }
        }
        let values = define(prototype, "values", 0) { machine, arguments throws(Abrupt) in
            let (object, _) = try machine.validTyped(arguments.thisValue, Self.typedPrefix + "values")
            return .object(machine.makeArrayIterator(.object(object), .values))
        }
        put(prototype, .symbol(realm.symbolIterator), .object(values), .hidden)
        if let toString = getOwn(realm.arrayPrototype, .known(.toString)) { put(prototype, .known(.toString), toString.value, .hidden) }
    }

    private mutating func joinTyped(
        _ object: ObjectID, _ length: Int, _ separator: [UInt16], _ text: (inout Machine, Value) throws(Abrupt) -> StringID
    ) throws(Abrupt) -> Value {
        var units: [UInt16] = []
        for index in 0..<length {
            try countStep()
            if index > 0 { units.append(contentsOf: separator) }
            if let element = typedElement(object, index) {
                let text = try text(&self, element)
                units.append(contentsOf: strings.codeUnits(text))
            }
            try reserveString(units.count)
        }
        return stringValue(units)
    }

    private mutating func installTypedGetters(_ prototype: ObjectID) {
        func getter(_ machine: inout Machine, _ name: String, _ body: @escaping (inout Machine, ObjectID) -> Value) {
            machine.defineGetter(prototype, machine.key(name), name) { machine, arguments throws(Abrupt) in
                guard case .object(let object) = arguments.thisValue, machine.heap[object].kind == .typedArray else {
                    throw machine.incompatibleReceiver(arguments.thisValue, "get TypedArray.prototype.\(name)")
                }
                return body(&machine, object)
            }
        }
        getter(&self, "buffer") { .object($0.view($1).bufferObject) }
        getter(&self, "byteLength") { Value($0.typedLength($1) * $0.view($1).kind.size) }
        getter(&self, "byteOffset") { machine, object in
            let view = machine.view(object)
            return Value(machine.heap.buffers.length(of: view) == nil ? 0 : view.offset)
        }
        getter(&self, "length") { Value($0.typedLength($1)) }
        // https://tc39.es/ecma262/#sec-get-%25typedarray%25.prototype-%25symbol.tostringtag%25
        defineGetter(prototype, .symbol(realm.symbolToStringTag), "[Symbol.toStringTag]") { machine, arguments throws(Abrupt) in
            guard case .object(let object) = arguments.thisValue, machine.heap[object].kind == .typedArray else { return .undefined }
            return machine.string(machine.view(object).kind.name + "Array")
        }
    }
}
