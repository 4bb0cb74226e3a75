/// How far a run may go: every limit with its value. The defaults suit a laptop: a program without end stops within about a second of processor time.
public struct Limits: Hashable, Sendable {
    public var steps = 10_000_000
    /// Nanoseconds.
    public var time: Int64 = 24 * 3600 * 1_000_000_000
    public var heapBytes = 256_000_000
    public var calls = 10_000
    public var modules = 20_000
    public var sourceBytes = 16_000_000
    /// One for each word and sign as far as it becomes a node of a tree, for each sixteen bytes of text, and for eight steps of what specifiers are
    /// held against: the bounds of one module do not bound thousands of them.
    public var allWords = 8_000_000
    public var nesting = 300
    public var events = 250_000
    public var outputBytes = 16_000_000
    public var until = RunUntil.startUp
    /// The most that the modules may be together, in bytes; `nil` where only ``sourceBytes`` and ``modules`` limit that.
    public private(set) var allSourceBytes: Int?
    /// What the operating system lets the process have in addresses, in bytes, where that lowered ``heapBytes`` and ``sourceBytes``.
    public private(set) var addressSpace: Int64?

    public init() {}

    /// The defaults with one setting after another laid over them.
    public init(_ settings: LimitSettings...) {
        for setting in settings {
            for limit in Limit.allCases {
                if let value = setting[limit] { self[limit] = value }
            }
            if let until = setting.until { self.until = until }
        }
        for case let room? in settings.map(\.room) where room.heap < heapBytes {
            heapBytes = room.heap
            // What is recorded takes room as well.
            events = min(events, max(1_000, room.heap / 400))
            addressSpace = room.addressSpace
            // A text becomes trees and code, of up to 70 times its size, which are copied while they grow.
            let most = max(100_000, room.heap / 16)
            sourceBytes = min(sourceBytes, most)
            allSourceBytes = most
        }
    }

    /// A limit's value in its unit.
    public subscript(limit: Limit) -> Int64 {
        get {
            switch limit {
            case .steps: Int64(steps)
            case .time: time
            case .heap: Int64(heapBytes)
            case .calls: Int64(calls)
            case .modules: Int64(modules)
            case .source: Int64(sourceBytes)
            case .words: Int64(allWords)
            case .nesting: Int64(nesting)
            case .trace: Int64(events)
            case .output: Int64(outputBytes)
            }
        }
        set {
            switch limit {
            case .steps: steps = Int(newValue)
            case .time: time = newValue
            case .heap: heapBytes = Int(newValue)
            case .calls: calls = Int(newValue)
            case .modules: modules = Int(newValue)
            case .source: sourceBytes = Int(newValue)
            case .words: allWords = Int(newValue)
            case .nesting: nesting = Int(newValue)
            case .trace: events = Int(newValue)
            case .output: outputBytes = Int(newValue)
            }
        }
    }

    /// A limit's value as the scenario and the command line write it.
    public func words(_ limit: Limit) -> String { limit.words(self[limit]) }

    /// What to do when a limit is reached.
    ///
    /// - Parameter needed: what would do, if that is known.
    public func advice(_ limit: Limit, for needed: Int64? = nil) -> String {
        guard limit == .heap || limit == .source, let addressSpace else { return limit.advice(self[limit], for: needed) }
        let value = Limit.heap.words(addressSpace / 1_000_000 * 1_000_000)
        return
            "this process may use no more than \(value) of addresses (ulimit -v), so the limit '\(limit.rawValue)' is \(words(limit)) here; "
            + "raise that"
    }
}

/// The limits that a scenario, or a command line, sets; the others stay as they are.
public struct LimitSettings: Hashable, Sendable {
    private var values: [Limit: Int64] = [:]
    /// Until when the run is watched.
    public var until: RunUntil?
    /// What there is room for, when the process may not have all the memory of the machine.
    public var room: Room?

    /// How much a process may have.
    public struct Room: Hashable, Sendable {
        /// The limit of the process, in bytes.
        public var addressSpace: Int64
        /// The most that the limit `heap` can be in it, in bytes.
        public var heap: Int

        public init(addressSpace: Int64, heap: Int) {
            self.addressSpace = addressSpace
            self.heap = heap
        }
    }

    public init() {}

    public subscript(limit: Limit) -> Int64? {
        get { values[limit] }
        set { values[limit] = newValue }
    }
}
