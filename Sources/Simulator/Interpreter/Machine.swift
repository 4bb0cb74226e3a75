import DequeModule
import Diagnostics
import EventLoop
import JavaScript
import Scenario
import Trace

typealias NativeFunction = (inout Machine, Arguments) throws(Abrupt) -> Value

/// What a native function is called with. The arguments lie on the machine's stack.
struct Arguments {
    var thisValue: Value
    var start: Int32
    var count: Int32
    /// Undefined for a call, the constructor for `new`.
    var newTarget: Value
    var function: ObjectID
}

/// One run: the arena of all it knows, and the registers of the interpreter.
///
/// It owns everything as plain values in flat arrays and is dropped as a whole. Extensions, one file a topic, add the
/// interpreter, promises, module records, the built-in library and the host.
struct Machine {
    // The program
    var code = CodeStore()
    let compiler = ModuleCompiler()
    var strings: StringHeap
    let host: HostProfile
    let limits: Limits
    let input: ProgramInput
    let files: ModuleFileReader

    // The heap
    var heap = Heap()
    var cells: [Value] = []
    /// Which cell an import binding means; -1 before it is linked.
    var importTargets: [Int32] = []
    var captures: [Captures] = []
    var classFields: [[ClassField]] = []
    var natives: [NativeFunction] = []
    var realm = Realm()
    /// The symbols that `Symbol.for` made.
    var registeredSymbols: Set<SymbolID> = []
    var templateObjects: [Int32: ObjectID] = [:]

    // The interpreter
    var stack = OperandStack(capacity: 4096)
    var sp = 0
    var pc: Int32 = 0
    var base = 0
    var context: Int32 = -1
    /// The running function's module.
    var module = ModuleID.none
    var cellBase: Int32 = 0
    var importBase: Int32 = 0
    var frames: [Frame] = []
    var coroutines: [Coroutine] = []
    var freeCoroutines: [Int32] = []
    var generatorQueues: [Deque<GeneratorRequest>] = []
    /// How deep native code and the interpreter are nested in each other.
    var nativeDepth = 0
    var steps = 0
    /// At how many steps the limits are looked at again.
    var nextCheck = 1024
    /// What `execute` throws before it runs anything: a suspended function goes on with a throw.
    var pendingThrow: Value?
    /// Where the run was when it was stopped, and in which function.
    var blockedAt: Place?
    var blockedFunction: CodeID?
    /// The job that ran last of those that run code of the program.
    var latestJob: Microtask?
    /// The error that a stack overflow threw last.
    var overflowError: ObjectID = .none

    // What is kept of errors, for the one who reports them
    var errors = ErrorNotes()
    var stackLineTexts: [Int32: (isAwait: Bool, text: String)] = [:]
    /// The stack where the run was stopped: index into ``ErrorNotes/stacks``.
    var blockedStack: Int32 = -1

    // Modules
    var modules: [ModuleRecord] = []
    var moduleOfUnit: [ModuleID] = []
    /// Modules by folder and specifier. A module on disk has its own entry there: `./name` in its own folder.
    var resolutions = Resolutions()
    /// The modules of a scenario.
    var modulesByKey: [ExactText: ModuleID] = [:]
    var folders: [String] = []
    var folderNumbers: [ExactText: Int32] = [:]
    var asyncModuleCounter: Int32 = 0
    var imports: [DynamicImport] = []
    var pendingImports: [ImportID] = []
    var importPolling = ImportPolling()
    /// Whether load and parse times count for nothing.
    var loadsAtOnce = false
    var importWalks: [Int32: ImportWalk] = [:]
    var moduleNotices = Deque<ModuleNotice>()
    var evaluatedImport: EvaluatedImport?
    var graphLoads: [GraphLoad] = []
    /// [[LoadedModules]] of all modules.
    var loadedModules: [ModuleID] = []
    var parentLinks: [ParentLink] = []
    var loadFailures: [[Diagnostic]] = []
    var loadErrors: [Int32: ObjectID] = [:]
    var loadFailureReasons: [Int32: LoadFailureReason] = [:]
    /// Node's codes of the errors that its loader made, which their text shows; and what such errors inherit from.
    var hostErrorCodes: [ObjectID: String] = [:]
    var hostErrorPrototypes: [Bool: ObjectID] = [:]
    /// Why ``resolveModule(_:from:)`` found nothing last.
    var unresolvedFailure: Int32 = -1
    var waiters: [Int32: [LoadWaiter]] = [:]
    var arrivingTexts: [Int32: ProgramInput.Text] = [:]
    var exportIndices: [Int: [NameID: Int32]] = [:]
    var namespaces: [Int32: NamespaceRecord] = [:]
    var namespaceCells: [Int32: Int32] = [:]
    /// What link errors are about; which of them an error object is about; and which there is for a place.
    var linkFailures: [LinkFailure] = []
    var linkErrors: [ObjectID: Int32] = [:]
    var linkFailureIndices: [UInt64: Int32] = [:]

    // The event loop
    var loop = EventLoop<QueuedTask, QueuedMicrotask>()
    var nextTicks = Deque<QueuedMicrotask>()
    /// The turn in which an entry was evaluated last.
    var entryTurn: Int32 = -1
    var iteration = LoopIteration()
    var timers: [TimerRecord] = []
    var immediates: [ImmediateRecord] = []
    /// The first that may wait to be called, how many do, and for how many of these the process goes on.
    var nextImmediate = 0
    var waitingImmediates = 0
    var referencedImmediates = 0
    /// How many timers and immediates that wait the process does not go on for.
    var unreferencedTasks = 0
    var rejections: [PromiseID] = []
    var freeReactions: [Int32] = []
    var argumentLists: [[Value]] = []
    var combinators: [CombinatorState] = []
    var fetches: [PendingFetch] = []
    var processObject: ObjectID = .none
    /// What `Math.random` takes its numbers from.
    var random = SplitMix64(seed: 0x9E37_79B9_7F4A_7C15)
    /// What stopped the run where nothing could be thrown.
    var stopped: Blocked?
    var consoleBytes = 0
    var groupDepth = 0
    var consoleCounts: [ExactText: Int] = [:]
    var consoleTimers: [ExactText: Int64] = [:]
    /// What was reached that is not in the subset.
    var outsideName = ""
    var turn: Int32 = 0
    var job: Int32 = 0
    var jobCount: Int32 = 0
    var fetchCount: Int32 = 0
    /// Set when the host ends the process: the outcome is settled.
    var ending: Ending?
    /// `process.exit()` was called.
    var hasExited = false

    // The record
    var isRecording: Bool
    var trace: Trace
    var textIndices: [ExactText: TextIndex] = [:]
    var positions: [Place: Position] = [:]
    /// By instruction what a module awaits there.
    var awaitedTexts: [Int32: TextIndex] = [:]
    /// By instruction what a call that failed calls; `nil` where nothing can be told.
    var callees: [Int32: CallSites.Callee?] = [:]
    var latestCallSites: (unit: UnitID, sites: CallSites?)?
    var entries: [EntryState] = []
    /// The first entry that has not been evaluated.
    var nextEntry = 0
    var diagnostics: [Diagnostic] = []
    /// What is to be told of the running itself.
    var outcomeDiagnostics: [Diagnostic] = []
    var hostMessages: [HostMessage] = []
    var uncaughtErrors: [HostMessage] = []
    /// The error of the first entry that was rejected.
    var entryError: Value?
    /// The rejection of an entry for which the host is about to end the process.
    var fatalError: Value?
    /// Where unbounded recursion ended an entry.
    var overflowPlace: Place?
    /// When the last entry settled.
    var endTime: Int64 = 0

    init(input: ProgramInput, host: HostProfile, limits: Limits, isRecording: Bool) {
        self.input = input
        self.host = host
        self.limits = limits
        files = input.moduleReader(sourceLimit: limits.sourceBytes)
        self.isRecording = isRecording
        strings = StringHeap(names: NameTable())
        trace = Trace(title: input.title, host: host.name)
        trace.about = input.about
        installRealm()
        // What the library takes to be there is not the program's.
        steps = 0
    }

    // MARK: The operand stack

    @inline(__always) mutating func push(_ value: Value) {
        stack[sp] = value
        sp += 1
    }

    @inline(__always) mutating func pop() -> Value {
        sp -= 1
        return stack[sp]
    }

    mutating func reserveStack(_ count: Int) {
        guard sp + count + 16 > stack.capacity else { return }
        stack.grow(to: sp + count + 16, keeping: sp)
    }

    // MARK: Arguments

    @inline(__always) func argument(_ arguments: Arguments, _ index: Int32) -> Value {
        index < arguments.count ? stack[Int(arguments.start + index)] : .undefined
    }

    /// The arguments from one on.
    func arguments(_ arguments: Arguments, from first: Int32) -> [Value] {
        guard first < arguments.count else { return [] }
        return (first..<arguments.count).map { argument(arguments, $0) }
    }

    // MARK: Text

    mutating func string(_ text: String) -> Value { .string(strings.make(text)) }

    mutating func key(_ text: String) -> PropertyKey { strings.propertyKey(strings.intern(text)) }
}
