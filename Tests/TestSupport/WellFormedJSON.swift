/// Checks that bytes are one JSON text (RFC 8259) in UTF-8, by a reader that shares nothing with the writers.
public struct WellFormedJSON {
    public struct Fault: Error, CustomStringConvertible {
        public var description: String
    }

    private let bytes: [UInt8]
    private var at = 0
    private var depth = 0

    public static func check(_ bytes: [UInt8]) throws(Fault) {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw Fault(description: "it is not UTF-8") }
        var reader = WellFormedJSON(bytes: bytes)
        try reader.value()
        reader.skipSpace()
        if reader.at < bytes.count { throw reader.fault("something follows the value") }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func fault(_ message: String) -> Fault { Fault(description: "\(message), at byte \(at)") }

    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private mutating func value() throws(Fault) {
        skipSpace()
        depth += 1
        defer { depth -= 1 }
        if depth > 10_000 { throw fault("too deep") }
        switch next {
        case UInt8(ascii: "{"):
            try group("}") { (reader) throws(Fault) in
                reader.skipSpace()
                try reader.string()
                reader.skipSpace()
                guard reader.skip(":") else { throw reader.fault("no colon") }
                try reader.value()
            }
        case UInt8(ascii: "["): try group("]") { (reader) throws(Fault) in try reader.value() }
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: try number()
        }
    }

    private mutating func group(_ end: Unicode.Scalar, _ member: (inout Self) throws(Fault) -> Void) throws(Fault) {
        at += 1
        skipSpace()
        if skip(end) { return }
        repeat {
            try member(&self)
            skipSpace()
        } while skip(",")
        guard skip(end) else { throw fault("no \(end)") }
    }

    private mutating func word(_ word: StaticString) throws(Fault) {
        let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytes[at...].starts(with: letters) else { throw fault("no value") }
        at += letters.count
    }

    private mutating func digits() throws(Fault) {
        let start = at
        while let byte = next, (0x30...0x39).contains(byte) { at += 1 }
        if at == start { throw fault("no digit") }
    }

    private mutating func number() throws(Fault) {
        _ = skip("-")
        if !skip("0") { try digits() }
        if skip(".") { try digits() }
        if skip("e") || skip("E") {
            if !skip("+") { _ = skip("-") }
            try digits()
        }
    }

    private mutating func string() throws(Fault) {
        guard skip("\"") else { throw fault("no string") }
        while let byte = next {
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return
            case 0..<0x20: throw fault("a control character in a string")
            case UInt8(ascii: "\\"): try escape()
            default: break
            }
        }
        throw fault("a string without end")
    }

    private mutating func escape() throws(Fault) {
        guard let byte = next else { throw fault("a string without end") }
        at += 1
        if byte == UInt8(ascii: "u") {
            for _ in 0..<4 {
                guard let digit = next, Character(Unicode.Scalar(digit)).isHexDigit, digit < 0x80 else { throw fault("a bad escape") }
                at += 1
            }
        } else if !"\"\\/bfnrt".utf8.contains(byte) {
            throw fault("a bad escape")
        }
    }
}
