import JavaScript

extension Machine {
    /// Runs until the frames are down to `depth` again.
    ///
    /// - Returns: what the last of them returned.
    mutating func execute(until depth: Int) throws(Abrupt) -> Value {
        while true {
            do throws(Abrupt) {
                if let value = pendingThrow {
                    pendingThrow = nil
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
        if blockedAt == nil {
            noteBlocked()
            blockedStack = captureStack()
        }
        guard frames.count > depth else { return }
        sp = Int(frames[depth].bottom)
        frames.removeLast(frames.count - depth)
        restoreRegisters()
    }

    /// Finds the handler of a thrown value.
    ///
    /// - Returns: `nil` when one was found and the interpreter goes on there; a value when an async function took the
    ///   throw as its promise's rejection and was the last frame.
    private mutating func unwind(_ value: Value, until depth: Int) throws(Abrupt) -> Value? {
        while frames.count > depth {
            let frame = frames[frames.count - 1]
            let code = self.code.functions[Int(frame.code.index)]
            let position = pc - 1 - code.start
            for index in Int(code.handlerStart)..<Int(code.handlerStart + code.handlerCount) {
                let handler = self.code.handlers[index]
                if position >= handler.start, position < handler.end {
                    base = Int(frame.base)
                    sp = base + Int(code.localCount + handler.stackDepth)
                    push(value)
                    pc = code.start + handler.target
                    return nil
                }
            }
            if frame.coroutine != .none {
                switch coroutines[Int(frame.coroutine.index)].kind {
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
            sp = Int(frame.bottom)
            frames.removeLast()
            restoreRegisters()
            if isEntry { throw .thrown(value) }
        }
        throw .thrown(value)
    }

    /// Drops the top frame and gives its value to the one below.
    ///
    /// - Returns: true when the frame was an entry, whose caller is native code.
    @inline(__always) mutating func leaveFrame(with value: Value) -> Bool {
        let frame = frames.removeLast()
        sp = Int(frame.bottom)
        restoreRegisters()
        if frame.flags.contains(.isEntry) { return true }
        push(value)
        return false
    }

    private mutating func interpret(until depth: Int) throws(Abrupt) -> Value {
        while true {
            let instruction = code.instructions[Int(pc)]
            pc += 1
            switch instruction.opcode {
            case .pushUndefined: push(.undefined)
            case .pushNull: push(.null)
            case .pushTrue: push(.boolean(true))
            case .pushFalse: push(.boolean(false))
            case .pushInteger: push(.number(Double(instruction.operand)))
            case .pushNumber: push(.number(code.numbers[Int(instruction.operand)]))
            case .pushString: push(.string(StringID(name: NameID(UInt32(instruction.operand)))))
            case .pushUninitialized: push(.uninitialized)
            case .pop: sp -= 1
            case .duplicate: push(stack[sp - 1])
            case .duplicateTwo:
                let a = stack[sp - 2]
                let b = stack[sp - 1]
                push(a)
                push(b)
            case .swap:
                let top = stack[sp - 1]
                stack[sp - 1] = stack[sp - 2]
                stack[sp - 2] = top
            case .rotateThree:
                let c = stack[sp - 1]
                stack[sp - 1] = stack[sp - 2]
                stack[sp - 2] = stack[sp - 3]
                stack[sp - 3] = c
            case .rotateFour:
                let d = stack[sp - 1]
                stack[sp - 1] = stack[sp - 2]
                stack[sp - 2] = stack[sp - 3]
                stack[sp - 3] = stack[sp - 4]
                stack[sp - 4] = d

            case .loadLocal: push(stack[base + Int(instruction.operand)])
            case .storeLocal: stack[base + Int(instruction.operand)] = pop()
            case .checkInitialized:
                if stack[sp - 1].isUninitialized { throw deadZoneError(instruction.operand) }
            case .loadContext:
                push(heap.slots[contextSlot(instruction)])
            case .storeContext:
                let value = pop()
                heap.slots[contextSlot(instruction)] = value
            case .pushContext: pushContext(instruction.operand)
            case .popContext: context = heap.contexts[Int(context)].parent
            case .copyContext: copyContext()
            case .saveContext: stack[base + Int(instruction.operand)] = .internal(context)
            case .restoreContext:
                if case .internal(let saved) = stack[base + Int(instruction.operand)] { context = saved }
            case .loadCell: push(cells[Int(cellBase + instruction.operand)])
            case .storeCell: cells[Int(cellBase + instruction.operand)] = pop()
            case .loadImport:
                let target = importTargets[Int(importBase + instruction.operand)]
                let value = target < 0 ? .uninitialized : cells[Int(target)]
                if value.isUninitialized { throw importDeadZoneError(instruction.operand) }
                push(value)
            case .loadGlobal:
                let name = NameID(UInt32(instruction.operand))
                guard let value = try loadGlobal(name) else { throw undeclaredError(name) }
                push(value)
            case .loadGlobalOrUndefined: push(try loadGlobal(NameID(UInt32(instruction.operand))) ?? .undefined)
            case .storeGlobal:
                let name = NameID(UInt32(instruction.operand))
                guard try hasProperty(realm.global, .name(name)) else { throw undeclaredError(name) }
                try set(realm.global, .name(name), pop())
            case .throwConstantAssignment: throw typeError("Assignment to constant variable.")
            case .loadThis: push(frames[frames.count - 1].thisValue)
            case .loadFunction: push(.object(frames[frames.count - 1].function))
            case .loadNewTarget: push(frames[frames.count - 1].newTarget)
            case .createArguments: push(.object(createArguments()))
            case .createRest: push(.object(createRest(instruction.operand)))

            case .getProperty:
                let key = PropertyKey.name(NameID(UInt32(instruction.operand)))
                if case .object(let object) = stack[sp - 1], heap[object].kind == .ordinary, let own = lookup(object, key) {
                    if case .accessor = own.value { stack[sp - 1] = try getValue(stack[sp - 1], key) } else { stack[sp - 1] = own.value }
                } else {
                    let value = try getValue(stack[sp - 1], key)
                    stack[sp - 1] = value
                }
            case .getMethod:
                let value = try getValue(stack[sp - 1], .name(NameID(UInt32(instruction.operand))))
                let receiver = stack[sp - 1]
                stack[sp - 1] = value
                push(receiver)
            case .setProperty:
                let value = pop()
                try setValue(stack[sp - 1], .name(NameID(UInt32(instruction.operand))), value)
                stack[sp - 1] = value
            case .getElement:
                let value = try getElement(stack[sp - 2], stack[sp - 1])
                sp -= 1
                stack[sp - 1] = value
            case .getElementMethod:
                let value = try getElement(stack[sp - 2], stack[sp - 1])
                let receiver = stack[sp - 2]
                stack[sp - 2] = value
                stack[sp - 1] = receiver
            case .setElement:
                let value = stack[sp - 1]
                try setElement(stack[sp - 3], stack[sp - 2], value)
                sp -= 2
                stack[sp - 1] = value
            case .call:
                if let result = try callInstruction(Int(instruction.operand)) { push(result) }
            case .return:
                let value = pop()
                if let result = try returnFromFrame(value) { return result }

            case .add:
                let right = pop()
                if case .number(let a) = stack[sp - 1], case .number(let b) = right {
                    stack[sp - 1] = .number(a + b)
                } else {
                    let value = try add(stack[sp - 1], right)
                    stack[sp - 1] = value
                }
            case .subtract, .multiply, .divide, .remainder, .exponent, .bitwiseAnd, .bitwiseOr, .bitwiseXor, .shiftLeft,
                .shiftRight, .shiftRightUnsigned:
                let value = try arithmetic(instruction.opcode, stack[sp - 2], stack[sp - 1])
                sp -= 1
                stack[sp - 1] = value
            case .less, .lessOrEqual, .greater, .greaterOrEqual:
                let result: Bool
                if case .number(let a) = stack[sp - 2], case .number(let b) = stack[sp - 1] {
                    switch instruction.opcode {
                    case .less: result = a < b
                    case .lessOrEqual: result = a <= b
                    case .greater: result = a > b
                    default: result = a >= b
                    }
                } else {
                    result = try compare(instruction.opcode, stack[sp - 2], stack[sp - 1])
                }
                sp -= 1
                stack[sp - 1] = .boolean(result)
            case .strictEqual, .strictNotEqual:
                let isEqual = isStrictlyEqual(stack[sp - 2], stack[sp - 1])
                sp -= 1
                stack[sp - 1] = .boolean(isEqual == (instruction.opcode == .strictEqual))
            case .equal, .notEqual:
                let isEqual = try isLooselyEqual(stack[sp - 2], stack[sp - 1])
                sp -= 1
                stack[sp - 1] = .boolean(isEqual == (instruction.opcode == .equal))
            case .increment, .decrement:
                let number: Double
                if case .number(let known) = stack[sp - 1] { number = known } else { number = try toNumber(stack[sp - 1]) }
                stack[sp - 1] = .number(instruction.opcode == .increment ? number + 1 : number - 1)
            case .not: stack[sp - 1] = .boolean(!toBoolean(stack[sp - 1]))

            case .jump: pc += instruction.operand - 1
            case .loop:
                try countStep()
                pc += instruction.operand - 1
            case .jumpIfTrue: if toBoolean(pop()) { pc += instruction.operand - 1 }
            case .jumpIfFalse: if !toBoolean(pop()) { pc += instruction.operand - 1 }
            case .jumpIfTrueOrPop: if toBoolean(stack[sp - 1]) { pc += instruction.operand - 1 } else { sp -= 1 }
            case .jumpIfFalseOrPop: if !toBoolean(stack[sp - 1]) { pc += instruction.operand - 1 } else { sp -= 1 }
            case .jumpIfPresentOrPop: if !stack[sp - 1].isNullish { pc += instruction.operand - 1 } else { sp -= 1 }
            case .jumpIfNullish:
                if stack[sp - 1].isNullish {
                    sp -= 1
                    pc += instruction.operand - 1
                }
            case .jumpIfNotUndefined: if !stack[sp - 1].isUndefined { pc += instruction.operand - 1 } else { sp -= 1 }

            case .closure:
                let function = makeClosure(CodeID(instruction.operand), context: context)
                push(.object(function))
            case .throw:
                let value = pop()
                noteThrow(value)
                throw .thrown(value)
            case .await:
                let value = pop()
                if let result = try awaitValue(value) { return result }
            case .newObject: push(.object(heap.makeObject(.ordinary, prototype: realm.objectPrototype)))
            case .newArray: push(.object(makeArray(capacity: Int(instruction.operand))))
            case .appendElement:
                let value = pop()
                if case .object(let array) = stack[sp - 1] { appendElement(array, value) }
            case .defineProperty:
                let value = pop()
                if case .object(let object) = stack[sp - 1] {
                    put(object, propertyKey(instruction.operand), value)
                }
            case .toString:
                if case .string = stack[sp - 1] { break }
                let text = try toString(stack[sp - 1])
                stack[sp - 1] = .string(text)
            case .endFinally: try endFinally(instruction)
            case .yield, .yieldDelegate, .initialYield:
                if let result = try suspendGenerator(instruction) { return result }
            default: try interpretRare(instruction)
            }
        }
    }

    /// The key that an operand names: a name, which may spell an array index.
    @inline(__always) func propertyKey(_ operand: Int32) -> PropertyKey {
        let name = NameID(UInt32(operand))
        return StringHeap.arrayIndex(strings.names.codeUnits(of: name)).map { .index($0) } ?? .name(name)
    }

    // MARK: Contexts

    @inline(__always) private func contextSlot(_ instruction: Instruction) -> Int {
        var record = heap.contexts[Int(context)]
        var distance = instruction.small
        while distance > 0 {
            record = heap.contexts[Int(record.parent)]
            distance -= 1
        }
        return Int(record.slots.start + instruction.operand)
    }

    private mutating func pushContext(_ count: Int32) {
        let block = heap.allocate(capacity: Int(count))
        for offset in 0..<Int(count) { heap.slots[Int(block.start) + offset] = .uninitialized }
        heap.contexts.append(ContextRecord(parent: context, slots: block, count: count))
        context = Int32(heap.contexts.count - 1)
    }

    private mutating func copyContext() {
        let record = heap.contexts[Int(context)]
        let block = heap.allocate(capacity: Int(record.count))
        for offset in 0..<Int(record.count) {
            heap.slots[Int(block.start) + offset] = heap.slots[Int(record.slots.start) + offset]
        }
        heap.contexts.append(ContextRecord(parent: record.parent, slots: block, count: record.count))
        context = Int32(heap.contexts.count - 1)
    }

    // MARK: Names

    private mutating func loadGlobal(_ name: NameID) throws(Abrupt) -> Value? {
        if let own = lookup(realm.global, .name(name)) {
            if case .accessor = own.value { return try get(realm.global, .name(name)) }
            return own.value
        }
        return try hasProperty(realm.global, .name(name)) ? get(realm.global, .name(name)) : nil
    }

    private mutating func deadZoneError(_ operand: Int32) -> Abrupt {
        let name = NameID(UInt32(operand))
        if name == .known(.thisBinding) {
            return referenceError(
                "Must call super constructor in derived class before accessing 'this' or returning from derived constructor")
        }
        let text = name == .known(.starDefault) ? "default" : strings.names.string(name)
        return because(.deadZone(name), referenceError("Cannot access '\(text)' before initialization"))
    }

    private mutating func undeclaredError(_ name: NameID) -> Abrupt {
        because(.undeclared(name), referenceError("\(strings.names.string(name)) is not defined"))
    }

    private mutating func importDeadZoneError(_ index: Int32) -> Abrupt {
        let unit = code.modules[Int(modules[Int(module.index)].unit.index)]
        let name = strings.names.string(code.importNames[unit.importNames.lowerBound + Int(index)])
        return because(.importDeadZone(module, index), referenceError("Cannot access '\(name)' before initialization"))
    }
}
