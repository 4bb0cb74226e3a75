import DequeModule
import JavaScript
import Trace

/// Suspension: a function's part of the stack is kept aside while it waits.
extension Machine {
    private mutating func makeCoroutine(_ kind: Coroutine.Kind) -> CoroutineID {
        coroutines.add(Coroutine(kind: kind, frame: running.frames[running.frames.count - 1]))
    }

    // MARK: Async functions

    /// AsyncFunctionStart: the top frame becomes a coroutine with a promise.
    mutating func startAsyncFunction() {
        let id = makeCoroutine(.asyncFunction)
        coroutines[id].promise = makePromise()
        coroutines[id].module = running.module
        running.frames[running.frames.count - 1].coroutine = id
    }

    /// AsyncBlockStart for a module's body.
    mutating func startAsyncModule(_ moduleID: ModuleID, promise: PromiseID) {
        let id = makeCoroutine(.asyncModule)
        coroutines[id].promise = promise
        coroutines[id].module = moduleID
        running.frames[running.frames.count - 1].coroutine = id
    }

    /// Settles the promise of an async function whose frame is about to go.
    ///
    /// - Returns: what the frame's caller gets: the promise, or nothing when a job had resumed it.
    mutating func finishAsync(_ id: CoroutineID, _ value: Value, isRejected: Bool) -> Value {
        let coroutine = coroutines[id]
        let isResumed = running.frames[running.frames.count - 1].flags.contains(.isResumed)
        heap.free(coroutine.saved)
        coroutines[id].state = .done
        coroutines[id].saved = .empty
        coroutines.free.append(id.index)
        if coroutine.kind == .asyncModule { noteModuleEnd(coroutine.module, value, isRejected: isRejected) }
        if isRejected { rejectPromise(coroutine.promise, value) } else { resolvePromise(coroutine.promise, value) }
        return isResumed ? .undefined : .object(promiseObject(coroutine.promise))
    }

    /// Await. https://tc39.es/ecma262/#await
    ///
    /// - Returns: what `interpret` returns, when native code called the frame; `nil` when the caller goes on.
    mutating func awaitValue(_ value: Value) throws(Abrupt) -> Value? {
        let id = running.frames[running.frames.count - 1].coroutine
        // Step 2: PromiseResolve, whose throw is thrown here.
        if value.isObject {
            let promise = try promiseResolve(value)
            noteSuspension(id)
            suspend(id)
            performThen(promise, .resume(id))
        } else {
            // A promise for a value that is no object is new and fulfilled, and nobody else sees it.
            noteSuspension(id)
            suspend(id)
            enqueueJob(.resume(id, value, isThrow: false))
        }
        let coroutine = coroutines[id]
        let isResumed = coroutine.frame.flags.contains(.isResumed)
        let result: Value = isResumed || coroutine.kind == .asyncGenerator ? .undefined : .object(promiseObject(coroutine.promise))
        coroutines[id].frame.flags.insert(.isResumed)
        return leaveSuspended(id, with: result)
    }

    /// Keeps the top frame's stack and takes the frame off.
    mutating func suspend(_ id: CoroutineID) {
        let count = stack.count - running.base
        if coroutines[id].saved.capacity < count {
            heap.free(coroutines[id].saved)
            coroutines[id].saved = heap.allocate(capacity: count)
        }
        budget.countWork(count)
        let start = Int(coroutines[id].saved.start)
        for offset in 0..<count { heap.slots[start + offset] = stack[running.base + offset] }
        coroutines[id].savedCount = Int32(count)
        var frame = running.frames[running.frames.count - 1]
        frame.pc = running.pc
        frame.context = running.context
        coroutines[id].frame = frame
        coroutines[id].state = .suspended
        coroutines.suspensions &+= 1
        coroutines[id].suspension = coroutines.suspensions
    }

    /// - Returns: the value when the frame was an entry.
    mutating func leaveSuspended(_ id: CoroutineID, with value: Value) -> Value? {
        coroutines[id].frame.flags.remove(.isEntry)
        return leaveFrame(with: value) ? value : nil
    }

    /// Puts a suspended frame back on the stack, to be run by `execute`.
    mutating func restore(_ id: CoroutineID) {
        let coroutine = coroutines[id]
        saveRegisters()
        var frame = coroutine.frame
        let code = self.code.functions[Int(frame.code.index)]
        stack.reserve(Int(code.localCount + code.maximumStack) + 2)
        frame.bottom = Int32(stack.count)
        frame.base = Int32(stack.count)
        frame.argumentStart = Int32(stack.count)
        frame.argumentCount = 0
        frame.flags.insert(.isEntry)
        frame.flags.insert(.isResumed)
        frame.coroutine = id
        running.frames.append(frame)
        running.base = stack.count
        budget.countWork(Int(coroutine.savedCount))
        let start = Int(coroutine.saved.start)
        for offset in 0..<Int(coroutine.savedCount) { stack[running.base + offset] = heap.slots[start + offset] }
        stack.count = running.base + Int(coroutine.savedCount)
        running.go(to: frame.pc)
        running.context = frame.context
        useModule(of: frame.code)
        coroutines[id].state = .running
    }

    /// Goes on after an `await`, in a job of its own.
    mutating func resume(_ id: CoroutineID, _ value: Value, isThrow: Bool) throws(Abrupt) {
        do throws(Abrupt) {
            try countStep()
        } catch {
            // The frame is not on the stack yet: the run ends where it would go on.
            noteBlocked(in: id)
            throw error
        }
        let depth = running.frames.count
        restore(id)
        noteResumption(id)
        if isThrow {
            // As if the `await` threw.
            errors.noteAwait(value, running.pc - 1)
            _ = try executeThrowing(value, until: depth)
        } else {
            stack.push(value)
            _ = try execute(until: depth)
        }
    }

    // MARK: Generators

    /// `initialYield`, `yield` and `yield*`'s suspension.
    mutating func suspendGenerator(_ instruction: Instruction) throws(Abrupt) -> Value? {
        if instruction.opcode == .initialYield { return startGenerator() }
        let id = running.frames[running.frames.count - 1].coroutine
        var value = stack.pop()
        if coroutines[id].kind == .generator {
            suspend(id)
            if instruction.opcode == .yield { value = .object(iteratorResult(value, isDone: false)) }
            return leaveSuspended(id, with: value)
        }
        if instruction.opcode == .yieldDelegate, case .object(let inner) = value { value = try get(inner, .known(.value)) }
        suspend(id)
        let result = leaveSuspended(id, with: .undefined)
        asyncGeneratorYielded(id, value)
        return result
    }

    private mutating func startGenerator() -> Value? {
        budget.steps += 2 * Self.generatorSteps
        let frame = running.frames[running.frames.count - 1]
        let flags = code.functions[Int(frame.code.index)].flags
        let isAsync = flags.contains(.isAsync)
        let id = makeCoroutine(isAsync ? .asyncGenerator : .generator)
        let fallback = isAsync ? realm.asyncGeneratorPrototype : realm.generatorPrototype
        var prototype = fallback
        if let own = getOwn(frame.function, .known(.prototype)), case .object(let given) = own.value { prototype = given }
        let object = heap.makeObject(isAsync ? .asyncGenerator : .generator, prototype: prototype, payload: id.index)
        running.frames[running.frames.count - 1].coroutine = id
        coroutines[id].module = running.module
        coroutines[id].object = object
        if isAsync {
            coroutines[id].queue = Int32(coroutines.queues.count)
            coroutines.queues.append(Deque())
        }
        suspend(id)
        coroutines[id].state = .suspendedStart
        return leaveSuspended(id, with: .object(object))
    }

    mutating func finishGenerator(_ id: CoroutineID) {
        heap.free(coroutines[id].saved)
        coroutines[id].saved = .empty
        coroutines[id].state = .done
    }

    /// GeneratorResume and GeneratorResumeAbrupt: runs a suspended generator to its next suspension.
    mutating func runGenerator(_ id: CoroutineID, _ resumption: Coroutine.Resumption, _ value: Value) throws(Abrupt) -> Value {
        running.nativeDepth += 1
        defer { running.nativeDepth -= 1 }
        if running.nativeDepth > Self.nativeDepthLimit || running.frames.count >= limits.calls { throw stackOverflow() }
        budget.steps += Self.generatorSteps
        try countStep()
        let isStart = coroutines[id].state == .suspendedStart
        let isDelegating = !isStart && isSuspendedInDelegate(id)
        let depth = running.frames.count
        coroutines[id].resumption = resumption
        restore(id)
        if isStart { return try execute(until: depth) }
        if resumption == .throw, !isDelegating {
            coroutines[id].resumption = .next
            return try executeThrowing(value, until: depth)
        }
        stack.push(value)
        return try execute(until: depth)
    }

    private mutating func isSuspendedInDelegate(_ id: CoroutineID) -> Bool {
        let pc = coroutines[id].frame.pc
        return code.instructions[Int(pc) - 1].opcode == .yieldDelegate
    }

    /// `execute`, beginning with a throw where the frame stands.
    mutating func executeThrowing(_ value: Value, until depth: Int) throws(Abrupt) -> Value {
        running.pendingThrow = value
        return try execute(until: depth)
    }
}
