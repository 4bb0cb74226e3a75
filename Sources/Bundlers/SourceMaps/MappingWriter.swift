import Algorithms

/// Writes the mappings of a source map, in the order of the printed text.
struct MappingWriter {
    /// Where a part of the text comes from; lines and columns from 0.
    struct Origin: Equatable {
        var source: Int
        var line: Int
        var column: Int
        /// Into the names of the map.
        var name: Int?
    }

    private(set) var text: [UInt8] = []
    private var places: LineTable
    private var line = 0
    private var isFirstOfLine = true
    private var lastColumn = 0
    private var last = Origin(source: 0, line: 0, column: 0, name: 0)
    private var lastName = 0
    private var latest: Origin??

    init(_ bytes: [UInt8]) { places = LineTable(bytes) }

    /// - Parameter origin: `nil` for text that comes from nowhere.
    mutating func add(at offset: Int, _ origin: Origin?) {
        let place = places.place(of: offset)
        while line < place.line {
            text.append(UInt8(ascii: ";"))
            line += 1
            isFirstOfLine = true
            lastColumn = 0
            latest = nil
        }
        // Nowhere follows nowhere.
        if origin == nil, latest == .some(nil) || latest == nil { return }
        if !isFirstOfLine { text.append(UInt8(ascii: ",")) }
        isFirstOfLine = false
        number(place.column - lastColumn)
        lastColumn = place.column
        latest = .some(origin)
        guard let origin else { return }
        number(origin.source - last.source)
        number(origin.line - last.line)
        number(origin.column - last.column)
        last = origin
        guard let name = origin.name else { return }
        number(name - lastName)
        lastName = name
    }

    /// Where the next line begins; `nil` when there is none.
    func lineStart(after offset: Int) -> Int? { places.lineStart(after: offset) }

    /// A number as base64 VLQ: five bits a letter, the lowest first, of which the very lowest is the sign.
    private mutating func number(_ value: Int) {
        var rest = value < 0 ? (-value) << 1 | 1 : value << 1
        repeat {
            var digit = rest & 31
            rest >>= 5
            if rest > 0 { digit |= 32 }
            text.append(Self.digits[digit])
        } while rest > 0
    }

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}

/// The lines of a text, and its columns in UTF-16 units, both from 0. What is asked for in ascending order is found in one pass.
struct LineTable {
    private let bytes: [UInt8]
    private var starts = [0]
    private var latest = (offset: 0, line: 0, column: 0)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        for (index, byte) in bytes.enumerated() {
            let isBreak = byte == 0x0A || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A))
            if isBreak { starts.append(index + 1) }
        }
    }

    mutating func place(of offset: Int) -> (line: Int, column: Int) {
        let line = index(of: offset)
        var column = 0
        var start = starts[line]
        if latest.line == line, latest.offset <= offset, latest.offset >= start { (start, column) = (latest.offset, latest.column) }
        for byte in bytes[min(start, bytes.count)..<max(min(start, bytes.count), min(offset, bytes.count))] where byte & 0xC0 != 0x80 {
            column += byte >= 0xF0 ? 2 : 1
        }
        latest = (offset, line, column)
        return (line, column)
    }

    func lineStart(after offset: Int) -> Int? {
        let line = index(of: offset)
        return line + 1 < starts.count ? starts[line + 1] : nil
    }

    private func index(of offset: Int) -> Int {
        let index = starts.partitioningIndex { $0 > offset }
        return max(0, index - 1)
    }
}
