import Algorithms
import JavaScript
import Trace

/// Where a job was asked for.
struct AskingPlace {
    var place: Place
    /// The instruction, and the function that it belongs to; -1 where no call of a method is meant.
    var instruction: Int32 = -1
    var function: Int32 = -1
}

/// Why there is a job, as it is kept while the program runs: lines and columns are looked up at its end.
struct RecordedCause {
    var job: Int32
    var rule: JobCause.Rule
    var place: AskingPlace?
}

/// Where each job was asked for, and by which rule. Nothing here runs unless detail is recorded.
extension Machine {
    mutating func noteCause(_ rule: JobCause.Rule, _ place: AskingPlace?, due: Int64? = nil) {
        guard recorder.isRecording else { return }
        recorder.causes.append(RecordedCause(job: loop.jobCount, rule: rule, place: place))
        if let due, recorder.recordsStates { recorder.dueTimes[loop.jobCount] = due }
    }

    /// - Parameter awaited: the promise whose end queues the job.
    mutating func noteCause(of task: Microtask, awaited: PromiseID?) {
        switch task {
        case .resume(let id, _, _): noteCause(awaited == nil ? .awaitsValue : .awaitsPromise, awaitPlace(of: id))
        case .reaction(let target, _, let isRejected): noteCause(of: target, isRejected: isRejected)
        case .resolveThenable: noteCause(.callsThen, askingPlace())
        case .callback, .tick: noteCause(.asked, askingPlace())
        case .importHop(let id, _, _): noteCause(.imports, imports[id].place.map { AskingPlace(place: $0) })
        case .entryHop, .ticks: noteCause(.host, nil)
        }
    }

    private mutating func noteCause(of target: ReactionTarget, isRejected: Bool) {
        let place = recorder.reactionPlace
        switch target {
        case .handlers(let onFulfilled, let onRejected, _):
            noteCause((isRejected ? onRejected : onFulfilled).isUndefined ? .handsOn : .callsBack, place)
        case .adopt: noteCause(.adopts, place)
        case .finally: noteCause(.callsBack, place)
        case .resume(let id): noteCause(.awaitsPromise, awaitPlace(of: id))
        case .asyncModule: noteCause(.endsModule, nil)
        case .importLoaded(let id), .importEvaluated(let id), .importDependency(let id), .importResolved(let id):
            noteCause(.imports, imports[id].place.map { AskingPlace(place: $0) })
        case .entry, .response, .extension: noteCause(.host, nil)
        case .generatorReturn: noteCause(.awaitsPromise, place)
        }
    }

    mutating func noteCause(of task: Task, due: Int64?) {
        switch task {
        case .timer, .fetch, .immediate, .settle, .page(.prioritized), .page(.frame), .page(.idle), .page(.idleTimeout):
            noteCause(.asked, askingPlace(), due: due)
        case .moduleArrived, .moduleParsed, .entry, .finishImports, .request, .reaction, .network, .page, .start, .message:
            noteCause(.host, nil, due: due)
        }
    }

    /// Where a function stands that waits.
    private func awaitPlace(of id: CoroutineID) -> AskingPlace? {
        let frame = coroutines[id].frame
        guard frame.pc > 0 else { return nil }
        return AskingPlace(
            place: Place(unit: code.functions[Int(frame.code.index)].unit, offset: code.offsets[Int(frame.pc) - 1]))
    }

    /// Where the code stands that asks for a job; of what happens when a callback has returned, where that was handed over.
    mutating func askingPlace() -> AskingPlace? {
        guard let call = innermostCall() else { return recorder.causes.place(ofJob: loop.job) }
        return AskingPlace(
            place: Place(unit: code.functions[Int(call.code.index)].unit, offset: code.offsets[Int(call.instruction)]),
            instruction: call.instruction, function: call.code.index)
    }

    /// By the lines that a person edits.
    mutating func jobCauses() -> [JobCause] {
        var causes: [JobCause] = []
        causes.reserveCapacity(recorder.causes.count)
        var methods = MethodPlaces()
        for cause in recorder.causes {
            var told = JobCause(job: JobNumber(rawValue: cause.job), rule: cause.rule)
            told.due = recorder.dueTimes[cause.job]
            if let asked = cause.place, let position = position(of: methods.place(of: asked, code, nesting: limits.nesting)) {
                let module = graph.moduleOfUnit[Int(asked.place.unit.index)]
                told.position = position
                told.module = module == .none ? nil : ModuleIndex(Int(module.index))
            }
            causes.append(told)
        }
        return causes
    }
}

/// Finds the `then` of a call in the module's text: the calls of a chain begin at one place.
private struct MethodPlaces {
    private var sites: [UnitID: CallSites?] = [:]
    /// By function: of each of its calls how many begin at the same place and are made before.
    private var ordinals: [Int32: [Int32: Int]] = [:]
    private var known: [Int32: Place] = [:]
    /// How many more bytes are parsed for this.
    private var bytesLeft = 4_000_000

    mutating func place(of asked: AskingPlace, _ code: borrowing CodeStore, nesting: Int) -> Place {
        guard asked.instruction >= 0 else { return asked.place }
        if let place = known[asked.instruction] { return place }
        var place = asked.place
        let ordinal = ordinal(of: asked, code)
        if let ordinal, let offset = sites(of: place.unit, code, nesting: nesting)?.methodOffset(at: place.offset, ordinal: ordinal) {
            place.offset = offset
        }
        known[asked.instruction] = place
        return place
    }

    private mutating func ordinal(of asked: AskingPlace, _ code: borrowing CodeStore) -> Int? {
        if let found = ordinals[asked.function] { return found[asked.instruction] }
        let function = code.functions[Int(asked.function)]
        var counts: [UInt32: Int] = [:]
        var found: [Int32: Int] = [:]
        for instruction in function.start..<(function.start + function.count) {
            switch code.instructions[Int(instruction)].opcode {
            case .call, .callSpread, .new, .newSpread, .superCall, .importCall:
                let offset = code.offsets[Int(instruction)]
                found[instruction] = counts[offset, default: 0]
                counts[offset, default: 0] += 1
            default: break
            }
        }
        ordinals[asked.function] = found
        return found[asked.instruction]
    }

    private mutating func sites(of unit: UnitID, _ code: borrowing CodeStore, nesting: Int) -> CallSites? {
        if let known = sites[unit] { return known }
        let source = code.modules[Int(unit.index)].source
        guard source.bytes.count <= bytesLeft else { return nil }
        bytesLeft -= source.bytes.count
        let made = CallSites(in: source, nesting: nesting)
        sites[unit] = .some(made)
        return made
    }
}

extension [RecordedCause] {
    /// Where a job was asked for. Logarithmic time.
    fileprivate func place(ofJob job: Int32) -> AskingPlace? {
        let index = partitioningIndex { $0.job >= job }
        return index < count && self[index].job == job ? self[index].place : nil
    }
}
