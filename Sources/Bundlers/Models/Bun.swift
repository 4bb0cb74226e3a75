import Diagnostics
import JavaScript
import Programs

extension Bundler {
    /// bun's bundler: as esbuild's, but what a file waits for is waited for at once.
    static let bun = Bundler(
        name: "bun", tool: "bun 1.4.4",
        rule:
            "bodies in depth-first post-order in one scope, each await where it stood; what import() asks for becomes a function that runs once",
        evidence: "measured with bun 1.4.4, run on Node.js 24", splitsByDefault: false, formats: [.esm, .cjs, .iife],
        takesCommonJS: true, takesUsing: true
    ) { request throws(DiagnosticList) in try BunModel(request, isLazy: false).output() }

    /// bun's bundler where the entry is reached by `import()` from a file that does nothing else, and files are not split.
    static let bunLazy = Bundler(
        name: "bun-lazy", tool: "bun 1.4.4, the entry behind import()",
        rule: "every module a function that runs once: it runs its synchronous imports first, and then waits for all others at once",
        evidence: "measured with bun 1.4.4, run on Node.js 24", splitsByDefault: nil, formats: [.esm, .cjs, .iife],
        takesCommonJS: true, takesUsing: true
    ) { request throws(DiagnosticList) in try BunModel(request, isLazy: true).output() }
}

struct BunModel {
    private let request: Bundler.Request
    private let graph: LinkedGraph
    private let isLazy: Bool

    static var style: WrapStyle {
        var hoisting = HoistingStyle()
        hoisting.links = LazyLinking.links
        (hoisting.declaresVariables, hoisting.keepsClasses, hoisting.numbersNames) = (true, true, true)
        hoisting.namespaceName = HoistingStyle.NameForm(prefix: "exports_")
        hoisting.reserved = ["__esm", "__export", WrapStyle.allHelper] + WrapStyle.usedNames
        var style = WrapStyle(hoisting: hoisting)
        style.gathersImports = true
        style.writesUsingOut = true
        style.movesConstants = true
        style.dropsDeadBranches = true
        style.exportHelperText = WrapRuntime.export("__export", .settable)
        style.commonJS = CommonJSRuntime(runsAgain: false, keepsObjects: true, wantsDefault: true, hasHostRequire: true, hasFileNames: true)
        return style
    }

    init(_ request: Bundler.Request, isLazy: Bool) {
        self.request = request
        graph = request.graph
        self.isLazy = isLazy
    }

    /// `return` outside of a function, which CommonJS may have and bun does not take.
    private func topLevelReturns(_ modules: [ModuleNumber]) -> [Diagnostic] {
        modules.compactMap { module in
            let analysed = graph[module].analysed
            guard let node = analysed.commonJSReturn else { return nil }
            return LazyLinking.problem(
                "Top-level return cannot be used inside an ECMAScript module", graph, module, at: analysed.tree.range(of: node))
        }
    }

    func output() throws(DiagnosticList) -> Bundler.Output {
        let order = graph.discoveryOrder(from: graph.entries)
        let symbols = ProgramSymbols(graph, Self.style.hoisting, order: order)
        let isSplitting = request.isSplitting && !isLazy
        var problems = symbols.errors + LazyLinking.assignedConstants(graph, order)
        if request.format != .esm {
            if isSplitting {
                problems.append(Diagnostic(.usage, "Code splitting is currently only supported when format is set to \"esm\""))
            }
            problems += graph.formatProblems("\"await\" can only be used inside an \"async\" function", of: order)
        }
        problems += topLevelReturns(order)
        problems += request.refusedGroups(tool: "bun")
        let flags = AsyncFlags.twoWalks(graph, order: order)
        problems += graph.requiredAwaits(order, flags, saysTransitive: true)
        if !problems.isEmpty { throw DiagnosticList(problems) }
        if isSplitting {
            let files = SplitFiles(symbols, Self.style, flags, importOrder: .byWalk)
            return Bundler.Output(files: files.output, entries: files.entries, warnings: symbols.warnings)
        }
        // All entries are linked together: what one of them asks for by `import()` is a function for the others too.
        let plan = WrapPlan.lazy(graph, flags, callsOf: order, also: isLazy ? graph.entries : [])
        return try request.files(symbols, Self.style, isBehindImport: isLazy) { _ in plan }
    }
}
