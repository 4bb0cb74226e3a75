import JavaScript
import Simulator
import Trace

/// The calls of the function that sets a property, by the texts.
extension EarlyUseFinder {
    /// - Returns: those that are found, the ones at a top level first; `nil` where others may call it too.
    func calls(
        of function: (node: NodeID, id: FunctionID), _ use: FieldUse, _ module: ReadModule, _ container: NodeID?
    ) -> [FieldUse.Call]? {
        if let name = module.methodName(function.node) { return calls(ofMethod: name, function, use, module, container) }
        guard let binding = FunctionUse.name(of: function, in: module) else { return nil }
        var found: [FieldUse.Call] = []
        for index in searched {
            guard let other = read(index) else { continue }
            for own in names(of: (module.index, binding), in: other) {
                for reference in other.bindings.references(to: own) where reference.usage == .read {
                    if other.ancestors(of: reference.node).contains(where: { $0 == function.node && index == module.index }) { continue }
                    guard let parent = other.parents[reference.node], case .call(reference.node, _, _) = other.tree[parent] else {
                        if isExport(reference.node, other) { continue }
                        return nil
                    }
                    found.append(call(parent, in: other))
                }
            }
        }
        return sorted(found)
    }

    private func isExport(_ node: NodeID, _ module: ReadModule) -> Bool {
        guard let parent = module.parents[node] else { return false }
        switch module.tree[parent] {
        case .exportDefault, .exportNames: return true
        default: return false
        }
    }

    /// The names by which a module has a function.
    private func names(of function: (module: ModuleIndex, binding: BindingID), in module: ReadModule) -> [BindingID] {
        if module.index == function.module { return [function.binding] }
        return module.bindings.imports.filter { entry in
            guard let imported = entry.imported, let asked = trace.target(of: entry.request, in: module.index),
                let meant = ExportOwner.find(module.text(imported), in: asked, trace, { self.read($0) })
            else { return false }
            return meant.owner == function.module && meant.binding == function.binding
        }.map(\.binding)
    }

    /// Every call of a method of that name, but for those on another object: which one it is the text does not always tell.
    private func calls(
        ofMethod name: String, _ function: (node: NodeID, id: FunctionID), _ use: FieldUse, _ module: ReadModule, _ container: NodeID?
    ) -> [FieldUse.Call]? {
        var found: [FieldUse.Call] = []
        for index in searched {
            guard let other = read(index) else { continue }
            for node in other.nodes(where: { if case .member = $0 { true } else if case .privateMember = $0 { true } else { false } }) {
                guard let (object, own) = other.property(node), own == name else { continue }
                // Another class may have a method of that name.
                if case .this = other.tree[object], index != module.index || other.container(ofThisAt: node) != container { continue }
                if let meant = use.object, let called = self.object(of: object, in: other),
                    (meant.module, meant.binding) != (called.module, called.binding)
                {
                    continue
                }
                guard let parent = other.parents[node], case .call(node, _, _) = other.tree[parent] else { return nil }
                if other.ancestors(of: node).contains(where: { $0 == function.node && index == module.index }) { continue }
                found.append(call(parent, in: other))
            }
        }
        return trace.modules.count > Self.moduleLimit ? nil : sorted(found)
    }

    private func call(_ node: NodeID, in module: ReadModule) -> FieldUse.Call {
        var call = FieldUse.Call(module: module.index, node: node, isFloating: FunctionUse.isFloating(node, in: module))
        if let parent = module.parents[node], case .declarator(let target, node) = module.tree[parent] {
            call.kept = module.bindings.binding(of: target)
        }
        return call
    }

    private func sorted(_ calls: [FieldUse.Call]) -> [FieldUse.Call] {
        func isAtTop(_ call: FieldUse.Call) -> Bool { read(call.module)?.functions(around: call.node).isEmpty ?? false }
        return calls.filter(isAtTop) + calls.filter { !isAtTop($0) }
    }
}
