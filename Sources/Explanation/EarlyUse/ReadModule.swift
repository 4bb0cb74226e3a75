import Awaits
import JavaScript
import Trace

/// A module's text as an explanation reads it: its tree, with the parent of each node.
final class ReadModule {
    let index: ModuleIndex
    let analysed: AnalysedModule
    private(set) lazy var parents = ParentTable(of: analysed.tree)
    /// Every `await`, in the order of the text, with the innermost function whose code it is; `nil` at the top level.
    private(set) lazy var awaits: [(node: NodeID, function: NodeID?)] = nodes { node in
        if case .await = node { true } else { false }
    }.map { ($0, functions(around: $0).first?.node) }.sorted { start(of: $0.node) < start(of: $1.node) }

    /// By binding of a function, a class or a default export: what declares it.
    private(set) lazy var declarations: [BindingID: [NodeID]] = analysed.findDeclarations()

    /// By shared name: where the module's code sets it.
    private(set) lazy var settings = findSettings()

    init(_ index: ModuleIndex, _ analysed: AnalysedModule) {
        self.index = index
        self.analysed = analysed
    }

    var tree: SyntaxTree { analysed.tree }
    var bindings: Bindings { analysed.bindings }

    func text(_ name: NameID) -> String { analysed.text(name) }

    func start(of node: NodeID) -> UInt32 { tree.range(of: node).start }

    /// The text of a node on one line, if it is short.
    func written(_ node: NodeID) -> String? {
        let range = tree.range(of: node)
        guard range.end - range.start <= 40 else { return nil }
        let bytes = tree.source.bytes[Int(range.start)..<Int(range.end)]
        return bytes.contains { $0 == 0x0A || $0 == 0x0D } ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// What a string literal says; `nil` for any other expression.
    func string(_ node: NodeID) -> String? {
        if case .string(let name) = tree[node] { text(name) } else { nil }
    }

    /// The `await` that begins at an offset, with the innermost function whose code it is.
    func await(at offset: UInt32) -> (node: NodeID, function: NodeID?)? { awaits.first { start(of: $0.node) == offset } }

    /// Where a variable is declared by itself with a value, and that value.
    func declarator(of id: BindingID) -> (name: NodeID, value: NodeID)? {
        guard let declared = bindings.references(to: id).first(where: { $0.usage == .declaration })?.node,
            let declarator = parents[declared], case .declarator(declared, let value) = tree[declarator], !value.isNone
        else { return nil }
        return (declared, value)
    }

    /// The event for which a call adds a listener to the process; `nil` for any other call.
    func processEvent(ofListeningCall node: NodeID) -> String? {
        guard case .call(let callee, let arguments, _) = tree[node], case .member(let object, let method, _) = tree[callee],
            case .identifier(let name) = tree[object], text(name) == "process", ["on", "once", "addListener"].contains(text(method))
        else { return nil }
        return tree[arguments].first.flatMap { string($0) }
    }

    /// Every node, by its number.
    func nodes(where condition: (Node) -> Bool) -> [NodeID] {
        tree.nodes.indices.compactMap { condition(tree.nodes[$0]) ? NodeID(UInt32($0)) : nil }
    }

    /// The nodes around a node, innermost first.
    func ancestors(of node: NodeID) -> some Sequence<NodeID> { sequence(state: node) { [parents] in step(&$0, parents) } }

    /// The innermost function whose code stands at an offset.
    func function(at offset: UInt32) -> FunctionID? {
        // Inner functions stand before those around them.
        tree.functions.indices.first { tree.functions[$0].range.start <= offset && offset < tree.functions[$0].range.end }
            .map { FunctionID(UInt32($0)) }
    }

    /// The functions whose code a node is, innermost first. What a class runs once, where it is defined, is the code around it.
    func functions(around node: NodeID) -> [(node: NodeID, id: FunctionID)] {
        ancestors(of: node).compactMap { ancestor in
            switch tree[ancestor] {
            case .function(let id), .functionDeclaration(let id):
                tree[id].flags.contains(.isStaticBlock) ? nil : (ancestor, id)
            default: nil
            }
        }
    }
}

private func step(_ node: inout NodeID, _ parents: ParentTable) -> NodeID? {
    guard let parent = parents[node] else { return nil }
    node = parent
    return parent
}

extension ReadModule {
    /// What values of the module need, all that they use in turn.
    func needs(_ values: [BindingID]) -> ValueNeeds { ValueNeeds(of: values, in: analysed, parents, declarations) }

    /// The first name that values need from one of those modules.
    func firstImport(of needs: ValueNeeds, from targets: (ModuleIndex) -> Bool, _ trace: Trace) -> (
        import: ValueNeeds.Import, module: ModuleIndex
    )? {
        for entry in needs.imports {
            if let target = trace.target(of: entry.request, in: index), targets(target) { return (entry, target) }
        }
        return nil
    }
}
