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
        /// Whether it was emitted afterwards, and the listener had not been taken off by then.
        public var isReached = false
        /// Where the listener was taken off before the event came.
        public var takenOff: Call?
        /// The first time that it came when the listener had been taken off.
        public var missedThen: Call?
        fileprivate var listener: Value
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

extension SeenEvent.Listening {
    /// The event came.
    fileprivate mutating func note(_ call: SeenEvent.Call) {
        if takenOff == nil {
            isReached = true
        } else if missedThen == nil {
            missedThen = call
        }
    }
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
    ///   - value: of an `error`, what is emitted; who listens, where somebody does.
    ///   - isHeard: whether anybody listens.
    mutating func noteEvent(
        _ type: NameID, of object: ObjectID, isListening: Bool, _ value: Value = .undefined, isHeard: Bool = false
    ) throws(Abrupt) {
        guard let place = watchPlace(type, object) else { return }
        budget.steps += Self.entrySteps
        if isListening, reports.events.seen[place].listenings.count == EventWatch.listeningLimit {
            reports.events.seen[place].isCut = true
            return
        }
        var call = SeenEvent.Call(time: loop.now, eventCount: recorder.trace.events.count, frames: runningFrames(), isHeard: isHeard)
        if isListening {
            reports.events.seen[place].listenings.append(
                .init(call: call, missed: reports.events.seen[place].last, listener: value))
        } else {
            if let stack = errorStack(of: value) { call.errorFrames = calls(of: stack).compactMap { frame(of: $0) } }
            reports.events.seen[place].last = call
            if !isHeard, reports.events.seen[place].unheard.count < EventWatch.unheardLimit {
                reports.events.seen[place].unheard.append(call)
            }
            for index in reports.events.seen[place].listenings.indices { reports.events.seen[place].listenings[index].note(call) }
        }
        try checkCountedWork()
    }

    /// A listener was taken off an object.
    ///
    /// - Parameters:
    ///   - type: of which event; `nil` for all.
    ///   - listener: which one; undefined for all.
    mutating func noteTakenOff(_ type: NameID?, of object: ObjectID, _ listener: Value) {
        let call = SeenEvent.Call(time: loop.now, eventCount: recorder.trace.events.count, frames: runningFrames())
        for (key, place) in reports.events.places where Int32(truncatingIfNeeded: key >> 32) == object.index {
            guard type.map({ UInt64($0.index) == key & 0xFFFF_FFFF }) ?? true else { continue }
            for index in reports.events.seen[place].listenings.indices {
                let listening = reports.events.seen[place].listenings[index]
                guard !listening.isReached, listening.takenOff == nil, listener.isUndefined || listening.listener == listener else {
                    continue
                }
                reports.events.seen[place].listenings[index].takenOff = call
            }
        }
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
    private mutating func runningFrames() -> [UncaughtError.Frame] { runningInstructions().compactMap { frame(of: $0) } }

    /// The same, to be looked up when somebody asks.
    mutating func runningInstructions() -> [Int32] {
        var found: [Int32] = []
        var next = running.pc
        for depth in running.frames.indices.reversed() {
            if found.count == ErrorStack.limit { break }
            if !isHostsOwn(running.frames[depth].code) { found.append(max(0, next - 1)) }
            if depth > 0 { next = running.frames[depth - 1].pc }
        }
        return found
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
                machine.argument(arguments, 3), isHeard: machine.argument(arguments, 4) == .boolean(true))
            return .undefined
        }
        define(binding, "noteTakenOff", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = machine.argument(arguments, 0) else { return .undefined }
            var type: NameID?
            if case .string(let name) = machine.argument(arguments, 1) { type = machine.strings.name(name) }
            machine.noteTakenOff(type, of: object, machine.argument(arguments, 2))
            return .undefined
        }
    }
}
