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
        if let (_, value) = module.declarator(of: id) { return module.bindings[id].isAssigned ? nil : (module, value) }
        guard let entry = module.bindings.imports.first(where: { $0.binding == id }), let imported = entry.imported,
            let asked = trace.target(of: entry.request, in: module.index),
            let owner = ExportOwner.find(module.text(imported), in: asked, trace, { self.read($0) }), let text = read(owner.owner)
        else { return nil }
        if let (_, value) = text.declarator(of: owner.binding) { return text.bindings[owner.binding].isAssigned ? nil : (text, value) }
        guard let export = text.declarations[owner.binding]?.first, case .exportDefault(let value) = text.tree[export] else { return nil }
        return (text, value)
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
        for node in module.declarations[id] ?? [] {
            if case .functionDeclaration(let function) = module.tree[node] { return isAsync(function, module) }
        }
        guard let (owner, value) = value(of: id, in: module), case .function(let function) = owner.tree[value] else {
            guard let entry = module.bindings.imports.first(where: { $0.binding == id }), let imported = entry.imported,
                let asked = trace.target(of: entry.request, in: module.index),
                let found = ExportOwner.find(module.text(imported), in: asked, trace, { self.read($0) }), let text = read(found.owner)
            else { return false }
            for case .functionDeclaration(let function) in (text.declarations[found.binding] ?? []).map({ text.tree[$0] }) {
                return isAsync(function, text)
            }
            return false
        }
        return isAsync(function, owner)
    }
}
