import Analysis
import Diagnostics
import Text
import Trace

/// Tells every event of a run, each in a sentence; what many modules have in common, one after another, in one.
struct FullNarrativeReader {
    typealias Part = Narrative.Part
    typealias Step = Narrative.Step

    let words: NarrativeWords
    private var trace: Trace { words.trace }
    private var steps: NarrativeSteps
    /// Modules of which the same is to be told, one after another.
    private var common: (verb: String, step: Step, modules: [ModuleIndex])?

    /// - Parameter limit: how many steps are kept.
    init(_ words: NarrativeWords, limit: Int) {
        self.words = words
        steps = NarrativeSteps(limit: limit)
    }

    mutating func read() -> NarrativeSteps {
        for (index, event) in trace.events.enumerated() { read(event, index) }
        endCommon()
        return steps
    }

    private mutating func read(_ event: Event, _ index: Int) {
        if let verb = commonVerb(event), let module = event.module {
            if let open = common, open.verb == verb.words, open.step.time == event.time {
                common?.modules.append(module)
                return
            }
            endCommon()
            common = (verb.words, Step(verb.kind, event, in: trace, []), [module])
            return
        }
        endCommon()
        steps.append(sentence(event, index))
    }

    /// What is told of many modules in the same words.
    private func commonVerb(_ event: Event) -> (kind: Narrative.Kind, words: String)? {
        switch event.kind {
        case .loadStarted: (.load, "asked for")
        case .loaded: (.load, "loaded")
        case .parsed: (.load, "parsed")
        case .status(let status): (.record, "now \(status.rawValue)")
        default: nil
        }
    }

    private mutating func endCommon() {
        guard let open = common else { return }
        common = nil
        var step = open.step
        step.count = open.modules.count
        step.parts = words.list(open.modules) + [.words((open.modules.count == 1 ? " is " : " are ") + open.verb)]
        steps.append(step)
    }

    private func sentence(_ event: Event, _ index: Int) -> Step {
        let isOfAgent = trace.agents.count > 1 && trace.agents.indices.contains(event.agent.index)
        let actor: Part = event.module.map(words.name) ?? .words(isOfAgent ? trace.name(event.agent) : "The host")
        let who: [Part] = [actor, .words(" ")]
        func step(_ kind: Narrative.Kind, _ parts: [Part], _ position: Position? = nil) -> Step {
            Step(kind, event, in: trace, parts, place: position.flatMap { words.place($0, in: event.module) })
        }
        switch event.kind {
        case .started(let waker):
            return step(
                .start,
                who + [.words("starts")]
                    + (waker.map { [.words(", woken by "), words.name($0), .words(", the last that it waited for")] } ?? []))
        case .suspended(let position, let expression):
            var parts = who + [.words("awaits "), .code(trace[checked: expression])]
            if let resumed = words.resumption[index], trace.events[resumed].time > event.time {
                parts += [.words(" until "), .time(trace.events[resumed].time)]
            } else if words.resumption[index] == nil, !trace.isTruncated {
                parts.append(.words(", \(trace.wordsForStanding)"))
            }
            return step(.suspend, parts, position)
        case .resumed(let position): return step(.resume, who + [.words("goes on")], position)
        case .completed: return step(.end, who + [.words("is done")])
        case .console(let line):
            let text = trace.console.indices.contains(Int(line)) ? trace.console[Int(line)].text : ""
            return step(.output, who + [.words("prints "), .output(text)])
        case .importCalled(_, let specifier, let position):
            return step(.import, who + [.words("calls "), .code("import(\"\(trace[checked: specifier])\")")], position)
        case .importSettled(let number, let target, let isFulfilled):
            var told = step(
                .import,
                [.words("The import()")] + words.atCall(number) + (target.map { [.words(" of "), words.name($0)] } ?? [])
                    + [.words(isFulfilled ? " is fulfilled" : " is rejected")])
            told.place = words.place(ofCall: number)
            return told
        case .pendingDependencies(let count, nil) where count > 0:
            return step(
                .wait,
                who + [.words("has to wait for ")]
                    + (words.awaited[index].map { words.list($0) } ?? [.words(counted(count, "async dependency", "async dependencies"))]))
        case .functionSuspended(_, let position), .functionResumed(_, let position), .partSuspended(let position, _),
            .partResumed(let position):
            return step(.callback, [actor, .words(": " + trace.words(for: event.kind).replacing("  ", with: " "))], position)
        case .pendingDependencies(let count, let completed?):
            return step(
                .record,
                [words.name(completed), .words(" is done, and ")] + who + [
                    .words(count == 0 ? "waits for nothing more" : "waits for \(count) more")
                ])
        case .pendingDependencies: return step(.record, who + [.words("has no asynchronous dependency")])
        case .asyncEvaluationOrder(let order): return step(.record, who + [.words("gets the async evaluation order \(order)")])
        case .promiseSettled: return step(.promise, [.words(capitalized(trace.words(for: event.kind)))])
        case .timerFired(let timer):
            return step(
                .timer, [.words("Timer \(timer)")] + (event.module.map { [.words(" of "), words.name($0)] } ?? []) + [.words(" fires")])
        case .fetchStarted, .fetchSettled: return step(.timer, [.words(capitalized(trace.words(for: event.kind)))])
        case .jobQueued(let number, let kind, _): return job(event, number, kind, isQueued: true)
        case .jobStarted(let number, let kind): return job(event, number, kind, isQueued: false)
        case .agentEnded:
            guard let ended = words.ended(event.agent) else { return step(.end, who + [.words("ends")]) }
            return step(
                .end, who + [.words("is ended")] + (ended.location.map { [.words(" by the call at "), .place($0)] } ?? []))
        default:
            if let failure = words.failure(event) { return failure }
            return step(event.kind.storyKind, who + [.words(trace.words(for: event.kind))])
        }
    }

    private func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    private func job(_ event: Event, _ number: JobNumber, _ kind: JobKind, isQueued: Bool) -> Step {
        let cause = trace.cause(of: number)
        var parts: [Part] = [.words(isQueued ? "That queues " : ""), .words(trace.jobWords(number, kind))]
        if !isQueued { parts = [.words(capitalized(trace.jobWords(number, kind)) + " runs")] }
        if let cause, cause.rule != .host, cause.rule != .asked, isQueued { parts.append(.words(": " + cause.rule.sentence)) }
        var step = Step(.job, event, in: trace, parts)
        step.place = words.place(ofJob: number)
        return step
    }
}

extension Event.Kind {
    /// What a step tells of that shows the event.
    fileprivate var storyKind: Narrative.Kind {
        switch self {
        case .loadStarted, .loaded, .parsed: .load
        case .status, .pendingDependencies, .asyncEvaluationOrder, .dependencyCounted, .asyncParent, .cycleRoot, .asyncEvaluationDone,
            .evaluationError:
            .record
        case .loadFailed, .requestFailed, .linkFailed, .failed, .unhandledRejection, .uncaught, .blocked: .failure
        case .timerSet, .timerFired, .timerCleared, .fetchStarted, .fetchSettled: .timer
        case .jobQueued, .jobStarted: .job
        case .promiseSettled, .promiseCreated: .promise
        case .importCalled, .importSettled: .import
        case .console: .output
        case .started, .partStarted: .start
        case .resumed, .partResumed: .resume
        case .suspended, .partSuspended: .suspend
        case .completed, .partEnded: .end
        case .functionSuspended, .functionResumed, .busy, .stack: .callback
        case .agentStarted: .start
        case .agentEnded, .responded: .end
        case .messageSent, .messageReceived: .callback
        }
    }
}
