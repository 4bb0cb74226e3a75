import Diagnostics
import Hosts
import NodeModules
import Programs
import Scenario
import Trace

/// How to run a program.
public struct RunOptions: Sendable {
    /// The host whose rules apply; `nil` for the scenario's own, or `spec`.
    public var host: HostProfile?
    /// Whether ``Trace/events`` is recorded. The console always is.
    public var recordsEvents = true
    /// Whether ``Trace/modules`` is filled, which ``Trace/events`` and pictures refer to.
    public var recordsModules = true

    /// Whether errors that a console shows have their stacks with them, where the host writes those: otherwise a line stands for each.
    public var showsStacks = false

    /// Whether events also tell of fields of module records, of promises and of the calls that run: all that a player shows.
    public var recordsStates = false

    /// What decides where the host does not promise an order; `nil` for the order that comes of work that takes no time.
    ///
    /// Without effect on a host of which it is not known what it leaves to chance: see ``HostProfile/leavesToChance``.
    public var seed: UInt64?

    /// Whether modules are there at once, whatever the scenario says of how long they take to load and to be parsed.
    public var loadsAtOnce = false

    /// What of the limit of steps is used up before the run begins, by others of the same command: the limit is that of all together.
    public var stepsTaken = 0

    /// A promise that a run of the same program left without a handler. The run does not end at such promises, and sees whether this one
    /// gets a handler later, and where; `nil` for a run by all rules.
    public var watchedPromise: PromiseNumber?
    /// An export whose value the run looks at when it has ended, and which does not end at an error either; `nil` for a run by all rules.
    public var watchedExport: WatchedExport?
    /// Whether the run looks at who emits events and who listens for them; `nil` for a run that does not.
    public var watchedEvents: WatchedEvents?

    public init(
        host: HostProfile? = nil, recordsEvents: Bool = true, recordsModules: Bool = true, loadsAtOnce: Bool = false,
        seed: UInt64? = nil
    ) {
        self.host = host
        self.recordsEvents = recordsEvents
        self.recordsModules = recordsModules
        self.loadsAtOnce = loadsAtOnce
        self.seed = seed
    }
}

/// The result of a run.
public struct Run: Sendable {
    public var trace: Trace
    /// For a run that ended with a load, syntax or link error: what was wrong and where.
    public var diagnostics: [Diagnostic]
    /// What a person should know of the running itself: errors that nothing caught with the way that they took, what a run that never
    /// settles waits for, where one was stopped.
    public var outcomeDiagnostics: [Diagnostic]
    /// Of those of them that are errors of the program, what there was to see when they were made.
    public var uncaughtErrors: [UncaughtError]
    /// Where the promise of ``RunOptions/watchedPromise`` got its handler; `nil` where it got none, or was not told of.
    public var lateHandling: LateHandling?
    /// Whether ``RunOptions/watchedExport`` has a value in the end that is not undefined or null.
    public var watchedExportHasValue = false
    /// What was read of modules' exports and is not there: the first of them.
    public var missedExports: [MissedExport] = []
    /// What modules' code read that was undefined: the first of it.
    public var unsetReads: [UnsetRead] = []
    /// What was seen of events; empty unless ``RunOptions/watchedEvents``.
    public var seenEvents: [SeenEvent] = []
    /// Of a run with several agents: those that the program itself has ended.
    public var endedAgents: [EndedAgent] = []
    /// What the host itself would print on its error stream, such as Node's report of an uncaught error.
    public var hostMessages: [HostMessage]
    /// Of a run that was stopped while the body of a module stood at an `await`: by which kind of limit.
    public var stoppedWaiting: StoppedWaiting?
    /// Of a run that never settles: the timers that were still to come when it ended, and for which the process does not wait, the first of them.
    public var unreferencedTimers: [LeftBehind.Task] = []
    /// Whether code of a run that ended well, or that ended its process, still waits, or something was still to come.
    public var leavesBehind = false
    /// What that is. `nil` where there is nothing, and for a run that was not recorded.
    public var leftBehind: LeftBehind?
    /// The paths of files and folders that the program has written and not removed, in the order in which it made them, the first of them.
    public var writtenFiles: [String] = []
    /// The steps of the run, after those of ``RunOptions/stepsTaken``.
    public var stepCount = 0
    /// The status with which the host's process would end.
    public var exitStatus: Int32
    /// The modules whose text was read, in the order in which they were first asked for, without scripts and what runs before the
    /// entries. Empty unless ``RunOptions/recordsModules``.
    public var loadedModules: [ModuleKey]
    /// By module of the trace: the text that was read; `nil` for JSON, and for what was not loaded or does not parse. Empty where
    /// ``Trace/modules`` is.
    public var sourceFiles: [SourceFile?]
    /// The calls of `import()` that modules made, each kind once, in their order. Empty unless ``RunOptions/recordsModules``.
    public var imports: [SeenImport]
    /// What became of each of ``ProgramTimes/waits``, in their order.
    public var setWaits: [SetWait] = []
}

/// What stopped a run in which a module waited.
public enum StoppedWaiting: Sendable, Hashable {
    /// The time that it was watched for, or the work of what recurs, such as an interval: what is awaited did not come by then.
    case recurring
    /// The work of other code, or what that may leave behind.
    case work
}

/// A wait whose time was set, and how long it took.
public struct SetWait: Sendable, Hashable {
    /// How often it was waited for.
    public var count: Int
    /// What it takes by itself, all together: nanoseconds; `nil` where one of them is never over.
    public var before: Int64?
    /// What it took in the run, and the longest of them; nanoseconds.
    public var after: Int64?
    public var longest: Int64?

    public init(count: Int, before: Int64?, after: Int64?, longest: Int64?) {
        self.count = count
        self.before = before
        self.after = after
        self.longest = longest
    }
}

extension Program {
    /// Runs the program to its end. The same program and options give the same result, always.
    ///
    /// Deep nesting of calls needs stack: run it on a thread with 256 MB.
    public func run(_ options: RunOptions = RunOptions()) -> Run {
        if times.waits.isEmpty { return wholeRun(options, measured: []).run }
        // What the waits take by themselves is measured in a run of its own.
        var measuring = options
        (measuring.recordsEvents, measuring.recordsModules) = (false, false)
        let known = wholeRun(measuring, measured: []).measures
        var (run, measures) = wholeRun(options, measured: known)
        run.setWaits = zip(known, measures).map { before, after in
            SetWait(
                count: after.calls.count, before: before.calls.contains(nil) ? nil : before.together,
                after: after.calls.contains(nil) ? nil : after.together, longest: after.calls.compactMap { $0 }.max())
        }
        return run
    }

    private func wholeRun(_ options: RunOptions, measured: [SetTimes.Measure]) -> (run: Run, measures: [SetTimes.Measure]) {
        var service: Service?
        if let result = run(options, knowing: &service, measured) { return result }
        // It has no end: it is run again, as far as it is shown.
        return run(options, knowing: &service, measured)!
    }

    /// - Parameter service: what is known of the program; when nothing is, and no end of it is found, what there is to know.
    /// - Returns: `nil` when no end was found.
    private func run(
        _ options: RunOptions, knowing service: inout Service?, _ measured: [SetTimes.Measure]
    ) -> (run: Run, measures: [SetTimes.Measure])? {
        // The scenario may say more of its host than the name.
        var rules = options.host.map { $0.name == host?.name ? host ?? $0 : $0 } ?? host ?? .spec
        // Only some hosts read documents.
        if page != nil, rules.page == nil { rules = .chromium }
        if options.watchedPromise != nil || options.watchedExport != nil || options.watchedEvents == .keepingErrors {
            rules.rejections.unhandled = .report
        }
        if let run = IsolatesRun(self, host: rules, options: options)?.run(limits: effectiveLimits) { return (run, []) }
        let main = Agent(
            Machine(self, host: rules, limits: effectiveLimits, isRecording: options.recordsEvents), TraceAgent(name: "main", kind: .main))
        if let found = run(main, rules, options, service, measured) { return found }
        service = main.machine.progress.service
        return nil
    }

    /// - Parameter service: what is known of the program.
    /// - Returns: `nil` when no end was found.
    private func run(
        _ main: Agent, _ rules: HostProfile, _ options: RunOptions, _ service: Service?, _ measured: [SetTimes.Measure]
    ) -> (run: Run, measures: [SetTimes.Measure])? {
        prepare(&main.machine, options, service, measured)
        main.machine.runProgram()
        var cluster: AgentCluster?
        if !main.machine.agents.outgoing.isEmpty {
            cluster = AgentCluster(self, main, rules, options)
            cluster?.run()
        }
        if service == nil, main.machine.progress.service != nil { return nil }
        var run = cluster?.result(withModules: options.recordsModules) ?? main.machine.result(withModules: options.recordsModules)
        adviseStubs(&run, rules)
        if let watched = options.watchedExport { run.watchedExportHasValue = main.machine.hasValue(watched) }
        run.seenEvents = main.machine.reports.events.seen
        return (run, main.machine.setTimes.result)
    }

    /// Says of all packages at once which are not there, and what to write so that the program runs without them.
    private func adviseStubs(_ run: inout Run, _ rules: HostProfile) {
        func isMeant(_ problem: Diagnostic) -> Bool { PackageProblem.isAboutMissing(problem.suggestion) }
        guard isOnDisk, let commonJS = rules.commonJS,
            run.diagnostics.contains(where: isMeant) || run.outcomeDiagnostics.contains(where: isMeant)
        else { return }
        let missing = MissingModules(of: self, conditions: commonJS.conditions, hostModules: NodeModules.names)
        guard let advice = missing.advice else { return }
        for index in run.diagnostics.indices where isMeant(run.diagnostics[index]) { run.diagnostics[index].suggestion! += "; \(advice)" }
        for index in run.outcomeDiagnostics.indices where isMeant(run.outcomeDiagnostics[index]) {
            run.outcomeDiagnostics[index].suggestion! += "; \(advice)"
        }
    }

    private func prepare(_ machine: inout Machine, _ options: RunOptions, _ service: Service?, _ measured: [SetTimes.Measure]) {
        machine.budget.steps += options.stepsTaken
        machine.loading.isImmediate = options.loadsAtOnce
        machine.recorder.wantsStates = options.recordsStates
        machine.console.showsStacks = options.showsStacks && machine.host.globals.stackLines != nil
        if let seed = options.seed, machine.host.leavesToChance {
            machine.loop.chance = Chance(seed: seed)
            machine.recorder.trace.seed = seed
        }
        machine.reports.events.mode = options.watchedEvents
        machine.progress.service = service
        machine.reports.watch.promise = options.watchedPromise.map { PromiseID(index: $0.rawValue) }
        if !times.waits.isEmpty { machine.installSetTimes(known: measured) }
    }
}
