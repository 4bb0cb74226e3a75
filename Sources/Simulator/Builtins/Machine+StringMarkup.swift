import JavaScript

/// `anchor`, `big` and their like. https://tc39.es/ecma262/#sec-additional-properties-of-the-string.prototype-object
extension Machine {
    mutating func installStringMarkup(_ prototype: ObjectID) {
        let elements: [(name: String, tag: String, attribute: String?)] = [
            ("anchor", "a", "name"), ("big", "big", nil), ("blink", "blink", nil), ("bold", "b", nil), ("fixed", "tt", nil),
            ("fontcolor", "font", "color"), ("fontsize", "font", "size"), ("italics", "i", nil), ("link", "a", "href"),
            ("small", "small", nil), ("strike", "strike", nil), ("sub", "sub", nil), ("sup", "sup", nil),
        ]
        for (name, tag, attribute) in elements {
            define(prototype, name, attribute == nil ? 0 : 1) { machine, arguments throws(Abrupt) in
                let text = try machine.thisString(arguments, name)
                var markup = Array("<\(tag)".utf16)
                if let attribute {
                    let value = machine.units(try machine.toString(machine.argument(arguments, 0)))
                    markup += Array(" \(attribute)=\"".utf16)
                    for unit in value { if unit == 0x22 { markup += Array("&quot;".utf16) } else { markup.append(unit) } }
                    markup.append(0x22)
                }
                markup.append(0x3E)
                markup += machine.units(text)
                markup += Array("</\(tag)>".utf16)
                try machine.reserveString(markup.count)
                return machine.stringValue(markup)
            }
        }
    }
}
