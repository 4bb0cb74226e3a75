import Algorithms
import Analysis
import Diagnostics
import Hosts
import Programs
import Simulator
import Text
import Trace

extension Explanation {
    /// How many other orders are tried: fewer where a run is long, which is made so often.
    private var seeds: Range<UInt64> {
        let byEvents = max(4, min(32, 400_000 / max(1, trace.events.count)))
        // The run and those of other orders have the limit of steps together.
        let bySteps = max(0, program.effectiveLimits.steps - run.stepCount) / max(1, run.stepCount)
        return 1..<UInt64(min(byEvents, bySteps) + 1)
    }
    /// A run with more events is not run again for this.
    private static let eventLimit = 200_000

    /// What happened in an order that a real host does not promise: found by running the program with others that are as possible.
    func findUndetermined() -> [Finding] {
        let host = run.trace.seed == nil ? Self.host(of: run, program) : nil
        // What is stopped at a limit takes its time, and would each time.
        if case .blocked = trace.outcome { return [] }
        guard let host, host.leavesToChance, run.trace.hasChance, !trace.isTruncated, trace.events.count <= Self.eventLimit else {
            return []
        }
        var findings: [Finding] = []
        var seen: Set<[Int]> = []
        var history: JobHistory?
        let lines = ConsoleLines(trace)
        for seed in seeds where findings.count < 3 {
            let other = program.run(RunOptions(host: host, recordsEvents: false, recordsModules: false, seed: seed)).trace
            let end = differentEnd(other)
            guard let parting = parting(from: other, lines) else {
                // The same lines do not say that all went well.
                if let end, seen.insert([-2]).inserted { findings.append(finding(end, host, seed: seed)) }
                continue
            }
            let known = history ?? JobHistory(trace)
            history = known
            let first = parting.line.map { known.root(ofJob: trace.console[$0].job) }
            let second = parting.later.map { known.root(ofJob: trace.console[$0].job) }
            // Lines of the same two jobs are one race.
            guard seen.insert([first?.job ?? -1, second?.job ?? -1]).inserted else { continue }
            findings.append(finding(parting, first, second, end, seed: seed))
        }
        return findings
    }

    /// Where the lines of another run part from those of this one.
    private struct Parting {
        /// The first line that the other does not print there; `nil` where this one has no more.
        var line: Int?
        /// What the other prints there; `nil` for nothing more.
        var other: String?
        /// Where this one prints that later.
        var later: Int?
    }

    /// Linear in the number of lines.
    private func parting(from other: Trace, _ lines: ConsoleLines) -> Parting? {
        let count = min(trace.console.count, other.console.count)
        for line in 0..<count {
            let (own, text) = (trace.console[line].text, other.console[line].text)
            if own == text { continue }
            let later = lines.first(text, after: line)
            // What differs in digits alone is a measured time, as a rule.
            if later == nil, own.withoutDigits == text.withoutDigits { continue }
            return Parting(line: line, other: text, later: later)
        }
        // What goes on is watched for a time, and that cuts where it cuts.
        if case .running = trace.outcome { return nil }
        guard trace.console.count != other.console.count else { return nil }
        return Parting(
            line: count < trace.console.count ? count : nil, other: count < other.console.count ? other.console[count].text : nil)
    }

    private func finding(
        _ parting: Parting, _ first: JobHistory.Root?, _ second: JobHistory.Root?, _ end: Outcome?, seed: UInt64
    ) -> Finding {
        func quoted(_ text: String) -> String { "'\(Narrative.Part.cut(text, to: 40))'" }
        var message: String
        switch (parting.line, parting.other) {
        case (let line?, let other?) where parting.later != nil:
            message = "\(quoted(trace.console[line].text)) and \(quoted(other)) come in either order on a real host"
        case (let line?, let other?):
            message = "whether \(quoted(trace.console[line].text)) or \(quoted(other)) is printed here is not certain on a real host"
        case (let line?, nil): message = "whether \(quoted(trace.console[line].text)) is printed is not certain on a real host"
        case (nil, let other): message = "a real host may also print \(quoted(other ?? ""))"
        }
        if let end { message += ", and with that whether \(words(trace.outcome, or: end))" }
        message += reason(first, second)
        let places = [first, second].compactMap { $0 }.map { (root: $0, location: location(of: $0)) }
        var problem = Diagnostic(.notDetermined, message, severity: .note)
        if let root = places.first?.root, let cause = root.cause, let position = cause.position, let module = cause.module {
            problem = texts.problem(.notDetermined, message, at: position, in: module)
            problem.severity = .note
        }
        for place in places.dropFirst() {
            guard let location = place.location, location != problem.location else { continue }
            problem.related.append(RelatedPlace("\(place.root.words) is asked for here", at: location))
        }
        let advice = "where the order matters, let one wait for the other; --seed \(seed) shows another order"
        problem.suggestion = advice
        return Finding(.notDetermined, problem)
    }

    // MARK: Ends

    /// How another run ends, where that is not how this one does.
    private func differentEnd(_ other: Trace) -> Outcome? {
        switch (trace.outcome, other.outcome) {
        // A limit says nothing of the program.
        case (_, .blocked), (.fulfilled, .running), (.running, .fulfilled), (.running, .running): nil
        case (.rejected(let own), .rejected(let text)): own.withoutDigits == text.withoutDigits ? nil : other.outcome
        default: trace.outcome == other.outcome ? nil : other.outcome
        }
    }

    /// Two ends of a run.
    private func words(_ one: Outcome, or other: Outcome) -> String {
        func words(_ outcome: Outcome) -> String {
            switch outcome {
            case .fulfilled, .running: "ends well"
            case .rejected(let error): "fails with '\(Narrative.Part.cut(error, to: 60))'"
            case .exited(let status): "ends by process.exit(\(status))"
            case .unsettled: "never settles"
            case .loadError(let error), .linkError(let error): "fails with '\(Narrative.Part.cut(error, to: 60))'"
            case .blocked: "has no end"
            }
        }
        return "the run \(words(one)) or \(words(other))"
    }

    /// A race that decides how the run ends, and prints the same lines.
    private func finding(_ end: Outcome, _ host: HostProfile, seed: UInt64) -> Finding {
        // What made the one fail that fails is what came sooner or later than in the other.
        let other = program.run(RunOptions(host: host, seed: seed)).trace.unbundled
        let failing = trace.failingJob != nil ? trace : other
        let root = failing.failingJob.map { JobHistory(failing).root(ofJob: $0) }
        let message =
            "whether \(words(trace.outcome, or: end)) is not certain on a real host, and the lines that it prints do not tell\(reason(root, nil))"
        var problem = Diagnostic(.notDetermined, message)
        if let cause = root?.cause, let position = cause.position, let module = cause.module.flatMap({ own($0, in: failing) }) {
            problem = texts.problem(.notDetermined, message, at: position, in: module)
        }
        problem.severity = .note
        problem.suggestion = "where it matters, let one wait for the other; --seed \(seed) shows the other end"
        return Finding(.notDetermined, problem)
    }

    /// The same module in this run: another one may meet modules in another order.
    private func own(_ module: ModuleIndex, in other: Trace) -> ModuleIndex? {
        guard other.modules.indices.contains(Int(module.rawValue)) else { return nil }
        return trace.modules.firstIndex { $0.name == other[module].name }.map { ModuleIndex($0) }
    }

    private func location(of root: JobHistory.Root) -> SourceLocation? {
        guard let cause = root.cause, let position = cause.position, let module = cause.module else { return nil }
        return texts.location(of: position, in: module)
    }

    /// Why nobody promises it, as it follows what is not certain.
    private func reason(_ first: JobHistory.Root?, _ second: JobHistory.Root?) -> String {
        let kinds = [first?.kind, second?.kind].compactMap { $0 }
        if kinds.contains(.load) { return ": how long it takes to read a file for an import() differs" }
        if kinds.contains(.timer), kinds.contains(.immediate) {
            return ": a timer is due when its time has passed, and the code before it takes as long as it takes"
        }
        if kinds.contains(.timer) { return ": timers fire late by fractions, and these are due at nearly the same time" }
        return ": it depends on how long real work takes"
    }
}

/// Where a run prints a text.
private struct ConsoleLines {
    private var lines: [String: [Int]] = [:]

    init(_ trace: Trace) { for (index, line) in trace.console.enumerated() { lines[line.text, default: []].append(index) } }

    func first(_ text: String, after line: Int) -> Int? {
        guard let known = lines[text] else { return nil }
        let index = known.partitioningIndex { $0 > line }
        return index < known.count ? known[index] : nil
    }
}

extension String {
    var withoutDigits: String { String(String.UnicodeScalarView(unicodeScalars.filter { !("0"..."9").contains($0) })) }
}

extension Trace {
    /// The job in which the run failed; `nil` where nothing did.
    fileprivate var failingJob: JobNumber? {
        events.first { event in
            switch event.kind {
            case .failed, .uncaught, .unhandledRejection: true
            default: false
            }
        }?.job
    }

    /// Whether the run has anything that could come in another order: tasks that do not follow from each other.
    fileprivate var hasChance: Bool {
        var tasks = 0
        for event in events {
            switch event.kind {
            case .timerSet, .importCalled: tasks += 1
            case .jobQueued(_, .immediate, _): tasks += 1
            default: break
            }
            if tasks > 1 { return true }
        }
        return tasks > 0 && events.contains { if case .importCalled = $0.kind { true } else { false } }
    }
}

/// What led to each job.
private struct JobHistory {
    struct Root {
        enum Kind { case start, timer, immediate, load, other }
        var job: Int
        var kind: Kind
        var cause: JobCause?

        var words: String {
            switch kind {
            case .start: "the start"
            case .timer: "the timer"
            case .immediate: "the setImmediate()"
            case .load: "the import()"
            case .other: "the other"
            }
        }
    }

    private let trace: Trace
    /// By job: the job that queued it, and what for.
    private var queued: [JobNumber: (by: JobNumber, kind: JobKind)] = [:]

    init(_ trace: Trace) {
        self.trace = trace
        for event in trace.events { if case .jobQueued(let job, let kind, _) = event.kind { queued[job] = (event.job, kind) } }
    }

    /// The task or the `import()` from which a job comes. Each queuer is an earlier job, so this ends.
    func root(ofJob job: JobNumber) -> Root {
        var at = job
        while let known = queued[at] {
            switch known.kind {
            case .timer: return Root(job: Int(at.rawValue), kind: .timer, cause: trace.cause(of: at))
            case .immediate: return Root(job: Int(at.rawValue), kind: .immediate, cause: trace.cause(of: at))
            case .importStep: return Root(job: Int(at.rawValue), kind: .load, cause: trace.cause(of: at))
            case .hostStep where trace.cause(of: at)?.rule == .imports:
                return Root(job: Int(at.rawValue), kind: .load, cause: trace.cause(of: at))
            case .moduleLoaded, .finishLoadingImports: return Root(job: Int(at.rawValue), kind: .load, cause: nil)
            case .fetch: return Root(job: Int(at.rawValue), kind: .other, cause: trace.cause(of: at))
            default: break
            }
            guard known.by < at else { break }
            at = known.by
        }
        return Root(job: Int(at.rawValue), kind: .start, cause: nil)
    }
}
