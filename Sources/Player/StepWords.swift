import Text
import Trace

/// What a step is, in a sentence, and where it is written that it is so.
struct StepWords {
    private let trace: Trace
    private let facts: RunFacts

    init(_ trace: Trace, _ facts: RunFacts) {
        self.trace = trace
        self.facts = facts
    }

    /// One sentence, without a full stop.
    func sentence(_ event: Event) -> String {
        let words = trace.words(for: event.kind)
        switch event.kind {
        case .console(let line) where trace.console.indices.contains(Int(line)):
            return "\(subject(event) ?? "the host") prints \(visibleText(shortened(trace.console[Int(line)].text, to: 200)))"
        case .jobQueued(let job, let kind, let promise):
            let rule = trace.cause(of: job).flatMap { $0.rule == .host || $0.rule == .asked ? nil : $0.rule.sentence }
            let promiseWords = promise == .none ? "" : ", as promise \(promise.rawValue) is settled"
            let due = trace.cause(of: job)?.due ?? event.time
            let queued = kind.isTask && due > event.time ? "is to be queued at \(durationText(due))" : "is queued\(promiseWords)"
            return "\(trace.jobWords(job, kind)) \(queued)" + (rule.map { ": \($0)" } ?? "")
        case .jobStarted: return words
        case .promiseSettled, .timerFired, .fetchSettled, .importSettled: return words
        default: return subject(event).map { "\($0) \(words)" } ?? words
        }
    }

    private func subject(_ event: Event) -> String? {
        if let module = event.module, trace.modules.indices.contains(Int(module.rawValue)) { return trace.name(module) }
        return trace.agents.isEmpty ? nil : trace.name(event.agent)
    }

    /// The clause of ECMA-262 that acts, or else the document of the host that says what it does.
    func document(_ event: Event) -> (name: String, url: String)? {
        if let clause = event.kind.clause { return (clause.operation, clause.url) }
        return HostDocument.of(event.kind, host: trace.host).map { ($0.name, $0.url) }
    }
}
