import Diagnostics
import JavaScript
import Programs

extension Bundler {
    /// esbuild: one scope, and functions for what `import()` asks for in the same file.
    static let esbuild = Bundler(
        name: "esbuild", tool: "esbuild 0.28.2",
        rule:
            "bodies in depth-first post-order in one scope, each await where it stood; what import() asks for becomes a function that runs once",
        evidence: "measured with esbuild 0.28.2 on Node.js 24, and read in its source", splitsByDefault: false,
        formats: [.esm, .iife, .cjs],
        takesCommonJS: true, takesUsing: true
    ) { request throws(DiagnosticList) in try ESBuildModel(request, isLazy: false).output() }

    /// esbuild where the entry is reached by `import()` from a file that does nothing else, and files are not split: every module is a function.
    static let esbuildLazy = Bundler(
        name: "esbuild-lazy", tool: "esbuild 0.28.2, the entry behind import()",
        rule: "every module a function that runs once: it awaits its imports one after another, and a circle may wait for itself",
        evidence: "measured with esbuild 0.28.2 on Node.js 24, and read in its source", splitsByDefault: nil, formats: [.esm, .iife, .cjs],
        takesCommonJS: true, takesUsing: true
    ) { request throws(DiagnosticList) in try ESBuildModel(request, isLazy: true).output() }
}

struct ESBuildModel {
    private let request: Bundler.Request
    private let graph: LinkedGraph
    private let isLazy: Bool

    static var style: WrapStyle {
        var hoisting = HoistingStyle()
        hoisting.links = LazyLinking.links
        (hoisting.declaresVariables, hoisting.numbersNames) = (true, true)
        hoisting.reserved = ["__esm", "__export"] + WrapStyle.usedNames
        var style = WrapStyle(hoisting: hoisting)
        style.sharesRuntime = true
        style.countsExports = true
        style.importsRawCommonJS = true
        return style
    }

    init(_ request: Bundler.Request, isLazy: Bool) {
        self.request = request
        graph = request.graph
        self.isLazy = isLazy
    }

    func output() throws(DiagnosticList) -> Bundler.Output {
        let order = graph.depthFirstOrder(from: graph.entries)
        let symbols = ProgramSymbols(graph, Self.style.hoisting, order: order)
        let isSplitting = request.isSplitting && !isLazy
        var problems = symbols.errors + LazyLinking.assignedConstants(graph, order)
        problems += LazyLinking.deferredImports(graph, order) { "Bundling with \($0) imports is not supported unless they are external" }
        if request.format != .esm {
            if isSplitting { problems.append(Diagnostic(.usage, "Splitting currently only works with the \"esm\" format")) }
            problems += graph.formatProblems(
                "Top-level await is currently not supported with the \"\(request.format.rawValue)\" output format", of: order)
        }
        problems += request.refusedGroups(tool: "esbuild")
        if !problems.isEmpty { throw DiagnosticList(problems) }
        let flags = AsyncFlags.closure(graph)
        if isSplitting {
            let files = SplitFiles(symbols, Self.style, .bare(graph, flags), importOrder: .byNumber)
            return Bundler.Output(files: files.output, entries: files.entries, warnings: symbols.warnings)
        }
        // Each entry is linked alone.
        return try request.files(symbols, Self.style, isBehindImport: isLazy) { entries in
            .lazy(graph, flags, callsOf: graph.depthFirstOrder(from: entries), also: isLazy ? entries : [])
        }
    }
}
