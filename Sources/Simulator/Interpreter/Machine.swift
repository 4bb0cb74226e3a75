import Diagnostics
import Hosts
import JavaScript
import Programs
import Scenario
import Trace

typealias NativeFunction = (inout Machine, Arguments) throws(Abrupt) -> Value

/// A native function in a list. An array of the functions themselves would call each by way of another, which passes on what it is given.
struct Native {
    let run: NativeFunction
}

/// What a native function is called with. The arguments lie on the machine's stack.
struct Arguments {
    var thisValue: Value
    var start: Int32
    var count: Int32
    /// Undefined for a call, the constructor for `new`.
    var newTarget: Value
    var function: ObjectID
}

/// One run of a program.
///
/// Each part of its state has an owner, a type in the folder that it belongs to, with the operations that need nothing else. Everything is plain
/// values in flat arrays and is dropped as a whole. What needs several of the parts is an extension of the machine, one file a topic.
///
/// There is one machine a run, and it is passed on in place, never copied: a copy would share its stack, and each array that either writes to
/// would be copied whole. All its operations are therefore `mutating`, also those that only look something up, since a build without
/// optimisation copies a value for any other. It is copyable all the same: proving that nothing copies it takes the compiler minutes.
/// The machine asserts it instead, with ``OperandStack/isOnly()``.
struct Machine {
    // What is run, and by which rules
    private(set) var program: Program
    let host: HostProfile
    private(set) var limits: Limits
    var code = CodeStore()

    // What code can reach
    var strings = StringHeap(names: NameTable())
    var heap = Heap()
    var realm = Realm()

    // What runs, and what waits to go on
    var stack: OperandStack
    var running = RunningCode()
    var coroutines = Coroutines()
    var loop = HostLoop()
    var waiters = AtomicsWaiters()

    // The modules
    var graph = ModuleGraph()
    var loading: ModuleLoading
    var imports = DynamicImports()
    var commonJS = CommonJSModules()

    // The host's objects
    var console = ConsoleState()
    var fetches: [PendingFetch] = []
    var setTimes = SetTimes()
    var asyncContexts = AsyncContexts()
    var events = EventState()
    var page = Page()
    var network = Network()
    var requests = RequestContexts()
    var agents = AgentLinks()
    var ports = MessagePorts()
    var library = LibraryState()
    /// Whether it is of interest what a job is for: for ``setTimes``, ``asyncContexts`` or ``requests``.
    var tracksOwners = false

    // How far it is, and what may end it
    var progress = Progress()
    var budget = Budget()
    var stop = Stop()

    // What is told of it
    var recorder: Recorder
    var errors = ErrorNotes()
    var reports = Reports()

    init(_ program: Program, host: HostProfile, limits: Limits, isRecording: Bool) {
        self = PreparedMachines.shared.machine(for: host) ?? Machine(libraryOf: host, for: program)
        // The rooms of stacks belong to one machine.
        stack = OperandStack(capacity: 4096)
        running.frames = FrameStack(capacity: 64)
        self.program = program
        self.limits = limits
        if case .time(let until) = limits.until { self.limits.time = min(limits.time, until.nanoseconds) }
        loading = ModuleLoading(files: program.reader(sourceLimit: limits.sourceBytes))
        graph.table.rules = ResolutionRules(
            .import, conditions: (host.commonJS?.conditions ?? ["browser"]) + ["import"], hostModules: builtinNames)
        recorder = Recorder(trace: Trace(title: program.title, host: host.name), isRecording: isRecording)
        recorder.trace.about = program.about
        recorder.trace.isOfHost = host.isHost
        if let making = program.making { recorder.note(making) }
    }

    /// A machine that has the library of its host, and nothing else that a run needs.
    ///
    /// - Parameter program: any; the library asks nothing of it.
    init(libraryOf host: HostProfile, for program: Program) {
        self.program = program
        self.host = host
        limits = Limits()
        stack = OperandStack(capacity: 16)
        loading = ModuleLoading(files: program.reader(sourceLimit: limits.sourceBytes))
        recorder = Recorder(trace: Trace(title: "", host: host.name), isRecording: false)
        installRealm()
        // What the library takes to be there is not the program's.
        budget.steps -= stepCount
    }

    // MARK: Arguments

    @inline(__always) mutating func argument(_ arguments: Arguments, _ index: Int32) -> Value {
        index < arguments.count ? stack[Int(arguments.start + index)] : .undefined
    }

    /// The arguments from one on.
    mutating func arguments(_ arguments: Arguments, from first: Int32) -> [Value] {
        guard first < arguments.count else { return [] }
        return (first..<arguments.count).map { argument(arguments, $0) }
    }

    // MARK: Text

    mutating func string(_ text: String) -> Value { .string(strings.make(text)) }

    mutating func key(_ text: String) -> PropertyKey { strings.propertyKey(strings.intern(text)) }
}
