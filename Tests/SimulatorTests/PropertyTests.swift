import Simulator
import Testing
import Trace

/// What must be true of every run, on random graphs. The seed stands in the message; a failure is repeated by its number.
@Suite struct PropertyTests {
    private struct Sample {
        var seed: UInt64
        var graph: ModuleGraph
        var note: Comment { "seed \(seed): \(graph)" }
    }

    private func samples(_ seeds: Range<UInt64>, cyclic: Bool? = nil, awaits: Bool = true, fails: Bool? = nil) -> [Sample] {
        seeds.map { seed in
            var random = SplitMix64(seed: seed)
            let graph = ModuleGraph.random(&random, cyclic: cyclic ?? (seed % 2 == 1), awaits: awaits, fails: fails ?? (seed % 3 == 0))
            return Sample(seed: seed, graph: graph)
        }
    }

    @Test func `the same input gives the same trace, and events change nothing`() throws {
        for sample in samples(1000..<1030) {
            let modules = Modules(sample.graph.modules())
            let first = try modules.run()
            let second = try modules.run()
            #expect(first.trace == second.trace, sample.note)
            let silent = try modules.run(recordsEvents: false)
            #expect(silent.trace.console == first.trace.console, sample.note)
            #expect(silent.trace.outcome == first.trace.outcome, sample.note)
            #expect(silent.trace.modules == first.trace.modules, sample.note)
            #expect(silent.trace.events.isEmpty, sample.note)
        }
    }

    @Test func `a body starts once at most, and each that can be reached starts when nothing fails`() throws {
        for sample in samples(2000..<2040, fails: false) {
            let trace = try Modules(sample.graph.modules()).run().trace
            #expect(Set(trace.started).count == trace.started.count, sample.note)
            #expect(Set(trace.started) == Set((sample.graph.reachable(from: 0).union([0])).map { "m\($0).mjs" }), sample.note)
            #expect(trace.outcome == .fulfilled, sample.note)
            #expect(trace.modules.allSatisfy { $0.status == .evaluated && ($0.pendingAsyncDependencies ?? 0) == 0 }, sample.note)
        }
    }

    @Test func `without an await there is one job, and bodies run in post-order`() throws {
        for sample in samples(3000..<3030, awaits: false, fails: false) {
            let trace = try Modules(sample.graph.modules()).run().trace
            #expect(Set(trace.console.map(\.job)).count == 1, sample.note)
            var visited: Set<Int> = []
            var order: [String] = []
            func walk(_ index: Int) {
                guard visited.insert(index).inserted else { return }
                for request in sample.graph.nodes[index].requests { walk(request) }
                order.append("m\(index).mjs")
            }
            walk(0)
            #expect(trace.started == order, sample.note)
        }
    }

    @Test func `a dependency is done before its importer starts, unless both are in one cycle`() throws {
        for sample in samples(4000..<4040) {
            let lines = try Modules(sample.graph.modules()).lines()
            let reachable = sample.graph.nodes.indices.map { sample.graph.reachable(from: $0) }
            for index in sample.graph.nodes.indices {
                guard let start = lines.firstIndex(of: "\(index) start") else { continue }
                for request in sample.graph.nodes[index].requests where !reachable[request].contains(index) {
                    let end = lines.firstIndex(of: "\(request) end") ?? .max
                    #expect(end < start, sample.note)
                }
            }
        }
    }

    @Test func `jobs run in the order in which they were queued, and no event goes back in time`() throws {
        for sample in samples(5000..<5030) {
            let trace = try Modules(sample.graph.modules()).run().trace
            var queued: [JobNumber] = []
            var started: [JobNumber] = []
            for event in trace.events {
                if case .jobQueued(let job, _, _) = event.kind { queued.append(job) }
                if case .jobStarted(let job, let kind) = event.kind, kind != .hostStart { started.append(job) }
            }
            // There are no timers here: all are microtasks.
            #expect(started == Array(queued.prefix(started.count)), sample.note)
            #expect(zip(trace.events, trace.events.dropFirst()).allSatisfy { $0.time <= $1.time && $0.turn <= $1.turn }, sample.note)
        }
    }
}
