import Diagnostics
import Hosts
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

    /// What decides where the host does not promise an order; `nil` for the order that comes of work that takes no time.
    ///
    /// Without effect on a host of which it is not known what it leaves to chance: see ``HostProfile/leavesToChance``.
    public var seed: UInt64?

    /// Whether modules are there at once, whatever the scenario says of how long they take to load and to be parsed.
    public var loadsAtOnce = false

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
    /// What the host itself would print on its error stream, such as Node's report of an uncaught error.
    public var hostMessages: [HostMessage]
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
}

extension Program {
    /// Runs the program to its end. The same program and options give the same result, always.
    ///
    /// Deep nesting of calls needs stack: run it on a thread with 256 MB.
    public func run(_ options: RunOptions = RunOptions()) -> Run {
        var service: Service?
        if let run = run(options, knowing: &service) { return run }
        // It has no end: it is run again, as far as it is shown.
        return run(options, knowing: &service)!
    }

    /// - Parameter service: what is known of the program; when nothing is, and no end of it is found, what there is to know.
    /// - Returns: `nil` when no end was found.
    private func run(_ options: RunOptions, knowing service: inout Service?) -> Run? {
        var machine = Machine(
            self, host: options.host ?? host ?? .spec, limits: effectiveLimits, isRecording: options.recordsEvents)
        machine.loading.isImmediate = options.loadsAtOnce
        if let seed = options.seed, machine.host.leavesToChance {
            machine.loop.chance = Chance(seed: seed)
            machine.recorder.trace.seed = seed
        }
        machine.progress.service = service
        machine.runProgram()
        if service == nil, let found = machine.progress.service {
            service = found
            return nil
        }
        return machine.result(withModules: options.recordsModules)
    }
}
