import Text

/// What a text of a date consists of, as V8 reads it: numbers, words of which the first three letters count, white space, and signs.
struct DateTokens {
    enum Kind: Equatable {
        case number(Int)
        case month(Int)
        /// `AM` or `PM`: the hours that it adds.
        case halfDay(Int)
        /// The hours that a zone is ahead of UTC.
        case zone(Int)
        /// `T`, between a date and a time.
        case separator
        case otherWord
        case symbol(UInt32)
        case space
        case other
        case end
    }

    struct Token: Equatable {
        var kind: Kind
        /// The characters of a number or a word.
        var length = 0
        /// Whether a word is `Z`.
        var isZ = false

        static func symbol(_ character: Character) -> Token { Token(kind: .symbol(character.unicodeScalars.first?.value ?? 0)) }

        var number: Int? { if case .number(let number) = kind { number } else { nil } }
        var isWord: Bool {
            switch kind {
            case .month, .halfDay, .zone, .separator, .otherWord: true
            default: false
            }
        }
        /// 1 for a plus, -1 for a minus.
        var sign: Int? { self == .symbol("+") ? 1 : self == .symbol("-") ? -1 : nil }

        /// The number, where it has so many digits and lies in a range.
        func number(ofDigits count: Int, in range: ClosedRange<Int>) -> Int? {
            guard length == count, let number, range.contains(number) else { return nil }
            return number
        }
    }

    private let characters: [UInt32]
    private var index = 0
    /// The token that comes next.
    private(set) var peek = Token(kind: .end)

    init(_ text: String) {
        characters = text.unicodeScalars.map(\.value)
        peek = scan()
    }

    mutating func next() -> Token {
        let token = peek
        peek = scan()
        return token
    }

    mutating func skip(_ symbol: Character) -> Bool {
        guard peek == .symbol(symbol) else { return false }
        _ = next()
        return true
    }

    private mutating func scan() -> Token {
        guard index < characters.count else { return Token(kind: .end) }
        let character = characters[index]
        if Self.isDigit(character) { return number() }
        if Token.marks.contains(character) {
            index += 1
            return Token(kind: .symbol(character))
        }
        if Self.isLetter(character) { return word() }
        if Self.isSpace(character) {
            while index < characters.count, Self.isSpace(characters[index]) { index += 1 }
            return Token(kind: .space)
        }
        if character == 0x28 { skipParentheses() } else { index += 1 }
        return Token(kind: .other)
    }

    private mutating func number() -> Token {
        let start = index
        while index < characters.count, characters[index] == 0x30 { index += 1 }
        var (number, count) = (0, 0)
        while index < characters.count, Self.isDigit(characters[index]) {
            // More digits than nine do not count.
            if count < 9 { number = number * 10 + Int(characters[index] - 0x30) }
            count += 1
            index += 1
        }
        return Token(kind: .number(number), length: index - start)
    }

    private mutating func word() -> Token {
        let start = index
        while index < characters.count, Self.isLetter(characters[index]) { index += 1 }
        let letters = characters[start..<index].prefix(3).compactMap(Unicode.Scalar.init)
        let length = index - start
        let prefix = String(String.UnicodeScalarView(letters)).lowercased()
        var token = Token(kind: .otherWord, length: length, isZ: prefix == "z")
        if let month = Self.months.firstIndex(of: prefix) {
            token.kind = .month(month + 1)
        } else if length <= 3 {
            token.kind = Self.words[prefix] ?? .otherWord
        }
        return token
    }

    private mutating func skipParentheses() {
        var depth = 0
        repeat {
            if characters[index] == 0x28 { depth += 1 } else if characters[index] == 0x29 { depth -= 1 }
            index += 1
        } while index < characters.count && depth > 0
    }

    private static func isDigit(_ character: UInt32) -> Bool { (0x30...0x39).contains(character) }
    private static func isSpace(_ character: UInt32) -> Bool {
        character == 0xFEFF || Unicode.Scalar(character).map(\.properties.isWhitespace) ?? false
    }
    private static func isLetter(_ character: UInt32) -> Bool { character >= 0x41 && !isSpace(character) }

    private static let months = CivilTime.months.map { $0.lowercased() }
    private static let words: [String: Kind] = [
        "am": .halfDay(0), "pm": .halfDay(12), "ut": .zone(0), "utc": .zone(0), "z": .zone(0), "gmt": .zone(0), "est": .zone(-5),
        "edt": .zone(-4), "cst": .zone(-6), "cdt": .zone(-5), "mst": .zone(-7), "mdt": .zone(-6), "pst": .zone(-8), "pdt": .zone(-7),
        "t": .separator,
    ]
}

extension DateTokens.Token {
    /// The signs that mean something: `:`, `-`, `+`, `.` and `)`.
    fileprivate static let marks: Set<UInt32> = [0x3A, 0x2D, 0x2B, 0x2E, 0x29]
}
