import Analysis
import Diagnostics
import JavaScript
import Simulator
import Text
import Trace

extension UnsettledWaits {
    /// Says of a promise whose maker is async that an error there rejects another promise.
    func tellAsyncExecutor(of end: WaitGraph.Node, _ problem: inout Diagnostic, _ remedies: inout [WaitRemedy]) {
        guard trace.bundler == nil, let origin = end.origin, let read = explanation.texts.read(origin.module),
            let offset = explanation.texts.offset(of: origin.position, in: origin.module),
            let executor = read.executor(ofPromiseAt: offset), read.tree[executor.id].flags.contains(.isAsync),
            !isStanding(executor.id, in: read), let place = explanation.texts.location(at: read.start(of: executor.node), in: origin.module)
        else { return }
        problem.related.insert(
            RelatedPlace(
                "the function that new Promise is given is async: what it throws behind an await rejects another promise, and not this one",
                at: place),
            at: 0)
        remedies.insert(
            WaitRemedy(
                kind: .other, words: "leave new Promise out, and let an async function return the value: then what it throws is heard",
                module: origin.module, position: nil), at: 0)
        remedies.removeAll { $0.words == ResolverWords.callsResolver }
    }

    /// Whether code of a function still waits.
    private func isStanding(_ function: FunctionID, in read: ReadModule) -> Bool {
        trace.pendingWaits.contains { wait in
            guard wait.module == read.index, let offset = explanation.texts.offset(of: wait.position, in: read.index) else { return false }
            return read.function(at: offset) == function
        }
    }

    /// Says of a promise that a worker's message would settle that the program has ended the worker.
    func tellEndedWorker(of end: WaitGraph.Node, _ problem: inout Diagnostic, _ remedies: inout [WaitRemedy]) {
        guard let ended = explanation.run.endedAgents.first, let location = ended.location, let number = end.promise,
            let pending = trace.pendingPromises.first(where: { $0.promise == number }), let origin = end.origin,
            pending.resolverUses.contains(where: { Self.isListening($0.kind == .handed ? $0.name : $0.callbackOf) })
        else { return }
        problem.related.append(
            RelatedPlace("\(ended.name) is ended here, at \(durationText(ended.time)), and posts nothing any more", at: location))
        remedies.insert(
            WaitRemedy(
                kind: .other, words: "end \(ended.name) only when what is awaited has come, or settle the promise where it is ended",
                module: origin.module, position: nil), at: 0)
        remedies.removeAll { $0.words == ResolverWords.callsResolver }
    }

    private static func isListening(_ callee: String) -> Bool {
        ["on", "once", "addListener", "addEventListener"].contains { callee == $0 || callee.hasSuffix("." + $0) }
    }

    // MARK: Races

    /// The `Promise.race` or `Promise.any` that a way goes through.
    func race(on way: [Int]) -> Int? {
        way.dropFirst().first { index in
            let origin = graph.nodes[index].origin
            return origin.map { $0.expression.hasPrefix("Promise.race(") || $0.expression.hasPrefix("Promise.any(") } ?? false
        }
    }

    /// Any end would do for a race: what the second says is told with the first.
    static func join(_ other: Finding, into first: inout Finding) {
        if let colon = first.diagnostic.message.range(of: ": nothing settles") {
            first.diagnostic.message = first.diagnostic.message[..<colon.lowerBound] + ": nothing settles any of the promises of the race"
        }
        if var entry = other.diagnostic.stack.last(where: { $0.kind == .wait }) {
            if entry.name.map({ $0.hasPrefix("which waits for") }) == true {
                entry.name = "or for" + (entry.name?.dropFirst("which waits for".count) ?? "")
            }
            let place = first.diagnostic.stack.lastIndex { $0.kind == .wait }.map { $0 + 1 } ?? first.diagnostic.stack.count
            first.diagnostic.stack.insert(entry, at: place)
        }
        let known = Set(first.diagnostic.related.map(\.location))
        first.diagnostic.related += other.diagnostic.related.filter { !known.contains($0.location) }
        var remedies = first.remedies
        for remedy in other.remedies where !remedies.contains(where: { $0.words == remedy.words }) {
            let end = remedies.firstIndex { $0.change != nil } ?? remedies.count
            remedies.insert(remedy, at: end)
        }
        // What is known of a promise goes before what is always so.
        if let vague = remedies.firstIndex(where: { $0.words == ResolverWords.callsResolver }),
            let end = remedies.firstIndex(where: { $0.change != nil }), end - vague > 1
        {
            let remedy = remedies.remove(at: vague)
            remedies.insert(remedy, at: end - 1)
        }
        first.remedies = remedies
        first.diagnostic.suggestion = remedies.first?.words
        first.diagnostic.alternatives = remedies.dropFirst().map(\.words)
    }
}

extension ReadModule {
    /// The async function around an offset that a `new Promise` is given.
    func executor(around offset: UInt32) -> NodeID? {
        guard let id = function(at: offset), tree[id].flags.contains(.isAsync),
            let node = nodes(where: { if case .function(id) = $0 { true } else { false } }).first, let parent = parents[node],
            case .new(let callee, let arguments) = tree[parent], tree[arguments].first == node,
            case .identifier(let name) = tree[callee], text(name) == "Promise"
        else { return nil }
        return node
    }

    /// The function that a `new Promise` is given that begins at an offset.
    fileprivate func executor(ofPromiseAt offset: UInt32) -> (node: NodeID, id: FunctionID)? {
        for node in nodes(where: { if case .new = $0 { true } else { false } }) where start(of: node) == offset {
            guard case .new(_, let arguments) = tree[node], let first = tree[arguments].first, case .function(let id) = tree[first] else {
                continue
            }
            return (first, id)
        }
        return nil
    }
}
