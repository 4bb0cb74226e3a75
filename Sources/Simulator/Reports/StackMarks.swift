import Hosts
import JavaScript

/// Lines of a stack that are not the program's own, between two of its calls: their texts are found when somebody asks.
struct StackMark {
    enum Kind {
        /// The text of a CommonJS module is run; by `require()`, as the entry, or because a module imports it.
        case compiled, required, main, imported
        /// A module was not found.
        case unresolved
        case evaluated, awaited, awaitedEntry
        /// A callback of `process.nextTick` with so many arguments; a microtask behind them.
        case tick(Int32)
        case microtask
        /// A callback, and whether it gets arguments.
        case timer(Bool)
        case immediate(Bool)
        /// A function of ECMA-262 that calls back or throws.
        case native(CallReceiver)
        /// A function of the host's modules.
        case host(CallReceiver, CodeID, instruction: Int32)
    }

    /// How many of the stack's calls stand before them.
    var position: Int32
    var kind: Kind
}

/// What called the code that runs, where no call of the program's did.
enum StackOrigin {
    case other, microtask
    case tick(Int32)
    case timer(Bool)
    case immediate(Bool)
}

/// The host's own lines in stacks. https://v8.dev/docs/stack-trace-api
extension Machine {
    /// The most lines that may stand between two calls of a stack.
    private static let markLimit = 12
    /// How much a built-in function keeps on the stack at most that is looked through for it.
    private static let longestLook = 16

    private mutating func add(_ kind: StackMark.Kind, _ stack: inout ErrorStack) {
        guard Int(stack.markCount) < Int(stack.callCount + 1) * Self.markLimit else { return }
        errors.marks.append(StackMark(position: stack.callCount, kind: kind))
        stack.markCount += 1
        budget.steps += 1
    }

    // MARK: When a stack is captured

    /// The function of the library that throws, which the innermost call of the program calls.
    mutating func markInnermost(_ stack: inout ErrorStack) {
        guard let frame = running.frames.last, !isHostsOwn(frame.code) else { return }
        markNative(frame, next: running.pc, argumentsEnd: self.stack.count, calling: .none, &stack)
    }

    /// What stands between a call and who called it.
    mutating func mark(outside depth: Int, _ stack: inout ErrorStack) {
        let frame = running.frames[depth]
        guard frame.flags.contains(.isEntry) else { return }
        if code.functions[Int(frame.code.index)].flags.contains(.isCommonJS) {
            add(.compiled, &stack)
            if depth > 0 { add(.required, &stack) }
        } else if depth > 0, !isHostsOwn(running.frames[depth - 1].code) {
            let caller = running.frames[depth - 1]
            markNative(caller, next: caller.pc, argumentsEnd: Int(frame.bottom), calling: frame.function, &stack)
        }
    }

    /// A call of the host's own code.
    mutating func markHosts(_ depth: Int, _ stack: inout ErrorStack) {
        let frame = running.frames[depth]
        let next = depth == running.frames.count - 1 ? running.pc : frame.pc
        add(.host(CallReceiver(of: frame), frame.code, instruction: max(0, next - 1)), &stack)
    }

    /// The built-in function that an instruction calls, whose arguments lie before an end on the stack. It is looked for where a call puts it, and
    /// what is none there is not told.
    ///
    /// - Parameter callback: what it calls itself; none where it throws.
    private mutating func markNative(
        _ caller: Frame, next: Int32, argumentsEnd end: Int, calling callback: ObjectID, _ stack: inout ErrorStack
    ) {
        guard next > 0 else { return }
        let instruction = code.instructions[Int(next) - 1]
        let isNew = instruction.opcode == .new
        guard isNew || instruction.opcode == .call else { return }
        // What it keeps there itself lies behind its arguments.
        let highest = end - Int(instruction.operand) - (isNew ? 1 : 2)
        guard end <= self.stack.count else { return }
        var bottom = highest
        var function = ObjectID.none
        let lowest = callback.isNone ? highest : Int(caller.base + code.functions[Int(caller.code.index)].localCount)
        while bottom >= max(0, lowest, highest - Self.longestLook) {
            if case .object(let object) = self.stack[bottom], heap[object].kind == .function, object != callback {
                function = object
                break
            }
            bottom -= 1
        }
        guard !function.isNone else { return }
        let record = functionRecord(function)
        guard record.code < 0, realm.languageNatives.contains(record.native), !realm.nativesOfHost.contains(record.native),
            !realm.passingNatives.contains(record.native)
        else { return }
        var receiver = CallReceiver(function: function)
        receiver.isConstruct = isNew
        if !isNew { receiver.thisValue = self.stack[bottom + 1] }
        add(.native(receiver), &stack)
    }

    /// What began the outermost call.
    mutating func markOrigin(_ stack: inout ErrorStack) {
        guard let outermost = running.frames.first else { return }
        let flags = code.functions[Int(outermost.code.index)].flags
        switch loop.origin {
        case .tick(let count): return add(.tick(count), &stack)
        case .timer(let hasArguments): return isHostsOwn(outermost.code) ? () : add(.timer(hasArguments), &stack)
        case .immediate(let hasArguments): return isHostsOwn(outermost.code) ? () : add(.immediate(hasArguments), &stack)
        case .microtask, .other: break
        }
        let isBody = !flags.isDisjoint(with: [.isModule, .isCommonJS]) && !outermost.flags.contains(.isResumed)
        if isBody {
            let entry = progress.entries.last.map { $0.module }
            let module = graph.moduleOfUnit[Int(code.functions[Int(outermost.code.index)].unit.index)]
            if flags.contains(.isCommonJS), module == entry { return add(.main, &stack) }
            if flags.contains(.isCommonJS) { add(.imported, &stack) }
            add(.evaluated, &stack)
        }
        if loop.microtasksFollowTicks { add(.microtask, &stack) }
        guard isBody else { return }
        add(.awaited, &stack)
        if loop.evaluatesEntry { add(.awaitedEntry, &stack) }
    }

    /// The error that was just made says that `require()` has found no module.
    mutating func markUnresolved(_ error: ObjectID) {
        let index = Int(heap[error].payload)
        guard host.globals.stackLines != nil, index == errors.stacks.count - 1, index >= 0 else { return }
        errors.marks.insert(StackMark(position: 0, kind: .unresolved), at: Int(errors.stacks[index].markStart))
        errors.stacks[index].markCount += 1
    }

    /// The innermost call is left out of a stack.
    mutating func moveMarks(of stack: Int) {
        let start = Int(errors.stacks[stack].markStart)
        for index in start..<start + Int(errors.stacks[stack].markCount) where errors.marks[index].position > 0 {
            errors.marks[index].position -= 1
        }
    }

    // MARK: When somebody asks

    /// The lines that a mark stands for, without `at`.
    mutating func lines(of mark: StackMark, _ own: HostStackLines) -> [String] {
        switch mark.kind {
        case .unresolved: return own.unresolved + own.required
        case .compiled: return own.compiled
        case .required: return own.required
        case .main: return own.main
        case .imported: return own.imported
        case .evaluated: return own.evaluated
        case .awaited: return own.awaited
        case .awaitedEntry: return own.awaitedEntry
        case .tick(let count): return [own.ticks[min(Int(count), own.ticks.count - 1)]]
        case .microtask: return [own.microtasks]
        case .timer(let hasArguments): return [own.timers[hasArguments ? 1 : 0], own.timerLists]
        case .immediate(let hasArguments): return [own.immediates[hasArguments ? 1 : 0]]
        case .native(let receiver): return [calledName(receiver) + " (<anonymous>)"]
        case .host(let receiver, let id, let instruction): return hostLine(receiver, id, instruction, own).map { [$0] } ?? []
        }
    }

    /// The line of a function of the host's modules, where it has one.
    ///
    /// One that calls back at several places has several lines: by the name with which what it calls begins.
    private mutating func hostLine(_ receiver: CallReceiver, _ id: CodeID, _ instruction: Int32, _ own: HostStackLines) -> String? {
        let function = code.functions[Int(id.index)]
        let module = graph.moduleOfUnit[Int(function.unit.index)]
        let file = module == .none ? code.modules[Int(function.unit.index)].source.name : graph.key(of: module).path
        guard let name = file.split(separator: ":").last.map({ "\($0).\(strings.names.string(function.name))" }) else { return nil }
        let called = code.modules[Int(function.unit.index)].source.bytes[Int(code.offsets[Int(instruction)])...].prefix {
            $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A
        }
        guard let place = own.functions["\(name)@\(String(decoding: called, as: UTF8.self))"] ?? own.functions[name] else { return nil }
        return place.hasSuffix(")") ? place : "\(calledName(receiver)) (\(place))"
    }
}
