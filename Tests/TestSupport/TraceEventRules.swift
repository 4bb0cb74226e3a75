import Foundation

/// Checks a file against the rules of the Trace Event Format and against what Perfetto's UI asks for beyond them. It shares nothing
/// with the writer.
///
/// The format: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU. Perfetto:
/// https://perfetto.dev/docs/faq (bars of a thread must nest) and https://perfetto.dev/docs/getting-started/other-formats.
public struct TraceEventRules {
    public struct Fault: Error, CustomStringConvertible {
        public var description: String
    }

    public struct Slice {
        public var name: String
        public var process, thread, from, to: Int
    }

    public struct Instant {
        public var name: String
        public var process, thread, time: Int
    }

    public struct Flow {
        public var name: String
        public var from, to: Slice
    }

    public private(set) var slices: [Slice] = []
    public private(set) var instants: [Instant] = []
    public private(set) var flows: [Flow] = []
    /// By thread; the names and the places in the UI.
    public private(set) var threadNames: [Int: String] = [:]
    public private(set) var threadPlaces: [Int: Int] = [:]
    public private(set) var processNames: [Int: String] = [:]
    private var processOfThread: [Int: Int] = [:]
    private var flowEnds: [(phase: String, id: Int, name: String, category: String, time: Int, slice: Slice)] = []
    /// By thread, what the file had last: Perfetto binds an arrow to it. `nil` for an instant, which it takes for a slice without duration.
    private var last: [Int: Slice?] = [:]

    public init(_ text: String) throws {
        try WellFormedJSON.check(Array(text.utf8))
        guard let file = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
            throw Fault(description: "no object")
        }
        if let unit = file["displayTimeUnit"], !["ms", "ns"].contains(unit as? String) {
            throw Fault(description: "displayTimeUnit \(unit)")
        }
        guard let events = file["traceEvents"] as? [[String: Any]] else { throw Fault(description: "no traceEvents") }
        for event in events { try read(event) }
        try checkThreads()
        try checkNesting()
        try checkFlows()
    }

    // MARK: Events

    private func integer(_ key: String, of event: [String: Any]) throws -> Int {
        guard let number = event[key] as? NSNumber, number.doubleValue == Double(number.intValue), !(event[key] is String) else {
            throw Fault(description: "\(key) is no whole number: \(event)")
        }
        return number.intValue
    }

    private func text(_ key: String, of event: [String: Any]) throws -> String {
        guard let text = event[key] as? String, !text.isEmpty else { throw Fault(description: "\(key) is no text: \(event)") }
        return text
    }

    private mutating func read(_ event: [String: Any]) throws {
        let phase = try text("ph", of: event)
        let name = try text("name", of: event)
        let process = try integer("pid", of: event)
        guard process > 0 else { throw Fault(description: "process \(process) is the idle one's") }
        if let arguments = event["args"], !(arguments is [String: Any]) { throw Fault(description: "args is no object: \(event)") }
        if phase == "M" { return try readMetadata(name, process, event) }
        let thread = try integer("tid", of: event)
        guard thread > 0 else { throw Fault(description: "thread \(thread) is the idle one's") }
        if let other = processOfThread[thread], other != process { throw Fault(description: "thread \(thread) is of two processes") }
        processOfThread[thread] = process
        let time = try integer("ts", of: event)
        guard time >= 0 else { throw Fault(description: "time \(time)") }
        switch phase {
        case "X":
            let duration = try integer("dur", of: event)
            guard duration > 0 else { throw Fault(description: "a slice without duration: \(event)") }
            slices.append(Slice(name: name, process: process, thread: thread, from: time, to: time + duration))
            last[thread] = slices.last
        case "i":
            guard ["g", "p", "t"].contains(event["s"] as? String) else { throw Fault(description: "an instant without scope: \(event)") }
            instants.append(Instant(name: name, process: process, thread: thread, time: time))
            last.updateValue(nil, forKey: thread)
        case "s", "f":
            if phase == "f", event["bp"] as? String != "e" { throw Fault(description: "an arrow that ends at the next slice: \(event)") }
            let category = try text("cat", of: event)
            guard let slice = last[thread] ?? nil, slice.from <= time, time < slice.to else {
                throw Fault(description: "an arrow that is not bound to the slice before it: \(event)")
            }
            flowEnds.append((phase, try integer("id", of: event), name, category, time, slice))
        default: throw Fault(description: "phase \(phase)")
        }
    }

    private mutating func readMetadata(_ name: String, _ process: Int, _ event: [String: Any]) throws {
        guard let arguments = event["args"] as? [String: Any] else { throw Fault(description: "metadata without args: \(event)") }
        switch name {
        case "process_name":
            guard processNames.updateValue(try text("name", of: arguments), forKey: process) == nil else {
                throw Fault(description: "process \(process) has two names")
            }
        case "process_labels": _ = try text("labels", of: arguments)
        case "process_sort_index": _ = try integer("sort_index", of: arguments)
        case "thread_name":
            let thread = try integer("tid", of: event)
            guard threadNames.updateValue(try text("name", of: arguments), forKey: thread) == nil else {
                throw Fault(description: "thread \(thread) has two names")
            }
        case "thread_sort_index": threadPlaces[try integer("tid", of: event)] = try integer("sort_index", of: arguments)
        default: throw Fault(description: "metadata \(name)")
        }
    }

    // MARK: The whole

    private func checkThreads() throws {
        for (thread, process) in processOfThread {
            guard threadNames[thread] != nil else { throw Fault(description: "thread \(thread) has no name") }
            guard threadPlaces[thread] != nil else { throw Fault(description: "thread \(thread) has no place") }
            guard processNames[process] != nil else { throw Fault(description: "process \(process) has no name") }
        }
    }

    private func checkNesting() throws {
        for (_, slices) in Dictionary(grouping: slices, by: \.thread) {
            var open: [Slice] = []
            for slice in slices.sorted(by: { ($0.from, $1.to) < ($1.from, $0.to) }) {
                while let last = open.last, last.to <= slice.from { open.removeLast() }
                if let last = open.last, last.to < slice.to { throw Fault(description: "\(slice) begins within \(last) and outlasts it") }
                open.append(slice)
            }
        }
    }

    private mutating func checkFlows() throws {
        for (id, ends) in Dictionary(grouping: flowEnds, by: \.id).sorted(by: { $0.key < $1.key }) {
            guard let begin = ends.first(where: { $0.phase == "s" }), let end = ends.first(where: { $0.phase == "f" }), ends.count == 2
            else {
                throw Fault(description: "arrow \(id) has not one begin and one end")
            }
            guard begin.name == end.name, begin.category == end.category else { throw Fault(description: "arrow \(id) has two names") }
            guard begin.time <= end.time else { throw Fault(description: "arrow \(id) goes back in time") }
            flows.append(Flow(name: begin.name, from: begin.slice, to: end.slice))
        }
    }
}
