import Text

/// Lists and mappings in brackets.
extension SyntaxProblem {
    /// What the parser met in brackets is neither the next element nor the end.
    var flow: Explanation? {
        guard let start, start < positions.bytes.count else { return nil }
        let open = positions.bytes[start]
        if let comment = comment(from: start) { return comment }
        if isBelow(start) { return unclosedBracket(at: start) }
        switch byte {
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            return byte == closer(of: open) ? nil : otherBracket(at: start)
        case UInt8(ascii: ":"):
            return colonInText(flowEntryStart..<flowEntryEnd)
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            if let scalar = lastScalar, case .scalar(_, .plain) = scalar.content, !scalar.range.isEmpty, scalar.range.upperBound <= offset,
                isBlank(scalar.range.upperBound..<offset), byte == UInt8(ascii: "{") || positions.bytes[start] == UInt8(ascii: "{")
            {
                let range = scalar.range.lowerBound..<flowEntryEnd
                return Explanation("the text holds '\(Unicode.Scalar(byte))'", at: range, inQuotes(text(range)))
            }
        default: break
        }
        let end = lastContent(before: offset)
        let mark = lacksValue && open == UInt8(ascii: "{") ? ":" : ","
        return Explanation("'\(mark)' is missing", at: end..<end + 1, "write '\(mark)' \(behindToken(before: end))")
    }

    /// Brackets, or a list entry, that end where a value should be.
    var missingNode: Explanation? {
        guard let open = openBracket else { return nil }
        if let comment = comment(from: open) { return comment }
        if offset >= positions.bytes.count || isBelow(open) { return unclosedBracket(at: open) }
        guard byte == UInt8(ascii: ",") else { return nil }
        return Explanation("a value is missing before ','", at: offset..<offset + 1, "leave the ',' out")
    }

    /// Something behind a closing bracket that ended the value of a key.
    var behindBrackets: Explanation? {
        guard let line, offset > line.content.lowerBound, offset < line.content.upperBound else { return nil }
        let before = lastContent(before: offset)
        guard before > line.content.lowerBound, "]}".utf8.contains(positions.bytes[before - 1]) else { return nil }
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
            return Explanation("the '\(Unicode.Scalar(byte))' closes nothing", at: offset..<offset + 1, "leave it out")
        }
        let value = line.value(in: positions)
        guard "[{".utf8.contains(positions.bytes[value.lowerBound]) else { return nil }
        let bracket = String(Unicode.Scalar(positions.bytes[value.lowerBound]))
        return Explanation(
            "text goes on behind the closing bracket, and YAML takes a text that begins with '\(bracket)' for a \(bracket == "[" ? "list" : "mapping")",
            at: value, inQuotes(text(value)))
    }

    // MARK: Parts

    /// Where what the parser stopped at begins its element: behind the last bracket, comma or key on the line.
    var flowEntryStart: Int {
        let line = positions.lineRange(positions.lineIndex(of: offset))
        var start = offset
        while start > line.lowerBound {
            let byte = positions.bytes[start - 1]
            if "[{,".utf8.contains(byte) { break }
            if byte == UInt8(ascii: ":"), start < offset, isBlank(positions.bytes[start]) { break }
            start -= 1
        }
        while start < offset, isBlank(positions.bytes[start]) { start += 1 }
        return start
    }

    /// Where that element ends, with the brackets that it holds.
    private var flowEntryEnd: Int {
        let line = positions.lineRange(positions.lineIndex(of: offset))
        var depth = 0
        var end = offset
        scan: while end < line.upperBound {
            switch positions.bytes[end] {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth == 0 { break scan }
                depth -= 1
            case UInt8(ascii: ","): if depth == 0 { break scan }
            default: break
            }
            end += 1
        }
        while end > offset, isBlank(positions.bytes[end - 1]) { end -= 1 }
        return end
    }

    private func closer(of open: UInt8) -> UInt8 { open == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "}") }

    /// The place behind the last byte before an offset that is neither blank nor a line break.
    private func lastContent(before offset: Int) -> Int {
        var end = min(offset, positions.bytes.count)
        while end > 0, isBlank(positions.bytes[end - 1]) || positions.bytes[end - 1] == 0x0A || positions.bytes[end - 1] == 0x0D {
            end -= 1
        }
        // Behind a comment lies no content.
        if let line = DocumentLine(positions.lineIndex(of: max(0, end - 1)), in: positions), line.content.upperBound < end {
            return line.content.upperBound
        }
        return end
    }

    /// Whether the parser stopped at a line that goes on with what surrounds the bracket, or at the end.
    private func isBelow(_ open: Int) -> Bool {
        if offset >= positions.bytes.count || isBlankToTheEnd { return true }
        let index = positions.lineIndex(of: offset)
        guard let line = DocumentLine(index, in: positions), let first = DocumentLine(positions.lineIndex(of: open), in: positions),
            index > first.index
        else { return false }
        // In JSON all that follows stands in brackets.
        let isKey = line.colon != nil && !"\"'{".utf8.contains(positions.bytes[line.body])
        return line.indentation <= first.indentation && (isKey || line.isListEntry)
    }

    private var isBlankToTheEnd: Bool {
        positions.bytes[offset...].allSatisfy { isBlank($0) || $0 == 0x0A || $0 == 0x0D }
    }

    private func unclosedBracket(at open: Int) -> Explanation {
        // The line that the parser stopped at belongs to what surrounds the bracket.
        let line = offset >= positions.bytes.count ? offset : positions.lineRange(positions.lineIndex(of: offset)).lowerBound
        let end = max(open + 1, lastContent(before: line))
        let (opener, closer) = (Unicode.Scalar(positions.bytes[open]), Unicode.Scalar(closer(of: positions.bytes[open])))
        return Explanation(
            "'\(closer)' is missing: the '\(opener)' is not closed", at: end..<end + 1,
            "write '\(closer)' \(behindToken(before: end))",
            related: ("the '\(opener)' is here", open))
    }

    private func otherBracket(at open: Int) -> Explanation {
        let (opener, closer) = (Unicode.Scalar(positions.bytes[open]), Unicode.Scalar(closer(of: positions.bytes[open])))
        return Explanation(
            "'\(closer)' is missing: the '\(opener)' is closed by '\(Unicode.Scalar(byte))'", at: offset..<offset + 1,
            "write '\(closer)' before the '\(Unicode.Scalar(byte))', or in its place", related: ("the '\(opener)' is here", open))
    }

    /// The innermost bracket that is open where the parser stopped, if one is.
    private var openBracket: Int? {
        guard let line = layout.lines.last else { return nil }
        var open: [Int] = []
        firstOutsideQuotes(line.body..<max(line.body, min(line.content.upperBound, offset))) { offset in
            switch positions.bytes[offset] {
            case UInt8(ascii: "["), UInt8(ascii: "{"): open.append(offset)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): _ = open.popLast()
            default: break
            }
            return false
        }
        return open.last ?? start.flatMap { "[{".utf8.contains(positions.bytes[min($0, positions.bytes.count - 1)]) ? $0 : nil }
    }

    /// A comment in the brackets that hides their end, or one of another language.
    private func comment(from open: Int) -> Explanation? {
        for index in positions.lineIndex(of: open)...positions.lineIndex(of: min(offset, positions.bytes.count)) {
            let range = positions.lineRange(index)
            guard let line = DocumentLine(index, in: positions) else { continue }
            if line.content.upperBound < range.upperBound, line.content.upperBound > open {
                let mark =
                    (line.content.upperBound..<range.upperBound).first { positions.bytes[$0] == UInt8(ascii: "#") } ?? range.upperBound
                let hidden = positions.bytes[mark..<range.upperBound]
                // A person who writes a comment puts a blank behind its mark.
                if let end = hidden.firstIndex(where: { ",]}".utf8.contains($0) }), end > mark + 1, !isBlank(positions.bytes[mark + 1]) {
                    return Explanation(
                        "YAML takes the rest of the line for a comment, since it begins with '#'", at: mark..<range.upperBound,
                        "put the text in quotes: \(quoted(text(mark..<end)))")
                }
            }
            let foreign = firstOutsideQuotes(line.body..<line.content.upperBound) { mark in
                guard mark >= open, positions.bytes[mark] == UInt8(ascii: "/"), mark + 1 < line.content.upperBound else { return false }
                return "/*".utf8.contains(positions.bytes[mark + 1])
                    && (mark == line.body || "[{, \t".utf8.contains(positions.bytes[mark - 1]))
            }
            if let foreign {
                return Explanation(
                    "'\(text(foreign..<foreign + 2))' begins no comment here", at: foreign..<line.content.upperBound,
                    "leave it out, or begin it with '# '")
            }
        }
        return nil
    }

    /// A place by the text before it, back to the last mark: `behind 'a'`.
    private func behindToken(before end: Int) -> String {
        var start = end
        while start > 0, end - start < 40, !"[{,: \t\r\n".utf8.contains(positions.bytes[start - 1]) { start -= 1 }
        while start < end, positions.bytes[start] & 0xC0 == 0x80 { start += 1 }
        let token = text(start..<end)
        // Brackets and quotes alone name nothing.
        return token.contains(where: { $0.isLetter || $0.isNumber }) && !token.contains("'") ? "behind '\(token)'" : "here"
    }
}
