/// Small numbers, as bits.
struct BitSet: Hashable, Sendable {
    private(set) var words: [UInt64]

    init(_ count: Int, filled: Bool = false) { words = Array(repeating: filled ? .max : 0, count: (count + 63) / 64) }

    func contains(_ number: Int) -> Bool { number >> 6 < words.count && words[number >> 6] >> UInt64(number & 63) & 1 == 1 }

    /// - Returns: whether it was not there before.
    @discardableResult mutating func insert(_ number: Int) -> Bool {
        if contains(number) { return false }
        while number >> 6 >= words.count { words.append(0) }
        words[number >> 6] |= 1 << UInt64(number & 63)
        return true
    }

    mutating func remove(_ number: Int) { if number >> 6 < words.count { words[number >> 6] &= ~(1 << UInt64(number & 63)) } }

    /// Sets with the same numbers are the same, however much room they take.
    static func == (a: BitSet, b: BitSet) -> Bool { a.words[..<a.wordCount] == b.words[..<b.wordCount] }

    func hash(into hasher: inout Hasher) { for word in words[..<wordCount] { hasher.combine(word) } }

    private var wordCount: Int { (words.lastIndex { $0 != 0 } ?? -1) + 1 }

    /// Both have as many words.
    static func | (a: BitSet, b: BitSet) -> BitSet {
        var result = a
        for index in b.words.indices { result.words[index] |= b.words[index] }
        return result
    }

    static func &= (a: inout BitSet, b: BitSet) { for index in a.words.indices { a.words[index] &= b.words[index] } }

    /// The number that the bits are, where it is one that an index of an array may be.
    var arrayIndex: UInt32? {
        if words.dropFirst().contains(where: { $0 != 0 }) { return nil }
        let first = words.first ?? 0
        return first < UInt64(UInt32.max) ? UInt32(first) : nil
    }
}

/// Modules in groups by a set of bits; in the order of an object of JavaScript whose keys the sets are, as numbers, or in that of insertion.
struct GroupsByBits: Sendable {
    private var index: [BitSet: Int] = [:]
    private(set) var groups: [(key: BitSet, modules: [Int32])] = []

    mutating func add(_ module: Int32, to key: BitSet) {
        if let known = index[key] {
            groups[known].modules.append(module)
        } else {
            index[key] = groups.count
            groups.append((key, [module]))
        }
    }

    /// Keys that are small numbers come first, by size.
    var inOrderOfKeys: [(key: BitSet, modules: [Int32])] {
        let small = groups.filter { $0.key.arrayIndex != nil }.sorted { ($0.key.arrayIndex ?? 0) < ($1.key.arrayIndex ?? 0) }
        return small + groups.filter { $0.key.arrayIndex == nil }
    }
}
