import JavaScript

/// A call of `setImmediate`.
struct ImmediateRecord {
    var callback: Value
    /// What the program was given for it.
    var object: ObjectID
    /// Index into ``HostLoop/argumentLists``, or -1.
    var arguments: Int32
    /// Where it comes from: into ``Recurrence/origins``.
    var origin: Int32
    var job: Int32
    /// Whether it waits to be called.
    var isActive = true
    /// Whether the process goes on for it.
    var isReferenced = true
    /// Whether it is one of ``Recurrence/waiting``.
    var countsAsRecurring = false
}

/// Node's `setImmediate`. https://nodejs.org/api/timers.html#class-immediate
extension Machine {
    mutating func installImmediates() {
        let prototype = makeLibraryObject()
        let constructor = makeNative("Immediate", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            throw machine.typeError("Class constructor Immediate cannot be invoked without 'new'")
        }
        put(prototype, .known(.constructor), .object(constructor), .hidden)
        defineListed(realm.global, "setImmediate", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let callback = machine.argument(arguments, 0)
            try machine.requireCallback(callback)
            let list = machine.keepArguments(arguments, from: 1)
            let number = Int32(machine.loop.immediates.records.count)
            machine.noteJobQueued(.immediate(number))
            let origin = machine.addOrigin(callback)
            let object = machine.heap.makeObject(.immediate, prototype: prototype, payload: number)
            machine.loop.immediates.records.append(
                ImmediateRecord(callback: callback, object: object, arguments: list, origin: origin, job: machine.loop.jobCount))
            machine.loop.immediates.waiting += 1
            machine.loop.countWaiting(immediate: Int(number))
            return .object(object)
        }
        defineListed(realm.global, "clearImmediate", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            if case .object(let object) = machine.argument(arguments, 0), machine.heap[object].kind == .immediate {
                machine.clearImmediate(Int(machine.heap[object].payload))
            }
            return .undefined
        }
        for (name, isReferenced) in [("ref", true), ("unref", false)] {
            define(prototype, name, 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                machine.loop.setReferenced(immediate: try machine.thisImmediate(arguments), isReferenced)
                return arguments.thisValue
            }
        }
        define(prototype, "hasRef", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let immediate = machine.loop.immediates.records[try machine.thisImmediate(arguments)]
            return .boolean(immediate.isActive && immediate.isReferenced)
        }
    }

    private mutating func thisImmediate(_ arguments: Arguments) throws(Abrupt) -> Int {
        guard case .object(let object) = arguments.thisValue, heap[object].kind == .immediate else {
            throw typeError("The receiver is not an Immediate")
        }
        return Int(heap[object].payload)
    }

    private mutating func clearImmediate(_ index: Int) {
        guard loop.immediates.records[index].isActive else { return }
        loop.endWait(immediate: index)
    }

    mutating func fireImmediate(_ index: Int) throws(Abrupt) {
        loop.endWait(immediate: index)
        let immediate = loop.immediates.records[index]
        loop.origin = .immediate(argumentCount(immediate.arguments) > 0)
        if try runCallback(immediate.callback, immediate.arguments, this: callbackThis(immediate.object)) {
            noteInterruption(isTick: false)
        }
    }
}
