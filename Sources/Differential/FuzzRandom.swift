import Simulator

/// The random numbers that cases are made of, and ways of drawing from them: those of the standard library are not promised to stay.
public struct FuzzRandom: RandomNumberGenerator, Sendable {
    private var generator: SplitMix64

    public init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    /// The numbers of one case of a run: no case's depend on another's.
    public init(seed: UInt64, caseIndex: Int) {
        var outer = SplitMix64(seed: seed)
        generator = SplitMix64(seed: outer.next() ^ (UInt64(truncatingIfNeeded: caseIndex) &* 0xD134_2543_DE82_EF95))
        _ = next()
    }

    public mutating func next() -> UInt64 { generator.next() }

    /// A number from 0 up to, and without, `limit`, which is positive.
    public mutating func below(_ limit: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(limit)).high) }

    mutating func number(in range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.upperBound - range.lowerBound + 1) }

    /// True so many times in a hundred.
    public mutating func chance(percent: Int) -> Bool { below(100) < percent }

    /// One of them; there is at least one.
    public mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        for index in stride(from: result.count - 1, to: 0, by: -1) { result.swapAt(index, below(index + 1)) }
        return result
    }
}
