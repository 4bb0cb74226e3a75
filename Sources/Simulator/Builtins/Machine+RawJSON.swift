import JavaScript

/// JSON.rawJSON and JSON.isRawJSON. https://tc39.es/ecma262/#sec-json.rawjson
extension Machine {
    mutating func installRawJSON(_ json: ObjectID) {
        define(json, "rawJSON", 1) { machine, arguments throws(Abrupt) in
            let text = try machine.toString(machine.argument(arguments, 0))
            let units = machine.units(text)
            guard let first = units.first else { throw machine.syntaxError("Invalid value for JSON.rawJSON") }
            for unit in [first, units[units.count - 1]] where [0x09, 0x0A, 0x0D, 0x20, 0x5B, 0x7B].contains(unit) {
                let shown = String(decoding: units.prefix(40), as: UTF16.self)
                throw machine.syntaxError(
                    "Unexpected token '\(String(decoding: [unit], as: UTF16.self))', \"\(shown)\" is not valid JSON")
            }
            _ = try machine.parseJSON(text)
            let object = machine.heap.makeObject(.rawJSON, prototype: .none)
            machine.put(object, machine.key("rawJSON"), .string(text))
            machine.freeze(object)
            return .object(object)
        }
        define(json, "isRawJSON", 1) { machine, arguments throws(Abrupt) in
            guard case .object(let object) = machine.argument(arguments, 0) else { return .boolean(false) }
            return .boolean(machine.heap[object].kind == .rawJSON)
        }
    }

    /// The text that an object of `JSON.rawJSON` stands for.
    mutating func rawJSON(_ object: ObjectID) -> [UInt16]? {
        guard heap[object].kind == .rawJSON, case .string(let text)? = lookup(object, key("rawJSON"))?.value else { return nil }
        return units(text)
    }
}
