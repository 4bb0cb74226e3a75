/// SplitMix64: the same numbers from the same seed, on every machine and with every version of the standard library, whose own
/// ways of drawing from a range are not promised to stay.
public struct FuzzRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    /// The numbers of one case of a run: no case's depend on another's.
    init(seed: UInt64, caseIndex: Int) {
        var outer = FuzzRandom(seed: seed)
        state = outer.next() ^ (UInt64(truncatingIfNeeded: caseIndex) &* 0xD134_2543_DE82_EF95)
        _ = next()
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

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
