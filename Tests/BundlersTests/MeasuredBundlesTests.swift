import Bundlers
import Diagnostics
import Foundation
import Hosts
import Programs
import Scenario
import Simulator
import TestSupport
import Testing
import Trace

/// Programs that real bundlers bundled and Node.js ran, with what they printed, how it ended, and which modules lay together.
///
/// Beside the recordings of the repository, files of the folder that `TLA_SIM_MEASURED` names are compared.
@Suite struct MeasuredBundlesTests {
    /// A model, and what the recordings call it.
    struct Measured: CustomTestStringConvertible, Sendable {
        var model: String
        var tool: String
        var options = BundleOptions()
        /// Cases that are known to differ, with the reason beside them.
        var differing: Set<String> = []
        var testDescription: String { tool }
    }

    private static func options(_ isSplitting: Bool?) -> BundleOptions {
        var options = BundleOptions()
        options.isSplitting = isSplitting
        return options
    }

    /// JSON has names of its own with rollup's plugin, and no attributes; a query is part of a file's name; files end in `.mjs` here; and a class that
    /// gives way keeps its name for itself.
    private static let rollup: Set = ["import-twice-paths", "json-named", "json-ns", "meta-url", "names-collide"]
    /// rollup 4 takes what a `var` is given last for what it always is.
    private static let rollup4 = rollup.union(["hoisted-call", "json-dynamic"])

    static let measured = [
        Measured(model: "rollup@3", tool: "rollup3", differing: rollup.union(["json-dynamic", "json-with"])),
        Measured(model: "rollup@3", tool: "rollup3 --splitting off", options: options(false), differing: rollup.union(["json-with"])),
        Measured(model: "rollup@3", tool: "rollup3 --chunk"),
        Measured(model: "rollup", tool: "rollup4", differing: rollup4),
        Measured(model: "rollup", tool: "rollup4 --splitting off", options: options(false), differing: rollup4),
        Measured(model: "rollup", tool: "rollup4 --chunk"),
    ]

    @Test(arguments: measured) func compare(_ measured: Measured) throws {
        let bundler = try #require(Bundler.named(measured.model))
        var differing: [String: String] = [:]
        var count = 0
        for recorded in try MeasuredBundle.all() {
            guard let expected = recorded.traces[measured.tool] else { continue }
            count += 1
            if let difference = try onLargeStack({ try recorded.difference(from: expected, bundler, measured) }) {
                differing[recorded.id] = difference
            }
        }
        let new = differing.filter { !measured.differing.contains($0.key) }.sorted { $0.key < $1.key }
        #expect(
            new.isEmpty, "\(new.count) of \(count) differ: \(new.map { "\n\($0.key): \($0.value)" }.joined())")
        #expect(measured.differing.isSubset(of: differing.keys), "some differ no more")
    }
}

/// A program, and what came of it by tool.
struct MeasuredBundle: Decodable {
    struct Observation: Decodable {
        struct Chunk: Decodable { var modules: [String]? }
        var lines: [String]?
        var outcome: String
        /// Rejections that nobody handled. The recording went on; Node.js ends there, and so does the simulator.
        var unhandled: [String]?
        var chunks: [String: Chunk]?
    }

    var id: String
    var files: [String: String]
    var entry: Entry
    var manual: [String: [String]]?
    var traces: [String: Observation]

    enum Entry: Decodable {
        case names([String])
        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let name = try? container.decode(String.self) {
                self = .names([name])
            } else {
                self = .names(try container.decode([String].self))
            }
        }
    }

    static func all() throws -> [MeasuredBundle] {
        var paths: [String] = []
        let own = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Recorded/measured").path
        for folder in [own, ProcessInfo.processInfo.environment["TLA_SIM_MEASURED"] ?? ""] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            paths += names.filter { $0.hasSuffix(".jsonl") }.sorted().map { folder + "/" + $0 }
        }
        return try paths.flatMap { path in
            try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
                try JSONDecoder().decode(MeasuredBundle.self, from: Data($0.utf8))
            }
        }
    }

    /// What differs; `nil` where nothing does.
    func difference(from expected: Observation, _ bundler: Bundler, _ measured: MeasuredBundlesTests.Measured) throws -> String? {
        // Several entries ran one after another, as no host runs them.
        guard case .names(let entries) = entry, entries.count == 1 else { return nil }
        let input = try program(files: files, entries: entries)
        let bundle: Bundlers.Bundle
        do throws(DiagnosticList) {
            var options = measured.options
            if measured.tool.contains("--chunk") {
                options.manualChunks = (manual ?? [:]).sorted { $0.key < $1.key }.map {
                    BundleOptions.ManualChunk(name: $0.key, modules: $0.value)
                }
            }
            bundle = try bundler.bundle(input, options)
        } catch {
            let words = error.diagnostics.map(\.message).joined(separator: "; ")
            return expected.outcome.hasPrefix("build error") && expected.outcome.contains(words)
                ? nil : "\(words); recorded \(expected.outcome)"
        }
        let run = bundle.program.run(RunOptions(host: .named("node+loaded")))
        let outcome = Self.words(of: run.trace.outcome)
        let lines = run.trace.console.map(\.text)
        let recorded = expected.lines ?? []
        if lines == recorded, outcome == expected.outcome { return nil }
        // What ran after an error that ends the process is not compared.
        let mayEnd = expected.unhandled?.isEmpty == false || expected.outcome.hasPrefix("rejected")
        if mayEnd, outcome.hasPrefix("rejected"), recorded.starts(with: lines) { return nil }
        return "\(lines) \(outcome); recorded \(expected.lines ?? []) \(expected.outcome)\n"
            + bundle.files.map { "--- \($0.name)\n\(String(decoding: $0.source.bytes, as: UTF8.self))" }.joined()
    }

    private static func words(of outcome: Outcome) -> String {
        switch outcome {
        case .fulfilled, .running: return "fulfilled"
        case .unsettled: return "never settled"
        case .rejected(let text):
            let name = String(text.prefix { $0 != ":" })
            if name == "Error" { return "rejected:" + text.dropFirst("Error: ".count) }
            return "rejected:" + name
        case .loadError(let text): return "load error:" + text
        case .linkError(let text): return "link error:" + text
        case .exited, .blocked: return "\(outcome)"
        }
    }
}

private func program(files: [String: String], entries: [String]) throws -> Program {
    func quoted(_ text: String) -> String {
        String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self).replacingOccurrences(of: "\\/", with: "/")
    }
    let modules = files.sorted { $0.key < $1.key }.map { name, text in
        name.hasSuffix(".json") ? "  \(quoted(name)): {json: \(text)}\n" : "  \(quoted(name)): \(quoted(text))\n"
    }.joined()
    let document = "entry: [\(entries.map(quoted).joined(separator: ", "))]\nmodules:\n\(modules)"
    return try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "graph.yaml", folder: "."))
}
