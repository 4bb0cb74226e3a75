import JavaScript
import Simulator
import Trace

/// Where an expression has its value from: an export of another module, or a property of one.
struct ValueOrigin: Equatable {
    /// The module that is asked for it.
    var asked: ModuleIndex
    var exported: String
    /// The property of that value.
    var member: String?
    /// Where the name stands that is imported; `nil` for what comes through `import()`.
    var importOffset: UInt32?
    /// The declarations that the value went through, from the use to the import, each of a constant.
    var copies: [NodeID] = []
}

/// Finds in a module's text from where a value comes. What it cannot be certain of has no origin.
struct ValueOrigins {
    let module: ReadModule
    let trace: Trace
    /// The module that the `import()` at an offset led to.
    let importTarget: (UInt32) -> ModuleIndex?

    private enum Found {
        case namespace(ModuleIndex, importOffset: UInt32?, copies: [NodeID])
        case value(ValueOrigin)
    }

    /// Names and properties are followed so far.
    private static let depthLimit = 8

    // MARK: What failed

    /// The value that was missing at a place.
    ///
    /// - Parameters:
    ///   - access: what failed there.
    ///   - offset: where that begins.
    /// - Returns: `nil` where the text does not tell for certain.
    func missingValue(_ access: UncaughtError.Access, at offset: UInt32) -> (origin: ValueOrigin, node: NodeID)? {
        var found = expressions(access, at: offset).map { ($0, origin(of: $0)) }
        if isBundled {
            found += bundledExpressions(access, at: offset).map { ($0, origin(of: $0)) }
            // What a bundler made of an expression may stand for a part of it.
            found.removeAll { $0.1 == nil }
        }
        guard let first = found.first, let origin = first.1, found.allSatisfy({ $0.1 == origin }) else { return nil }
        return (origin, first.0)
    }

    /// The variable, constant or class of the module's own top level whose value was missing at a place.
    ///
    /// - Parameters: as for ``missingValue(_:at:)``.
    func ownBinding(_ access: UncaughtError.Access, at offset: UInt32) -> (BindingID, NodeID)? {
        let found = expressions(access, at: offset).map { (module.bindings.binding(of: $0), $0) }
        guard let first = found.first, let id = first.0, found.allSatisfy({ $0.0 == id }) else { return nil }
        let binding = module.bindings[id]
        guard binding.scope == .module else { return nil }
        switch binding.kind {
        case .var, .let, .const, .class: return (id, first.1)
        default: return nil
        }
    }

    /// The operands that may have failed so at a place.
    func expressions(_ access: UncaughtError.Access, at offset: UInt32) -> [NodeID] {
        let tree = module.tree
        var found: [NodeID] = []
        func add(_ node: NodeID) { if !node.isNone { found.append(node) } }
        for index in tree.nodes.indices {
            let starts = tree.ranges[index].start == offset
            switch (access, tree.nodes[index]) {
            case (.name, .identifier) where starts: add(NodeID(UInt32(index)))
            case (.property(let name?), .member(let object, let own, _)) where starts && module.text(own) == name: add(object)
            case (.property(nil), .computedMember(let object, _, _)) where starts: add(object)
            case (.property(let name), .declarator(let target, let value)) where isPattern(target, at: offset, naming: name): add(value)
            case (.call(let text), .call(let callee, _, false)) where starts:
                if text == nil || text == module.written(callee) || isBundled { add(callee) }
            case (.call, .taggedTemplate(let tag, _)) where starts: add(tag)
            case (.construction, .new(let callee, _)) where starts: add(callee)
            case (.inheritance, .classExpression(let index)), (.inheritance, .classDeclaration(let index)):
                let range = tree.classes[Int(index)].range
                let parent = tree.classes[Int(index)].superclass
                if !parent.isNone, range.start <= offset, offset < module.start(of: parent) { add(parent) }
            case (.destructuring, .declarator(let target, let value)), (.destructuring, .assignment(let target, let value)):
                if module.start(of: target) == offset { add(value) }
            case (.iteration, .forOf(_, let right, _, _)): if starts || module.start(of: right) == offset { add(right) }
            case (.iteration, .call(_, let arguments, _)) where starts, (.iteration, .new(_, let arguments)) where starts:
                for case .spread(let value) in tree[arguments].map({ tree[$0] }) { add(value) }
            case (.iteration, .spread(let value)): if starts || module.start(of: value) == offset { add(value) }
            case (.iteration, .declarator(let target, let value)):
                if case .arrayPattern = tree[target], [target, value].contains(where: { module.start(of: $0) == offset }) { add(value) }
            case (.instanceCheck, .binary(.instanceof, _, let right)) where starts: add(right)
            default: break
            }
        }
        return found
    }

    /// What a bundler writes otherwise: a name for the property of a namespace, and a property for a name.
    private func bundledExpressions(_ access: UncaughtError.Access, at offset: UInt32) -> [NodeID] {
        module.tree.nodes.indices.compactMap { index in
            guard module.tree.ranges[index].start == offset else { return nil }
            let node = NodeID(UInt32(index))
            switch (access, module.tree.nodes[index]) {
            case (.name, .member(let object, _, _)): return isNamespace(object) ? node : nil
            case (.property(let name?), .member(let object, let own, _)):
                return isNamespace(object) && module.text(own) == name ? node : nil
            case (.property(let name?), .identifier): return importedName(node) == name ? node : nil
            default: return nil
            }
        }
    }

    private func isNamespace(_ node: NodeID) -> Bool {
        module.bindings.binding(of: node).map { module.bindings[$0].kind == .namespace } ?? false
    }

    private func importedName(_ node: NodeID) -> String? {
        guard let binding = module.bindings.binding(of: node) else { return nil }
        return module.bindings.imports.first { $0.binding == binding }?.imported.map { module.text($0) }
    }

    /// Whether names are written otherwise in what runs.
    private var isBundled: Bool { trace.bundler != nil }

    private func isPattern(_ target: NodeID, at offset: UInt32, naming name: String?) -> Bool {
        guard case .objectPattern(let properties) = module.tree[target], module.start(of: target) == offset,
            let first = module.tree[properties].first, case .patternProperty(let key, _, false) = module.tree[first],
            case .string(let own) = module.tree[key]
        else { return false }
        return module.text(own) == name
    }

    // MARK: Origins

    /// From where an expression has its value.
    func origin(of node: NodeID) -> ValueOrigin? {
        guard case .value(let origin)? = find(node, Self.depthLimit) else { return nil }
        return origin
    }

    private func find(_ node: NodeID, _ depth: Int) -> Found? {
        guard depth > 0, !node.isNone else { return nil }
        switch module.tree[node] {
        case .identifier: return module.bindings.binding(of: node).flatMap { find($0, depth) }
        case .member(let object, let name, false): return find(object, depth - 1).flatMap { property(module.text(name), of: $0) }
        case .call:
            guard let specifier = module.specifier(ofRequire: node),
                let asked = trace[module.index].requests.first(where: { $0.specifier == specifier })?.module
            else { return nil }
            return .namespace(asked, importOffset: nil, copies: [])
        case .await(let awaited):
            guard case .importCall = module.tree[awaited], let target = importTarget(module.start(of: awaited)) else { return nil }
            return .namespace(target, importOffset: nil, copies: [])
        default: return nil
        }
    }

    private func property(_ name: String, of found: Found) -> Found? {
        switch found {
        case .namespace(let asked, let offset, let copies):
            return .value(ValueOrigin(asked: asked, exported: name, importOffset: offset, copies: copies))
        case .value(var origin):
            guard origin.member == nil else { return nil }
            origin.member = name
            return .value(origin)
        }
    }

    private func find(_ id: BindingID, _ depth: Int) -> Found? {
        let binding = module.bindings[id]
        switch binding.kind {
        case .import, .namespace:
            guard let entry = module.bindings.imports.first(where: { $0.binding == id }), let asked = target(of: entry.request) else {
                return nil
            }
            guard let imported = entry.imported else { return .namespace(asked, importOffset: entry.range.start, copies: []) }
            return .value(ValueOrigin(asked: asked, exported: module.text(imported), importOffset: entry.range.start))
        case .const, .let: return binding.isAssigned ? nil : copied(id, depth)
        case .parameter: return binding.isAssigned ? nil : given(id, depth)
        default: return nil
        }
    }

    private func target(of request: ModuleRequestID) -> ModuleIndex? { trace.target(of: request, in: module.index) }

    /// A constant that was declared with a value from elsewhere.
    private func copied(_ id: BindingID, _ depth: Int) -> Found? {
        guard let declared = module.bindings.references(to: id).first(where: { $0.usage == .declaration })?.node else { return nil }
        for ancestor in module.ancestors(of: declared) {
            guard case .declarator(let target, let value) = module.tree[ancestor] else { continue }
            guard !value.isNone, let found = find(value, depth - 1).flatMap({ part(declared, of: target, $0) }) else { return nil }
            return adding(ancestor, to: found)
        }
        return nil
    }

    /// What stands in a pattern: the whole, or a property of it.
    private func part(_ name: NodeID, of target: NodeID, _ found: Found) -> Found? {
        if target == name { return found }
        guard case .objectPattern(let properties) = module.tree[target] else { return nil }
        for property in module.tree[properties] {
            guard case .patternProperty(let key, name, false) = module.tree[property], case .string(let text) = module.tree[key] else {
                continue
            }
            return self.property(module.text(text), of: found)
        }
        return nil
    }

    private func adding(_ copy: NodeID, to found: Found) -> Found {
        switch found {
        case .namespace(let asked, let offset, let copies): return .namespace(asked, importOffset: offset, copies: copies + [copy])
        case .value(var origin):
            origin.copies.append(copy)
            return .value(origin)
        }
    }

    /// The parameter of what `import(…).then` is given.
    private func given(_ id: BindingID, _ depth: Int) -> Found? {
        guard let declared = module.bindings.references(to: id).first(where: { $0.usage == .declaration })?.node,
            let function = module.functions(around: declared).first, let parameter = module.tree[module.tree[function.id].parameters].first,
            let call = module.parents[function.node], case .call(let callee, let arguments, false) = module.tree[call],
            module.tree[arguments].first == function.node, case .member(let object, let then, false) = module.tree[callee],
            module.text(then) == "then", case .importCall = module.tree[object], let target = importTarget(module.start(of: object))
        else { return nil }
        return part(declared, of: parameter, .namespace(target, importOffset: nil, copies: []))
    }
}
