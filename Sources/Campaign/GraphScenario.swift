import Bundlers
import Diagnostics
import Text

/// A scenario that expects what was seen of a graph, natively and bundled.
struct GraphScenario {
    var title: String
    /// The lines of `about`.
    var about: [String]
    var graph: RandomGraph
    var native: GraphRun
    /// By bundler: what was seen in each column.
    var bundled: [(bundler: Bundler, runs: [(column: GraphColumn, run: GraphRun)])]

    var text: String {
        var text = "title: \(yamlStringLiteral(title))\nabout: |\n"
        for line in about { text += "  \(line)\n" }
        text += "host: \(GraphTrial.host.name)\nentry: \(graph.entryName)\nmodules:\n"
        for file in graph.files {
            text += "  \(file.name): |\n"
            for line in file.source.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                text += line.isEmpty ? "\n" : "    \(line)\n"
            }
        }
        text += "expect:\n  trace: \(Self.list(native.lines))\n  outcome: \(Self.outcome(native.ending))\n"
        let stated = bundled.filter { !$0.runs.isEmpty }
        if !stated.isEmpty { text += "  bundlers:\n" }
        for (bundler, runs) in stated {
            text += "    \(bundler.name):\n"
            for (column, run) in runs {
                var lines: [String] = []
                if let isSplitting = column.splitting(for: bundler) { lines.append("splitting: \(isSplitting)") }
                if !run.isBuildError { lines.append("trace: \(Self.list(run.lines))") }
                lines.append("outcome: \(Self.outcome(run.ending))")
                for (index, line) in lines.enumerated() { text += "      \(runs.count == 1 ? "" : index == 0 ? "- " : "  ")\(line)\n" }
            }
        }
        return text
    }

    private static func list(_ lines: [String]) -> String { "[" + lines.map(yamlStringLiteral).joined(separator: ", ") + "]" }

    private static func outcome(_ ending: GraphRun.Ending) -> String {
        switch ending {
        case .fulfilled: "fulfilled"
        case .unsettled: "unsettled"
        case .rejected(let text): "{rejected: \(yamlStringLiteral(text))}"
        case .syntaxError(let isLink): isLink ? "link error" : "load error"
        case .buildError(let text): "{build error: \(yamlStringLiteral(text))}"
        case .other(let text): String(text.prefix { $0 != ":" })
        }
    }
}

extension GraphRun {
    fileprivate var isBuildError: Bool {
        if case .buildError = ending { true } else { false }
    }
}

extension Counterexample {
    /// A scenario that shows it.
    ///
    /// - Parameter seed: that of the campaign.
    public func scenarioText(seed: UInt64) -> String {
        let asked =
            switch column {
            case .dynamic: " with chunks"
            case .oneChunk: " in one chunk"
            default: ""
            }
        return GraphScenario(
            title: "Case \(number) of seed \(seed): \(bundler.name) \(departure.words)\(asked) (\(column.variant.rawValue))",
            about: [
                "Found by tla-sim fuzz (--bundlers, seed \(seed), case \(number)), and made smaller.",
                "\(bundler.name): \(bundler.rule).",
            ],
            graph: graph, native: native, bundled: [(bundler, [(column, seen)])]
        ).text
    }
}

extension CampaignPlan {
    /// One case of the plan as a scenario, with what each bundler makes of it.
    public func scenarioText(ofCase number: Int) throws(DiagnosticList) -> String {
        let graph = RandomGraph(seed: seed, number: number)
        let variant = GraphVariant.ofCase(number)
        var trial = try GraphTrial(graph)
        let native = trial.native
        let bundled = bundlers.filter { $0.name != "native" }.map { bundler in
            let columns = GraphColumn.of(variant).filter { $0.isOf(bundler) }
            return (bundler, columns.map { ($0, trial.run(bundler, isSplitting: $0.splitting(for: bundler))) })
        }
        return GraphScenario(
            title: "Case \(number) of seed \(seed) (\(variant.rawValue))",
            about: ["Found by tla-sim fuzz (--bundlers, seed \(seed), case \(number))."], graph: graph, native: native, bundled: bundled
        ).text
    }
}

extension Departure {
    /// What a bundler's output does, after its name.
    fileprivate var words: String {
        switch self {
        case .order: "prints another order"
        case .hang: "never settles"
        case .rejection: "rejects"
        case .syntaxError: "makes what does not parse"
        case .buildError: "refuses"
        case .failure: "fails"
        }
    }
}
