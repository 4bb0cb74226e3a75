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

    /// What the outermost of the calls at a place is a method of: `new Promise(…)`, as written where it is short.
    func receiver(ofCallAt frame: UncaughtError.Frame) -> String? {
        guard let offset = offset(frame.position, in: frame.module), let module = read(frame.module),
            let call = module.nodes(where: { if case .call = $0 { true } else { false } }).last(where: { module.start(of: $0) == offset }),
            case .call(let callee, _, _) = module.tree[call], case .member(let object, _, _) = module.tree[callee]
        else { return nil }
        switch module.tree[object] {
        case .new(let callee, _): return module.written(object) ?? module.written(callee).map { "new \($0)(…)" }
        case .call(let callee, _, _): return module.written(object) ?? module.written(callee).map { "\($0)(…)" }
        default: return module.written(object)
        }
    }

    /// Whether code that ran stands in what a call is given: in a function among its arguments.
    func isInside(_ frames: [UncaughtError.Frame], callAt place: UncaughtError.Frame) -> Bool {
        guard let place = own(place), let offset = offset(place.position, in: place.module), let module = read(place.module) else {
            return false
        }
        let inside = frames.compactMap { own($0) }.filter { $0.module == place.module }.compactMap {
            self.offset($0.position, in: $0.module)
        }
        return module.tree.nodes.indices.contains { index in
            guard case .call(_, let arguments, _) = module.tree.nodes[index], module.tree.ranges[index].start == offset else {
                return false
            }
            return module.tree[arguments].contains { argument in
                let range = module.tree.range(of: argument)
                return inside.contains { range.start <= $0 && $0 < range.end }
            }
        }
    }
}
