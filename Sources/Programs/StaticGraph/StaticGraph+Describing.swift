import JavaScript

extension StaticGraph.Module {
    /// Takes from a tree what it says of other modules, of which none is found yet.
    ///
    /// - Parameter names: the tree's.
    mutating func describe(_ tree: SyntaxTree, _ names: borrowing NameTable) {
        firstAwait = tree.firstAwait
        requests = []
        for request in tree.requests {
            let wantsJSON = request.attributes.contains { $0.key == .known(.type) && $0.value == .known(.json) }
            requests.append(
                .init(specifier: names.string(request.specifier), phase: request.phase, wantsJSON: wantsJSON, range: request.range))
        }
        declarations =
            tree.imports.map { .init(request: Int($0.request.index), range: $0.specifierRange, isExport: false) }
            + tree.exports.compactMap { declaration in
                guard let request = declaration.request, let range = declaration.specifierRange else { return nil }
                return .init(request: Int(request.index), range: range, isExport: true)
            }
        readCalls(of: tree, names)
        if kind == .commonJS { readRequires(of: tree, names) }
    }

    private mutating func readCalls(of tree: SyntaxTree, _ names: borrowing NameTable) {
        var callOfNode: [NodeID: Int] = [:]
        for (index, node) in tree.nodes.enumerated() {
            switch node {
            case .importMeta: usesImportMeta = true
            // What is awaited stands before the await that waits for it.
            case .await(let operand):
                if !callOfNode.isEmpty, let call = callOfNode[operand] { calls[call].isAwaited = true }
            case .importCall(let specifier, _, let phase):
                callOfNode[NodeID(UInt32(index))] = calls.count
                var text: String?
                if let name = tree.constantText(of: specifier) { text = names.string(name) }
                calls.append(
                    .init(
                        range: tree.ranges[index], specifierRange: tree.range(of: specifier), specifier: text, phase: phase,
                        isAtTopLevel: false, isAwaited: false))
            default: break
            }
        }
        if callOfNode.isEmpty { return }
        tree.forEachTopLevelNode { node in
            if let call = callOfNode[node] { calls[call].isAtTopLevel = true }
        }
    }
}

extension SyntaxTree {
    /// Calls `body` with each node that is evaluated with the module and not when a function is called, in no order. Static blocks and the values of
    /// static fields are evaluated with it.
    fileprivate func forEachTopLevelNode(_ body: (NodeID) -> Void) {
        var pending = Array(self[self.body])
        while let node = pending.popLast() {
            if node.isNone { continue }
            body(node)
            switch self[node] {
            case .functionDeclaration: break
            case .function(let function) where !self[function].flags.contains(.isStaticBlock): break
            case .classField(_, let value, let flags) where flags.contains(.isStatic):
                forEachChild(of: node) { if $0 != value { pending.append($0) } }
                if case .function(let initializer) = self[value] { pending += self[self[initializer].body] }
            default: forEachChild(of: node) { pending.append($0) }
            }
        }
    }

    /// The text that a string, or a template without a substitution, stands for.
    func constantText(of id: NodeID) -> NameID? {
        switch self[id] {
        case .string(let name): return name
        case .template(let elements) where elements.count == 1:
            guard let element = self[elements].first, case .templateElement(let cooked?, _) = self[element] else { return nil }
            return cooked
        default: return nil
        }
    }
}
