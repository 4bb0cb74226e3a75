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
}

/// What a run sees of the promise that it watches.
struct RejectionWatch {
    var promise: PromiseID?
    /// By coroutine that stood at an `await` when the rejection was told of: its promise, the instruction, and the promise that it awaited.
    var standing: [Int32: (promise: PromiseID, instruction: Int32, awaited: PromiseID?)] = [:]
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
        reports.watch.handling = handling
    }

    /// An error is told of that nothing caught.
    mutating func noteNotCaught(_ value: Value, _ promise: PromiseID?) {
        guard let watched = reports.watch.promise, promise != watched, reports.watch.handling != nil,
            heap.promises[Int(watched.index)].result == value
        else { return }
        reports.watch.handling?.isCaught = false
    }
}
