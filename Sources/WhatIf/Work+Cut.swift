import Diagnostics
import JavaScript
import Programs
import Text

/// `--cut a.mjs:12`
extension Work {
    /// Takes awaits of a line out, or imports.
    ///
    /// `await x` becomes `x`, which nothing waits for; who uses its value gets the promise. An import goes with its names, which have no value then:
    /// those that code uses while the module is evaluated would fail, so that is refused.
    mutating func cut(_ name: String, _ line: Int, _ column: Int?, _ change: Change) throws(Diagnostic) {
        let number = try module(name, change)
        let module = try analysed(number, change)
        let places = Places(module)
        var rewriting = Rewriting(of: module)
        let tree = module.tree
        var awaits: [NodeID] = []
        var items: [NodeID] = []
        for node in places.nodes(atLine: line, column: column, where: { isCuttable(tree[$0]) }) {
            if case .await = tree[node] { awaits.append(node) } else { items.append(node) }
        }
        for node in awaits {
            guard case .await(let operand) = tree[node] else { continue }
            rewriting.replace(node, with: "\(operand, as: .unary)", as: .unary)
        }
        for item in items {
            if case .forOf = tree[item] {
                throw problem(change, "'for await' needs its wait", "set its time instead: --set \(self.name(number))=0ms")
            }
            try removeImport(item, of: module, in: &rewriting, number, change)
        }
        guard !(awaits.isEmpty && items.isEmpty) else {
            throw problem(
                change, "there is no await and no import in line \(line) of '\(self.name(number))'", places.hint { isCuttable(tree[$0]) })
        }
        replace(number, by: rewriting.printed(as: module.source.name))
        let what =
            awaits.isEmpty
            ? "the import is left out" : awaits.count == 1 ? "the await is taken out" : "\(awaits.count) awaits are taken out"
        result.done.append("\(self.name(number)):\(line): \(what)")
    }

    private func isCuttable(_ node: Node) -> Bool {
        if case .importDeclaration = node { true } else { node.isWait }
    }

    private func removeImport(
        _ item: NodeID, of module: AnalysedModule, in rewriting: inout Rewriting, _ number: ModuleNumber, _ change: Change
    ) throws(Diagnostic) {
        guard case .importDeclaration(let index) = module.tree[item] else { return }
        let names = module.importedBindings(of: module.tree.imports[Int(index)])
        try requireUnusedAtTop(names, of: module, change, "the import is needed while the module is evaluated")
        // Functions that use them are there all the same.
        let list = names.map { module.bindings[$0].name }
        rewriting.replace(item, with: list.isEmpty ? Fragment() : "let \(list.joined(separator: ", "));")
        let exported = names.first { module.bindings[$0].isExported }
        if let exported {
            throw problem(change, "'\(module.bindings[exported].name)' is exported again", "cut the import of the module that uses it")
        }
    }

    /// Refuses to take away what code of the top level uses.
    func requireUnusedAtTop(_ names: [BindingID], of module: AnalysedModule, _ change: Change, _ why: String) throws(Diagnostic) {
        let scopes = FunctionScopes(module.bindings)
        for id in names {
            for reference in module.bindings.references(to: id) where !scopes.isInFunction(reference.scope) {
                let range = module.tree.range(of: reference.node)
                var problem = problem(
                    change, "\(why): '\(module.bindings[id].name)' is used here", "only what functions use later can come later",
                    at: module.source.location(at: range.start))
                problem.width = module.source.width(of: range)
                problem.sourceLine = module.source.line(at: range.start)
                throw problem
            }
        }
    }
}

/// Which scopes belong to functions, whose code runs when they are called.
struct FunctionScopes {
    private var inFunction: [Bool]

    init(_ bindings: Bindings) {
        inFunction = Array(repeating: false, count: bindings.scopes.count)
        for (index, scope) in bindings.scopes.enumerated() {
            let outer = scope.parent.map { inFunction[Int($0.index)] } ?? false
            inFunction[index] = outer || scope.kind == .function || scope.kind == .functionBody
        }
    }

    func isInFunction(_ scope: ScopeID) -> Bool { inFunction[Int(scope.index)] }
}

extension AnalysedModule {
    /// The bindings that an import declaration makes.
    func importedBindings(of declaration: SyntaxTree.ImportDeclaration) -> [BindingID] {
        declaration.specifiers.compactMap { specifier in
            switch specifier {
            case .named(_, let local, _), .namespace(let local, _): bindings.moduleBinding(named: local)
            }
        }
    }
}

/// The nodes of a module by the lines on which they stand.
struct Places {
    let module: AnalysedModule
    private let lines: Lines

    init(_ module: AnalysedModule) {
        self.module = module
        lines = Lines(module.source)
    }

    private func start(_ node: NodeID) -> UInt32 { module.tree.range(of: node).start }

    func line(of node: NodeID) -> Int { line(at: start(node)) }

    func line(at offset: UInt32) -> Int { lines.line(at: offset).line }

    /// Whether a place is in a line of the file, or for a scenario of the module's own text.
    func isAt(_ line: Int, _ offset: UInt32) -> Bool {
        self.line(at: offset) == line || (module.source.isInDocument && lines.ownLine(at: offset) == line)
    }

    /// Nodes of some kind that begin in a line: of the file, or for a scenario of the module's own text where none of the document's does.
    func nodes(atLine line: Int, column: Int?, where isWanted: (NodeID) -> Bool) -> [NodeID] {
        let all = module.tree.nodes.indices.lazy.map { NodeID(UInt32($0)) }.filter(isWanted)
        var found = all.filter { self.line(of: $0) == line }
        if found.isEmpty, module.source.isInDocument { found = all.filter { lines.ownLine(at: start($0)) == line } }
        if let column { found = found.filter { module.source.location(at: start($0)).column == column } }
        return Array(found)
    }

    /// Where such nodes are, for who looked for one where there is none.
    func hint(where isWanted: (NodeID) -> Bool) -> String {
        var seen: Set<Int> = []
        let found = module.tree.nodes.indices.lazy.map { NodeID(UInt32($0)) }.filter(isWanted).map { line(of: $0) }
            .filter { $0 > 0 && seen.insert($0).inserted }.sorted()
        if found.isEmpty { return "nothing of the kind is in the module" }
        let shown = found.prefix(8).map(String.init).joined(separator: ", ")
        return "there are some in \(found.count == 1 ? "line" : "lines") \(shown)\(found.count > 8 ? " and others" : "")"
    }
}

extension SourceFile {
    /// Whether the text stands in a scenario document.
    var isInDocument: Bool {
        var file = self
        while let origins = file.origins, let first = origins.sources.first { file = first }
        return !file.segments.isEmpty
    }
}
