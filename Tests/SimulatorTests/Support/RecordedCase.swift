import Foundation
import Simulator
import Trace

/// One graph that real engines ran, with what they printed.
struct RecordedCase: Decodable {
    struct File: Decodable {
        var name: String
        var source: String
    }

    struct Recording: Decodable, Equatable {
        var lines: [String]
        /// `fulfilled`, `rejected:MESSAGE`, `never settled`, `link error:KIND`.
        var outcome: String
    }

    var id: String
    var entry: String
    var files: [File]
    var traces: [String: Recording]

    /// The recording of an engine. Those that equal `spec` are left out of the files.
    func recording(of engine: String) throws -> Recording {
        guard let recording = traces[engine] ?? traces["spec"] else { throw Missing(id: id) }
        return recording
    }

    struct Missing: Error { var id: String }

    static let families = ["dag-simple", "dag-ticks", "cyclic-ticks", "timers", "values", "errors", "dynamic"]

    static func family(_ name: String) throws -> [RecordedCase] {
        guard let file = Bundle.module.url(forResource: name, withExtension: "jsonl", subdirectory: "Recorded") else {
            throw Missing(id: name)
        }
        var cases: [RecordedCase] = try decoded(file)
        // Bun was recorded later; what equals `spec` is left out there too.
        if let later = Bundle.module.url(forResource: name, withExtension: "jsonl", subdirectory: "Recorded/bun") {
            let recordings: [LaterRecording] = try decoded(later)
            for recording in recordings {
                guard let index = cases.firstIndex(where: { $0.id == recording.id }) else { throw Missing(id: recording.id) }
                cases[index].traces["bun"] = Recording(lines: recording.lines, outcome: recording.outcome)
            }
        }
        return cases
    }

    private struct LaterRecording: Decodable {
        var id: String
        var lines: [String]
        var outcome: String
    }

    private static func decoded<Line: Decodable>(_ file: URL) throws -> [Line] {
        try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Line.self, from: $0) }
    }

    /// What the simulator's host makes of it, in the words of the recordings.
    ///
    /// The recorder imported the entry from a module of its own: a process's own entry ends it when it rejects, before the last lines of some
    /// cases. Run both ways, with all files loaded and linked before, Node 24.19.0 prints what is recorded of `node24` on 419 of the 420 cases when
    /// a module imports the entry (on the other, `errors-022`, it aborts), and on one less as `node entry.mjs`: `errors-056` lacks its last lines. Of
    /// Node 20.20.2 that way falls short on `errors-045`, `errors-049` and `errors-056`. No case speaks for the entry as the process's own.
    func replay(on host: String) throws -> Recording {
        let mark = "recorder: "
        let recorder = """
            import("./\(entry)").then(
              () => console.log("\(mark)fulfilled"),
              (error) => console.log("\(mark)" + (error.name === "SyntaxError" ? "link error:" : "rejected:")
                + (error.name === "Error" ? error.message : error.name)));
            """
        let isNode = host.hasPrefix("node") || host.hasPrefix("bun")
        let modules = isNode ? [("recorder.mjs", recorder)] : []
        let run = try Modules(modules + files.map { ($0.name, $0.source) }, entry: isNode ? nil : entry).run(host, recordsEvents: false)
        let printed = run.trace.lines
        let outcome =
            switch run.trace.outcome {
            case .fulfilled where isNode: printed.first { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) } ?? "never settled"
            case .fulfilled, .running, .exited: "fulfilled"
            case .unsettled: "never settled"
            // The recordings have the message of an `Error`, and of a built-in error only its name.
            case .rejected(let text) where text.hasPrefix("Error: "): "rejected:" + text.dropFirst(7)
            case .rejected(let text): "rejected:" + text.prefix { $0 != ":" }
            case .linkError(let text), .loadError(let text): "link error:" + text.prefix { $0 != ":" }
            case .blocked(let text): "blocked:" + text
            }
        return Recording(lines: printed.filter { !$0.hasPrefix(mark) }, outcome: outcome)
    }
}
