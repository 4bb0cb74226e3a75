import Analysis
import Diagnostics
import JavaScript
import Simulator
import Trace

extension UnsettledWaits {
    /// Says of a promise that a listener would settle where its event would be emitted, and why that did not happen.
    func tellUnemitted(
        forEndOf way: [Int], awaiting: WaitGraph.Node, _ problem: inout Diagnostic, _ remedies: inout [WaitRemedy]
    ) {
        let seen = seenListenings(forEndOf: way).lazy.compactMap { $0 }.first { $0.event.last == nil }
        guard let (event, listening) = seen else { return }
        guard let (module, call) = emission(of: event.name), let place = explanation.texts.location(at: call.start, in: module) else {
            return tellNeverEmitted(event.name, listening, &problem, &remedies)
        }
        let name = trace[module].name
        let node = graph.nodes.first { $0.kind == .module(module) }
        guard let node else { return }
        let whom = awaiting.module.map { trace[$0].name } ?? ""
        let isCircle = awaiting.module.map { waits(module, for: $0) } ?? false
        let circle = isCircle ? ", which waits for '\(whom)'" : ""
        if let stands = node.position {
            problem.related.append(
                RelatedPlace("'\(event.name)' is emitted here, behind the await of line \(stands.line)\(circle)", at: place))
        } else {
            problem.related.append(RelatedPlace("'\(event.name)' is emitted here, and '\(name)' has not begun\(circle)", at: place))
        }
        remedies.removeAll { $0.words == ResolverWords.callsResolver }
        guard isCircle else { return }
        let words =
            node.position.map { "in \(name), emit '\(event.name)' before the await of line \($0.line)" }
            ?? "emit '\(event.name)' in a module that does not wait for \(whom)"
        let remedy = WaitRemedy(kind: .other, words: words, module: module, position: nil)
        // What is awaited only so that code behind it runs can go.
        remedies.insert(remedy, at: remedies.first?.kind == .doNotAwait && awaiting.usesValue == false ? 1 : 0)
    }

    /// By event of a stream: what has to be done for it to come.
    private static let bringing = [
        "finish": "end the stream by end(): 'finish' comes when all is written, and not before that",
        "end": "read the stream, by a listener for 'data' or by resume(): 'end' comes when all was read",
    ]

    /// An event that no text of the program emits.
    private func tellNeverEmitted(
        _ event: String, _ listening: SeenEvent.Listening, _ problem: inout Diagnostic, _ remedies: inout [WaitRemedy]
    ) {
        guard let words = Self.bringing[event], let frame = listening.call.frames.first,
            let place = explanation.texts.location(of: frame.position, in: frame.module)
        else { return }
        problem.related.append(RelatedPlace("'\(event)' is listened for here, and has not come when the run ends", at: place))
        remedies.removeAll { $0.words == ResolverWords.callsResolver }
        remedies.insert(WaitRemedy(kind: .other, words: words, module: frame.module, position: nil), at: 0)
    }

    /// The call at a module's top level that emits an event, and that the run did not come to.
    private func emission(of event: String) -> (ModuleIndex, call: (start: UInt32, node: NodeID))? {
        for index in explanation.finder.searched {
            guard let module = explanation.texts.read(index), graph.nodes.contains(where: { $0.kind == .module(index) }) else { continue }
            for call in module.nodes(where: { if case .call = $0 { true } else { false } }) {
                guard case .call(let callee, let arguments, _) = module.tree[call], case .member(_, let method, _) = module.tree[callee],
                    module.text(method) == "emit", let first = module.tree[arguments].first, module.string(first) == event,
                    module.functions(around: call).isEmpty
                else { continue }
                return (index, (module.start(of: call), call))
            }
        }
        return nil
    }
}

extension UnsettledWaits {
    /// Says of a promise of which nothing is known what would settle it that timers are left for which the process does not wait.
    func tellUnreferenced(forEnd end: WaitGraph.Node, _ problem: inout Diagnostic, _ remedies: inout [WaitRemedy]) {
        let pending = end.promise.flatMap { number in trace.pendingPromises.first { $0.promise == number } }
        guard pending?.timers.isEmpty != false else { return }
        // Of what settles another promise that is told there.
        let told = trace.pendingPromises.flatMap(\.timers)
        let timers = explanation.run.unreferencedTimers.filter { timer in
            !told.contains { $0.module == timer.place.module && $0.position == timer.place.position }
        }
        let places = timers.prefix(2).compactMap { timer in
            explanation.texts.location(of: timer.place.position, in: timer.place.module).map {
                RelatedPlace("\(explanation.words(for: timer)) was still to come, and the process does not wait for it", at: $0)
            }
        }
        guard let timer = timers.first, !places.isEmpty else { return }
        problem.related += places
        remedies.removeAll { $0.words == ResolverWords.callsResolver }
        remedies.insert(
            WaitRemedy(
                kind: .other,
                words: "keep the process alive until then, by a timer that is not unref'd, if what is awaited comes of it",
                module: timer.place.module, position: nil), at: 0)
    }
}

extension Explanation {
    /// `this setTimeout`, as the text calls it: a timer may be asked for by another call.
    func words(for task: LeftBehind.Task) -> String {
        guard let read = texts.read(task.place.module), let offset = texts.offset(of: task.place.position, in: task.place.module),
            let call = read.calls(at: offset).first, let written = read.written(call.callee), written.hasPrefix("AbortSignal.")
        else { return "this \(task.function)" }
        return "what this \(written) sets"
    }
}
