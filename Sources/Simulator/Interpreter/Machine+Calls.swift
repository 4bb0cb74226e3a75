import JavaScript

/// What the interpreter does at calls and returns.
extension Machine {
    // MARK: Calls

    /// [f this a1…an → v]
    ///
    /// - Returns: a native function's result; `nil` when a frame was pushed.
    @inline(__always)
    mutating func callInstruction(_ count: Int) throws(Abrupt) -> Value? {
        let bottom = stack.count - count - 2
        guard case .object(let object) = stack[bottom], heap[object].isCallable else {
            throw notCallableError(stack[bottom], receiver: stack[bottom + 1])
        }
        let record = functionRecord(object)
        let thisValue = stack[bottom + 1]
        if record.code < 0 {
            try countStep()
            return try callNative(
                record, object, thisValue, start: bottom + 2, count: Int32(count), newTarget: .undefined, bottom: bottom)
        }
        saveRegisters()
        return try enter(
            object, record, thisValue, start: bottom + 2, count: Int32(count), newTarget: .undefined, bottom: bottom, flags: [])
    }

    /// The TypeError of the running call, which calls what is no function.
    mutating func notCallableError(_ callee: Value, receiver: Value) -> Abrupt {
        because(.notCallable(receiver: receiver, callee: callee), typeError("\(runningCalleeText()) is not a function"))
    }

    /// The TypeError of the running `new`, of what is no constructor.
    mutating func notConstructorError(_ callee: Value) -> Abrupt {
        let error = typeError("\(runningCalleeText()) is not a constructor")
        return callee.isNullish ? because(of: callee, error) : because(.notCallable(receiver: .undefined, callee: callee), error)
    }

    /// Ends the running function.
    ///
    /// - Returns: its value when native code called it.
    @inline(__always)
    mutating func returnFromFrame(_ value: Value) throws(Abrupt) -> Value? {
        let frame = running.frames[running.frames.count - 1]
        var result = value
        if frame.coroutine != .none {
            switch coroutines[frame.coroutine].kind {
            case .asyncFunction, .asyncModule: result = finishAsync(frame.coroutine, value, isRejected: false)
            case .generator:
                finishGenerator(frame.coroutine)
                result = .object(iteratorResult(value, isDone: true))
            case .asyncGenerator:
                finishGenerator(frame.coroutine)
                asyncGeneratorReturned(frame.coroutine, value)
                result = .undefined
            }
        } else if frame.flags.contains(.isConstruct), !value.isObject {
            result = frame.thisValue
        }
        return leaveFrame(with: result) ? result : nil
    }

    mutating func endFinally(_ instruction: Instruction) throws(Abrupt) {
        let slot = running.base + Int(instruction.operand)
        guard case .number(let kind) = stack[slot] else { return }
        switch Int(kind) {
        case 0: running.jump(Int32(instruction.small) + 1)
        case 1: throw .thrown(stack[slot + 1])
        default: running.jump(Int32(kind) - 1)
        }
    }
}
