/// A decoder of texts. https://encoding.spec.whatwg.org/#interface-textdecoder
///
/// Deviation: of the legacy encodings only windows-1252 is here.
struct TextDecoding {
    enum Encoding: String {
        case utf8 = "utf-8"
        case utf16LittleEndian = "utf-16le"
        case utf16BigEndian = "utf-16be"
        case windows1252 = "windows-1252"

        /// https://encoding.spec.whatwg.org/#names-and-labels
        init?(label: String) {
            let bytes = Array(label.utf8)
            let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.endIndex
            let end = bytes.lastIndex { $0 > 0x20 } ?? start - 1
            switch String(decoding: bytes[start..<(end + 1)], as: UTF8.self).lowercased() {
            case "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "utf-8", "utf8", "x-unicode20utf8": self = .utf8
            case "csunicode", "iso-10646-ucs-2", "ucs-2", "unicode", "unicodefeff", "utf-16", "utf-16le": self = .utf16LittleEndian
            case "unicodefffe", "utf-16be": self = .utf16BigEndian
            case "ansi_x3.4-1968", "ascii", "cp1252", "cp819", "csisolatin1", "ibm819", "iso-8859-1", "iso-ir-100", "iso8859-1", "iso88591",
                "iso_8859-1", "iso_8859-1:1987", "l1", "latin1", "us-ascii", "windows-1252", "x-cp1252":
                self = .windows1252
            default: return nil
            }
        }
    }

    var encoding = Encoding.utf8
    var isFatal = false
    var ignoresMark = false
    /// Bytes of a character whose rest has not come.
    private var pending: [UInt8] = []
    private var isPastStart = false

    init(_ encoding: Encoding, isFatal: Bool, ignoresMark: Bool) {
        self.encoding = encoding
        self.isFatal = isFatal
        self.ignoresMark = ignoresMark
    }

    /// The next bytes as code units; `nil` when they are wrong and must not be.
    mutating func decode(_ bytes: some Sequence<UInt8>, goesOn: Bool) -> [UInt16]? {
        var all = pending + bytes
        pending = []
        if goesOn {
            pending = Array(all.suffix(unfinished(all)))
            all.removeLast(pending.count)
        }
        guard var units = units(all) else {
            reset()
            return nil
        }
        if !isPastStart, let first = units.first {
            isPastStart = true
            if first == 0xFEFF, !ignoresMark, encoding != .windows1252 { units.removeFirst() }
        }
        if !goesOn { reset() }
        return units
    }

    /// What it is to decode so many bytes, in steps. What is wrong in them is mended character by character.
    func work(for bytes: ArraySlice<UInt8>) -> Int {
        switch encoding {
        case .windows1252: bytes.count >> 2
        case .utf8: bytes.count >> 3 + (bytes.count { $0 >= 0x80 } * 3) >> 2
        case .utf16LittleEndian, .utf16BigEndian: bytes.count >> 1
        }
    }

    private mutating func reset() {
        pending = []
        isPastStart = false
    }

    private func units(_ bytes: [UInt8]) -> [UInt16]? {
        switch encoding {
        case .utf8:
            // What had to be mended is another text.
            let text = String(decoding: bytes, as: UTF8.self)
            return isFatal && !text.utf8.elementsEqual(bytes) ? nil : Array(text.utf16)
        case .windows1252: return bytes.map { (0x80...0x9F).contains($0) ? Self.windows1252[Int($0) - 0x80] : UInt16($0) }
        case .utf16LittleEndian, .utf16BigEndian:
            var units: [UInt16] = []
            for index in stride(from: 0, to: bytes.count - 1, by: 2) {
                let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
                units.append(encoding == .utf16LittleEndian ? second << 8 | first : first << 8 | second)
            }
            let isCut = bytes.count & 1 == 1
            let mended = Array(String(decoding: units, as: UTF16.self).utf16)
            if isFatal { return isCut || mended != units ? nil : units }
            return mended + (isCut ? [0xFFFD] : [])
        }
    }

    /// How many bytes at the end begin a character and do not end it.
    private func unfinished(_ bytes: [UInt8]) -> Int {
        switch encoding {
        case .windows1252: return 0
        case .utf16LittleEndian, .utf16BigEndian:
            let odd = bytes.count & 1
            guard bytes.count >= odd + 2 else { return odd }
            let high = bytes[bytes.count - odd - (encoding == .utf16LittleEndian ? 1 : 2)]
            return odd + (high & 0xFC == 0xD8 ? 2 : 0)
        case .utf8:
            for count in 1..<4 where count <= bytes.count {
                let byte = bytes[bytes.count - count]
                if byte & 0xC0 == 0x80 { continue }
                let wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1
                return byte <= 0xF4 && count < wanted ? count : 0
            }
            return 0
        }
    }

    private static let windows1252: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90,
        0x2018,
        0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]
}
