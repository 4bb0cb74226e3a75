import Trace

/// Builds traces by hand, event after event, the way a run would record them.
struct TraceBuilder {
    var trace: Trace
    var time: Int64 = 0
    var turn: Int32 = 0
    var job: Int32 = 0

    init(_ title: String, modules: [String], entry: String, host: String = "spec") {
        trace = Trace(title: title, host: host)
        trace.modules = modules.map { TraceModule(name: $0) }
        trace.entries = [index(entry)]
    }

    func index(_ name: String) -> ModuleIndex {
        ModuleIndex(trace.modules.firstIndex { $0.name == name }!)
    }

    mutating func text(_ text: String) -> TextIndex {
        trace.texts.append(text)
        return TextIndex(rawValue: Int32(trace.texts.count - 1))
    }

    mutating func add(_ module: String?, _ kind: Event.Kind) {
        trace.events.append(
            Event(time: time, turn: turn, job: JobNumber(rawValue: job), module: module.map(index), kind: kind))
    }

    mutating func log(_ module: String?, _ text: String, stream: ConsoleLine.Stream = .out) {
        trace.console.append(
            ConsoleLine(
                time: time, turn: turn, job: JobNumber(rawValue: job), module: module.map(index),
                method: stream == .out ? "log" : "error", stream: stream, text: text))
        add(module, .console(line: Int32(trace.console.count - 1)))
    }
}

/// The standard example: z imports x and y, x sleeps for a second between its two lines.
func siblingsTrace() -> Trace {
    var run = TraceBuilder("A top-level await does not block its siblings", modules: ["z", "x", "y"], entry: "z")
    run.trace.modules[0].requests = [
        TraceModule.Request(specifier: "x", module: ModuleIndex(1), phase: .evaluation),
        TraceModule.Request(specifier: "y", module: ModuleIndex(2), phase: .evaluation),
    ]
    run.trace.modules[1].hasTLA = true
    for index in 0..<3 {
        run.trace.modules[index].status = .evaluated
        run.trace.modules[index].cycleRoot = ModuleIndex(index)
    }
    let position = Position(line: 2, column: 1)
    run.add("z", .status(.evaluating))
    run.add("x", .started(wokenBy: nil))
    run.log("x", "X1")
    run.add("x", .timerSet(timer: 1, delay: 1_000_000_000, isInterval: false))
    let expression = run.text("sleep(1000)")
    run.add("x", .suspended(position: position, expression: expression))
    run.add("x", .asyncEvaluationOrder(0))
    run.add("y", .started(wokenBy: nil))
    run.log("y", "Y")
    run.add("y", .completed)
    run.add("z", .pendingDependencies(count: 1, completed: nil))
    run.add("z", .status(.evaluatingAsync))
    (run.time, run.turn, run.job) = (1_000_000_000, 1, 1)
    run.add(nil, .timerFired(timer: 1))
    run.add("x", .jobQueued(JobNumber(rawValue: 2), .resumeModule(run.index("x")), promise: PromiseNumber(rawValue: 4)))
    run.job = 2
    run.add("x", .jobStarted(JobNumber(rawValue: 2), .resumeModule(run.index("x"))))
    run.add("x", .resumed(position: position))
    run.log("x", "X2")
    run.add("x", .completed)
    run.job = 3
    run.add("z", .pendingDependencies(count: 0, completed: run.index("x")))
    run.add("z", .started(wokenBy: run.index("x")))
    run.log("z", "Z")
    run.add("z", .completed)
    run.trace.outcome = .fulfilled
    run.trace.duration = 1_000_000_000
    run.trace.end = 1_000_000_000
    return run.trace
}

/// a.mjs and b.mjs import one another dynamically, and each waits for the other.
func deadlockTrace() -> Trace {
    var run = TraceBuilder("Two modules wait for each other", modules: ["a.mjs", "b.mjs"], entry: "a.mjs")
    let first = run.text("import(\"./b.mjs\")")
    let second = run.text("import(\"./a.mjs\")")
    run.add("a.mjs", .started(wokenBy: nil))
    run.add("a.mjs", .suspended(position: Position(line: 1, column: 1), expression: first))
    run.job = 1
    run.add("b.mjs", .started(wokenBy: nil))
    run.add("b.mjs", .suspended(position: Position(line: 3, column: 1), expression: second))
    for index in 0..<2 {
        run.trace.modules[index].status = .evaluatingAsync
        run.trace.modules[index].hasTLA = true
    }
    return run.trace
}

/// Text that tries to drive the terminal or to turn the reading direction, in every place that shows the user's text.
func hostileTrace() -> Trace {
    let hostile = "\u{1B}[2Jev\u{202E}il\u{7}"
    var run = TraceBuilder(hostile, modules: [hostile], entry: hostile)
    run.add(hostile, .started(wokenBy: nil))
    run.log(hostile, "one\n\u{1B}]0;two\u{7}", stream: .error)
    let error = run.text("Error: \(hostile)")
    run.add(hostile, .failed(error: error, from: nil))
    run.trace.outcome = .rejected("Error: \(hostile)")
    return run.trace
}

extension Unicode.Scalar {
    /// Whether printing it can do no more than show a character, by Unicode's own tables.
    var isSafe: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: self == "\n"
        default: true
        }
    }
}
