import Hosts
import JavaScript

/// `requestAnimationFrame` and `requestIdleCallback`.
/// https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#animation-frames and https://w3c.github.io/requestidlecallback
extension Machine {
    /// Of a page, and of a worker that one has begun.
    mutating func installFrames() {
        defineListed(realm.global, "requestAnimationFrame", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let function = machine.argument(arguments, 0)
            try machine.requireFunction(function, of: "requestAnimationFrame")
            return Value(machine.requestFrame(function))
        }
        installCancel("cancelAnimationFrame") { $0.frameHandles }
    }

    /// A function that takes back what was asked for by a handle.
    private mutating func installCancel(_ name: String, _ handles: @escaping (PageScheduling) -> [Int32]) {
        defineListed(realm.global, name, 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let handles = handles(machine.page.scheduling)
            guard let handle = Int(exactly: try machine.toNumber(machine.argument(arguments, 0))), handle >= 1, handle <= handles.count
            else { return .undefined }
            machine.end(callback: handles[handle - 1])
            return .undefined
        }
    }

    /// Of a page alone.
    mutating func installIdleTime() {
        defineListed(realm.global, "requestIdleCallback", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let function = machine.argument(arguments, 0)
            try machine.requireFunction(function, of: "requestIdleCallback")
            var timeout: Int64 = 0
            if case .object(let options) = machine.argument(arguments, 1) {
                timeout = try machine.nanoseconds(machine.get(options, machine.key("timeout")))
            }
            return Value(machine.requestIdle(function, timeout: timeout))
        }
        installCancel("cancelIdleCallback") { $0.idleHandles }
        let deadline = makeLibraryObject()
        page.scheduling.deadlinePrototype = deadline
        defineTag(deadline, "IdleDeadline")
        defineListed(deadline, "timeRemaining", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = arguments.thisValue, let end = machine.page.scheduling.deadlines[object] else {
                throw machine.typeError("Illegal invocation")
            }
            return .number(Double(max(0, end - machine.loop.now)) / 1_000_000)
        }
    }

    mutating func requireFunction(_ value: Value, of name: String) throws(Abrupt) {
        guard isCallable(value) else { throw typeError("Failed to execute '\(name)': parameter 1 is not of type 'Function'.") }
    }

    // MARK: Frames

    /// - Returns: its handle.
    private mutating func requestFrame(_ function: Value) -> Int {
        let number = add(.frame, function) { _ in .frame }
        page.scheduling.frameHandles.append(number)
        if page.scheduling.frames.isEmpty {
            page.scheduling.frameDue = frameDue()
            page.scheduling.frameJob = loop.jobCount
        }
        page.scheduling.frames.append(number)
        return page.scheduling.frameHandles.count
    }

    /// When the next frame is: at once where there was none of late, and else with the next sixtieth of a second. While a page loads, at that.
    private mutating func frameDue() -> Int64? {
        if page.isHidden {
            guard let interval = schedulingRules.backgroundFrames else { return nil }
            return loop.now / interval * interval + interval
        }
        let latest = page.scheduling.latestFrame
        let isFree = latest < 0 || PageScheduling.nextFrame(after: latest) <= loop.now
        return isFree && (page.state == .complete || agents.web.kind != nil) ? loop.now : PageScheduling.nextFrame(after: loop.now)
    }

    mutating func takeFrame() -> QueuedTask? {
        guard let due = page.scheduling.pendingFrame, due <= loop.now else { return nil }
        let callbacks = page.scheduling.callbacks
        page.scheduling.frames.removeAll { callbacks[Int($0)].state == .over }
        guard !page.scheduling.frames.isEmpty else { return nil }
        page.scheduling.idlePeriodEnd = -1
        return QueuedTask(job: page.scheduling.frameJob, task: .page(.frame))
    }

    /// Run the animation frame callbacks: those that were asked for before, with one time, and microtasks after each.
    mutating func runFrame() throws(Abrupt) {
        let callbacks = page.scheduling.frames
        page.scheduling.frames = []
        page.scheduling.frameDue = nil
        page.scheduling.latestFrame = loop.now
        let time = Value.number(Double(loop.now) / 1_000_000)
        for number in callbacks {
            let callback = page.scheduling.callbacks[Int(number)]
            guard callback.state == .waiting else { continue }
            end(callback: number)
            loop.recurrence.current = callback.origin
            try callBack(callback.function, time)
            if agents.web.kind == nil || !schedulingRules.workersRunFramesTogether { try performMicrotaskCheckpoint() }
        }
    }

    /// Calls a function of the program; what it throws is told as any error that nothing caught.
    private mutating func callBack(_ function: Value, _ argument: Value) throws(Abrupt) {
        do throws(Abrupt) {
            _ = try call(function, .undefined, argument)
        } catch {
            guard case .thrown(let value) = error else { throw error }
            try reportException(value)
        }
    }

    // MARK: Idle time

    /// - Returns: its handle.
    private mutating func requestIdle(_ function: Value, timeout: Int64) -> Int {
        let number = add(.idle, function) { .idle($0) }
        page.scheduling.idleHandles.append(number)
        page.scheduling.idle.append(number)
        if timeout > 0 {
            page.scheduling.callbacks[Int(number)].ticket = schedule(.page(.idleTimeout(number)), after: timeout)
            if page.scheduling.callbacks[Int(number)].countsAsRecurring { loop.recurrence.waiting += 1 }
        }
        return page.scheduling.idleHandles.count
    }

    /// When an idle period may begin, or goes on; `nil` where something else comes first.
    ///
    /// - Parameter due: when the next task of the loop is due.
    mutating func idleStart(before due: Int64?) -> Int64? {
        dropEndedIdle()
        if !page.scheduling.runnableIdle.isEmpty, loop.now < page.scheduling.idlePeriodEnd { return loop.now }
        guard let first = page.scheduling.runnableIdle.first ?? page.scheduling.idle.first else { return nil }
        // What was asked for together with a frame lets that go first.
        if page.scheduling.pendingFrame != nil, page.scheduling.latestFrame < page.scheduling.callbacks[Int(first)].time { return nil }
        let start = max(loop.now, page.scheduling.idlePeriodEnd)
        if let due, due - start <= SchedulingRules.shortestIdlePeriod { return nil }
        return start
    }

    private mutating func dropEndedIdle() {
        while let first = page.scheduling.runnableIdle.first, page.scheduling.callbacks[Int(first)].state == .over {
            page.scheduling.runnableIdle.removeFirst()
        }
        while let first = page.scheduling.idle.first, page.scheduling.callbacks[Int(first)].state == .over {
            page.scheduling.idle.removeFirst()
        }
    }

    /// Start an idle period, and invoke idle callbacks. https://w3c.github.io/requestidlecallback/#start-an-idle-period-algorithm
    mutating func takeIdle(before due: Int64?) -> QueuedTask? {
        guard let start = idleStart(before: due), start <= loop.now else { return nil }
        if loop.now >= page.scheduling.idlePeriodEnd || page.scheduling.runnableIdle.isEmpty {
            page.scheduling.runnableIdle.append(contentsOf: page.scheduling.idle)
            page.scheduling.idle = []
            let longest = loop.now.addingReportingOverflow(SchedulingRules.longestIdlePeriod).partialValue
            var end = min(due ?? longest, longest)
            if let frame = page.scheduling.pendingFrame { end = min(end, frame) }
            page.scheduling.idlePeriodEnd = max(end, loop.now)
        }
        guard let number = page.scheduling.runnableIdle.popFirst() else { return nil }
        return QueuedTask(job: page.scheduling.callbacks[Int(number)].job, task: .page(.idle(number)))
    }

    mutating func runIdle(_ number: Int32, isTimeout: Bool) throws(Abrupt) {
        let callback = page.scheduling.callbacks[Int(number)]
        guard callback.state == .waiting else { return }
        if isTimeout {
            page.scheduling.callbacks[Int(number)].ticket = nil
            if callback.countsAsRecurring { loop.recurrence.waiting -= 1 }
        }
        end(callback: number)
        page.scheduling.current = (.background, false, .undefined)
        let deadline = heap.makeObject(.ordinary, prototype: page.scheduling.deadlinePrototype)
        put(deadline, key("didTimeout"), .boolean(isTimeout), .enumerable)
        page.scheduling.deadlines[deadline] = isTimeout ? 0 : page.scheduling.idlePeriodEnd
        try callBack(callback.function, .object(deadline))
    }
}
