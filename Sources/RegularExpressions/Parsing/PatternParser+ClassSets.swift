/// `[…]` with the flag v: sets of characters and strings, and operations on them. https://tc39.es/ecma262/#prod-ClassContents
extension PatternParser {
    struct ClassSet {
        var contents = ClassStrings()
        /// MayContainStrings. https://tc39.es/ecma262/#sec-static-semantics-maycontainstrings
        var mayHaveStrings = false
        /// The character that it is, if it was written as one: only these may stand at the ends of a range.
        var character: UInt32?
    }

    /// From the `[` to the `]`.
    mutating func readClassSet() throws(PatternError) -> ClassSet {
        guard classDepth < Self.deepest / 4 else { throw error(.tooLarge) }
        classDepth += 1
        defer { classDepth -= 1 }
        position += 1
        let isInverted = take("^")
        let start = position
        var result = ClassSet()
        if unit() != 0x5D {
            result = try readClassOperand()
            if isDoubled(0x2D) || isDoubled(0x26) {
                try readClassOperations(&result)
            } else {
                try readClassUnion(&result)
            }
        }
        guard take("]") else { throw error(.unterminatedClass) }
        result.character = nil
        if isInverted {
            if result.mayHaveStrings { throw error(.negatedClassWithStrings, at: start) }
            result.contents.characters = result.contents.characters.inverted()
        }
        rangeCount += result.contents.characters.ranges.count + result.contents.strings.count
        guard rangeCount <= Self.mostRanges else { throw error(.tooLarge) }
        return result
    }

    private func isDoubled(_ character: UInt32) -> Bool { unit() == character && unit(1) == character }

    /// https://tc39.es/ecma262/#prod-ClassUnion
    private mutating func readClassUnion(_ result: inout ClassSet) throws(PatternError) {
        var characters = CodePointCollection()
        characters.formUnion(result.contents.characters)
        var last = result.character
        while !isAtEnd, unit() != 0x5D {
            if unit() == 0x2D {
                if unit(1) == 0x2D { throw error(.invalidClassSetOperation) }
                let start = position
                guard let first = last else { throw error(.invalidClass) }
                position += 1
                if isAtEnd { break }
                guard let end = try readClassOperand().character else { throw error(.invalidClass, at: start) }
                if first > end { throw error(.classRangeOutOfOrder, at: start) }
                var range = CodePointSet(first, end)
                if foldsCase { range = caseMapping(range) }
                characters.formUnion(range)
                last = nil
            } else {
                if isDoubled(0x26) { throw error(.invalidClassSetOperation) }
                let operand = try readClassOperand()
                characters.formUnion(operand.contents.characters)
                result.contents.strings.formUnion(operand.contents.strings)
                result.mayHaveStrings = result.mayHaveStrings || operand.mayHaveStrings
                last = operand.character
            }
        }
        result.contents.characters = characters.finished()
    }

    /// https://tc39.es/ecma262/#prod-ClassIntersection and https://tc39.es/ecma262/#prod-ClassSubtraction
    private mutating func readClassOperations(_ result: inout ClassSet) throws(PatternError) {
        let sign = unit()
        while !isAtEnd, unit() != 0x5D {
            guard isDoubled(sign) else { throw error(.invalidClassSetOperation) }
            position += 2
            if unit() == 0x26 { throw error(.invalidCharacterInClass) }
            let operand = try readClassOperand()
            if sign == 0x26 {
                result.contents.formIntersection(operand.contents)
                result.mayHaveStrings = result.mayHaveStrings && operand.mayHaveStrings
            } else {
                result.contents.subtract(operand.contents)
            }
        }
    }

    /// https://tc39.es/ecma262/#prod-ClassSetOperand
    private mutating func readClassOperand() throws(PatternError) -> ClassSet {
        if isAtEnd { throw error(.unterminatedClass) }
        if unit() == 0x5B { return try readClassSet() }
        if unit() == 0x5C {
            if unit(1) == 0x71 { return try readClassStrings() }
            if let set = try readClassEscape(isInClass: true) { return ClassSet(contents: ClassStrings(characters: set)) }
            if let strings = try readPropertyOfStrings() { return ClassSet(contents: strings, mayHaveStrings: true) }
        }
        let character = try readClassSetCharacter()
        let folded = foldsCase ? caseMapping(character) : character
        return ClassSet(contents: ClassStrings(characters: CodePointSet(folded, folded)), character: character)
    }

    /// `\q{abc|d|}`. https://tc39.es/ecma262/#prod-ClassStringDisjunction
    private mutating func readClassStrings() throws(PatternError) -> ClassSet {
        let start = position
        position += 2
        guard take("{") else { throw error(.invalidEscape, at: start) }
        var result = ClassSet()
        var string: [UInt32] = []
        func end() {
            result.mayHaveStrings = result.mayHaveStrings || string.count != 1
            result.contents.insert(string)
            string = []
        }
        while unit() != 0x7D {
            if isAtEnd { throw error(.invalidCharacterInClass) }
            if take("|") {
                end()
            } else {
                let character = try readClassSetCharacter()
                string.append(foldsCase ? caseMapping(character) : character)
            }
        }
        position += 1
        end()
        return result
    }

    /// https://tc39.es/ecma262/#prod-ClassSetCharacter
    private mutating func readClassSetCharacter() throws(PatternError) -> UInt32 {
        let character = unit()
        if character == 0x5C {
            switch unit(1) {
            case .max: throw error(.escapeAtEnd)
            case 0x62:
                position += 2
                return 0x08
            case let next where Self.isReservedPunctuator(next):
                position += 2
                return next
            default: return try readCharacterEscape(isInClass: true)
            }
        }
        switch character {
        case 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D, 0x2F, 0x2D, 0x7C: throw error(.invalidCharacterInClass)  // ( ) [ ] { } / - |
        default: break
        }
        if unit(1) == character, Self.isReservedDouble(character) { throw error(.invalidClassSetOperation) }
        return takeCharacter()
    }

    /// ClassSetReservedPunctuator: `& - ! # % , : ; < = > @ ` ~`
    private static func isReservedPunctuator(_ character: UInt32) -> Bool {
        switch character {
        case 0x21, 0x23, 0x25, 0x26, 0x2C, 0x2D, 0x3A...0x3E, 0x40, 0x60, 0x7E: true
        default: false
        }
    }

    /// ClassSetReservedDoublePunctuator: these twice, and `$ * + . ? ^` too.
    private static func isReservedDouble(_ character: UInt32) -> Bool {
        switch character {
        case 0x2D: false
        case 0x24, 0x2A, 0x2B, 0x2E, 0x3F, 0x5E: true
        default: isReservedPunctuator(character)
        }
    }

    // MARK: Strings

    /// MaybeSimpleCaseFolding. https://tc39.es/ecma262/#sec-maybesimplecasefolding
    func folded(_ strings: ClassStrings) -> ClassStrings {
        guard foldsCase else { return strings }
        var result = ClassStrings(characters: caseMapping(strings.characters))
        for string in strings.strings { result.insert(string.map { caseMapping($0) }) }
        return result
    }

    /// What a class matches: its strings are tried before its characters, the longer first, and the empty string last.
    mutating func makeStrings(_ contents: ClassStrings) throws(PatternError) -> PatternNodeID {
        if contents.strings.isEmpty { return try makeSet(contents.characters) }
        rangeCount += contents.strings.reduce(0) { $0 + $1.count }
        guard rangeCount <= Self.mostRanges else { throw error(.tooLarge) }
        var alternatives: [PatternNodeID] = []
        for string in contents.ordered where !string.isEmpty {
            alternatives.append(
                makeSequence(string.map { make(.character($0, isFolded: foldsCase && caseMapping.concerns($0))) }))
        }
        if !contents.characters.isEmpty { alternatives.append(try makeSet(contents.characters)) }
        if contents.strings.contains([]) { alternatives.append(make(.empty)) }
        return makeChoice(alternatives)
    }
}
