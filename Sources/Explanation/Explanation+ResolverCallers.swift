import Analysis
import Diagnostics
import JavaScript
import Trace

extension UnsettledWaits {
    /// Who would call the function that calls the resolver, and why that did not happen: `launch()` behind the very wait.
    func tellCallers(
        ofResolverOf end: WaitGraph.Node, awaiting: WaitGraph.Node, _ problem: inout Diagnostic, _ remedies: inout [WaitRemedy]
    ) {
        guard let pending = end.promise.flatMap({ number in trace.pendingPromises.first { $0.promise == number } }) else { return }
        for use in pending.resolverUses where use.kind == .called {
            guard let function = use.function, !function.isEmpty, let (module, call) = waitingCall(of: function, in: use.module),
                let node = graph.nodes.first(where: { $0.kind == .module(module) }), let stands = node.position,
                let place = explanation.texts.location(at: call.start, in: module)
            else { continue }
            let name = trace[module].name
            let isCircle = awaiting.module.map { waits(module, for: $0) } ?? false
            let whom = isCircle ? ", which waits for '\(awaiting.module.map { trace[$0].name } ?? "")'" : ""
            problem.related.append(
                RelatedPlace("\(function) is called here, behind the await of line \(stands.line)\(whom)", at: place))
            remedies.removeAll { $0.words == ResolverWords.callsResolver }
            remedies.insert(
                WaitRemedy(
                    kind: .other, words: "in \(name), call \(call.written) before the await of line \(stands.line)", module: module,
                    position: nil), at: 0)
            return
        }
    }

    /// The call at the top level of a module that the run had not come to, since the module stands before it.
    private func waitingCall(of function: String, in owner: ModuleIndex) -> (ModuleIndex, call: (start: UInt32, written: String))? {
        for index in explanation.finder.searched {
            guard let node = graph.nodes.first(where: { $0.kind == .module(index) }), let position = node.position,
                let module = explanation.texts.read(index), let start = explanation.texts.offset(of: position, in: index)
            else { continue }
            // What the await itself calls was called.
            let stands = module.await(at: start).map { module.tree.range(of: $0.node).end - 1 } ?? start
            let calls = module.nodes { if case .call = $0 { true } else { false } }.filter { call in
                guard case .call(let callee, _, _) = module.tree[call], module.start(of: call) > stands,
                    module.functions(around: call).isEmpty
                else { return false }
                switch module.tree[callee] {
                case .member(_, let name, _): return module.text(name) == function
                case .identifier(let name): return module.text(name) == function && (index == owner || isImported(callee, module))
                default: return false
                }
            }
            if let call = calls.first { return (index, (module.start(of: call), module.written(call) ?? "\(function)()")) }
        }
        return nil
    }

    private func isImported(_ node: NodeID, _ module: ReadModule) -> Bool {
        module.bindings.binding(of: node).map { module.bindings[$0].isImported } ?? false
    }

    /// Whether one module waits for another, in however many steps.
    func waits(_ module: ModuleIndex, for other: ModuleIndex) -> Bool {
        guard let start = graph.nodes.firstIndex(where: { $0.kind == .module(module) }) else { return false }
        var seen: Set<Int> = [start]
        var queue = [start]
        while let node = queue.popLast() {
            if graph.nodes[node].kind == .module(other), node != start { return true }
            for edge in graph.waits(of: node) where seen.insert(edge.to).inserted { queue.append(edge.to) }
        }
        return false
    }
}
