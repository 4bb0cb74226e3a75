import Bundlers
import Differential

/// What came of a campaign, or of a shard of it. Results of shards are added up by ``merged(_:)``.
public struct CampaignResult: Hashable, Sendable {
    /// The smallest graph that shows something, by its number in the campaign. It was not made smaller yet.
    public struct Specimen: Hashable, Sendable, Comparable {
        public var size: GraphSize
        public var number: Int

        public static func < (left: Specimen, right: Specimen) -> Bool { (left.size, left.number) < (right.size, right.number) }
    }

    /// How many graphs depart in one way, and the smallest of them.
    public struct Departing: Hashable, Sendable {
        public var count: Int
        public var smallest: Specimen
    }

    /// A bundler and a column.
    public struct Cell: Hashable, Sendable {
        public var graphs = 0
        /// How many print what native prints, and end as it does.
        public var same = 0
        public var departures: [Departure: Departing] = [:]

        mutating func note(_ departure: Departure?, _ specimen: @autoclosure () -> Specimen) {
            graphs += 1
            guard let departure else { return same += 1 }
            add(Departing(count: 1, smallest: specimen()), as: departure)
        }

        mutating func add(_ other: Cell) {
            graphs += other.graphs
            same += other.same
            for (departure, departing) in other.departures { add(departing, as: departure) }
        }

        private mutating func add(_ departing: Departing, as departure: Departure) {
            guard let known = departures[departure] else { return departures[departure] = departing }
            departures[departure] = Departing(
                count: known.count + departing.count, smallest: min(known.smallest, departing.smallest))
        }
    }

    /// A bundler, and its cells; `nil` in a column that it has not.
    public struct Row: Hashable, Sendable {
        public var bundler: String
        public var tool: String
        /// By ``GraphColumn``.
        public var cells: [Cell?]

        public subscript(column: GraphColumn) -> Cell? { cells[column.place] }

        mutating func change(_ column: GraphColumn, _ change: (inout Cell) -> Void) {
            guard var cell = cells[column.place] else { return }
            cells[column.place] = nil
            change(&cell)
            cells[column.place] = cell
        }
    }

    /// The version of the program that made it: another may have other models.
    public var program: String
    public var seed: UInt64
    /// How many graphs the whole campaign has.
    public var graphs: Int
    public var shard: Shard
    public var rows: [Row]

    var cases: CampaignCases { CampaignCases(graphs: graphs, shard: shard) }

    /// How many graphs it tells of.
    public var count: Int { cases.count }

    /// Whether it tells of the whole campaign.
    public var isWhole: Bool { shard == .whole }

    init(_ plan: CampaignPlan, program: String) {
        self.program = program
        seed = plan.seed
        graphs = plan.graphs
        shard = plan.shard
        rows = plan.bundlers.map { bundler in
            Row(bundler: bundler.name, tool: bundler.tool, cells: GraphColumn.allCases.map { $0.isOf(bundler) ? Cell() : nil })
        }
    }

    mutating func add(_ other: CampaignResult) {
        for row in rows.indices {
            for column in GraphColumn.allCases {
                guard let cell = other.rows[row][column] else { continue }
                rows[row].change(column) { $0.add(cell) }
            }
        }
    }
}

extension GraphColumn {
    var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    static func of(_ variant: GraphVariant) -> [GraphColumn] { allCases.filter { $0.variant == variant } }

    /// Whether the bundler has such a column: one that has but one way fills one.
    func isOf(_ bundler: Bundler) -> Bool { self != .oneChunk || bundler.splitsByDefault != nil }

    /// How the bundler is asked for it.
    func splitting(for bundler: Bundler) -> Bool? { bundler.splitsByDefault == nil ? nil : isSplitting }
}
