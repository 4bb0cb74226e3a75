import Diagnostics
import JavaScript
import Programs

extension Bundler {
    /// rollup as it is now.
    static let rollup = Bundler(
        name: "rollup", tool: "rollup 4.62.5",
        rule: "one scope, depth-first post-order, each await where it stood; no chunk waits for itself through an awaited import()",
        evidence: "read in rollup 4.62.5, measured with it on Node.js 24", splitsByDefault: true,
        formats: [.esm, .cjs, .iife, .umd, .system], takesCommonJS: true,
        takesUsing: true, make: { request throws(DiagnosticList) in try rollup(request, .four) })

    /// rollup before it looked at awaits.
    static let rollup3 = Bundler(
        name: "rollup@3", tool: "rollup 3.15",
        rule: "one scope, depth-first post-order, each await where it stood; what an importer has loaded lies in its chunk, awaited or not",
        evidence: "read in rollup 3.15, measured with it on Node.js 24", splitsByDefault: true,
        formats: [.esm, .cjs, .iife, .umd, .system], takesCommonJS: true,
        make: { request throws(DiagnosticList) in try rollup(request, .three) })

    private enum RollupRule { case three, four }

    private static let rollupStyle: HoistingStyle = {
        var style = HoistingStyle()
        style.links.missingWords = { "\"\($0.name)\" is not exported by \"\($0.exporter)\", imported by \"\($0.importer)\"" }
        style.links.missingUnused = .warning
        style.links.missingMemberWords = style.links.missingWords
        style.links.ambiguousWords = style.links.missingWords
        style.links.memberAssignment = .warning
        style.links.assignmentWords = { "Illegal reassignment of import \"\($0.name)\" in \"\($0.importer)\"" }
        style.unitesDefaultWithName = true
        style.declaresDefaultAsVariable = true
        style.namesLastFirst = true
        style.dropsDeadBranches = true
        (style.namespaceName, style.defaultName) = (HoistingStyle.NameForm(), HoistingStyle.NameForm())
        style.namesByImports = true
        style.namespaceForm = .frozen(tag: false, keepsValues: true)
        style.reserved = ["Object", "Promise"]
        return style
    }()

    private static func rollup(_ request: Request, _ rule: RollupRule) throws(DiagnosticList) -> Output {
        let graph = request.graph
        try refuseCommonJS(graph)
        let whole = ChunkingGraph(graph, runsAwaitedFirst: rule == .four)
        var style = rollupStyle
        style.links.judgedReexports = rule == .three ? .none : .all
        style.unitesAssignedDefault = rule == .four
        let symbols = ProgramSymbols(graph, style, order: whole.order)
        if !symbols.errors.isEmpty { throw DiagnosticList(symbols.errors) }
        let live = LiveCalls(graph, symbols, order: whole.order, tracksNames: rule == .four)
        let chunking = whole.keeping(live)
        let asked = chunking.order.filter { !chunking.dynamicImporters[Int($0)].isEmpty }
        let shown = Set(graph.entries + asked).union(symbols.namespaces(of: chunking.order))
        let needed = NeededModules(chunking, symbols, shown: shown)
        let plan: ChunkPlan
        if request.isSplitting {
            let manual = ManualChunks(try request.namedModules(), graph)
            plan =
                switch rule {
                case .three: ChunkPlan.rollup3(chunking, needed, manual: manual)
                case .four: ChunkPlan.rollup4(chunking, needed, manual: manual)
                }
        } else {
            try request.refuseSeveralEntries()
            plan = ChunkPlan(parts: [ChunkPlan.Part(name: nil, modules: chunking.order)])
        }
        let printer = ModuleChunks(ChunkGraph(plan, symbols, chunking, needed), chunking)
        if request.format == .esm { return Output(files: printer.files, entries: printer.entries, warnings: symbols.warnings) }
        if request.format == .system {
            return try registered(printer.files, entries: printer.entries, warnings: symbols.warnings, of: graph.program)
        }
        try refuse(request.format, printer.chunks, chunking, rule)
        let scripts = ScriptChunks(modules: printer, format: request.format)
        var warnings = symbols.warnings
        if request.format == .cjs {
            warnings.append(
                Diagnostic(
                    .usage, "a CommonJS bundle with 'require' or 'exports' is printed, and the simulator does not run it",
                    suggestion: "run it with Node.js",
                    severity: .warning))
        }
        return Output(files: scripts.files, entries: scripts.entries, warnings: warnings)
    }
}

extension Bundler {
    /// Chunks as `System.register` modules, with the loader that runs them: one that awaits has an asynchronous `execute`.
    private static func registered(
        _ chunks: [Bundle.File], entries: [String], warnings: [Diagnostic], of program: Program
    ) throws(DiagnosticList) -> Output {
        let made = chunks.map { MadeModule(name: $0.name, text: ModuleText(file: $0.source, isJSON: $0.isJSON)) }
        let bundle = try systemjs.bundle(LinkedGraph(program.made(of: made, entries: entries)))
        let files = bundle.files.map { file in
            // The modules of this second bundle are the chunks of the first.
            Bundle.File(name: file.name, source: file.source, modules: file.modules.flatMap { chunks[Int($0)].modules })
        }
        return Output(files: files, entries: bundle.entries, warnings: warnings)
    }

    /// Without a plugin rollup takes a CommonJS file for an ES module, which exports nothing.
    private static func refuseCommonJS(_ graph: LinkedGraph) throws(DiagnosticList) {
        var problems: [Diagnostic] = []
        for module in graph.reachable {
            for entry in graph[module].analysed.bindings.imports {
                let target = graph[module].targets[Int(entry.request.index)]
                guard let name = entry.imported, graph[target].isCommonJS else { continue }
                problems.append(
                    graph.program.located(
                        graph[module].source.diagnostic(
                            .link,
                            "\"\(graph[module].analysed.text(name))\" is not exported by \"\(graph[target].name)\", imported by \"\(graph[module].name)\"",
                            at: entry.range, suggestion: "rollup takes CommonJS with @rollup/plugin-commonjs only, which is not modelled")))
            }
        }
        if problems.isEmpty { problems = graph.untaken(by: "rollup without a plugin", takesCommonJS: false, takesUsing: true) }
        if !problems.isEmpty { throw DiagnosticList(problems) }
    }

    /// What rollup says of formats that cannot have what the program has.
    private static func refuse(
        _ format: BundleFormat, _ chunks: ChunkGraph, _ chunking: ChunkingGraph, _ rule: RollupRule
    ) throws(DiagnosticList) {
        if format != .cjs, chunks.chunks.count > 1 {
            throw DiagnosticList([
                Diagnostic(
                    .usage,
                    "Invalid value \"\(format.rawValue)\" for option \"output.format\" - UMD and IIFE output formats are not supported for code-splitting builds",
                    suggestion: "use --splitting off, or --format esm")
            ])
        }
        for module in chunks.chunks.flatMap(\.modules) {
            let analysed = chunking.graph[module].analysed
            // An await that tree shaking leaves out is none for rollup 3.
            let dead = rule == .three ? DeadBranches(of: analysed.tree) : nil
            guard let node = analysed.firstAwait(outside: dead) else { continue }
            let words =
                "Module format \"\(format.rawValue)\" does not support top-level await. Use the \"es\" or \"system\" output formats rather"
            let graph = chunking.graph
            guard var path = graph.path(to: module, graph.stepsFromEntries()) else { continue }
            path.range = analysed.tree.range(of: node)
            throw DiagnosticList([graph.formatProblem(words, path, suggestion: "use --format esm or --format system")])
        }
    }
}

extension Bundler.Request {
    /// The groups that the user makes, by module.
    ///
    /// - Throws: names of modules that there are not.
    func namedModules() throws(DiagnosticList) -> [(name: String, modules: [ModuleNumber])] {
        var byName: [String: ModuleNumber] = [:]
        for module in graph.reachable { byName[graph[module].name] = module }
        var problems: [Diagnostic] = []
        let groups = manualChunks.map { chunk in
            let modules = chunk.modules.compactMap { name -> ModuleNumber? in
                if let module = byName[name] ?? byName[name + ".mjs"] { return module }
                problems.append(
                    Diagnostic(
                        .usage, "chunk '\(chunk.name)' names '\(name)', and the program has no such module",
                        suggestion: "name a module as the trace does"))
                return nil
            }
            return (name: chunk.name, modules: modules)
        }
        if !problems.isEmpty { throw DiagnosticList(problems) }
        return groups
    }

    fileprivate func refuseSeveralEntries() throws(DiagnosticList) {
        guard Set(graph.entries).count > 1 else { return }
        throw DiagnosticList([
            Diagnostic(
                .usage,
                "Invalid value for option \"output.inlineDynamicImports\" - multiple inputs are not supported when \"output.inlineDynamicImports\" is true",
                suggestion: "split, or give one entry")
        ])
    }
}
