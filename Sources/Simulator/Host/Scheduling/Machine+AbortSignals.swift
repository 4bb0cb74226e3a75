import Hosts
import JavaScript

/// `AbortController`, `AbortSignal`, and `TaskController`, `TaskSignal` of pages.
/// https://dom.spec.whatwg.org/#aborting-ongoing-activities and https://wicg.github.io/scheduling-apis/#sec-task-controller
extension Machine {
    mutating func installAbortSignals() {
        let signal = makeLibraryObject(events.targetPrototype)
        page.signals.signalPrototype = signal
        let signals = defineConstructor("AbortSignal", 0, prototype: signal) {
            (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            throw machine.typeError("Illegal constructor")
        }
        defineTag(signal, "AbortSignal")
        defineEventHandler(signal, "abort")
        defineGetter(signal, key("aborted"), "aborted") { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            .boolean(machine.page.signals.records[try machine.thisSignal(arguments)].isAborted)
        }
        defineGetter(signal, key("reason"), "reason") { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.page.signals.records[try machine.thisSignal(arguments)].reason
        }
        defineListed(signal, "throwIfAborted", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let record = machine.page.signals.records[try machine.thisSignal(arguments)]
            if record.isAborted { throw .thrown(record.reason) }
            return .undefined
        }
        defineListed(signals, "abort", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let number = machine.makeSignal(machine.page.signals.signalPrototype)
            machine.page.signals.records[Int(number)].isAborted = true
            machine.page.signals.records[Int(number)].reason = machine.abortReason(machine.argument(arguments, 0))
            return .object(machine.page.signals.records[Int(number)].object)
        }
        defineListed(signals, "timeout", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let number = machine.makeSignal(machine.page.signals.signalPrototype)
            let delay = try machine.nanoseconds(machine.argument(arguments, 0))
            _ = machine.schedule(.page(.abortByTime(number)), after: delay)
            return .object(machine.page.signals.records[Int(number)].object)
        }
        defineListed(signals, "any", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let number = try machine.makeDependentSignal(machine.argument(arguments, 0), machine.page.signals.signalPrototype)
            return .object(machine.page.signals.records[Int(number)].object)
        }
        installAbortController()
        installTaskController()
    }

    private mutating func installAbortController() {
        let prototype = makeLibraryObject()
        defineConstructor("AbortController", 0, prototype: prototype) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.requireNew(arguments, "AbortController")
            return .object(try machine.makeController(arguments, prototype, signalPrototype: machine.page.signals.signalPrototype).object)
        }
        defineTag(prototype, "AbortController")
        defineGetter(prototype, key("signal"), "signal") { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            .object(machine.page.signals.records[Int(try machine.thisController(arguments))].object)
        }
        defineListed(prototype, "abort", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let signal = try machine.thisController(arguments)
            try machine.abort(signal: signal, machine.abortReason(machine.argument(arguments, 0)))
            return .undefined
        }
        let tasks = makeLibraryObject(prototype)
        defineConstructor("TaskController", 0, prototype: tasks) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.requireNew(arguments, "TaskController")
            var priority = TaskPriority.visible
            if case .object(let options) = machine.argument(arguments, 0) {
                let word = try machine.get(options, machine.key("priority"))
                if !word.isUndefined { priority = try machine.taskPriority(word) }
            }
            let made = try machine.makeController(arguments, tasks, signalPrototype: machine.page.signals.taskSignalPrototype)
            machine.page.signals.records[Int(made.signal)].priority = priority
            return .object(made.object)
        }
        defineTag(tasks, "TaskController")
        defineListed(tasks, "setPriority", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let signal = try machine.thisController(arguments)
            try machine.setPriority(of: signal, machine.taskPriority(machine.argument(arguments, 0)))
            return .undefined
        }
    }

    private mutating func installTaskController() {
        let signal = makeLibraryObject(page.signals.signalPrototype)
        page.signals.taskSignalPrototype = signal
        let signals = defineConstructor("TaskSignal", 0, prototype: signal) {
            (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            throw machine.typeError("Illegal constructor")
        }
        defineTag(signal, "TaskSignal")
        defineEventHandler(signal, "prioritychange")
        defineGetter(signal, key("priority"), "priority") { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let priority = machine.page.signals.records[try machine.thisSignal(arguments)].priority ?? .visible
            return machine.string(priority.word)
        }
        defineListed(signals, "any", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let number = try machine.makeDependentSignal(machine.argument(arguments, 0), machine.page.signals.taskSignalPrototype)
            var priority = TaskPriority.visible
            if case .object(let options) = machine.argument(arguments, 1) {
                let given = try machine.get(options, machine.key("priority"))
                if let source = machine.signalNumber(of: given) {
                    priority = machine.page.signals.records[Int(source)].priority ?? .visible
                    machine.page.signals.records[Int(source)].followers.append(number)
                } else if !given.isUndefined {
                    priority = try machine.taskPriority(given)
                }
            }
            machine.page.signals.records[Int(number)].priority = priority
            return .object(machine.page.signals.records[Int(number)].object)
        }
        defineEventInterface("TaskPriorityChangeEvent", ["previousPriority"])
    }

    // MARK: Making

    private mutating func makeSignal(_ prototype: ObjectID) -> Int32 {
        let object = makeEventTarget(prototype: prototype)
        let number = Int32(page.signals.records.count)
        page.signals.records.append(AbortSignals.Record(object: object))
        page.signals.ofObject[object] = number
        return number
    }

    private mutating func makeController(
        _ arguments: Arguments, _ prototype: ObjectID, signalPrototype: ObjectID
    ) throws(Abrupt) -> (object: ObjectID, signal: Int32) {
        let object = heap.makeObject(.ordinary, prototype: try prototypeFromConstructor(arguments.newTarget, prototype))
        let signal = makeSignal(signalPrototype)
        page.signals.ofController[object] = signal
        return (object, signal)
    }

    /// A signal that is aborted with any of others.
    private mutating func makeDependentSignal(_ list: Value, _ prototype: ObjectID) throws(Abrupt) -> Int32 {
        let number = makeSignal(prototype)
        try iterate(list) { machine, value throws(Abrupt) in
            try machine.countStep()
            guard let source = machine.signalNumber(of: value) else {
                throw machine.typeError("Failed to execute 'any' on 'AbortSignal': an element is not of type 'AbortSignal'.")
            }
            if machine.page.signals.records[Int(source)].isAborted {
                if !machine.page.signals.records[Int(number)].isAborted {
                    machine.page.signals.records[Int(number)].isAborted = true
                    machine.page.signals.records[Int(number)].reason = machine.page.signals.records[Int(source)].reason
                }
            } else {
                machine.page.signals.records[Int(source)].dependents.append(number)
            }
            return true
        }
        return number
    }

    mutating func signalNumber(of value: Value) -> Int32? {
        guard case .object(let object) = value else { return nil }
        return page.signals.ofObject[object]
    }

    private mutating func thisSignal(_ arguments: Arguments) throws(Abrupt) -> Int {
        guard let number = signalNumber(of: arguments.thisValue) else { throw typeError("Illegal invocation") }
        return Int(number)
    }

    private mutating func thisController(_ arguments: Arguments) throws(Abrupt) -> Int32 {
        guard case .object(let object) = arguments.thisValue, let signal = page.signals.ofController[object] else {
            throw typeError("Illegal invocation")
        }
        return signal
    }

    private mutating func abortReason(_ given: Value) -> Value {
        guard given.isUndefined else { return given }
        return .object(makeDOMException(schedulingRules.abortMessage, name: "AbortError", prototype: realm.domExceptionPrototype))
    }

    // MARK: Changes

    /// Signal abort. https://dom.spec.whatwg.org/#abortsignal-signal-abort
    mutating func abort(signal: Int32, _ reason: Value) throws(Abrupt) {
        var order: [Int32] = []
        var pending = [signal]
        while let next = pending.popLast() {
            try countStep()
            guard !page.signals.records[Int(next)].isAborted else { continue }
            page.signals.records[Int(next)].isAborted = true
            page.signals.records[Int(next)].reason = reason
            order.append(next)
            pending += page.signals.records[Int(next)].dependents.reversed()
        }
        for number in order {
            let tasks = page.signals.records[Int(number)].tasks
            page.signals.records[Int(number)].tasks = []
            budget.steps += tasks.count
            for task in tasks { abort(task, reason) }
            for (listener, target) in page.signals.records[Int(number)].listeners { events.remove(listener, at: target) }
            page.signals.records[Int(number)].listeners = []
            _ = try dispatch(makeHostEvent("abort"), at: page.signals.records[Int(number)].object, isOfHost: false)
        }
    }

    mutating func abortByTime(_ signal: Int32) throws(Abrupt) {
        let reason = makeDOMException("signal timed out", name: "TimeoutError", prototype: realm.domExceptionPrototype)
        try abort(signal: signal, .object(reason))
    }

    /// Signal priority change. https://wicg.github.io/scheduling-apis/#tasksignal-signal-priority-change
    private mutating func setPriority(of signal: Int32, _ priority: TaskPriority) throws(Abrupt) {
        let record = page.signals.records[Int(signal)]
        if record.isChanging {
            throw domException("Cannot change priority when a prioritychange event is in progress.", name: "NotAllowedError")
        }
        guard let previous = record.priority, previous != priority else { return }
        page.signals.records[Int(signal)].isChanging = true
        page.signals.records[Int(signal)].priority = priority
        budget.steps += record.tasks.count
        for task in record.tasks { reprioritize(task, priority) }
        let event = makeHostEvent("prioritychange", interface: "TaskPriorityChangeEvent", details: [string(previous.word)])
        do throws(Abrupt) {
            _ = try dispatch(event, at: record.object, isOfHost: false)
            for follower in record.followers { try setPriority(of: follower, priority) }
        } catch {
            page.signals.records[Int(signal)].isChanging = false
            throw error
        }
        page.signals.records[Int(signal)].isChanging = false
    }
}
