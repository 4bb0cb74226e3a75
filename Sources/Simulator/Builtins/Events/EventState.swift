import JavaScript

/// The events and event targets of a run. https://dom.spec.whatwg.org/#events
struct EventState {
    var targets: [EventTargetRecord] = []
    var events: [EventRecord] = []
    var listeners: [EventListener] = []

    var eventPrototype = ObjectID.none
    var targetPrototype = ObjectID.none
    /// The prototypes of the interfaces that inherit from `Event`, by name.
    var prototypes: [String: ObjectID] = [:]

    /// What they take, roughly, in bytes.
    var byteCount: Int {
        targets.count * MemoryLayout<EventTargetRecord>.stride + events.count * (MemoryLayout<EventRecord>.stride + 32)
            + listeners.count * (MemoryLayout<EventListener>.stride + 8)
    }
}

/// What an object has that events are dispatched at.
struct EventTargetRecord {
    /// Into ``EventState/listeners``, in the order in which they were added.
    var listeners: [Int32] = []
    /// The functions of its attributes such as `onload`, by the event's name: into ``EventState/listeners``.
    var handlers: [NameID: Int32] = [:]
    /// Get the parent: where its events go next. https://dom.spec.whatwg.org/#get-the-parent
    var parent = ObjectID.none
    /// Whether `load` does not go to the parent, as from a document to its window.
    var keepsLoad = false
    /// Whether it is the global object, whose `error` handler is called in a way of its own.
    var isGlobal = false
}

/// https://dom.spec.whatwg.org/#concept-event-listener
struct EventListener {
    var type: NameID
    /// A function, an object with `handleEvent`, or what an attribute such as `onload` was set to.
    var callback: Value
    var captures = false
    var isOnce = false
    var isPassive = false
    /// Whether it is an attribute's.
    var isHandler = false
    var isRemoved = false
    /// What the host itself does, in place of a callback: a signal of the page's own. -1 for none.
    var signal: Int32 = -1
}

/// https://dom.spec.whatwg.org/#interface-event
struct EventRecord {
    struct Flags: OptionSet {
        let rawValue: UInt16
        static let bubbles = Flags(rawValue: 1)
        static let cancelable = Flags(rawValue: 2)
        static let composed = Flags(rawValue: 4)
        static let stopsPropagation = Flags(rawValue: 8)
        static let stopsImmediately = Flags(rawValue: 16)
        static let isCanceled = Flags(rawValue: 32)
        static let isPassive = Flags(rawValue: 64)
        static let isDispatched = Flags(rawValue: 128)
        static let isTrusted = Flags(rawValue: 256)
    }

    enum Phase: Int { case none, capturing, atTarget, bubbling }

    var type: NameID
    var flags: Flags
    var target = Value.null
    var currentTarget = Value.null
    var phase = Phase.none
    var path: [ObjectID] = []
    /// When it was made; nanoseconds.
    var time: Int64
    /// The attributes of its interface, in their order.
    var details: [Value] = []
}
