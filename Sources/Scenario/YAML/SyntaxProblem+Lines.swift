import Text

/// Lines that do not fit those above them: indentation, colons and the dashes of lists.
extension SyntaxProblem {
    // MARK: Indentation

    /// A line that is neither a key nor an entry of what it stands in.
    var strayLine: Explanation? {
        if let block = layout.block { return shallowBlockText(block) }
        guard let line, line.content.lowerBound == offset || line.body == offset else { return nil }
        if let stray = strayIndentation(line) { return stray }
        if problem == "did not find expected '-' indicator" {
            return Explanation(
                "the line stands among the entries of a list, and does not begin with '- '", at: line.content,
                "write '- \(shortened(text(line.content)))', or indent it less if it is no entry")
        }
        guard line.isListEntry, let start else { return nil }
        // A list entry among keys: the keys miss their dash.
        guard let first = DocumentLine(positions.lineIndex(of: start), in: positions), first.indentation == line.indentation else {
            return nil
        }
        return Explanation(
            "the line stands among the entries of a list, and does not begin with '- '", at: first.content,
            "write '- \(shortened(text(first.content)))'", related: ("this is an entry", line.content.lowerBound))
    }

    /// A line indented as none above it that it could stand beside.
    private func strayIndentation(_ line: DocumentLine) -> Explanation? {
        var best: (distance: Int, isOtherKind: Bool, column: Int, line: DocumentLine)?
        var limit = Int.max
        for above in layout.lines.dropLast().reversed() where above.indentation < limit {
            limit = above.indentation
            var columns = [(above.indentation, above.isListEntry)]
            if above.isListEntry { columns.append((above.bodyColumn, false)) }
            for (column, isEntry) in columns {
                if column == line.indentation { return nil }
                let isOtherKind = isEntry != line.isListEntry
                let distance = abs(column - line.indentation)
                if let best, (best.distance, best.isOtherKind ? 1 : 0) <= (distance, isOtherKind ? 1 : 0) { continue }
                best = (distance, isOtherKind, column, above)
            }
            if limit == 0 { break }
        }
        guard let best else { return nil }
        return Explanation(
            "the line is indented by \(counted(line.indentation, "blank")), as none above it", at: line.content,
            "indent it by \(best.column), as '\(shortened(text(best.line.content)))' on line \(best.line.index + 1)")
    }

    /// A line in a block of text, indented less than the block's first.
    private func shallowBlockText(_ header: DocumentLine) -> Explanation? {
        let index = positions.lineIndex(of: offset)
        guard let line = DocumentLine(index, in: positions),
            let first = (header.index + 1..<index).lazy.compactMap({ DocumentLine($0, in: positions) }).first,
            first.indentation > line.indentation
        else { return nil }
        return Explanation(
            "the line is indented by \(counted(line.indentation, "blank")), and the text that it belongs to by \(first.indentation)",
            at: line.content, "indent it by \(first.indentation) or more, or line \(first.index + 1) by \(line.indentation)")
    }

    /// Something at the top of the document that belongs to nothing.
    var strayRoot: Explanation? {
        guard let line else { return nil }
        if let first = layout.lines.first, first.indentation > line.indentation {
            return Explanation(
                "the first line is indented by \(counted(first.indentation, "blank")), and line \(line.index + 1) by \(line.indentation)",
                at: first.content, "indent it by \(line.indentation)")
        }
        return Explanation("the line belongs to nothing above it", at: line.content)
    }

    // MARK: Colons

    /// A `:` where no key can be.
    var unexpectedColon: Explanation? {
        guard let line else { return layout.block.flatMap(shallowBlockText) }
        if let colon = line.colon, colon < offset { return colonInText(line.value(in: positions)) }
        guard let above = lineAbove else { return nil }
        // A text that began above goes on here.
        guard let owner = layout.lines.dropLast().last(where: { $0.colon != nil }) else { return missingColon(in: above) }
        let value = owner.value(in: positions)
        if !value.isEmpty, line.indentation > owner.bodyColumn, isContinued(from: owner, to: line) {
            let key = shortened(text(owner.body..<(owner.colon ?? owner.body)))
            return Explanation(
                "the line is indented deeper than '\(key)' above it, and so goes on with its text, which cannot hold ': '",
                at: line.content,
                "indent it by \(owner.bodyColumn), or write '\(key): |' and the text on the lines below")
        }
        let key = text(line.body..<(line.colon ?? line.content.upperBound))
        if value.isEmpty, above.indentation > owner.indentation, !isName(key) {
            // Text of several lines under a key, such as JavaScript.
            let key = shortened(text(owner.body..<(owner.colon ?? owner.body)))
            return Explanation(
                "a text of several lines that holds ': ' must be a block", at: owner.content, "write '\(key): |'",
                related: ("the ': ' is here", offset))
        }
        return missingColon(in: above)
    }

    /// Whether all lines between the two belong to the first one's text.
    private func isContinued(from owner: DocumentLine, to line: DocumentLine) -> Bool {
        layout.lines.allSatisfy { between in
            between.index <= owner.index || between.index >= line.index || between.indentation > owner.bodyColumn
        }
    }

    /// A text with `: ` in it.
    func colonInText(_ range: Range<Int>) -> Explanation {
        let text = text(range)
        var suggestion = inQuotes(text)
        if let colon = text.firstRange(of: ": "), Format.isKey(String(text[..<colon.lowerBound])) {
            let rest = String(text[colon.upperBound...].drop { $0 == " " })
            let value = rest.contains(": ") ? quoted(rest) : rest
            suggestion = "write {\(text[..<colon.lowerBound]): \(value)}, or " + suggestion
        }
        return Explanation("the text holds ': ', which YAML takes for the end of a key", at: range, suggestion)
    }

    /// A line that should be a key and has no `: `.
    var missingKeyColon: Explanation? {
        guard let start else { return nil }
        if positions.bytes[start] == UInt8(ascii: "\"") || positions.bytes[start] == UInt8(ascii: "'") { return unclosedQuote(at: start) }
        let lines = DocumentLayout(upTo: start, in: positions).lines
        guard let line = lines.last, line.index == positions.lineIndex(of: start) else { return nil }
        guard let above = lines.dropLast().last else { return missingColon(in: line) }
        let key = shortened(text(above.body..<(above.colon ?? above.content.upperBound)))
        if above.beginsBlock {
            return Explanation(
                "the text of the block must be indented deeper than '\(key)'", at: line.content,
                "indent it by \(counted(above.bodyColumn + 2, "blank"))")
        }
        let words = text(line.content).split(separator: " ")
        if words.count > 1, !Format.isKey(String(words[0])), words[0].last != ":", above.colon != nil, !above.value(in: positions).isEmpty,
            words[1] != "="
        {
            return Explanation(
                "the line is no key, and not indented as a part of the text above it", at: line.content,
                "indent it deeper than '\(key)' to go on with its text, or put ':' behind a key")
        }
        return missingColon(in: line)
    }

    /// - Parameter line: one that has no `: `, and should be a key with its value.
    private func missingColon(in line: DocumentLine) -> Explanation {
        let content = line.body..<line.content.upperBound
        let bytes = positions.bytes
        // Characters that look like a colon or a blank.
        for offset in content {
            if bytes[offset...].starts(with: "\u{FF1A}".utf8) {
                return Explanation("this is the character U+FF1A, which looks like ':'", at: offset..<offset + 3, "write ':' and a blank")
            }
            if bytes[offset] == UInt8(ascii: ":"), bytes[(offset + 1)...].starts(with: "\u{A0}".utf8) {
                return Explanation(
                    "the character behind ':' is U+00A0, a no-break space, which looks like a blank", at: offset + 1..<offset + 3,
                    "write a blank")
            }
        }
        if let colon = content.first(where: { bytes[$0] == UInt8(ascii: ":") }), colon + 1 < content.upperBound,
            bytes[colon + 1] != UInt8(ascii: "/"), isName(text(line.body..<colon))
        {
            return missingBlank(at: colon, in: content)
        }
        let words = text(content).split(separator: " ", maxSplits: 2).map(String.init)
        guard words.count > 1, words[1] == "=" || Format.isKey(words[0]) else {
            return Explanation(
                "':' is missing behind '\(shortened(text(content)))'", at: content, "write '\(shortened(text(content))):'")
        }
        let value = words.dropFirst(words[1] == "=" ? 2 : 1).joined(separator: " ")
        return Explanation(
            "':' is missing behind '\(shortened(words[0]))'", at: line.body..<line.body + words[0].utf8.count,
            "write '\(shortened("\(words[0]): \(value)"))'")
    }

    /// A `:` with the value right behind it.
    ///
    /// - Parameter range: the key and what stands behind it.
    func missingBlank(at colon: Int, in range: Range<Int>) -> Explanation {
        let key = text(range.lowerBound..<colon)
        let value = text(colon + 1..<max(range.upperBound, colon + 1))
        return Explanation(
            "a blank is missing behind ':'", at: colon..<colon + 1,
            "write '\(shortened("\(key): \(value)"))'")
    }

    /// Whether a text is a name as keys and modules have.
    private func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0) || "_-./@".unicodeScalars.contains($0)
            }
    }

    // MARK: Blocks

    /// Something behind `|` or `>`.
    var behindBlockMark: Explanation? {
        guard context == "while scanning a block scalar", let start, let line else { return nil }
        let mark = String(Unicode.Scalar(positions.bytes[start]))
        let range = offset..<max(offset + 1, line.content.upperBound)
        return Explanation(
            "the text of a block begins on the line below the '\(mark)'", at: range,
            "move it there, or leave out the '\(mark)'")
    }
}
