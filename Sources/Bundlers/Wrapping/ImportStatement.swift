import JavaScript
import Programs

/// A declaration that asks for another module, as bundlers go through them: one for each, also where two ask for the same module.
struct ImportStatement: Sendable {
    enum Kind: Hashable, Sendable {
        case `import`
        /// `import "x"`, which names nothing.
        case bare
        /// `export {…} from`, `export * as name from`.
        case reexport
        /// `export * from`.
        case star
    }

    var node: NodeID
    var target: ModuleNumber
    var kind: Kind
}

extension LinkedGraph {
    /// The declarations of a module that ask for others, in the order of the text.
    func importStatements(of module: ModuleNumber) -> [ImportStatement] {
        let linked = self[module]
        let tree = linked.analysed.tree
        return tree[tree.body].compactMap { item in
            switch tree[item] {
            case .importDeclaration(let index):
                let declaration = tree.imports[Int(index)]
                return ImportStatement(
                    node: item, target: linked.targets[Int(declaration.request.index)],
                    kind: declaration.specifiers.isEmpty ? .bare : .import)
            case .exportNames(let index):
                let declaration = tree.exports[Int(index)]
                guard let request = declaration.request else { return nil }
                let isStar = if case .all(exported: nil, _)? = declaration.specifiers.first { true } else { false }
                return ImportStatement(node: item, target: linked.targets[Int(request.index)], kind: isStar ? .star : .reexport)
            default: return nil
            }
        }
    }

    /// The modules that a module's calls of `import()` name, in the order of the text; some more than once.
    func calledModules(of module: ModuleNumber) -> [ModuleNumber] { self[module].calls.compactMap(\.target) }
}
