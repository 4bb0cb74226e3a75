import Diagnostics
import JavaScript
import Simulator
import Trace

/// A function that asks an AsyncLocalStorage for its store where it is called without one.
struct LostContext {
    private let module: ReadModule
    private let storage: String
    /// The call of `run()` that the function stands in, as the text has it; `nil` where it stands in none.
    private let run: NodeID?
    /// What the function is handed to.
    private let handing: (call: NodeID, callee: String)?
    /// Who called it.
    private let caller: UncaughtError.Frame?

    init?(_ error: UncaughtError, _ finder: EarlyUseFinder) {
        guard let place = finder.failedPlace(error), place.missing == .undefined, let operand = place.operands.first,
            let object = Self.storage(of: operand, in: place.module)
        else { return nil }
        module = place.module
        storage = module.written(object) ?? "the storage"
        let binding = module.bindings.binding(of: object)
        let function = module.functions(around: operand).first
        let module = module
        run = module.ancestors(of: operand).first { node in
            guard case .call(let callee, _, _) = module.tree[node], case .member(let owner, let method, _) = module.tree[callee] else {
                return false
            }
            return ["run", "enterWith"].contains(module.text(method)) && binding != nil && module.bindings.binding(of: owner) == binding
        }
        handing = function.flatMap { function in
            if case .argument(let call, let callee) = FunctionUse.of(function, in: module) { (call, callee) } else { nil }
        }
        caller = error.frames.dropFirst().first
    }

    /// `storage`, of `storage.getStore()`, or of a constant that was given that.
    private static func storage(of node: NodeID, in module: ReadModule) -> NodeID? {
        switch module.tree[node] {
        case .call(let callee, _, _):
            guard case .member(let object, let method, _) = module.tree[callee], module.text(method) == "getStore" else { return nil }
            return object
        case .identifier:
            guard let id = module.bindings.binding(of: node), module.bindings[id].kind == .const,
                let value = module.declarator(of: id)?.value
            else { return nil }
            if case .identifier = module.tree[value] { return nil }
            return storage(of: value, in: module)
        default: return nil
        }
    }

    func tell(in problem: inout Diagnostic, _ finder: EarlyUseFinder) -> [Finding.Remedy] {
        var places: [RelatedPlace?] = []
        var remedies: [String] = []
        if let run {
            places.append(finder.related("the function stands in this call, and is called outside of it", run, in: module))
            if let handing { places.append(finder.related("it is handed to \(handing.callee) here", handing.call, in: module)) }
            remedies.append("keep the store with it: hand on AsyncLocalStorage.bind(…) of the function")
        }
        if let caller, let location = finder.texts.location(of: caller.position, in: caller.module) {
            places.append(RelatedPlace("it is called here, where \(storage) has no store: a listener gets that of who emits", at: location))
        }
        remedies.append("let what calls it begin inside of \(storage).run(…)")
        problem.related += places.compactMap { $0 }
        return problem.suggest(remedies)
    }
}
