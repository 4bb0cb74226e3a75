import JavaScript
import Locales

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

    /// What `localeCompare` answers: negative, 0 or positive. Letters compare whatever stands on them and whatever their case; where all agree, the
    /// first that differs in a mark decides, and then in case, lower case first.
    mutating func compareWords(_ a: StringID, _ b: StringID, _ order: WordOrder = WordOrder()) -> Int {
        guard affords(1 + (strings.length(a) + strings.length(b)) >> 2) else { return 0 }
        let first = units(a)
        let second = units(b)
        // Letters with marks are taken apart, and the marks put in order.
        let marked = first.count { $0 >= 0x80 } + second.count { $0 >= 0x80 }
        guard affords(marked) else { return 0 }
        return order.compare(first[...], second[...])
    }
}
