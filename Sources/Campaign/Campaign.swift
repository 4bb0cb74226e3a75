import Bundlers
import Diagnostics
import Threads

/// Runs the graphs of a plan through the models, on several threads.
public struct Campaign: Sendable {
    public let plan: CampaignPlan
    /// The version of the program, which results carry.
    public let program: String

    /// How many graphs a thread takes at a time.
    private static let blockSize = 64
    /// The graphs nest nothing deeply.
    static let stackSize = 16 << 20

    public init(_ plan: CampaignPlan, program: String) {
        self.plan = plan
        self.program = program
    }

    /// What came of it, which does not depend on the number of threads.
    ///
    /// - Parameters:
    ///   - jobs: how many threads; at least one.
    ///   - progress: called from time to time with the number of graphs that are done, by one thread at a time.
    public func run(jobs: Int, progress: @escaping @Sendable (Int) -> Void = { _ in }) throws(DiagnosticList) -> CampaignResult {
        let queue = BlockQueue(count: plan.count, blockSize: Self.blockSize, progress: progress)
        let count = max(1, min(jobs, (plan.count + Self.blockSize - 1) / Self.blockSize))
        let parts = inParallel(count, stackSize: Self.stackSize) { _ in
            Result { () throws(DiagnosticList) in
                var part = CampaignResult(plan, program: program)
                while let block = queue.next() {
                    for index in block { try add(plan.cases[index], to: &part) }
                    queue.finish(block)
                }
                return part
            }
        }
        var whole = CampaignResult(plan, program: program)
        for part in parts { whole.add(try part.get()) }
        return whole
    }

    private func add(_ number: Int, to result: inout CampaignResult) throws(DiagnosticList) {
        let graph = RandomGraph(seed: plan.seed, number: number)
        var trial = try GraphTrial(graph)
        let columns = GraphColumn.of(GraphVariant.ofCase(number))
        for (row, bundler) in plan.bundlers.enumerated() {
            for column in columns where column.isOf(bundler) {
                let departure = Departure(of: trial.run(bundler, isSplitting: column.splitting(for: bundler)), from: trial.native)
                result.rows[row].change(column) { $0.note(departure, .init(size: graph.size, number: number)) }
            }
        }
    }
}
