import Diagnostics
import JavaScript

/// What is to be told of a run, and what was looked up for that.
struct Reports {
    /// What is wrong with the program's modules.
    var diagnostics: [Diagnostic] = []
    /// Which of ``diagnostics`` says that the program wants WebAssembly to be compiled.
    var uncompiled: Int?
    var hasWarnedOfDeferral = false
    /// Whether it has been said how requests are answered.
    var hasAdvisedAboutResources = false
    /// What is to be told of the running itself.
    var outcomeDiagnostics: [Diagnostic] = []
    /// Of the errors in ``outcomeDiagnostics`` what the machine knows beyond their words.
    var uncaught: [UncaughtError] = []
    /// What was seen of the promise that is watched.
    var watch = RejectionWatch()
    /// What was read of modules' exports and is not there.
    var misses = ExportMisses()
    /// What was read before it had a value.
    var unsetReads = UnsetReads()
    /// What was seen of the events that are watched.
    var events = EventWatch()
    /// What the host prints on its error stream.
    var hostMessages: [HostMessage] = []
    /// Files that the program asked for and that lie where it may read nothing.
    var outsidePaths: Set<String> = []
    var writtenFiles = WrittenFiles()
    /// Errors that nothing caught, on a host that lives on.
    var uncaughtErrors: [HostMessage] = []

    var links = LinkReports()
    /// Of errors of `require()`: which module is not there.
    var missingModules: [ObjectID: Diagnostic] = [:]
    var stackLineTexts: [Int32: (isAwait: Bool, text: String)] = [:]
    /// By instruction: its place as V8 gives it; by the first instruction of a function: the name that it finds for it.
    var enginePlaces: [Int32: (line: Int, column: Int)] = [:]
    var inferredNames: [Int32: String] = [:]
    /// By instruction what a call that failed calls; `nil` where nothing can be told.
    var callees: [Int32: CallSites.Callee?] = [:]
    var latestCallSites: (unit: UnitID, sites: CallSites?)?
}

/// What link errors are about; which of them an error object is about; and which there is for a place.
struct LinkReports {
    var failures: [LinkFailure] = []
    var failureOfError: [ObjectID: Int32] = [:]
    var failureAtPlace: [UInt64: Int32] = [:]
}
