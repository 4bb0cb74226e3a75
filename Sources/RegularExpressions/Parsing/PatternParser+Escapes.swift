/// What stands behind a `\`.
extension PatternParser {
    /// AtomEscape, and the assertions `\b` and `\B`, which no quantifier may follow: for these `nil`. https://tc39.es/ecma262/#prod-AtomEscape
    mutating func readAtomEscape() throws(PatternError) -> PatternNodeID? {
        switch unit(1) {
        case .max: throw error(.escapeAtEnd)
        case 0x62, 0x42:  // b B
            let isNegative = unit(1) == 0x42
            position += 2
            add(make(.wordBoundary(isNegative: isNegative, isFolded: foldsCase && readsCodePoints)))
            return nil
        case 0x31...0x39:
            if let index = readGroupNumber() {
                pattern.references.append([index])
                return make(.backreference(Int32(pattern.references.count - 1), isFolded: foldsCase))
            }
            if readsCodePoints { throw error(.invalidEscape) }
            if unit(1) >= 0x38 {
                // `\8` and `\9` are these digits.
                position += 1
                return makeCharacter(takeCharacter())
            }
            position += 1
            return makeCharacter(readOctal())
        case 0x30:
            position += 1
            if readsCodePoints, Self.isDigit(unit(1)) { throw error(.invalidDecimalEscape) }
            return makeCharacter(readOctal())
        case 0x6B where readsCodePoints || hasNames || scanCaptures().hasNames:  // k
            position += 2
            return try readNamedReference()
        default:
            if let set = try readClassEscape(isInClass: false) { return try makeSet(set) }
            if let strings = try readPropertyOfStrings() { return try makeStrings(strings) }
            return makeCharacter(try readCharacterEscape(isInClass: false))
        }
    }

    /// The number behind a `\`, if there are so many groups; without u and v it is something else if not.
    private mutating func readGroupNumber() -> Int32? {
        var value: Int32 = 0
        var offset = 1
        while Self.isDigit(unit(offset)) {
            value = value * 10 + Int32(unit(offset) - 0x30)
            if value > Self.mostCaptures { return nil }
            offset += 1
        }
        guard value <= capturesBegun || value <= scanCaptures().count else { return nil }
        position += offset
        return value
    }

    /// Up to three octal digits, at most 0o377. https://tc39.es/ecma262/#prod-annexB-LegacyOctalEscapeSequence
    private mutating func readOctal() -> UInt32 {
        var value: UInt32 = 0
        var count = 0
        while count < 3, unit() >= 0x30, unit() <= 0x37, value * 8 + unit() - 0x30 <= 0o377 {
            value = value * 8 + unit() - 0x30
            position += 1
            count += 1
        }
        return value
    }

    /// `\d` and its like, and `\p{…}` of code points; `nil`, and no step, for anything else. With v and i it is what Canonicalize makes of them.
    mutating func readClassEscape(isInClass: Bool) throws(PatternError) -> CodePointSet? {
        let letter = unit(1)
        let set: CodePointSet
        switch letter {
        case 0x64, 0x44: set = .digits  // d D
        case 0x73, 0x53: set = .whiteSpace  // s S
        case 0x77, 0x57: set = foldsCase && readsCodePoints ? Self.foldedWordCharacters : .wordCharacters  // w W
        case 0x70 where readsCodePoints, 0x50 where readsCodePoints:  // p P
            let start = position
            guard let (name, value) = readPropertyName() else { throw propertyError(isInClass, at: start) }
            if let found = UnicodeProperties.set(name, value) {
                set = found
                // However often a class says the same.
                rangeCount += found.ranges.count
                guard rangeCount <= Self.mostRanges else { throw error(.tooLarge) }
            } else if hasSets, letter == 0x70, value == nil, UnicodeStrings.isProperty(name) {
                position = start
                return nil
            } else {
                throw propertyError(isInClass, at: start)
            }
            position -= 2
        default: return nil
        }
        position += 2
        let folded = hasSets && foldsCase ? caseMapping(set) : set
        // The capital letters are the complements.
        return letter < 0x61 ? folded.inverted() : folded
    }

    private func propertyError(_ isInClass: Bool, at start: Int) -> PatternError {
        error(isInClass ? .invalidPropertyNameInClass : .invalidPropertyName, at: start)
    }

    /// WordCharacters where case means nothing. https://tc39.es/ecma262/#sec-wordcharacters
    static let foldedWordCharacters = CodePointSet.wordCharacters.union(CodePointSet([(0x17F, 0x17F), (0x212A, 0x212A)]))

    /// `\p{name=value}`, stepped over.
    private mutating func readPropertyName() -> (name: String, value: String?)? {
        position += 2
        guard take("{") else { return nil }
        var parts: [[UInt8]] = [[]]
        while unit() != 0x7D {
            let unit = unit()
            if unit == 0x3D, parts.count == 1 {
                parts.append([])
            } else if Self.isDigit(unit) || unit == 0x5F || (unit < 0x80 && unit | 0x20 >= 0x61 && unit | 0x20 <= 0x7A) {
                parts[parts.count - 1].append(UInt8(unit))
            } else {
                return nil
            }
            position += 1
        }
        position += 1
        guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        let names = parts.map { String(decoding: $0, as: UTF8.self) }
        return (names[0], names.count > 1 ? names[1] : nil)
    }

    /// `\p{…}` of a property of strings; `nil`, and no step, for anything else.
    mutating func readPropertyOfStrings() throws(PatternError) -> ClassStrings? {
        guard hasSets, unit(1) == 0x70 else { return nil }
        let start = position
        guard let (name, value) = readPropertyName(), value == nil, let strings = UnicodeStrings.strings(name) else {
            position = start
            return nil
        }
        return folded(strings)
    }

    /// CharacterEscape. https://tc39.es/ecma262/#prod-CharacterEscape
    mutating func readCharacterEscape(isInClass: Bool) throws(PatternError) -> UInt32 {
        let start = position
        position += 1
        let (character, length) = character(readsCodePoints: readsCodePoints)
        position += length
        switch character {
        case 0x66: return 0x0C  // f
        case 0x6E: return 0x0A  // n
        case 0x72: return 0x0D  // r
        case 0x74: return 0x09  // t
        case 0x76: return 0x0B  // v
        case 0x63: return try readControlEscape(isInClass, start)  // c
        case 0x30 where !Self.isDigit(unit()): return 0
        case 0x30...0x37:
            if readsCodePoints { throw error(isInClass ? .invalidClassEscape : .invalidDecimalEscape, at: start) }
            position -= 1
            return readOctal()
        case 0x78:  // x
            if let value = readHexadecimal(digits: 2) { return value }
            if readsCodePoints { throw error(.invalidEscape, at: start) }
            return character
        case 0x75:  // u
            if let value = readUnicodeEscape(takesCodePoints: readsCodePoints) { return value }
            if readsCodePoints { throw error(.invalidUnicodeEscape, at: start) }
            return character
        default:
            if readsCodePoints {
                let isSyntax = Self.isSyntaxCharacter(character) || character == 0x2F || (isInClass && character == 0x2D)
                guard isSyntax else { throw error(.invalidEscape, at: start) }
            } else if character == 0x6B, hasNames || scanCaptures().hasNames {
                throw error(.invalidEscape, at: start)
            }
            return character
        }
    }

    private mutating func readControlEscape(_ isInClass: Bool, _ start: Int) throws(PatternError) -> UInt32 {
        let letter = unit()
        let isLetter = letter < 0x80 && letter | 0x20 >= 0x61 && letter | 0x20 <= 0x7A
        if isLetter || (!readsCodePoints && isInClass && (Self.isDigit(letter) || letter == 0x5F)) {
            position += 1
            return letter & 0x1F
        }
        if readsCodePoints { throw error(.invalidUnicodeEscape, at: start) }
        // The backslash stands for itself, and the `c` comes next.
        position -= 1
        return 0x5C
    }

    /// `^ $ \ . * + ? ( ) [ ] { } |`
    private static func isSyntaxCharacter(_ character: UInt32) -> Bool {
        switch character {
        case 0x24, 0x28...0x2B, 0x2E, 0x3F, 0x5B...0x5E, 0x7B...0x7D: true
        default: false
        }
    }

    /// So many hexadecimal digits; `nil`, and no step, for fewer.
    private mutating func readHexadecimal(digits: Int) -> UInt32? {
        var value: UInt32 = 0
        for offset in 0..<digits {
            guard let digit = Self.hexadecimalValue(unit(offset)) else { return nil }
            value = value * 16 + digit
        }
        position += digits
        return value
    }

    private static func hexadecimalValue(_ unit: UInt32) -> UInt32? {
        switch unit {
        case 0x30...0x39: unit - 0x30
        case 0x41...0x46: unit - 0x41 + 10
        case 0x61...0x66: unit - 0x61 + 10
        default: nil
        }
    }

    /// RegExpUnicodeEscapeSequence behind its `u`; `nil`, and no step, for anything else.
    mutating func readUnicodeEscape(takesCodePoints: Bool) -> UInt32? {
        let start = position
        if takesCodePoints, take("{") {
            var value: UInt32 = 0
            var count = 0
            while let digit = Self.hexadecimalValue(unit()), value <= CodePointSet.lastCodePoint {
                value = value * 16 + digit
                count += 1
                position += 1
            }
            if count > 0, value <= CodePointSet.lastCodePoint, take("}") { return value }
            position = start
            return nil
        }
        guard let first = readHexadecimal(digits: 4) else { return nil }
        guard takesCodePoints, first & 0xFC00 == 0xD800, unit() == 0x5C, unit(1) == 0x75 else { return first }
        let afterFirst = position
        position += 2
        if let second = readHexadecimal(digits: 4), second & 0xFC00 == 0xDC00 {
            return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        }
        position = afterFirst
        return first
    }
}
