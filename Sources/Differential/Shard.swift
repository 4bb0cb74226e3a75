/// A part of a run: of so many parts that share nothing and together are the whole, one. It has every so-manieth case.
public struct Shard: Hashable, Sendable {
    /// From 1 to ``count``.
    public let part: Int
    /// How many parts there are.
    public let count: Int

    /// The only part.
    public static let whole = Shard(unchecked: 1, of: 1)

    private init(unchecked part: Int, of count: Int) { (self.part, self.count) = (part, count) }

    /// - Returns: `nil` where there is no such part.
    public init?(_ part: Int, of count: Int) {
        guard part >= 1, part <= count else { return nil }
        self.init(unchecked: part, of: count)
    }

    /// - Parameter text: as ``text`` gives it; `nil` comes of anything else.
    public init?(_ text: String) {
        let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let part = numbers[0], let count = numbers[1] else { return nil }
        self.init(part, of: count)
    }

    /// `3/16`
    public var text: String { "\(part)/\(count)" }

    /// How many it has of so many cases.
    public func caseCount(of total: Int) -> Int { total < part ? 0 : (total - part) / count + 1 }

    /// The number of its case at a place, both from 0.
    public func number(at place: Int) -> Int { part - 1 + place * count }

    /// Whether the case of that number, from 0, is one of its own.
    public func contains(_ number: Int) -> Bool { number % count == part - 1 }
}
