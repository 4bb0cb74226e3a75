import Diagnostics

extension DocumentPositions {
    /// Text of a document together with the places of its characters.
    func text(of node: YAMLNode) -> DocumentText? {
        guard case .scalar(let text, let style) = node.content else { return nil }
        return DocumentText(text, at: location(of: node.range.lowerBound), segments: segments(of: text, style, node.range))
    }

    private func segments(of text: String, _ style: YAMLNode.Style, _ range: Range<Int>) -> [SourceFile.Segment] {
        switch style {
        case .literal: literalSegments(of: Array(text.utf8), range)
        case .plain, .folded, .singleQuoted, .doubleQuoted: flowSegments(of: Array(text.utf8), style, range)
        }
    }

    /// A literal block keeps its lines, without their common indentation.
    private func literalSegments(of text: [UInt8], _ range: Range<Int>) -> [SourceFile.Segment] {
        let firstLine = lineIndex(of: range.lowerBound) + 1
        var segments: [SourceFile.Segment] = []
        var line = firstLine
        var start = 0
        var knownIndent: Int?
        while start < text.count, line < lineCount {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.count
            let source = lineRange(line)
            let indent = source.count - (end - start)
            // Lines part ways only for breaks that YAML knows and editors do not, such as U+0085.
            guard end == start || (indent >= 0 && bytes[source].suffix(end - start).elementsEqual(text[start..<end])) else { break }
            if end > start, knownIndent != indent {
                knownIndent = indent
                segments.append(
                    SourceFile.Segment(
                        start: UInt32(start), location: SourceLocation(file: file, line: line + 1, column: indent + 1),
                        isVerbatim: true, continuationColumn: indent + 1))
            }
            start = end + 1
            line += 1
        }
        if segments.first?.start != 0 {
            let place = SourceLocation(file: file, line: firstLine + 1, column: 1)
            segments.insert(SourceFile.Segment(start: 0, location: place, isVerbatim: true), at: 0)
        }
        return segments
    }

    /// Follows the other styles character by character: line breaks fold into blanks, quotes and escapes stand for
    /// single characters.
    private func flowSegments(of text: [UInt8], _ style: YAMLNode.Style, _ range: Range<Int>) -> [SourceFile.Segment] {
        var segments: [SourceFile.Segment] = []
        var textIndex = 0
        var index = range.lowerBound
        if style == .singleQuoted || style == .doubleQuoted { index += 1 }
        if style == .folded { index = lineRange(lineIndex(of: index)).upperBound }
        var expected = -1
        while textIndex < text.count, index < range.upperBound {
            let character = sourceCharacter(at: index, style)
            if character.isBlank {
                let isBlank = text[textIndex] == 0x20 || text[textIndex] == 0x0A || text[textIndex] == 0x09
                if isBlank, text[textIndex] == bytes[index] || bytes[index] == 0x0A || bytes[index] == 0x0D {
                    textIndex += 1
                    if bytes[index] != 0x20 && bytes[index] != 0x09 { expected = -1 }
                    if expected == index { expected = index + character.length }
                }
                index += character.length
                continue
            }
            // What a fold left over before this character.
            while textIndex < text.count, !character.isEscape, isBlank(text[textIndex]) { textIndex += 1 }
            guard textIndex < text.count else { break }
            if character.isBreakEscape {
                index += character.length
                continue
            }
            if expected != index {
                segments.append(SourceFile.Segment(start: UInt32(textIndex), location: location(of: index), isVerbatim: true))
            }
            expected = character.isEscape ? -1 : index + character.length
            index += character.length
            textIndex += 1
            while textIndex < text.count, text[textIndex] & 0xC0 == 0x80 { textIndex += 1 }
        }
        // Where the text ends: behind an escaped line break this is no line of its own in the document.
        if textIndex == text.count, expected == -1, !segments.isEmpty {
            segments.append(SourceFile.Segment(start: UInt32(textIndex), location: location(of: index), isVerbatim: true))
        }
        return segments
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private struct SourceCharacter {
        var length: Int
        var isBlank = false
        var isEscape = false
        /// A backslash at the end of a line, and the indentation of the next: stands for nothing.
        var isBreakEscape = false
    }

    private func sourceCharacter(at index: Int, _ style: YAMLNode.Style) -> SourceCharacter {
        let byte = bytes[index]
        if isBlank(byte) { return SourceCharacter(length: 1, isBlank: true) }
        if style == .singleQuoted, byte == UInt8(ascii: "'") { return SourceCharacter(length: 2, isEscape: true) }
        if style == .doubleQuoted, byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
            switch bytes[index + 1] {
            case UInt8(ascii: "x"): return SourceCharacter(length: 4, isEscape: true)
            case UInt8(ascii: "u"):
                return SourceCharacter(length: SurrogatePair(at: index, in: bytes) == nil ? 6 : SurrogatePair.length, isEscape: true)
            case UInt8(ascii: "U"): return SourceCharacter(length: 10, isEscape: true)
            case 0x0A, 0x0D:
                let end = bytes[(index + 1)...].firstIndex { !isBlank($0) } ?? bytes.count
                return SourceCharacter(length: end - index, isEscape: true, isBreakEscape: true)
            default: return SourceCharacter(length: 2, isEscape: true)
            }
        }
        var length = 1
        while index + length < bytes.count, bytes[index + length] & 0xC0 == 0x80 { length += 1 }
        return SourceCharacter(length: length)
    }
}
