import Hosts
import JavaScript

/// `scheduler.postTask()` and `scheduler.yield()`. https://wicg.github.io/scheduling-apis/#sec-scheduler
///
/// Deviation: what a task hands on to `yield()` is known in the task and its microtasks, and not behind an await of something else.
extension Machine {
    mutating func installPrioritizedTasks() {
        let prototype = makeLibraryObject()
        defineIllegalConstructor("Scheduler", prototype)
        defineListed(prototype, "postTask", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.promised { machine, promise throws(Abrupt) in
                try machine.postTask(machine.argument(arguments, 0), machine.argument(arguments, 1), promise)
            }
        }
        defineListed(prototype, "yield", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            try machine.promised { machine, promise throws(Abrupt) in try machine.goOnLater(promise) }
        }
        installTaskSignals()
        put(realm.global, key("scheduler"), .object(heap.makeObject(.ordinary, prototype: prototype)), .enumerable)
    }

    private mutating func postTask(_ function: Value, _ options: Value, _ promise: PromiseID) throws(Abrupt) {
        try requireFunction(function, of: "postTask")
        var signal = Value.undefined
        var priority: TaskPriority?
        var delay: Int64 = 0
        if case .object(let object) = options {
            delay = try nanoseconds(get(object, key("delay")))
            delay -= delay % 1_000_000
            let word = try get(object, key("priority"))
            if !word.isUndefined { priority = try taskPriority(word) }
            signal = try get(object, key("signal"))
        }
        if !signal.isUndefined, try isAborted(signal, of: "SchedulerPostTaskOptions") { throw .thrown(try reason(ofSignal: signal)) }
        let signalPriority = try self.priority(ofSignal: signal)
        let number = add(.task, function, priority ?? signalPriority ?? .visible) { .prioritized($0) }
        let index = Int(number)
        page.scheduling.callbacks[index].promise = promise
        page.scheduling.callbacks[index].signal = signal
        page.scheduling.callbacks[index].followsSignal = priority == nil && signalPriority != nil
        try attach(number, to: signal)
        if delay > 0 { hold(number, for: delay) } else { enqueue(number) }
    }

    private mutating func goOnLater(_ promise: PromiseID) throws(Abrupt) {
        let state = page.scheduling.current
        let signal = state?.signal ?? .undefined
        if signal.isObject, try isAborted(signal) { throw .thrown(try reason(ofSignal: signal)) }
        var priority = state?.priority ?? .visible
        if let state, state.followsSignal { priority = try self.priority(ofSignal: signal) ?? priority }
        let number = add(.continuation, .undefined, priority) { .prioritized($0) }
        let index = Int(number)
        page.scheduling.callbacks[index].promise = promise
        if let state {
            page.scheduling.callbacks[index].signal = signal
            page.scheduling.callbacks[index].followsSignal = state.followsSignal
            try attach(number, to: signal)
        }
        enqueue(number)
    }

    mutating func taskPriority(_ value: Value) throws(Abrupt) -> TaskPriority {
        let word = try toText(value)
        guard let priority = TaskPriority.allCases.first(where: { $0.word == word }) else {
            throw typeError("The provided value '\(word.prefix(40))' is not a valid enum value of type TaskPriority.")
        }
        return priority
    }

    // MARK: Waiting

    private mutating func enqueue(_ number: Int32) {
        let callback = page.scheduling.callbacks[Int(number)]
        page.scheduling.callbacks[Int(number)].state = .waiting
        if let rank = PageScheduling.rank(callback.priority, isContinuation: callback.kind == .continuation) {
            // The older comes first, also of those whose priority has changed.
            var place = page.scheduling.queues[rank].count
            while place > 0, page.scheduling.queues[rank][place - 1] > number { place -= 1 }
            budget.steps += (page.scheduling.queues[rank].count - place) / 4
            page.scheduling.queues[rank].insert(number, at: place)
        } else {
            putIntoLoop(number, .prioritized(number), at: loop.now)
        }
    }

    /// A callback waits among the tasks of the loop, and is counted there.
    private mutating func putIntoLoop(_ number: Int32, _ task: PageTask, at due: Int64) {
        let job = page.scheduling.callbacks[Int(number)].job
        page.scheduling.callbacks[Int(number)].ticket = loop.queues.schedule(QueuedTask(job: job, task: .page(task)), at: due)
        loop.scheduledCount -= 1
    }

    /// A callback waits there no longer: its task has been taken from the loop, or cancelled.
    private mutating func takeFromLoop(_ number: Int32) {
        page.scheduling.callbacks[Int(number)].ticket = nil
        loop.scheduledCount += 1
    }

    private mutating func hold(_ number: Int32, for delay: Int64) {
        let due = heldBack(loop.now.addingReportingOverflow(delay).partialValue, length: delay)
        page.scheduling.callbacks[Int(number)].state = .delayed
        if schedulingRules.delayedTasksAreTimers { return putIntoLoop(number, .delayOver(number), at: due) }
        var place = page.scheduling.delayed.count
        while place > 0, page.scheduling.delayed[place - 1].due > due { place -= 1 }
        budget.steps += (page.scheduling.delayed.count - place) / 4
        page.scheduling.delayed.insert((due, number), at: place)
    }

    /// Puts those whose delay is over into the queues of their priorities.
    mutating func releaseDelayed() {
        var count = 0
        while count < page.scheduling.delayed.count, page.scheduling.delayed[count].due <= loop.now {
            let number = page.scheduling.delayed[count].number
            count += 1
            if page.scheduling.callbacks[Int(number)].state == .delayed { enqueue(number) }
        }
        if count > 0 { page.scheduling.delayed.removeFirst(count) }
    }

    /// The delay of a task is over that waited among the timers: an ordinary one runs in the place of that.
    mutating func endDelay(_ number: Int32) throws(Abrupt) {
        takeFromLoop(number)
        if page.scheduling.callbacks[Int(number)].priority == .visible {
            page.scheduling.callbacks[Int(number)].state = .waiting
            try runPrioritized(number)
        } else {
            enqueue(number)
        }
    }

    /// The priority of a signal has changed: what waits by it changes its queue.
    private mutating func reprioritize(_ number: Int32, _ priority: TaskPriority) {
        let callback = page.scheduling.callbacks[Int(number)]
        guard callback.followsSignal, callback.state != .over else { return }
        page.scheduling.callbacks[Int(number)].priority = priority
        guard callback.state == .waiting else { return }
        if let ticket = callback.ticket {
            loop.queues.cancel(ticket)
            takeFromLoop(number)
        } else if let rank = PageScheduling.rank(callback.priority, isContinuation: callback.kind == .continuation) {
            budget.steps += page.scheduling.queues[rank].count / 4
            page.scheduling.queues[rank].removeAll { $0 == number }
        }
        enqueue(number)
    }

    // MARK: Running

    mutating func runPrioritized(_ number: Int32) throws(Abrupt) {
        let callback = page.scheduling.callbacks[Int(number)]
        guard callback.state == .waiting, let promise = callback.promise else { return }
        // Its task has been taken from the loop: there is nothing to cancel.
        if callback.ticket != nil { takeFromLoop(number) }
        end(callback: number)
        page.scheduling.current = (callback.priority, callback.followsSignal, callback.signal)
        if callback.kind == .continuation { return resolvePromise(promise, .undefined) }
        do throws(Abrupt) {
            resolvePromise(promise, try call(callback.function, .undefined))
        } catch {
            guard case .thrown(let value) = error else { throw error }
            rejectPromise(promise, value)
        }
    }

    // MARK: Signals

    /// https://wicg.github.io/scheduling-apis/#sec-controlling-tasks
    private mutating func installTaskSignals() {
        defineWebNames(ofScheduler: true)
        defineEventInterface("TaskPriorityChangeEvent", ["previousPriority"])
        page.scheduling.abortNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            if case .object(let signal) = machine.captured(arguments).a { try machine.abortTasks(of: signal) }
            return .undefined
        }
        page.scheduling.priorityNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let signal) = machine.captured(arguments).a else { return .undefined }
            let priority = try machine.taskPriority(machine.argument(arguments, 0))
            let tasks = machine.page.scheduling.tasksOfSignal[signal] ?? []
            machine.budget.steps += tasks.count
            for task in tasks { machine.reprioritize(task, priority) }
            return .undefined
        }
    }

    /// The priority of a signal that has one.
    ///
    /// - Parameter algorithm: what is called with each further one.
    @discardableResult
    private mutating func priority(ofSignal signal: Value, _ algorithm: Value = .undefined) throws(Abrupt) -> TaskPriority? {
        guard signal.isObject, let hook = try libraryHook("priority") else { return nil }
        let word = try call(hook, .undefined, signal, algorithm)
        return word.isUndefined ? nil : try taskPriority(word)
    }

    /// A signal can abort a task, or change its priority.
    private mutating func attach(_ number: Int32, to signal: Value) throws(Abrupt) {
        guard case .object(let object) = signal else { return }
        if page.scheduling.tasksOfSignal[object] == nil {
            let held = Captures(a: signal)
            let abort = makeNative("", 0, captures: held, native: page.scheduling.abortNative)
            try tellSignal(signal, .object(abort))
            let change = makeNative("", 1, captures: held, native: page.scheduling.priorityNative)
            try priority(ofSignal: signal, .object(change))
        }
        page.scheduling.tasksOfSignal[object, default: []].append(number)
    }

    /// A signal is aborted: what waits by it never runs, and what runs has a result already.
    private mutating func abortTasks(of signal: ObjectID) throws(Abrupt) {
        guard let tasks = page.scheduling.tasksOfSignal.removeValue(forKey: signal) else { return }
        let reason = try reason(ofSignal: .object(signal))
        budget.steps += tasks.count
        for task in tasks {
            end(callback: task)
            if let promise = page.scheduling.callbacks[Int(task)].promise { rejectPromise(promise, reason) }
        }
    }
}
