/// What a class with the flag v matches: single characters, and longer strings or the empty one.
/// https://tc39.es/ecma262/#pattern-charset
struct ClassStrings: Sendable {
    var characters = CodePointSet()
    /// Strings of other lengths than one, each once.
    var strings: Set<[UInt32]> = []

    mutating func insert(_ string: [UInt32]) {
        if string.count == 1 { characters.insert(string[0]) } else { strings.insert(string) }
    }

    mutating func formUnion(_ other: ClassStrings) {
        characters.formUnion(other.characters)
        strings.formUnion(other.strings)
    }

    mutating func formIntersection(_ other: ClassStrings) {
        characters = characters.intersection(other.characters)
        strings.formIntersection(other.strings)
    }

    mutating func subtract(_ other: ClassStrings) {
        characters = characters.subtracting(other.characters)
        strings.subtract(other.strings)
    }

    /// The strings in the order in which they are tried: the longer first.
    var ordered: [[UInt32]] {
        strings.sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count > $1.count }
    }
}
