/// Bytes as texts of base64 and of hexadecimal digits. https://tc39.es/ecma262/#sec-uint8array-objects
enum BinaryText {
    enum LastChunk: String {
        case loose, strict
        case stopBeforePartial = "stop-before-partial"
    }

    /// What was read of a text: how far, and whether all of it is as it should be.
    struct Reading {
        var read = 0
        var bytes: [UInt8] = []
        var problem: String?
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf16)

    private static func digits(isURL: Bool) -> [UInt16] { alphabet + (isURL ? [0x2D, 0x5F] : [0x2B, 0x2F]) }

    static func base64(_ bytes: ArraySlice<UInt8>, isURL: Bool, omitsPadding: Bool) -> [UInt16] {
        let digits = digits(isURL: isURL)
        var text: [UInt16] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let given = min(3, bytes.endIndex - index)
            var group: UInt32 = 0
            for offset in 0..<3 { group = group << 8 | (offset < given ? UInt32(bytes[index + offset]) : 0) }
            for place in 0...given { text.append(digits[Int(group >> UInt32(18 - 6 * place) & 63)]) }
            if !omitsPadding { text.append(contentsOf: repeatElement(0x3D, count: 3 - given)) }
            index += 3
        }
        return text
    }

    static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> [UInt16] {
        let digits = Array("0123456789abcdef".utf16)
        var text: [UInt16] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return text
    }

    /// FromHex. https://tc39.es/ecma262/#sec-fromhex
    static func fromHexadecimal(_ text: [UInt16], most: Int) -> Reading {
        var reading = Reading()
        guard text.count % 2 == 0 else {
            reading.problem = "Input string must contain hex characters in even length"
            return reading
        }
        while reading.read < text.count, reading.bytes.count < most {
            guard let high = digit(text[reading.read]), let low = digit(text[reading.read + 1]) else {
                reading.problem = "Found a character that is not a hex digit"
                return reading
            }
            reading.bytes.append(high << 4 | low)
            reading.read += 2
        }
        return reading
    }

    /// What a hexadecimal digit stands for; `nil` for any other character.
    static func digit(_ unit: UInt16) -> UInt8? {
        switch unit {
        case 0x30...0x39: UInt8(unit - 0x30)
        case 0x41...0x46: UInt8(unit - 0x41 + 10)
        case 0x61...0x66: UInt8(unit - 0x61 + 10)
        default: nil
        }
    }

    private static func value(_ unit: UInt16, isURL: Bool) -> UInt8? {
        switch unit {
        case 0x41...0x5A: UInt8(unit - 0x41)
        case 0x61...0x7A: UInt8(unit - 0x61 + 26)
        case 0x30...0x39: UInt8(unit - 0x30 + 52)
        case 0x2B: isURL ? nil : 62
        case 0x2F: isURL ? nil : 63
        case 0x2D: isURL ? 62 : nil
        case 0x5F: isURL ? 63 : nil
        default: nil
        }
    }

    /// FromBase64. https://tc39.es/ecma262/#sec-frombase64
    static func fromBase64(_ text: [UInt16], isURL: Bool, lastChunk: LastChunk, most: Int) -> Reading {
        var reading = Reading()
        if most == 0 { return reading }
        var chunk: [UInt8] = []
        var index = 0
        func failed(_ problem: String) -> Reading {
            var failure = reading
            failure.problem = problem
            return failure
        }
        func skipSpace() { while index < text.count, [0x09, 0x0A, 0x0C, 0x0D, 0x20].contains(text[index]) { index += 1 } }
        while true {
            skipSpace()
            if index == text.count {
                if !chunk.isEmpty {
                    switch lastChunk {
                    case .stopBeforePartial: return reading
                    case .loose:
                        if chunk.count == 1 {
                            return failed("The base64 input terminates with a single character, excluding padding (=).")
                        }
                        _ = append(chunk, to: &reading.bytes, isStrict: false)
                    case .strict: return failed("The base64 input lacks its padding")
                    }
                }
                reading.read = text.count
                return reading
            }
            let unit = text[index]
            index += 1
            if unit == 0x3D {
                guard chunk.count >= 2 else { return failed("The base64 input has its padding too early") }
                skipSpace()
                if chunk.count == 2 {
                    if index == text.count {
                        return lastChunk == .stopBeforePartial ? reading : failed("The base64 input lacks some of its padding")
                    }
                    if text[index] == 0x3D {
                        index += 1
                        skipSpace()
                    }
                }
                if index < text.count { return failed("The base64 input goes on behind its padding") }
                guard append(chunk, to: &reading.bytes, isStrict: lastChunk == .strict) else {
                    return failed("The base64 input ends in bits that are not zero")
                }
                reading.read = text.count
                return reading
            }
            guard let digit = value(unit, isURL: isURL) else {
                return failed("Found a character that cannot be part of a valid base64 string.")
            }
            let room = most - reading.bytes.count
            if (room == 1 && chunk.count == 2) || (room == 2 && chunk.count == 3) { return reading }
            chunk.append(digit)
            if chunk.count == 4 {
                _ = append(chunk, to: &reading.bytes, isStrict: false)
                chunk = []
                reading.read = index
                if reading.bytes.count == most { return reading }
            }
        }
    }

    /// - Returns: false when bits are left over that are not zero, and that matters.
    private static func append(_ chunk: [UInt8], to bytes: inout [UInt8], isStrict: Bool) -> Bool {
        var group: UInt32 = 0
        for place in 0..<4 { group = group << 6 | (place < chunk.count ? UInt32(chunk[place]) : 0) }
        let whole = [UInt8(group >> 16 & 255), UInt8(group >> 8 & 255), UInt8(group & 255)]
        let count = chunk.count - 1
        if isStrict, whole[count...].contains(where: { $0 != 0 }) { return false }
        bytes.append(contentsOf: whole.prefix(count))
        return true
    }
}
