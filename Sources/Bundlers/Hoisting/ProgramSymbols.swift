import Diagnostics
import JavaScript
import Programs
import Text

/// What the modules of a program name of each other, as a tool that puts them into one scope sees it.
///
/// Tree shaking is not modelled: code that nothing uses stays, as it changes no order.
struct ProgramSymbols: Sendable {
    let graph: LinkedGraph
    let style: HoistingStyle
    /// By module.
    private var uses: [ModuleUses]
    /// What a default export is really, by its symbol.
    private var originals: [ModuleSymbol: ModuleSymbol] = [:]
    /// What a module's namespace or default export is called where it is imported first.
    private(set) var namesByImport: [ModuleSymbol: String] = [:]
    private(set) var errors: [Diagnostic] = []
    private(set) var warnings: [Diagnostic] = []
    /// Modules all of whose exports are used: entries, and what `import()` asks for.
    let shown: Set<ModuleNumber>
    private var resolutions: [Key: ResolvedExport] = [:]

    /// Resolves everything that modules name. Linear in the size of the program, and in the length of the chains of `export *` that names come through.
    ///
    /// - Parameter order: the modules, in the order in which the tool meets them; problems come in it.
    init(_ graph: LinkedGraph, _ style: HoistingStyle, order: [ModuleNumber]) {
        self.graph = graph
        self.style = style
        shown = Set(graph.entries + order.flatMap { graph[$0].calls.compactMap(\.target) })
        uses = Array(repeating: ModuleUses(), count: graph.graph.modules.count)
        if style.unitesDefaultWithName { findOriginals(order) }
        for module in order {
            uses[Int(module)] = findUses(of: module)
            judgeReexports(of: module)
        }
    }

    /// What a module names of others.
    subscript(module: ModuleNumber) -> ModuleUses { uses[Int(module)] }

    // MARK: Exports

    /// What a name that a module exports means; `nil` where it means nothing.
    func symbol(_ name: NameID, of module: ModuleNumber) -> ModuleSymbol? {
        symbol(graph.exports.resolve(name, of: module, takesFirst: style.links.takesFirstOfAmbiguous))
    }

    private func symbol(_ resolved: ResolvedExport) -> ModuleSymbol? {
        switch resolved {
        case .binding(let module, let binding): original(.binding(module, binding))
        case .namespace(let module): .namespace(module)
        case .member(let name, let target, let importer): .member(name, of: target, by: importer)
        case .object(let target, let importer): .imported(target, by: importer)
        case .added(let name, let module): .added(name, to: module)
        case .ambiguous, .missing: nil
        }
    }

    /// All that a module exports, in the order of its namespace object.
    func exports(of module: ModuleNumber) -> [(name: String, symbol: ModuleSymbol)] {
        let found = graph.exports.exports(of: module, takesFirst: style.links.takesFirstOfAmbiguous)
        let named = found.compactMap { export in
            symbol(export.resolution).map { (name: graph[module].analysed.text(export.name), symbol: $0) }
        }
        return style.sortsNamespaces ? named.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) } : named
    }

    /// Whether code of the program assigns to it, after it has got its first value or before.
    func isReassigned(_ symbol: ModuleSymbol) -> Bool {
        guard case .binding(let module, let binding) = symbol else { return false }
        let declared = graph[module].analysed.bindings[binding]
        return declared.isAssigned && declared.kind != .defaultExport
    }

    // MARK: Default exports that are names

    private func original(_ symbol: ModuleSymbol) -> ModuleSymbol { originals[symbol] ?? symbol }

    /// Whether an `export default` declares nothing of its own.
    func isUnited(_ binding: BindingID, of module: ModuleNumber) -> Bool { originals[.binding(module, binding)] != nil }

    private mutating func findOriginals(_ order: [ModuleNumber]) {
        var named: [ModuleSymbol: ModuleSymbol] = [:]
        var place = [Int](repeating: -1, count: graph.graph.modules.count)
        for (index, module) in order.enumerated() { place[Int(module)] = index }
        for module in order {
            let analysed = graph[module].analysed
            for item in analysed.tree[analysed.tree.body] {
                guard case .exportDefault(let value) = analysed.tree[item], case .identifier = analysed.tree[value],
                    let binding = analysed.bindings.binding(of: value),
                    let export = analysed.bindings.moduleBinding(named: .known(.starDefault))
                else { continue }
                let declared = analysed.bindings[binding]
                let target: ModuleSymbol?
                if declared.isImported {
                    guard let entry = analysed.bindings.imports.first(where: { $0.binding == binding }), let name = entry.imported else {
                        continue
                    }
                    target = symbol(graph.exports.resolve(name, of: graph[module].targets[Int(entry.request.index)]))
                    // What runs later may not have got its value yet.
                    if let target, place[Int(target.module)] > place[Int(module)], mayBeDead(target) { continue }
                } else {
                    let isLater = declared.range.start > analysed.tree.range(of: value).start
                    target = isLater && mayBeDead(.binding(module, binding)) ? nil : .binding(module, binding)
                }
                guard let target, case .binding = target, style.unitesAssignedDefault || !isReassigned(target) else { continue }
                named[.binding(module, export)] = target
            }
        }
        for start in named.keys {
            var seen: Set<ModuleSymbol> = [start]
            var symbol = start
            while let next = named[symbol], seen.insert(next).inserted { symbol = next }
            // Names in a circle mean nothing else.
            if named[symbol] == nil { originals[start] = symbol }
        }
    }

    /// Whether a binding has a dead zone, or no value until its declaration is reached.
    private func mayBeDead(_ symbol: ModuleSymbol) -> Bool {
        guard case .binding(let module, let binding) = symbol else { return false }
        return graph[module].analysed.bindings[binding].kind != .function
    }

    // MARK: Uses

    private mutating func findUses(of module: ModuleNumber) -> ModuleUses {
        let linked = graph[module]
        let bindings = linked.analysed.bindings
        var meanings: [(binding: BindingID, symbol: ModuleSymbol?)] = []
        var namespaces: [BindingID: ModuleNumber] = [:]
        for entry in bindings.imports {
            let target = linked.targets[Int(entry.request.index)]
            let isUsed = bindings.references(to: entry.binding).contains { _ in true }
            var symbol: ModuleSymbol? = graph.isCommonJS(target) ? .imported(target, by: module) : .namespace(target)
            if let name = entry.imported, graph.isCommonJS(target) {
                symbol = .member(name, of: target, by: module)
            } else if let name = entry.imported {
                symbol = judge(name, of: target, from: module, at: entry.range, isUsed: isUsed)
            }
            judgeAssignments(to: entry, in: module)
            guard isUsed else { continue }
            meanings.append((entry.binding, symbol))
            if let symbol, symbol.owner == symbol, style.namesByImports, namesByImport[symbol] == nil {
                namesByImport[symbol] = bindings[entry.binding].name
            }
            if case .namespace(let target)? = symbol { namespaces[entry.binding] = target }
        }
        let (members, objects) = namespaces.isEmpty ? ([], []) : findMembers(of: namespaces, in: module)
        var uses = ModuleUses()
        var seen: Set<ModuleSymbol> = []
        func use(_ symbol: ModuleSymbol) {
            let owner = symbol.owner
            switch owner {
            case .binding(module, _), .imported(_, by: module): return
            default: if seen.insert(owner).inserted { uses.symbols.append(owner) }
            }
        }
        for (binding, symbol) in meanings {
            if case .namespace? = symbol, !objects.contains(binding) { continue }
            uses.imports.append((binding, symbol))
            if let symbol { use(symbol) }
        }
        for (node, symbol) in members {
            uses.members.append((node, symbol))
            if let symbol { use(symbol) }
        }
        return uses
    }

    /// Finds the `ns.name` that need no object.
    ///
    /// - Parameter namespaces: imports that are namespaces, and of which modules.
    /// - Returns: the members, and the imports that are needed as objects beside them.
    private mutating func findMembers(
        of namespaces: [BindingID: ModuleNumber], in module: ModuleNumber
    ) -> (members: [(node: NodeID, symbol: ModuleSymbol?)], objects: Set<BindingID>) {
        let analysed = graph[module].analysed
        let tree = analysed.tree
        let changed = tree.changedMembers()
        // What a node means, where that is a namespace; a member takes it from its object.
        var objects: [NodeID: ModuleNumber] = [:]
        var found: [NodeID: ModuleSymbol?] = [:]
        for index in tree.nodes.indices {
            let node = NodeID(UInt32(index))
            if case .identifier = tree.nodes[index], let binding = analysed.bindings.binding(of: node), let target = namespaces[binding] {
                objects[node] = target
            }
            guard case .member(let object, let name, false) = tree.nodes[index], let target = objects[object] else { continue }
            switch changed[node] {
            case .deleted: continue
            case .assigned:
                report(
                    .memberAssignment, Self.local(object, analysed), member: analysed.text(name), of: target, from: module,
                    at: tree.range(of: node))
                if style.links.memberAssignment == .error { continue }
            case nil: break
            }
            let symbol = judgeMember(name, of: target, from: module, at: tree.range(of: node))
            objects[object] = nil
            found.removeValue(forKey: object)
            found.updateValue(symbol, forKey: node)
            if case .namespace(let inner)? = symbol { objects[node] = inner }
        }
        let members = found.sorted { $0.key.index < $1.key.index }.map { (node: $0.key, symbol: $0.value) }
        return (members, Set(objects.keys.compactMap { analysed.bindings.binding(of: $0) }))
    }

    private static func local(_ node: NodeID, _ analysed: AnalysedModule) -> String {
        if case .identifier(let name) = analysed.tree[node] { analysed.text(name) } else { "" }
    }

    // MARK: Problems

    private enum Problem { case missing, missingUnused, missingMember, ambiguous, assignment, memberAssignment }

    /// What an import means, and says what is wrong with it.
    private mutating func judge(
        _ name: NameID, of exporter: ModuleNumber, from importer: ModuleNumber, at range: SourceRange, isUsed: Bool = true
    ) -> ModuleSymbol? {
        switch resolve(name, of: exporter) {
        case .missing:
            report(isUsed ? .missing : .missingUnused, graph[importer].analysed.text(name), of: exporter, from: importer, at: range)
        case .ambiguous: report(.ambiguous, graph[importer].analysed.text(name), of: exporter, from: importer, at: range)
        case let resolved: return symbol(resolved)
        }
        return style.links.takesFirstOfAmbiguous ? symbol(name, of: exporter) : nil
    }

    private mutating func judgeMember(
        _ name: NameID, of exporter: ModuleNumber, from importer: ModuleNumber, at range: SourceRange
    ) -> ModuleSymbol? {
        let resolved = resolve(name, of: exporter)
        if resolved == .missing { report(.missingMember, graph[importer].analysed.text(name), of: exporter, from: importer, at: range) }
        return resolved == .ambiguous ? symbol(name, of: exporter) : symbol(resolved)
    }

    private mutating func judgeReexports(of module: ModuleNumber) {
        switch style.links.judgedReexports {
        case .none: return
        case .shown: if !shown.contains(module) { return }
        case .all: break
        }
        let linked = graph[module]
        for export in linked.analysed.bindings.exports {
            guard case .indirect(let request, let imported) = export.kind else { continue }
            let target = linked.targets[Int(request.index)]
            if !graph.isCommonJS(target) { _ = judge(imported, of: target, from: module, at: export.range) }
        }
    }

    private mutating func judgeAssignments(to entry: ImportEntry, in module: ModuleNumber) {
        let analysed = graph[module].analysed
        let target = graph[module].targets[Int(entry.request.index)]
        for reference in analysed.bindings.references(to: entry.binding) where reference.usage == .write || reference.usage == .readAndWrite
        {
            report(
                .assignment, analysed.bindings[entry.binding].name, of: target, from: module, at: analysed.tree.range(of: reference.node))
        }
    }

    private mutating func report(
        _ problem: Problem, _ name: String, member: String? = nil, of exporter: ModuleNumber, from importer: ModuleNumber,
        at range: SourceRange
    ) {
        let links = style.links
        var place = LinkRules.Place(name: name, exporter: graph[exporter].name, importer: graph[importer].name)
        place.member = member
        let (answer, words): (LinkRules.Answer, String)
        switch problem {
        case .missing: (answer, words) = (links.missing, links.missingWords(place))
        case .missingUnused: (answer, words) = (links.missingUnused, links.missingWords(place))
        case .missingMember: (answer, words) = (links.missingMember, links.missingMemberWords(place))
        case .ambiguous: (answer, words) = (links.takesFirstOfAmbiguous ? .warning : .error, links.ambiguousWords(place))
        case .assignment: (answer, words) = (links.assignment, links.assignmentWords(place))
        case .memberAssignment: (answer, words) = (links.memberAssignment, links.assignmentWords(place))
        }
        var diagnostic = graph.program.located(graph[importer].source.diagnostic(.link, words, at: range, suggestion: nil))
        switch answer {
        case .error: errors.append(diagnostic)
        case .warning:
            diagnostic.severity = .warning
            warnings.append(diagnostic)
        case .silence: break
        }
    }

    private mutating func resolve(_ name: NameID, of module: ModuleNumber) -> ResolvedExport {
        let key = Key(module: module, name: name)
        if let known = resolutions[key] { return known }
        let found = graph.exports.resolve(name, of: module)
        resolutions[key] = found
        return found
    }

    private struct Key: Hashable {
        var module: ModuleNumber
        var name: NameID
    }
}

extension SyntaxTree {
    fileprivate enum Change { case assigned, deleted }

    /// The members that are assigned to, or deleted.
    fileprivate func changedMembers() -> [NodeID: Change] {
        var changed: [NodeID: Change] = [:]
        func assign(_ pattern: NodeID) { forEachTarget(in: pattern) { if case .member = self[$0] { changed[$0] = .assigned } } }
        for node in nodes {
            switch node {
            case .assignment(let target, _), .compoundAssignment(_, let target, _), .logicalAssignment(_, let target, _),
                .update(_, _, let target):
                assign(target)
            case .forIn(let left, _, _), .forOf(let left, _, _, _): assign(left)
            case .unary(.delete, let operand): if case .member = self[operand] { changed[operand] = .deleted }
            default: break
            }
        }
        return changed
    }
}
