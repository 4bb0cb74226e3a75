import Diagnostics
import JavaScript
import Text
import Trace

/// What goes into the trace. Nothing here runs unless detail is recorded.
extension Machine {
    mutating func record(_ kind: Event.Kind, module: ModuleID? = nil) {
        if requests.current != 0, kind.isWorkOfRequest { return record(kind, lane: lane(ofRequest: requests.current)) }
        if recorder.recordsStates { noteStack() }
        let owner = module ?? running.module
        recorder.record(
            Event(
                time: loop.now, turn: loop.turn, job: JobNumber(rawValue: loop.job),
                module: owner == .none ? nil : ModuleIndex(Int(owner.index)), kind: kind),
            limit: eventLimit)
    }

    /// How many events this agent may record: those of the others count too.
    var eventLimit: Int { limits.events - budget.others.eventCount }

    /// - Parameter lane: the module, or the request that stands for one.
    mutating func record(_ kind: Event.Kind, lane: ModuleIndex) {
        if recorder.recordsStates { noteStack() }
        recorder.record(
            Event(time: loop.now, turn: loop.turn, job: JobNumber(rawValue: loop.job), module: lane, kind: kind),
            limit: eventLimit)
    }

    mutating func text(_ string: String) -> TextIndex { recorder.text(string) }

    // MARK: Places

    /// Where the running code stands.
    mutating func currentPlace() -> Place? {
        guard let call = innermostCall() else { return nil }
        return Place(unit: code.functions[Int(call.code.index)].unit, offset: code.offsets[Int(call.instruction)])
    }

    /// The line and column of a place, in the file that a person edits.
    mutating func position(of place: Place?) -> Position? {
        guard let place else { return nil }
        // The same places come again and again.
        if let known = recorder.positions[place] { return known }
        let source = code.modules[Int(place.unit.index)].source
        let location = source.location(at: place.offset)
        let position = Position(
            line: Int32(location.line), column: Int32(location.column),
            source: SourceIndex(rawValue: source.originNumber(of: place.offset)))
        recorder.positions[place] = position
        return position
    }

    /// `main.mjs:3:7`.
    mutating func describe(_ place: Place?) -> String? {
        guard let place else { return nil }
        let location = code.modules[Int(place.unit.index)].source.location(at: place.offset)
        return "\(location.file):\(location.line):\(location.column)"
    }

    /// The same without the file's folder, which is the caller's affair: the trace of a run says the same wherever it lies.
    mutating func placeName(_ place: Place?) -> String? {
        describe(place).map { text in text.split(separator: "/").last.map(String.init) ?? text }
    }

    // MARK: Modules

    mutating func noteModuleStart(_ id: ModuleID, wokenBy waker: ModuleID?) {
        guard recorder.isRecording else { return }
        record(.started(wokenBy: waker.map { ModuleIndex(Int($0.index)) }), module: id)
    }

    mutating func noteModuleEnd(_ id: ModuleID, _ value: Value, isRejected: Bool) {
        // Whether it is recorded or not, the run has done the same.
        let error = isRejected ? errorText(value) : ""
        guard recorder.isRecording else { return }
        if isRejected {
            record(.failed(error: text(error), from: nil), module: id)
        } else {
            record(.completed, module: id)
        }
    }

    mutating func noteSuspension(_ id: CoroutineID) {
        guard recorder.isRecording, let place = currentPlace(), let position = position(of: place) else { return }
        let coroutine = coroutines[id]
        if requests.current != 0 {
            requests[requests.current].wait = (position, awaitedExpression(running.pc - 1), place)
        }
        if coroutine.kind == .asyncModule {
            record(.suspended(position: position, expression: awaitedExpression(running.pc - 1)), module: coroutine.module)
        } else {
            record(.functionSuspended(name: text(functionName(coroutine)), position: position), module: coroutine.module)
            if hasParts(coroutine) {
                record(.partSuspended(position: position, expression: awaitedExpression(running.pc - 1)), module: coroutine.module)
            }
        }
    }

    mutating func noteResumption(_ id: CoroutineID) {
        guard recorder.isRecording, let position = position(of: currentPlace()) else { return }
        let coroutine = coroutines[id]
        if coroutine.kind == .asyncModule {
            record(.resumed(position: position), module: coroutine.module)
        } else {
            record(.functionResumed(name: text(functionName(coroutine)), position: position), module: coroutine.module)
            if hasParts(coroutine) { record(.partResumed(position: position), module: coroutine.module) }
        }
    }

    func hasParts(_ coroutine: Coroutine) -> Bool { code.functions[Int(coroutine.frame.code.index)].flags.contains(.hasParts) }

    /// A part of a chunk begins, or is done.
    mutating func notePart(_ instruction: Instruction) {
        guard recorder.isRecording else { return }
        let source = SourceIndex(rawValue: instruction.operand)
        switch instruction.small {
        case PartMark.end: record(.partEnded(source: source))
        case let mark: record(.partStarted(source: source, isImport: mark == PartMark.beginImport))
        }
    }

    /// The module that a bundler was given and whose code is running; of native code, the one that called it.
    mutating func runningSource() -> SourceIndex {
        guard recorder.isRecording, recorder.trace.bundler != nil, let place = currentPlace() else { return .none }
        return SourceIndex(rawValue: code.modules[Int(place.unit.index)].source.originNumber(of: place.offset))
    }

    mutating func functionName(_ coroutine: Coroutine) -> String {
        strings.names.string(code.functions[Int(coroutine.frame.code.index)].name)
    }

    private mutating func awaitedExpression(_ instruction: Int32) -> TextIndex {
        if let known = recorder.awaitedTexts[instruction] { return known }
        // What was only changed to see what comes of it is told as it was written; what a bundler printed is a text of its own.
        let own = recorder.trace.bundler == nil ? ownAwaitedText(instruction) : nil
        let index = text(own ?? awaitedText(instruction))
        recorder.awaitedTexts[instruction] = index
        return index
    }

    /// The expression after an `await`, or what `for await` goes through, as written but on one line; what is long is cut.
    ///
    /// - Parameter instruction: the `await`.
    mutating func awaitedText(_ instruction: Int32) -> String {
        guard let function = function(of: instruction), let awaited = code.awaited(by: instruction) else { return "" }
        let bytes = code.modules[Int(function.unit.index)].source.bytes
        let text = oneLine(bytes[Int(awaited.range.start)..<Int(awaited.range.end)], limit: 60)
        return awaited.needsParentheses ? "(\(text))" : text
    }

    /// The same in the text that the user wrote, where a bundler made the module of that; `nil` for what only the bundler wrote.
    mutating func ownAwaitedText(_ instruction: Int32) -> String? {
        guard let function = function(of: instruction), let awaited = code.awaited(by: instruction),
            let own = code.modules[Int(function.unit.index)].source.originalRange(of: awaited.range)
        else { return nil }
        let text = oneLine(own.source.bytes[Int(own.range.start)..<Int(own.range.end)], limit: 60)
        return awaited.needsParentheses ? "(\(text))" : text
    }

    /// A text with one blank for each line break and the blanks around it, up to a number of characters, and `…` for what is left out.
    private func oneLine(_ text: ArraySlice<UInt8>, limit: Int) -> String {
        var line: [UInt8] = []
        var count = 0
        var next = text.startIndex
        while next < text.endIndex {
            let isFirstByte = text[next] & 0xC0 != 0x80
            if isFirstByte, count >= limit { return String(decoding: line, as: UTF8.self) + "…" }
            if isFirstByte { count += 1 }
            let end = text[next...].firstIndex { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } ?? text.endIndex
            if text[next..<end].contains(where: { $0 == 0x0A || $0 == 0x0D }) {
                line.append(0x20)
                next = end
            } else {
                line.append(text[next])
                next += 1
            }
        }
        return String(decoding: line, as: UTF8.self)
    }

    // MARK: Jobs

    mutating func jobKind(_ task: Microtask) -> JobKind {
        switch task {
        case .resume(let id, _, _): return resumption(id)
        case .reaction(let target, _, let isRejected): return jobKind(target, isRejected: isRejected)
        case .resolveThenable: return .resolveThenable
        case .callback(let function, _): return isOfLibrary(function) ? .hostStep : .queueMicrotask
        case .tick: return .nextTick
        case .importHop, .entryHop, .ticks: return .hostStep
        }
    }

    private mutating func resumption(_ id: CoroutineID) -> JobKind {
        let coroutine = coroutines[id]
        if coroutine.kind == .asyncModule { return .resumeModule(ModuleIndex(Int(coroutine.module.index))) }
        return .resumeFunction(name: text(functionName(coroutine)))
    }

    private mutating func jobKind(_ target: ReactionTarget, isRejected: Bool) -> JobKind {
        switch target {
        case .resume(let id): return resumption(id)
        case .handlers(let onFulfilled, let onRejected, _):
            let handler = isRejected ? onRejected : onFulfilled
            if handler.isObject, isOfLibrary(handler) { return .hostStep }
            var name = ""
            if case .object(let object) = handler, heap[object].kind == .function { name = strings.text(functionRecord(object).name) }
            return .reaction(name: text(name))
        case .adopt: return .reaction(name: text("resolve"))
        case .finally: return .reaction(name: text("finally"))
        case .asyncModule(let id):
            let index = ModuleIndex(Int(id.index))
            return isRejected ? .moduleRejected(index) : .moduleFulfilled(index)
        case .importResolved: return .hostStep
        case .importLoaded(let id), .importEvaluated(let id), .importDependency(let id): return .importStep(number: id.index)
        case .entry: return .entrySettled
        case .response, .extension: return .hostStep
        case .generatorReturn: return .reaction(name: text("return"))
        }
    }

    mutating func jobKind(_ task: Task) -> JobKind {
        switch task {
        case .timer(let index): .timer(index + 1)
        case .moduleArrived(let id), .moduleParsed(let id): .moduleLoaded(ModuleIndex(Int(id.index)))
        case .fetch(let number): .fetch(number + 1)
        case .immediate: .immediate
        case .entry: .hostStart
        case .finishImports: .finishLoadingImports
        case .network: .pageTask(name: text("network"))
        case .page(let task): .pageTask(name: text(words(for: task)))
        case .request(let context): .request(lane(ofRequest: context))
        case .settle, .reaction: .hostTask
        case .start: .hostStart
        case .message: .message
        }
    }
}

extension Event.Kind {
    /// Whether it is told of the request for which code runs, and not of the module whose code that is.
    fileprivate var isWorkOfRequest: Bool {
        switch self {
        case .console, .busy, .timerSet, .timerFired, .timerCleared, .fetchStarted, .fetchSettled, .functionSuspended, .functionResumed,
            .uncaught, .unhandledRejection:
            true
        default: false
        }
    }
}
