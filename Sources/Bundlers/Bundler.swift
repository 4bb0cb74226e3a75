import Diagnostics
import Programs

/// A bundler as a function from a program to a program.
///
/// One file a model, below `Models/`. A model says what the real tool does to the order in which modules run, and prints a program that does the
/// same; it does not minify, and drops nothing that a program could notice.
public struct Bundler: Sendable {
    /// As `--bundler` names it.
    public let name: String
    /// Whose rule it is, with its version: `rollup 3.15`.
    public let tool: String
    /// The rule, in one line.
    public let rule: String
    /// How the rule is known: measured, with what, or read.
    public let evidence: String
    /// Whether chunks are made when nobody says; `nil` where the model has but one way.
    public let splitsByDefault: Bool?
    /// The forms of output that the tool has; the first is made when nobody says.
    public let formats: [BundleFormat]

    /// What a model makes.
    struct Output {
        var files: [Bundle.File] = []
        /// The names of the files that are run, in order.
        var entries: [String] = []
        var warnings: [Diagnostic] = []
    }

    /// What a model is given.
    struct Request {
        let graph: LinkedGraph
        let isSplitting: Bool
        let manualChunks: [BundleOptions.ManualChunk]
        let format: BundleFormat
    }

    /// Another model whose output this one's is, byte for byte.
    struct Twin {
        var name: String
        /// Whether that holds only where nothing calls `import()`.
        var takesNoCalls = false
    }

    var twin: Twin?
    /// Whether CommonJS modules may be among those of a program.
    var takesCommonJS = false
    /// Whether a module may have a `using` declaration at its top level.
    var takesUsing = false

    let make: @Sendable (Request) throws(DiagnosticList) -> Output

    /// The models, in the order in which help lists them.
    public static let all: [Bundler] = [
        native, tsc,
        rollup, rollup3,
        esbuild, esbuildLazy,
        rolldown, rolldownStrict,
        bun, bunLazy,
        webpack, webpack575, rspack, turbopack,
        vite, viteTLA,
        systemjs, promiseAll,
    ]

    /// The name of another model that makes the same of a graph, for whoever would bundle and run it twice; `nil` where none is known to.
    public func twin(for graph: LinkedGraph) -> String? {
        guard let twin, !twin.takesNoCalls || graph.reachable.allSatisfy({ graph[$0].calls.isEmpty }) else { return nil }
        guard untaken(of: graph).isEmpty else { return nil }
        return twin.name
    }

    /// What of a program the model does not take.
    private func untaken(of graph: LinkedGraph) -> [Diagnostic] {
        graph.untaken(by: "the model '\(name)'", takesCommonJS: takesCommonJS, takesUsing: takesUsing)
    }

    /// The model of that name, or `nil`.
    public static func named(_ name: String) -> Bundler? { all.first { $0.name == name } }

    /// What the bundler makes of a program.
    ///
    /// - Throws: what the bundler would refuse: modules that are not there, names that nobody exports, an await that the format cannot have.
    public func bundle(_ program: Program, _ options: BundleOptions = BundleOptions()) throws(DiagnosticList) -> Bundle {
        try bundle(LinkedGraph(program), options)
    }

    /// The same for a graph that several bundlers share.
    public func bundle(_ graph: LinkedGraph, _ options: BundleOptions = BundleOptions()) throws(DiagnosticList) -> Bundle {
        try options.check(against: graph)
        guard graph.graph.stepsOfLinking + graph.graph.stepsOfPrinting <= graph.program.effectiveLimits.steps else {
            throw DiagnosticList([graph.program.problem(ofTooMuch: "the program is not bundled")])
        }
        let untaken = untaken(of: graph)
        if !untaken.isEmpty { throw DiagnosticList(untaken) }
        let request = Request(
            graph: graph, isSplitting: options.isSplitting ?? splitsByDefault ?? true, manualChunks: options.manualChunks,
            format: options.format ?? formats[0])
        let output = try make(request)
        return Bundle(bundler: name, graph: graph, files: output.files, entries: output.entries, warnings: output.warnings)
    }
}
