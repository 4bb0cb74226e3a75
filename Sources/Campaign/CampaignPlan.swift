import Bundlers

/// Which graphs a campaign has, and which bundlers it looks at.
public struct CampaignPlan: Sendable {
    public var seed: UInt64
    /// How many graphs the whole campaign has; they are numbered from 0.
    public var graphs: Int
    /// From 1 to ``shardCount``. Every case belongs to one shard.
    public var shard: Int
    public var shardCount: Int
    public var bundlers: [Bundler]

    public init(seed: UInt64, graphs: Int, shard: Int = 1, shardCount: Int = 1, bundlers: [Bundler]) {
        self.seed = seed
        self.graphs = graphs
        self.shard = shard
        self.shardCount = shardCount
        self.bundlers = bundlers
    }

    var cases: CampaignCases { CampaignCases(graphs: graphs, shard: shard, shardCount: shardCount) }

    /// How many graphs this shard has.
    public var count: Int { cases.count }
}

/// The numbers of a shard's cases: every so many.
struct CampaignCases: Hashable, Sendable {
    var graphs: Int
    var shard = 1
    var shardCount = 1

    var count: Int { graphs < shard ? 0 : (graphs - shard) / shardCount + 1 }

    subscript(index: Int) -> Int { shard - 1 + index * shardCount }

    func contains(_ number: Int) -> Bool { number >= 0 && number < graphs && number % shardCount == shard - 1 }

    /// How many of them are of a variant. They come back after as many cases as there are variants.
    func count(of variant: GraphVariant) -> Int {
        let round = GraphVariant.allCases.count
        return (0..<min(round, count)).filter { GraphVariant.ofCase(self[$0]) == variant }.reduce(0) { $0 + (count - 1 - $1) / round + 1 }
    }
}
