import JavaScript

/// URI handling functions, and `escape` and `unescape`. https://tc39.es/ecma262/#sec-uri-handling-functions
extension Machine {
    /// uriReserved and `#`, and uriUnreserved.
    private static let reserved = Set(";/?:@&=+$,#".utf16)
    private static let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()".utf16)
    private static let unescaped = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@*_+-./".utf16)

    mutating func installURIs() {
        for (name, kept) in [("encodeURI", Self.unreserved.union(Self.reserved)), ("encodeURIComponent", Self.unreserved)] {
            define(realm.global, name, 1) { machine, arguments throws(Abrupt) in
                let text = machine.units(try machine.toString(machine.argument(arguments, 0)))
                try machine.afford(text.count)
                guard let encoded = Self.encoded(text, keeping: kept) else { throw machine.uriError() }
                try machine.reserveString(encoded.count)
                return machine.stringValue(encoded)
            }
        }
        for (name, kept) in [("decodeURI", Self.reserved), ("decodeURIComponent", [])] {
            define(realm.global, name, 1) { machine, arguments throws(Abrupt) in
                let text = machine.units(try machine.toString(machine.argument(arguments, 0)))
                try machine.afford(text.count)
                guard let decoded = Self.decoded(text, keeping: kept) else { throw machine.uriError() }
                return machine.stringValue(decoded)
            }
        }
        define(realm.global, "escape", 1) { machine, arguments throws(Abrupt) in
            let text = machine.units(try machine.toString(machine.argument(arguments, 0)))
            try machine.afford(text.count)
            var result: [UInt16] = []
            for unit in text {
                if Self.unescaped.contains(unit) {
                    result.append(unit)
                } else {
                    let digits = String(unit, radix: 16, uppercase: true)
                    let width = unit < 256 ? 2 : 4
                    let zeros = String(repeating: "0", count: width - digits.utf8.count)
                    result.append(contentsOf: ((unit < 256 ? "%" : "%u") + zeros + digits).utf16)
                }
            }
            try machine.reserveString(result.count)
            return machine.stringValue(result)
        }
        define(realm.global, "unescape", 1) { machine, arguments throws(Abrupt) in
            let text = machine.units(try machine.toString(machine.argument(arguments, 0)))
            try machine.afford(text.count)
            var result: [UInt16] = []
            var index = 0
            while index < text.count {
                let isLong = text[index] == 0x25 && index + 1 < text.count && text[index + 1] == 0x75
                if isLong, let value = Self.hexadecimal(text, index + 2, 4) {
                    result.append(value)
                    index += 6
                } else if text[index] == 0x25, let value = Self.hexadecimal(text, index + 1, 2) {
                    result.append(value)
                    index += 3
                } else {
                    result.append(text[index])
                    index += 1
                }
            }
            return machine.stringValue(result)
        }
    }

    private mutating func uriError() -> Abrupt { .thrown(.object(makeError(realm.uriErrorPrototype, "URI malformed"))) }

    private static func hexadecimal(_ text: [UInt16], _ start: Int, _ count: Int) -> UInt16? {
        guard start + count <= text.count else { return nil }
        var value: UInt16 = 0
        for unit in text[start..<start + count] {
            switch unit {
            case 0x30...0x39: value = value << 4 | (unit - 0x30)
            case 0x41...0x46, 0x61...0x66: value = value << 4 | ((unit | 0x20) - 0x61 + 10)
            default: return nil
            }
        }
        return value
    }

    /// Encode: `nil` for half a surrogate pair. https://tc39.es/ecma262/#sec-encode
    private static func encoded(_ text: [UInt16], keeping kept: Set<UInt16>) -> [UInt16]? {
        let digits = Array("0123456789ABCDEF".utf16)
        var result: [UInt16] = []
        var index = 0
        while index < text.count {
            let unit = text[index]
            index += 1
            if kept.contains(unit) {
                result.append(unit)
                continue
            }
            var point = UInt32(unit)
            if UTF16.isLeadSurrogate(unit) {
                guard index < text.count, UTF16.isTrailSurrogate(text[index]) else { return nil }
                point = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(text[index]) - 0xDC00)
                index += 1
            }
            guard let scalar = Unicode.Scalar(point) else { return nil }
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                result.append(contentsOf: [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return result
    }

    /// Decode: `nil` where an escape is wrong. https://tc39.es/ecma262/#sec-decode
    private static func decoded(_ text: [UInt16], keeping kept: Set<UInt16>) -> [UInt16]? {
        var result: [UInt16] = []
        var index = 0
        while index < text.count {
            guard text[index] == 0x25 else {
                result.append(text[index])
                index += 1
                continue
            }
            let start = index
            guard let first = hexadecimal(text, index + 1, 2) else { return nil }
            index += 3
            if first < 0x80 {
                if kept.contains(first) { result.append(contentsOf: text[start..<index]) } else { result.append(first) }
                continue
            }
            let count = first & 0xE0 == 0xC0 ? 2 : first & 0xF0 == 0xE0 ? 3 : first & 0xF8 == 0xF0 ? 4 : 0
            guard count > 0 else { return nil }
            var bytes = [UInt8(first)]
            while bytes.count < count {
                guard index < text.count, text[index] == 0x25, let next = hexadecimal(text, index + 1, 2) else { return nil }
                bytes.append(UInt8(next))
                index += 3
            }
            let character = String(decoding: bytes, as: UTF8.self)
            guard character.utf8.elementsEqual(bytes) else { return nil }
            result.append(contentsOf: character.utf16)
        }
        return result
    }
}
