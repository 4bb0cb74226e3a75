import Analysis
import Diagnostics
import Hosts
import JavaScript
import Programs
import Simulator
import Trace

/// A listener that came after its event, which did not come again.
struct LateListening {
    var event: String
    /// Whether the event is one of a page's document or window.
    var isOfPage: Bool
    /// The last time that it came.
    var missed: SeenEvent.Call
    var listening: SeenEvent.Call

    /// The code that listens: the module at whose top level all began is behind it.
    var place: UncaughtError.Frame? { listening.frames.first }
}

/// Looks at who emits events and who listens, by running the program again.
///
/// Nothing is told of a bundle, whose modules are other ones than the user's.
struct ListeningFinder {
    let run: Run
    let program: Program
    let texts: SourceTexts

    /// A run with more events is not run again for this.
    private static let eventLimit = 200_000
    /// What the text of a program has that listens for anything.
    private static let words = [
        "once(", ".on(", "addListener(", "addEventListener(", "prependListener(", ".onload", ".onopen", ".onmessage",
    ]

    /// What a run saw that watched; empty where the program does not listen for anything.
    func seenEvents(_ watched: WatchedEvents) -> [SeenEvent] {
        guard run.trace.bundler == nil, program.making == nil, run.trace.events.count <= Self.eventLimit, mentionsListeners else {
            return []
        }
        var options = RunOptions(host: Explanation.host(of: run, program), seed: run.trace.seed)
        options.watchedEvents = watched
        return program.run(options).seenEvents
    }

    /// Whether the text of a module emits an event.
    var emits: Bool { mentions([".emit("]) }

    private var mentionsListeners: Bool { mentions(Self.words) }

    /// Whether the text of a module has one of those names in quotes.
    func mentions(_ names: Set<String>) -> Bool { mentions(names.sorted().flatMap { ["'\($0)'", "\"\($0)\"", "`\($0)`"] }) }

    private func mentions(_ words: [String]) -> Bool {
        let words = words.map { Array($0.utf8) }
        return run.trace.modules.indices.prefix(EarlyUseFinder.moduleLimit).contains { index in
            guard let text = texts.file(of: ModuleIndex(index))?.bytes else { return false }
            return words.contains { text.holds($0) }
        }
    }
}

extension SeenEvent {
    /// A listener that came after the event, which did not come again; `nil` for any other.
    func late(_ listening: Listening) -> LateListening? {
        guard !isCut, let missed = listening.missed, !listening.isReached, listening.takenOff == nil else { return nil }
        return LateListening(event: name, isOfPage: isOfPage, missed: missed, listening: listening.call)
    }
}

extension [UInt8] {
    /// Whether a text stands in this one. Linear in the length of both.
    fileprivate func holds(_ word: [UInt8]) -> Bool {
        guard let first = word.first, count >= word.count else { return false }
        return withUnsafeBufferPointer { text in
            var start = 0
            while let found = text[start...].firstIndex(of: first), found + word.count <= text.count {
                if text[found..<found + word.count].elementsEqual(word) { return true }
                start = found + 1
            }
            return false
        }
    }
}

extension UnsettledWaits {
    /// The listeners by which the promise at the end of a way would be settled, those that came too late as such; `nil` stands for any other.
    func listenings(forEndOf way: [Int]) -> [LateListening?] {
        seenListenings(forEndOf: way).map { seen in seen.flatMap { $0.event.late($0.listening) } }
    }

    /// The same listeners, whatever became of them; `nil` stands for what else may settle the promise.
    func seenListenings(forEndOf way: [Int]) -> [(event: SeenEvent, listening: SeenEvent.Listening)?] {
        let end = graph.nodes[way[way.count - 1]]
        let calls = makingCalls(way)
        let uses = end.promise.flatMap { number in trace.pendingPromises.first { $0.promise == number } }?.resolverUses ?? []
        var found: [(event: SeenEvent, listening: SeenEvent.Listening)?] = []
        // Kept elsewhere, or called only if something holds, it may wait for more than the event.
        if uses.contains(where: { use in
            isConditional(use.module, use.position) || use.kind == .kept && !isInsideAny(use.module, use.position)
        }) {
            found.append(nil)
        }
        for event in explanation.seenEvents where event.name != "error" {
            for listening in event.listenings {
                // What `new Promise` was given may do other things besides.
                let isMeant =
                    uses.isEmpty
                    ? listening.call.frames.contains { frame in
                        calls.contains { $0.module == frame.module && $0.position == frame.position }
                    }
                    : uses.contains { isInside($0.module, $0.position, listening.call) }
                if isMeant { found.append((event, listening)) }
            }
        }
        return found
    }

    private func isInsideAny(_ module: ModuleIndex, _ position: Position) -> Bool {
        explanation.seenEvents.contains { event in event.listenings.contains { isInside(module, position, $0.call) } }
    }

    /// Whether a test decides, in the function around it, if a place is reached.
    private func isConditional(_ module: ModuleIndex, _ position: Position) -> Bool {
        guard let read = explanation.texts.read(module), let offset = explanation.texts.offset(of: position, in: module),
            let index = read.tree.nodes.indices.first(where: { read.tree.ranges[$0].start == offset })
        else { return false }
        for parent in read.ancestors(of: NodeID(UInt32(index))) {
            switch read.tree[parent] {
            case .if, .conditional, .logical, .switch: return true
            case .function, .functionDeclaration: return false
            default: continue
            }
        }
        return false
    }

    /// Where the calls begin that made the promises of a way, or that are awaited there.
    private func makingCalls(_ way: [Int]) -> [(module: ModuleIndex, position: Position)] {
        way.flatMap { index in
            let node = graph.nodes[index]
            var calls = [node.origin.map { ($0.module, $0.position) }].compactMap { $0 }
            if let module = node.module, let position = node.position, let read = explanation.texts.read(module),
                let offset = explanation.texts.offset(of: position, in: module),
                let place = read.makingCall(ofAwaitAt: offset).flatMap({ explanation.texts.location(at: $0, in: module) })
            {
                calls.append((module, Position(line: Int32(place.line), column: Int32(place.column))))
            }
            return calls
        }
    }

    /// Whether a place is the call that listens, or stands in what that is given.
    private func isInside(_ module: ModuleIndex, _ position: Position, _ listening: SeenEvent.Call) -> Bool {
        guard let call = listening.frames.first, call.module == module, let read = explanation.texts.read(module),
            let start = explanation.texts.offset(of: call.position, in: module),
            let offset = explanation.texts.offset(of: position, in: module)
        else { return false }
        if start == offset { return true }
        return read.calls(at: start).contains { _, _, arguments in
            read.tree[arguments].contains { argument in
                let range = read.tree.range(of: argument)
                return range.start <= offset && offset < range.end
            }
        }
    }
}

extension ReadModule {
    /// Where what an `await` waits for begins; of a constant, what that was given.
    fileprivate func makingCall(ofAwaitAt offset: UInt32) -> UInt32? {
        guard let wait = self.await(at: offset)?.node, case .await(let operand) = tree[wait] else { return nil }
        guard let id = bindings.binding(of: operand), bindings[id].kind == .const, let value = declarator(of: id)?.value else {
            return start(of: operand)
        }
        return start(of: value)
    }

    /// The calls that begin at an offset, innermost first.
    func calls(at offset: UInt32) -> [(node: NodeID, callee: NodeID, arguments: NodeList)] {
        tree.nodes.indices.compactMap { index in
            guard tree.ranges[index].start == offset, case .call(let callee, let arguments, _) = tree.nodes[index] else { return nil }
            return (NodeID(UInt32(index)), callee, arguments)
        }
    }
}
