import JavaScript

/// How strings compare. Long ones are work to be counted.
extension Machine {
    mutating func areTextsEqual(_ a: StringID, _ b: StringID) -> Bool {
        if a == b { return true }
        let length = strings.length(a)
        guard length == strings.length(b) else { return false }
        budget.countWork(length)
        return strings.areEqual(a, b)
    }

    /// IsLessThan of strings: by code units.
    mutating func isTextLess(_ a: StringID, _ b: StringID) -> Bool {
        budget.steps += 1
        budget.countWork(min(strings.length(a), strings.length(b)))
        return strings.isLess(a, b)
    }

    // MARK: Order of words

    /// The characters of ASCII as the root collation of CLDR orders them, with which `en-US` agrees; a letter stands for both of its cases.
    private static let wordOrder = "\t\n\u{B}\u{C}\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz"

    /// The place of each character of ASCII in ``wordOrder``, from 1 on; 0 for a control character, which has none.
    private static let wordRanks: [UInt16] = {
        var ranks = [UInt16](repeating: 0, count: 0x80)
        for (rank, unit) in wordOrder.utf16.enumerated() {
            ranks[Int(unit)] = UInt16(rank + 1)
            if (0x61...0x7A).contains(unit) { ranks[Int(unit) - 0x20] = UInt16(rank + 1) }
        }
        return ranks
    }()

    /// What `localeCompare` answers: negative, 0 or positive. Letters compare whatever their case; where all agree, the first that
    /// differs in case decides, lower case first.
    ///
    /// Deviation: what is not ASCII comes after all that is, by code units, and not with the letter that it is written like.
    mutating func compareWords(_ a: StringID, _ b: StringID) -> Int {
        guard affords((strings.length(a) + strings.length(b)) >> 2) else { return 0 }
        let first = units(a)
        let second = units(b)
        func rank(_ unit: UInt16) -> Int { unit < 0x80 ? Int(Self.wordRanks[Int(unit)]) : Int(unit) + 0x80 }
        func isUpper(_ unit: UInt16) -> Bool { (0x41...0x5A).contains(unit) }
        var i = 0
        var j = 0
        var caseOrder = 0
        while true {
            while i < first.count, rank(first[i]) == 0 { i += 1 }
            while j < second.count, rank(second[j]) == 0 { j += 1 }
            guard i < first.count, j < second.count else { break }
            let ranks = (rank(first[i]), rank(second[j]))
            if ranks.0 != ranks.1 { return ranks.0 < ranks.1 ? -1 : 1 }
            if caseOrder == 0, isUpper(first[i]) != isUpper(second[j]) { caseOrder = isUpper(first[i]) ? 1 : -1 }
            i += 1
            j += 1
        }
        if i < first.count { return 1 }
        return j < second.count ? -1 : caseOrder
    }
}
