import Diagnostics
import JavaScript
import Programs
import Text

/// `--defer report.mjs`
extension Work {
    /// Takes a module out of the start-up.
    ///
    /// Each module that imports it by a declaration loads it by `import()` at the end of its own code, and does not wait. Names that it imports are looked up
    /// in the namespace when functions use them: before the module is there, they fail. Refused where the top level uses one, where it is exported
    /// again, and for an entry.
    mutating func deferModule(_ name: String, _ change: Change) throws(Diagnostic) {
        let target = try module(name, change)
        guard !graph.entries.contains(target) else {
            throw problem(change, "'\(self.name(target))' is the program's entry: it is what starts", "name a module that others import")
        }
        var importers: [String] = []
        var wasCut = false
        for index in graph.modules.indices {
            let number = ModuleNumber(index)
            let importer = graph[number]
            let asks = importer.requests.contains { $0.target == target && $0.phase != .source }
            guard asks, number != target else { continue }
            if try deferImports(of: target, in: number, change) { importers.append(importer.name) } else { wasCut = true }
        }
        guard !importers.isEmpty else {
            if wasCut {
                throw problem(
                    change, "no declaration is left that imports '\(self.name(target))': --cut takes them out", "leave one of the two away")
            }
            throw problem(
                change, "no declaration imports '\(self.name(target))'",
                "name a module that is imported by import … from: import() does not belong to the start-up unless it is awaited")
        }
        result.done.append(
            "\(self.name(target)) is loaded when \(importers.count == 1 ? importers[0] : "each of \(counted(importers.count, "importer"))") has run, and not waited for"
        )
    }

    /// - Returns: whether there is one: another change may have taken it out.
    private mutating func deferImports(of target: ModuleNumber, in number: ModuleNumber, _ change: Change) throws(Diagnostic) -> Bool {
        let module = try analysed(number, change)
        let tree = module.tree
        // The text may have been changed, but not what it asks for.
        let wanted = Set(graph[number].requests.filter { $0.target == target }.map { ExactText($0.specifier) })
        func isWanted(_ request: ModuleRequestID) -> Bool {
            wanted.contains(ExactText(module.text(tree.requests[Int(request.index)].specifier)))
        }
        var rewriting = Rewriting(of: module)
        var unique = UniqueNames()
        unique.reserve(module.bindings.freeNames)
        unique.reserve(module.bindings.all.map(\.name))
        let items = tree[tree.body]
        var declared: [String] = []
        var loads: [Fragment] = []
        for item in items {
            switch tree[item] {
            case .exportNames(let index):
                guard let request = tree.exports[Int(index)].request, isWanted(request) else { continue }
                throw located(
                    problem(
                        change, "its names are exported again by '\(graph[number].name)'",
                        "import them where they are used, and defer there"), item, module)
            case .importDeclaration(let index) where isWanted(tree.imports[Int(index)].request):
                let declaration = tree.imports[Int(index)]
                let names = module.importedBindings(of: declaration)
                if let exported = names.first(where: { module.bindings[$0].isExported }) {
                    throw located(
                        problem(
                            change, "'\(module.bindings[exported].name)' is exported again by '\(graph[number].name)'",
                            "import it where it is used, and defer there"),
                        item, module)
                }
                try requireUnusedAtTop(
                    names, of: module, change, "'\(graph[target].name)' is needed while '\(graph[number].name)' is evaluated")
                let specifier = jsonStringLiteral(module.text(tree.requests[Int(declaration.request.index)].specifier))
                let attributes = graph[target].kind == .json ? ", { with: { type: \"json\" } }" : ""
                rewriting.remove(item)
                guard !names.isEmpty else {
                    loads.append(Fragment("import(\(specifier)\(attributes));").standing(for: item, of: module))
                    continue
                }
                let variable = unique.claim(UniqueNames.identifier(for: graph[target].name))
                declared.append(variable)
                for id in names {
                    guard let entry = module.bindings.imports.first(where: { $0.binding == id }) else { continue }
                    rewriting.names[id] =
                        entry.imported.map { .member(of: variable, key: module.text($0)) } ?? .identifier(variable)
                }
                loads.append(
                    Fragment("import(\(specifier)\(attributes)).then((loaded) => { \(variable) = loaded; });").standing(
                        for: item, of: module))
            default: continue
            }
        }
        if loads.isEmpty { return false }
        rewriting.names.settle()
        var text = Fragment()
        if let first = items.first, !declared.isEmpty {
            text.appendLine(Fragment("let \(declared.joined(separator: ", "));").standing(for: first, of: module))
        }
        text.appendLine("\(rewriting)")
        for load in loads { text.appendLine(load) }
        replace(number, by: text.printed(as: module.source.name))
        return true
    }

    func located(_ problem: Diagnostic, _ node: NodeID, _ module: AnalysedModule) -> Diagnostic {
        var problem = problem
        let range = module.tree.range(of: node)
        problem.location = module.source.location(at: range.start)
        problem.width = module.source.width(of: range)
        problem.sourceLine = module.source.line(at: range.start)
        return problem
    }
}
