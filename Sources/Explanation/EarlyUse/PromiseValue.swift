import Diagnostics
import JavaScript
import Simulator
import Trace

/// A promise that is used as if it were what it will give.
struct PromiseValue {
    private let user: ReadModule
    private let name: String
    /// Where the promise is made, and what makes it, such as `connect()`.
    private let maker: ReadModule
    private let making: NodeID
    private let finder: EarlyUseFinder

    /// - Returns: `nil` where no text tells that it is one.
    init?(_ error: UncaughtError, _ message: String, _ finder: EarlyUseFinder) {
        guard message.contains("is not a function") || message.contains("of undefined") || message.contains("is not iterable"),
            let frame = error.frames.first, let user = finder.read(frame.module),
            let offset = finder.offset(frame.position, in: frame.module),
            let object = user.objectOfAccess(at: offset), let id = user.bindings.binding(of: object),
            let (maker, making) = finder.value(of: id, in: user), finder.isPromise(making, in: maker)
        else { return nil }
        (self.user, name, self.maker, self.making, self.finder) = (user, user.bindings[id].name, maker, making, finder)
    }

    func tell(in problem: inout Diagnostic) -> [Finding.Remedy] {
        let written = maker.written(making) ?? "the call"
        if let place = finder.related("'\(name)' is a promise: \(written) is not awaited here", making, in: maker) {
            problem.related.append(place)
        }
        let owner = maker.index == user.index ? "" : "in \(finder.trace[maker.index].name), "
        return problem.suggest(["\(owner)write await \(written)", "await '\(name)' before it is used"])
    }
}

extension ReadModule {
    /// The name whose property is read or called there: `db` of `db.users.find`.
    func objectOfAccess(at offset: UInt32) -> NodeID? {
        nodes { if case .identifier = $0 { true } else { false } }.first { node in
            guard start(of: node) == offset, let parent = parents[node] else { return false }
            switch tree[parent] {
            case .member(node, _, _), .computedMember(node, _, _), .forOf(_, node, _, _), .spread(node): return true
            default: return false
            }
        }
    }
}

extension EarlyUseFinder {
    /// What a name was given where it is declared, there or in the module that it is imported from.
    fileprivate func value(of id: BindingID, in module: ReadModule) -> (ReadModule, NodeID)? {
        guard let (owner, binding) = declaration(of: id, in: module) else { return nil }
        if let (_, value) = owner.declarator(of: binding) { return owner.bindings[binding].isAssigned ? nil : (owner, value) }
        guard module.bindings[id].isImported, let export = owner.declarations[binding]?.first,
            case .exportDefault(let value) = owner.tree[export]
        else { return nil }
        return (owner, value)
    }

    /// Whether an expression certainly gives a promise: a call of an async function, `new Promise`, `import()`, a `then`.
    fileprivate func isPromise(_ node: NodeID, in module: ReadModule) -> Bool {
        switch module.tree[node] {
        case .importCall: return true
        case .new(let callee, _):
            guard case .identifier(let name) = module.tree[callee] else { return false }
            return module.text(name) == "Promise" && module.bindings.binding(of: callee) == nil
        case .call(let callee, _, _):
            switch module.tree[callee] {
            case .member(let object, let name, _):
                if ["then", "catch", "finally"].contains(module.text(name)) { return isPromise(object, in: module) }
                guard case .identifier(let owner) = module.tree[object], module.bindings.binding(of: object) == nil else { return false }
                return module.text(owner) == "Promise"
            case .identifier(let name):
                guard let id = module.bindings.binding(of: callee) else { return module.text(name) == "fetch" }
                return isAsyncFunction(id, in: module)
            case .function(let id): return isAsync(id, module)
            default: return false
            }
        default: return false
        }
    }

    private func isAsync(_ id: FunctionID, _ module: ReadModule) -> Bool {
        module.tree[id].flags.contains(.isAsync) && !module.tree[id].flags.contains(.isGenerator)
    }

    private func isAsyncFunction(_ id: BindingID, in module: ReadModule) -> Bool {
        guard let (owner, binding) = declaration(of: id, in: module) else { return false }
        for node in owner.declarations[binding] ?? [] {
            if case .functionDeclaration(let function) = owner.tree[node] { return isAsync(function, owner) }
        }
        guard let (giver, value) = value(of: id, in: module), case .function(let function) = giver.tree[value] else { return false }
        return isAsync(function, giver)
    }
}
