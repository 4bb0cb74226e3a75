import Diagnostics
import JavaScript
import Trace

/// A module: the fields of Cyclic Module Records and Source Text Module Records, and how far its loading is.
/// https://tc39.es/ecma262/#sec-cyclic-module-records
struct ModuleRecord {
    enum Loading: UInt8 { case none, fetching, parsing, done, failed }

    /// [[AsyncEvaluationOrder]]: unset, an integer, or done.
    enum Order: Equatable {
        case unset
        case integer(Int32)
        case done
        var isInteger: Bool { if case .integer = self { true } else { false } }
    }

    var loading = Loading.none
    var isJSON = false
    /// A WebAssembly module, whose text is JavaScript that does the same.
    var isWasm = false
    /// It stands for the source of one, which `import source` asks for.
    var isSource = false
    /// Of a CommonJS module, index into ``CommonJSModules/records``; else -1.
    var commonJS: Int32 = -1
    /// Whether it comes with the host.
    var isBuiltin = false
    /// A script that is run as a module.
    var isScript = false
    /// Why loading failed: index into ``ModuleLoading/failures``.
    var failure: Int32 = -1
    var unit = UnitID(-1)
    /// How long its text takes to parse; nanoseconds.
    var parseTime: Int64 = 0

    /// [[Status]]
    var status = ModuleStatus.new
    /// [[LoadedModules]], beside the unit's requests: a stretch of ``ModuleGraph/loadedModules``.
    var requestStart: Int32 = 0
    var requestCount: Int32 = 0
    /// Whether a request has the phase `defer`.
    var hasDeferredRequest = false
    /// [[HasTLA]]
    var hasTLA = false
    /// [[DFSIndex]] and [[DFSAncestorIndex]] while linking and evaluating.
    var dfsIndex: Int32 = 0
    var dfsAncestorIndex: Int32 = 0
    /// [[CycleRoot]]
    var cycleRoot = ModuleID.none
    /// [[AsyncEvaluationOrder]]
    var asyncEvaluationOrder = Order.unset
    /// [[PendingAsyncDependencies]]; -1 for empty.
    var pendingAsyncDependencies: Int32 = -1
    /// [[AsyncParentModules]]: a list in ``ModuleGraph/parentLinks``.
    var firstParent: Int32 = -1
    var lastParent: Int32 = -1
    /// [[TopLevelCapability]], whose promise it is.
    var topLevelPromise: PromiseID?
    /// [[EvaluationError]]
    var evaluationError: Value?
    /// [[Namespace]]
    var namespace: ObjectID = .none
    /// [[DeferredNamespace]]
    var deferredNamespace: ObjectID = .none
    var importMeta: ObjectID = .none

    var cellBase: Int32 = 0
    var importBase: Int32 = 0
    /// Whether GatherAvailableAncestors has put it into the list it is making.
    var isGathered = false
    /// What was spent on names that were asked for here, in steps; and from how many on all names behind its stars are looked for at once.
    var starSteps: Int32 = 0
    var starStepsToCollect: Int32 = 200
    /// Whether they have been: in ``ModuleGraph/starNames``.
    var hasStarNames = false
}

/// An element of a module's [[AsyncParentModules]].
struct ParentLink {
    var module: ModuleID
    var next: Int32
}

/// A GraphLoadingState Record. https://tc39.es/ecma262/#sec-graphloadingstate-record
struct GraphLoad {
    enum Purpose {
        /// The entry of that number: linked and evaluated when all is there.
        case entry(Int32)
        /// An `import()`.
        case dynamicImport(ImportID)
        /// A module that was preloaded: what it imports is there when it is asked for.
        case preload
        /// A `require()`, which goes on at once.
        case require
    }
    var purpose: Purpose
    var root: ModuleID
    var isLoading = true
    var pendingModules = 0
    /// A failure of a text that counts when all else is there, and the import that it belongs to.
    var postponed: (failure: Int32, referrer: ModuleID, request: Int)?
    /// [[Visited]], as a set and in the order of the visits.
    var visited: Set<Int32> = []
    var order: [ModuleID] = []
}

/// Who waits for a module that is on its way.
enum LoadWaiter {
    case graph(GraphLoadID)
    case dynamicImport(ImportID)
    case importWalk(ImportID)
    /// An entry of the run.
    case entryText(Int32)
    /// A `<link rel=modulepreload>`: into ``Page/elements``.
    case preload(Int32)
}

/// A call of `import()`.
struct DynamicImport {
    var promise: PromiseID
    var referrer: ModuleID
    var specifier: StringID
    /// Where the call stands.
    var place: Place?
    var target = ModuleID.none
    /// Whether the call has `with: { type: "json" }`.
    var wantsJSON: Bool
    var phase = ImportPhase.evaluation
    /// For `import.defer()`: how many of the modules that it evaluates have not settled, and the promise for all of them.
    var pendingDependencies: Int32 = 0
    var dependencyPromise: PromiseID?
    /// The error when there is no module to load: index into ``ModuleLoading/failures``.
    var failure: Int32 = -1
    /// Whether a host that polls has told the caller how evaluation ended.
    var isAnswered = false
}

/// What an `import()` does after the host's hops.
enum ImportStage {
    case load
    /// The host has gone through the graph: all calls for its root go on.
    case walked
    case evaluate
    case namespace(Value)
    case settle(Value, isRejected: Bool)
}

/// Where code stands.
struct Place: Hashable {
    var unit: UnitID
    var offset: UInt32
}

/// An entry module of the run.
struct EntryState {
    enum State {
        case waiting, evaluating, fulfilled, rejected, failed
        /// It was rejected, and the program took the error on.
        case survived
    }
    var module: ModuleID
    var state = State.waiting
    /// Whether its whole graph is there.
    var isLoaded = false
    /// Whether it is a preload: what follows waits for it.
    var isPreload = false
}

/// How the host ended the run, or what stopped it.
enum Ending {
    case fatal(String)
    case loadError(String)
    case linkError(String)
}
