import Bundlers
import Diagnostics
import Engines
import Hosts
import Programs
import Simulator
import Text
import Verification

/// What each bundler does with each scenario, simulated, beside what was recorded, as a page in Markdown.
struct BundlersTable {
    private struct Row {
        var id: String
        var title: String
        var native: Observation
        /// By the index of the bundler.
        var cells: [String]
    }

    private let bundlers = Bundler.all.filter { $0.name != "native" }
    private var rows: [Row] = []
    private let recorded: [BundledRecording]
    /// Where a bundler does otherwise than its model: scenario and recording.
    private var departures: [(id: String, recording: String, summary: String)] = []

    init(_ recordings: [Recording]) {
        var seen: [BundledRecording] = []
        for recording in recordings.compactMap({ BundledRecording($0.engine) }) where !seen.contains(recording) { seen.append(recording) }
        recorded = seen
    }

    /// Adds a scenario.
    ///
    /// - Returns: for each recording whether the model does the same.
    mutating func add(_ program: Program, id: String, _ recordings: [Recording]) -> [(recording: String, isSame: Bool)] {
        let host = program.host ?? .spec
        var native = Self.observation(of: program, on: host)
        native.status = nil
        var results: [(recording: String, isSame: Bool)] = []
        var row = Row(id: id, title: program.title, native: native, cells: [])
        let graph = Result { () throws(DiagnosticList) in try LinkedGraph(program) }
        for bundler in bundlers {
            let made = Result { () throws(DiagnosticList) in try bundler.bundle(try graph.get()).program }
            var cell = Self.cell(made, native, on: host)
            for recording in recordings {
                guard let name = BundledRecording(recording.engine), name.model == bundler.name else { continue }
                let simulated = Self.simulated(made, name.engine)
                let isSame = simulated.map { Self.isSame(recording.observation, $0) } ?? false
                results.append((recording.engine, isSame))
                cell += isSame ? " ✓" : " †"
                if isSame { continue }
                let lines = recording.observation.lines.map(\.text).joined(separator: ", ")
                departures.append((id, recording.engine, "\(lines.isEmpty ? "no lines" : lines); \(recording.observation.outcome.text)"))
            }
            row.cells.append(cell)
        }
        rows.append(row)
        return results
    }

    private static func observation(of program: Program, on host: HostProfile) -> Observation {
        Observation(program.run(RunOptions(host: host, recordsEvents: false, recordsModules: false)), on: host)
    }

    private static func simulated(_ made: Result<Program, DiagnosticList>, _ engine: String) -> Observation? {
        switch made {
        case .failure(let problems):
            return Observation(lines: [], outcome: .refused(problems.diagnostics.first?.message ?? ""))
        case .success(let program):
            guard let profile = Engine.profile(label: engine) else { return nil }
            let run = program.run(RunOptions(host: profile, recordsEvents: false, recordsModules: false, loadsAtOnce: true))
            return Observation(run, on: profile)
        }
    }

    /// A refusal is the same where what the model says is part of what the bundler said.
    private static func isSame(_ recorded: Observation, _ simulated: Observation) -> Bool {
        guard case .refused(let words) = simulated.outcome else { return recorded.isSame(as: simulated) }
        guard case .refused(let said) = recorded.outcome else { return false }
        return said.contains(words)
    }

    private static func cell(_ made: Result<Program, DiagnosticList>, _ native: Observation, on host: HostProfile) -> String {
        guard case .success(let program) = made else { return "**refused**" }
        var seen = observation(of: program, on: host)
        seen.status = nil
        if seen.isSame(as: native) {
            let ends = [seen.lines.last?.time ?? 0, native.lines.last?.time ?? 0]
            return ends[0] == ends[1] ? "same" : "same, **\(durationWords(ends[0]))**"
        }
        return "**\(seen.departure(from: native))**"
    }

    private static func durationWords(_ milliseconds: Double) -> String { "\(Int(milliseconds.rounded())) ms" }

    var text: String {
        var text = """
            # What bundlers do

            Each scenario of [Scenarios/bundlers](../Scenarios/README.md) as the model of each bundler makes it, beside the program as it is. This page is made by
            `make bundlers`, and a test fails when it is not current. [bundlers/](bundlers/README.md) has a page for each model.

            *Native* is how the program ends as it is, by ECMA-262 or on the host that the scenario is about, and how many lines it prints. *same*: what the bundler makes
            prints these lines in this order and ends so. **Bold** is where it does not. Each bundler is asked for nothing: whether it makes chunks is up to it.

            ✓ marks what the bundler itself was run for, on Node.js, and did the same. † is where it did otherwise. Without a mark it is the model alone.
            \(recordedText)
            """
        for part in Self.parts {
            let columns = bundlers.indices.filter { part.names.contains(bundlers[$0].name) }
            guard !columns.isEmpty else { continue }
            text += "\n## \(part.title)\n\n| scenario | native |" + columns.map { " \(bundlers[$0].name) |" }.joined() + "\n"
            text += "|---|---|" + columns.map { _ in "---|" }.joined() + "\n"
            for row in rows {
                text += "| [\(EnginesTable.escaped(row.title))](../Scenarios/bundlers/\(row.id)) "
                text += "| \(EnginesTable.escaped(row.native.outcome.text)), \(counted(row.native.lines.count, "line")) |"
                text += columns.map { " \(row.cells[$0]) |" }.joined() + "\n"
            }
            text += "| **same, of \(rows.count)** | |"
            for column in columns { text += " \(rows.count { $0.cells[column].hasPrefix("same") }) |" }
            text += "\n"
        }
        if !departures.isEmpty {
            text += "\n## Where a bundler does otherwise than its model\n\n"
            for departure in departures {
                text += "- `\(departure.id)`, \(departure.recording): \(EnginesTable.escaped(departure.summary))\n"
            }
        }
        return text
    }

    private var recordedText: String {
        guard !recorded.isEmpty else { return "" }
        return "\nRun for real: " + recorded.map { "\($0.model): \($0.tool) on \($0.engine)" }.joined(separator: "; ") + ".\n"
    }

    /// The tables, as one would be too wide to read.
    private static let parts = [
        (
            title: "One file: bodies in a row",
            names: ["rollup", "rollup@3", "esbuild", "rolldown", "bun", "vite", "vite-tla"]
        ),
        (title: "Functions that run once", names: ["esbuild-lazy", "rolldown-strict", "bun-lazy"]),
        (
            title: "Modules stay modules",
            names: ["tsc", "webpack", "webpack@5.75", "rspack", "turbopack", "systemjs", "promise-all"]
        ),
    ]
}
