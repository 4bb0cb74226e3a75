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
    /// In how many modules a name is looked for.
    private static let moduleLimit = 500

    /// The function that assigns a value which only one function assigns.
    ///
    /// - Returns: `nil` where the text does not tell whether somebody calls it.
    func uncalledFunction(of use: EarlyUse, _ error: UncaughtError) -> UncalledFunction? {
        guard run.trace.sources.isEmpty, let module = read(use.assigner), let outer = use.assignments.first?.functions.last,
            use.assignments.allSatisfy({ $0.functions.last?.node == outer.node }), let binding = FunctionUse.name(of: outer, in: module)
        else { return nil }
        let isAsync = module.tree[outer.id].flags.contains(.isAsync)
        var uncalled = UncalledFunction(binding: binding, isAsync: isAsync)
        if let call = firstUse(of: binding, outside: outer.node, in: module) {
            guard case .call(let node) = call, isToCome(node, in: module, use, error) else { return nil }
            uncalled.call = (use.assigner, node)
            return uncalled
        }
        let names = module.bindings.exports.filter { $0.kind == .local(binding) }.compactMap { $0.exported.map { module.text($0) } }
        if names.isEmpty { return uncalled }
        for index in trace.modules.indices.prefix(Self.moduleLimit) where ModuleIndex(index) != use.assigner {
            guard let other = read(ModuleIndex(index)) else { continue }
            for name in names where other.names(name) {
                // Whether it is called there only an import by that name tells.
                guard let entry = other.bindings.imports.first(where: { $0.imported.map { other.text($0) } == name }),
                    let asked = trace.target(of: entry.request, in: ModuleIndex(index)),
                    let meant = ExportOwner.find(name, in: asked, trace, { self.read($0) }), meant.owner == use.assigner,
                    meant.binding == binding, case .call(let node)? = firstUse(of: entry.binding, outside: nil, in: other),
                    isToCome(node, in: other, use, error)
                else { return nil }
                uncalled.call = (ModuleIndex(index), node)
                return uncalled
            }
        }
        return trace.modules.count > Self.moduleLimit ? nil : uncalled
    }

    /// Whether the run had not come to a call at the top level of its module.
    private func isToCome(_ call: NodeID, in module: ReadModule, _ use: EarlyUse, _ error: UncaughtError) -> Bool {
        guard module.functions(around: call).isEmpty, let moment = use.moment else { return false }
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
            guard let parent = module.parents[reference.node], case .call(reference.node, _, _) = module.tree[parent] else { return .other }
            return .call(parent)
        }
        return nil
    }
}

extension ReadModule {
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
