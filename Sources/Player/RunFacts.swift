import Replay
import Text
import Trace

/// What is asked of a run again and again while it is written.
struct RunFacts {
    let run: PlayerRun
    private var trace: Trace { run.trace }
    /// By number of an `import()`: its specifier.
    private(set) var specifiers: [Int32: TextIndex] = [:]
    /// By timer and by fetch: the first job that is queued for it.
    private(set) var jobsOfTimers: [Int32: JobNumber] = [:]
    private(set) var jobsOfFetches: [Int32: JobNumber] = [:]

    init(_ run: PlayerRun) {
        self.run = run
        for event in run.trace.events {
            switch event.kind {
            case .importCalled(let number, let specifier, _): specifiers[number] = specifier
            case .jobQueued(let job, .timer(let timer), _): if jobsOfTimers[timer] == nil { jobsOfTimers[timer] = job }
            case .jobQueued(let job, .fetch(let number), _): if jobsOfFetches[number] == nil { jobsOfFetches[number] = job }
            default: break
            }
        }
    }

    /// The module's number; -1 for none, and for one that the trace does not have.
    func number(_ module: ModuleIndex?) -> Int {
        guard let module, trace.modules.indices.contains(Int(module.rawValue)) else { return -1 }
        return Int(module.rawValue)
    }

    func text(_ index: TextIndex) -> String { trace.texts.indices.contains(Int(index.rawValue)) ? visibleText(trace[index]) : "" }

    /// A place of the trace as a row and a column of the text that the page shows; where that is not known, as the trace has it.
    func place(of position: Position, in module: ModuleIndex?) -> (row: Int, column: Int) {
        let number = number(module)
        if run.sources.indices.contains(number), let place = run.sources[number]?.place(of: position) { return place }
        return (Int(position.line), Int(position.column))
    }

    /// Where a step happens: at the event's own place, or where the module's code stands.
    func place(of event: Event, _ stack: [TraceFrame]) -> (row: Int, column: Int)? {
        if let position = event.kind.position { return place(of: position, in: event.module) }
        let frame = stack.last { $0.position != nil && (event.module == nil || $0.module == event.module) }
        return frame.flatMap { frame in frame.position.map { place(of: $0, in: frame.module) } }
    }
}

extension Event.Kind {
    /// The place of which the event itself tells.
    var position: Position? {
        switch self {
        case .suspended(let position, _), .resumed(let position), .functionSuspended(_, let position), .functionResumed(_, let position),
            .partSuspended(let position, _), .partResumed(let position), .importCalled(_, _, let position),
            .promiseCreated(_, .call(let position)):
            position
        case .blocked(_, let position): position
        default: nil
        }
    }
}
