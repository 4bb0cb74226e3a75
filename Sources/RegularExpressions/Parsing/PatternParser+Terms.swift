extension PatternParser {
    /// The whole pattern. https://tc39.es/ecma262/#prod-Disjunction
    mutating func readDisjunction() throws(PatternError) {
        try open(.whole, outerFlags: flags)
        while true {
            // The captures in what a quantifier may follow begin behind these.
            var firstCapture = capturesBegun
            let term: PatternNodeID
            var canRepeat = true
            switch unit() {
            case .max:
                guard levels.count == 1 else { throw error(.unterminatedGroup) }
                pattern.captureCount = capturesBegun
                pattern.root = try close()
                return try settleNamedReferences()
            case 0x29:  // )
                guard levels.count > 1 else { throw error(.unmatchedParenthesis) }
                let level = levels[levels.count - 1]
                firstCapture = level.firstCapture
                position += 1
                term = try close()
                if case .look(let isBehind, _) = level.kind { canRepeat = !readsCodePoints && !isBehind }
            case 0x7C:  // |
                position += 1
                endAlternative()
                continue
            case 0x2A, 0x2B, 0x3F: throw error(.nothingToRepeat)  // * + ?
            case 0x5E:  // ^
                position += 1
                add(make(.lineStart(isMultiline: flags.contains(.multiline))))
                continue
            case 0x24:  // $
                position += 1
                add(make(.lineEnd(isMultiline: flags.contains(.multiline))))
                continue
            case 0x28:  // (
                try readGroupStart()
                continue
            case 0x5B: term = try readClass()  // [
            case 0x2E:  // .
                position += 1
                term = make(.dot(matchesAll: flags.contains(.dotAll)))
            case 0x5C:  // \
                guard let escaped = try readAtomEscape() else { continue }
                term = escaped
            case 0x7B:  // {
                let start = position
                if try readInterval() != nil { throw error(.nothingToRepeat, at: start) }
                if readsCodePoints { throw error(.loneQuantifierBrackets) }
                term = makeCharacter(takeCharacter())
            case 0x7D where readsCodePoints, 0x5D where readsCodePoints: throw error(.loneQuantifierBrackets)  // } ]
            default: term = makeCharacter(takeCharacter())
            }
            try readQuantifier(of: term, firstCapture: firstCapture, canRepeat: canRepeat)
        }
    }

    /// https://tc39.es/ecma262/#prod-Quantifier
    private mutating func readQuantifier(of term: PatternNodeID, firstCapture: Int32, canRepeat: Bool) throws(PatternError) {
        let start = position
        var least: Int32 = 0
        var most = Pattern.Quantifier.unlimited
        switch unit() {
        case 0x2A: position += 1
        case 0x2B:
            position += 1
            least = 1
        case 0x3F:
            position += 1
            most = 1
        case 0x7B:
            guard let interval = try readInterval() else {
                if readsCodePoints { throw error(.incompleteQuantifier) }
                return add(term)
            }
            (least, most) = interval
            if most < least { throw error(.quantifierOutOfOrder, at: start) }
        default: return add(term)
        }
        let isLazy = take("?")
        guard canRepeat else { throw error(.invalidQuantifier, at: start) }
        pattern.quantifiers.append(
            Pattern.Quantifier(least: least, most: most, isLazy: isLazy, firstCapture: firstCapture + 1, endCapture: capturesBegun + 1))
        add(make(.repeated(term, Int32(pattern.quantifiers.count - 1))))
    }

    /// `{n}`, `{n,}` or `{n,m}`; `nil`, and no step, for anything else.
    private mutating func readInterval() throws(PatternError) -> (Int32, Int32)? {
        let start = position
        position += 1
        guard let least = readNumber() else {
            position = start
            return nil
        }
        var most = least
        if take(",") {
            most = Self.isDigit(unit()) ? readNumber() ?? 0 : Pattern.Quantifier.unlimited
        }
        guard take("}") else {
            position = start
            return nil
        }
        return (least, most)
    }

    /// A decimal number; one that is larger than any text is as good as unlimited.
    private mutating func readNumber() -> Int32? {
        guard Self.isDigit(unit()) else { return nil }
        var value: Int64 = 0
        while Self.isDigit(unit()) {
            value = min(value * 10 + Int64(unit() - 0x30), Int64(Int32.max))
            position += 1
        }
        return Int32(value)
    }

    // MARK: Groups

    private mutating func readGroupStart() throws(PatternError) {
        let outer = flags
        position += 1
        guard unit() == 0x3F else { return try openCapture(outer) }
        switch unit(1) {
        case 0x3A:  // (?:
            position += 2
            try open(.group, outerFlags: outer)
        case 0x3D, 0x21:  // (?= (?!
            let isNegative = unit(1) == 0x21
            position += 2
            try open(.look(isBehind: false, isNegative: isNegative), outerFlags: outer)
        case 0x3C where unit(2) == 0x3D || unit(2) == 0x21:  // (?<= (?<!
            let isNegative = unit(2) == 0x21
            position += 3
            try open(.look(isBehind: true, isNegative: isNegative), outerFlags: outer)
        case 0x3C:  // (?<
            position += 2
            hasNames = true
            let start = position
            let name = try readGroupName()
            try openCapture(outer, name: (name, start))
        case 0x2D, 0x69, 0x6D, 0x73: try readModifiers(outer)  // - i m s
        default: throw error(.invalidGroup)
        }
    }

    private mutating func openCapture(
        _ outer: RegularExpressionFlags, name: (text: [UInt16], offset: Int)? = nil
    ) throws(PatternError) {
        guard capturesBegun < Self.mostCaptures else { throw error(.tooManyCaptures) }
        try open(.capture(capturesBegun + 1), outerFlags: outer, name: name)
        capturesBegun += 1
    }

    /// `(?i-m:`. https://tc39.es/ecma262/#sec-regexp-modifiers
    private mutating func readModifiers(_ outer: RegularExpressionFlags) throws(PatternError) {
        position += 1
        var (added, removed): (RegularExpressionFlags, RegularExpressionFlags) = ([], [])
        var isRemoving = false
        while true {
            let flag: RegularExpressionFlags
            switch unit() {
            case 0x2D:
                if isRemoving { throw error(.multipleFlagDashes) }
                isRemoving = true
                position += 1
                continue
            case 0x69: flag = .ignoreCase
            case 0x6D: flag = .multiline
            case 0x73: flag = .dotAll
            case 0x3A:
                if added.isEmpty, removed.isEmpty { throw error(.invalidFlagGroup) }
                position += 1
                try open(.group, outerFlags: outer)
                flags = outer.union(added).subtracting(removed)
                return
            default: throw error(.invalidFlagGroup)
            }
            if added.union(removed).contains(flag) { throw error(.repeatedFlag) }
            if isRemoving { removed.insert(flag) } else { added.insert(flag) }
            position += 1
        }
    }
}
