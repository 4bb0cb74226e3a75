/// Index into ``Trace/agents``.
public struct AgentIndex: Hashable, Sendable, RawRepresentable {
    public var rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public init(_ value: Int) { rawValue = UInt16(clamping: value) }
    public var index: Int { Int(rawValue) }
}

/// What has an event loop and a heap of its own: a page, a worker, a thread, an isolate. https://tc39.es/ecma262/#sec-agents
public struct TraceAgent: Sendable, Equatable {
    public enum Kind: String, Sendable, Equatable {
        /// The program itself: the page, or the process.
        case main
        case worker, sharedWorker, serviceWorker, worklet
        /// A thread of `node:worker_threads`.
        case thread
        case isolate
    }

    public var name: String
    public var kind: Kind
    /// The one that began it; `nil` for what the host begins.
    public var startedBy: AgentIndex?

    public init(name: String, kind: Kind, startedBy: AgentIndex? = nil) {
        self.name = name
        self.kind = kind
        self.startedBy = startedBy
    }
}

/// What a request from outside was answered with.
public struct TraceResponse: Sendable, Equatable {
    /// The request among ``Trace/modules``; `nil` where those are not recorded.
    public var request: ModuleIndex?
    public var url: String
    /// When it came; virtual time, nanoseconds.
    public var arrival: Int64
    /// When it was answered; `nil` for one that never was.
    public var time: Int64?
    /// The HTTP status; 0 for one that never was answered.
    public var status: Int
    public var text: String
    /// The error that ended it, in the place of an answer by the program.
    public var error: String?

    public init(url: String, arrival: Int64) {
        self.url = url
        self.arrival = arrival
        status = 0
        text = ""
    }
}
