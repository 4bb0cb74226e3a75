import JavaScript

/// A place outside of every module that modules hand values on by.
enum SharedName: Hashable {
    /// A property of the global object: `app`, `globalThis.app`.
    case global(String)
    /// `process.env.KEY`
    case environment(String)
    /// A property that is added to a class of the language or of the host, or to its prototype: `Array.prototype.at`, `Promise.try`.
    case method(String)
    /// What modules put into a table by that key, and take out of it.
    case entry(String)
    /// What a module keeps of before, as it is written.
    case captured(String)
}

/// Code that gives a shared name its value.
struct SharedSetting {
    /// The assignment or the call.
    var node: NodeID
    /// The functions whose code it is, innermost first; empty at the top level.
    var functions: [(node: NodeID, id: FunctionID)]
}

extension ReadModule {
    /// What stands for keys of the environment that no text tells.
    static let anyOfEnvironment = SharedName.environment("*")
    /// What brings an environment from a file: packages with this in their name, and a function of Node.js.
    private static let (loader, ownLoader) = ("dotenv", "loadEnvFile")
    private static let globalObjects: Set<String> = ["globalThis", "window", "self", "global"]

    /// The shared name that an expression stands for; `nil` for every other.
    func sharedName(of node: NodeID) -> SharedName? {
        switch tree[node] {
        case .identifier(let name): isFree(node) && text(name) != "undefined" ? .global(text(name)) : nil
        case .member(let object, let name, _): property(text(name), of: object)
        case .computedMember(let object, let key, _): constant(key).flatMap { property($0, of: object) }
        case .optionalChain(let inner): sharedName(of: inner)
        default: nil
        }
    }

    private func property(_ name: String, of object: NodeID) -> SharedName? {
        if isGlobalObject(object) { return .global(name) }
        return isEnvironment(object) ? .environment(name) : nil
    }

    private func isFree(_ node: NodeID) -> Bool { bindings.binding(of: node) == nil }

    private func isGlobalObject(_ node: NodeID) -> Bool {
        if case .identifier(let name) = tree[node] { return isFree(node) && Self.globalObjects.contains(text(name)) }
        return false
    }

    private func isEnvironment(_ node: NodeID) -> Bool {
        if let kept = keptValue(node) { return isEnvironment(kept) }
        guard case .member(let object, let name, _) = tree[node], text(name) == "env" else { return false }
        if case .identifier(let process) = tree[object] { return text(process) == "process" }
        return sharedName(of: object) == .global("process")
    }

    /// What a constant of the module was given: `const env = process.env`.
    private func keptValue(_ node: NodeID) -> NodeID? {
        guard case .identifier = tree[node], let id = bindings.binding(of: node), bindings[id].kind == .const,
            let (declared, value) = declarator(of: id), declared != node, case .member = tree[value]
        else { return nil }
        return value
    }

    /// A class that the module does not declare, or the prototype of one.
    private func isForeignClass(_ node: NodeID) -> Bool {
        switch tree[node] {
        case .identifier: isFree(node) && !isGlobalObject(node)
        case .member(let object, let name, _): text(name) == "prototype" && isForeignClass(object)
        default: false
        }
    }

    private func constant(_ node: NodeID) -> String? {
        if case .string(let name) = tree[node] { return text(name) }
        return nil
    }

    // MARK: Settings

    /// Where the module's code gives shared names their values, in the order of the text.
    func findSettings() -> [SharedName: [SharedSetting]] {
        var found: [SharedName: [SharedSetting]] = [:]
        for index in tree.nodes.indices {
            let node = NodeID(UInt32(index))
            for name in settings(by: node) {
                found[name, default: []].append(SharedSetting(node: node, functions: functions(around: node)))
            }
        }
        return found
    }

    private func settings(by node: NodeID) -> [SharedName] {
        switch tree[node] {
        case .assignment(let target, _), .logicalAssignment(_, let target, _):
            // A name alone declares nothing: in a module that is an error.
            if case .identifier = tree[target] { return [] }
            if let name = sharedName(of: target) { return [name] }
            if readsEnvironment(target) { return [Self.anyOfEnvironment] }
            if case .member(let object, let name, _) = tree[target], isForeignClass(object) { return [.method(text(name))] }
            return []
        case .call(let callee, let arguments, _):
            if loadsEnvironment(callee) { return [Self.anyOfEnvironment] }
            guard case .member(let object, let method, _) = tree[callee], case .identifier(let owner) = tree[object],
                text(owner) == "Object",
                let target = tree[arguments].first
            else { return [] }
            let keys: [String]
            switch (text(method), tree[arguments].dropFirst().first) {
            case ("defineProperty", let key?): keys = [constant(key)].compactMap { $0 }
            case ("assign", let source?):
                keys = self.keys(of: source)
                if keys.isEmpty, isEnvironment(target) { return [Self.anyOfEnvironment] }
            default: return []
            }
            return keys.compactMap { property($0, of: target) ?? (isForeignClass(target) ? .method($0) : nil) }
        default: return []
        }
    }

    /// Whether an expression is a key of the environment that is computed.
    func readsEnvironment(_ node: NodeID) -> Bool {
        if case .computedMember(let object, _, _) = tree[node] { isEnvironment(object) } else { false }
    }

    private func loadsEnvironment(_ callee: NodeID) -> Bool {
        var object = callee
        if case .member(let inner, let name, _) = tree[callee] {
            if text(name) == Self.ownLoader, sharedName(of: inner) == .global("process") { return true }
            guard text(name) == "config" else { return false }
            object = inner
        }
        guard let id = bindings.binding(of: object), let entry = bindings.imports.first(where: { $0.binding == id }),
            tree.requests.indices.contains(Int(entry.request.index))
        else { return false }
        return text(tree.requests[Int(entry.request.index)].specifier).contains(Self.loader)
    }

    private func keys(of object: NodeID) -> [String] {
        guard case .object(let properties) = tree[object] else { return [] }
        return tree[properties].compactMap { property in
            guard case .property(let key, _, _, false) = tree[property] else { return nil }
            return constant(key)
        }
    }
}
