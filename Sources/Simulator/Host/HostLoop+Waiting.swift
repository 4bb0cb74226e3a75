/// Which timers and immediates the process goes on for, and which of them recur. Each that waits is counted once.
extension HostLoop {
    // MARK: Timers

    mutating func countWaiting(timer index: Int) {
        guard timers[index].isReferenced else {
            unreferencedTasks += 1
            return
        }
        guard recurrence.recurs(timers[index].origin) else { return }
        timers[index].countsAsRecurring = true
        recurrence.waiting += 1
    }

    mutating func countNoLonger(timer index: Int) {
        if !timers[index].isReferenced { unreferencedTasks -= 1 }
        guard timers[index].countsAsRecurring else { return }
        timers[index].countsAsRecurring = false
        recurrence.waiting -= 1
    }

    mutating func setReferenced(timer index: Int, _ isReferenced: Bool) {
        guard timers[index].isReferenced != isReferenced else { return }
        // One that is firing is not in the loop.
        let isWaiting = timers[index].isActive && !timers[index].isFiring
        if isWaiting { countNoLonger(timer: index) }
        timers[index].isReferenced = isReferenced
        if isWaiting { countWaiting(timer: index) }
    }

    mutating func unschedule(timer index: Int) {
        queues.cancel(timers[index].ticket)
        countNoLonger(timer: index)
    }

    // MARK: Immediates

    mutating func countWaiting(immediate index: Int) {
        guard immediates.records[index].isReferenced else {
            unreferencedTasks += 1
            return
        }
        immediates.referenced += 1
        guard recurrence.recurs(immediates.records[index].origin) else { return }
        immediates.records[index].countsAsRecurring = true
        recurrence.waiting += 1
    }

    mutating func countNoLonger(immediate index: Int) {
        if immediates.records[index].isReferenced { immediates.referenced -= 1 } else { unreferencedTasks -= 1 }
        guard immediates.records[index].countsAsRecurring else { return }
        immediates.records[index].countsAsRecurring = false
        recurrence.waiting -= 1
    }

    mutating func setReferenced(immediate index: Int, _ isReferenced: Bool) {
        guard immediates.records[index].isReferenced != isReferenced else { return }
        let isWaiting = immediates.records[index].isActive
        if isWaiting { countNoLonger(immediate: index) }
        immediates.records[index].isReferenced = isReferenced
        if isWaiting { countWaiting(immediate: index) }
    }

    mutating func endWait(immediate index: Int) {
        immediates.records[index].isActive = false
        immediates.waiting -= 1
        countNoLonger(immediate: index)
    }

    // MARK: Callbacks

    /// The function of the program that a task calls.
    func callback(of task: Task) -> Value? {
        switch task {
        case .timer(let index): timers[Int(index)].callback
        case .immediate(let index): immediates.records[Int(index)].callback
        default: nil
        }
    }
}
