import DequeModule
import Hosts

/// Timers of one duration as one list, as Node.js keeps them (`TimerRules.areLists`).
///
/// When a timer has fired, those of the same duration follow that were due when the round of the event loop began, before timers of other
/// durations that may have been due earlier. So it shows only after code that took long, when several lists are overdue.
/// https://github.com/nodejs/node/blob/main/lib/internal/timers.js
struct TimerLists {
    private struct Entry {
        var timer: Int32
        var job: Int32
        var ticket: EventLoopTicket
    }

    /// By duration, in the order in which they began.
    private var lists: [Int64: Deque<Entry>] = [:]
    /// The duration of the list that is being run.
    var current: Int64?

    mutating func append(timer: Int32, job: Int32, ticket: EventLoopTicket, duration: Int64) {
        lists[duration, default: []].append(Entry(timer: timer, job: job, ticket: ticket))
    }

    /// The next timer of the list that is being run.
    ///
    /// - Parameter timers: those of the loop, which tell which entries still wait.
    mutating func next(of timers: [TimerRecord]) -> (timer: Int32, job: Int32)? {
        guard let current else { return nil }
        while let first = lists[current]?.first {
            let timer = timers[Int(first.timer)]
            if timer.isActive, !timer.isFiring, timer.ticket == first.ticket { return (first.timer, first.job) }
            lists[current]!.removeFirst()
        }
        lists[current] = nil
        return nil
    }
}

extension Machine {
    /// Notes a timer that has been set, or begins again.
    mutating func noteInList(timer index: Int) {
        guard host.timers.areLists else { return }
        let timer = loop.timers[index]
        loop.timerLists.append(timer: Int32(index), job: loop.jobCount, ticket: timer.ticket, duration: timer.delay)
    }

    /// Takes the next timer of the list that is being run, if that is due in this round.
    mutating func nextTaskOfList() -> QueuedTask? {
        guard let next = loop.timerLists.next(of: loop.timers), loop.timers[Int(next.timer)].time <= loop.iteration.time else {
            loop.timerLists.current = nil
            return nil
        }
        loop.queues.cancel(loop.timers[Int(next.timer)].ticket)
        return QueuedTask(job: next.job, task: .timer(next.timer))
    }
}
