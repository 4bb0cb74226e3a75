import Programs

/// A set of modules, by number.
struct ModuleSet: Hashable, Sendable {
    private var words: [UInt64]

    /// - Parameter count: how many modules there are.
    init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

    func contains(_ module: ModuleNumber) -> Bool { words[Int(module) >> 6] >> UInt64(module & 63) & 1 != 0 }

    /// - Returns: whether it was not there before.
    @discardableResult mutating func insert(_ module: ModuleNumber) -> Bool {
        let bit = UInt64(1) << UInt64(module & 63)
        if words[Int(module) >> 6] & bit != 0 { return false }
        words[Int(module) >> 6] |= bit
        return true
    }

    mutating func formUnion(_ other: ModuleSet) { for index in words.indices { words[index] |= other.words[index] } }

    /// - Returns: whether it became smaller.
    mutating func formIntersection(_ other: ModuleSet) -> Bool {
        var isSmaller = false
        for index in words.indices {
            let common = words[index] & other.words[index]
            if common != words[index] { isSmaller = true }
            words[index] = common
        }
        return isSmaller
    }
}
