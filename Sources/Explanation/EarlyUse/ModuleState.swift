import Trace

/// How far a module was at a moment of the run.
enum ModuleState: Equatable {
    /// Its code had not begun.
    case notBegun
    /// The same, since it waited for modules that it imports.
    case waitsForImports
    /// It stood at an `await` of its own.
    case waits(Position)
    /// Its code ran, or had called what ran.
    case runs
    case ended
    case failed
}

/// The run up to a moment.
struct Moment {
    /// By module of the unbundled trace.
    private(set) var states: [ModuleState]
    /// By module, where functions stood at an `await`.
    private(set) var standing: [ModuleIndex: [Position]] = [:]

    /// - Parameters:
    ///   - trace: a run with its events.
    ///   - eventCount: how many of them had been recorded.
    /// - Returns: `nil` where events are missing.
    init?(of trace: Trace, eventCount: Int) {
        guard eventCount <= trace.events.count, !(trace.isTruncated && eventCount == trace.events.count) else { return nil }
        // A mark goes with the events when a bundle's are sorted by its modules: no timer has that number.
        let mark = Event.Kind.timerFired(timer: .min)
        var marked = trace
        let last = trace.events.last
        marked.events.insert(
            Event(time: last?.time ?? 0, turn: last?.turn ?? 0, job: last?.job ?? JobNumber(rawValue: 0), module: nil, kind: mark),
            at: eventCount)
        if eventCount > 0 { marked.events[eventCount].job = trace.events[eventCount - 1].job }
        let unbundled = marked.unbundled
        states = Array(repeating: .notBegun, count: unbundled.modules.count)
        for event in unbundled.events {
            if event.kind == mark { return }
            if let module = event.module { note(event.kind, of: module) }
        }
        return nil
    }

    private mutating func note(_ kind: Event.Kind, of module: ModuleIndex) {
        guard states.indices.contains(Int(module.rawValue)) else { return }
        switch kind {
        case .pendingDependencies(let count, _):
            if states[Int(module.rawValue)] == .notBegun, count > 0 { states[Int(module.rawValue)] = .waitsForImports }
        case .started, .resumed: states[Int(module.rawValue)] = .runs
        case .suspended(let position, _): states[Int(module.rawValue)] = .waits(position)
        case .completed: states[Int(module.rawValue)] = .ended
        case .failed: states[Int(module.rawValue)] = .failed
        case .functionSuspended(_, let position): standing[module, default: []].append(position)
        case .functionResumed(_, let position):
            if let index = standing[module]?.lastIndex(of: position) { standing[module]?.remove(at: index) }
        default: break
        }
    }

    subscript(module: ModuleIndex) -> ModuleState {
        states.indices.contains(Int(module.rawValue)) ? states[Int(module.rawValue)] : .notBegun
    }

    func hasBegun(_ module: ModuleIndex) -> Bool {
        switch self[module] {
        case .notBegun, .waitsForImports: false
        case .waits, .runs, .ended, .failed: true
        }
    }
}
