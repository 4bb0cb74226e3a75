import Analysis
import Diagnostics
import Text
import Trace

/// Why nothing settles a promise: where it was made, who has the function that would resolve it, and why that was not called.
struct ResolverWords {
    private(set) var notes: [RelatedPlace] = []
    /// What to change, the likelier first.
    private(set) var remedies: [WaitRemedy] = []

    private let waits: UnsettledWaits
    private var trace: Trace { waits.trace }

    /// - Parameters:
    ///   - node: the promise.
    ///   - awaiting: the module that waits for it.
    init(_ waits: UnsettledWaits, _ node: WaitGraph.Node, awaiting: WaitGraph.Node) {
        self.waits = waits
        let pending = node.promise.flatMap { number in waits.trace.pendingPromises.first { $0.promise == number } }
        if let pending {
            for use in pending.resolverUses { tell(use, pending, awaiting) }
            for timer in pending.timers { tell(timer, pending) }
        }
        guard let module = awaiting.module else { return }
        let name = trace[module].name
        if remedies.isEmpty {
            add(
                .other,
                pending?.resolverUses.contains { $0.kind == .kept || $0.kind == .returned || $0.kind == .handed || $0.kind == .called }
                    == true
                    ? "see that the resolver is called, or do not await \(awaiting.awaits.isEmpty ? "this" : awaiting.awaits) at the top level of \(name)"
                    : "nothing that is left to do settles what is awaited", module, awaiting.position)
        } else if remedies.count == 1, remedies[0].kind == .other {
            add(
                .doNotAwait, "do not await \(awaiting.awaits.isEmpty ? "it" : awaiting.awaits) at the top level of \(name)", module,
                awaiting.position)
        }
    }

    private mutating func add(_ kind: WaitRemedy.Kind, _ words: String, _ module: ModuleIndex, _ position: Position?) {
        if !remedies.contains(where: { $0.words == words }) {
            remedies.append(WaitRemedy(kind: kind, words: words, module: module, position: position))
        }
    }

    private mutating func note(_ words: String, _ module: ModuleIndex, _ position: Position?) {
        guard let location = waits.location(module, position) else { return }
        notes.append(RelatedPlace(words, at: location))
    }

    // MARK: Uses

    private mutating func tell(_ use: PendingPromise.ResolverUse, _ pending: PendingPromise, _ awaiting: WaitGraph.Node) {
        switch use.kind {
        case .missing:
            note("the function that makes it takes no resolver, so that nothing can ever settle it", use.module, use.position)
            add(.other, "let that function take a resolver, and call it: new Promise((resolve) => …)", use.module, use.position)
        case .kept: note("its resolver is kept in '\(use.name)'", use.module, use.position)
        case .returned: note("its resolver is returned here", use.module, use.position)
        case .named:
            note("its resolver '\(use.name)' is named here, and not called", use.module, use.position)
            add(.other, "call it: \(use.name)()", use.module, use.position)
        case .handed:
            if pending.timers.contains(where: { timer in use.name.hasSuffix(timer.function) }) { return }
            note("its resolver is handed to \(use.name)(…) here, which has not called it", use.module, use.position)
        case .called: tellCall(use, pending, awaiting)
        }
    }

    /// A call that did not happen, and why.
    private mutating func tellCall(_ use: PendingPromise.ResolverUse, _ pending: PendingPromise, _ awaiting: WaitGraph.Node) {
        let owner = trace[use.module].name
        if let why = waits.whyNotBegun(use.module) {
            note("'\(owner)' calls \(use.name) here, and has not begun: \(why)", use.module, use.position)
            guard let module = awaiting.module, use.module != module else { return }
            add(.other, "call \(use.name) in a module that does not wait for \(trace[module].name)", use.module, use.position)
            return
        }
        if let stand = waits.stand(before: use) {
            note("\(use.name) is called here, behind the await of line \(stand.line)", use.module, use.position)
            return
        }
        if pending.timers.contains(where: { use.callbackOf.hasSuffix($0.function) && !use.callbackOf.isEmpty }) { return }
        let function = use.function.map { $0.isEmpty ? ", in a function" : ", in \($0)" } ?? ""
        note("\(use.name) would be called here\(function), which did not happen", use.module, use.position)
    }

    // MARK: Timers

    private mutating func tell(_ timer: PendingPromise.Timer, _ pending: PendingPromise) {
        let time = durationText(timer.time)
        switch timer.state {
        case .fired: note("this \(timer.function) fired at \(time), and did not call its resolver", timer.module, timer.position)
        case .cleared:
            note("this \(timer.function) was to call its resolver, and was cleared", timer.module, timer.position)
            add(.other, "do not clear that timer, or resolve the promise where it is cleared", timer.module, timer.position)
        case .unreferenced:
            note(
                "this \(timer.function) was due at \(time), and the process does not wait for it: it was unref'd", timer.module,
                timer.position)
            add(.other, "do not unref the timer that what is awaited needs", timer.module, timer.position)
        case .pending: note("this \(timer.function) is due at \(time), which is past the end of the run", timer.module, timer.position)
        }
    }
}

extension UnsettledWaits {
    /// Why a module has not begun; `nil` for one that has, or that stands at an `await`.
    func whyNotBegun(_ module: ModuleIndex) -> String? {
        guard let node = graph.nodes.firstIndex(where: { $0.kind == .module(module) }), graph.nodes[node].position == nil else { return nil }
        return graph.waits(of: node).first { _ in true }.map(words.importWords)
    }

    /// Where the code stands that would come to a use later.
    func stand(before use: PendingPromise.ResolverUse) -> Position? {
        trace.pendingWaits.first { wait in
            guard wait.module == use.module, wait.functionName == use.function else { return false }
            return (wait.position.line, wait.position.column) < (use.position.line, use.position.column)
        }?.position
    }
}
