extension Printer {
    /// A name that the grammar takes as it is: an identifier or the name of a property.
    mutating func printName(_ name: NameID) {
        let units = names.codeUnits(of: name)
        var index = units.startIndex
        while index < units.endIndex {
            let scalar = nextScalar(units, &index)
            // Joiners are letters of a name and cannot be seen.
            if scalar == 0x200C || scalar == 0x200D { putEscape(scalar) } else { putScalar(scalar) }
        }
    }

    /// Whether a name can be written without quotes where the grammar wants an IdentifierName.
    func isIdentifierName(_ name: NameID) -> Bool {
        let units = names.codeUnits(of: name)
        var index = units.startIndex
        while index < units.endIndex {
            let isFirst = index == units.startIndex
            let scalar = nextScalar(units, &index)
            guard isFirst ? Lexer.isIdentifierStart(scalar) : Lexer.isIdentifierPart(scalar) else { return false }
        }
        return !units.isEmpty
    }

    static func isIdentifierName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, Lexer.isIdentifierStart(first.value) else { return false }
        return text.unicodeScalars.allSatisfy { Lexer.isIdentifierPart($0.value) }
    }

    /// A property name or the name of an export: plain, or quoted if it must be.
    mutating func printNameOrString(_ name: NameID) {
        if isIdentifierName(name) { printName(name) } else { printString(name) }
    }

    mutating func printString(_ name: NameID) {
        let units = names.codeUnits(of: name)
        put("\"")
        var index = units.startIndex
        while index < units.endIndex {
            let scalar = nextScalar(units, &index)
            switch scalar {
            case 0x22: put("\\\"")
            case 0x5C: put("\\\\")
            case 0x0A: put("\\n")
            case 0x0D: put("\\r")
            case 0x09: put("\\t")
            // What cannot be seen or turns the line around, and halves of surrogate pairs.
            case 0..<0x20, 0x7F...0x9F, 0xAD, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xD800...0xDFFF, 0xFEFF:
                putEscape(scalar)
            default: putScalar(scalar)
            }
        }
        put("\"")
    }

    /// The raw text of a template's piece.
    mutating func printRaw(_ name: NameID) {
        let units = names.codeUnits(of: name)
        var index = units.startIndex
        while index < units.endIndex { putScalar(nextScalar(units, &index)) }
    }

    /// The shortest text that reads as the same number.
    mutating func printNumber(_ value: Double) {
        // No literal is infinite in itself; one too large to be held is.
        if value.isInfinite { return put("1e400") }
        var digits = value.description
        if digits.hasSuffix(".0") { digits.removeLast(2) }
        text.append(contentsOf: digits.utf8)
    }

    /// The scalar at an index; half a surrogate pair stands for itself.
    private func nextScalar(_ units: ArraySlice<UInt16>, _ index: inout Int) -> UInt32 {
        let unit = UInt32(units[index])
        index += 1
        guard unit & 0xFC00 == 0xD800, index < units.endIndex, units[index] & 0xFC00 == 0xDC00 else { return unit }
        let low = UInt32(units[index])
        index += 1
        return 0x10000 + ((unit & 0x3FF) << 10 | (low & 0x3FF))
    }

    private mutating func putScalar(_ value: UInt32) {
        guard let scalar = Unicode.Scalar(value) else { return putEscape(value) }
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private mutating func putEscape(_ value: UInt32) {
        let digits = String(value, radix: 16, uppercase: true)
        put("\\u")
        for _ in digits.utf8.count..<max(4, digits.utf8.count) { put("0") }
        text.append(contentsOf: digits.utf8)
    }
}
