import Diagnostics
import JavaScript
import Simulator
import Trace

extension EarlyUseFinder {
    /// The class of which what an error was thrown for is no instance, where its module runs a second time: the object may be of the other's class.
    func twinClass(_ error: UncaughtError) -> (twin: TwinModule, name: String)? {
        guard error.failure == nil, let frame = error.frames.first, let module = read(frame.module),
            let offset = offset(frame.position, in: frame.module), let test = module.guardingTest(at: offset)
        else { return nil }
        let range = module.tree.range(of: test)
        let names = module.nodes { if case .binary(.instanceof, _, _) = $0 { true } else { false } }.filter {
            range.start <= module.start(of: $0) && module.tree.range(of: $0).end <= range.end
        }.compactMap { node -> NodeID? in
            if case .binary(_, _, let right) = module.tree[node] { right } else { nil }
        }
        for node in names {
            guard let id = module.bindings.binding(of: node), let owner = owner(of: id, in: module),
                let twin = TwinModule(of: owner, trace, texts)
            else { continue }
            return (twin, module.bindings[id].name)
        }
        return nil
    }

    /// The module that declares what a name of the top level stands for.
    private func owner(of id: BindingID, in module: ReadModule) -> ModuleIndex? {
        guard module.bindings[id].isImported else { return module.bindings[id].scope == .module ? module.index : nil }
        return imported(id, in: module)?.owner ?? request(of: id, in: module)?.asked
    }
}

extension ReadModule {
    /// The test of the `if` whose first branch throws at an offset.
    fileprivate func guardingTest(at offset: UInt32) -> NodeID? {
        let throwing = nodes { if case .throw = $0 { true } else { false } }.filter {
            tree.range(of: $0).start <= offset && offset < tree.range(of: $0).end
        }.max { start(of: $0) < start(of: $1) }
        guard let throwing else { return nil }
        var child = throwing
        for ancestor in ancestors(of: throwing) {
            switch tree[ancestor] {
            case .if(let test, let then, _): return then == child ? test : nil
            case .function, .functionDeclaration: return nil
            default: child = ancestor
            }
        }
        return nil
    }
}
