import Diagnostics
import JavaScript
import Simulator
import Trace

/// The function that would have given an export its value, and was not called in time, if at all.
struct UncalledFunction {
    /// The outermost one around the assignment, as its module names it.
    var binding: BindingID
    var isAsync: Bool
    /// The first call of it; `nil` where no module of the run even names it.
    var call: (module: ModuleIndex, node: NodeID)?
}

extension EarlyUseFinder {
    /// The function that does what only one function of a module does, such as to assign a value.
    ///
    /// - Parameters:
    ///   - functions: of each place where that is done: the functions around it, innermost first.
    ///   - owner: the module.
    /// - Returns: `nil` where the text does not tell whether somebody calls it.
    func uncalledFunction(
        around functions: [[(node: NodeID, id: FunctionID)]], in owner: ModuleIndex, _ moment: Moment?, _ error: UncaughtError
    ) -> UncalledFunction? {
        guard run.trace.sources.isEmpty, let moment, let module = read(owner), let outer = functions.first?.last,
            functions.allSatisfy({ $0.last?.node == outer.node }), let binding = FunctionUse.name(of: outer, in: module)
        else { return nil }
        let isAsync = module.tree[outer.id].flags.contains(.isAsync)
        var uncalled = UncalledFunction(binding: binding, isAsync: isAsync)
        if let call = firstUse(of: binding, outside: outer.node, in: module) {
            guard case .call(let node) = call, isToCome(node, in: module, moment, error) else { return nil }
            uncalled.call = (owner, node)
            return uncalled
        }
        let names = module.exportedNames(of: binding)
        if names.isEmpty { return uncalled }
        for index in searched where index != owner {
            guard let other = read(index) else { continue }
            for name in names where other.names(name) {
                // Whether it is called there only an import by that name tells, or one of all names.
                guard case .call(let node)? = use(of: name, binding, of: owner, in: other), isToCome(node, in: other, moment, error) else {
                    return nil
                }
                uncalled.call = (index, node)
                return uncalled
            }
        }
        return trace.modules.count > Self.moduleLimit ? nil : uncalled
    }

    /// How a module uses a function that it imports, by itself or in a namespace.
    private func use(of name: String, _ binding: BindingID, of owner: ModuleIndex, in module: ReadModule) -> Use? {
        func isMeant(_ request: ModuleRequestID, _ name: String) -> Bool {
            guard let asked = trace.target(of: request, in: module.index),
                let meant = ExportOwner.find(name, in: asked, trace, { self.read($0) })
            else { return false }
            return meant.owner == owner && meant.binding == binding
        }
        for entry in module.bindings.imports {
            if let imported = entry.imported {
                if module.text(imported) == name, isMeant(entry.request, name) {
                    return firstUse(of: entry.binding, outside: nil, in: module)
                }
            } else if isMeant(entry.request, name) {
                return firstMemberUse(name, of: entry.binding, in: module)
            }
        }
        return nil
    }

    /// Whether the run had not come to a call at the top level of its module.
    func isToCome(_ call: NodeID, in module: ReadModule, _ moment: Moment, _ error: UncaughtError) -> Bool {
        guard module.functions(around: call).isEmpty else { return false }
        let start = module.start(of: call)
        switch moment[module.index] {
        case .notBegun, .waitsForImports: return true
        case .waits(let position): return offset(position, in: module.index).map { $0 < start } ?? false
        case .runs:
            let place = error.frames.last { $0.module == module.index }
            return place.flatMap { offset($0.position, in: module.index) }.map { $0 < start } ?? false
        case .ended, .failed: return false
        }
    }

    private enum Use {
        case call(NodeID)
        case other
    }

    private func firstUse(of binding: BindingID, outside function: NodeID?, in module: ReadModule) -> Use? {
        for reference in module.bindings.references(to: binding) where reference.usage == .read {
            if let function, module.ancestors(of: reference.node).contains(where: { $0 == function }) { continue }
            return use(of: reference.node, in: module)
        }
        return nil
    }

    private func firstMemberUse(_ name: String, of namespace: BindingID, in module: ReadModule) -> Use? {
        for reference in module.bindings.references(to: namespace) {
            guard let member = module.parents[reference.node], case .member(reference.node, let own, _) = module.tree[member] else {
                return .other
            }
            if module.text(own) == name { return use(of: member, in: module) }
        }
        return nil
    }

    private func use(of callee: NodeID, in module: ReadModule) -> Use {
        guard let parent = module.parents[callee], case .call(callee, _, _) = module.tree[parent] else { return .other }
        return .call(parent)
    }
}

extension ReadModule {
    fileprivate func exportedNames(of binding: BindingID) -> [String] {
        bindings.exports.filter { $0.kind == .local(binding) }.compactMap { $0.exported.map { text($0) } }
    }

    /// Whether the text has a name or a text of these letters anywhere.
    fileprivate func names(_ name: String) -> Bool {
        nodes { node in
            switch node {
            case .identifier(let own), .string(let own), .member(_, let own, _): text(own) == name
            default: false
            }
        }.isEmpty == false || bindings.imports.contains { $0.imported.map { text($0) } == name }
            || bindings.exports.contains { $0.exported.map { text($0) } == name }
    }
}
