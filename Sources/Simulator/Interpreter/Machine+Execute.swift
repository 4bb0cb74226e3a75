import JavaScript

extension Machine {
    /// Runs until the frames are down to `depth` again.
    ///
    /// - Returns: what the last of them returned.
    mutating func execute(until depth: Int) throws(Abrupt) -> Value {
        assert(stack.isOnly(), "the machine was copied")
        while true {
            do throws(Abrupt) {
                if let value = running.pendingThrow {
                    running.pendingThrow = nil
                    throw .thrown(value)
                }
                return try interpret(until: depth)
            } catch {
                guard case .thrown(let value) = error else {
                    abandon(to: depth)
                    throw error
                }
                if let result = try unwind(value, until: depth) { return result }
            }
        }
    }

    /// Drops the frames of a run that is stopped.
    private mutating func abandon(to depth: Int) {
        if stop.place == nil {
            noteBlocked()
            stop.stack = captureStack()
        }
        guard running.frames.count > depth else { return }
        stack.count = Int(running.frames[depth].bottom)
        running.frames.removeLast(running.frames.count - depth)
        restoreRegisters()
    }

    /// Finds the handler of a thrown value.
    ///
    /// - Returns: `nil` when one was found and the interpreter goes on there; a value when an async function took the
    ///   throw as its promise's rejection and was the last frame.
    private mutating func unwind(_ value: Value, until depth: Int) throws(Abrupt) -> Value? {
        while running.frames.count > depth {
            let frame = running.frames[running.frames.count - 1]
            let code = self.code.functions[Int(frame.code.index)]
            let position = running.pc - 1 - code.start
            budget.steps += 1 + Int(code.handlerCount) >> 3
            for index in Int(code.handlerStart)..<Int(code.handlerStart + code.handlerCount) {
                let handler = self.code.handlers[index]
                if position >= handler.start, position < handler.end {
                    running.base = Int(frame.base)
                    stack.count = running.base + Int(code.localCount + handler.stackDepth)
                    stack.push(value)
                    running.go(to: code.start + handler.target)
                    return nil
                }
            }
            if frame.coroutine != .none {
                switch coroutines[frame.coroutine].kind {
                case .asyncFunction, .asyncModule:
                    let result = finishAsync(frame.coroutine, value, isRejected: true)
                    if leaveFrame(with: result) { return result }
                    return nil
                case .asyncGenerator:
                    finishGenerator(frame.coroutine)
                    asyncGeneratorThrew(frame.coroutine, value)
                    if leaveFrame(with: .undefined) { return .undefined }
                    return nil
                case .generator: finishGenerator(frame.coroutine)
                }
            }
            let isEntry = frame.flags.contains(.isEntry)
            stack.count = Int(frame.bottom)
            running.frames.removeLast()
            restoreRegisters()
            if isEntry { throw .thrown(value) }
        }
        throw .thrown(value)
    }

    /// Drops the top frame and gives its value to the one below.
    ///
    /// - Returns: true when the frame was an entry, whose caller is native code.
    @inline(__always) mutating func leaveFrame(with value: Value) -> Bool {
        let frame = running.frames.removeLast()
        stack.count = Int(frame.bottom)
        restoreRegisters()
        if frame.flags.contains(.isEntry) {
            if running.frames.isEmpty { noteLeft(frame.code) }
            return true
        }
        stack.push(value)
        return false
    }

    /// Nothing of the program runs any more: this is what ran last, should the run be stopped before more does.
    @inline(never) private mutating func noteLeft(_ id: CodeID) {
        if running.pc > 0, !isHostsOwn(id) { loop.latestCode = (id, running.pc - 1) }
    }

    private mutating func interpret(until depth: Int) throws(Abrupt) -> Value {
        while true {
            let instruction = running.next(in: code.instructions)
            switch instruction.opcode {
            case .pushUndefined: stack.push(.undefined)
            case .pushNull: stack.push(.null)
            case .pushTrue: stack.push(.boolean(true))
            case .pushFalse: stack.push(.boolean(false))
            case .pushInteger: stack.push(.number(Double(instruction.operand)))
            case .pushNumber: stack.push(.number(code.numbers[Int(instruction.operand)]))
            case .pushString: stack.push(.string(StringID(name: NameID(UInt32(instruction.operand)))))
            case .pushUninitialized: stack.push(.uninitialized)
            case .pop: stack.count -= 1
            case .duplicate: stack.push(stack.top)
            case .duplicateTwo:
                let a = stack[below: 1]
                let b = stack.top
                stack.push(a)
                stack.push(b)
            case .swap:
                let top = stack.top
                stack.top = stack[below: 1]
                stack[below: 1] = top
            case .rotateThree:
                let c = stack.top
                stack.top = stack[below: 1]
                stack[below: 1] = stack[below: 2]
                stack[below: 2] = c
            case .rotateFour:
                let d = stack.top
                stack.top = stack[below: 1]
                stack[below: 1] = stack[below: 2]
                stack[below: 2] = stack[below: 3]
                stack[below: 3] = d

            case .loadLocal:
                stack.push(stack[running.base &+ Int(instruction.operand)])
                pushSecond()
            case .storeLocal: stack[running.base &+ Int(instruction.operand)] = stack.pop()
            case .checkInitialized:
                if stack.top.isUninitialized { throw deadZoneError(instruction.operand) }
            case .loadContext:
                stack.push(heap.slots[contextSlot(instruction)])
                try checkRead()
            case .storeContext:
                let value = stack.pop()
                heap.slots[contextSlot(instruction)] = value
            case .pushContext: pushContext(instruction.operand)
            case .popContext: running.context = heap.contexts[Int(running.context)].parent
            case .copyContext: copyContext()
            case .saveContext: stack[running.base &+ Int(instruction.operand)] = .internal(running.context)
            case .restoreContext:
                if case .internal(let saved) = stack[running.base &+ Int(instruction.operand)] { running.context = saved }
            case .loadCell:
                stack.push(graph.cells[Int(running.cellBase + instruction.operand)])
                try checkRead()
            case .storeCell: graph.cells[Int(running.cellBase + instruction.operand)] = stack.pop()
            case .loadImport:
                let target = graph.importTargets[Int(running.importBase + instruction.operand)]
                let value = target < 0 ? .uninitialized : graph.cells[Int(target)]
                if value.isUninitialized { throw importDeadZoneError(instruction.operand) }
                stack.push(value)
                if value.isUndefined { noteUnsetImport(target) }
            case .loadGlobal:
                let name = NameID(UInt32(instruction.operand))
                guard let value = try loadGlobal(name, isOwn: instruction.small != 0) else { throw undeclaredError(name) }
                stack.push(value)
            case .loadGlobalOrUndefined: stack.push(try loadGlobal(NameID(UInt32(instruction.operand))) ?? .undefined)
            case .storeGlobal:
                try storeGlobal(NameID(UInt32(instruction.operand)))
            case .throwConstantAssignment: throw typeError("Assignment to constant variable.")
            case .loadThis: stack.push(running.frames[running.frames.count - 1].thisValue)
            case .loadFunction: stack.push(.object(running.frames[running.frames.count - 1].function))
            case .loadNewTarget: stack.push(running.frames[running.frames.count - 1].newTarget)
            case .createArguments: stack.push(.object(createArguments()))
            case .mapArguments: mapArguments(count: instruction.operand)
            case .getMapped: loadMapped(instruction.operand)
            case .setMapped: storeMapped(instruction.operand)
            case .createRest: stack.push(.object(createRest(instruction.operand)))

            case .getProperty:
                let key = PropertyKey.name(NameID(UInt32(instruction.operand)))
                if case .object(let object) = stack.top, heap[object].kind == .ordinary, let own = lookup(object, key) {
                    switch own.value {
                    case .accessor: stack.top = try getValue(stack.top, key)
                    case .undefined: noteUndefined(key)
                    default: stack.top = own.value
                    }
                } else {
                    let value = try getValue(stack.top, key)
                    if value.isUndefined { noteUndefined(key) } else { stack.top = value }
                }
            case .getMethod:
                let value = try getValue(stack.top, .name(NameID(UInt32(instruction.operand))))
                let receiver = stack.top
                stack.top = value
                stack.push(receiver)
            case .setProperty:
                let value = stack.pop()
                let key = PropertyKey.name(NameID(UInt32(instruction.operand)))
                if !replaceOwnValue(stack.top, key, value) { try setValue(stack.top, key, value) }
                stack.top = value
            case .getElement:
                let value = try getElement(stack[below: 1], stack.top)
                if value.isUndefined { noteUndefinedElement() }
                stack.count -= 1
                stack.top = value
            case .getElementMethod:
                let value = try getElement(stack[below: 1], stack.top)
                let receiver = stack[below: 1]
                stack[below: 1] = value
                stack.top = receiver
            case .setElement:
                let value = stack.top
                try setElement(stack[below: 2], stack[below: 1], value)
                stack.count -= 2
                stack.top = value
            case .call:
                if let result = try callInstruction(Int(instruction.operand)) { stack.push(result) }
            case .return:
                let value = stack.pop()
                if let result = try returnFromFrame(value) { return result }

            case .add:
                let right = stack.pop()
                if case .number(let a) = stack.top, case .number(let b) = right {
                    stack.top = .number(a + b)
                } else {
                    let value = try add(stack.top, right)
                    stack.top = value
                }
            case .subtract: try replaceNumbers(instruction) { $0 - $1 }
            case .multiply: try replaceNumbers(instruction) { $0 * $1 }
            case .divide: try replaceNumbers(instruction) { $0 / $1 }
            case .bitwiseAnd: try replaceNumbers(instruction) { Double(Self.toInt32($0) & Self.toInt32($1)) }
            case .bitwiseOr: try replaceNumbers(instruction) { Double(Self.toInt32($0) | Self.toInt32($1)) }
            case .bitwiseXor: try replaceNumbers(instruction) { Double(Self.toInt32($0) ^ Self.toInt32($1)) }
            case .shiftLeft: try replaceNumbers(instruction) { Double(Self.toInt32($0) << (Self.toInt32($1) & 31)) }
            case .shiftRight: try replaceNumbers(instruction) { Double(Self.toInt32($0) >> (Self.toInt32($1) & 31)) }
            case .remainder:
                if case .number(let a) = stack[below: 1], case .number(let b) = stack.top, let result = Self.wholeRemainder(a, b) {
                    stack.count -= 1
                    stack.top = .number(result)
                } else {
                    let value = try arithmetic(.remainder, stack[below: 1], stack.top)
                    stack.count -= 1
                    stack.top = value
                }
            case .exponent, .shiftRightUnsigned:
                let value = try arithmetic(instruction.opcode, stack[below: 1], stack.top)
                stack.count -= 1
                stack.top = value
            case .less: try replaceByOrder(instruction) { $0 < $1 }
            case .lessOrEqual: try replaceByOrder(instruction) { $0 <= $1 }
            case .greater: try replaceByOrder(instruction) { $0 > $1 }
            case .greaterOrEqual: try replaceByOrder(instruction) { $0 >= $1 }
            case .strictEqual, .strictNotEqual:
                let isEqual = isStrictlyEqual(stack[below: 1], stack.top)
                stack.count -= 2
                decide(isEqual == (instruction.opcode == .strictEqual))
            case .equal, .notEqual:
                let isEqual = try isLooselyEqual(stack[below: 1], stack.top)
                stack.count -= 1
                stack.top = .boolean(isEqual == (instruction.opcode == .equal))
            case .increment, .decrement:
                let step = instruction.opcode == .increment ? 1 : -1
                if case .number(let number) = stack.top {
                    stack.top = .number(number + Double(step))
                } else {
                    let result = try stepped(stack.top, by: step)
                    stack.top = result
                }
            case .not: stack.top = .boolean(!toBoolean(stack.top))

            case .jump: running.jump(instruction.operand)
            case .loop:
                try countStep()
                running.jump(instruction.operand)
            case .jumpIfTrue: if toBoolean(stack.pop()) { running.jump(instruction.operand) }
            case .jumpIfFalse: if !toBoolean(stack.pop()) { running.jump(instruction.operand) }
            case .jumpIfTrueOrPop: if toBoolean(stack.top) { running.jump(instruction.operand) } else { stack.count -= 1 }
            case .jumpIfFalseOrPop: if !toBoolean(stack.top) { running.jump(instruction.operand) } else { stack.count -= 1 }
            case .jumpIfPresentOrPop: if !stack.top.isNullish { running.jump(instruction.operand) } else { stack.count -= 1 }
            case .jumpIfNullish:
                if stack.top.isNullish {
                    stack.count -= 1
                    running.jump(instruction.operand)
                }
            case .jumpIfNotUndefined: if !stack.top.isUndefined { running.jump(instruction.operand) } else { stack.count -= 1 }

            case .closure:
                budget.steps += 1
                let function = makeClosure(CodeID(instruction.operand), context: running.context)
                stack.push(.object(function))
            case .throw:
                let value = stack.pop()
                noteThrow(value)
                throw .thrown(value)
            case .await:
                let value = stack.pop()
                if let result = try awaitValue(value) { return result }
            case .newObject:
                budget.steps += 1
                stack.push(.object(heap.makeObject(.ordinary, prototype: realm.objectPrototype)))
            case .newArray:
                budget.steps += 1
                stack.push(.object(makeArray(capacity: Int(instruction.operand))))
            case .appendElement:
                let value = stack.pop()
                if case .object(let array) = stack.top { appendElement(array, value) }
            case .defineProperty:
                let value = stack.pop()
                if case .object(let object) = stack.top {
                    put(object, propertyKey(instruction.operand), value)
                }
            case .toString:
                if case .string = stack.top { break }
                let text = try toString(stack.top)
                stack.top = .string(text)
            case .endFinally: try endFinally(instruction)
            case .yield, .yieldDelegate, .initialYield:
                if let result = try suspendGenerator(instruction) { return result }
            default: try interpretRare(instruction)
            }
        }
    }

    // MARK: Two operands

    /// [a b → c]: an operation of two numbers, which they mostly are.
    @inline(__always) private mutating func replaceNumbers(
        _ instruction: Instruction, _ operation: (Double, Double) -> Double
    ) throws(Abrupt) {
        if case .number(let a) = stack[below: 1], case .number(let b) = stack.top {
            stack.count -= 1
            stack.top = .number(operation(a, b))
        } else {
            let value = try arithmetic(instruction.opcode, stack[below: 1], stack.top)
            stack.count -= 1
            stack.top = value
        }
    }

    /// [a b → boolean], or the jump that it decides.
    @inline(__always) private mutating func replaceByOrder(
        _ instruction: Instruction, _ isOrdered: (Double, Double) -> Bool
    ) throws(Abrupt) {
        let result: Bool
        if case .number(let a) = stack[below: 1], case .number(let b) = stack.top {
            result = isOrdered(a, b)
        } else {
            result = try compare(instruction.opcode, stack[below: 1], stack.top)
        }
        stack.count -= 2
        decide(result)
    }

    /// Ends a comparison. Mostly a jump comes next that asks for nothing else: it runs at once, and counts as it would otherwise.
    @inline(__always) private mutating func decide(_ result: Bool) {
        let next = running.upcoming(in: code.instructions)
        switch next.opcode {
        case .jumpIfFalse:
            running.skip()
            if !result { running.jump(next.operand) }
        case .jumpIfTrue:
            running.skip()
            if result { running.jump(next.operand) }
        default: stack.push(.boolean(result))
        }
    }

    /// Pushes what comes next too where it is a variable or a number, as the second operand of an operation mostly is.
    @inline(__always) private mutating func pushSecond() {
        let next = running.upcoming(in: code.instructions)
        switch next.opcode {
        case .pushInteger:
            running.skip()
            stack.push(.number(Double(next.operand)))
        case .loadLocal:
            running.skip()
            stack.push(stack[running.base &+ Int(next.operand)])
        default: break
        }
    }

    /// Ends the reading of a binding. Mostly the check for its dead zone comes next: it is done at once.
    @inline(__always) private mutating func checkRead() throws(Abrupt) {
        let next = running.upcoming(in: code.instructions)
        guard next.opcode == .checkInitialized else { return }
        running.skip()
        if stack.top.isUninitialized { throw deadZoneError(next.operand) }
    }

    /// The key that an operand names: a name, which may spell an array index.
    @inline(__always) mutating func propertyKey(_ operand: Int32) -> PropertyKey {
        strings.propertyKey(of: NameID(UInt32(operand)))
    }
}
