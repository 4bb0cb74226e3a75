import Text
import Trace

/// Makes one trace of those of several agents, each with its own modules, jobs and promises, in the order in which they ran.
///
/// The first agent's modules and promises keep their numbers. Requests stand behind the modules of all agents.
struct TraceMerge {
    struct Part {
        var trace: Trace
        var agent: TraceAgent
        /// Whether its modules have its name before theirs.
        var namesModules: Bool
        /// Whether modules of which nothing is told are left out.
        var leavesOutIdle = false
        /// The messages that came to somebody, and the agents that were begun, by the numbers that this agent has for them.
        var messages: [Int32: (number: Int32, to: AgentIndex)] = [:]
        var children: [Int32: AgentIndex] = [:]
    }

    /// A stretch of an agent's record: events and console lines of one turn, as a rule.
    struct Span {
        var part: Int
        var events: Range<Int>
        var lines: Range<Int>
        var time: Int64
        /// The turns and the jobs that were counted in it, recorded or not; empty where that is not known.
        var turns: Range<Int32> = 0..<0
        var jobs: Range<Int32> = 0..<0
    }

    private let parts: [Part]
    private var result: Trace
    private var modules: [[ModuleIndex?]] = []
    private var textIndices: [ExactText: TextIndex] = [:]
    private var jobs: MergedNumbers
    private var turns: MergedNumbers
    private var promises: [Int32] = []
    private var timers: [Int32] = []
    private var fetches: [Int32] = []
    private var imports: [Int32] = []
    private var stacks: [Int32] = []
    private var lines: [Int64: Int32] = [:]
    /// What runs by the events so far, and by agent what runs of it, and in which turn.
    private var shownStack = StackIndex.none
    private var ownStacks: [(stack: StackIndex, turn: Int32)]

    init(_ parts: [Part]) {
        self.parts = parts
        jobs = MergedNumbers(agents: parts.count)
        turns = MergedNumbers(agents: parts.count)
        ownStacks = Array(repeating: (.none, -1), count: parts.count)
        result = parts[0].trace
        result.agents = parts.map(\.agent)
        result.modules = []
        result.console = []
        result.events = []
        result.texts = []
        result.jobCauses = []
        result.stacks = []
        result.responses = []
    }

    /// One stretch a turn, by time, and of one time in the order of the agents.
    static func spans(byTurnOf parts: [Part]) -> [Span] {
        var spans: [Span] = []
        for (number, part) in parts.enumerated() {
            let events = part.trace.events
            var start = 0
            var line = 0
            while start < events.count {
                let end = events[start...].firstIndex { $0.turn != events[start].turn } ?? events.count
                var next = line
                for event in events[start..<end] { if case .console(let printed) = event.kind { next = Int(printed) + 1 } }
                spans.append(Span(part: number, events: start..<end, lines: line..<max(line, next), time: events[start].time))
                start = end
                line = max(line, next)
            }
            // Without recorded detail, and beyond the record, the lines stand alone.
            let rest = part.trace.console
            while line < rest.count {
                let end = rest[line...].firstIndex { $0.turn != rest[line].turn } ?? rest.count
                spans.append(Span(part: number, events: events.count..<events.count, lines: line..<end, time: rest[line].time))
                line = end
            }
        }
        // The order of what comes at one time is that in which it stands.
        return spans.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    }

    /// Stretches in the order of time, where the clock went on within a turn while others had theirs.
    ///
    /// What comes at one time stays in its order.
    static func byTime(_ spans: [Span], of parts: [Part]) -> [Span] {
        var pieces: [Span] = []
        var latest = Array(repeating: Int64.min, count: parts.count)
        for span in spans { cut(span, parts[span.part].trace, &latest[span.part], into: &pieces) }
        return pieces.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    }

    /// One stretch for each time at which something was recorded.
    private static func cut(_ span: Span, _ trace: Trace, _ latest: inout Int64, into pieces: inout [Span]) {
        var rest = span
        repeat {
            let next = [rest.events.first.map { trace.events[$0].time }, rest.lines.first.map { trace.console[$0].time }]
            let time = max(latest, next.compactMap(\.self).min() ?? span.time)
            let event = rest.events.first { trace.events[$0].time > time } ?? rest.events.upperBound
            let line = rest.lines.first { trace.console[$0].time > time } ?? rest.lines.upperBound
            var piece = rest
            piece.events = rest.events.lowerBound..<event
            piece.lines = rest.lines.lowerBound..<line
            piece.time = time
            pieces.append(piece)
            // The turns and jobs are counted once.
            rest = Span(part: span.part, events: event..<rest.events.upperBound, lines: line..<rest.lines.upperBound, time: span.time)
            latest = time
        } while !rest.events.isEmpty || !rest.lines.isEmpty
    }

    /// - Parameter entryParts: the agents whose entries are the run's.
    mutating func merged(_ spans: [Span], entryParts: Range<Int>) -> Trace {
        mapModules()
        countNumbers()
        moveStacks()
        for span in spans {
            turns.add(span.turns, of: span.part)
            jobs.add(span.jobs, of: span.part)
        }
        for span in spans {
            let trace = parts[span.part].trace
            for index in span.lines {
                lines[pair(span.part, Int32(index))] = Int32(result.console.count)
                var line = trace.console[index]
                line.turn = turn(span.part, line.turn)
                line.job = job(span.part, line.job)
                line.module = module(span.part, line.module)
                result.console.append(line)
            }
            if let first = span.events.first { beginStretch(of: span.part, with: trace.events[first]) }
            for event in trace.events[span.events] {
                guard let event = moved(event, of: span.part) else { continue }
                if case .stack(let stack) = event.kind {
                    ownStacks[span.part].stack = stack
                    shownStack = stack
                }
                ownStacks[span.part].turn = event.turn
                result.events.append(event)
            }
        }
        for (number, part) in parts.enumerated() {
            result.jobCauses += part.trace.jobCauses.map { cause in
                var cause = cause
                cause.job = job(number, cause.job)
                cause.module = module(number, cause.module)
                return cause
            }
            result.responses += part.trace.responses.map { response in
                var response = response
                response.request = module(number, response.request)
                return response
            }
        }
        result.jobCauses.sort { $0.job < $1.job }
        result.entries = entryParts.flatMap { number in parts[number].trace.entries.compactMap { module(number, $0) } }
        result.isTruncated = parts.contains { $0.trace.isTruncated }
        result.duration = entryParts.map { parts[$0].trace.duration }.max() ?? 0
        result.end = parts.map(\.trace.end).max() ?? 0
        return result
    }

    /// What runs is that of another agent from here on: in the midst of a turn where it has left off, and else nothing yet.
    private mutating func beginStretch(of part: Int, with first: Event) {
        if case .stack = first.kind { return }
        guard result.hasStates, var event = moved(first, of: part) else { return }
        let stack = event.turn == ownStacks[part].turn ? ownStacks[part].stack : .none
        guard stack != shownStack else { return }
        shownStack = stack
        (event.kind, event.module) = (.stack(stack), nil)
        result.events.append(event)
    }

    // MARK: Modules

    private mutating func mapModules() {
        modules = parts.map { Array(repeating: nil, count: $0.trace.modules.count) }
        for wantsRequests in [false, true] {
            for (number, part) in parts.enumerated() {
                let told = part.leavesOutIdle ? Self.toldModules(part.trace) : nil
                for (index, known) in part.trace.modules.enumerated() where (known.kind == .request) == wantsRequests {
                    if let told, !wantsRequests, !told.contains(ModuleIndex(index)) { continue }
                    modules[number][index] = ModuleIndex(result.modules.count)
                    var module = known
                    module.agent = AgentIndex(number)
                    if part.namesModules { module.name = part.agent.name + ": " + module.name }
                    result.modules.append(module)
                }
            }
        }
        for (number, part) in parts.enumerated() {
            for index in part.trace.modules.indices {
                guard let place = modules[number][index].map({ Int($0.rawValue) }) else { continue }
                for request in result.modules[place].requests.indices {
                    result.modules[place].requests[request].module = module(number, result.modules[place].requests[request].module)
                }
                result.modules[place].cycleRoot = module(number, result.modules[place].cycleRoot)
                result.modules[place].pendingDependencies = result.modules[place].pendingDependencies.compactMap { module(number, $0) }
            }
        }
    }

    /// The modules whose code is seen to run.
    private static func toldModules(_ trace: Trace) -> Set<ModuleIndex> {
        var told = Set(trace.console.compactMap(\.module))
        for event in trace.events {
            switch event.kind {
            case .started, .suspended, .resumed, .completed, .failed, .importCalled, .busy:
                if let module = event.module { told.insert(module) }
            default: break
            }
        }
        return told
    }

    private func module(_ part: Int, _ module: ModuleIndex?) -> ModuleIndex? {
        guard let module, modules[part].indices.contains(Int(module.rawValue)) else { return nil }
        return modules[part][Int(module.rawValue)]
    }

    // MARK: Numbers

    /// What is counted by each agent goes on from where the one before it ended.
    private mutating func countNumbers() {
        var (promise, timer, fetch, call): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        for part in parts {
            promises.append(promise)
            timers.append(timer)
            fetches.append(fetch)
            imports.append(call)
            var highest: (promise: Int32, timer: Int32, fetch: Int32, call: Int32) = (-1, 0, 0, 0)
            for event in part.trace.events {
                switch event.kind {
                case .promiseSettled(let number, _), .promiseCreated(let number, _), .jobQueued(_, _, let number),
                    .unhandledRejection(let number, _):
                    highest.promise = max(highest.promise, number.rawValue)
                case .timerSet(let number, _, _): highest.timer = max(highest.timer, number)
                case .fetchStarted(let number, _): highest.fetch = max(highest.fetch, number)
                case .importCalled(let number, _, _): highest.call = max(highest.call, number)
                default: break
                }
            }
            promise += highest.promise + 1
            timer += highest.timer
            fetch += highest.fetch
            call += highest.call
        }
    }

    /// Those of each agent stand behind those of the one before it.
    private mutating func moveStacks() {
        for (number, part) in parts.enumerated() {
            let first = Int32(result.stacks.count)
            stacks.append(first)
            for var stack in part.trace.stacks {
                if stack.below != .none { stack.below.rawValue += first }
                stack.frame.module = module(number, stack.frame.module)
                stack.frame.function = text(number, stack.frame.function)
                result.stacks.append(stack)
            }
        }
    }

    private func pair(_ part: Int, _ number: Int32) -> Int64 { Int64(part) << 32 | Int64(UInt32(bitPattern: number)) }

    private mutating func turn(_ part: Int, _ turn: Int32) -> Int32 { turns.number(of: turn, in: part) }

    private mutating func job(_ part: Int, _ job: JobNumber) -> JobNumber {
        JobNumber(rawValue: jobs.number(of: job.rawValue, in: part))
    }

    private func promise(_ part: Int, _ promise: PromiseNumber) -> PromiseNumber {
        promise == .none ? .none : PromiseNumber(rawValue: promise.rawValue + promises[part])
    }

    private mutating func text(_ part: Int, _ text: TextIndex) -> TextIndex {
        let string = parts[part].trace[text]
        if let known = textIndices[ExactText(string)] { return known }
        let index = TextIndex(rawValue: Int32(result.texts.count))
        result.texts.append(string)
        textIndices[ExactText(string)] = index
        return index
    }

    // MARK: Events

    private mutating func moved(_ event: Event, of part: Int) -> Event? {
        var moved = event
        moved.agent = AgentIndex(part)
        moved.turn = turn(part, event.turn)
        moved.job = job(part, event.job)
        moved.module = module(part, event.module)
        guard let kind = kind(event.kind, of: part) else { return nil }
        moved.kind = kind
        return moved
    }

    /// - Returns: `nil` where it tells of what is left out.
    private mutating func kind(_ kind: Event.Kind, of part: Int) -> Event.Kind? {
        switch kind {
        case .loaded, .parsed, .status, .asyncEvaluationOrder, .resumed, .completed, .busy, .partStarted, .partResumed, .partEnded,
            .agentEnded, .messageReceived, .responded, .dependencyCounted, .asyncEvaluationDone:
            return kind
        case .agentStarted(let agent): return parts[part].children[Int32(agent.rawValue)].map { .agentStarted($0) }
        case .messageSent(let number, _): return parts[part].messages[number].map { .messageSent(number: $0.number, to: $0.to) }
        case .asyncParent(let parent): return module(part, parent).map { .asyncParent($0) }
        case .cycleRoot(let root): return module(part, root).map { .cycleRoot($0) }
        case .evaluationError(let error): return .evaluationError(text(part, error))
        case .promiseCreated(let number, let origin):
            var origin = origin
            if case .importCall(let call) = origin { origin = .importCall(call + imports[part]) }
            return .promiseCreated(promise(part, number), origin)
        case .stack(let stack): return .stack(stack == .none ? .none : StackIndex(rawValue: stack.rawValue + stacks[part]))
        case .loadStarted(let referrer): return .loadStarted(referrer: module(part, referrer))
        case .loadFailed(let error): return .loadFailed(text(part, error))
        case .requestFailed(let specifier, let error): return .requestFailed(specifier: text(part, specifier), error: text(part, error))
        case .linkFailed(let error): return .linkFailed(text(part, error))
        case .pendingDependencies(let count, let completed): return .pendingDependencies(count: count, completed: module(part, completed))
        case .started(let waker): return .started(wokenBy: module(part, waker))
        case .suspended(let position, let expression): return .suspended(position: position, expression: text(part, expression))
        case .failed(let error, let from): return .failed(error: text(part, error), from: module(part, from))
        case .functionSuspended(let name, let position): return .functionSuspended(name: text(part, name), position: position)
        case .functionResumed(let name, let position): return .functionResumed(name: text(part, name), position: position)
        case .partSuspended(let position, let expression): return .partSuspended(position: position, expression: text(part, expression))
        case .importCalled(let number, let specifier, let position):
            return .importCalled(number: number + imports[part], specifier: text(part, specifier), position: position)
        case .importSettled(let number, let target, let isFulfilled):
            return .importSettled(number: number + imports[part], target: module(part, target), isFulfilled: isFulfilled)
        case .console(let line): return .console(line: lines[pair(part, line)] ?? 0)
        case .jobQueued(let number, let kind, let cause):
            return .jobQueued(job(part, number), jobKind(kind, of: part), promise: promise(part, cause))
        case .jobStarted(let number, let kind): return .jobStarted(job(part, number), jobKind(kind, of: part))
        case .timerSet(let timer, let delay, let isInterval):
            return .timerSet(timer: timer + timers[part], delay: delay, isInterval: isInterval)
        case .timerFired(let timer): return .timerFired(timer: timer + timers[part])
        case .timerCleared(let timer): return .timerCleared(timer: timer + timers[part])
        case .promiseSettled(let number, let isFulfilled): return .promiseSettled(promise(part, number), isFulfilled: isFulfilled)
        case .fetchStarted(let number, let url): return .fetchStarted(number: number + fetches[part], url: text(part, url))
        case .fetchSettled(let number, let isFulfilled): return .fetchSettled(number: number + fetches[part], isFulfilled: isFulfilled)
        case .unhandledRejection(let number, let error): return .unhandledRejection(promise(part, number), error: text(part, error))
        case .uncaught(let error): return .uncaught(error: text(part, error))
        case .blocked(let reason, let position): return .blocked(reason: text(part, reason), position: position)
        }
    }

    private mutating func jobKind(_ kind: JobKind, of part: Int) -> JobKind {
        switch kind {
        case .hostStart, .finishLoadingImports, .immediate, .message, .hostTask, .resolveThenable, .queueMicrotask, .nextTick, .hostStep,
            .entrySettled:
            kind
        case .timer(let timer): .timer(timer + timers[part])
        case .moduleLoaded(let loaded): .moduleLoaded(module(part, loaded))
        case .request(let request): .request(module(part, request))
        case .pageTask(let name): .pageTask(name: text(part, name))
        case .fetch(let number): .fetch(number + fetches[part])
        case .resumeModule(let resumed): module(part, resumed).map { .resumeModule($0) } ?? .hostStep
        case .resumeFunction(let name): .resumeFunction(name: text(part, name))
        case .reaction(let name): .reaction(name: text(part, name))
        case .moduleFulfilled(let done): module(part, done).map { .moduleFulfilled($0) } ?? .hostStep
        case .moduleRejected(let done): module(part, done).map { .moduleRejected($0) } ?? .hostStep
        case .importStep(let number): .importStep(number: number + imports[part])
        }
    }
}
