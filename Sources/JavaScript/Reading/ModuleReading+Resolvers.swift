import Diagnostics

/// What a module does with the function that settles a promise, or with anything else that goes by a name.
public struct ValueUse: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// It is called.
        case called
        /// It is an argument of a call: of this function.
        case handed(to: String)
        /// It is put into a variable or property of this name.
        case kept(as: String)
        /// It is given back by the function that has it.
        case returned
        /// It is only named: nothing is done with it.
        case named
    }

    public var kind: Kind
    /// Where the name stands, or the call that it is handed to.
    public var offset: UInt32
    /// The name or member as written, such as `initResolve` or `this.resolve`.
    public var text: String
    /// The function that it stands in, as ``ModuleReading/functionName(around:)``; `nil` at the top level.
    public var function: String?
    /// The call that this function is handed to, such as `setTimeout`; `nil` for others.
    public var callbackOf: String?
    /// Whether running the function that `new Promise` is given comes to it, or running the module: it stands under no condition, and behind
    /// nothing that could leave before.
    public var isCertain = false
}

extension ModuleReading {
    /// What becomes of the function that resolves a promise.
    public struct ResolverReading: Sendable {
        /// Whether the function that `new Promise` is given takes none.
        public var takesNone = false
        /// Its name where that function takes it and never names it again.
        public var unused: String?
        /// Whether that function names the one that rejects the promise.
        public var usesRejecting = false
        public var uses: [ValueUse] = []
        /// The names under which other modules may have it: exports and properties.
        public var names: [String] = []
    }

    /// How many uses are followed.
    private static let useLimit = 40

    /// Of `new Promise((resolve) => …)` or `Promise.withResolvers()`.
    ///
    /// - Returns: `nil` where the text does not show the function.
    public func resolver(ofPromiseMadeAt node: NodeID) -> ResolverReading? {
        guard let (callee, arguments) = parts(ofCall: node) else { return nil }
        if case .new = tree[node] {
            guard let executor = tree[arguments].first, let function = function(executor) else { return nil }
            guard let first = tree[tree[function].parameters].first else { return ResolverReading(takesNone: true) }
            guard let binding = binding(ofTarget: first) else { return nil }
            var reading = follow([binding], executor: executor)
            if !isRead(binding) { reading.unused = module.bindings[binding].name }
            if let second = tree[tree[function].parameters].dropFirst().first {
                reading.usesRejecting = self.binding(ofTarget: second).map(isRead) ?? true
            }
            return reading
        }
        guard case .member(_, let name, _) = tree[callee], module.text(name) == "withResolvers", let parent = parents[node] else {
            return nil
        }
        switch tree[parent] {
        case .declarator(let target, _), .assignment(let target, _):
            if case .objectPattern(let properties) = tree[target] {
                for property in tree[properties] {
                    guard case .patternProperty(let key, let inner, _) = tree[property], self.name(of: key) == "resolve" else { continue }
                    return binding(ofTarget: inner).map { follow([$0], executor: nil) }
                }
                return ResolverReading(takesNone: true)
            }
            // `const ready = Promise.withResolvers()`: its property.
            return ResolverReading(names: ["resolve"])
        default: return ResolverReading(names: ["resolve"])
        }
    }

    /// What the module does with a value that other modules know by a name: what it imports by that, calls as a method, or takes out of an object.
    public func uses(named name: String) -> [ValueUse] {
        var found: [ValueUse] = []
        var bindings: [BindingID] = []
        for entry in module.bindings.imports where entry.imported.map({ module.text($0) }) == name { bindings.append(entry.binding) }
        for index in tree.nodes.indices where found.count < Self.useLimit {
            let node = NodeID(UInt32(index))
            switch tree.nodes[index] {
            case .member(_, let member, _) where module.text(member) == name:
                if let use = use(of: node), use.kind == .called { found.append(use) }
                if let use = use(of: node), case .handed = use.kind { found.append(use) }
            case .patternProperty(let key, let target, _) where self.name(of: key) == name:
                if let binding = binding(ofTarget: target) { bindings.append(binding) }
            default: break
            }
        }
        return found + follow(bindings, executor: nil).uses
    }

    private func function(_ node: NodeID) -> FunctionID? {
        switch tree[node] {
        case .function(let id): return id
        case .identifier:
            guard let binding = module.bindings.binding(of: node) else { return nil }
            for index in tree.functions.indices {
                let id = FunctionID(UInt32(index))
                if module.bindings.binding(of: id) == binding { return id }
            }
            return nil
        default: return nil
        }
    }

    private func binding(ofTarget node: NodeID) -> BindingID? {
        switch tree[node] {
        case .identifier: module.bindings.binding(of: node)
        case .patternDefault(let target, _): binding(ofTarget: target)
        default: nil
        }
    }

    private func isRead(_ binding: BindingID) -> Bool {
        module.bindings[binding].isExported || module.bindings.references(to: binding).contains { $0.usage == .read }
    }

    /// The uses of variables, and of those that they are put into.
    ///
    /// - Parameter executor: the function that `new Promise` is given, which runs at once.
    private func follow(_ start: [BindingID], executor: NodeID?) -> ResolverReading {
        var reading = ResolverReading()
        var queue = start
        var seen = Set(start)
        var next = 0
        while next < queue.count, reading.uses.count < Self.useLimit {
            let binding = queue[next]
            next += 1
            if module.bindings[binding].isExported {
                for export in module.bindings.exports {
                    if export.kind == .local(binding), let name = export.exported { reading.names.append(module.text(name)) }
                }
            }
            for reference in module.bindings.references(to: binding) where reading.uses.count < Self.useLimit {
                guard reference.usage == .read, var use = use(of: reference.node) else { continue }
                use.isCertain = isCertain(reference.node, executor)
                reading.uses.append(use)
                guard case .kept(let name) = use.kind else { continue }
                if let target = target(of: reference.node), let binding = self.binding(ofTarget: target) {
                    if seen.insert(binding).inserted { queue.append(binding) }
                } else if !reading.names.contains(name) {
                    reading.names.append(name)
                }
            }
        }
        return reading
    }

    /// Whether running the executor, or the module, comes to a node.
    private func isCertain(_ node: NodeID, _ executor: NodeID?) -> Bool {
        var child = node
        while let parent = parents[child] {
            switch tree[parent] {
            case .function, .functionDeclaration: return parent == executor && !mayLeave(parent, before: node)
            case .if(let test, _, _), .conditional(let test, _, _): if test != child { return false }
            case .logical(_, let left, _): if left != child { return false }
            case .logicalAssignment, .optionalChain, .for, .forIn, .forOf, .while, .doWhile, .switch, .try, .labeled: return false
            default: break
            }
            child = parent
        }
        return true
    }

    /// Whether a function has a statement that leaves it, before a node.
    private func mayLeave(_ function: NodeID, before node: NodeID) -> Bool {
        let (from, to) = (tree.range(of: function).start, tree.range(of: node).start)
        return tree.nodes.indices.contains { index in
            switch tree.nodes[index] {
            // What a `return` around it gives is it.
            case .return, .throw: tree.ranges[index].start >= from && tree.ranges[index].end <= to
            default: false
            }
        }
    }

    /// The variable that takes the value of a node.
    private func target(of node: NodeID) -> NodeID? {
        guard let parent = parents[node] else { return nil }
        switch tree[parent] {
        case .assignment(let target, let value) where value == node: return target
        case .declarator(let target, let value) where value == node: return target
        default: return nil
        }
    }

    private func use(of node: NodeID) -> ValueUse? {
        var child = node
        for _ in 0..<6 {
            guard let parent = parents[child] else { return nil }
            switch tree[parent] {
            case .call(let callee, _, _) where callee == child: return use(.called, at: node)
            case .call(let callee, _, _), .new(let callee, _):
                if let list = collection(ofCallee: callee) { return use(.kept(as: list), at: node) }
                return use(.handed(to: calleeText(callee)), at: parent, of: node)
            case .member(let object, let name, _) where object == child:
                let method = module.text(name)
                if ["call", "apply", "bind"].contains(method) {
                    child = parent
                    continue
                }
                return nil
            case .assignment(let target, let value) where value == child:
                return name(of: target).map { use(.kept(as: $0), at: node) }
            case .declarator(let target, let value) where value == child:
                return name(of: target).map { use(.kept(as: $0), at: node) }
            case .property(let key, let value, _, _) where value == child:
                return name(of: key).map { use(.kept(as: $0), at: node) }
            case .return:
                if let function = parents[parent], case .function(let id) = tree[function], tree[id].flags.contains(.hasExpressionBody) {
                    return use(.named, at: node)
                }
                return use(.returned, at: node)
            case .expressionStatement: return use(.named, at: node)
            case .conditional(_, let then, let otherwise) where then == child || otherwise == child: child = parent
            case .logical, .sequence, .optionalChain, .spread, .await: child = parent
            case .array: return use(.kept(as: "an array"), at: node)
            default: return nil
            }
        }
        return nil
    }

    /// The list or table that a call puts its argument into, as in `listeners.push(resolve)`.
    private func collection(ofCallee callee: NodeID) -> String? {
        guard case .member(let object, let name, _) = tree[callee],
            ["push", "unshift", "add", "set"].contains(module.text(name))
        else { return nil }
        return self.name(of: object)
    }

    /// - Parameters:
    ///   - place: what stands where it is told of.
    ///   - node: the name.
    private func use(_ kind: ValueUse.Kind, at place: NodeID, of node: NodeID? = nil) -> ValueUse {
        var use = ValueUse(
            kind: kind, offset: tree.range(of: place).start, text: text(of: node ?? place, limit: 40), function: functionName(around: place)
        )
        if let function = functionNode(around: place), let call = parents[function], let (callee, _) = parts(ofCall: call),
            callee != function
        {
            use.callbackOf = calleeText(callee)
        }
        return use
    }
}
