import DequeModule
import JavaScript
import Trace

/// The name of an end of a channel among all agents of a run: the agent that made it first known to others, and its number there.
struct PortEnd: Hashable {
    var agent: Int32
    var number: Int32
}

/// One end of a channel. https://html.spec.whatwg.org/multipage/web-messaging.html#message-ports
struct MessagePortRecord {
    /// Where the other end is.
    enum Far {
        /// There is none any more: it was closed.
        case none
        /// In this agent: into ``MessagePorts/records``.
        case here(Int32)
        /// Whichever agent holds it.
        case end(PortEnd)
    }

    /// Its object; none as long as it lies in a message that nobody has looked at.
    var object: ObjectID
    var far: Far
    /// Its own name, once another agent has to know of it.
    var end: PortEnd?
    /// Whether its messages are given to what listens.
    var isStarted = false
    /// Where a listener was attached that does not start it.
    var listening: Place?
    /// Whether a listener keeps its thread alive.
    var isReferenced = true
    /// Whether it has been closed, and whether it has been told.
    var isClosing = false
    var isClosed = false
    /// The messages that have not been given to anybody, and how many tasks will give one each.
    var waiting = Deque<PortMessage>()
    var tasks = 0
}

/// What waits at a port.
struct PortMessage {
    enum Content {
        /// A copy, and the ports that it moves within this agent: into ``MessagePorts/records``.
        case value(Value, ports: [Int32])
        /// From another agent, and not made anew yet.
        case serialized(SerializedValue)
        /// The channel has been closed, and the object is told.
        case end
    }
    var content: Content
    /// Its number in the run and who sent it, where that was another agent.
    var sent: (number: Int32, by: AgentIndex)?
}

/// A port on its way to another agent, with the messages that it has not given to anybody.
struct PortMove {
    var end: PortEnd
    /// The other end; `nil` when it is closed.
    var other: PortEnd?
    var waiting: [SerializedValue]
}

/// A port that has messages to give, with its task.
struct PendingPort {
    var port: Int32
    var job: Int32
    /// When the first of them came; nanoseconds.
    var due: Int64
    var ticket: EventLoopTicket
}

/// The ends of channels that an agent holds.
struct MessagePorts {
    var records: [MessagePortRecord] = []
    /// By object; a port that has moved is ``moved``.
    var ofObject: [ObjectID: Int] = [:]
    var ofEnd: [PortEnd: Int] = [:]
    /// Of a loop that goes through them in rounds, those that have messages, in the order in which they were made.
    var pending: [PendingPort] = []
    /// The objects of ports that have moved, to be told that they are closed.
    var left: [ObjectID] = []
    var prototype = ObjectID.none
    /// Of a host whose ports are objects of a module of its own: makes such an object, and is told of what comes to one.
    var factory = Value.undefined
    /// How many names it has given.
    var endCount: Int32 = 0

    /// Stands in ``ofObject`` for a port that is not here any more.
    static let moved = -1

    /// Whether a port listens, so that its thread goes on.
    var keepsAlive: Bool {
        records.contains { record in
            // A port of Node's own module counts from when it is told to.
            guard record.isStarted || !factory.isUndefined, record.isReferenced, !record.isClosed else { return false }
            if case .none = record.far { return !record.waiting.isEmpty }
            return true
        }
    }

    var byteCount: Int { (records.count * MemoryLayout<MessagePortRecord>.stride) + (ofObject.count + ofEnd.count + left.count) * 16 }
}
