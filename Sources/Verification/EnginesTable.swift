import Diagnostics
import Hosts
import Programs
import Simulator
import Text

/// What recorded engines do with each scenario, beside what the specification says, as a page in Markdown.
public struct EnginesTable {
    private struct Row {
        var id: String
        var title: String
        var specified: Observation
        /// By the index of the engine.
        var cells: [String]
    }

    private let engines: [String]
    private var rows: [Row] = []
    /// Where a profile is another than its engine: scenario and engine.
    private var departures: [(id: String, engine: String, summary: String)] = []

    public init(_ recordings: [Recording]) {
        var seen: [String] = []
        for recording in recordings where !seen.contains(recording.engine) { seen.append(recording.engine) }
        engines = seen
    }

    /// Adds what one engine did with one scenario.
    public mutating func add(_ result: Verification, id: String, program: Program) {
        if rows.last?.id != id {
            // A scenario that is about one host has no meaning without it.
            let host = program.scenario?.host.flatMap { HostProfile.named($0.name) } ?? .spec
            let run = program.run(RunOptions(host: host, recordsEvents: false, recordsModules: false))
            var specified = Observation(run, on: host)
            specified.status = nil
            rows.append(
                Row(
                    id: id, title: program.title, specified: specified, cells: [String](repeating: "–", count: engines.count)))
        }
        guard let column = engines.firstIndex(of: result.engine) else { return }
        var cell = Self.cell(result, rows[rows.count - 1].specified)
        if result.verdict == .different {
            cell += " †"
            departures.append((id, result.engine, result.summary))
        }
        rows[rows.count - 1].cells[column] = cell
    }

    private static func cell(_ result: Verification, _ specified: Observation) -> String {
        if case .notUnderstood(let what) = result.verdict { return "no \(what)" }
        var observed = result.observed
        observed.status = nil
        if observed.isSame(as: specified) { return "same" }
        return "**\(observed.departure(from: specified))**"
    }

    /// The page.
    public var text: String {
        var text = """
            # What engines do

            Each scenario of [Scenarios](../Scenarios/README.md) beside what real engines did with it, as recorded in
            `Tests/VerificationTests/Recorded`. This page is made by `make engines`, and a test fails when it is not current.

            *Specified* is how the run ends by ECMA-262 (for a scenario that is about one host, on that host), and how many lines it prints. *same*: the engine
            prints these lines in this order and ends so. **Bold** is where it does not. † marks where the profile of the simulator
            that stands for the engine differs from it.

            What was run is what `tla-sim export` writes, as anybody runs it: Node.js and Deno read a file when `import()` asks for it. In Chromium and Firefox
            every module was loaded and linked before the program began ([verification.md](verification.md#every-scenario-on-six-engines)). Pages, workers, CommonJS
            and what else no export holds is not here.

            """
        text += "\n| scenario | specified |" + engines.map { " \($0) |" }.joined() + "\n"
        text += "|---|---|" + engines.map { _ in "---|" }.joined() + "\n"
        for row in rows {
            text += "| [\(Self.escaped(row.title))](../Scenarios/\(row.id)) "
            text += "| \(Self.escaped(row.specified.outcome.text)), \(counted(row.specified.lines.count, "line")) |"
            text += row.cells.map { " \($0) |" }.joined() + "\n"
        }
        text += "| **same, of \(rows.count)** | |"
        for column in engines.indices { text += " \(rows.count { $0.cells[column].hasPrefix("same") }) |" }
        text += "\n"
        if !departures.isEmpty {
            text += "\n## Where a profile differs from its engine\n\n"
            for departure in departures {
                text += "- `\(departure.id)` on \(departure.engine): \(Self.escaped(departure.summary))\n"
            }
        }
        return text
    }

    /// A text as it stands in a cell of a table in Markdown.
    public static func escaped(_ text: String) -> String {
        var result = ""
        for character in visibleText(text) {
            if "\\|*_`[]<>".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
