extension Lexer {
    /// A StringLiteral. https://tc39.es/ecma262/#sec-literals-string-literals
    mutating func readString(quote: UInt8) throws(SyntaxFailure) {
        token.kind = .string
        let start = position
        var index = start + 1
        var hash = NameTable.emptyHash
        while index < count {
            let byte = bytes[index]
            if byte == quote {
                let text = UnsafeBufferPointer(start: bytes + start + 1, count: index - start - 1)
                token.name = names.pointee.internASCII(text, hash: hash)
                position = index + 1
                return
            }
            if byte == 0x5C || byte >= 0x80 || byte == 0x0A || byte == 0x0D { break }
            hash = NameTable.hash(hash, adding: UInt16(byte))
            index += 1
        }
        try readUnusualString(quote: quote)
    }

    private mutating func readUnusualString(quote: UInt8) throws(SyntaxFailure) {
        let start = position
        position += 1
        units.removeAll(keepingCapacity: true)
        while position < count {
            let byte = bytes[position]
            if byte == quote {
                position += 1
                token.name = names.pointee.intern(units[...])
                return
            }
            if byte == 0x0A || byte == 0x0D { break }
            if byte == 0x5C {
                let escapeStart = position
                if let message = try readEscape() { throw failure(message, from: escapeStart, to: max(position, escapeStart + 2)) }
            } else if byte < 0x80 {
                units.append(UInt16(byte))
                position += 1
            } else {
                let (scalar, length) = try decodeScalar(at: position)
                Self.append(scalar, to: &units)
                position += length
            }
        }
        let character = quote == 0x22 ? "\"" : "'"
        throw failure(
            "a string is not closed: expected \(character) before the end of the line", from: start, to: start + 1,
            suggestion: position < count ? "for a text of several lines, write it between backquotes" : nil)
    }

    /// Reads an escape from its backslash and appends what it means to ``units``.
    ///
    /// - Returns: what is wrong with it, if anything; the position then stands just past the backslash and its letter.
    private mutating func readEscape() throws(SyntaxFailure) -> String? {
        let letter = byte(at: position + 1)
        guard position + 1 < count else {
            position += 1
            return nil
        }
        if letter >= 0x80 {
            let (scalar, length) = try decodeScalar(at: position + 1)
            // A line continuation stands for nothing.
            if scalar != 0x2028 && scalar != 0x2029 { Self.append(scalar, to: &units) }
            position += 1 + length
            return nil
        }
        position += 2
        switch letter {
        case 0x6E: units.append(0x0A)
        case 0x74: units.append(0x09)
        case 0x72: units.append(0x0D)
        case 0x62: units.append(0x08)
        case 0x66: units.append(0x0C)
        case 0x76: units.append(0x0B)
        case 0x0A: break
        case 0x0D: if byte(at: position) == 0x0A { position += 1 }
        case 0x30...0x37 where isSloppy && token.kind == .string: readLegacyOctalEscape(letter)
        case 0x38...0x39 where isSloppy && token.kind == .string: units.append(UInt16(letter))
        case 0x30:
            let next = byte(at: position)
            if next >= 0x30 && next <= 0x39 { return "octal escapes are not allowed in modules" }
            units.append(0)
        case 0x31...0x39:
            return letter < 0x38
                ? "octal escapes are not allowed in modules" : "the escapes \\8 and \\9 are not allowed in modules"
        case 0x78:
            guard let high = Self.hexadecimalValue(byte(at: position)), let low = Self.hexadecimalValue(byte(at: position + 1))
            else { return "an escape is not valid: expected two hexadecimal digits after \\x" }
            units.append(UInt16(high << 4 | low))
            position += 2
        case 0x75:
            guard let value = readCodePointEscape() else {
                return "an escape is not valid: expected \\uXXXX or \\u{X…} with hexadecimal digits, at most 10FFFF"
            }
            Self.append(value, to: &units)
        default: units.append(UInt16(letter))
        }
        return nil
    }

    // MARK: Templates

    /// A template from its backquote to its end or its first `${`.
    mutating func readTemplate() throws(SyntaxFailure) {
        let isClosed = try readTemplateText(from: position + 1)
        token.kind = isClosed ? .template : .templateHead
    }

    /// Goes on with a template after a substitution; ``token`` is the `}` that closes it.
    ///
    /// Afterwards ``token`` holds the text as a ``TokenKind/template`` when the template ends there, and as a
    /// ``TokenKind/templateHead`` when another substitution follows.
    mutating func continueTemplate() throws(SyntaxFailure) {
        position = Int(token.start) + 1
        token.hasEscape = false
        let isClosed = try readTemplateText(from: position)
        token.kind = isClosed ? .template : .templateHead
        token.end = UInt32(position)
    }

    /// - Returns: whether the template ends here, as against at a `${`.
    private mutating func readTemplateText(from start: Int) throws(SyntaxFailure) -> Bool {
        var index = start
        while index < count {
            let byte = bytes[index]
            let isClosed = byte == 0x60
            if isClosed || (byte == 0x24 && self.byte(at: index + 1) == 0x7B) {
                if let name = names.pointee.internASCII(UnsafeBufferPointer(start: bytes + start, count: index - start)) {
                    token.name = name
                    token.raw = name
                    position = index + (isClosed ? 1 : 2)
                    return isClosed
                }
                break
            }
            if byte == 0x5C || byte >= 0x80 || byte == 0x0D { break }
            index += 1
        }
        return try readUnusualTemplateText(from: start)
    }

    private mutating func readUnusualTemplateText(from start: Int) throws(SyntaxFailure) -> Bool {
        position = start
        units.removeAll(keepingCapacity: true)
        rawUnits.removeAll(keepingCapacity: true)
        while position < count {
            let byte = bytes[position]
            let isClosed = byte == 0x60
            if isClosed || (byte == 0x24 && self.byte(at: position + 1) == 0x7B) {
                token.raw = names.pointee.intern(rawUnits[...])
                token.name = token.hasEscape ? token.raw : names.pointee.intern(units[...])
                position += isClosed ? 1 : 2
                return isClosed
            }
            let pieceStart = position
            if byte == 0x5C {
                if try readEscape() != nil { token.hasEscape = true }
            } else if byte == 0x0D {
                units.append(0x0A)
                position += self.byte(at: position + 1) == 0x0A ? 2 : 1
            } else if byte < 0x80 {
                units.append(UInt16(byte))
                position += 1
            } else {
                let (scalar, length) = try decodeScalar(at: position)
                Self.append(scalar, to: &units)
                position += length
            }
            try appendRaw(from: pieceStart, to: position)
        }
        throw failure(
            "a template is not closed: expected a backquote before the end of the module", from: Int(token.start),
            to: Int(token.start) + 1)
    }

    /// Line breaks in raw text are line feeds, however they stand in the file.
    private mutating func appendRaw(from start: Int, to end: Int) throws(SyntaxFailure) {
        var index = start
        while index < end {
            let (scalar, length) = try decodeScalar(at: index)
            if scalar == 0x0D {
                rawUnits.append(0x0A)
                index += byte(at: index + 1) == 0x0A ? 2 : 1
            } else {
                Self.append(scalar, to: &rawUnits)
                index += length
            }
        }
    }
}
