import JavaScript
import Trace

/// Where a value was when a module took it: what is put there later the module does not have.
enum CapturedName: Hashable {
    /// A property of what a module exports: `db.query`.
    case member(owner: ModuleIndex, binding: BindingID, name: String)
    /// A property of what a CommonJS module is as a whole.
    case property(of: ModuleIndex, name: String)
    /// A variable that a module exports.
    case export(owner: ModuleIndex, binding: BindingID)
    /// A property of the global object, or of one in it: `fetch`, `Date.now`, `process.env.DEBUG`.
    case global(String)
}

extension EarlyUseFinder {
    private static let globalObjects: Set<String> = ["globalThis", "window", "self", "global"]

    /// What an expression of a module takes its value from; `nil` for what nobody else could replace.
    func capturedName(of node: NodeID, in module: ReadModule) -> CapturedName? {
        switch module.tree[node] {
        case .member(let object, let name, _): return capturedName(ofProperty: module.text(name), of: object, in: module)
        case .computedMember(let object, let key, _):
            return module.string(key).flatMap { capturedName(ofProperty: $0, of: object, in: module) }
        case .identifier(let name):
            guard let id = module.bindings.binding(of: node) else { return .global(module.text(name)) }
            guard let owner = imported(id, in: module), let text = read(owner.owner),
                [.let, .var].contains(text.bindings[owner.binding].kind)
            else { return nil }
            return .export(owner: owner.owner, binding: owner.binding)
        case .optionalChain(let inner): return capturedName(of: inner, in: module)
        default: return nil
        }
    }

    func capturedName(ofProperty name: String, of object: NodeID, in module: ReadModule) -> CapturedName? {
        if let chain = globalChain(object, in: module) { return .global(chain.isEmpty ? name : chain + "." + name) }
        guard case .identifier = module.tree[object], let id = module.bindings.binding(of: object) else { return nil }
        if let owner = imported(id, in: module) { return .member(owner: owner.owner, binding: owner.binding, name: name) }
        if let entry = module.bindings.imports.first(where: { $0.binding == id }), entry.imported == nil,
            let asked = trace.target(of: entry.request, in: module.index)
        {
            guard let owner = ExportOwner.find(name, in: asked, trace, { self.read($0) }) else { return nil }
            return .export(owner: owner.owner, binding: owner.binding)
        }
        return required(id, in: module).map { .property(of: $0, name: name) }
    }

    /// The names of a chain that begins with no name of the module, without the global object's.
    private func globalChain(_ node: NodeID, in module: ReadModule) -> String? {
        switch module.tree[node] {
        case .identifier(let name):
            guard module.bindings.binding(of: node) == nil else { return nil }
            return Self.globalObjects.contains(module.text(name)) ? "" : module.text(name)
        case .member(let object, let name, _):
            guard let chain = globalChain(object, in: module) else { return nil }
            return chain.isEmpty ? module.text(name) : chain + "." + module.text(name)
        default: return nil
        }
    }

    /// The module that a constant was given by `require()`.
    private func required(_ id: BindingID, in module: ReadModule) -> ModuleIndex? {
        guard module.bindings[id].kind == .const, let (_, value) = module.declarator(of: id) else { return nil }
        return required(value, in: module)
    }

    /// The module that a call of `require()` gives.
    func required(_ value: NodeID, in module: ReadModule) -> ModuleIndex? {
        guard case .call(let callee, let arguments, _) = module.tree[value], case .identifier(let name) = module.tree[callee],
            module.text(name) == "require", let specifier = module.tree[arguments].first.flatMap({ module.string($0) })
        else { return nil }
        return trace[module.index].requests.first { $0.specifier == specifier }?.module
    }
}
