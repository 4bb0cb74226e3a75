import Diagnostics
import Hosts
import JavaScript
import Programs

/// What brings the modules in, what is on its way, and what failed.
struct ModuleLoading {
    var compiler = ModuleCompiler()
    var files: ModuleReader
    /// Whether load and parse times count for nothing.
    var isImmediate = false

    /// The graphs that are loaded for an entry or an `import()`.
    var graphs: [GraphLoad] = []
    /// Who waits for a module, by its index.
    var waiters: [Int32: [LoadWaiter]] = [:]
    var arrivingTexts: [Int32: ModuleText] = [:]
    /// Why a file that was asked for is not there, until the answer comes.
    var missingTexts: [Int32: LoadProblem] = [:]

    var failures: [[Diagnostic]] = []
    /// The error object of each failure that a program was given.
    var errors: [Int32: ObjectID] = [:]
    var failureReasons: [Int32: LoadFailureReason] = [:]
    /// In browsers: the file that is missing, by the failure that this is.
    var missing: [Int32: ModuleID] = [:]
    /// How modules are refused that are there, until their failure is told, by module.
    var refusals: [Int32: Refusal] = [:]
    /// Why ``Machine/resolveModule(_:from:)`` found nothing last.
    var unresolvedFailure: Int32 = -1
    /// Node's codes of the errors that its loader made, which their text shows; and what such errors inherit from.
    var hostErrorCodes: [ObjectID: String] = [:]
    var hostErrorPrototypes: [ErrorWords.Class: ObjectID] = [:]

    enum Refusal {
        case words(ErrorWords)
        case error(ObjectID)
    }

    init(files: ModuleReader) { self.files = files }

    subscript(id: GraphLoadID) -> GraphLoad {
        get { graphs[Int(id.index)] }
        _modify { yield &graphs[Int(id.index)] }
    }
}
