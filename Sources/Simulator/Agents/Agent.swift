import Scenario
import Trace

/// An agent: a machine, and where it stands among the others. A machine is never copied, so that it is held where it is.
final class Agent {
    var machine: Machine
    let info: TraceAgent
    /// Its place among all, the one that began it, and its number among those.
    var index = 0
    var parent = 0
    var number: Int32 = 0
    /// Its own agents by their numbers.
    var children: [Int32: Int] = [:]
    var isOver = false
    /// The limit of the whole run that it has met: it goes no further.
    var limit: Limit?
    var isStopped: Bool { limit != nil }
    /// It said that there is nothing to do, and waits to be told something.
    var isIdle = false
    /// What it keeps, in bytes, as of its latest turn.
    var byteCount = 0
    /// How much of its record is in the run's.
    var eventCount = 0
    var lineCount = 0
    /// When it ended; nanoseconds.
    var end = Int64.max
    /// The modules that it was at when it was ended.
    var interrupted: Set<ModuleIndex> = []
    /// How many of its turns and jobs have their numbers in the run.
    var turnCount: Int32 = 0
    var jobCount: Int32 = 0
    /// By its number among those that it sent: the message's number in the run, and to whom it went.
    var messages: [Int32: (number: Int32, to: AgentIndex)] = [:]

    init(_ machine: Machine, _ info: TraceAgent) {
        self.machine = machine
        self.info = info
    }
}

/// What an agent has asked that is not done yet.
struct AgentRequest: Comparable {
    enum Kind {
        case asked(AgentLinks.Outgoing)
        /// To be over.
        case end
    }

    var time: Int64
    var order: Int
    var agent: Int
    /// Of a message: its number among those of the agent.
    var number: Int32
    var what: Kind

    static func < (a: AgentRequest, b: AgentRequest) -> Bool { (a.time, a.order) < (b.time, b.order) }
    static func == (a: AgentRequest, b: AgentRequest) -> Bool { a.order == b.order }
}
