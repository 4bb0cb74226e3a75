import Trace

/// Builds traces by hand, the way a run records them.
public struct TraceFixture {
    public var trace: Trace
    private var time: Int64 = 0
    private var turn: Int32 = 0
    private var job = JobNumber(rawValue: 0)
    private var nextJob: Int32 = 1
    private var nextTimer: Int32 = 0
    private var indices: [String: ModuleIndex] = [:]

    /// - Parameter graph: modules in load order with what they import; a name that ends in `*` has a top-level await.
    public init(_ title: String, host: String = "spec", entries: [String], graph: [(String, [String])]) {
        trace = Trace(title: title, host: host)
        trace.isOfHost = host != "spec"
        for (name, _) in graph {
            let isAsync = name.hasSuffix("*")
            let name = isAsync ? String(name.dropLast()) : name
            indices[name] = ModuleIndex(trace.modules.count)
            var module = TraceModule(name: name)
            module.hasTLA = isAsync
            module.cycleRoot = indices[name]
            trace.modules.append(module)
        }
        for (index, (_, imports)) in graph.enumerated() {
            trace.modules[index].requests = imports.map {
                TraceModule.Request(specifier: "./\($0)", module: indices[$0], phase: .evaluation)
            }
        }
        trace.entries = entries.map { self[$0] }
    }

    public subscript(name: String) -> ModuleIndex { indices[name]! }

    public mutating func text(_ text: String) -> TextIndex {
        trace.texts.append(text)
        return TextIndex(rawValue: Int32(trace.texts.count - 1))
    }

    public mutating func add(_ name: String?, _ kind: Event.Kind) {
        trace.events.append(Event(time: time, turn: turn, job: job, module: name.map { self[$0] }, kind: kind))
    }

    // MARK: Time and jobs

    /// Lets the clock stand at so many milliseconds.
    public mutating func at(_ milliseconds: Int64) { time = milliseconds * 1_000_000 }

    /// Queues a job from the one that runs now, and gives its number.
    @discardableResult
    public mutating func queue(_ kind: JobKind) -> JobNumber {
        let number = JobNumber(rawValue: nextJob)
        nextJob += 1
        add(nil, .jobQueued(number, kind, promise: .none))
        return number
    }

    /// Ends the running job and begins another.
    public mutating func run(_ number: JobNumber, _ kind: JobKind, isTask: Bool = false) {
        if isTask { turn += 1 }
        job = number
        add(nil, .jobStarted(number, kind))
    }

    /// Queues a microtask and begins it at once.
    public mutating func microtask(_ kind: JobKind) { run(queue(kind), kind) }

    /// A timer's task begins at so many milliseconds. Code of the module set it before it stopped last; where it never did, it is set now.
    public mutating func timer(at milliseconds: Int64, of name: String? = nil) {
        nextTimer += 1
        let number = JobNumber(rawValue: nextJob)
        nextJob += 1
        let module = name.map { self[$0] }
        let stop = module.flatMap { module in
            trace.events.lastIndex { event in
                if case .suspended = event.kind { event.module == module } else { false }
            }
        }
        let place = stop.map { trace.events[$0] } ?? Event(time: time, turn: turn, job: job, module: module, kind: .timerFired(timer: 0))
        let set = [
            Event.Kind.timerSet(timer: nextTimer, delay: milliseconds * 1_000_000 - place.time, isInterval: false),
            .jobQueued(number, .timer(nextTimer), promise: .none),
        ].map { Event(time: place.time, turn: place.turn, job: place.job, module: module, kind: $0) }
        trace.events.insert(contentsOf: set, at: stop ?? trace.events.count)
        at(milliseconds)
        run(number, .timer(nextTimer), isTask: true)
        add(name, .timerFired(timer: nextTimer))
    }

    // MARK: Modules

    public mutating func load(_ names: String...) {
        for name in names {
            add(name, .loadStarted(referrer: nil))
            add(name, .loaded)
            add(name, .parsed)
        }
    }

    public mutating func load(_ name: String, from: Int64, to: Int64, parse: Int64 = 0) {
        at(from)
        add(name, .loadStarted(referrer: nil))
        at(to)
        add(name, .loaded)
        at(to + parse)
        add(name, .parsed)
    }

    public mutating func start(_ name: String, wokenBy waker: String? = nil) {
        add(name, .started(wokenBy: waker.map { self[$0] }))
    }

    public mutating func log(_ name: String?, _ text: String, method: String = "log") {
        let line = ConsoleLine(
            time: time, turn: turn, job: job, module: name.map { self[$0] }, method: method,
            stream: method == "error" ? .error : .out, text: text)
        trace.console.append(line)
        add(name, .console(line: Int32(trace.console.count - 1)))
    }

    public mutating func suspend(_ name: String, at expression: String) {
        add(name, .suspended(position: Position(line: 1, column: 1), expression: text(expression)))
    }

    /// The microtask in which the module goes on.
    public mutating func resume(_ name: String) {
        microtask(.resumeModule(self[name]))
        add(name, .resumed(position: Position(line: 1, column: 1)))
    }

    public mutating func complete(_ name: String) {
        add(name, .completed)
        trace.modules[Int(self[name].rawValue)].status = .evaluated
    }

    /// The module gets its place among the asynchronous ones, and waits for so many.
    public mutating func wait(_ name: String, for count: Int32, order: Int32) {
        add(name, .pendingDependencies(count: count, completed: nil))
        add(name, .asyncEvaluationOrder(order))
        add(name, .status(.evaluatingAsync))
        trace.modules[Int(self[name].rawValue)].status = .evaluatingAsync
    }

    /// An asynchronous module of its own: in order, out of the walk.
    public mutating func leaveWalk(_ name: String, order: Int32) {
        add(name, .asyncEvaluationOrder(order))
        add(name, .status(.evaluatingAsync))
        trace.modules[Int(self[name].rawValue)].status = .evaluatingAsync
    }

    public mutating func fail(_ name: String, _ error: String, from source: String? = nil) {
        add(name, .failed(error: text(error), from: source.map { self[$0] }))
        trace.modules[Int(self[name].rawValue)].status = .evaluated
        trace.modules[Int(self[name].rawValue)].error = error
    }

    public mutating func cycle(root: String, _ members: String...) {
        for member in members { trace.modules[Int(self[member].rawValue)].cycleRoot = self[root] }
    }

    public func finished(_ outcome: Outcome) -> Trace {
        var trace = trace
        trace.outcome = outcome
        trace.duration = time
        trace.end = time
        return trace
    }
}
