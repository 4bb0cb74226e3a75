import Diagnostics
import JavaScript
import Programs
import Text

/// What is asked for and nobody exports, in webpack's words.
struct LinkProblems {
    let graph: LinkedGraph
    /// By module: what it exports by name itself. A name that it has from another module is judged there, so that long chains are looked at once.
    private let own: [Set<NameID>]

    init(graph: LinkedGraph) {
        self.graph = graph
        var own = [Set<NameID>](repeating: [], count: graph.graph.modules.count)
        for module in graph.reachable { own[Int(module)] = Set(graph[module].analysed.bindings.exports.compactMap(\.exported)) }
        self.own = own
    }

    /// - Throws: the names that are used, or exported again, and that nobody exports; and `import defer`, which needs a setting.
    func check() throws(DiagnosticList) {
        if graph.exports.countOfStarNames(most: Self.starNameLimit) > Self.starNameLimit {
            throw DiagnosticList([
                Diagnostic(
                    .blocked, "the modules have more than \(Self.starNameLimit) names by 'export *' together, and each is asked for",
                    suggestion: "import from the modules that declare the names")
            ])
        }
        var problems: [Diagnostic] = []
        var work = Self.conflictWork
        for number in graph.reachable where problems.count < LinkedGraph.problemLimit { find(in: number, &problems, &work) }
        if !problems.isEmpty { throw DiagnosticList(problems.map { graph.program.located($0) }) }
    }

    /// How many names modules may have by their `export *`: in a chain of thousands each has the names of all behind it.
    private static let starNameLimit = 1_000_000

    /// How many places are looked at in all for what the names of stars mean, to find conflicts.
    private static let conflictWork = 3_000_000

    private func find(in number: ModuleNumber, _ problems: inout [Diagnostic], _ work: inout Int) {
        let module = graph[number]
        let bindings = module.analysed.bindings
        func note(_ name: NameID, _ request: ModuleRequestID, _ role: String, at range: SourceRange) {
            let target = module.targets[Int(request.index)]
            guard !graph.isCommonJS(target), !own[Int(target)].contains(name), case .missing = graph.exports.resolve(name, of: target)
            else { return }
            let specifier = module.analysed.text(module.analysed.tree.requests[Int(request.index)].specifier)
            let others = graph.exports.names(of: target).map(module.analysed.text)
            problems.append(
                module.source.diagnostic(
                    .link,
                    "export '\(module.analysed.text(name))' (\(role)) was not found in '\(specifier)' "
                        + (others.isEmpty ? "(module has no exports)" : "(possible exports: \(others.joined(separator: ", ")))"), at: range)
            )
        }
        for request in module.analysed.tree.requests where request.phase == .defer {
            problems.append(
                module.source.diagnostic(
                    .link, "'import defer' is not taken without experiments.deferImport", at: request.range,
                    suggestion: "import the module without 'defer'"))
        }
        for entry in bindings.imports {
            guard let imported = entry.imported, let use = bindings.references(to: entry.binding).first(where: { _ in true }) else {
                continue
            }
            note(imported, entry.request, "imported as '\(bindings[entry.binding].name)'", at: module.analysed.tree.range(of: use.node))
        }
        noteMembers(of: module, note)
        noteConflicts(of: module, &problems, &work)
        for export in bindings.exports {
            guard case .indirect(let request, let imported) = export.kind, let name = export.exported else { continue }
            note(imported, request, "reexported as '\(module.analysed.text(name))'", at: export.range)
        }
    }

    /// Members of namespaces that are read by name.
    private func noteMembers(of module: LinkedGraph.Module, _ note: (NameID, ModuleRequestID, String, SourceRange) -> Void) {
        let (tree, bindings) = (module.analysed.tree, module.analysed.bindings)
        let namespaces = bindings.imports.filter { $0.imported == nil }
        if namespaces.isEmpty { return }
        let parents = ParentTable(of: tree)
        for entry in namespaces {
            for reference in bindings.references(to: entry.binding) {
                guard let parent = parents[reference.node], case .member(reference.node, let name, _) = tree[parent] else { continue }
                note(name, entry.request, "imported as '\(bindings[entry.binding].name)'", tree.range(of: parent))
            }
        }
    }

    /// Names that one `export *` has in common with one before it, where they mean something else.
    private func noteConflicts(of module: LinkedGraph.Module, _ problems: inout [Diagnostic], _ work: inout Int) {
        let analysed = module.analysed
        let stars = analysed.bindings.exports.filter { if case .all = $0.kind { true } else { false } }
        if stars.count < 2 { return }
        var first: [NameID: (meaning: ResolvedExport, specifier: String)] = [:]
        let own = Set(analysed.bindings.exports.compactMap(\.exported))
        for star in stars {
            guard case .all(let request) = star.kind, work > 0 else { continue }
            let target = module.targets[Int(request.index)]
            let specifier = analysed.text(analysed.tree.requests[Int(request.index)].specifier)
            var conflicts: [(with: String, names: [String])] = []
            for name in graph.exports.names(of: target) where name != .known(.default) && !own.contains(name) {
                guard work > 0 else { break }
                let meaning = graph.exports.resolve(name, of: target, counting: &work)
                guard let known = first[name] else {
                    first[name] = (meaning, specifier)
                    continue
                }
                if known.meaning == meaning { continue }
                if let index = conflicts.firstIndex(where: { $0.with == known.specifier }) {
                    conflicts[index].names.append(analysed.text(name))
                } else {
                    conflicts.append((known.specifier, [analysed.text(name)]))
                }
            }
            for conflict in conflicts {
                let names = conflict.names.map { "'\($0)'" }.joined(separator: ", ")
                problems.append(
                    module.source.diagnostic(
                        .link,
                        "The requested module '\(specifier)' contains conflicting star exports for the "
                            + "\(conflict.names.count > 1 ? "names" : "name") \(names) with the previous requested module '\(conflict.with)'",
                        at: star.range))
            }
        }
    }
}
