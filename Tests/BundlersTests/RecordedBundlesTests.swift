import Bundlers
import Foundation
import Hosts
import Programs
import Scenario
import Simulator
import TestSupport
import Testing

/// 240 random graphs that real bundlers bundled and Node.js ran: what they printed is what the models' output prints.
@Suite struct RecordedBundlesTests {
    /// Models, and what the recording calls the tool.
    static let recorded: [(model: String, file: String, tool: String)] = [
        ("native", "fuzz", "native"),
        ("tsc", "fuzz", "native"),
        ("rollup", "fuzz", "rollup"),
        ("rollup@3", "fuzz", "rollup"),
        ("esbuild", "fuzz", "esbuild"),
        ("esbuild-lazy", "fuzz", "esbuild-lazy"),
        ("bun", "bun", "bun"),
        ("bun-lazy", "bun", "bun-lazy"),
        ("webpack@5.75", "fuzz", "webpack"),
        ("systemjs", "fuzz", "systemjs"),
    ]

    @Test(arguments: recorded) func replay(_ entry: (model: String, file: String, tool: String)) throws {
        let bundler = try #require(Bundler.named(entry.model))
        let cases = try RecordedBundle.all(entry.file)
        #expect(cases.count == 240)
        var differing: [String] = []
        for recorded in cases {
            guard let expected = recorded.traces[entry.tool] else { continue }
            let seen = try onLargeStack { try recorded.replay(bundler) }
            if seen != expected { differing.append("\(recorded.id): \(seen), recorded \(expected)") }
        }
        #expect(differing.isEmpty, "\(differing.count) of \(cases.count) differ; the first: \(differing.first ?? "")")
    }
}

/// A graph, and what tools made of it.
struct RecordedBundle: Decodable {
    struct Observation: Decodable, Equatable {
        var trace: [String]?
        var settled: Bool?
        /// The kind of an error that kept it from running, such as `SyntaxError`.
        var error: String?
    }

    var id: String
    var entry: String?
    var files: [String: String]?
    var traces: [String: Observation]

    /// The cases of a file; what stands in `bun.jsonl` has its files in `fuzz.jsonl`.
    static func all(_ file: String) throws -> [RecordedBundle] {
        let own = try lines(of: file)
        if file == "fuzz" { return own }
        let graphs = Dictionary(uniqueKeysWithValues: try lines(of: "fuzz").map { ($0.id, $0) })
        return own.map { recorded in
            var recorded = recorded
            (recorded.entry, recorded.files) = (graphs[recorded.id]?.entry, graphs[recorded.id]?.files)
            return recorded
        }
    }

    private static func lines(of file: String) throws -> [RecordedBundle] {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Recorded/\(file).jsonl")
        return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(RecordedBundle.self, from: Data($0.utf8))
        }
    }

    /// What a model's output prints on Node.js.
    func replay(_ bundler: Bundler) throws -> Observation {
        let program = try program(files: files ?? [:], entry: entry ?? "")
        let run = try bundler.bundle(program).program.run(RunOptions(host: .named("node+loaded")))
        switch run.trace.outcome {
        case .linkError where run.diagnostics.contains { $0.kind == .syntax },
            .loadError where run.diagnostics.contains { $0.kind == .syntax }:
            return Observation(error: "SyntaxError")
        default: break
        }
        return Observation(trace: run.trace.console.map(\.text), settled: run.trace.outcome == .fulfilled)
    }
}

/// A program of the modules, as a scenario has it.
func program(files: [String: String], entry: String) throws -> Program {
    let modules = files.sorted { $0.key < $1.key }.map { name, text in
        "  \(quoted(name)): \(name.hasSuffix(".json") ? "{json: \(text)}" : quoted(text))\n"
    }.joined()
    let document = "entry: \(quoted(entry))\nmodules:\n\(modules)"
    return try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "graph.yaml", folder: "."))
}

private func quoted(_ text: String) -> String {
    String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self).replacingOccurrences(of: "\\/", with: "/")
}
