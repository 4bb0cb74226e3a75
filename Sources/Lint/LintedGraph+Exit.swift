import JavaScript
import Programs

/// Code by which a process ends itself, with all that still waits or is to come.
extension LintedGraph {
    /// Whether a module has a member `exit`, as of `process` or `Deno`, or imports a binding of that name, or takes the process down otherwise.
    var callsExit: Bool {
        moduleNumbers.contains { number in
            guard let code = analysed(number) else { return false }
            return code.tree.nodes.contains { code.isExit($0) } || code.importsExit
        }
    }

    /// The same of code that may run as the modules do: handlers of events come later.
    var exitsAtStart: Bool {
        moduleNumbers.contains { number in
            guard let code = analysed(number) else { return false }
            if code.importsExit { return true }
            let exits = code.tree.nodes.indices.filter { code.isExit(code.tree.nodes[$0]) }
            if exits.isEmpty { return false }
            let view = TreeView(code)
            return exits.contains { !view.isInHandler(NodeID(UInt32($0))) }
        }
    }
}

extension AnalysedModule {
    fileprivate var importsExit: Bool { bindings.imports.contains { $0.imported.map { text($0) == "exit" } ?? false } }

    fileprivate func isExit(_ node: Node) -> Bool {
        func isExit(_ key: NodeID) -> Bool { if case .string(let name) = tree[key] { text(name) == "exit" } else { false } }
        switch node {
        case .identifier(let name): return text(name) == "exit"
        case .member(let object, let name, _):
            switch text(name) {
            case "exit", "reallyExit": return true
            case "abort", "kill": if case .identifier(let owner) = tree[object] { return text(owner) == "process" } else { return false }
            default: return false
            }
        case .computedMember(let object, let key, _):
            // A key that is worked out may be any.
            if case .string = tree[key] { return isExit(key) }
            if case .identifier(let owner) = tree[object] { return ["process", "Deno"].contains(text(owner)) }
            return false
        case .patternProperty(let key, _, _): return isExit(key)
        default: return false
        }
    }
}

extension TreeView {
    private static let listeners: Set<String> = ["on", "once", "addListener", "addEventListener"]

    /// Whether a node is code of a function that is handed to `on`, or another method by which one listens to events.
    fileprivate func isInHandler(_ node: NodeID) -> Bool {
        var child = node
        while let parent = parents[child] {
            if isFunction(child), case .call(let callee, _, _) = tree[parent], callee != child, case .member(_, let name, _) = tree[callee],
                Self.listeners.contains(module.text(name))
            {
                return true
            }
            child = parent
        }
        return false
    }
}
