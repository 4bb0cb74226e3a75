import JavaScript
import Programs

extension AnalysedModule {
    /// Whether evaluating the module does something beside giving its own bindings their values, as far as its text tells at a glance.
    ///
    /// Calls, awaits, assignments and reads of members count; declarations whose values are literals, functions, or names do not.
    var hasEffects: Bool { tree[tree.body].contains { hasEffects(item: $0) } }

    private func hasEffects(item: NodeID) -> Bool {
        switch tree[item] {
        case .importDeclaration, .exportNames, .functionDeclaration, .empty: false
        case .exportDeclaration(let declaration): hasEffects(item: declaration)
        case .exportDefault(let value): isDeclaration(value) ? hasEffects(item: value) : hasEffects(expression: value)
        case .classDeclaration(let index): hasEffects(class: index)
        case .variables(let kind, _) where kind.isUsing: true
        case .variables(_, let list):
            tree[list].contains { declarator in
                guard case .declarator(let target, let value) = tree[declarator], case .identifier = tree[target] else { return true }
                return !value.isNone && hasEffects(expression: value)
            }
        default: true
        }
    }

    private func isDeclaration(_ node: NodeID) -> Bool {
        switch tree[node] {
        case .functionDeclaration, .classDeclaration: true
        default: false
        }
    }

    private func hasEffects(class index: UInt32) -> Bool {
        let definition = tree.classes[Int(index)]
        if !definition.superclass.isNone { return true }
        return tree[definition.members].contains { member in
            switch tree[member] {
            case .classMethod(_, _, _, let flags), .classField(_, _, let flags): flags.contains(.isComputed) || isStaticField(member, flags)
            default: true
            }
        }
    }

    private func isStaticField(_ member: NodeID, _ flags: ClassMemberFlags) -> Bool {
        if case .classField = tree[member] { flags.contains(.isStatic) } else { false }
    }

    /// An expression is walked on a list of its own: it may be deep.
    private func hasEffects(expression: NodeID) -> Bool {
        var pending = [expression]
        while let node = pending.popLast() {
            switch tree[node] {
            case .function, .identifier, .null, .boolean, .number, .string, .templateElement: continue
            case .classExpression(let index): if hasEffects(class: index) { return true }
            case .array, .object, .conditional, .logical, .sequence, .property, .binary, .template:
                if case .binary(let operation, _, _) = tree[node], operation == .in || operation == .instanceof { return true }
                tree.forEachChild(of: node) { pending.append($0) }
            case .unary(let operation, let operand):
                if operation == .delete { return true }
                pending.append(operand)
            default: return true
            }
        }
        return false
    }

    /// The `await` that stands first at the top level, reached or not.
    ///
    /// - Parameters:
    ///   - dead: branches that are not looked at.
    ///   - countsLoops: whether a `for await` is one.
    func firstAwait(outside dead: DeadBranches? = nil, countsLoops: Bool = false) -> NodeID? {
        guard tree.hasTLA else { return nil }
        var isInFunction = [Bool](repeating: false, count: tree.nodes.count)
        var first: NodeID?
        for index in tree.nodes.indices.reversed() {
            let node = NodeID(UInt32(index))
            let isAwait =
                switch tree.nodes[index] {
                case .await, .variables(.awaitUsing, _): true
                case .forOf(_, _, _, let isAwait): isAwait && countsLoops
                default: false
                }
            if isAwait, !isInFunction[index], dead?.contains(node) != true,
                first.map({ tree.range(of: node).start < tree.range(of: $0).start }) ?? true
            {
                first = node
            }
            var opens = isInFunction[index]
            switch tree.nodes[index] {
            case .function, .functionDeclaration: opens = true
            default: break
            }
            if opens { tree.forEachChild(of: node) { isInFunction[Int($0.index)] = true } }
        }
        return first
    }
}
