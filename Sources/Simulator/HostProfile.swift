/// What a host adds to ECMA-262, as data.
///
/// The facts were measured on the engines that the names stand for: Node 20.20 and 24.19, Deno 2.9, Firefox 153, Chromium 156.
public struct HostProfile: Sendable, Equatable {
    /// How `import()` gets its module.
    enum ImportLoading: Sendable, Equatable {
        /// Loading finishes in the call, as ECMA-262 allows.
        case immediately
        /// The host's loader has promises of its own: so many hops before it evaluates, so many until one of its promises
        /// is resolved with the namespace (whose `then`, if it has one, is called there), and so many from there on.
        case afterHops(before: Int32, namespace: Int32, after: Int32)
        /// When no microtask is left, all pending calls finish loading together, in call order, in one task.
        case inBatches
        /// Once in each iteration of the event loop, before its timers: pending calls are linked and evaluated in call order, and then those
        /// whose evaluation has settled are answered one after another, each with its microtasks. A module that has been evaluated, or waits
        /// for its own or a dependency's `await`, answers at once.
        case polled
        /// Each call goes through its whole graph, also where it has been evaluated: every module takes a task. The host looks at the
        /// promise of the evaluation when no microtask is left.
        case moduleByModule
    }

    /// In which order AsyncModuleExecutionRejected rejects promises.
    enum RejectionOrder: Sendable, Equatable {
        /// Today's text (ecma262 #3695).
        case ownPromiseFirst
        /// The text before, and V8 up to 13.6.
        case parentsFirst
    }

    /// What an unhandled rejection does.
    enum UnhandledRejection: Sendable, Equatable {
        /// It is noted.
        case report
        /// It ends the process.
        case endProcess
    }

    /// How an unsettled or failed entry is told.
    enum Console: Sendable, Equatable {
        case spec
        case node(major: Int)
        case deno, browser
    }

    /// `spec`, `node`, `node@20`, `deno`, `browser`, `chromium`.
    public var name: String
    /// One line for help texts.
    public var summary: String
    var importLoading: ImportLoading
    var rejectionOrder: RejectionOrder
    var unhandledRejection: UnhandledRejection
    /// How many promise hops of the host's own lie between the rejection that it learns of and the end of the process, which comes amid the
    /// microtasks; `nil` where it was not measured, or where the process does not end.
    var hopsFromRejectedEntryToEnd: Int32?
    var console: Console
    /// The shortest delay of a timer; nanoseconds.
    var minimumDelay: Int64
    /// Whether delays are whole milliseconds.
    var truncatesDelays: Bool
    /// Whether `process`, `setImmediate` and their like are there, as on Node.js, and on Deno from 2.0 on.
    var hasNodeGlobals: Bool
    /// The exit status of a run whose entry never settled and that has set no status of its own.
    public var unsettledStatus: Int32

    /// Whether its programs run in a page, which no status ends.
    public var isBrowser: Bool { console == .browser }

    private static let millisecond: Int64 = 1_000_000

    static let spec = HostProfile(
        name: "spec", summary: "ECMA-262 with loading that finishes synchronously", importLoading: .immediately,
        rejectionOrder: .ownPromiseFirst, unhandledRejection: .report, console: .spec, minimumDelay: 0, truncatesDelays: false,
        hasNodeGlobals: false, unsettledStatus: 13)
    static let node = HostProfile(
        name: "node", summary: "Node.js 24", importLoading: .afterHops(before: 1, namespace: 1, after: 3), rejectionOrder: .parentsFirst,
        unhandledRejection: .endProcess, hopsFromRejectedEntryToEnd: 3, console: .node(major: 24), minimumDelay: millisecond,
        truncatesDelays: true,
        hasNodeGlobals: true, unsettledStatus: 13)
    static let node20 = HostProfile(
        name: "node@20", summary: "Node.js 20", importLoading: .afterHops(before: 2, namespace: 1, after: 2), rejectionOrder: .parentsFirst,
        unhandledRejection: .endProcess, hopsFromRejectedEntryToEnd: 2, console: .node(major: 20), minimumDelay: millisecond,
        truncatesDelays: true,
        hasNodeGlobals: true, unsettledStatus: 13)
    static let deno = HostProfile(
        name: "deno", summary: "Deno 2", importLoading: .polled, rejectionOrder: .ownPromiseFirst,
        unhandledRejection: .endProcess, console: .deno, minimumDelay: millisecond, truncatesDelays: true, hasNodeGlobals: true,
        unsettledStatus: 1)
    static let browser = HostProfile(
        name: "browser", summary: "module scripts of a web page", importLoading: .inBatches,
        rejectionOrder: .ownPromiseFirst, unhandledRejection: .report, console: .browser, minimumDelay: 0, truncatesDelays: true,
        hasNodeGlobals: false, unsettledStatus: 13)
    /// Where `browser` loads all pending calls in one task, as Firefox does.
    static let chromium = HostProfile(
        name: "chromium", summary: "the same as Chromium 156 runs them", importLoading: .moduleByModule,
        rejectionOrder: .ownPromiseFirst, unhandledRejection: .report, console: .browser, minimumDelay: 0, truncatesDelays: true,
        hasNodeGlobals: false, unsettledStatus: 13)

    /// The profiles, in the order in which help lists them.
    public static let all: [HostProfile] = [spec, node, node20, deno, browser, chromium]

    /// The profile of that name, or `nil`.
    public static func named(_ name: String) -> HostProfile? {
        if name == "node@24" { return node }
        return all.first { $0.name == name }
    }
}
