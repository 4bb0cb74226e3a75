import JavaScript

/// Where an error was made: what the machine keeps of its stack at that moment, to be told when somebody asks.
///
/// Making one costs a few words for each frame, and nothing is looked up. Lines, names and the way through the module graph are found
/// when an error is reported.
struct ErrorStack {
    /// Into ``ErrorNotes/frames``: the instructions of the calls, innermost first, and behind them those of the awaits.
    var start: Int32
    var callCount: Int32
    var awaitCount: Int32 = 0
    /// Into ``ErrorNotes/receivers``: what the calls were of; -1 where that is not kept. Into ``ErrorNotes/marks``: what stands between the calls.
    var receiverStart: Int32 = -1
    var markStart: Int32 = 0
    var markCount: Int32 = 0
    /// How many more calls there were.
    var omittedCalls: Int32
    /// How many lines its text has at most; -1 when it has no text.
    var shown: Int32 = 10
    /// The module whose body is the outermost of them, or waits for it.
    var module = ModuleID.none
    var reason = ErrorReason.other
    /// How many events had been recorded.
    var eventCount: Int32 = 0

    /// How many instructions it has in ``ErrorNotes/frames``.
    var count: Int32 { callCount + awaitCount }

    /// As many frames as V8 keeps, unless a program says otherwise: fewer are kept all the same, for what is told of the error.
    static let limit = 10
}

/// What the machine knows of an error beyond its message: enough to say later what to write instead.
enum ErrorReason {
    case other
    /// A name that is declared nowhere.
    case undeclared(NameID)
    /// A binding of the module's own, before its declaration has run.
    case deadZone(NameID)
    /// An imported binding that its module has not initialised: which import of which module.
    case importDeadZone(ModuleID, Int32)
    /// An export that was read through its module's namespace before its declaration has run.
    case exportDeadZone(ModuleID, NameID)
    /// A call of something that is no function, and what the method was looked for in.
    case notCallable(receiver: Value, callee: Value)
    /// Something was wanted of undefined or null: a property, an iterator, an instance.
    case missing(Value)
}

/// What the machine keeps of errors, beside the objects.
struct ErrorNotes {
    /// An error object's payload is an index into this.
    var stacks: [ErrorStack] = []
    var frames: [Int32] = []
    /// What calls were of, beside those in ``frames`` whose stack keeps that.
    var receivers: [CallReceiver] = []
    var marks: [StackMark] = []
    /// Thrown values that are no Error objects, and where: the latest, up to a limit.
    private(set) var looseThrows: [(value: Value, stack: Int32)] = []
    /// The awaits that rejections came through, in order, up to a limit.
    private(set) var passedAwaits: [(value: Value, instruction: Int32)] = []
    /// What programs do with stacks.
    var preparation = StackPreparation()
    /// The error that a stack overflow threw last.
    var overflow: ObjectID = .none

    private static let limit = 1024

    /// A frame that is `Promise.all` or its like, in ``frames``, where instructions are not negative.
    static func combinatorFrame(_ kind: Combinator, _ index: Int32) -> Int32 { -1 - kind.rawValue - 4 * min(index, 1 << 28) }

    /// Which of them a frame is, and of which element; `nil` for an instruction.
    static func combinator(_ frame: Int32) -> (kind: Combinator, index: Int32)? {
        guard frame < 0, let kind = Combinator(rawValue: (-1 - frame) % 4) else { return nil }
        return (kind, (-1 - frame) / 4)
    }

    mutating func noteLooseThrow(_ value: Value, _ stack: Int32) {
        if looseThrows.count == Self.limit, let last = looseThrows.popLast() {
            // A loop that throws numbers must not fill memory with their stacks.
            if stack >= 1, last.stack == stack - 1 {
                frames.removeSubrange(Int(stacks[Int(last.stack)].start)..<Int(stacks[Int(stack)].start))
                stacks.remove(at: Int(last.stack))
                stacks[Int(last.stack)].start = Int32(frames.count) - stacks[Int(last.stack)].count
                looseThrows.append((value, last.stack))
                return
            }
        }
        looseThrows.append((value, stack))
    }

    mutating func noteAwait(_ value: Value, _ instruction: Int32) {
        if passedAwaits.count < Self.limit { passedAwaits.append((value, instruction)) }
    }

    var byteCount: Int {
        stacks.count * MemoryLayout<ErrorStack>.stride + frames.count * MemoryLayout<Int32>.stride + preparation.byteCount
            + receivers.count * MemoryLayout<CallReceiver>.stride + marks.count * MemoryLayout<StackMark>.stride
    }
}

extension Machine {
    // MARK: At the throw

    /// Keeps where the running code of the program stands, and who waits for it; calls of the host's own code are left out.
    ///
    /// - Parameters:
    ///   - function: the calls down to the innermost one of it are left out, and all when it does not run.
    ///   - isOfObject: whether the stack is an object's, which a program may read.
    ///   - isOfConstructor: whether the program asks for it, by `new Error` or its like: that call is no part of it.
    /// - Returns: index into ``ErrorNotes/stacks``; -1 when no code of the program runs.
    mutating func captureStack(below function: ObjectID = .none, isOfObject: Bool = false, isOfConstructor: Bool = false) -> Int32 {
        var stack = ErrorStack(
            start: Int32(errors.frames.count), callCount: 0, omittedCalls: 0, eventCount: Int32(clamping: recorder.trace.events.count))
        if isOfObject { stack.shown = stackTraceLimit() }
        let limit = max(ErrorStack.limit, Int(stack.shown))
        let hasMarks = isOfObject && host.globals.stacks == .preparedByDefault
        let keepsReceivers = hasMarks || isOfObject && stackPreparation() != nil
        if keepsReceivers { stack.receiverStart = Int32(errors.receivers.count) }
        stack.markStart = Int32(errors.marks.count)
        if hasMarks, !isOfConstructor { markInnermost(&stack) }
        var isLeftOut = !function.isNone
        var depth = running.frames.count
        var next = running.pc
        while depth > 0, stack.callCount < limit {
            depth -= 1
            if isLeftOut {
                isLeftOut = running.frames[depth].function != function
            } else if !isHostsOwn(running.frames[depth].code) {
                errors.frames.append(max(0, next - 1))
                stack.callCount += 1
                if keepsReceivers {
                    errors.receivers.append(CallReceiver(of: running.frames[depth]))
                    budget.steps += 1
                }
                if hasMarks { mark(outside: depth, &stack) }
            } else if hasMarks {
                markHosts(depth, &stack)
            }
            if depth > 0 { next = running.frames[depth - 1].pc }
        }
        if stack.callCount > ErrorStack.limit { budget.steps += Int(stack.callCount) }
        stack.omittedCalls = Int32(depth)
        guard let outermost = outermostCall() else {
            // Nobody asks for what is no stack.
            if keepsReceivers { errors.receivers.removeSubrange(Int(stack.receiverStart)...) }
            errors.marks.removeSubrange(Int(stack.markStart)...)
            return -1
        }
        if hasMarks, depth == 0, !isLeftOut { markOrigin(&stack) }
        if isLeftOut {
            // Whoever waits for calls that are left out is left out too.
        } else if outermost.coroutine != .none {
            captureAwaits(of: outermost.coroutine, into: &stack)
        } else if !code.functions[Int(outermost.code.index)].flags.isDisjoint(with: [.isModule, .isCommonJS]) {
            stack.module = graph.moduleOfUnit[Int(code.functions[Int(outermost.code.index)].unit.index)]
        }
        errors.stacks.append(stack)
        return Int32(errors.stacks.count - 1)
    }

    /// Follows the promise of a coroutine to those who await it.
    private mutating func captureAwaits(of start: CoroutineID, into stack: inout ErrorStack) {
        var promise = coroutines.settledPromise(of: start)
        var hops = 0
        // A chain of promises may be long, and even close on itself.
        while let current = promise, stack.awaitCount < ErrorStack.limit, hops < 100 {
            hops += 1
            let first = heap.promises[Int(current.index)].firstReaction
            guard first >= 0 else { return }
            promise = nil
            switch heap.reactions[Int(first)].target {
            case .resume(let waiting):
                appendAwait(max(0, coroutines[waiting].frame.pc - 1), of: CallReceiver(of: coroutines[waiting].frame), to: &stack)
                promise = coroutines.settledPromise(of: waiting)
            case .adopt(let other), .finally(_, let other): promise = other
            case .handlers(let onFulfilled, let onRejected, let capability):
                if onRejected.isUndefined {
                    if case .intrinsic(let next) = capability { promise = next }
                } else if let (next, kind) = promiseRejected(by: onRejected) {
                    if let kind { appendAwait(ErrorNotes.combinatorFrame(kind, elementIndex(of: onFulfilled)), to: &stack) }
                    promise = next
                }
            case .asyncModule(let module): stack.module = module
            case .importLoaded, .importEvaluated, .importResolved, .importDependency, .entry, .generatorReturn, .response, .extension: break
            }
        }
    }

    private mutating func appendAwait(
        _ instruction: Int32, of receiver: CallReceiver = CallReceiver(function: .none), to stack: inout ErrorStack
    ) {
        errors.frames.append(instruction)
        if stack.receiverStart >= 0 { errors.receivers.append(receiver) }
        stack.awaitCount += 1
    }

    /// The promise that a built-in rejecting function rejects, and which combinator gave it out.
    private mutating func promiseRejected(by function: Value) -> (PromiseID, Combinator?)? {
        guard case .object(let object) = function, heap[object].kind == .function else { return nil }
        let record = functionRecord(object)
        guard record.code < 0, record.native == realm.rejectNative, record.captures >= 0,
            case .internal(let promise) = heap.captures[Int(record.captures)].a
        else { return nil }
        let id = PromiseID(index: promise)
        // Only the latest calls are looked through: a throw must not cost more the more a program has done.
        for state in heap.combinators.suffix(256).reversed() {
            if case .intrinsic(let own) = state.capability, own == id { return (id, state.kind) }
        }
        return (id, nil)
    }

    /// Which of a combinator's elements a function waits for.
    private mutating func elementIndex(of function: Value) -> Int32 {
        guard case .object(let object) = function, heap[object].kind == .function else { return 0 }
        let record = functionRecord(object)
        guard record.code < 0, record.native == realm.combinatorNative, record.captures >= 0,
            case .internal(let index) = heap.captures[Int(record.captures)].b
        else { return 0 }
        return index
    }

    /// Keeps where a value that is no Error was thrown: it has no room for that itself.
    mutating func noteThrow(_ value: Value) {
        if case .object(let object) = value, heap[object].kind == .error { return }
        errors.noteLooseThrow(value, captureStack())
    }

    /// Says why the error that was just made was thrown.
    mutating func because(_ reason: ErrorReason, _ abrupt: Abrupt) -> Abrupt {
        if let last = errors.stacks.indices.last, case .thrown(.object(let error)) = abrupt, heap[error].payload == Int32(last) {
            errors.stacks[last].reason = reason
        }
        return abrupt
    }

    /// The same for an error that is about a value, where that is undefined or null.
    mutating func because(of value: Value, _ abrupt: Abrupt) -> Abrupt {
        value.isNullish ? because(.missing(value), abrupt) : abrupt
    }

    // MARK: When somebody asks

    /// What is known of where a value was made or thrown.
    mutating func errorStack(of value: Value) -> ErrorStack? {
        var index: Int32 = -1
        if case .object(let object) = value, heap[object].kind == .error {
            index = heap[object].payload
        } else if let thrown = errors.looseThrows.last(where: { $0.value == value }) {
            index = thrown.stack
        }
        return index >= 0 ? errors.stacks[Int(index)] : nil
    }

    /// The instructions of the calls, innermost first.
    mutating func calls(of stack: ErrorStack) -> ArraySlice<Int32> {
        errors.frames[Int(stack.start)..<Int(stack.start + stack.callCount)]
    }

    /// The instructions of the awaits that wait for them.
    mutating func awaits(of stack: ErrorStack) -> ArraySlice<Int32> {
        errors.frames[Int(stack.start + stack.callCount)..<Int(stack.start + stack.callCount + stack.awaitCount)]
    }

    /// The function that an instruction belongs to.
    mutating func function(of instruction: Int32) -> FunctionCode? {
        code.function(at: instruction)
    }

    mutating func place(of instruction: Int32) -> Place? {
        guard instruction >= 0, Int(instruction) < code.offsets.count, let function = function(of: instruction) else { return nil }
        return Place(unit: function.unit, offset: code.offsets[Int(instruction)])
    }

    /// Where a value was made or thrown.
    mutating func place(ofError value: Value) -> Place? {
        errorStack(of: value).flatMap { calls(of: $0).first }.flatMap { place(of: $0) }
    }

    // MARK: The property

    /// The `stack` property, which hosts have and the specification has not, as V8 writes it.
    mutating func stackText(of error: ObjectID) -> String {
        let lines = errorStack(of: .object(error)).map { propertyLines(of: $0) } ?? []
        return ([errorText(.object(error))] + lines).joined(separator: "\n")
    }

    /// The lines of a stack as V8 writes them, indented by four.
    mutating func stackLines(of value: Value) -> [String] {
        errorStack(of: value).map { stackLines(of: $0) } ?? []
    }

    mutating func stackLines(of stack: ErrorStack) -> [String] {
        let shown = max(0, Int(stack.shown))
        var lines = calls(of: stack).prefix(shown).map { stackLine($0, isAwait: false) }
        for instruction in awaits(of: stack) where lines.count < shown { lines.append(stackLine(instruction, isAwait: true)) }
        return lines
    }

    private mutating func stackLine(_ instruction: Int32, isAwait: Bool) -> String {
        if let known = reports.stackLineTexts[instruction], known.isAwait == isAwait { return known.text }
        var text = "    at " + (isAwait ? "async " : "")
        if let (kind, _) = ErrorNotes.combinator(instruction) {
            text += "Promise.\(kind)"
        } else {
            let place = describe(place(of: instruction)) ?? "<anonymous>"
            text += frameName(instruction).map { "\($0) (\(place))" } ?? place
        }
        reports.stackLineTexts[instruction] = (isAwait, text)
        return text
    }

    /// The name of the function that an instruction belongs to; `nil` for a module's body and a function without a name.
    mutating func frameName(_ instruction: Int32) -> String? {
        guard let function = function(of: instruction), !function.flags.contains(.isModule) else { return nil }
        if function.flags.contains(.isCommonJS) { return "Object.<anonymous>" }
        let name = strings.names.string(function.name)
        return name.isEmpty ? nil : function.flags.contains(.isClassConstructor) ? "new \(name)" : name
    }
}
