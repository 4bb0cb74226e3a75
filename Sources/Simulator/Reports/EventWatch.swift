import JavaScript
import Trace

/// What a run looks at of events.
public enum WatchedEvents: Sendable {
    /// Who emits and who listens.
    case all
    /// The same; an `error` that nobody listens for is not thrown, so that it is seen who would have listened.
    case keepingErrors
}

/// What was seen of one event of one object.
public struct SeenEvent: Sendable {
    /// A call that emitted it, or that attached a listener.
    public struct Call: Sendable {
        /// The virtual time; nanoseconds.
        public var time: Int64
        /// How many of the run's events had been recorded.
        public var eventCount: Int
        /// The calls that were running, innermost first, without those of the host's own code; empty where the host itself emitted it.
        public var frames: [UncaughtError.Frame]
        /// Of an `error` that was emitted: the calls that were running when that was made.
        public var errorFrames: [UncaughtError.Frame] = []
        /// Whether anybody listened.
        public var isHeard = false
    }

    /// A listener.
    public struct Listening: Sendable {
        public var call: Call
        /// The last time that it had been emitted before; `nil` where it had not been.
        public var missed: Call?
        /// Whether it was emitted afterwards.
        public var isReached = false
    }

    /// The event's name.
    public var name: String
    /// Whether the object is the document or the window of a page.
    public var isOfPage = false
    public fileprivate(set) var last: Call?
    /// The first of those that nobody heard.
    public fileprivate(set) var unheard: [Call] = []
    public fileprivate(set) var listenings: [Listening] = []
    /// Whether more listened than are kept: who of them was late is not known then.
    public fileprivate(set) var isCut = false
}

/// What a run has seen of the events that it watches, each by its object and its name.
struct EventWatch {
    var mode: WatchedEvents?
    fileprivate(set) var seen: [SeenEvent] = []
    fileprivate var places: [UInt64: Int] = [:]

    /// So many events, listeners of each and unheard ones of each are looked at.
    fileprivate static let (limit, listeningLimit, unheardLimit) = (1_000, 16, 4)
}

extension Machine {
    @inline(__always) var watchesEvents: Bool { reports.events.mode != nil }

    /// An event is about to come to the listeners of an object, or an object gets a listener for it.
    ///
    /// - Parameters:
    ///   - error: of an `error`, what is emitted.
    ///   - isHeard: whether anybody listens.
    mutating func noteEvent(
        _ type: NameID, of object: ObjectID, isListening: Bool, error: Value = .undefined, isHeard: Bool = false
    ) throws(Abrupt) {
        guard let place = watchPlace(type, object) else { return }
        budget.steps += Self.entrySteps
        if isListening, reports.events.seen[place].listenings.count == EventWatch.listeningLimit {
            reports.events.seen[place].isCut = true
            return
        }
        var call = SeenEvent.Call(time: loop.now, eventCount: recorder.trace.events.count, frames: runningFrames(), isHeard: isHeard)
        if isListening {
            reports.events.seen[place].listenings.append(.init(call: call, missed: reports.events.seen[place].last))
        } else {
            if let stack = errorStack(of: error) { call.errorFrames = calls(of: stack).compactMap { frame(of: $0) } }
            reports.events.seen[place].last = call
            if !isHeard, reports.events.seen[place].unheard.count < EventWatch.unheardLimit {
                reports.events.seen[place].unheard.append(call)
            }
            for index in reports.events.seen[place].listenings.indices { reports.events.seen[place].listenings[index].isReached = true }
        }
        try checkCountedWork()
    }

    private mutating func watchPlace(_ type: NameID, _ object: ObjectID) -> Int? {
        let key = UInt64(UInt32(bitPattern: object.index)) << 32 | UInt64(type.index)
        if let known = reports.events.places[key] { return known }
        // Of one that is not looked at from its beginning nothing is certain.
        guard reports.events.seen.count < EventWatch.limit else { return nil }
        let place = reports.events.seen.count
        reports.events.places[key] = place
        reports.events.seen.append(
            SeenEvent(name: strings.names.string(type), isOfPage: object == page.document || object == realm.global))
        return place
    }

    /// Where the running calls of the program stand, innermost first.
    private mutating func runningFrames() -> [UncaughtError.Frame] {
        var frames: [UncaughtError.Frame] = []
        var next = running.pc
        for depth in running.frames.indices.reversed() {
            if frames.count == ErrorStack.limit { break }
            if !isHostsOwn(running.frames[depth].code), let frame = frame(of: max(0, next - 1)) { frames.append(frame) }
            if depth > 0 { next = running.frames[depth - 1].pc }
        }
        return frames
    }

    /// What Node's emitters tell of themselves, in a run that watches events.
    mutating func installEventWatch(_ binding: ObjectID) {
        guard let mode = reports.events.mode else { return }
        put(binding, key("keepsErrors"), .boolean(mode == .keepingErrors))
        define(binding, "noteEvent", 5) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = machine.argument(arguments, 0), case .string(let name) = machine.argument(arguments, 1) else {
                return .undefined
            }
            try machine.noteEvent(
                machine.strings.name(name), of: object, isListening: machine.argument(arguments, 2) == .boolean(true),
                error: machine.argument(arguments, 3), isHeard: machine.argument(arguments, 4) == .boolean(true))
            return .undefined
        }
    }
}
