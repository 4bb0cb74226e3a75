import JavaScript
import Simulator

extension EarlyUseFinder {
    /// The call at a place, with the handlers that are called on its promise at once: `Promise.all(jobs).catch(…)`.
    ///
    /// - Returns: `nil` where the text does not tell it, or is long.
    func chainedCall(at frame: UncaughtError.Frame) -> String? {
        guard let offset = offset(frame.position, in: frame.module), let module = read(frame.module) else { return nil }
        let calls = module.tree.nodes.indices.filter { index in
            guard case .call = module.tree.nodes[index] else { return false }
            return module.tree.ranges[index].start == offset
        }
        // The innermost stands first.
        guard let first = calls.first else { return nil }
        var call = NodeID(UInt32(first))
        while let member = module.parents[call], case .member(call, let name, _) = module.tree[member],
            ["then", "catch", "finally"].contains(module.text(name)), let outer = module.parents[member],
            case .call(member, _, _) = module.tree[outer]
        { call = outer }
        guard case .call(let callee, _, _) = module.tree[call] else { return nil }
        return module.written(call) ?? module.written(callee).map { $0 + "(…)" }
    }
}
