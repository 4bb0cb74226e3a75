import Diagnostics

extension ModuleReading {
    /// What a reader calls the function that a node stands in: its own name, that of the variable, property or method that it is the value of, also
    /// through a call that it is handed to, as in `const init = once(async () => …)`; else the call that it is handed to: `callback of names.map`.
    ///
    /// - Returns: `nil` at the top level, and empty where nothing names it.
    public func functionName(around node: NodeID) -> String? {
        guard let function = functionNode(around: node) else { return nil }
        return name(ofFunction: function)
    }

    /// The node of the function that a node stands in.
    public func functionNode(around node: NodeID) -> NodeID? { parents.function(around: node, in: tree) }

    /// As ``functionName(around:)``, of the function itself.
    public func name(ofFunction node: NodeID) -> String {
        switch tree[node] {
        case .function(let id), .functionDeclaration(let id): if let name = tree[id].name { return module.text(name) }
        default: return ""
        }
        var child = node
        var call: NodeID?
        // Calls that wrap the function, and what they are the value of.
        for _ in 0..<8 {
            guard let parent = parents[child] else { break }
            switch tree[parent] {
            case .declarator(let target, let value) where value == child:
                if let name = name(of: target) { return name }
            case .assignment(let target, let value) where value == child:
                if let name = name(of: target) { return name }
            case .logicalAssignment(_, let target, let value) where value == child:
                if let name = name(of: target) { return name }
            case .property(let key, let value, _, let isComputed) where value == child && !isComputed && call == nil:
                if let name = name(of: key) { return name }
            case .classMethod(let key, let value, _, _) where value == child, .classField(let key, let value, _) where value == child:
                if let name = name(of: key) { return name }
            case .exportDefault: return "default"
            case .new(let callee, _) where callee != child && name(of: callee) == "Promise":
                // What `new Promise` is given runs at once, as a part of the function around it.
                return functionName(around: parent) ?? ""
            case .call(let callee, _, _) where callee != child, .new(let callee, _) where callee != child:
                call = call ?? parent
                child = parent
                continue
            case .call(let callee, _, _) where callee == child && call == nil:
                // `const loading = (async () => { … })()`
                return nameTaking(parent) ?? ""
            case .await, .optionalChain, .spread, .conditional, .logical, .sequence:
                if call != nil, case .await = tree[parent] { break }
                child = parent
                continue
            default: break
            }
            break
        }
        guard let call, let (callee, _) = parts(ofCall: call) else { return "" }
        return "callback of \(calleeText(callee))"
    }

    /// The variable or property that takes the value of an expression: `initPromise` of `const initPromise = new Promise(…)`.
    public func nameTaking(_ node: NodeID) -> String? {
        var child = node
        for _ in 0..<4 {
            guard let parent = parents[child] else { return nil }
            switch tree[parent] {
            case .declarator(let target, let value) where value == child: return name(of: target)
            case .assignment(let target, let value) where value == child: return name(of: target)
            case .logicalAssignment(_, let target, let value) where value == child: return name(of: target)
            case .property(let key, let value, _, let isComputed) where value == child && !isComputed: return name(of: key)
            case .classField(let key, _, _): return name(of: key)
            case .logical, .conditional, .optionalChain: child = parent
            default: return nil
            }
        }
        return nil
    }
}

extension ParentTable {
    /// The node of the function that a node of the table's tree stands in; `nil` at the top level.
    public func function(around node: NodeID, in tree: SyntaxTree) -> NodeID? {
        var at = node
        while let parent = self[at] {
            switch tree[parent] {
            case .function, .functionDeclaration: return parent
            default: at = parent
            }
        }
        return nil
    }
}
