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
        style.sharesRuntime = true
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
            // What is no more than CommonJS may return.
            guard analysed.onlyNamesExports, let node = analysed.commonJSReturn else { return nil }
            return LazyLinking.problem(
                "Top-level return cannot be used inside an ECMAScript module", graph, module, at: analysed.tree.range(of: node))
        }
    }

    /// CommonJS that bun makes modules of: it only names members of `exports`, and its importers only name what it exports.
    ///
    /// - Parameter isSplitting: whether `import()` asks for a file of its own, which has the names.
    private func converted(_ modules: [ModuleNumber], isSplitting: Bool) -> Set<ModuleNumber> {
        var found = Set(modules.filter { graph[$0].isCommonJS && graph[$0].analysed.onlyNamesExports })
        if !isSplitting { found.subtract(isLazy ? graph.entries : []) }
        for module in modules where !found.isEmpty {
            found.subtract(graph[module].requires.map(\.target))
            if !isSplitting { found.subtract(graph.calledModules(of: module)) }
            found.subtract(modulesTakenWhole(by: module))
        }
        return found
    }

    /// What a module imports as the default, or takes the namespace object of for more than its members.
    private func modulesTakenWhole(by module: ModuleNumber) -> [ModuleNumber] {
        let (analysed, targets) = (graph[module].analysed, graph[module].targets)
        var found: [ModuleNumber] = []
        for export in analysed.bindings.exports {
            switch export.kind {
            case .indirect(let request, let name):
                if name == .known(.default) { found.append(targets[Int(request.index)]) }
            case .namespace(let request): found.append(targets[Int(request.index)])
            default: break
            }
        }
        var parents: ParentTable?
        for entry in analysed.bindings.imports {
            let target = targets[Int(entry.request.index)]
            if let name = entry.imported {
                if name == .known(.default) { found.append(target) }
                continue
            }
            guard graph[target].isCommonJS else { continue }
            let table = parents ?? ParentTable(of: analysed.tree)
            parents = table
            let isWhole = analysed.bindings.references(to: entry.binding).contains { reference in
                guard let parent = table[reference.node], case .member(reference.node, _, _) = analysed.tree[parent] else { return true }
                return false
            }
            if isWhole { found.append(target) }
        }
        return found
    }

    /// Refuses `using` in a module that is a function: bun declares all that the module has inside of the function, where nothing else finds it.
    private func check(_ plan: WrapPlan, _ modules: [ModuleNumber]) throws(DiagnosticList) {
        let problems = modules.filter { plan.isWrapped($0) }.compactMap { module in
            WrittenUsing.declarations(in: graph[module].analysed).first.map {
                LazyLinking.problem(
                    "bun 1.4.4 prints a program that fails where a module with 'using' at the top level is put into a function", graph,
                    module,
                    at: graph[module].analysed.tree.range(of: $0))
            }
        }
        if !problems.isEmpty { throw DiagnosticList(problems) }
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
            let plan = WrapPlan.bare(graph, flags, converted: converted(order, isSplitting: true))
            try check(plan, order)
            let files = SplitFiles(symbols, Self.style, plan, importOrder: .byWalk)
            return Bundler.Output(files: files.output, entries: files.entries, warnings: symbols.warnings)
        }
        // All entries are linked together: what one of them asks for by `import()` is a function for the others too.
        let plan = WrapPlan.lazy(
            graph, flags, callsOf: order, also: isLazy ? graph.entries : [], converted: converted(order, isSplitting: false))
        try check(plan, order)
        return try request.files(symbols, Self.style, isBehindImport: isLazy) { _ in plan }
    }
}
