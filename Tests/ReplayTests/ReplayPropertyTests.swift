import Differential
import Foundation
import Hosts
import Programs
import Scenario
import Simulator
import TestSupport
import Testing
import Trace

@Suite("A run forwards and backwards")
struct ReplayPropertyTests {
    private static func run(_ program: Program, _ host: HostProfile? = nil) -> Trace {
        var options = RunOptions(host: host)
        options.recordsStates = true
        return program.run(options).trace
    }

    @Test("Every scenario has at each step the same state forwards and backwards, and at the end the machine's")
    func scenarios() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Scenarios")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        let paths = files.map(\.path).filter { $0.hasSuffix(".yaml") }.sorted()
        #expect(paths.count > 50)
        try onLargeStack {
            for path in paths {
                let trace = Self.run(try Program.load(path: path))
                let name = String(path.dropFirst(folder.path.count + 1))
                ReplayProperty.check(trace, name)
                ReplayProperty.checkEnd(trace, name)
            }
        }
    }

    @Test("So have 1,000 random graphs, on all hosts in turn")
    func graphs() throws {
        let seed: UInt64 = 18
        let generator = FuzzGenerator(seed: seed, families: FuzzFamily.allCases)
        try onLargeStack {
            for number in 0..<1_000 {
                let item = generator.fuzzCase(number)
                let scenario = try Scenario.read(bytes: Array(item.scenarioText().utf8), name: "case.yaml", folder: "")
                let host = HostProfile.all[number % HostProfile.all.count]
                let trace = Self.run(try Program(scenario: scenario), host)
                let name = "seed \(seed), case \(number), \(item.family), \(host.name)"
                ReplayProperty.check(trace, name)
                ReplayProperty.checkEnd(trace, name)
            }
        }
    }

    @Test("Recording states changes nothing but what is recorded")
    func sameRun() throws {
        let generator = FuzzGenerator(seed: 19, families: FuzzFamily.allCases)
        try onLargeStack {
            for number in 0..<100 {
                let text = generator.fuzzCase(number).scenarioText()
                let program = try Program(scenario: try Scenario.read(bytes: Array(text.utf8), name: "case.yaml", folder: ""))
                var full = Self.run(program)
                let plain = program.run().trace
                full.events.removeAll { event in
                    switch event.kind {
                    case .stack, .promiseCreated, .dependencyCounted, .asyncParent, .cycleRoot, .asyncEvaluationDone, .evaluationError: true
                    default: false
                    }
                }
                // Records that are no source text modules tell of one status more.
                func kinds(_ trace: Trace) -> [String] { trace.events.map(\.kind.name).filter { $0 != "status" } }
                #expect(kinds(full) == kinds(plain), "seed 19, case \(number)")
                #expect(full.console == plain.console, "seed 19, case \(number)")
                #expect(full.modules == plain.modules, "seed 19, case \(number)")
            }
        }
    }
}
