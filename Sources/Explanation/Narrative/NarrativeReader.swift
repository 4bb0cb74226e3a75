import Analysis
import Diagnostics
import Text
import Trace

/// Tells a run in few sentences: one for each stretch in which a module's code runs, and one for what else matters.
struct NarrativeReader {
    typealias Part = Narrative.Part
    typealias Step = Narrative.Step

    let words: NarrativeWords
    var trace: Trace { words.trace }
    var steps: NarrativeSteps

    var stretch: Stretch?
    var quiet: QuietBodies?
    var waits: CommonWait?
    /// The job that runs, and how it began.
    var job = JobNumber(rawValue: -1)
    var jobKind = JobKind.hostStart
    /// The async function that goes on in it.
    var function: (name: String, place: SourceLocation?)?
    /// The body that stopped last, while the walk over the graph goes on: its siblings do not wait for it.
    var lastSuspended: ModuleIndex?
    var hasStarted = false
    /// The message of another agent that came last, of which nothing is told yet.
    var arrival: Arrival?

    /// - Parameter limit: how many steps are kept.
    init(_ words: NarrativeWords, limit: Int) {
        self.words = words
        steps = NarrativeSteps(limit: limit)
    }

    mutating func read() -> NarrativeSteps {
        for (index, event) in trace.events.enumerated() { read(event, index) }
        flush()
        return steps
    }

    private mutating func read(_ event: Event, _ index: Int) {
        if event.job != job {
            endStretch()
            endArrival()
            (job, jobKind, function) = (event.job, .hostStart, nil)
        }
        switch event.kind {
        case .jobStarted(_, let kind): jobKind = kind
        case .functionResumed(let name, let position): function = (trace[checked: name], words.place(position, in: event.module))
        case .started(let waker): start(event, waker)
        case .suspended(let position, let expression): suspend(event, position, trace[checked: expression], index)
        case .resumed(let position): resume(event, position)
        case .completed: complete(event)
        case .failed(let error, nil): fail(event, trace[checked: error])
        case .busy(let nanoseconds) where nanoseconds > 0:
            join(event)
            add([.words("keeps the thread busy for "), .time(nanoseconds)], event)
        case .console(let line): print(event, Int(line))
        case .importCalled(_, let specifier, let position): call(event, trace[checked: specifier], position)
        case .pendingDependencies(let count, nil) where count > 0: wait(event, index)
        case .agentStarted(let agent): start(agent, event)
        case .agentEnded: end(event)
        case .messageSent(let number, let receiver): send(number, to: receiver, event)
        case .messageReceived(let number, let sender): arrive(number, from: sender, event)
        default: if let told = words.failure(event) { tell(told) }
        }
    }

    func name(_ event: Event) -> Part { event.module.map(words.name) ?? .words("the host") }

    func step(_ kind: Narrative.Kind, _ event: Event, _ parts: [Part], place: SourceLocation? = nil) -> Step {
        Step(kind, event, in: trace, parts, place: place)
    }

    mutating func tell(_ step: Step) {
        flush()
        steps.append(step)
    }

    mutating func flush() {
        endStretch()
        endArrival()
        endWaits()
        endQuiet()
    }
}

extension Narrative.Step {
    init(_ kind: Narrative.Kind, _ event: Event, in trace: Trace, _ parts: [Narrative.Part], place: SourceLocation? = nil) {
        let module = event.module.flatMap { trace.modules.indices.contains(Int($0.rawValue)) ? trace[$0].name : nil }
        self.init(
            kind: kind, time: event.time, turn: event.turn, job: event.job,
            agent: trace.agents.indices.contains(event.agent.index) ? trace.agents[event.agent.index].name : nil, module: module,
            place: place,
            clauses: event.kind.clause.map { [$0] } ?? [], parts: parts)
    }
}
