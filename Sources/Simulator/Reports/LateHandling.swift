import JavaScript
import Trace

/// Where a rejected promise got its handler after its rejection had been told of.
public struct LateHandling: Sendable {
    /// The virtual time at which the rejection was told of, and that at which the handler came; nanoseconds.
    public var toldTime: Int64
    public var time: Int64
    /// The calls that were running when it came, innermost first.
    public var frames: [UncaughtError.Frame]
    /// What was called then, as messages write it; `nil` for an `await`.
    public var callee: String?
    /// Where the function or module stood that attached the handler, when the rejection was told of; `nil` where it had not begun, or did not
    /// stand at an `await`.
    public var await: UncaughtError.Frame?
    /// Whether the promise is older than that `await`.
    public var wasThereBefore = false
    /// Whether nobody was told of the same error again.
    public var isCaught = true
    /// What attached it is the body of a module that had not begun when the rejection was told of.
    public var notBegun: NotBegun?
    /// What attached it was called by this timer, or its like, which was asked for there.
    public var task: (name: String, place: UncaughtError.Frame)?

    public struct NotBegun: Sendable, Equatable {
        public var module: ModuleIndex
        /// The module that it waited for; `nil` where that is not known.
        public var awaited: ModuleIndex?
        /// The import by which it did.
        public var request: UncaughtError.Frame?
        /// Whether it had not been asked for then.
        public var isNew = false
    }
}

/// What a run sees of the promise that it watches.
struct RejectionWatch {
    var promise: PromiseID?
    /// By coroutine that stood at an `await` when the rejection was told of: its promise, the instruction, and the promise that it awaited.
    var standing: [Int32: (promise: PromiseID, instruction: Int32, awaited: PromiseID?)] = [:]
    /// By module that waited for others when the rejection was told of: the first of them that was not done.
    var awaited: [Int32: ModuleID] = [:]
    /// Modules that had been asked for then, and not begun.
    var notBegun: Set<Int32> = []
    /// How many modules had been asked for then.
    var moduleCount = 0
    var toldTime: Int64?
    var handling: LateHandling?
}

extension Machine {
    @inline(__always) func watches(_ promise: PromiseID) -> Bool { reports.watch.promise == promise }

    /// The promise is about to be told of.
    mutating func beginWatch() {
        reports.watch.toldTime = loop.now
        let awaited = pendingReactions().awaited
        for id in coroutines.ids where coroutines[id].state == .suspended {
            reports.watch.standing[id.index] = (coroutines[id].promise, coroutines[id].frame.pc - 1, awaited[id.index])
        }
        reports.watch.moduleCount = graph.modules.count
        for index in graph.modules.indices {
            switch graph.modules[index].status {
            case .new, .unlinked, .linking, .linked, .evaluating: reports.watch.notBegun.insert(Int32(index))
            case .evaluatingAsync: noteImporters(of: index)
            case .evaluated: break
            }
        }
    }

    /// The modules that have not begun since this one is not done.
    private mutating func noteImporters(of index: Int) {
        var link = graph.modules[index].firstParent
        while link >= 0 {
            let parent = graph.parentLinks[Int(link)]
            link = parent.next
            guard graph[parent.module].status == .evaluatingAsync, graph[parent.module].pendingAsyncDependencies > 0 else { continue }
            reports.watch.notBegun.insert(parent.module.index)
            if reports.watch.awaited[parent.module.index] == nil {
                reports.watch.awaited[parent.module.index] = ModuleID(index: Int32(index))
            }
        }
    }

    /// The promise gets a handler.
    mutating func noteHandler() {
        guard let toldTime = reports.watch.toldTime, reports.watch.handling == nil else { return }
        var frames: [UncaughtError.Frame] = []
        var instruction = max(0, running.pc - 1)
        for depth in 0..<min(running.frames.count, ErrorStack.limit) {
            if depth > 0 { instruction = max(0, running.frames[running.frames.count - depth].pc - 1) }
            if let frame = frame(of: instruction) { frames.append(frame) }
        }
        var handling = LateHandling(toldTime: toldTime, time: loop.now, frames: frames)
        if !running.frames.isEmpty, code.instructions[Int(max(0, running.pc - 1))].opcode != .await {
            handling.callee = callee(of: running.pc - 1)?.text ?? ""
        }
        if let outermost = running.frames.first?.coroutine, outermost != .none, let stood = reports.watch.standing[outermost.index],
            stood.promise == coroutines[outermost].promise
        {
            handling.await = frame(of: stood.instruction)
            if let watched = reports.watch.promise, let awaited = stood.awaited { handling.wasThereBefore = watched.index < awaited.index }
        }
        if handling.await == nil {
            handling.notBegun = lateModule()
            if handling.notBegun == nil { handling.task = runningTask() }
        }
        reports.watch.handling = handling
    }

    /// The module whose body attaches the handler, where that had not begun.
    private mutating func lateModule() -> LateHandling.NotBegun? {
        // The instruction of the outermost call, which is that of a body.
        let outermost = running.frames.count > 1 ? running.frames[1].pc - 1 : running.pc - 1
        guard !running.frames.isEmpty, outermost >= 0, let function = function(of: outermost), function.flags.contains(.isModule) else {
            return nil
        }
        let module = graph.moduleOfUnit[Int(function.unit.index)]
        guard module != .none else { return nil }
        var late = LateHandling.NotBegun(module: ModuleIndex(Int(module.index)))
        if Int(module.index) >= reports.watch.moduleCount {
            late.isNew = true
            return late
        }
        guard reports.watch.notBegun.contains(module.index) else { return nil }
        if let awaited = reports.watch.awaited[module.index] {
            late.awaited = ModuleIndex(Int(awaited.index))
            late.request = request(of: module, for: awaited)
        }
        return late
    }

    /// The import by which a module waits for another: of that itself, or of one that is in a cycle of imports with it.
    private mutating func request(of module: ModuleID, for awaited: ModuleID) -> UncaughtError.Frame? {
        let unit = graph[module].unit
        guard unit.index >= 0 else { return nil }
        let requests = code.requests[code.modules[Int(unit.index)].requests]
        let targets = requests.indices.map { graph.loadedModules[Int(graph[module].requestStart) + $0 - requests.startIndex] }
        guard
            let number = targets.firstIndex(of: awaited)
                ?? targets.firstIndex(where: { $0 != .none && graph[$0].cycleRoot == awaited }),
            let position = position(of: Place(unit: unit, offset: requests[requests.startIndex + number].range.start))
        else { return nil }
        return UncaughtError.Frame(module: ModuleIndex(Int(module.index)), position: position)
    }

    /// The task of the program that runs, and where it was asked for.
    private mutating func runningTask() -> (name: String, place: UncaughtError.Frame)? {
        let current = loop.recurrence.current
        guard current >= 0, let place = loop.recurrence.origins[Int(current)].place, let position = position(of: place) else { return nil }
        let module = graph.moduleOfUnit[Int(place.unit.index)]
        guard module != .none else { return nil }
        let name =
            loop.timers.first { $0.origin == current }.map { self.name(of: $0) }
            ?? (loop.immediates.records.contains { $0.origin == current } ? "setImmediate" : "task")
        return (name, UncaughtError.Frame(module: ModuleIndex(Int(module.index)), position: position))
    }

    /// An error is told of that nothing caught.
    mutating func noteNotCaught(_ value: Value, _ promise: PromiseID?) {
        guard let watched = reports.watch.promise, promise != watched, reports.watch.handling != nil,
            heap.promises[Int(watched.index)].result == value
        else { return }
        reports.watch.handling?.isCaught = false
    }
}
