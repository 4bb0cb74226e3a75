/// Numbers of five bits a digit, the least first; a digit of 32 or more goes on.
package struct PackedNumbers {
    private var digits: Substring.UTF8View.Iterator

    package init(_ text: Substring.UTF8View) { digits = text.makeIterator() }

    package mutating func next() -> Int? {
        var value = 0
        var shift = 0
        while let digit = digits.next() {
            let bits = Self.value(digit)
            value |= (bits & 31) << shift
            if bits < 32 { return value }
            shift += 5
        }
        return nil
    }

    private static func value(_ digit: UInt8) -> Int {
        switch digit {
        case 0x41...0x5A: Int(digit) - 0x41
        case 0x61...0x7A: Int(digit) - 0x61 + 26
        case 0x30...0x39: Int(digit) - 0x30 + 52
        case 0x2B: 62
        default: 63
        }
    }
}
