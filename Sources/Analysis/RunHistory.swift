import Text
import Trace

/// What each module did in a run and in which jobs, to be asked in any order.
struct RunHistory {
    /// A place at which code stood.
    struct Stand: Sendable, Equatable {
        var module: ModuleIndex
        var position: Position
        var expression: String
        /// The event at which it stopped there, and the one at which it went on; `nil` for never.
        var from: Int
        var to: Int?
    }

    let trace: Trace
    /// By module: the event at which its body began; `nil` when it never did.
    private(set) var starts: [Int?]
    /// By module: the module whose end made it begin, as the specification has it.
    private(set) var wakers: [ModuleIndex?]
    /// By module: the event at which it ended.
    private(set) var ends: [Int?]
    /// The places at which bodies stood, in the order in which they stopped there.
    private(set) var stands: [Stand] = []
    /// By module: into ``stands``.
    private(set) var standsOfModule: [[Int]]
    /// The first module whose own code failed: the event, the module, the error.
    private(set) var failure: (event: Int, module: ModuleIndex, error: String)?
    /// By console line: its event.
    private(set) var lines: [Int]
    /// By event at which a body went on: into ``stands``.
    private var standEndedBy: [Int: Int] = [:]
    /// By microtask: the event at which it was queued.
    private var queuedAt: [JobNumber: Int] = [:]
    private let numbers: [ExactText: Int]

    init(_ trace: Trace) {
        self.trace = trace
        numbers = Dictionary(trace.modules.enumerated().map { (ExactText($1.name), $0) }) { first, _ in first }
        starts = Array(repeating: nil, count: trace.modules.count)
        wakers = Array(repeating: nil, count: trace.modules.count)
        ends = starts
        standsOfModule = Array(repeating: [], count: trace.modules.count)
        lines = Array(repeating: trace.events.count, count: trace.console.count)
        for (index, event) in trace.events.enumerated() {
            if case .console(let line) = event.kind, lines.indices.contains(Int(line)) { lines[Int(line)] = index }
            if case .jobQueued(let job, let kind, _) = event.kind, !kind.isTask { queuedAt[job] = index }
            guard let module = event.module, trace.modules.indices.contains(Int(module.rawValue)) else { continue }
            let number = Int(module.rawValue)
            switch event.kind {
            case .started(let waker):
                if starts[number] == nil { (starts[number], wakers[number]) = (index, waker) }
            case .suspended(let position, let expression):
                standsOfModule[number].append(stands.count)
                stands.append(Stand(module: module, position: position, expression: trace[checked: expression], from: index, to: nil))
            case .resumed:
                if let open = standsOfModule[number].last, stands[open].to == nil {
                    stands[open].to = index
                    standEndedBy[index] = open
                }
            case .failed(let error, nil):
                if ends[number] == nil { ends[number] = index }
                if failure == nil { failure = (index, module, trace[checked: error]) }
            case .completed, .failed: if ends[number] == nil { ends[number] = index }
            default: break
            }
        }
    }

    func module(named name: String) -> ModuleIndex? { numbers[ExactText(name)].map { ModuleIndex($0) } }

    func start(of module: ModuleIndex) -> Int? { starts[Int(module.rawValue)] }
    func end(of module: ModuleIndex) -> Int? { ends[Int(module.rawValue)] }

    func time(_ event: Int) -> Int64 { trace.events.indices.contains(event) ? trace.events[event].time : trace.end }

    /// Where a module stands when an event happens; `nil` when it runs, has not begun or is done.
    func stand(of module: ModuleIndex, at event: Int) -> Stand? {
        standsOfModule[Int(module.rawValue)].lazy.map { stands[$0] }.last { $0.from < event && ($0.to ?? .max) >= event }
    }

    /// The await of another module behind which an event happens: one that went on in the same job, or in the jobs that led to it.
    func awaitBehind(_ event: Int, of module: ModuleIndex) -> Stand? {
        var event = event
        var found: Stand?
        // Between an await that goes on and what that lets begin lie a few microtasks.
        for _ in 0..<64 {
            let job = trace.events[event].job
            var index = event
            while index >= 0, trace.events[index].job == job {
                if let stand = standEndedBy[index], stands[stand].module != module { found = stands[stand] }
                index -= 1
            }
            guard found == nil, let queued = queuedAt[job], queued < event else { break }
            event = queued
        }
        return found
    }

    /// What stands open at the end, those that stopped last first.
    var openStands: [Stand] { stands.filter { $0.to == nil }.reversed() }
}
