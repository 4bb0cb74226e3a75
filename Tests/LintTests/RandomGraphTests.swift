import Campaign
import Diagnostics
import Differential
import Foundation
import Hosts
import Lint
import Programs
import Simulator
import TestSupport
import Testing
import Trace

/// What is certain happens: random graphs are linted and run.
@Suite("Random graphs") struct RandomGraphTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seed = environment["RANDOM_GRAPHS_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1 << 32)
    /// How many graphs of each family; `RANDOM_GRAPHS=5000` for a long run.
    private static let count = environment["RANDOM_GRAPHS"].flatMap { Int($0) } ?? 200

    private func program(_ files: [(name: String, source: String)], entry: String) -> Program {
        Program(
            made: files.map { MadeModule(name: $0.name, text: ModuleText(file: SourceFile(name: $0.name, text: $0.source))) },
            entries: [entry], title: "random")
    }

    private func findings(_ rule: String, in program: Program) -> [LintFinding] {
        lint(program, rules: Rule.all.filter { $0.name == rule }).findings
    }

    /// The places at which module bodies stopped at an await, and those from which they went on: `main.mjs:3:1`.
    private func stops(of run: Run) -> (suspended: Set<String>, resumed: Set<String>) {
        var result: (suspended: Set<String>, resumed: Set<String>) = ([], [])
        for event in run.trace.events {
            guard let module = event.module else { continue }
            let name = run.trace[module].name
            switch event.kind {
            case .suspended(let position, _): result.suspended.insert("\(name):\(position.line):\(position.column)")
            case .resumed(let position): result.resumed.insert("\(name):\(position.line):\(position.column)")
            default: break
            }
        }
        return result
    }

    private func check(_ files: [(name: String, source: String)], entry: String, _ name: String) -> (certain: Int, confirmed: Int) {
        let program = program(files, entry: entry)
        let certain = findings("import-cycle-await", in: program).filter(\.isCertain)
        let stops = stops(of: program.run(RunOptions(host: .node)))
        let places = certain.compactMap(\.diagnostic.location?.text)
        for place in places {
            let texts = files.map { "// \($0.name)\n\($0.source)" }.joined(separator: "\n")
            #expect(!stops.resumed.contains(place), "\(name): \(place) goes on\n\(texts)")
        }
        return (places.count, places.count { stops.suspended.contains($0) })
    }

    @Test("An await that never ends for certain never ends", arguments: [FuzzFamily.dynamic, .errors, .deferred, .ticks])
    func awaits(family: FuzzFamily) throws {
        let totals = try onLargeStack {
            (0..<Self.count).map { number in
                let graph = FuzzGenerator(seed: Self.seed, families: [family]).fuzzCase(number)
                return check(graph.files, entry: graph.files[0].name, "\(family.rawValue), seed \(Self.seed), case \(number)")
            }
        }
        if family == .dynamic {
            let certain = totals.map(\.certain).reduce(0, +)
            #expect(certain > 0 && totals.map(\.confirmed).reduce(0, +) * 4 > certain, "seed \(Self.seed)")
        }
    }

    @Test("So it is in the graphs of the percentage table") func campaign() throws {
        try onLargeStack {
            for number in 0..<Self.count {
                let graph = RandomGraph(seed: Self.seed, number: number)
                _ = check(graph.files, entry: graph.entryName, "campaign, seed \(Self.seed), case \(number)")
            }
        }
    }

    @Test("A use that comes too early for certain does so", arguments: [FuzzFamily.values, .cycles]) func uses(family: FuzzFamily) throws {
        let counts = try onLargeStack {
            (0..<2 * Self.count).map { number in
                let graph = FuzzGenerator(seed: Self.seed, families: [family]).fuzzCase(number)
                return checkUses(graph.files, "\(family.rawValue), seed \(Self.seed), case \(number)")
            }
        }
        if family == .values { #expect(counts.reduce(0, +) > 0, "seed \(Self.seed)") }
    }

    /// Each line that reads an import prints its name, a number, and what it read.
    private func checkUses(_ files: [(name: String, source: String)], _ name: String) -> Int {
        let program = program(files, entry: files[0].name)
        var said: [String: String] = [:]
        for line in program.run(RunOptions(host: .node, recordsEvents: false)).trace.console.map(\.text) {
            let words = line.split(separator: " ").map(String.init)
            if words.count == 3 { said["\(words[0]) \(words[1])"] = words[2] }
        }
        var confirmed = 0
        for finding in findings("use-before-init", in: program) where finding.isCertain {
            guard let place = finding.diagnostic.location, let file = files.first(where: { $0.name == place.file }) else { continue }
            let line = String(file.source.split(separator: "\n", omittingEmptySubsequences: false)[place.line - 1])
            let start = "try { console.log(`"
            guard line.hasPrefix(start) else { continue }
            let label = line.dropFirst(start.count).split(separator: " ").prefix(2).joined(separator: " ")
            // The module may not have come so far.
            guard let word = said[label] else { continue }
            #expect(["ReferenceError", "TypeError", "v=undefined"].contains(word), "\(name): \(place.text) reads \(word)")
            confirmed += 1
        }
        return confirmed
    }
}
