/// How bytes stand for a text in a `Buffer`. https://nodejs.org/api/buffer.html#buffers-and-character-encodings
enum BytesEncoding: String {
    case utf8, utf16le, latin1, ascii, hex, base64, base64url

    // MARK: From texts

    /// The bytes of a text.
    func bytes(of units: [UInt16]) -> [UInt8] {
        switch self {
        case .utf8: Array(String(decoding: units, as: UTF16.self).utf8)
        case .utf16le: Self.bytes(ofPairs: units)
        case .latin1, .ascii: units.map { UInt8(truncatingIfNeeded: $0) }
        case .hex: Self.bytes(ofHex: units)
        case .base64, .base64url: Self.bytes(ofBase64: units)
        }
    }

    private static func bytes(ofPairs units: [UInt16]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(units.count * 2)
        for unit in units {
            bytes.append(UInt8(truncatingIfNeeded: unit))
            bytes.append(UInt8(unit >> 8))
        }
        return bytes
    }

    /// Up to the first pair of units that is no byte.
    private static func bytes(ofHex units: [UInt16]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(units.count / 2)
        for index in stride(from: 0, to: units.count - 1, by: 2) {
            guard let high = BinaryText.digit(units[index]), let low = BinaryText.digit(units[index + 1]) else { break }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    /// Of both alphabets; what is in neither is passed over, and `=` ends the text.
    private static func bytes(ofBase64 units: [UInt16]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(units.count * 3 / 4)
        var bits: UInt32 = 0
        var count = 0
        for unit in units {
            let value: UInt32
            switch unit {
            case 0x41...0x5A: value = UInt32(unit - 0x41)
            case 0x61...0x7A: value = UInt32(unit - 0x61 + 26)
            case 0x30...0x39: value = UInt32(unit - 0x30 + 52)
            case 0x2B, 0x2D: value = 62
            case 0x2F, 0x5F: value = 63
            case 0x3D: return bytes
            default: continue
            }
            bits = bits << 6 | value
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }

    // MARK: To texts

    /// The text of some bytes, as code units.
    func units(of bytes: ArraySlice<UInt8>) -> [UInt16] {
        switch self {
        case .utf8: Array(String(decoding: bytes, as: UTF8.self).utf16)
        case .utf16le: Self.pairs(bytes)
        case .latin1: bytes.map { UInt16($0) }
        case .ascii: bytes.map { UInt16($0 & 0x7F) }
        case .hex: BinaryText.hexadecimal(bytes)
        case .base64: BinaryText.base64(bytes, isURL: false, omitsPadding: false)
        case .base64url: BinaryText.base64(bytes, isURL: true, omitsPadding: true)
        }
    }

    private static func pairs(_ bytes: ArraySlice<UInt8>) -> [UInt16] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for index in stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2) {
            let high = UInt16(bytes[index + 1]) << 8
            units.append(UInt16(bytes[index]) | high)
        }
        return units
    }
}
