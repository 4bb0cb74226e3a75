import Trace

extension Trace {
    /// The run of a bundle as a run of the modules that the bundler was given: each event belongs to the module whose code it is of, so that
    /// a chunk becomes a lane for each of them.
    ///
    /// A body begins where its first statement does, and is done behind its last. What a bundler put in the place of imports is waiting. What only the bundler's
    /// own code did belongs to no module.
    ///
    /// - Returns: the trace itself where no bundler made its modules.
    /// - Complexity: linear in the number of events and modules.
    public var unbundled: Trace {
        guard !sources.isEmpty else { return self }
        var builder = Unbundling(self)
        for index in events.indices { builder.read(index) }
        return builder.finish()
    }
}

/// The one pass over the events of a bundle's run.
private struct Unbundling {
    /// How far a module is.
    enum State { case none, importing, running, suspended, done }

    let bundle: Trace
    var trace: Trace
    private var states: [State]
    /// Whether the module was ever suspended, or began behind one that was.
    private var isLate: [Bool]
    private var hasWaited: [Bool]
    /// By source: the last event that ends a part of it.
    private var lastEnd: [Int]
    private var chunkOfSource: [Int?]
    /// By chunk: the sources in it, and where its code stands.
    private var sourcesOfChunk: [[Int]]
    private var stoodAt: [Int?]
    /// The parts that are open in the running code, innermost last.
    private var open: [Int] = []
    private var job = JobNumber(rawValue: -1)
    /// The virtual time at which the last entry's body was done; nanoseconds.
    private var entriesDone: Int64 = 0
    /// What was done just before, in the same job.
    private var doneBefore: Int?

    init(_ bundle: Trace) {
        self.bundle = bundle
        trace = bundle
        trace.events = []
        trace.events.reserveCapacity(bundle.events.count)
        let count = bundle.sources.count
        states = Array(repeating: .none, count: count)
        isLate = Array(repeating: false, count: count)
        hasWaited = isLate
        lastEnd = Array(repeating: -1, count: count)
        for (index, event) in bundle.events.enumerated() {
            if case .partEnded(let source) = event.kind, lastEnd.indices.contains(Int(source.rawValue)) {
                lastEnd[Int(source.rawValue)] = index
            }
        }
        var chunks: [String: Int] = [:]
        for (index, module) in bundle.modules.enumerated() { chunks[module.name] = index }
        sourcesOfChunk = Array(repeating: [], count: bundle.modules.count)
        stoodAt = Array(repeating: nil, count: bundle.modules.count)
        chunkOfSource = bundle.sources.map { $0.chunk.flatMap { chunks[$0] } }
        for (source, chunk) in chunkOfSource.enumerated() { if let chunk { sourcesOfChunk[chunk].append(source) } }
        trace.modules = bundle.sources.map { source in
            var module = TraceModule(name: source.name, kind: source.kind)
            module.hasTLA = source.hasTLA
            module.requests = source.requests.map { request in
                var request = request
                request.module = request.module.flatMap { $0.rawValue >= 0 && $0.rawValue < Int32(count) ? $0 : nil }
                return request
            }
            return module
        }
        trace.entries = bundle.sourceEntries.compactMap {
            $0.rawValue >= 0 && $0.rawValue < Int32(count) ? ModuleIndex(rawValue: $0.rawValue) : nil
        }
        trace.sources = []
        trace.sourceEntries = []
        trace.console = bundle.console.map { line in
            var line = line
            line.module = Self.module(line.source)
            line.source = .none
            return line
        }
        trace.jobCauses = bundle.jobCauses.map { cause in
            var cause = cause
            cause.module = cause.position.flatMap { Self.module($0.source) }
            if cause.module == nil { cause.position = nil } else { cause.position?.source = .none }
            return cause
        }
        trace.stacks = bundle.stacks.map { stack in
            var stack = stack
            stack.frame.module = stack.frame.position.flatMap { Self.module($0.source) }
            if stack.frame.module == nil { stack.frame.position = nil } else { stack.frame.position?.source = .none }
            return stack
        }
        trace.pendingWaits = bundle.pendingWaits.map { wait in
            var wait = wait
            if let module = Self.module(wait.position.source) { wait.module = module } else { wait.module = ModuleIndex(-1) }
            // What a bundler put around a body is the body.
            if wait.isPart { wait.function = nil }
            wait.position.source = .none
            return wait
        }
    }

    // MARK: Which module

    private static func module(_ source: SourceIndex) -> ModuleIndex? {
        source == .none ? nil : ModuleIndex(rawValue: source.rawValue)
    }

    private func number(_ source: SourceIndex) -> Int? { states.indices.contains(Int(source.rawValue)) ? Int(source.rawValue) : nil }

    private func chunk(_ event: Event) -> Int? {
        event.module.flatMap { stoodAt.indices.contains(Int($0.rawValue)) ? Int($0.rawValue) : nil }
    }

    /// The entry of a chunk: what stands last in it.
    private func main(ofChunk module: ModuleIndex?) -> ModuleIndex? {
        guard let module, sourcesOfChunk.indices.contains(Int(module.rawValue)) else { return nil }
        let sources = sourcesOfChunk[Int(module.rawValue)]
        let entry = trace.entries.first { sources.contains(Int($0.rawValue)) }
        if let entry, sources.count > 1 { return entry }
        return sources.last.map { ModuleIndex($0) }
    }

    private mutating func add(_ kind: Event.Kind, _ source: Int?, like event: Event) {
        trace.events.append(
            Event(time: event.time, turn: event.turn, job: event.job, module: source.map { ModuleIndex($0) }, kind: kind))
    }

    // MARK: Events

    mutating func read(_ index: Int) {
        let event = bundle.events[index]
        if event.job != job {
            job = event.job
            open = []
            doneBefore = nil
        }
        switch event.kind {
        case .partStarted(let source, let isImport): if let source = number(source) { start(source, isImport, event) }
        case .partEnded(let source): if let source = number(source) { end(source, isLast: lastEnd[source] == index, event) }
        case .suspended(let position, let expression):
            guard let source = number(position.source) else { break }
            if let chunk = chunk(event) { stoodAt[chunk] = source }
            suspend(source, position, expression, event)
        case .partSuspended(let position, let expression):
            if let source = number(position.source) { suspend(source, position, expression, event) }
        case .resumed(let position), .partResumed(let position):
            if let source = number(position.source) { resume(source, position, event) }
        case .functionSuspended(let name, var position):
            let source = number(position.source)
            position.source = .none
            add(.functionSuspended(name: name, position: position), source, like: event)
        case .functionResumed(let name, var position):
            let source = number(position.source)
            position.source = .none
            add(.functionResumed(name: name, position: position), source, like: event)
            if let source { open.append(source) }
        case .console(let line):
            let source = bundle.console.indices.contains(Int(line)) ? number(bundle.console[Int(line)].source) : nil
            add(event.kind, source ?? open.last, like: event)
            if source == nil, trace.console.indices.contains(Int(line)) {
                trace.console[Int(line)].module = open.last.map { ModuleIndex($0) }
            }
        case .importCalled(let number, let specifier, var position):
            let source = self.number(position.source) ?? open.last
            position.source = .none
            add(.importCalled(number: number, specifier: specifier, position: position), source, like: event)
        case .importSettled(let number, let target, let isFulfilled):
            add(
                .importSettled(number: number, target: main(ofChunk: target), isFulfilled: isFulfilled), open.last ?? caller(event),
                like: event)
        case .busy, .timerSet, .timerCleared, .fetchStarted: add(event.kind, open.last ?? caller(event), like: event)
        case .jobQueued(let number, let kind, let promise):
            add(.jobQueued(number, translated(kind), promise: promise), open.last, like: event)
        case .jobStarted(let number, let kind): add(.jobStarted(number, translated(kind)), nil, like: event)
        case .loadStarted, .loaded, .parsed:
            guard let chunk = chunk(event) else { break }
            let kind: Event.Kind = if case .loadStarted = event.kind { .loadStarted(referrer: nil) } else { event.kind }
            for source in sourcesOfChunk[chunk] { add(kind, source, like: event) }
        case .loadFailed, .requestFailed, .linkFailed: add(event.kind, chunk(event).flatMap { sourcesOfChunk[$0].last }, like: event)
        case .failed(let error, let from): if from == nil { fail(error, event) }
        case .blocked(let reason, var position):
            let source = position.flatMap { number($0.source) } ?? open.last
            position?.source = .none
            add(.blocked(reason: reason, position: position), source, like: event)
        case .uncaught, .unhandledRejection: add(event.kind, open.last, like: event)
        case .pendingDependencies(let count, nil) where count > 0: wait(event)
        case .promiseCreated(let promise, let origin): create(promise, origin, event)
        case .stack: add(event.kind, nil, like: event)
        case .status, .pendingDependencies, .asyncEvaluationOrder, .started, .completed, .dependencyCounted, .asyncParent, .cycleRoot,
            .asyncEvaluationDone, .evaluationError:
            break
        case .timerFired, .promiseSettled, .fetchSettled, .agentStarted, .agentEnded, .messageSent, .messageReceived, .responded:
            add(event.kind, nil, like: event)
        }
    }

    private mutating func create(_ promise: PromiseNumber, _ origin: PromiseOrigin, _ event: Event) {
        switch origin {
        case .evaluation, .body, .host: add(.promiseCreated(promise, .host), nil, like: event)
        case .importCall: add(event.kind, open.last, like: event)
        case .call(var position):
            let source = number(position.source)
            position.source = .none
            add(.promiseCreated(promise, source == nil ? .host : .call(position)), source, like: event)
        }
    }

    /// The module at whose part the code of a chunk stands.
    private func caller(_ event: Event) -> Int? { chunk(event).flatMap { stoodAt[$0] } }

    private func translated(_ kind: JobKind) -> JobKind {
        switch kind {
        case .resumeModule(let chunk): stood(chunk).map { .resumeModule($0) } ?? .hostStep
        case .moduleFulfilled(let chunk): stood(chunk).map { .moduleFulfilled($0) } ?? .hostStep
        case .moduleRejected(let chunk): stood(chunk).map { .moduleRejected($0) } ?? .hostStep
        case .moduleLoaded(let chunk): .moduleLoaded(main(ofChunk: chunk))
        default: kind
        }
    }

    private func stood(_ chunk: ModuleIndex) -> ModuleIndex? {
        guard stoodAt.indices.contains(Int(chunk.rawValue)) else { return nil }
        return stoodAt[Int(chunk.rawValue)].map { ModuleIndex($0) } ?? main(ofChunk: chunk)
    }

    /// A chunk waits for others before its code begins: so do the modules in it, for what stands in those.
    private mutating func wait(_ event: Event) {
        guard let chunk = chunk(event) else { return }
        let awaited = bundle.modules[chunk].requests.compactMap { request -> (String, ModuleIndex)? in
            guard let other = request.module, Int(other.rawValue) != chunk, let main = main(ofChunk: other) else { return nil }
            return (request.specifier, main)
        }
        for source in sourcesOfChunk[chunk] where states[source] == .none && !hasWaited[source] {
            hasWaited[source] = true
            trace.modules[source].status = .evaluatingAsync
            for (specifier, main) in awaited where !trace.modules[source].requests.contains(where: { $0.module == main }) {
                trace.modules[source].requests.append(TraceModule.Request(specifier: specifier, module: main, phase: .evaluation))
            }
            trace.modules[source].pendingAsyncDependencies = max(1, awaited.count)
            add(.pendingDependencies(count: Int32(clamping: max(1, awaited.count)), completed: nil), source, like: event)
        }
    }

    private mutating func start(_ source: Int, _ isImport: Bool, _ event: Event) {
        open.append(source)
        if isImport {
            if states[source] == .none { states[source] = .importing }
            return
        }
        switch states[source] {
        case .none, .importing:
            // Behind another one in the same text, or behind its imports.
            let waker = doneBefore.flatMap { isLate[$0] || hasWaited[source] ? $0 : nil }
            add(.started(wokenBy: waker.map { ModuleIndex($0) }), source, like: event)
            isLate[source] = waker != nil
        case .suspended, .done, .running: add(.resumed(position: Position(line: 1, column: 1)), source, like: event)
        }
        doneBefore = nil
        states[source] = .running
    }

    private mutating func end(_ source: Int, isLast: Bool, _ event: Event) {
        if let place = open.lastIndex(of: source) { open.removeSubrange(place...) }
        guard isLast, states[source] == .running else { return }
        states[source] = .done
        doneBefore = source
        trace.modules[source].status = .evaluated
        if trace.entries.contains(ModuleIndex(source)) { entriesDone = max(entriesDone, event.time) }
        add(.completed, source, like: event)
    }

    private mutating func suspend(_ source: Int, _ position: Position, _ expression: TextIndex, _ event: Event) {
        if let place = open.lastIndex(of: source) { open.removeSubrange(place...) }
        var position = position
        position.source = .none
        switch states[source] {
        case .none, .importing:
            states[source] = .importing
            trace.modules[source].status = .evaluatingAsync
            if !hasWaited[source] {
                let count = trace.modules[source].requests.count
                trace.modules[source].pendingAsyncDependencies = max(1, count)
                add(.pendingDependencies(count: Int32(clamping: max(1, count)), completed: nil), source, like: event)
            }
            hasWaited[source] = true
        case .running, .suspended, .done:
            isLate[source] = true
            states[source] = .suspended
            trace.modules[source].status = .evaluatingAsync
            add(.suspended(position: position, expression: expression), source, like: event)
        }
    }

    private mutating func resume(_ source: Int, _ position: Position, _ event: Event) {
        open.append(source)
        guard states[source] == .suspended else { return }
        states[source] = .running
        var position = position
        position.source = .none
        add(.resumed(position: position), source, like: event)
    }

    /// The body of a chunk threw: the module whose code ran has failed, and those that waited around it get its error.
    private mutating func fail(_ error: TextIndex, _ event: Event) {
        let sources = chunk(event).map { sourcesOfChunk[$0] } ?? []
        let failing = states.indices.last { states[$0] == .running && (open.contains($0) || sources.contains($0)) }
        if let failing { failed(failing, error, from: nil, event) }
        for source in sources where states[source] == .importing || states[source] == .suspended {
            failed(source, error, from: failing.map { ModuleIndex($0) }, event)
        }
        open = []
    }

    private mutating func failed(_ source: Int, _ error: TextIndex, from: ModuleIndex?, _ event: Event) {
        states[source] = .done
        trace.modules[source].status = .evaluated
        trace.modules[source].error = bundle.texts.indices.contains(Int(error.rawValue)) ? bundle[error] : ""
        add(.failed(error: error, from: from), source, like: event)
    }

    // MARK: The end

    /// The chunk for which an `import()` waits: of one that has ended in a cycle of imports that of the cycle's root.
    private func waiting(_ chunk: ModuleIndex) -> ModuleIndex {
        guard bundle.modules.indices.contains(Int(chunk.rawValue)), bundle[chunk].status == .evaluated, let root = bundle[chunk].cycleRoot,
            bundle.modules.indices.contains(Int(root.rawValue))
        else { return chunk }
        return root
    }

    mutating func finish() -> Trace {
        for source in states.indices where states[source] != .none {
            trace.modules[source].cycleRoot = ModuleIndex(source)
            if trace.modules[source].status == .evaluated { trace.modules[source].pendingAsyncDependencies = nil }
        }
        // A chunk may be done before what its code has begun.
        trace.duration = max(trace.duration, entriesDone)
        trace.pendingWaits.removeAll { $0.module.rawValue < 0 }
        if trace.pendingWaits.count != bundle.pendingWaits.count {
            // Settlers name waits by their place.
            var places: [Int: Int] = [:]
            var kept = 0
            for (index, wait) in bundle.pendingWaits.enumerated() where number(wait.position.source) != nil {
                places[index] = kept
                kept += 1
            }
            trace.pendingPromises = bundle.pendingPromises.map { promise in
                var promise = promise
                promise.settlers = promise.settlers.compactMap { settler in
                    if case .function(let wait) = settler { places[wait].map { .function($0) } } else { settler }
                }
                return promise
            }
        }
        trace.pendingPromises = trace.pendingPromises.map { promise in
            var promise = promise
            promise.origin = promise.origin.flatMap { origin in
                number(origin.position.source).map { source in
                    var origin = origin
                    (origin.module, origin.position.source) = (ModuleIndex(source), .none)
                    return origin
                }
            }
            promise.resolverUses = promise.resolverUses.compactMap { use in
                guard let source = number(use.position.source) else { return nil }
                var use = use
                (use.module, use.position.source) = (ModuleIndex(source), .none)
                return use
            }
            promise.timers = promise.timers.compactMap { timer in
                guard var position = timer.position, let source = number(position.source) else { return nil }
                position.source = .none
                var timer = timer
                (timer.module, timer.position) = (ModuleIndex(source), position)
                return timer
            }
            promise.settlers = promise.settlers.compactMap { settler in
                switch settler {
                case .module(let module, let call): main(ofChunk: waiting(module)).map { .module($0, import: call) }
                case .thenable(let module, let call): main(ofChunk: module).map { .thenable($0, import: call) }
                default: settler
                }
            }
            return promise
        }
        guard !bundle.pendingWaits.isEmpty else { return trace }
        var waits = UnbundledWaits(
            trace, bundle.sources, hasBegun: states.map { $0 == .running || $0 == .suspended || $0 == .done })
        waits.read()
        return waits.trace
    }
}
