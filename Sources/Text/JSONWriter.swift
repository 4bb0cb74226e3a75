/// Writes JSON (RFC 8259) into bytes, members in the order in which they are given.
///
/// The caller keeps the nesting right; the writer puts the commas, the colons and the escapes.
public struct JSONWriter: Sendable {
    /// What was written since the last ``takeBytes()``.
    public private(set) var bytes: [UInt8] = []
    /// Whether something stands before the next value on the same level.
    private var needsComma = false
    private var isAfterKey = false
    private var level = 0
    private let isIndented: Bool

    /// - Parameter isIndented: a line per member and element, two spaces a level; otherwise no space at all.
    public init(isIndented: Bool = false) { self.isIndented = isIndented }

    public mutating func beginObject() { open(UInt8(ascii: "{")) }
    public mutating func endObject() { close(UInt8(ascii: "}")) }
    public mutating func beginArray() { open(UInt8(ascii: "[")) }
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// A line break where JSON allows space: before the next value, or before a closing bracket.
    public mutating func lineBreak() {
        if needsComma {
            bytes.append(UInt8(ascii: ","))
            needsComma = false
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A line break before a closing bracket, where no value follows.
    public mutating func lastLineBreak() { bytes.append(UInt8(ascii: "\n")) }

    public mutating func key(_ name: String) {
        beginValue()
        appendJSONString(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        if isIndented { bytes.append(UInt8(ascii: " ")) }
        needsComma = false
        isAfterKey = true
    }

    public mutating func string(_ value: String) {
        beginValue()
        appendJSONString(value, to: &bytes)
        needsComma = true
    }

    @inlinable
    public mutating func integer(_ value: some BinaryInteger) { literal(String(value)) }

    /// A number from 0 on, in ten thousandths of one: `0.25`.
    public mutating func tenThousandths(_ value: Int) {
        var digits = String(value % 10_000 + 10_000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        literal("\(value / 10_000)\(digits.isEmpty ? "" : ".\(digits)")")
    }

    public mutating func boolean(_ value: Bool) { literal(value ? "true" : "false") }

    public mutating func null() { literal("null") }

    /// A number or a word, as JSON writes it.
    public mutating func literal(_ text: String) {
        beginValue()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    public mutating func member(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    /// A member that is `null` when there is no value.
    public mutating func member(_ name: String, orNull value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }

    @inlinable
    public mutating func member(_ name: String, _ value: some BinaryInteger) {
        key(name)
        integer(value)
    }

    /// A member that is `null` when there is no number.
    @inlinable
    public mutating func member(_ name: String, orNull value: (some BinaryInteger)?) {
        key(name)
        if let value { integer(value) } else { null() }
    }

    public mutating func member(_ name: String, _ value: Bool) {
        key(name)
        boolean(value)
    }

    /// Ends the text with a line break; the next value starts afresh.
    public mutating func endText() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    /// Gives what was written so far and starts with nothing, so that a long text never stands in memory whole.
    public mutating func takeBytes() -> [UInt8] {
        let taken = bytes
        bytes.removeAll(keepingCapacity: true)
        return taken
    }

    private mutating func open(_ bracket: UInt8) {
        beginValue()
        bytes.append(bracket)
        needsComma = false
        level += 1
    }

    private mutating func close(_ bracket: UInt8) {
        level -= 1
        // An empty list stays on its line.
        if isIndented, needsComma { breakLine() }
        bytes.append(bracket)
        needsComma = true
    }

    /// What stands before a value or a key.
    private mutating func beginValue() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        if isIndented, !isAfterKey, level > 0 { breakLine() }
        isAfterKey = false
    }

    private mutating func breakLine() {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    }
}
