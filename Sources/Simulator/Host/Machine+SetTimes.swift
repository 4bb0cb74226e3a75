import JavaScript
import Programs

/// The function by which waits are marked whose time is set.
extension Machine {
    /// Defines it, where the program has such waits.
    mutating func installSetTimes(known: [SetTimes.Measure]) {
        setTimes = SetTimes(program.times.waits, known: known)
        guard setTimes.isOn else { return }
        tracksOwners = true
        // The rest of a time that is over.
        let wake = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let captures = machine.heap.captures[machine.heldCaptures(arguments)]
            guard case .internal(let owner) = captures.a, case .internal(let promise) = captures.b else { return .undefined }
            machine.setTimes.end(owner: owner, at: machine.loop.now)
            machine.settle(PromiseID(index: promise), captures)
            return .undefined
        }
        // What the wait is for is done.
        let done = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            var captures = machine.heap.captures[machine.heldCaptures(arguments)]
            guard case .internal(let owner) = captures.a, case .internal(let promise) = captures.b else { return .undefined }
            captures.c = machine.argument(arguments, 0)
            let rest = machine.setTimes.rest(of: owner, at: machine.loop.now)
            guard rest > 0 else {
                machine.setTimes.end(owner: owner, at: machine.loop.now)
                machine.settle(PromiseID(index: promise), captures)
                return .undefined
            }
            let function = machine.makeNative("", 0, captures: captures, native: wake)
            machine.setTimes.owner = 0
            machine.addTimer(.object(function), arguments: -1, delay: rest, isInterval: false)
            return .undefined
        }
        define(realm.global, ProgramTimes.functionName, 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .number(let number) = machine.argument(arguments, 0), let wait = Int(exactly: number),
                machine.setTimes.waits.indices.contains(wait)
            else { return .undefined }
            let function = machine.argument(arguments, 1)
            let outer = machine.setTimes.owner
            let owner = machine.setTimes.begin(wait: wait, at: machine.loop.now)
            machine.setTimes.owner = owner
            let result = machine.makePromise()
            do throws(Abrupt) {
                let inner = try machine.promiseResolve(try machine.call(function, .undefined, arguments: []))
                func handler(_ isRejected: Bool) -> Value {
                    let captures = Captures(a: .internal(owner), b: .internal(result.index), number: isRejected ? 1 : 0)
                    return .object(machine.makeNative("", 1, captures: captures, native: done))
                }
                let (onFulfilled, onRejected) = (handler(false), handler(true))
                machine.performThen(inner, .handlers(onFulfilled: onFulfilled, onRejected: onRejected, capability: .none))
                machine.setTimes.owner = outer
            } catch {
                machine.setTimes.end(owner: owner, at: machine.loop.now)
                machine.setTimes.owner = outer
                throw error
            }
            return .object(machine.promiseObject(result))
        }
    }

    private mutating func settle(_ promise: PromiseID, _ captures: Captures) {
        if captures.number == 1 { rejectPromise(promise, captures.c) } else { resolvePromise(promise, captures.c) }
    }
}
