/// A line of a document, read for its layout alone.
struct DocumentLine {
    /// Counted from 0.
    let index: Int
    /// How many blanks it begins with.
    let indentation: Int
    /// The bytes from the first that is no blank to the last before a comment.
    let content: Range<Int>
    /// The offset at which the content begins behind the `- ` of list entries.
    let body: Int
    /// The `:` behind the line's key.
    let colon: Int?
    /// Whether the line ends with the `|` or `>` that begins a block of text.
    let beginsBlock: Bool

    /// - Returns: `nil` for a line that is empty or holds only a comment.
    init?(_ index: Int, in positions: DocumentPositions) {
        let bytes = positions.bytes
        let range = positions.lineRange(index)
        func isBlank(_ offset: Int) -> Bool { bytes[offset] == UInt8(ascii: " ") || bytes[offset] == UInt8(ascii: "\t") }
        guard let first = range.first(where: { !isBlank($0) }), bytes[first] != UInt8(ascii: "#") else { return nil }
        var body = first
        while body + 1 < range.upperBound, bytes[body] == UInt8(ascii: "-"), isBlank(body + 1) {
            body = (body + 1..<range.upperBound).first { !isBlank($0) } ?? range.upperBound
        }
        var colon: Int?
        var quote: UInt8?
        var end = range.upperBound
        let beginsFlow = body < end && (bytes[body] == UInt8(ascii: "{") || bytes[body] == UInt8(ascii: "["))
        var isFlow = beginsFlow
        var offset = body
        scan: while offset < range.upperBound {
            let byte = bytes[offset]
            let isTokenStart = offset == body || isBlank(offset - 1) || "[{,:".utf8.contains(bytes[offset - 1])
            if let open = quote {
                if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") { offset += 1 } else if byte == open { quote = nil }
            } else {
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "'"): if isTokenStart { quote = byte }
                case UInt8(ascii: "#"):
                    if offset > body, isBlank(offset - 1) || (isTokenStart && bytes[offset - 1] != UInt8(ascii: ":") && isFlow) {
                        end = offset
                        break scan
                    }
                case UInt8(ascii: ":"):
                    let isKey = offset + 1 == range.upperBound || isBlank(offset + 1)
                    if colon == nil, !beginsFlow, isKey {
                        colon = offset
                        let value = (offset + 1..<range.upperBound).first { !isBlank($0) }
                        isFlow = value.map { bytes[$0] == UInt8(ascii: "{") || bytes[$0] == UInt8(ascii: "[") } ?? false
                    }
                default: break
                }
            }
            offset += 1
        }
        while end > first, isBlank(end - 1) { end -= 1 }
        self.index = index
        indentation = first - range.lowerBound
        content = first..<end
        self.body = min(body, end)
        self.colon = colon
        beginsBlock = Self.isBlockHeader(bytes[min(body, end)..<end], startsValue: colon.map { $0 + 1 } ?? body)
    }

    /// The column, from 0, at which the content begins behind the marks of list entries.
    var bodyColumn: Int { indentation + body - content.lowerBound }

    var isListEntry: Bool { body > content.lowerBound }

    /// The bytes behind the key's colon.
    func value(in positions: DocumentPositions) -> Range<Int> {
        guard let colon else { return body..<content.upperBound }
        let start = (colon + 1..<content.upperBound).first { positions.bytes[$0] != UInt8(ascii: " ") && positions.bytes[$0] != 0x09 }
        return (start ?? content.upperBound)..<content.upperBound
    }

    /// `|`, `>`, and these with `+`, `-` or a digit.
    private static func isBlockHeader(_ bytes: ArraySlice<UInt8>, startsValue start: Int) -> Bool {
        guard start <= bytes.endIndex else { return false }
        let value = bytes[max(start, bytes.startIndex)...].drop { $0 == UInt8(ascii: " ") || $0 == 0x09 }
        guard let first = value.first, first == UInt8(ascii: "|") || first == UInt8(ascii: ">") else { return false }
        return value.dropFirst().allSatisfy { "+-123456789".utf8.contains($0) }
    }
}

/// The lines above a place that give a document its structure: neither blank, nor comments, nor the text of a block.
struct DocumentLayout {
    /// In order; the last is the line of the place, unless that is text of a block.
    private(set) var lines: [DocumentLine] = []
    /// The line with the `|` or `>` of the block that the place stands in.
    private(set) var block: DocumentLine?

    /// More lines than this above the place are not looked at.
    private static let reach = 10_000

    init(upTo offset: Int, in positions: DocumentPositions) {
        let last = positions.lineIndex(of: offset)
        for index in max(0, last - Self.reach)...last {
            guard let line = DocumentLine(index, in: positions) else { continue }
            if let header = block, line.indentation > header.blockColumn { continue }
            block = line.beginsBlock ? line : nil
            lines.append(line)
        }
        // A header is no text of its own block.
        if lines.last?.index == last { block = nil }
    }
}

extension DocumentLine {
    /// The column that the text of a block must stand behind.
    fileprivate var blockColumn: Int { colon == nil ? indentation : bodyColumn }
}
