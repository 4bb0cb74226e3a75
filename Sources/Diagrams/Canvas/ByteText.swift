/// Text that grows by many small pieces, as the bytes of UTF-8: a picture is written piece by piece, several hundred times a piece.
struct ByteText {
    private(set) var bytes: [UInt8] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func append(_ part: ArraySlice<UInt8>) { bytes.append(contentsOf: part) }

    mutating func append(_ part: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: part) }

    mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// The text for markup: what is an entity there becomes one.
    mutating func append(escaping part: UnsafeBufferPointer<UInt8>) {
        for byte in part {
            switch byte {
            case UInt8(ascii: "<"): append("&lt;" as StaticString)
            case UInt8(ascii: ">"): append("&gt;" as StaticString)
            case UInt8(ascii: "&"): append("&amp;" as StaticString)
            case UInt8(ascii: "\""): append("&quot;" as StaticString)
            default: bytes.append(byte)
            }
        }
    }

    mutating func append(_ number: Int) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        append(digitsOf: UInt64(number.magnitude))
    }

    /// The number with at most `digits` decimals and no trailing zeros. By hand: no locale, the same digits everywhere.
    mutating func append(fixed value: Double, digits: Int = 2) {
        var factor: UInt64 = 1
        for _ in 0..<digits { factor *= 10 }
        // Far outside any picture; a number that is none must not end the process.
        guard value.isFinite, abs(value) < 1e12 else { return append("0") }
        let scaled = Int64((value * Double(factor)).rounded())
        if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
        append(scaled.magnitude, over: factor)
    }

    /// The quotient, exact.
    ///
    /// - Parameter factor: a power of ten.
    mutating func append(_ value: UInt64, over factor: UInt64) {
        append(digitsOf: value / factor)
        var rest = value % factor
        guard rest > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        var place = factor / 10
        while rest > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(rest / place))
            rest %= place
            place /= 10
        }
    }

    private mutating func append(digitsOf value: UInt64) {
        var place: UInt64 = 1
        while value / place >= 10 { place *= 10 }
        while place > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(value / place % 10))
            place /= 10
        }
    }
}
