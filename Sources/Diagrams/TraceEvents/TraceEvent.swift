import Text

/// One event of the Trace Event Format. Times are microseconds.
struct TraceEvent {
    enum Kind {
        /// A complete event.
        case slice(duration: Int64)
        case instant
        /// Bound to the slice around it at both ends.
        case flowStart(Int)
        case flowEnd(Int)
    }

    var name: String
    var category: String
    var kind: Kind
    var time: Int64
    var thread: Int
    var arguments: [JSONValue.Member] = []

    func json(process: Int) -> JSONValue {
        var members = [JSONValue.Member("name", .string(name)), JSONValue.Member("cat", .string(category))]
        func add(_ key: String, _ value: JSONValue) { members.append(JSONValue.Member(key, value)) }
        switch kind {
        case .slice(let duration):
            add("ph", .string("X"))
            add("ts", .integer(time))
            add("dur", .integer(duration))
        case .instant:
            add("ph", .string("i"))
            add("s", .string("t"))
            add("ts", .integer(time))
        case .flowStart(let number):
            add("ph", .string("s"))
            add("id", .integer(number))
            add("ts", .integer(time))
        case .flowEnd(let number):
            add("ph", .string("f"))
            add("bp", .string("e"))
            add("id", .integer(number))
            add("ts", .integer(time))
        }
        add("pid", .integer(process))
        add("tid", .integer(thread))
        if !arguments.isEmpty { add("args", .object(arguments)) }
        return .object(members)
    }

    /// Whether it stands before the other in the file: by time; a slice before what it holds; and arrows right behind their slice, since
    /// Perfetto binds an arrow to the last slice that the file had for the thread, and takes instants for slices.
    func comesBefore(_ other: TraceEvent) -> Bool {
        if time != other.time { return time < other.time }
        return rank < other.rank
    }

    private var rank: (Int, Int64) {
        switch kind {
        case .slice(let duration): (0, -duration)
        case .flowStart: (1, 0)
        case .flowEnd: (2, 0)
        case .instant: (3, 0)
        }
    }

    /// What the format calls metadata: the name or the place of a process or thread.
    static func metadata(_ name: String, process: Int, thread: Int? = nil, _ argument: JSONValue.Member) -> JSONValue {
        var members = [
            JSONValue.Member("name", .string(name)), JSONValue.Member("ph", .string("M")), JSONValue.Member("pid", .integer(process)),
        ]
        if let thread { members.append(JSONValue.Member("tid", .integer(thread))) }
        members.append(JSONValue.Member("args", .object([argument])))
        return .object(members)
    }
}
