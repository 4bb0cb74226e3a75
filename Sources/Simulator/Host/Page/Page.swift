import DequeModule
import Hosts
import JavaScript
import Programs
import Scenario
import Text

/// The page that a run is of: its document, how far its parser is, and which of its scripts have run.
///
/// https://html.spec.whatwg.org/multipage/scripting.html#the-script-element, and for its end
/// https://html.spec.whatwg.org/multipage/parsing.html#the-end
struct Page {
    enum State { case none, parsing, ending, ready, complete }

    var rules: PageRules?
    /// Whether the run is one of a page.
    var isOn: Bool { rules != nil }
    var key = ModuleKey("")
    var state = State.none

    // The parser
    var items: [PageDocument.Item] = []
    /// When each of the items is there, and the end of the document; nanoseconds.
    var arrivals: [Int64] = []
    /// The item that the parser comes to next, and up to which the text behind has been looked through.
    var next = 0
    var scanned = 0
    /// Whether a task is to take the parser on when more of the document is there.
    var awaitsText = false
    /// The script that the parser waits for; -1 for none.
    var blockedOn: Int32 = -1
    /// Whether the parser has waited for a script.
    var hasBeenBlocked = false
    /// The script of each item, and what stands for it in the document.
    var scriptOfItem: [Int32] = []
    var elementOfItem: [Int32] = []

    // Its scripts, numbered as ``Progress/entries``
    var scripts: [PageScript] = []
    /// Those that run when the document has been parsed, and those inserted ones that run in their order.
    var deferred = Deque<Int32>()
    var ordered = Deque<Int32>()
    /// Whether there was one that ran, or runs, when the document had been parsed.
    var hasHadDeferred = false
    /// The preloads whose files came in the running task, and whether these are missing.
    var arrivedPreloads: [(element: Int32, isError: Bool)] = []
    /// How many async scripts have not run.
    var asyncCount = 0
    /// Those that became ready in the running task.
    var readied: [Int32] = []
    /// Whether the first of them did behind an `import()` whose files came with it.
    var isBehindImport = false
    /// What waits until the parser goes on, where the host holds it.
    var heldScripts: [Int32] = []
    var heldImports: [ImportID] = []
    var currentScript = Value.null

    /// Whether `DOMContentLoaded` is about to come.
    var isReadyDue = false
    /// The first script that could not be loaded or linked.
    var failure: Ending?

    // What `load` waits for beside scripts
    /// Whether it may come at the end of the running task.
    var checksLoadSoon = false
    var loadDelays = 0
    var importsLoading = 0

    // Import maps
    var importMap = ImportMap()
    var hasImportMap = false
    /// Whether a module has been asked for, after which some hosts take no import map.
    var hasAskedForModule = false
    var resolutions: [PageSpecifier: PageResolution] = [:]
    /// The specifiers that were resolved, as import maps write them.
    var resolved: [String] = []
    /// The failures that are specifiers without a meaning, and no files that are missing.
    var unresolved: [Int32: String] = [:]

    // Promises without a handler
    var rejections: [[PromiseID]] = []
    var isReportingError = false

    // Its tasks with a priority, its frames and idle time
    var scheduling = PageScheduling()
    /// Whether it is in the background.
    var isHidden = false

    // Its objects
    var document = ObjectID.none
    var root = ObjectID.none
    var head = ObjectID.none
    var body = ObjectID.none
    var elements: [PageElement] = []
    var elementOfObject: [ObjectID: Int32] = [:]
    var elementPrototype = ObjectID.none
    var elementPrototypes: [String: ObjectID] = [:]
    /// The texts of scripts that code of the page made.
    var insertedTexts: [ModuleKey: String] = [:]

    /// Whether async scripts and the results of `import()` wait.
    var isHolding: Bool { blockedOn >= 0 && rules?.holdsOthersWhileBlocked == true }

    var readyState: String {
        switch state {
        case .none, .parsing: "loading"
        case .ending, .ready: "interactive"
        case .complete: "complete"
        }
    }

    /// What it takes, roughly, in bytes.
    var byteCount: Int {
        scripts.count * 128 + elements.count * 160 + resolved.count * 64 + resolutions.count * 32 + (heldScripts.count + heldImports.count)
            * 4
            + rejections.count * 32 + scheduling.byteCount
    }
}

/// A script of the page, from the time on that its element is known.
struct PageScript {
    enum Mode {
        /// Not prepared yet.
        case none
        /// It runs where it stands.
        case inline
        /// The parser waits for it.
        case blocking
        case deferred, async, ordered
    }

    var element: Int32
    var module: ModuleID
    var isModule: Bool
    /// Whether its text is in a file of its own.
    var isExternal: Bool
    var isParserInserted = true
    var mode = Mode.none
    var isRequested = false
    /// Whether its own text is there, and not yet what it imports.
    var hasText = false
    /// Whether the graph of a module is being loaded.
    var isLoadingGraph = false
    var isReady = false
    /// Why it cannot run: into ``ModuleLoading/failures``; -1 for nothing.
    var failure: Int32 = -1
    /// Whether that is a file that is not there, which the element is told, and not its window.
    var isMissing = false
}

/// A specifier in a module.
struct PageSpecifier: Hashable {
    var name: NameID
    var referrer: ModuleID
}

enum PageResolution {
    case module(ModuleID)
    case failure(Int32)
}

/// What a page has its event loop do.
enum PageTask {
    /// The parser goes on, or what came while it waits is looked through.
    case parse, scan
    /// The document has been parsed.
    case end
    /// All that an inline module imports is there.
    case ready(Int32)
    /// An async script runs.
    case execute(Int32)
    case contentLoaded
    case checkLoad
    /// Promises that were rejected have no handler: into ``Page/rejections``.
    case rejections(Int32)
    case rejectionHandled(PromiseID)
    /// `load` or `error` at an element.
    case elementEvent(Int32, isError: Bool)
    /// An image is there.
    case image(Int32)
    /// The next message comes to a port.
    case message(port: Int32)
    /// A port has been closed, and is told.
    case closed(port: Int32)
    /// A task with a priority: into ``PageScheduling/callbacks``; and one whose delay is over.
    case prioritized(Int32)
    case delayOver(Int32)
    case frame
    /// A callback of idle time; or its time is over.
    case idle(Int32)
    case idleTimeout(Int32)
    /// A service worker has been found, and told so; or its own next event.
    case updateFound(Int32)
    case lifeEvent
}
