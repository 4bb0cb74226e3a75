import Trace

/// What each module did and when: a trace, arranged in lanes.
///
/// Read from the trace's events alone, in one pass.
public struct Timeline: Sendable, Equatable {
    /// In evaluation order: by first start; then, in order of loading, those that never ran.
    public var lanes: [Lane]
    /// The jobs in the order in which they ran.
    public var steps: [Step]
    public var wakes: [Wake]
    public var imports: [ImportCall]
    public var criticalPath: CriticalPath
    /// Whether virtual time passed at all.
    public var timePasses: Bool
    /// The virtual time of the last thing that a lane shows; nanoseconds.
    public var end: Int64

    /// A place in the run: its virtual time, its job, its event.
    public struct Moment: Sendable, Equatable {
        /// Nanoseconds.
        public var time: Int64
        /// Index into ``Timeline/steps``.
        public var step: Int
        /// Index into ``Trace/events``.
        public var event: Int
    }

    public struct Lane: Sendable, Equatable {
        /// `nil` for what no module printed.
        public var module: ModuleIndex?
        /// Stretches in which the module runs no code, in order.
        public var segments: [Segment] = []
        /// The times at which its code ran, in order.
        public var visits: [Visit] = []
        public var ending: Ending = .none
    }

    public struct Segment: Sendable, Equatable {
        public enum Kind: Sendable, Equatable {
            case fetch
            case parse
            /// Suspended at an `await` of its own. The expression as written.
            case suspended(expression: String)
            /// Ready but for these modules.
            case waits([ModuleIndex])
        }
        public var kind: Kind
        public var from: Moment
        /// `nil` when the run ended first.
        public var to: Moment?
        /// Of an `await`: the virtual time from which only other code, which took time, kept the module from going on; nanoseconds. `nil` where
        /// none did.
        public var due: Int64?
    }

    /// Code of a module runs without a break, within one job.
    public struct Visit: Sendable, Equatable {
        public enum Kind: Sendable, Equatable {
            /// The body, from a start or after an `await`.
            case start, resume
            /// A callback or an async function of the module, seen because it printed or called `import()`.
            case callback
            /// Nothing ran: the module got a dependency's error.
            case inheritedError
            /// Nothing ran: the module could not be had, or its names did not link.
            case loadError, linkError
        }
        public var kind: Kind
        public var from: Moment
        public var to: Moment
        /// Indices into ``Trace/console``.
        public var lines: [Int] = []
        /// The error with which the visit ended.
        public var error: String?
    }

    /// How a lane ends.
    public enum Ending: Sendable, Equatable {
        case none, completed, failed, unsettled, neverRan
    }

    /// A completion made an importer ready, or an error went up to it.
    public struct Wake: Sendable, Equatable {
        /// Lanes and the index of a visit in each: the one that completed, the one that began.
        public var fromLane, fromVisit, toLane, toVisit: Int
        public var isFailure: Bool
    }

    public struct ImportCall: Sendable, Equatable {
        public var lane: Int
        public var called: Moment
        public var specifier: String
        /// The target's lane, if known.
        public var target: Int?
        /// What the target first did after the call, or when the call settled.
        public var reached: Moment?
        public var settled: Moment?
        public var isFulfilled: Bool
        /// Whether it settled without that its target did anything for it: the target had ended before.
        public var findsAllDone = false
    }

    /// A job: a task, or a microtask.
    public struct Step: Sendable, Equatable {
        public var job: JobNumber
        public var kind: JobKind
        /// Nanoseconds, when it began.
        public var time: Int64
        /// 0 for a task, and from 1 for the microtasks after it.
        public var microtask: Int
        /// The first of its events, an index into ``Trace/events``.
        public var firstEvent: Int
        /// The step that queued it.
        public var queuedBy: Int?
        /// The event at which it was queued, an index into ``Trace/events``.
        public var queuedAt: Int?
        /// The lane of the module whose timer this is.
        public var lane: Int?
        /// The virtual time from which nothing but other code kept the job from running: when it was queued, or when its timer was due;
        /// nanoseconds. `nil` for what comes from outside.
        public var ready: Int64?
    }

    init(_ trace: Trace) {
        var reader = TimelineReader(trace)
        for index in trace.events.indices { reader.read(index) }
        let work = WorkPeriods(trace)
        self = reader.finish(work)
        markDueTimes(work)
    }
}
