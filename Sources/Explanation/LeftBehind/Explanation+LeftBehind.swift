import Analysis
import Diagnostics
import JavaScript
import Simulator
import Trace

/// What a run that ended well, or that ended its own process, left behind: modules and functions that wait, and what was still to come.
extension Explanation {
    func findLeftBehind() -> [Finding] {
        // Requests that hang are told as such.
        guard run.trace.sources.isEmpty, trace.bundler == nil, let left = run.leftBehind,
            Self.host(of: run, program)?.isolates == nil
        else { return [] }
        let graph = WaitGraph(left.trace, analysed.timeline, keepsAllFunctions: true)
        let waits = UnsettledWaits(self, graph, left.trace)
        let listeners = endListeners(graph)
        if !left.exit.isEmpty, let finding = CutShort(left, waits, self).finding { return listeners + [finding] }
        return listeners + (left.exit.isEmpty ? neverGoingOn(waits, status: run.exitStatus) : [])
    }

    // MARK: Never going on

    /// Code that waits for what never comes although the program came to its end: a module that nobody awaited, or a function.
    private func neverGoingOn(_ waits: UnsettledWaits, status: Int32) -> [Finding] {
        var waits = waits
        var findings: [Finding] = []
        for cycle in waits.graph.cycles.prefix(waits.findingLimit) { findings.append(waits.finding(ofCycle: cycle)) }
        for end in waits.kindsOfEnds() where findings.count < waits.findingLimit {
            guard let way = waits.way(to: end.first), isWrong(way, waits) else { continue }
            findings.append(waits.finding(ofEnd: way))
        }
        return Self.folded(findings).map { finding in
            var finding = finding
            finding.diagnostic.severity = .warning
            if run.trace.isOfHost, program.page == nil {
                finding.diagnostic.message += "; the process ends without it, with status \(status)"
            }
            return finding
        }
    }

    /// Whether what waits there is certain to be a mistake: many functions wait for events that may or may not come.
    private func isWrong(_ way: [Int], _ waits: UnsettledWaits) -> Bool {
        let (first, end) = (waits.graph.nodes[way[0]], waits.graph.nodes[way[way.count - 1]])
        if case .module = first.kind { return true }
        guard let number = end.promise, let pending = waits.trace.pendingPromises.first(where: { $0.promise == number }) else {
            return false
        }
        if way.contains(where: { isInLoop(waits.graph.nodes[$0]) }) { return false }
        let isNever = pending.resolverUses.contains {
            $0.kind == .missing || $0.kind == .named || $0.kind == .unused && !$0.canReject
        }
        return isNever || pending.timers.contains { $0.state != .pending }
    }

    /// Whether code waits there again and again: what does so in the background is left when the process ends.
    private func isInLoop(_ node: WaitGraph.Node) -> Bool {
        guard let module = node.module, let position = node.position, let read = texts.read(module),
            let offset = texts.offset(of: position, in: module),
            let wait = read.await(at: offset)?.node
        else { return false }
        for ancestor in read.ancestors(of: wait) {
            switch read.tree[ancestor] {
            case .while, .doWhile, .for, .forOf, .forIn: return true
            case .function, .functionDeclaration: return false
            default: continue
            }
        }
        return false
    }

    // MARK: Listeners for the end

    /// Listeners for `exit` that await: the process ends when they return.
    private func endListeners(_ graph: WaitGraph) -> [Finding] {
        graph.nodes.compactMap { node in
            guard case .function(_, let module) = node.kind, let position = node.position, let read = texts.read(module),
                let offset = texts.offset(of: position, in: module),
                let function = read.await(at: offset)?.function,
                let place = texts.location(of: position, in: module), read.listens(function, for: "exit")
            else { return nil }
            var problem = texts.problem(
                .runtime, "what this listener for 'exit' awaits never comes: the process ends when its listeners have returned",
                at: position, in: module)
            problem.severity = .warning
            if let listening = texts.location(at: read.start(of: function), in: module), listening != place {
                problem.related = [RelatedPlace("the listener begins here", at: listening)]
            }
            let remedies = problem.suggest([
                "do only what needs no await in it, such as writing with the functions of node:fs that end in Sync",
                "listen for 'beforeExit', which waits for what its listeners begin, but does not come at process.exit()",
            ])
            return Finding(.leftBehind, problem, remedies: remedies)
        }
    }
}

extension ReadModule {
    /// Whether a function is given to `process.on()` or its like for an event.
    fileprivate func listens(_ function: NodeID, for event: String) -> Bool {
        guard let around = ancestors(of: function).first(where: { if case .call = tree[$0] { true } else { false } }),
            case .call(_, let arguments, _) = tree[around], tree[arguments].dropFirst().contains(function)
        else { return false }
        return processEvent(ofListeningCall: around) == event
    }
}
