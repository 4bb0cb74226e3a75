import Diagnostics
import JavaScript
import Scenario
import Text

/// How a run is stopped at a limit, and what is said about it.
extension Machine {
    /// How deep native functions may call back into code of the program. They take the thread's own stack, and no setting makes
    /// that larger.
    static let nativeDepthLimit = 1_000
    /// What these cost in steps beside the one of every call: near enough what they take beside a turn of an empty loop, so that
    /// the same number of steps stops every kind of endless program in about the same time.
    static let jobSteps = 6
    /// A call of the library.
    static let nativeSteps = 1
    /// An entry of a Map, a Set, an object with many keys, or a JSON text.
    static let entrySteps = 14
    /// A position that is looked for in an object that is no array, or is a hole.
    static let lookupSteps = 4
    /// A key that is listed.
    static let keySteps = 2
    /// A property that is printed, beside its value.
    static let shownPropertySteps = 10
    /// A value in a JSON text that is read.
    static let parseSteps = 6
    /// A date that is read from a text, put together from its parts, or written.
    static let dateSteps = 20
    /// An error, which keeps where it was made.
    static let errorSteps = 28
    /// A number that is written in groups, beside its characters.
    static let numberTextSteps = 40
    /// A number with a fraction or an exponent that is written.
    static let fractionSteps = 4
    /// The text of an error's `stack`, beside its characters.
    static let stackSteps = 40
    /// A class that is made anew, with all that is its own.
    static let classSteps = 40
    static let generatorSteps = 3
    /// A text that becomes code while the program runs, and each byte of it.
    static let compilationSteps = 80
    static let compiledByteSteps = 1
    /// A name that the text of a direct `eval` sees around it.
    static let surroundingSteps = 2
    /// A name that a module declares at its top level, and a module that it asks for, beside its words.
    static let parsedNameSteps = 4
    /// What a text takes while it becomes code: bytes for each of its own.
    static let heldBytesOfSource = 12
    static let consoleSteps = 30
    /// An object that is printed, beside its values.
    static let inspectionSteps = 20
    /// A call of `import()`, and what it is more where its module has not run yet.
    static let knownImportSteps = 40
    static let importSteps = 460
    /// A specifier that is resolved to a URL, beside its characters.
    static let resolveSteps = 150
    /// A worker that is begun: a machine of its own, with its library.
    static let agentSteps = 20_000
    /// A request that an `import()` looks at on its way through its graph.
    static let importRequestSteps = 2
    /// For a look at whether one evaluation has settled.
    static let pollSteps = 1

    // MARK: Steps

    /// The work of the run so far. A turn of a loop and a call count for themselves and for the instructions that they run: those that were run,
    /// not those that were passed over. Sixteen of them are a step, and so are sixteen code units that are copied.
    @inline(__always) var stepCount: Int {
        mutating get { budget.steps &+ (running.instructionCount &+ strings.copiedUnits) >> 4 }
    }

    /// Counts a call, a turn of a loop, or a job.
    @inline(__always) mutating func countStep() throws(Abrupt) {
        budget.steps += 1
        if stepCount >= budget.nextCheck { try checkLimits() }
    }

    /// Looks at the limits after work of the library, so that what was too much is told where it was asked for.
    @inline(__always) mutating func checkCountedWork() throws(Abrupt) {
        if budget.steps >= budget.nextCheck { try checkLimits() }
    }

    /// Counts work that is about to be done at once, and tells whether the limit leaves room for it. Where it does not, the run stops at its next
    /// step, and nothing is printed before that: the caller gives any value instead.
    mutating func affords(_ steps: Int) -> Bool {
        budget.steps += steps
        return stepCount <= limits.steps
    }

    /// The same for so many bytes that are kept, or only held while the work goes on.
    mutating func affordsBytes(_ count: Int) -> Bool {
        if byteCount + count <= limits.heapBytes { return true }
        stop.reason = .limit(.heap)
        budget.nextCheck = 0
        return false
    }

    /// The same as ``affordsBytes(_:)``, for work that can be given up by a throw.
    mutating func affordBytes(_ count: Int) throws(Abrupt) {
        guard affordsBytes(count) else { throw .blocked(.limit(.heap)) }
    }

    /// The same as ``affords(_:)``, for work that can be given up by a throw.
    mutating func afford(_ steps: Int) throws(Abrupt) {
        guard affords(steps) else { throw .blocked(.limit(.steps)) }
    }

    /// The next object of a prototype chain. Programs can make chains so long that looking through them is work to be counted.
    @inline(__always) mutating func nextPrototype(of object: ObjectID, _ hops: inout Int) -> ObjectID {
        hops += 1
        if hops & 31 == 0 { budget.steps += 4 }
        return heap[object].prototype
    }

    mutating func checkLimits() throws(Abrupt) {
        if let reason = stop.reason { throw .blocked(reason) }
        let steps = stepCount
        budget.nextCheck = steps + 1024
        if steps > limits.steps { throw .blocked(.limit(.steps)) }
        if byteCount > limits.heapBytes { throw .blocked(.limit(.heap)) }
    }

    /// What the program keeps, roughly, in bytes, with all of its agents.
    var byteCount: Int { mutating get { ownByteCount + budget.others.byteCount } }

    /// What this agent keeps of it: its values, and what waits to go on.
    var ownByteCount: Int {
        mutating get {
            heap.byteCount + strings.byteCount + loop.byteCount + coroutines.byteCount + imports.records.count * 128 + errors.byteCount
                + graph.byteCount + events.byteCount + page.byteCount + ports.byteCount + waiters.byteCount + budget.keptBytes
                + stack.capacity * MemoryLayout<Value>.stride
        }
    }

    // MARK: Where

    /// Keeps where the run stands, when it is stopped.
    mutating func noteBlocked() {
        guard stop.place == nil, let place = currentPlace() else { return }
        stop.place = place
        stop.function = innermostCall()?.code
    }

    /// The same where no function runs: what the latest job ran, or would go on with.
    mutating func noteBlockedBetweenFunctions() {
        noteBlockedInJob()
        // What the host does then, and the library's own jobs, go back to the code that ran last.
        guard stop.place == nil, let (id, instruction) = loop.latestCode else { return }
        stop.place = Place(unit: code.functions[Int(id.index)].unit, offset: code.offsets[Int(instruction)])
        stop.function = id
    }

    private mutating func noteBlockedInJob() {
        guard stop.place == nil, let latestJob = loop.latestJob else { return }
        switch latestJob {
        case .resume(let id, _, _), .reaction(.resume(let id), _, _): noteBlocked(in: id)
        case .reaction(.handlers(let onFulfilled, let onRejected, _), _, let isRejected):
            noteBlocked(inFunction: isRejected ? onRejected : onFulfilled)
        case .callback(let function, _), .tick(let function, _), .resolveThenable(_, _, let function): noteBlocked(inFunction: function)
        default: break
        }
    }

    mutating func noteBlocked(in id: CoroutineID) {
        let frame = coroutines[id].frame
        guard stop.place == nil, frame.pc > 0, !isHostsOwn(frame.code) else { return }
        stop.place = Place(unit: code.functions[Int(frame.code.index)].unit, offset: code.offsets[Int(frame.pc) - 1])
        stop.function = frame.code
    }

    mutating func noteBlocked(inFunction value: Value) {
        guard stop.place == nil, let id = scriptCode(of: value) else { return }
        let function = code.functions[Int(id.index)]
        stop.place = Place(unit: function.unit, offset: function.range.start)
        stop.function = id
    }

    /// The code of a function that the program wrote; `nil` for the library's and the host's own.
    mutating func scriptCode(of value: Value) -> CodeID? {
        guard case .object(let object) = value, heap[object].kind == .function else { return nil }
        let record = functionRecord(object)
        return record.code >= 0 && !isHostsOwn(CodeID(record.code)) ? CodeID(record.code) : nil
    }

    // MARK: What is said

    /// What stopped the run, in words, and where.
    mutating func describe(_ reason: Blocked) -> String {
        if let elsewhere = stop.elsewhere { return elsewhere.words }
        let place = placeWords()
        switch reason {
        case .limit(let limit): return limitWords(limit) + place
        case .atomicsWait: return "Atomics.wait\(place): nobody can wake it"
        case .outsideSubset: return "\(stop.outsideName) is not in tla-sim's subset\(place)"
        case .exit: return "process.exit()"
        case .ended: return "the host has ended it"
        }
    }

    private mutating func limitWords(_ limit: Limit) -> String {
        let value = limits.words(limit)
        switch limit {
        case .steps: return "no end after \(counted(limits.steps, "step"))"
        case .time:
            if let late = progress.lateTime { return "a timer is due at \(Limit.time.words(late)), later than the limit of time, \(value)" }
            let isWaiting = progress.entries.contains { $0.state == .evaluating || $0.state == .waiting }
            return "\(isWaiting ? "still waiting" : "timers go on") after \(value) of virtual time"
        case .heap: return "more than \(value) of objects and texts"
        case .modules: return "more than \(counted(limits.modules, "module"))"
        case .output: return "more than \(value) of output"
        case .calls: return "unbounded recursion"
        case .source, .words, .nesting, .trace: return "the limit '\(limit.rawValue)' of \(value) is passed"
        }
    }

    /// ` at main.mjs:3:7 in spin()`.
    private mutating func placeWords() -> String { placeName(stop.place).map { " at \($0)" + functionWords() } ?? "" }

    /// ` in spin()`; empty in a module's own body, and in a function without a name.
    private mutating func functionWords() -> String {
        guard let index = stop.function else { return "" }
        let function = code.functions[Int(index.index)]
        if isGenerated(Place(unit: function.unit, offset: function.range.start)) { return "" }
        let name = strings.names.string(function.name)
        return name.isEmpty ? "" : " in \(shortened(name))()"
    }

    /// What stopped the run, as a problem with its place, the way to it, and what to do about a limit.
    mutating func blockedDiagnostic() -> Diagnostic {
        if let elsewhere = stop.elsewhere { return elsewhere.problem }
        if isBlockedByRecursion, let overflowPlace = progress.overflowPlace {
            var problem = problem(
                .blocked, "blocked: unbounded recursion, more than \(counted(limits.calls, "call")) inside each other", at: overflowPlace)
            if let error = progress.entryError { problem.stack = diagnostic(for: error, .error).stack }
            problem.suggestion = limits.advice(.calls)
            return problem
        }
        var message = "blocked"
        var suggestion: String?
        if case .limit(let limit) = stop.reason {
            message += ": \(limitWords(limit))\(functionWords())"
            suggestion = limits.advice(limit, for: limit == .time ? progress.lateTime : nil)
            if limit == .time, case .time = limits.until { suggestion = "watch it for longer, by a later time for 'until'" }
        } else if stop.reason == .atomicsWait {
            message += ": Atomics.wait, and nobody can wake it"
        }
        var place = stop.place
        if let generated = place, isGenerated(generated) {
            place = stop.stack >= 0 ? userPlace(of: errors.stacks[Int(stop.stack)]) : nil
            if place == nil { message += ", in the bundle's own code" }
        }
        var problem = place.map { self.problem(.blocked, message, at: $0) } ?? Diagnostic(.blocked, message)
        problem.stack = blockedEntries()
        problem.suggestion = suggestion
        if stoppedWaiting == .recurring { problem.related = placesOfWhatRecurs() }
        tellRounds(in: &problem)
        return problem
    }

    /// How many microtasks of one turn are told of.
    private static var fewestMicrotasks: Int32 { 100 }

    /// Says that a turn has no end because its microtasks ask for others: a higher limit does not help there. One of them that has no end itself is
    /// another matter.
    private mutating func tellRounds(in problem: inout Diagnostic) {
        guard case .limit(.steps) = stop.reason, loop.job - loop.jobsBeforeTurn >= Self.fewestMicrotasks,
            budget.steps - loop.stepsBeforeJob < limits.steps / 10, let location = problem.location
        else { return }
        let words = "microtasks ask for microtasks here: no timer and no answer comes before the last of them"
        problem.related.append(RelatedPlace(words, at: location))
        problem.alternatives = [problem.suggestion].compactMap { $0 }
        problem.suggestion = "let each round wait for a task, such as a timer: await new Promise((wake) => setTimeout(wake, 10))"
    }
}
