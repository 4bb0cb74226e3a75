import EventLoop
import Trace

/// Which request each piece of work is for, on a host that answers requests.
///
/// A request has a context of its own: what it asks for, such as a timer, belongs to it, and so does all that runs because of it. Number 0 is the
/// global scope, which is evaluated before there is any request.
struct RequestContexts {
    /// Whether the host has such contexts: else nothing of this costs anything.
    var isOn = false
    /// The context of the code that runs.
    var current: Int32 = 0
    var records: [RequestRecord] = []
    /// Whether the machine stands for one that begins with the state of a snapshot: how its global scope ran is not told.
    var isRestored = false
    /// Whether the rest is recorded then.
    var recordsWhenRestored = false
    /// The global scope has been evaluated.
    var hasStarted = false
    /// When the clock moved last that the program sees; nanoseconds. It stands still while code runs.
    var clock: Int64 = 0
    /// Time that the global scope took of the processor; nanoseconds.
    var startUpTime: Int64 = 0
    /// What the global scope did that another start of it would not do alike: what, and where.
    var chances: [(what: String, place: Place?)] = []
    /// Reactions that wait for a turn of the context that they belong to.
    var handedOver: [HandedReaction] = []
    /// What tasks of the host settle.
    var settlements: [Settlement] = []
    /// The requests whose code ran in this turn, in the order in which it did.
    private(set) var active: [Int32] = []
    /// The requests of which something has changed since it was looked whether they are over.
    private var touched: Set<Int32> = []
    /// By request: those that wait for one of its promises.
    private var waiters: [Int32: [Int32]] = [:]
    /// By task of the host that waits: whose it is, and its job.
    private var ofTicket: [EventLoopTicket: (context: Int32, job: Int32)] = [:]

    private var ofJob: [Int32: Int32] = [:]
    private var ofReaction: [Int32: Int32] = [:]
    private var ofPromise: [Int32: Int32] = [:]

    subscript(context: Int32) -> RequestRecord {
        get { records[Int(context) - 1] }
        _modify {
            touched.insert(context)
            yield &records[Int(context) - 1]
        }
    }

    // MARK: Ends

    /// Those of which something has changed, in order; and from now on none.
    mutating func takeTouched() -> [Int32] {
        guard !touched.isEmpty else { return [] }
        defer { touched = [] }
        return touched.sorted()
    }

    /// A request begins to wait for a promise of another.
    mutating func wait(_ context: Int32, forPromise promise: Int32, of owner: Int32) {
        self[context].foreignWaits[promise] = owner
        waiters[owner, default: []].append(context)
    }

    /// A request is over, and what it has asked for is canceled.
    ///
    /// - Returns: the tasks that waited for it.
    mutating func end(_ context: Int32) -> [EventLoopTicket] {
        self[context].state = .ended
        let tickets = Array(self[context].pending.values)
        for ticket in tickets { ofTicket[ticket] = nil }
        self[context].pending = [:]
        self[context].foreignWaits = [:]
        for waiter in waiters.removeValue(forKey: context) ?? [] { touched.insert(waiter) }
        return tickets
    }

    /// A task of the host waits for its time.
    mutating func note(_ ticket: EventLoopTicket, job: Int32) {
        self[current].pending[job] = ticket
        ofTicket[ticket] = (current, job)
    }

    /// The task of a job waits no more.
    mutating func noteNoLongerWaiting(_ context: Int32, job: Int32) {
        if let ticket = self[context].pending.removeValue(forKey: job) { ofTicket[ticket] = nil }
    }

    mutating func noteNoLongerWaiting(_ ticket: EventLoopTicket) {
        if let (context, job) = ofTicket.removeValue(forKey: ticket) { self[context].pending[job] = nil }
    }

    // MARK: Whose it is

    mutating func note(job: Int32) { if current != 0 { ofJob[job] = current } }
    mutating func note(reaction: Int32) { ofReaction[reaction] = current == 0 ? nil : current }
    mutating func note(promise: Int32) { if current != 0 { ofPromise[promise] = current } }
    mutating func takeContext(ofReaction reaction: Int32) -> Int32 { ofReaction.removeValue(forKey: reaction) ?? 0 }
    mutating func takeContext(ofJob job: Int32) -> Int32 { ofJob.removeValue(forKey: job) ?? 0 }
    func context(ofPromise promise: Int32) -> Int32 { ofPromise[promise] ?? 0 }

    /// Code of a request runs.
    mutating func enter(_ context: Int32) {
        current = context
        guard context != 0, !records[Int(context) - 1].isActive else { return }
        records[Int(context) - 1].isActive = true
        active.append(context)
    }

    mutating func takeActive() -> [Int32] {
        defer { active = [] }
        for context in active { records[Int(context) - 1].isActive = false }
        return active
    }

    /// What is kept of this, roughly, in bytes.
    var byteCount: Int { (ofJob.count + ofReaction.count + ofPromise.count) * 16 + handedOver.count * MemoryLayout<HandedReaction>.stride }
}

/// A request, and how far it is.
struct RequestRecord {
    enum State { case waiting, open, answered, ended }

    /// Into the program's requests.
    var number: Int
    var arrival: Int64
    var state = State.waiting
    /// What the host does for it, by job: it is not over as long as one of these waits.
    var pending: [Int32: EventLoopTicket] = [:]
    /// Of the promises of other requests that it waits for, whose they are.
    var foreignWaits: [Int32: Int32] = [:]
    /// How many promises of `waitUntil` have not settled.
    var extensions = 0
    /// Where its code stands that waits, and for what.
    var wait: (position: Position, expression: TextIndex, place: Place)?
    /// Whether its lane of the trace shows that it waits.
    var isShownWaiting = false
    /// Whether its code ran in this turn.
    var isActive = false
    var response: TraceResponse
}

/// A reaction that was queued by code of another request than the one that it is for.
struct HandedReaction {
    var target: ReactionTarget
    var value: Value
    var isRejected: Bool
    var promise: PromiseID
}

/// A promise that the host settles.
struct Settlement {
    var promise: PromiseID
    var value: Value
}
