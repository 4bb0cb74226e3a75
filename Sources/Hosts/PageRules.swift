/// What browsers do with the document of a page where they part from each other, or where HTML leaves it open.
///
/// The ways that all share are in the machine, after https://html.spec.whatwg.org/multipage/scripting.html and
/// https://html.spec.whatwg.org/multipage/parsing.html#the-end.
public struct PageRules: Sendable, Equatable {
    /// When `DOMContentLoaded` comes once the last deferred script has run.
    package enum ReadyRule: Sendable, Equatable {
        /// At once, and `load` with it where nothing is left to wait for.
        case atOnce
        /// In a task of its own, behind those that wait.
        case inATask
    }

    package var ready: ReadyRule
    /// Whether the parser goes on in a task of its own after a script that it waited for, and not in the script's.
    package var yieldsAfterBlockingScript: Bool
    /// Whether async scripts and the results of `import()` wait as well while the parser waits for a script.
    package var holdsOthersWhileBlocked: Bool
    /// Whether `load` waits for what an `import()` loads.
    package var importDelaysLoad: Bool
    /// Whether `load` comes in the task of the async script that it waited for, and not in one behind those that wait.
    package var loadsWithLastScript: Bool
    /// Whether `DOMContentLoaded` waits for inserted scripts with `async = false`.
    package var readyWaitsForOrderedScripts: Bool
    /// Whether a modulepreload loads what its module imports, too.
    package var preloadsDescendants: Bool
    /// Whether imports of a module are asked for while the parser has not come to its script.
    package var looksIntoModulesAhead: Bool
    /// Whether an import map is merged with those before it, and may come after modules; else it is an error.
    package var mergesImportMaps: Bool
    /// Whether a file that is missing in the graph of a script is what fails it, also where a text that came before it does not parse.
    package var missingFileComesFirst: Bool
    /// What an `import()` of a file that is not there says, with `{url}`, or `{missing}` for that of the file that is missing in its graph.
    package var missingImport: String
    /// What an `import()` says of a specifier without a meaning, and what is said of one in an `import` declaration, with `{specifier}`.
    package var unresolvedImport: String
    package var unresolvedRequest: String
    /// Whether an `import()` of a file that was missing asks for it again.
    package var asksAgainForMissing = false
    /// How long a request takes, nanoseconds, where the program says nothing of it: nothing is there at once.
    package var latency: Int64 = 1_000_000
    package var scheduling = SchedulingRules()
    /// Whether `import source` does not parse.
    package var refusesSourceImports = false
    package var serviceWorkers = ServiceWorkerRules.chromium
    package var worklets = WorkletRules.chromium
    package var workers = WorkerRules.chromium
    /// How the message of an `error` event begins.
    package var uncaughtPrefix = "Uncaught "
}
