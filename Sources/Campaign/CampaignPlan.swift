import Bundlers
import Differential

/// Which graphs a campaign has, and which bundlers it looks at.
public struct CampaignPlan: Sendable {
    public var seed: UInt64
    /// How many graphs the whole campaign has; they are numbered from 0.
    public var graphs: Int
    public var shard: Shard
    public var bundlers: [Bundler]

    public init(seed: UInt64, graphs: Int, shard: Shard = .whole, bundlers: [Bundler]) {
        self.seed = seed
        self.graphs = graphs
        self.shard = shard
        self.bundlers = bundlers
    }

    var cases: CampaignCases { CampaignCases(graphs: graphs, shard: shard) }

    /// How many graphs this shard has.
    public var count: Int { cases.count }
}

/// The numbers of a shard's cases.
struct CampaignCases: Hashable, Sendable {
    var graphs: Int
    var shard = Shard.whole

    var count: Int { shard.caseCount(of: graphs) }

    subscript(index: Int) -> Int { shard.number(at: index) }

    func contains(_ number: Int) -> Bool { number >= 0 && number < graphs && shard.contains(number) }

    /// How many of them are of a variant. They come back after as many cases as there are variants.
    func count(of variant: GraphVariant) -> Int {
        let round = GraphVariant.allCases.count
        return (0..<min(round, count)).filter { GraphVariant.ofCase(self[$0]) == variant }.reduce(0) { $0 + (count - 1 - $1) / round + 1 }
    }
}
