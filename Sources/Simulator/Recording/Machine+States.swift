import JavaScript
import Trace

/// What a trace tells of states, beside what happens. Nothing here runs unless that is asked for.
extension Machine {
    /// More stacks than this are not told apart.
    private static let stackLimit = 1_000_000

    /// Records what changes a field of a module record.
    mutating func recordState(_ kind: Event.Kind, module: ModuleID) {
        if recorder.recordsStates { record(kind, module: module) }
    }

    /// Tells which calls run, where others do than when something was told last.
    mutating func noteStack() {
        var index = StackIndex.none
        for depth in running.frames.indices.prefix(Trace.stackLimit) {
            let isLast = depth == running.frames.count - 1
            let key = StackKey(
                below: index, code: running.frames[depth].code.index, pc: isLast ? running.pc : running.frames[depth].pc)
            if let known = recorder.knownStack(key) {
                index = known
            } else if let frame = traceFrame(key), recorder.trace.stacks.count < Self.stackLimit {
                index = recorder.add(key, frame)
            }
        }
        guard index != recorder.latestStack else { return }
        recorder.latestStack = index
        recorder.record(
            Event(time: loop.now, turn: loop.turn, job: JobNumber(rawValue: loop.job), module: nil, kind: .stack(index)),
            limit: eventLimit)
    }

    /// - Returns: `nil` for code that is no module's.
    private mutating func traceFrame(_ key: StackKey) -> TraceFrame? {
        let function = code.functions[Int(key.code)]
        let module = graph.moduleOfUnit.indices.contains(Int(function.unit.index)) ? graph.moduleOfUnit[Int(function.unit.index)] : .none
        guard module != .none else { return nil }
        let isBody = code.modules[Int(function.unit.index)].body.index == key.code
        let position =
            key.pc > function.start ? position(of: Place(unit: function.unit, offset: code.offsets[Int(key.pc) - 1])) : nil
        return TraceFrame(
            function: text(isBody ? "" : strings.names.string(function.name)), isBody: isBody, module: ModuleIndex(Int(module.index)),
            position: position)
    }

    /// What a promise is made for.
    enum PromisePurpose {
        /// Whatever the running code asks for.
        case call
        case evaluation(ModuleID)
        case body(ModuleID)
        case importCall(ImportID)
    }

    mutating func noteCreation(of promise: PromiseID, for purpose: PromisePurpose) {
        let number = PromiseNumber(rawValue: promise.index)
        switch purpose {
        case .evaluation(let module): record(.promiseCreated(number, .evaluation), module: module)
        case .body(let module): record(.promiseCreated(number, .body), module: module)
        case .importCall(let id): record(.promiseCreated(number, .importCall(id.index)))
        case .call:
            guard let place = currentPlace(), let position = position(of: place) else {
                record(.promiseCreated(number, .host))
                return
            }
            let module = graph.moduleOfUnit[Int(place.unit.index)]
            record(.promiseCreated(number, .call(position)), module: module)
        }
    }
}
