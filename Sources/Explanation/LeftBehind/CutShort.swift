import Analysis
import Diagnostics
import JavaScript
import Simulator
import Text
import Trace

/// A call of `process.exit()` that came before all was done: what had begun, and does not come to its end.
struct CutShort {
    private let left: LeftBehind
    private let waits: UnsettledWaits
    private let explanation: Explanation
    private var texts: SourceTexts { explanation.texts }

    /// What is due later than that is a limit of time, or not meant for the start.
    private static let delayLimit: Int64 = 1_000_000_000
    private static let placeLimit = 3

    init(_ left: LeftBehind, _ waits: UnsettledWaits, _ explanation: Explanation) {
        self.left = left
        self.waits = waits
        self.explanation = explanation
    }

    /// `nil` where nothing is lost that the text shows to be meant.
    var finding: Finding? {
        guard let exit = left.exit.first, waits.trace.modules.indices.contains(Int(exit.module.rawValue)),
            !waits.trace[exit.module].name.contains("node_modules/")
        else { return nil }
        let waiting = waitingFunctions
        let places = (waiting.isEmpty ? tasks : waiting) + beforeExit
        guard !places.isEmpty else { return nil }
        var problem = texts.problem(
            .runtime, "process.exit() ends the process here, and what was begun before does not come to its end", at: exit.position,
            in: exit.module)
        problem.severity = .warning
        problem.related = Array(places.prefix(Self.placeLimit))
        let more = places.count - problem.related.count
        if more > 0 { problem.stack.append(StackEntry(.omitted, name: "\(more) more that was begun")) }
        let remedies = problem.suggest([
            "set process.exitCode in its place: the process then ends by itself, when all is done",
            "wait for what was begun before process.exit(): await its promise, or call it where that tells that it is done",
        ])
        return Finding(.leftBehind, problem, remedies: remedies)
    }

    /// The async functions and modules that wait for a timer which was still to come.
    private var waitingFunctions: [RelatedPlace] {
        let graph = waits.graph
        return graph.nodes.indices.compactMap { index in
            let node = graph.nodes[index]
            guard let module = node.module, let position = node.position, let timer = timer(settling: index),
                timer.time - left.trace.end < Self.delayLimit,
                let place = texts.location(of: position, in: module)
            else { return nil }
            let name: String
            switch node.kind {
            case .function(let function, _): name = function.isEmpty ? "an async function" : "'\(function)'"
            default: name = "'\(waits.trace[module].name)'"
            }
            let awaited = node.awaits.isEmpty ? "" : " for \(node.awaits)"
            return RelatedPlace("\(name) still waits here\(awaited), which would end at \(durationText(timer.time))", at: place)
        }
    }

    /// The timer for which a node waits, directly or through promises.
    private func timer(settling start: Int) -> PendingPromise.Timer? {
        var queue = [start]
        var seen: Set<Int> = [start]
        while let index = queue.popLast() {
            if let number = waits.graph.nodes[index].promise,
                let pending = waits.trace.pendingPromises.first(where: { $0.promise == number }),
                let timer = pending.timers.first(where: { $0.state == .pending && $0.function != "setInterval" })
            {
                return timer
            }
            for edge in waits.graph.waits(of: index) where seen.insert(edge.to).inserted {
                // Another function or module tells of itself.
                if waits.graph.nodes[edge.to].module == nil { queue.append(edge.to) }
            }
        }
        return nil
    }

    /// Timers and immediates that were to call something.
    private var tasks: [RelatedPlace] {
        left.tasks.compactMap { task in
            guard task.delay < Self.delayLimit, !isGuard(task.place), !isDone(task.place),
                let place = texts.location(of: task.place.position, in: task.place.module)
            else { return nil }
            let due = task.time.map { ", due at \(durationText($0))" } ?? ""
            return RelatedPlace("\(explanation.words(for: task)) was still to come\(due)", at: place)
        }
    }

    /// Whether a timer is there to end something that takes too long.
    private func isGuard(_ place: UncaughtError.Frame) -> Bool {
        guard let read = texts.read(place.module), let offset = texts.offset(of: place.position, in: place.module),
            let call = read.nodes(where: { if case .call = $0 { true } else { false } }).first(where: { read.start(of: $0) == offset })
        else { return false }
        let range = read.tree.range(of: call)
        let text = String(decoding: read.tree.source.bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
        return ["exit(", "abort(", "reject", "throw "].contains { text.contains($0) }
    }

    /// Whether the module that ends the process calls, before it does, the function that the timer or its like was to call.
    private func isDone(_ place: UncaughtError.Frame) -> Bool {
        guard let exit = left.exit.first, let ending = texts.read(exit.module),
            let end = texts.offset(of: exit.position, in: exit.module), let read = texts.read(place.module),
            let offset = texts.offset(of: place.position, in: place.module), let call = read.calls(at: offset).first,
            let callback = read.tree[call.arguments].first, case .identifier(let name) = read.tree[callback]
        else { return false }
        let function = read.text(name)
        return ending.nodes { if case .call = $0 { true } else { false } }.contains { node in
            guard case .call(let callee, _, _) = ending.tree[node], ending.start(of: node) < end else { return false }
            switch ending.tree[callee] {
            case .identifier(let name), .member(_, let name, _): return ending.text(name) == function
            default: return false
            }
        }
    }

    /// Listeners for `beforeExit`, which comes only when a process ends by itself.
    private var beforeExit: [RelatedPlace] {
        for index in explanation.finder.searched {
            guard let read = texts.read(index) else { continue }
            for call in read.nodes(where: { if case .call = $0 { true } else { false } }) {
                guard read.processEvent(ofListeningCall: call) == "beforeExit",
                    let place = texts.location(at: read.start(of: call), in: index)
                else { continue }
                return [RelatedPlace("this listener for 'beforeExit' is not called: that comes when a process ends by itself", at: place)]
            }
        }
        return []
    }
}
