import JavaScript
import Programs
import Trace

/// What an agent knows of the others: it tells them things, and is told things, by numbers.
struct AgentLinks {
    /// Of a page and its workers.
    var web = WebWorkers()
    var service = ServiceWorkers()
    var worklets = Worklets()

    /// With what an agent begins.
    struct Beginning {
        var key: ModuleKey
        /// The text of an entry that is in no file.
        var text: EntryText?
        /// What it is given.
        var data: SerializedValue
        /// What its process and its module of threads have of it.
        var settings = SerializedValue.undefined
        var kind: TraceAgent.Kind
        /// Whether its entry is a classic script.
        var isScript = false
        /// What it is called in the record; several of one name are told apart.
        var name: String
    }

    /// What an agent asks of the driver above it.
    enum Outgoing {
        /// Begin another agent, with this number.
        case start(Int32, Beginning)
        /// A message to the agent of that number of its own, or to the one that began it, 0.
        case message(Int32, SerializedValue)
        /// Ports that go to another agent, before the message that moves them.
        case ports([PortMove], to: Receiver)
        /// What was posted to the port whose other end this is; and that it was closed.
        case portMessage(PortEnd, SerializedValue)
        case portClosed(PortEnd)
        /// Another port to the shared worker of that number.
        case connect(Int32, SerializedValue)
        /// A shared worker takes nobody any more.
        case closed
        /// It has begun to run.
        case online
        /// An error that nothing caught, in an agent that goes on.
        case error(SerializedValue)
        /// End the agent of that number.
        case terminate(Int32)
        /// What a service worker, or the scope of a worklet, tells its page.
        case notice(ServiceWorkerNotice)
        case worklet(WorkletNotice)
        /// What a page asks the service worker of that number about.
        case fetch(Int32, FetchQuestion)

        var isMessage: Bool {
            switch self {
            case .message, .portMessage: true
            default: false
            }
        }
    }

    /// What it asked, and when.
    struct Request {
        /// The virtual time at which it was asked; nanoseconds.
        var time: Int64
        var what: Outgoing
        /// Of a message: its number among those that the agent has sent.
        var number: Int32
    }

    /// An agent to which something goes.
    enum Receiver {
        /// The one of that number of its own, or the one that began it, 0.
        case agent(Int32)
        /// The one that holds that end of a channel.
        case end(PortEnd)
    }

    /// What an agent is told.
    enum Incoming {
        case message(SerializedValue)
        /// To a shared worker: somebody else asks for it.
        case connect(SerializedValue)
        /// The other one has begun to run.
        case online
        /// An error that nothing caught there.
        case error(SerializedValue)
        /// Its script is not there, or is none.
        case scriptFailed
        /// It has ended, with this status.
        case exit(Int32)
        case notice(ServiceWorkerNotice)
        case worklet(WorkletNotice)
        case fetch(FetchQuestion)
    }

    struct Arrival {
        /// The agent of that number of its own, or the one that began it, 0.
        var from: Int32
        var what: Incoming
        /// The number of a message in the run.
        var message: Int32
        var sender: AgentIndex
    }

    /// What the driver has not seen yet.
    var outgoing: [Request] = []
    var sentCount: Int32 = 0
    var arrivals: [Arrival] = []
    /// Messages that wait for somebody who listens.
    var held: [Int32] = []
    /// How many agents it has begun.
    var startedCount: Int32 = 0
    /// By agent of its own: the function that is told of it.
    var handlers: [Int32: Value] = [:]
    /// The same for the one that began it.
    var parentHandler = Value.undefined
    /// Whether somebody listens for messages of the one that began it, and whether it is not over as long.
    var isListening = false
    var isReferenced = false
    /// Where it listened last.
    var listening: Place?
    /// Which of its own agents it has ended, when, and where in its code.
    var terminations: [(agent: Int32, time: Int64, place: Place?)] = []
    /// Its entry has run until its first await.
    var hasBegun = false
    /// Which of its own agents it goes on for.
    var referenced: Set<Int32> = []
    /// What it was begun with, where another agent has begun it.
    var start: (thread: Int32, data: SerializedValue, settings: SerializedValue)?
    /// Of one of several: the time up to which it may go on before the others have their turn; nanoseconds.
    var horizon = Int64.max
    /// It stopped there: what it would do next is due later.
    var isHeld = false
    /// The error for which it has ended.
    var fatalError: Value?
    /// What it waits for that keeps it alive, in words.
    var keeper: String?
}
