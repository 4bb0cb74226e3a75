import Diagnostics
import JavaScript
import Programs

extension Bundler {
    /// rolldown, as vite 8 has it.
    static let rolldown = Bundler(
        name: "rolldown", tool: "rolldown 1.2.5",
        rule: "bodies in depth-first post-order in one scope, each await where it stood; files by the entries that need a module",
        evidence: "read in rolldown's source of August 2026, and in its documentation; not run", splitsByDefault: true,
        formats: [.esm, .cjs, .iife, .umd], takesCommonJS: true, takesUsing: true
    ) { request throws(DiagnosticList) in try RolldownModel(request, isStrict: false).output() }

    /// rolldown with `strictExecutionOrder`.
    static let rolldownStrict = Bundler(
        name: "rolldown-strict", tool: "rolldown 1.2.5 with strictExecutionOrder",
        rule: "every module a function that runs once: it awaits its imports one after another, and a circle may wait for itself",
        evidence: "read in rolldown's source of August 2026, and in its documentation; not run", splitsByDefault: true,
        formats: [.esm, .cjs, .iife, .umd], takesCommonJS: true, takesUsing: true
    ) { request throws(DiagnosticList) in try RolldownModel(request, isStrict: true).output() }
}

/// What is left out: where nothing awaits, rolldown merges shared modules into the files of entries, which changes no more than how many files there are.
struct RolldownModel {
    private let request: Bundler.Request
    private let graph: LinkedGraph
    private let isStrict: Bool

    private var style: WrapStyle {
        var hoisting = HoistingStyle()
        hoisting.links.missingWords = { "\"\($0.name)\" is not exported by \"\($0.exporter)\", imported by \"\($0.importer)\"" }
        hoisting.links.missingMemberWords = {
            "Import `\($0.name)` will always be undefined because there is no matching export in '\($0.exporter)'"
        }
        hoisting.links.ambiguousWords = { "Found ambiguous export: \"\($0.name)\"" }
        hoisting.links.assignmentWords = { "Cannot assign to import '\($0.name)'" }
        hoisting.declaresVariables = isStrict
        hoisting.namespaceForm = .made(helper: "__exportAll")
        hoisting.reserved = ["__esmMin", "__exportAll"] + WrapStyle.usedNames + ["Symbol"]
        var style = WrapStyle(hoisting: hoisting)
        style.helper = "__esmMin"
        style.awaitsStars = true
        style.declaresFunctions = isStrict
        style.exportHelperText = WrapRuntime.exportAll("__exportAll")
        style.commonJS = CommonJSRuntime(helper: "__commonJSMin", runsAgain: false, wantsDefault: true)
        return style
    }

    init(_ request: Bundler.Request, isStrict: Bool) {
        self.request = request
        graph = request.graph
        self.isStrict = isStrict
    }

    func output() throws(DiagnosticList) -> Bundler.Output {
        let met = graph.discoveryOrder(from: graph.entries)
        let symbols = ProgramSymbols(graph, style.hoisting, order: met)
        var problems = symbols.errors
        problems += LazyLinking.assignedConstants(graph, met) { "Unexpected re-assignment of const variable `\($0)`" }
        if request.format != .esm {
            problems += graph.formatProblems(
                "Top-level await is currently not supported with the '\(request.format.rawValue)' output format", of: met)
        }
        let flags = AsyncFlags.oneWalk(graph, order: met)
        problems += graph.requiredAwaits(met, flags)
        if !problems.isEmpty { throw DiagnosticList(problems) }
        let called = Set(met.flatMap { graph.calledModules(of: $0) }).subtracting(graph.entries)
        let dynamic = met.filter(called.contains).sorted { graph[$0].name.utf8.lexicographicallyPrecedes(graph[$1].name.utf8) }
        guard request.isSplitting else {
            let order = graph.depthFirstOrder(from: graph.entries)
            let plan: WrapPlan = isStrict ? .all(graph, flags) : .lazy(graph, flags, callsOf: order)
            return try request.files(symbols, style, isBehindImport: false) { _ in plan }
        }
        if request.format != .esm, !dynamic.isEmpty || !request.manualChunks.isEmpty {
            throw DiagnosticList([
                Diagnostic(
                    .bundler, "chunks are printed as modules only, and not as \(request.format.rawValue)",
                    suggestion: "use --splitting off, or --format esm")
            ])
        }
        let order = graph.depthFirstOrder(from: graph.entries + dynamic, followsCalls: false)
        var place = [Int](repeating: 0, count: graph.graph.modules.count)
        for (index, module) in order.enumerated() { place[Int(module)] = index }
        let chunks = EntryChunks(graph, dynamicEntries: dynamic, manual: ManualChunks(try request.namedModules(), graph))
        let files = SplitFiles(
            symbols, style, isStrict ? .all(graph, flags) : .bare(graph, flags), chunks, stablePlace: place,
            importOrder: .byExecution(place: place))
        return Bundler.Output(files: files.output, entries: files.entries, warnings: symbols.warnings)
    }
}
