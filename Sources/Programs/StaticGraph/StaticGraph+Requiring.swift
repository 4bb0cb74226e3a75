import Diagnostics
import JavaScript
import Scenario

/// What CommonJS modules require, as bundlers look for it.
extension StaticGraph {
    /// Finds the modules that a CommonJS module requires. What comes with the host is left to it.
    mutating func resolveRequires(of module: inout Module, _ number: ModuleNumber, _ reader: inout ModuleReader, _ limits: Limits) {
        let rules = ResolutionRules(.require, conditions: ["node", "require"])
        for index in module.requires.indices where table.count <= limits.modules * 2 {
            let specifier = module.requires[index].specifier
            if HostModule.key(for: specifier) != nil { continue }
            do throws(Diagnostic) {
                let key = try program.resolve(specifier, from: module.key, rules, reader: &reader)
                module.requires[index].target = table.number(of: key, in: program, names: &names)
            } catch {
                let range = module.requires[index].specifierRange
                module.requires[index].problem = program.located(
                    module.source.diagnostic(error.kind, error.message, at: range, suggestion: error.suggestion))
            }
        }
    }
}

extension StaticGraph.Module {
    /// Takes the calls of `require()` from the tree of a CommonJS module.
    mutating func readRequires(of tree: SyntaxTree, _ names: borrowing NameTable) {
        var tried: Set<NodeID>?
        for (index, node) in tree.nodes.enumerated() {
            guard case .call(let callee, let arguments, false) = node, case .identifier(let name) = tree[callee],
                names.string(name) == "require", arguments.count == 1, let argument = tree[arguments].first,
                let text = tree.constantText(of: argument)
            else { continue }
            tried = tried ?? tree.triedNodes
            let call = NodeID(UInt32(index))
            requires.append(
                .init(
                    node: call, specifierRange: tree.range(of: argument), specifier: names.string(text),
                    isTried: tried?.contains(call) ?? false))
        }
    }
}

extension SyntaxTree {
    /// Whether it has what only modules have.
    var hasModuleSyntax: Bool {
        if !imports.isEmpty || !exports.isEmpty || hasTLA { return true }
        return nodes.contains { node in
            switch node {
            case .exportDeclaration, .exportDefault, .exportNames, .importMeta: true
            default: false
            }
        }
    }

    /// Whether it names `require`, `module` or `exports`.
    func mentionsCommonJS(_ names: borrowing NameTable) -> Bool {
        for node in nodes {
            guard case .identifier(let name) = node else { continue }
            switch names.string(name) {
            case "require", "module", "exports": return true
            default: continue
            }
        }
        return false
    }

    /// What stands in the block of a `try`.
    fileprivate var triedNodes: Set<NodeID> {
        var found: Set<NodeID> = []
        var pending: [NodeID] = []
        for node in nodes { if case .try(let block, _, let handler, _) = node, !handler.isNone { pending.append(block) } }
        while let node = pending.popLast() {
            if node.isNone || !found.insert(node).inserted { continue }
            forEachChild(of: node) { pending.append($0) }
        }
        return found
    }
}
