import Bundlers
import Diagnostics
import Differential
import Text
import Threads

/// The smallest graph found on which a bundler departs from native in some way, made smaller as long as it does.
public struct Counterexample: Sendable {
    public var number: Int
    public var bundler: Bundler
    public var column: GraphColumn
    public var departure: Departure
    public var graph: RandomGraph
    public var native: GraphRun
    public var seen: GraphRun

    /// A name for its file that no other of the campaign has.
    public var fileName: String {
        let words = [bundler.name, column.rawValue, departure.rawValue].map { $0.lowercased().replacing(" ", with: "-") }
        return words.joined(separator: "-") + ".yaml"
    }

    /// The counterexamples of a result, by bundler, column and departure. The result is of a whole campaign, or of a shard.
    ///
    /// - Parameter bundlers: those of the result, in its order.
    public static func all(of result: CampaignResult, bundlers: [Bundler], jobs: Int) throws(DiagnosticList) -> [Counterexample] {
        var found: [(bundler: Bundler, column: GraphColumn, departure: Departure, number: Int)] = []
        for (row, bundler) in zip(result.rows, bundlers) {
            for column in GraphColumn.allCases {
                for departure in Departure.allCases {
                    guard let departing = row[column]?.departures[departure] else { continue }
                    found.append((bundler, column, departure, departing.smallest.number))
                }
            }
        }
        let seed = result.seed
        let threads = max(1, min(jobs, found.count))
        let results = mappedInParallel(found, threads: threads, blockSize: 1, stackSize: Campaign.stackSize) { item in
            Result { () throws(DiagnosticList) in
                let graph = RandomGraph(seed: seed, number: item.number)
                return try Counterexample(graph, item.number, item.bundler, item.column, item.departure)
            }
        }
        var examples: [Counterexample] = []
        for result in results { examples.append(try result.get()) }
        return examples
    }

    private init(
        _ graph: RandomGraph, _ number: Int, _ bundler: Bundler, _ column: GraphColumn, _ departure: Departure
    ) throws(DiagnosticList) {
        self.number = number
        self.bundler = bundler
        self.column = column
        self.departure = departure
        func runs(_ graph: RandomGraph) throws(DiagnosticList) -> (native: GraphRun, seen: GraphRun) {
            var trial = try GraphTrial(graph)
            return (trial.native, trial.run(bundler, isSplitting: column.splitting(for: bundler)))
        }
        func departs(_ graph: RandomGraph) throws(DiagnosticList) -> Bool {
            let (native, seen) = try runs(graph)
            // Where native itself never ends, nothing is learnt from what a bundler makes of it.
            return native.ending == .fulfilled && Departure(of: seen, from: native) == departure
        }
        let trimmed = graph.trimmed
        let start = try departs(trimmed) ? trimmed : graph
        // Another name of a module may change what a bundler does, and then the graph stays as it is.
        self.graph = try FuzzShrinker.shrink(start, smaller: { $0.smaller }) { candidates throws(DiagnosticList) in
            var answers: [Bool] = []
            for candidate in candidates {
                answers.append(try departs(candidate))
                if answers.last == true { break }
            }
            return answers
        }
        (native, seen) = try runs(self.graph)
    }
}
