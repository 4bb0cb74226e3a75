/// Looks for a text in others, in linear time, by Knuth, Morris and Pratt.
struct TextSearch {
    let pattern: [UInt16]
    /// How much of the pattern still matches when its next code unit does not.
    private let fallback: [Int]

    init(_ pattern: [UInt16]) {
        self.pattern = pattern
        guard pattern.count > 1 else {
            fallback = []
            return
        }
        var fallback = [0]
        var matched = 0
        for index in pattern.indices.dropFirst() {
            while matched > 0, pattern[index] != pattern[matched] { matched = fallback[matched - 1] }
            if pattern[index] == pattern[matched] { matched += 1 }
            fallback.append(matched)
        }
        self.fallback = fallback
    }

    /// StringIndexOf: where the pattern starts at or after `start`. https://tc39.es/ecma262/#sec-stringindexof
    func firstIndex(in units: [UInt16], from start: Int = 0) -> Int? {
        guard start + pattern.count <= units.count else { return nil }
        guard let first = pattern.first else { return start }
        if pattern.count == 1 { return units[start...].firstIndex(of: first) }
        var matched = 0
        for index in start..<units.count {
            while matched > 0, units[index] != pattern[matched] { matched = fallback[matched - 1] }
            if units[index] == pattern[matched] { matched += 1 }
            if matched == pattern.count { return index + 1 - matched }
        }
        return nil
    }

    /// Where the pattern starts last, at or before `start`.
    static func lastIndex(of pattern: [UInt16], in units: [UInt16], from start: Int) -> Int? {
        let end = min(units.count, start + pattern.count)
        let found = TextSearch(pattern.reversed()).firstIndex(in: units[..<end].reversed())
        return found.map { end - $0 - pattern.count }
    }
}
