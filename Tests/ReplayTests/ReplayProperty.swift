import Replay
import Testing
import Trace

/// What is true of every trace that is played.
enum ReplayProperty {
    /// Plays the trace to its end, back to its beginning and to its end again, and compares the states.
    ///
    /// - Parameter name: which run it is, for messages.
    static func check(_ trace: Trace, _ name: String) {
        var replay = Replay(trace)
        let first = replay.state
        // Of a long run not every state is kept.
        let stride = max(1, trace.events.count / 300)
        var kept: [Int: RunState] = [:]
        var patches: [Patch] = []
        while let patch = replay.forward() {
            patches.append(patch)
            if replay.position % stride == 0 { kept[replay.position] = replay.state }
        }
        let last = replay.state
        #expect(replay.position == trace.events.count, "\(name)")
        var state = last
        for position in patches.indices.reversed() {
            state.undo(patches[position])
            if let there = kept[position] { #expect(state == there, "\(name), back at event \(position)") }
        }
        #expect(state == first, "\(name), at the beginning again")
        for patch in patches { state.apply(patch) }
        #expect(state == last, "\(name), at the end again")
    }

    /// Compares the state at the end with what the machine says of it.
    static func checkEnd(_ trace: Trace, _ name: String) {
        guard !trace.isTruncated else { return }
        var replay = Replay(trace)
        while replay.forward() != nil {}
        let state = replay.state
        for (index, module) in trace.modules.enumerated() where module.kind != .request {
            let fields = state.modules[index].fields
            #expect(fields.status == module.status, "\(name): [[Status]] of \(module.name)")
            #expect(fields.cycleRoot == module.cycleRoot, "\(name): [[CycleRoot]] of \(module.name)")
            #expect(
                fields.pending.map { Int($0) } == module.pendingAsyncDependencies, "\(name): [[PendingAsyncDependencies]] of \(module.name)"
            )
            #expect(fields.error.map { trace[$0] } == module.error, "\(name): [[EvaluationError]] of \(module.name)")
            if let hasTLA = fields.hasTLA { #expect(hasTLA == module.hasTLA, "\(name): [[HasTLA]] of \(module.name)") }
        }
        #expect(Int(state.printed) == trace.console.count, "\(name): lines")
        guard trace.outcome == .fulfilled else { return }
        #expect(state.microtasks.isEmpty, "\(name): microtasks \(state.microtasks.elements)")
        #expect(state.loads.isEmpty, "\(name): loads \(state.loads.elements)")
        #expect(state.stack.isEmpty, "\(name): stack \(state.stack)")
        // What nobody waits for is left: timers that were unreferenced.
        let left = state.tasks.elements.filter { job in
            switch job.kind {
            case .timer, .immediate, .fetch, .pageTask, .message, .hostTask: false
            default: true
            }
        }
        #expect(left.isEmpty, "\(name): tasks \(left)")
    }
}
