import Text
import Trace

/// Why nothing settles a promise: who has the function that would resolve it, and why that was not called. By text and picture alike.
public struct ResolverWords {
    /// What is advised where nothing better is known.
    package static let callsResolver = "see that its resolver is called"

    public private(set) var notes: [WaitWords.Line] = []
    /// What to change, the likelier first.
    public private(set) var remedies: [WaitRemedy] = []
    /// Whether a timer that has its resolver is still to come, and the process waits for it.
    public private(set) var isDueLater = false

    private let words: WaitWords
    private var trace: Trace { words.trace }

    /// - Parameters:
    ///   - node: the promise.
    ///   - awaiting: the module that waits for it.
    public init(_ words: WaitWords, _ node: WaitGraph.Node, awaiting: WaitGraph.Node) {
        self.words = words
        let pending = node.promise.flatMap { number in words.trace.pendingPromises.first { $0.promise == number } }
        if let pending {
            for use in pending.resolverUses { tell(use, pending, awaiting) }
            for timer in pending.timers { tell(placed(timer, pending, awaiting)) }
            preferTimers()
        }
        if let origin = node.origin, origin.expression.hasPrefix("Promise.race(") {
            note("Promise.race of an empty list never settles", origin.module, origin.position)
            add(.other, "see that the list for Promise.race is not empty", origin.module, origin.position)
        }
        guard let module = awaiting.module, awaiting.position != nil else { return }
        if case .function = awaiting.kind {
            if remedies.isEmpty { add(.other, Self.callsResolver, module, awaiting.position) }
            return
        }
        let awaited = "do not await \(awaiting.awaits.isEmpty ? "this" : awaiting.awaits) at the top level of \(trace[module].name)"
        if remedies.isEmpty, let pending, !pending.resolverUses.isEmpty {
            add(.other, Self.callsResolver, module, awaiting.position)
        }
        add(.doNotAwait, awaited, module, awaiting.position)
    }

    private mutating func add(_ kind: WaitRemedy.Kind, _ words: String, _ module: ModuleIndex, _ position: Position?) {
        if !remedies.contains(where: { $0.words == words }) {
            remedies.append(WaitRemedy(kind: kind, words: words, module: module, position: position))
        }
    }

    private mutating func note(_ words: String, _ module: ModuleIndex, _ position: Position?) {
        let line = WaitWords.Line(words: words, module: module, position: position)
        // One name is kept in several places: the first tells.
        if !notes.contains(where: { $0.words == words }) { notes.append(line) }
    }

    // MARK: Uses

    private mutating func tell(_ use: PendingPromise.ResolverUse, _ pending: PendingPromise, _ awaiting: WaitGraph.Node) {
        switch use.kind {
        case .missing:
            note("the function that makes it takes no resolver, so that nothing can ever settle it", use.module, use.position)
            add(.other, "let that function take a resolver, and call it: new Promise((resolve) => …)", use.module, use.position)
        case .unused where use.canReject:
            note(
                "the function that makes it does nothing with its resolver '\(use.name)': only an error can end the await, and none came",
                use.module, use.position)
            add(.other, "call \(use.name)() in that function, when what is awaited is there", use.module, use.position)
        case .unused:
            note(
                "the function that makes it does nothing with its resolver '\(use.name)', so that nothing can ever settle it", use.module,
                use.position)
            add(.other, "call \(use.name)() in that function, when what is awaited is there", use.module, use.position)
        case .kept: note("its resolver is kept in '\(use.name)'", use.module, use.position)
        case .returned: note("its resolver is returned here", use.module, use.position)
        case .named:
            note("its resolver '\(use.name)' is named here, and not called", use.module, use.position)
            add(.other, "call it: \(use.name)()", use.module, use.position)
        case .handed:
            if pending.timers.contains(where: { timer in use.name.hasSuffix(timer.function) }) { return }
            tellHanding(use, awaiting)
        case .called: tellCall(use, pending, awaiting)
        }
    }

    /// A call that did not happen, and why.
    private mutating func tellCall(_ use: PendingPromise.ResolverUse, _ pending: PendingPromise, _ awaiting: WaitGraph.Node) {
        let owner = trace[use.module].name
        if let why = words.whyNotBegun(use.module) {
            note("'\(owner)' calls \(use.name) here, and has not begun: \(why)", use.module, use.position)
            guard let module = awaiting.module, use.module != module else { return }
            add(.other, "call \(use.name) in a module that does not wait for \(trace[module].name)", use.module, use.position)
            return
        }
        if let stand = words.stand(before: use) {
            note("\(use.name) is called here, behind the await of line \(stand.line)", use.module, use.position)
            return
        }
        if pending.timers.contains(where: { use.callbackOf.hasSuffix($0.function) && !use.callbackOf.isEmpty }) { return }
        let function = use.function.map { $0.isEmpty ? ", in a function" : ", in \($0)" } ?? ""
        note("\(use.name) would be called here\(function), which did not happen", use.module, use.position)
    }

    /// A call that would be given the resolver, as far as the run has come to it.
    private mutating func tellHanding(_ use: PendingPromise.ResolverUse, _ awaiting: WaitGraph.Node) {
        let owner = trace[use.module].name
        if let why = words.whyNotBegun(use.module) {
            note("'\(owner)' hands its resolver to \(use.name)(…) here, and has not begun: \(why)", use.module, use.position)
        } else if let stand = words.stand(before: use) {
            note("its resolver is handed to \(use.name)(…) here, behind the await of line \(stand.line)", use.module, use.position)
            guard let module = awaiting.module else { return }
            add(.other, "see to it that the await of line \(stand.line) in \(owner) ends", module, awaiting.position)
        } else if use.isReached {
            note("its resolver is handed to \(use.name)(…) here, which has not called it", use.module, use.position)
        } else {
            note(
                "its resolver is handed to \(use.name)(…) here: the run did not come to that, or \(use.name) has not called it", use.module,
                use.position)
        }
    }

    // MARK: Timers

    private static let unreferenced = "do not unref the timer that what is awaited needs"

    /// A timer that has the resolver, and for which nobody waits, says more than what the function does not do.
    private mutating func preferTimers() {
        guard let place = remedies.firstIndex(where: { $0.words == Self.unreferenced }), place > 0 else { return }
        remedies = [remedies[place]]
        notes.sort { ($0.words.hasSuffix("unref'd") ? 0 : 1) < ($1.words.hasSuffix("unref'd") ? 0 : 1) }
    }

    /// A timer that a module of the host's own has set stands where the program asked for it.
    private func placed(_ timer: PendingPromise.Timer, _ pending: PendingPromise, _ awaiting: WaitGraph.Node) -> PendingPromise.Timer {
        guard trace.isHostsOwn(trace[timer.module]) else { return timer }
        var placed = timer
        placed.module = pending.origin?.module ?? awaiting.module ?? timer.module
        placed.position = pending.origin?.position ?? awaiting.position
        return placed
    }

    private mutating func tell(_ timer: PendingPromise.Timer) {
        let time = durationText(timer.time)
        switch timer.state {
        case .fired: note("this \(timer.function) fired at \(time), and did not call its resolver", timer.module, timer.position)
        case .cleared:
            note("this \(timer.function) was to call its resolver, and was cleared", timer.module, timer.position)
            add(.other, "do not clear that timer, or resolve the promise where it is cleared", timer.module, timer.position)
        case .clearedItself:
            note(
                "this \(timer.function) fired, the last time at \(time), and cleared itself without calling its resolver", timer.module,
                timer.position)
            add(
                .other, "settle the promise where the \(timer.function) clears itself, if only by rejecting it", timer.module,
                timer.position)
        case .unreferenced:
            note(
                "this \(timer.function) was due at \(time), and the process does not wait for it: it was unref'd", timer.module,
                timer.position)
            add(.other, Self.unreferenced, timer.module, timer.position)
        case .pending where isGoingOn(timer):
            note("this \(timer.function) goes on, and has not called its resolver", timer.module, timer.position)
        case .pending:
            isDueLater = true
            note("this \(timer.function) is due at \(time), which is past the end of the run", timer.module, timer.position)
        }
    }
}

/// An interval comes again and again.
private func isGoingOn(_ timer: PendingPromise.Timer) -> Bool { timer.function == "setInterval" }

extension WaitWords {
    /// Why a module has not begun; `nil` for one that has, or that stands at an `await`.
    func whyNotBegun(_ module: ModuleIndex) -> String? {
        guard let node = graph.nodes.firstIndex(where: { $0.kind == .module(module) }), graph.nodes[node].position == nil else {
            return nil
        }
        return graph.waits(of: node).first { _ in true }.map(importWords)
    }

    /// Where the code stands that would come to a use later.
    func stand(before use: PendingPromise.ResolverUse) -> Position? {
        trace.pendingWaits.first { wait in
            guard wait.module == use.module, wait.functionName == use.function else { return false }
            return (wait.position.line, wait.position.column) < (use.position.line, use.position.column)
        }?.position
    }
}
