/// Writes JSON (RFC 8259) into bytes, members in the order in which they are given.
///
/// The caller keeps the nesting right; the writer puts the commas, the colons and the escapes.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// Whether something stands before the next value on the same level.
    private var needsComma = false

    mutating func beginObject() { open(0x7B) }
    mutating func endObject() { close(0x7D) }
    mutating func beginArray() { open(0x5B) }
    mutating func endArray() { close(0x5D) }

    /// A line break where JSON allows space: before the next value, or before a closing bracket.
    mutating func lineBreak() {
        if needsComma {
            bytes.append(0x2C)
            needsComma = false
        }
        bytes.append(0x0A)
    }

    /// A line break before a closing bracket, where no value follows.
    mutating func lastLineBreak() { bytes.append(0x0A) }

    mutating func key(_ name: String) {
        comma()
        appendQuoted(name)
        bytes.append(0x3A)
        needsComma = false
    }

    mutating func string(_ value: String) {
        comma()
        appendQuoted(value)
        needsComma = true
    }

    mutating func integer(_ value: some BinaryInteger) {
        comma()
        bytes.append(contentsOf: String(value).utf8)
        needsComma = true
    }

    mutating func boolean(_ value: Bool) {
        comma()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
        needsComma = true
    }

    mutating func null() {
        comma()
        bytes.append(contentsOf: "null".utf8)
        needsComma = true
    }

    mutating func member(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    /// A member that is `null` when there is no value.
    mutating func member(_ name: String, orNull value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }

    mutating func member(_ name: String, _ value: some BinaryInteger) {
        key(name)
        integer(value)
    }

    mutating func member(_ name: String, _ value: Bool) {
        key(name)
        boolean(value)
    }

    /// Ends the text with a line break; the next value starts afresh.
    mutating func endText() {
        bytes.append(0x0A)
        needsComma = false
    }

    /// Gives what was written so far and starts with nothing, so that a long text never stands in memory whole.
    mutating func takeBytes() -> [UInt8] {
        let taken = bytes
        bytes.removeAll(keepingCapacity: true)
        return taken
    }

    private mutating func open(_ bracket: UInt8) {
        comma()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func comma() {
        if needsComma { bytes.append(0x2C) }
    }

    private mutating func appendQuoted(_ text: String) {
        bytes.append(0x22)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": bytes.append(contentsOf: [0x5C, 0x22])
            case "\\": bytes.append(contentsOf: [0x5C, 0x5C])
            case "\n": bytes.append(contentsOf: [0x5C, 0x6E])
            case "\r": bytes.append(contentsOf: [0x5C, 0x72])
            case "\t": bytes.append(contentsOf: [0x5C, 0x74])
            default:
                // Control and bidirectional characters are escaped too, because people print JSON on terminals.
                if scalar.isUnsafeToShow { appendEscape(scalar) } else { bytes.append(contentsOf: UTF8.encode(scalar)!) }
            }
        }
        bytes.append(0x22)
    }

    private mutating func appendEscape(_ scalar: Unicode.Scalar) {
        for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16, uppercase: true)
            bytes.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
        }
    }
}
