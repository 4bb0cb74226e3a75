import Text
import Trace

/// Jobs, timers and fetches.
extension Replay {
    mutating func playQueues(_ event: Event) {
        switch event.kind {
        case .jobQueued(let job, let kind, _):
            guard !state.tasks.contains(job), !state.microtasks.contains(job) else { return }
            if case .timer(let timer) = kind { queue(job, of: timer, event) }
            let entry = QueuedJob(job: job, kind: kind, agent: event.agent)
            if kind.isTask {
                note(.task(state.tasks.append(entry, key: job)))
            } else {
                note(.microtask(state.microtasks.append(entry, key: job)))
            }
        case .jobStarted(let job, let kind):
            if kind.isTask {
                note(state.tasks.removeFirst(job).map { .task($0) })
            } else {
                note(state.microtasks.removeFirst(job).map { .microtask($0) })
            }
        case .timerSet(let timer, let delay, let isInterval):
            let entry = WaitingTimer(
                timer: timer, due: limitedSum(event.time, delay), delay: delay, isInterval: isInterval, agent: event.agent)
            setTimers[timer] = entry
            guard !state.timers.contains(timer) else { return }
            note(.timer(state.timers.append(entry, key: timer)))
        case .timerFired(let timer):
            timerJobs[timer] = nil
            guard let set = setTimers[timer], !set.isInterval else { return }
            note(state.timers.removeFirst(timer).map { .timer($0) })
        case .timerCleared(let timer):
            note(state.timers.removeFirst(timer).map { .timer($0) })
            dropJob(of: timer)
        case .fetchStarted(let number, let url):
            guard !state.fetches.contains(number) else { return }
            note(.fetch(state.fetches.append(PendingFetch(number: number, url: url), key: number)))
        case .fetchSettled(let number, _): note(state.fetches.removeFirst(number).map { .fetch($0) })
        default: break
        }
    }

    /// A timer that begins anew gets another job, and one that was refreshed gets it in the place of the first.
    private mutating func queue(_ job: JobNumber, of timer: Int32, _ event: Event) {
        dropJob(of: timer)
        timerJobs[timer] = job
        guard var entry = setTimers[timer] else { return }
        entry.due = trace.cause(of: job)?.due ?? limitedSum(event.time, entry.delay)
        if state.timers.contains(timer) {
            note(state.timers.replaceFirst(timer, by: entry).map { .timer($0) })
        } else {
            note(.timer(state.timers.append(entry, key: timer)))
        }
    }

    private mutating func dropJob(of timer: Int32) {
        guard let job = timerJobs.removeValue(forKey: timer) else { return }
        note(state.tasks.removeFirst(job).map { .task($0) })
    }

    /// What an agent had queued goes with it.
    mutating func endAgent(_ agent: AgentIndex) {
        for entry in state.tasks.entries where entry.element.agent == agent {
            note(state.tasks.removeFirst(entry.key).map { .task($0) })
        }
        for entry in state.microtasks.entries where entry.element.agent == agent {
            note(state.microtasks.removeFirst(entry.key).map { .microtask($0) })
        }
        for entry in state.timers.entries where entry.element.agent == agent {
            note(state.timers.removeFirst(entry.key).map { .timer($0) })
        }
    }
}
