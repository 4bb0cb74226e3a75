import Text

/// Characters that YAML has no use for where they stand: tabs, marks at the start of a text, quotes, escapes.
extension SyntaxProblem {
    var tab: Explanation {
        let line = positions.lineRange(positions.lineIndex(of: offset))
        let end = (offset..<line.upperBound).first { positions.bytes[$0] != 0x09 } ?? line.upperBound
        let isIndentation = isBlank(line.lowerBound..<min(offset, line.upperBound))
        return Explanation(
            isIndentation
                ? "the line is indented with \(end - offset == 1 ? "a tab" : "tabs"), and YAML takes only blanks"
                : "a tab stands here, and YAML takes only blanks",
            at: offset..<end, "write blanks, two for each level")
    }

    /// A text that begins with what YAML uses as a mark.
    var reservedCharacter: Explanation? {
        // An anchor's or alias's own mark stands before the character that is missing.
        let start = problem == "did not find expected alphabetic or numeric character" ? self.start ?? offset : offset
        guard start < positions.bytes.count else { return nil }
        let range = scalarRange(from: start)
        let text = text(range)
        if text.hasPrefix("```") {
            return Explanation("a Markdown fence is no part of a scenario", at: range, "leave out the lines that begin with ```")
        }
        let next = start + 1 < positions.bytes.count ? positions.bytes[start + 1] : UInt8(ascii: "\n")
        let mark = String(Unicode.Scalar(positions.bytes[start]))
        if let line, line.body == start, mark != "-", mark != "?", isBlank(next) {
            return Explanation("'\(mark) ' begins nothing in YAML", at: start..<start + 1, "begin a list entry with '- '")
        }
        if mark == "-" {
            return Explanation(
                "a list begins on the line below its key, and a text cannot begin with '- '", at: range,
                "begin the list on the next line, or put the text in quotes: \(quoted(text))")
        }
        return Explanation("a text cannot begin with '\(mark)'", at: range, inQuotes(text))
    }

    /// The bytes from an offset to the end of the scalar that a person meant there.
    private func scalarRange(from start: Int) -> Range<Int> {
        let bytes = positions.bytes
        let line = DocumentLine(positions.lineIndex(of: start), in: positions)
        let end = line?.content.upperBound ?? positions.lineRange(positions.lineIndex(of: start)).upperBound
        var depth = 0
        firstOutsideQuotes(min(line?.body ?? start, start)..<start) { offset in
            if bytes[offset] == UInt8(ascii: "[") || bytes[offset] == UInt8(ascii: "{") { depth += 1 }
            if bytes[offset] == UInt8(ascii: "]") || bytes[offset] == UInt8(ascii: "}") { depth -= 1 }
            return false
        }
        var offset = start
        while offset < end {
            if depth > 0, ",]}".utf8.contains(bytes[offset]) { break }
            if bytes[offset] == UInt8(ascii: ":"), offset > start, offset + 1 == end || isBlank(bytes[offset + 1]) { break }
            offset += 1
        }
        while offset > start + 1, isBlank(bytes[offset - 1]) { offset -= 1 }
        return start..<max(offset, start + 1)
    }

    // MARK: Quotes

    func unclosedQuote(at start: Int, closedAt end: Int? = nil) -> Explanation {
        let line = positions.lineRange(positions.lineIndex(of: start))
        let mark = String(Unicode.Scalar(positions.bytes[start]))
        let message = "the text in quotes is not closed" + (end.map { " on its line, but on line \(lineNumber(of: $0))" } ?? "")
        return Explanation(message, at: start..<max(start + 1, line.upperBound), "write \(mark) where the text ends")
    }

    /// Something right behind the end of a text in quotes.
    var behindQuotes: Explanation? {
        guard let scalar = lastScalar, case .scalar(_, let style) = scalar.content, style == .singleQuoted || style == .doubleQuoted,
            scalar.range.upperBound <= offset, offset < positions.bytes.count, isBlank(scalar.range.upperBound..<offset),
            !",]}:".utf8.contains(byte)
        else { return nil }
        let first = positions.lineIndex(of: scalar.range.lowerBound)
        if first != positions.lineIndex(of: scalar.range.upperBound) {
            return unclosedQuote(at: scalar.range.lowerBound, closedAt: scalar.range.upperBound - 1)
        }
        // In brackets the next text most likely is the next element.
        guard problem == "did not find expected key" || problem == "did not find expected '-' indicator", let line,
            line.index == first
        else { return nil }
        let value = scalar.range.lowerBound..<max(line.content.upperBound, offset + 1)
        let text = text(value)
        if style == .singleQuoted, scalar.range.upperBound == offset, Unicode.Scalar(byte).properties.isAlphabetic || byte >= 0x80 {
            let isClosed = text.utf8.last == UInt8(ascii: "'")
            let whole = isClosed ? String(text.dropFirst().dropLast()) : String(text.dropFirst())
            return Explanation(
                "the apostrophe ends the text in single quotes", at: offset - 1..<offset,
                "put the text in double quotes: \(yamlStringLiteral(whole))")
        }
        return Explanation("text goes on behind the closing quote", at: offset..<value.upperBound, inQuotes(text))
    }

    /// A backslash in double quotes.
    var escape: Explanation? {
        // The digits are missed where they should begin, behind `\x`.
        let offset = problem == "found unknown escape character" ? offset : offset - 2
        guard offset >= 0, offset + 1 < positions.bytes.count, positions.bytes[offset] == UInt8(ascii: "\\") else { return nil }
        let letter = Unicode.Scalar(positions.bytes[offset + 1])
        if problem == "found unknown escape character" {
            let end = (offset + 2..<positions.bytes.count).first { positions.bytes[$0] & 0xC0 != 0x80 } ?? positions.bytes.count
            return Explanation(
                "'\(text(offset..<end))' is no escape of a text in double quotes", at: offset..<end,
                "write \\\\ for a backslash, or put the text in single quotes")
        }
        let count = letter == "x" ? 2 : letter == "u" ? 4 : 8
        if problem == "did not find expected hexdecimal number" {
            return Explanation(
                "'\\\(letter)' needs \(count) hexadecimal digits", at: offset..<offset + 2,
                "write \\\\ for a backslash, or put the text in single quotes")
        }
        let end = min(offset + 2 + count, positions.bytes.count)
        if let pair = SurrogatePair(at: offset, in: positions.bytes) {
            return Explanation(
                "YAML writes a character with one escape, and not with a pair of surrogates", at: offset..<offset + SurrogatePair.length,
                "write \\U\(hexadecimal(pair.scalar.value, digits: 8))")
        }
        return Explanation("'\(text(offset..<end))' is no character", at: offset..<end)
    }
}
