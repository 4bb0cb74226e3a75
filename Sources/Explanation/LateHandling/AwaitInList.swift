import Diagnostics
import JavaScript
import Simulator
import Trace

/// An `await` inside of the list that `Promise.all` is to be given: while it waits, nobody listens to the promises that stand before it.
struct AwaitInList {
    /// What makes the promise that nobody handled.
    var call: NodeID
    var wait: NodeID
    var module: ReadModule
    var method: String

    /// - Parameter error: the rejection.
    init?(_ error: UncaughtError, _ finder: EarlyUseFinder) {
        guard error.promise != nil, let frame = error.frames.last, let module = finder.read(frame.module),
            let offset = finder.offset(frame.position, in: frame.module), let thrower = module.function(at: offset),
            let name = module.name(of: thrower)
        else { return nil }
        let calls = module.bindings.references(to: name).compactMap { reference in
            module.parents[reference.node].flatMap { parent in
                if case .call(reference.node, _, _) = module.tree[parent] { parent } else { nil }
            }
        }
        for call in calls {
            guard let list = module.parents[call], case .array(let elements) = module.tree[list], let outer = module.parents[list],
                case .call(let callee, let arguments, _) = module.tree[outer], module.tree[arguments].first == list,
                case .member(let object, let method, _) = module.tree[callee], case .identifier(let owner) = module.tree[object],
                module.text(owner) == "Promise"
            else { continue }
            let waits = module.tree[elements].filter { element in
                if !element.isNone, case .await = module.tree[element] { module.start(of: element) > module.start(of: call) } else { false }
            }
            guard let wait = waits.first else { continue }
            (self.call, self.wait, self.module, self.method) = (call, wait, module, module.text(method))
            return
        }
        return nil
    }

    func tell(in problem: inout Diagnostic, _ finder: EarlyUseFinder) -> [Finding.Remedy] {
        problem.related =
            [
                finder.related("its promise is made here, for Promise.\(method)", call, in: module),
                finder.related(
                    "Promise.\(method) is only called behind this await, and until then nobody handles that promise", wait, in: module),
            ].compactMap { $0 } + problem.related
        return problem.suggest(["take the await out of the list: Promise.\(method) itself waits for all that it is given"])
    }
}
