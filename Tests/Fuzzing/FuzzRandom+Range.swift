import Differential

extension FuzzRandom {
    /// A range in `0..<count`, short as a rule; empty when there is nothing.
    mutating func range(in count: Int, upTo limit: Int) -> Range<Int> {
        guard count > 0 else { return 0..<0 }
        let start = below(count)
        return start..<min(count, start + 1 + below(min(limit, count)))
    }
}
