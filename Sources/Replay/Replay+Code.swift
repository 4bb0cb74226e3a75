import Trace

/// Bodies that run, and code that stands at an `await`.
extension Replay {
    mutating func playCode(_ event: Event) {
        switch event.kind {
        case .stack(let index): playStack(index, event)
        case .functionSuspended(let name, let position):
            let function = SuspendedFunction(name: name, module: module(event), position: position)
            note(.function(state.functions.append(function, key: function)))
        case .functionResumed(let name, let position):
            let function = SuspendedFunction(name: name, module: module(event), position: position)
            note(state.functions.removeFirst(function).map { .function($0) })
        default: if let module = module(event) { playBody(event.kind, of: module) }
        }
    }

    private mutating func playBody(_ kind: Event.Kind, of module: ModuleIndex) {
        change(module) { fields in
            switch kind {
            case .started: fields.activity = .runs
            case .suspended(let position, _):
                fields.activity = .suspended
                fields.position = position
            case .resumed(let position):
                fields.activity = .runs
                fields.position = position
            case .completed:
                fields.activity = .done
                fields.position = nil
            case .failed:
                fields.activity = .failed
                fields.position = nil
            default: break
            }
        }
    }

    /// Frames that are the same at the outer end stay.
    private mutating func playStack(_ index: StackIndex, _ event: Event) {
        let frames = trace.frames(of: index)
        var kept = 0
        while kept < frames.count, kept < state.stack.count, frames[kept] == state.stack[kept] { kept += 1 }
        let removed = Array(state.stack[kept...])
        let added = Array(frames[kept...])
        guard !removed.isEmpty || !added.isEmpty else { return }
        note(.stack(keeping: kept, removed: removed, added: added))
        state.stack.replaceSubrange(kept..., with: added)
        // A body is where its frame is.
        for frame in added where frame.isBody {
            guard let module = frame.module.flatMap({ known($0) }), let position = frame.position else { continue }
            change(module) { if $0.activity == .runs { $0.position = position } }
        }
    }
}
