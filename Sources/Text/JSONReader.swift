/// Reads JSON (RFC 8259) into a ``JSONValue``: manifests and recordings, which we wrote ourselves or others may have touched.
public enum JSONReader {
    private struct Failure: Error {}

    /// The value, or `nil` when the bytes are no JSON.
    public static func value(of bytes: some Collection<UInt8>) -> JSONValue? {
        var scanner = Scanner(bytes: Array(bytes))
        guard let value = try? scanner.value(depth: 0) else { return nil }
        scanner.skipSpace()
        return scanner.index == scanner.bytes.count ? value : nil
    }

    private struct Scanner {
        let bytes: [UInt8]
        var index = 0
        private static let depthLimit = 64

        init(bytes: [UInt8]) { self.bytes = bytes }

        private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

        mutating func skipSpace() {
            while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { index += 1 }
        }

        private mutating func consume(_ character: Unicode.Scalar) -> Bool {
            skipSpace()
            guard next == UInt8(ascii: character) else { return false }
            index += 1
            return true
        }

        private mutating func word(_ text: StaticString) -> Bool {
            let word = Array(text.description.utf8)
            guard bytes[index...].starts(with: word) else { return false }
            index += word.count
            return true
        }

        mutating func value(depth: Int) throws(Failure) -> JSONValue {
            guard depth < Self.depthLimit else { throw Failure() }
            skipSpace()
            switch next {
            case UInt8(ascii: "{"): return try object(depth)
            case UInt8(ascii: "["): return try array(depth)
            case UInt8(ascii: "\""): return .string(try string())
            case UInt8(ascii: "t"): if word("true") { return .bool(true) }
            case UInt8(ascii: "f"): if word("false") { return .bool(false) }
            case UInt8(ascii: "n"): if word("null") { return .null }
            default:
                let start = index
                while let byte = next, "+-.0123456789eE".utf8.contains(byte) { index += 1 }
                let text = String(decoding: bytes[start..<index], as: UTF8.self)
                if Double(text) != nil { return .number(text) }
            }
            throw Failure()
        }

        private mutating func object(_ depth: Int) throws(Failure) -> JSONValue {
            index += 1
            var members: [JSONValue.Member] = []
            if consume("}") { return .object(members) }
            repeat {
                skipSpace()
                guard next == UInt8(ascii: "\"") else { throw Failure() }
                let key = try string()
                guard consume(":") else { throw Failure() }
                members.append(.init(key, try value(depth: depth + 1)))
            } while consume(",")
            guard consume("}") else { throw Failure() }
            return .object(members)
        }

        private mutating func array(_ depth: Int) throws(Failure) -> JSONValue {
            index += 1
            var elements: [JSONValue] = []
            if consume("]") { return .array(elements) }
            repeat { elements.append(try value(depth: depth + 1)) } while consume(",")
            guard consume("]") else { throw Failure() }
            return .array(elements)
        }

        private mutating func string() throws(Failure) -> String {
            index += 1
            var units: [UInt16] = []
            var start = index
            func text(_ end: Int) -> String.UTF16View { String(decoding: bytes[start..<end], as: UTF8.self).utf16 }
            while let byte = next {
                if byte == UInt8(ascii: "\"") {
                    units += text(index)
                    index += 1
                    return String(decoding: units, as: UTF16.self)
                }
                guard byte >= 0x20 else { throw Failure() }
                guard byte == UInt8(ascii: "\\") else {
                    index += 1
                    continue
                }
                units += text(index)
                index += 1
                units.append(try escape())
                start = index
            }
            throw Failure()
        }

        private mutating func escape() throws(Failure) -> UInt16 {
            guard let byte = next else { throw Failure() }
            index += 1
            switch byte {
            case UInt8(ascii: "n"): return 0x0A
            case UInt8(ascii: "t"): return 0x09
            case UInt8(ascii: "r"): return 0x0D
            case UInt8(ascii: "b"): return 0x08
            case UInt8(ascii: "f"): return 0x0C
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(byte)
            case UInt8(ascii: "u"):
                guard index + 4 <= bytes.count,
                    let unit = UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
                else { throw Failure() }
                index += 4
                return unit
            default: throw Failure()
            }
        }
    }
}
