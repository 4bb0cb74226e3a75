/// `[…]` without the flag v. https://tc39.es/ecma262/#prod-CharacterClass
extension PatternParser {
    /// One end of a range: a character, or a class that can be none.
    private enum Atom {
        case character(UInt32)
        case set(CodePointSet)
    }

    mutating func readClass() throws(PatternError) -> PatternNodeID {
        if hasSets { return try makeStrings(try readClassSet().contents) }
        position += 1
        let isInverted = take("^")
        var members = CodePointCollection()
        while unit() != 0x5D {
            if isAtEnd { throw error(.unterminatedClass) }
            let start = position
            let first = try readClassAtom()
            guard unit() == 0x2D, unit(1) != 0x5D else {
                Self.insert(first, into: &members)
                continue
            }
            position += 1
            if isAtEnd { throw error(.unterminatedClass) }
            let second = try readClassAtom()
            if case .character(let from) = first, case .character(let to) = second {
                if from > to { throw error(.classRangeOutOfOrder, at: start) }
                members.insert(from, to)
            } else {
                if readsCodePoints { throw error(.invalidClass, at: start) }
                Self.insert(first, into: &members)
                members.insert(0x2D, 0x2D)
                Self.insert(second, into: &members)
            }
        }
        position += 1
        return try makeSet(members.finished(), isInverted: isInverted)
    }

    private static func insert(_ atom: Atom, into members: inout CodePointCollection) {
        switch atom {
        case .character(let character): members.insert(character, character)
        case .set(let set): members.formUnion(set)
        }
    }

    /// https://tc39.es/ecma262/#prod-ClassAtom
    private mutating func readClassAtom() throws(PatternError) -> Atom {
        guard unit() == 0x5C else { return .character(takeCharacter()) }
        switch unit(1) {
        case .max: throw error(.escapeAtEnd)
        case 0x62:
            position += 2
            return .character(0x08)
        default:
            if let set = try readClassEscape(isInClass: true) { return .set(set) }
            return .character(try readCharacterEscape(isInClass: true))
        }
    }
}
