import Diagnostics

/// The text of a document, and the way from the YAML parser's marks to lines and columns as an editor counts them.
///
/// The parser counts Unicode scalars, and takes U+0085, U+2028 and U+2029 for line breaks, which no editor does: so only
/// its scalar index is used, and lines are counted here.
struct DocumentPositions {
    /// The document, without a byte order mark.
    private let source: SourceFile
    var file: String { source.name }
    var bytes: [UInt8] { source.bytes }
    /// The byte offset at which each line starts.
    private let lineStarts: [Int]
    /// The byte offset of every 256th scalar; empty for ASCII, where the two are the same.
    private let scalarOffsets: [Int]

    private static let stride = 256

    init(file: String, bytes: [UInt8]) {
        source = SourceFile(name: file, bytes: bytes)
        var starts = [0]
        var offsets: [Int] = []
        var scalars = 0
        var isASCII = true
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0A || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)) {
                starts.append(index + 1)
            }
            if byte >= 0x80 { isASCII = false }
            if byte & 0xC0 != 0x80 {
                if scalars % Self.stride == 0 { offsets.append(index) }
                scalars += 1
            }
        }
        lineStarts = starts
        scalarOffsets = isASCII ? [] : offsets
    }

    /// The byte offset of the scalar with this index; the end for one past the last.
    func byteOffset(ofScalar index: Int) -> Int {
        if scalarOffsets.isEmpty { return min(max(0, index), bytes.count) }
        let block = min(index / Self.stride, scalarOffsets.count - 1)
        var remaining = index - block * Self.stride
        var offset = scalarOffsets[block]
        while remaining > 0, offset < bytes.count {
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            remaining -= 1
        }
        return offset
    }

    /// The number of the line, from 0, that holds a byte.
    func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The bytes of a line, from 0, without its break; empty past the last line.
    func lineRange(_ line: Int) -> Range<Int> {
        guard line < lineStarts.count else { return bytes.count..<bytes.count }
        let start = lineStarts[line]
        var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }

    var lineCount: Int { lineStarts.count }

    func location(of offset: Int) -> SourceLocation {
        let line = lineIndex(of: offset)
        let column = scalarCount(lineStarts[line]..<min(offset, bytes.count))
        return SourceLocation(file: file, line: line + 1, column: column + 1)
    }

    /// The line of a place in this document, for showing; `nil` far into an endless line, as minified documents have.
    func sourceLine(at location: SourceLocation) -> SourceLine? { source.line(of: location) }

    /// The number of scalars in a range of bytes; quick however long the range is.
    func scalarCount(_ range: Range<Int>) -> Int {
        if scalarOffsets.isEmpty { return range.count }
        return scalarIndex(ofByte: range.upperBound) - scalarIndex(ofByte: range.lowerBound)
    }

    private func scalarIndex(ofByte offset: Int) -> Int {
        var low = 0
        var high = scalarOffsets.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if scalarOffsets[middle] <= offset { low = middle } else { high = middle }
        }
        let block = scalarOffsets[low]..<max(offset, scalarOffsets[low])
        return low * Self.stride + bytes[block].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    }

    /// A problem at a stretch of the document; a stretch of several lines is marked on its first.
    func problem(
        _ message: String, at range: Range<Int>, keyPath: String? = nil, suggestion: String? = nil
    ) -> Diagnostic {
        let location = location(of: range.lowerBound)
        let line = lineRange(location.line - 1)
        let end = min(range.upperBound, line.upperBound)
        let width = end > range.lowerBound ? scalarCount(range.lowerBound..<end) : 1
        return Diagnostic(
            .scenario, message, at: location, width: width, keyPath: keyPath, suggestion: suggestion,
            sourceLine: sourceLine(at: location))
    }
}
