/// The order of words in `en-US`, which is that of the root collation of CLDR as far as start-up code has words: letters of the Latin script with what stands on
/// them, digits, and the characters of ASCII. https://unicode.org/reports/tr10/
///
/// Deviation: of other scripts only that they come after the Latin one, by code points.
package struct WordOrder: Sendable {
    /// What a character weighs: first as a letter, then by what stands on it, then by its case.
    struct Weight {
        var letter: UInt32
        var mark: UInt8 = 0
        var isUpper = false
    }

    /// Ignored first: letters are compared whatever stands on them.
    package var ignoresMarks = false
    package var ignoresCase = false
    /// Whether digits are compared as the numbers that they spell.
    package var readsNumbers = false
    /// Whether upper case comes first where nothing else differs.
    package var putsUpperCaseFirst = false
    /// Whether blanks and punctuation are passed over.
    package var ignoresPunctuation = false

    package init() {}

    /// The characters of ASCII in order, and the commonest signs among them; a letter stands for both of its cases.
    private static let characters =
        "\t\n\u{B}\u{C}\r \u{A0}_-–—,;:!¡?¿.…'‘’\"“”«»()[]{}§¶@*/\\&#%†‡•`´^¨°©®+±÷×<=>|¦~→¤¢$£¥€"
        + "0123456789abcdefghiıjklmnopqrstuvwxyzþ"
    private static let letterStep: UInt32 = 16
    /// The first of them that is no punctuation: U+0060.
    private static let firstSymbol: UInt32 = 0x60

    private static let ranks: [UInt32: UInt32] = {
        var ranks: [UInt32: UInt32] = [:]
        for (rank, scalar) in characters.unicodeScalars.enumerated() { ranks[scalar.value] = UInt32(rank + 1) * letterStep }
        return ranks
    }()

    /// What the characters of ASCII weigh; nothing for a control character.
    private static let asciiWeights: [Weight] = (0..<0x80).map { value in
        let isUpper = (0x41...0x5A).contains(value)
        return Weight(letter: ranks[UInt32(isUpper ? value + 0x20 : value)] ?? 0, isUpper: isUpper)
    }

    /// Marks in the order of their weights.
    private static let marks = [
        "ACUTE", "GRAVE", "BREVE", "CIRCUMFLEX", "CARON", "RING ABOVE", "DIAERESIS", "DOUBLE ACUTE", "TILDE", "DOT ABOVE", "STROKE",
        "CEDILLA",
        "OGONEK", "MACRON", "HORN", "HOOK ABOVE", "DOUBLE GRAVE", "INVERTED BREVE", "COMMA BELOW", "DOT BELOW",
    ]
    private static let combining: [UInt32] = [
        0x301, 0x300, 0x306, 0x302, 0x30C, 0x30A, 0x308, 0x30B, 0x303, 0x307, 0x338, 0x327, 0x328, 0x304, 0x31B, 0x309, 0x30F, 0x311, 0x326,
        0x323,
    ]
    /// Letters that are written as one and weigh as several.
    private static let ligatures: [String: String] = [
        "AE": "ae", "SHARP S": "ss", "ETH": "d", "LONG S": "s", "DZ": "dz", "LJ": "lj", "NJ": "nj", "THORN": "þ", "DOTLESS I": "ı",
    ]

    /// What the letters of the Latin script beyond ASCII weigh, by their code points: up to U+024F, and from U+1E00 to U+1EFF.
    private static let latinWeights: [[Weight]] = (Array(0x80..<0x250) + Array(0x1E00..<0x1F00)).map { value in
        var weights: [Weight] = []
        guard let scalar = Unicode.Scalar(UInt32(value)), let name = scalar.properties.name else { return [] }
        return append(latin: name, to: &weights) ? weights : []
    }

    /// Goes through a text, and gives what its characters weigh, one by one; what weighs nothing is left out.
    struct Cursor {
        private let units: ArraySlice<UInt16>
        private let readsNumbers: Bool
        /// What weighs less is passed over.
        private let least: UInt32
        private var index: Int
        /// What else the last character weighs.
        private var rest: ArraySlice<Weight> = []
        /// How many digits follow that belong to a number that has begun.
        private var digits = 0

        init(_ units: ArraySlice<UInt16>, _ order: WordOrder) {
            self.units = units
            readsNumbers = order.readsNumbers
            least = order.ignoresPunctuation ? ranks[firstSymbol] ?? 1 : 1
            index = units.startIndex
        }

        mutating func next() -> Weight? {
            if let weight = rest.popFirst() { return weight }
            while index < units.endIndex {
                let unit = units[index]
                if readsNumbers, digits == 0, (0x30...0x39).contains(unit) { return beginNumber() }
                if digits > 0 { digits -= 1 }
                index += 1
                if unit < 0x80 {
                    let weight = asciiWeights[Int(unit)]
                    if weight.letter >= least { return marked(weight) }
                    continue
                }
                var weights = others(unit)
                guard let first = weights.first, first.letter >= least else { continue }
                weights[0] = marked(weights[0])
                rest = weights.dropFirst()
                return weights[0]
            }
            return nil
        }

        /// A number weighs more than any other of fewer digits: how many it has comes first.
        private mutating func beginNumber() -> Weight {
            while index + 1 < units.endIndex, units[index] == 0x30, (0x30...0x39).contains(units[index + 1]) { index += 1 }
            var end = index
            while end < units.endIndex, (0x30...0x39).contains(units[end]) { end += 1 }
            digits = end - index
            // Between the digits and the first letter there is room for the lengths of numbers.
            return Weight(letter: asciiWeights[0x39].letter + UInt32(min(digits, Int(letterStep) - 1)))
        }

        /// A letter with the mark that follows it.
        private mutating func marked(_ weight: Weight) -> Weight {
            var weight = weight
            while index < units.endIndex, units[index] >= 0x300, let mark = combining.firstIndex(of: UInt32(units[index])) {
                weight.mark = UInt8(mark + 1)
                index += 1
            }
            return weight
        }

        private mutating func others(_ unit: UInt16) -> [Weight] {
            var value = UInt32(unit)
            if UTF16.isLeadSurrogate(unit), index < units.endIndex, UTF16.isTrailSurrogate(units[index]) {
                value = 0x10000 + (value - 0xD800) << 10 + UInt32(units[index]) - 0xDC00
                index += 1
            }
            if let rank = ranks[value] { return [Weight(letter: rank)] }
            var latin: [Weight] = []
            if value < 0x250 { latin = latinWeights[Int(value) - 0x80] }
            if (0x1E00..<0x1F00).contains(value) { latin = latinWeights[Int(value) - 0x1E00 + 0x250 - 0x80] }
            if !latin.isEmpty { return latin }
            if let category = Unicode.Scalar(value)?.properties.generalCategory, category == .nonspacingMark || category == .control {
                return []
            }
            return [Weight(letter: UInt32(ranks.count + 2) * letterStep + value)]
        }
    }

    /// A letter by its name: `LATIN SMALL LETTER A WITH DIAERESIS`.
    private static func append(latin name: String, to weights: inout [Weight]) -> Bool {
        let isUpper = name.hasPrefix("LATIN CAPITAL ")
        guard isUpper || name.hasPrefix("LATIN SMALL ") else { return false }
        var words = name.dropFirst(isUpper ? 14 : 12)
        let isLigature = words.hasPrefix("LIGATURE ")
        guard isLigature || words.hasPrefix("LETTER ") else { return false }
        words = words.dropFirst(isLigature ? 9 : 7)
        var mark: UInt8 = 0
        if let with = words.utf8.firstRange(of: " WITH ".utf8) {
            let signs = words[with.upperBound...]
            guard let known = marks.firstIndex(where: { signs.hasPrefix($0) }) else { return false }
            mark = UInt8(known + 1)
            words = words[..<with.lowerBound]
        }
        let letters = ligatures[String(words)] ?? (words.count == 1 || isLigature ? words.lowercased() : "")
        guard !letters.isEmpty else { return false }
        for (place, letter) in letters.unicodeScalars.enumerated() {
            guard let rank = ranks[letter.value] else { return false }
            let isSpecial = letters.utf8.count > 1 || words.count > 1
            weights.append(Weight(letter: rank, mark: place == 0 && mark == 0 && isSpecial ? 31 : mark, isUpper: isUpper))
        }
        return true
    }

    /// Negative, 0 or positive.
    package func compare(_ first: ArraySlice<UInt16>, _ second: ArraySlice<UInt16>) -> Int {
        var a = Cursor(first, self)
        var b = Cursor(second, self)
        var markOrder = 0
        var caseOrder = 0
        while true {
            let pair = (a.next(), b.next())
            guard let left = pair.0 else {
                if pair.1 != nil { return -1 }
                break
            }
            guard let right = pair.1 else { return 1 }
            if left.letter != right.letter { return left.letter < right.letter ? -1 : 1 }
            if markOrder == 0, left.mark != right.mark { markOrder = left.mark < right.mark ? -1 : 1 }
            if caseOrder == 0, left.isUpper != right.isUpper { caseOrder = left.isUpper == putsUpperCaseFirst ? -1 : 1 }
        }
        if !ignoresMarks, markOrder != 0 { return markOrder }
        return ignoresCase ? 0 : caseOrder
    }
}
