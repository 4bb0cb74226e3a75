import Text

/// The name that a trace in JSON or NDJSON carries as its `format`.
public let traceFormatName = "tla-sim-trace"

/// The version of that format. It grows when a reader of the old one could misread the new one.
public let traceFormatVersion = 1

/// How many bytes are gathered before they are handed on.
private let chunkSize = 1 << 16

extension Trace {
    /// Writes the trace as one JSON object, as `docs/trace-format.md` describes it: a line for each module, console line and event.
    ///
    /// - Parameters:
    ///   - criticalPath: what decided when the run ended, as far as that is known.
    ///   - emit: gets the UTF-8 bytes piece by piece.
    public func writeJSON(criticalPath: [CriticalStretch] = [], _ emit: ([UInt8]) throws -> Void) rethrows {
        var json = JSONWriter()
        json.beginObject()
        writeHead(to: &json)
        json.lineBreak()
        writeResult(criticalPath, to: &json)
        json.lineBreak()
        try writeList("modules", modules, to: &json, emit) { writeModule($0, to: &$1) }
        json.lineBreak()
        try writeList("console", console, to: &json, emit) { writeConsoleLine($0, to: &$1) }
        json.lineBreak()
        try writeList("events", events, to: &json, emit) { writeEvent($0, to: &$1) }
        json.endObject()
        json.endText()
        try emit(json.takeBytes())
    }

    /// Writes the trace as NDJSON: one object a line, each with a `record` that says what it is. A console line stands
    /// among the events, where it was printed.
    ///
    /// - Parameters:
    ///   - criticalPath: what decided when the run ended, as far as that is known.
    ///   - emit: gets the UTF-8 bytes piece by piece.
    public func writeNDJSON(criticalPath: [CriticalStretch] = [], _ emit: ([UInt8]) throws -> Void) rethrows {
        var json = JSONWriter()
        func record(_ kind: String, _ write: (inout JSONWriter) -> Void) throws {
            json.beginObject()
            json.member("record", kind)
            write(&json)
            json.endObject()
            json.endText()
            if json.bytes.count >= chunkSize { try emit(json.takeBytes()) }
        }
        try record("trace") { writeHead(to: &$0) }
        for module in modules { try record("module") { writeModule(module, to: &$0) } }
        var printed = 0
        for event in events {
            if case .console(let line) = event.kind {
                try record("console") { writeConsoleLine(console[Int(line)], to: &$0) }
                printed = Int(line) + 1
            } else {
                try record("event") { writeEvent(event, to: &$0) }
            }
        }
        for line in console[min(printed, console.count)...] { try record("console") { writeConsoleLine(line, to: &$0) } }
        try record("end") { writeResult(criticalPath, to: &$0) }
        try emit(json.takeBytes())
    }

    /// The whole of ``writeJSON(criticalPath:_:)`` as one text.
    public var jsonText: String {
        var bytes: [UInt8] = []
        writeJSON { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func writeList<Element>(
        _ name: String, _ list: [Element], to json: inout JSONWriter, _ emit: ([UInt8]) throws -> Void,
        _ write: (Element, inout JSONWriter) -> Void
    ) rethrows {
        json.key(name)
        json.beginArray()
        for element in list {
            json.lineBreak()
            json.beginObject()
            write(element, &json)
            json.endObject()
            if json.bytes.count >= chunkSize { try emit(json.takeBytes()) }
        }
        if !list.isEmpty { json.lastLineBreak() }
        json.endArray()
    }

    private func writeHead(to json: inout JSONWriter) {
        json.member("format", traceFormatName)
        json.member("version", traceFormatVersion)
        json.member("title", title)
        json.member("about", about)
        json.member("host", host)
        if let seed { json.member("seed", seed) }
        if let bundler { json.member("bundler", bundler) }
        if let document { json.member("document", document) }
        if hasStates { json.member("states", true) }
        json.key("entries")
        json.beginArray()
        for entry in entries { json.string(self[entry].name) }
        json.endArray()
        if !sources.isEmpty { writeSources(to: &json) }
        if !agents.isEmpty { writeAgents(to: &json) }
        if moduleTexts.contains(where: { $0 != nil }) { writeTexts(to: &json) }
    }

    /// The texts of the modules, each with the places of its rows in the file that a person edits.
    private func writeTexts(to json: inout JSONWriter) {
        json.key("texts")
        json.beginArray()
        for (index, text) in moduleTexts.enumerated() {
            guard let text, let name = nameOfText(index) else { continue }
            json.beginObject()
            json.member("module", name)
            json.member("text", text.rows.joined(separator: "\n"))
            if let numbers = text.numbers {
                json.key("lines")
                json.beginArray()
                for number in numbers { json.integer(number) }
                json.endArray()
            }
            if let columns = text.columns {
                json.key("columns")
                json.beginArray()
                for column in columns { if let column { json.integer(column) } else { json.null() } }
                json.endArray()
            }
            json.endObject()
        }
        json.endArray()
    }

    private func nameOfText(_ index: Int) -> String? {
        if sources.isEmpty { return modules.indices.contains(index) ? modules[index].name : nil }
        return sources.indices.contains(index) ? sources[index].name : nil
    }

    private func writeAgents(to json: inout JSONWriter) {
        json.key("agents")
        json.beginArray()
        for agent in agents {
            json.beginObject()
            json.member("name", agent.name)
            json.member("kind", agent.kind.rawValue)
            if let parent = agent.startedBy, agents.indices.contains(parent.index) { json.member("startedBy", agents[parent.index].name) }
            json.endObject()
        }
        json.endArray()
    }

    private func writeResponses(to json: inout JSONWriter) {
        json.key("responses")
        json.beginArray()
        for response in responses {
            json.beginObject()
            json.member("request", orNull: response.request.map { self[$0].name })
            json.member("url", response.url)
            json.member("arrivalNanoseconds", response.arrival)
            json.member("timeNanoseconds", orNull: response.time)
            json.member("status", response.status)
            json.member("text", response.text)
            json.member("error", orNull: response.error)
            json.endObject()
        }
        json.endArray()
    }

    private func writeSources(to json: inout JSONWriter) {
        json.key("sources")
        json.beginArray()
        for (index, source) in sources.enumerated() {
            json.beginObject()
            json.member("name", source.name)
            json.member("chunk", orNull: source.chunk)
            if hasStates { writeFacts(of: source, index, to: &json) }
            json.endObject()
        }
        json.endArray()
    }

    /// What a reader needs to show the run by sources.
    private func writeFacts(of source: TraceSource, _ index: Int, to json: inout JSONWriter) {
        json.member("kind", source.kind.rawValue)
        json.member("hasTLA", source.hasTLA)
        json.member("isEntry", sourceEntries.contains(SourceIndex(rawValue: Int32(index))))
        json.key("requests")
        json.beginArray()
        for request in source.requests {
            json.beginObject()
            json.member("specifier", request.specifier)
            json.member("source", orNull: request.module.flatMap { name(SourceIndex(rawValue: $0.rawValue)) })
            json.member("phase", request.phase.rawValue)
            json.endObject()
        }
        json.endArray()
    }

    private func writeResult(_ criticalPath: [CriticalStretch], to json: inout JSONWriter) {
        json.member("outcome", outcome.name)
        json.member("detail", orNull: outcome.detail)
        if isTruncated { json.member("isTruncated", true) }
        json.member("durationNanoseconds", duration)
        json.member("endNanoseconds", end)
        if let startUpEnd { json.member("startUpEndNanoseconds", startUpEnd) }
        if !responses.isEmpty { writeResponses(to: &json) }
        if !pendingWaits.isEmpty { writePendingWaits(to: &json) }
        if !criticalPath.isEmpty { write(criticalPath, to: &json) }
    }

    private func write(_ criticalPath: [CriticalStretch], to json: inout JSONWriter) {
        let length = criticalPath.length
        json.key("criticalPath")
        json.beginArray()
        for stretch in criticalPath {
            json.beginObject()
            json.member("module", orNull: stretch.module.map { self[$0].name })
            json.member("activity", stretch.activity.rawValue)
            json.member("fromNanoseconds", stretch.from)
            json.member("toNanoseconds", stretch.to)
            json.key("share")
            json.tenThousandths(stretch.tenThousandths(of: length))
            if let suspension = stretch.suspension, events.indices.contains(suspension),
                case .suspended(let position, let expression) = events[suspension].kind
            {
                if let name = name(position.source) { json.member("source", name) }
                json.member("line", position.line)
                json.member("column", position.column)
                json.member("expression", texts.indices.contains(Int(expression.rawValue)) ? self[expression] : "")
            }
            json.endObject()
        }
        json.endArray()
    }

    private func writeModule(_ module: TraceModule, to json: inout JSONWriter) {
        json.member("name", module.name)
        json.member("kind", module.kind.rawValue)
        if let agent = module.agent, agents.indices.contains(agent.index) { json.member("agent", agents[agent.index].name) }
        json.member("hasTLA", module.hasTLA)
        json.key("requests")
        json.beginArray()
        for request in module.requests {
            json.beginObject()
            json.member("specifier", request.specifier)
            json.member("module", orNull: request.module.map { self[$0].name })
            json.member("phase", request.phase.rawValue)
            if let position = request.position {
                json.member("line", position.line)
                json.member("column", position.column)
                write(names: request.names, to: &json)
            }
            json.endObject()
        }
        json.endArray()
        json.member("cycleRoot", orNull: module.cycleRoot.map { self[$0].name })
        json.member("status", module.status.rawValue)
        json.member("pendingAsyncDependencies", orNull: module.pendingAsyncDependencies)
        if hasStates, !module.pendingDependencies.isEmpty {
            json.key("pendingDependencies")
            json.beginArray()
            for other in module.pendingDependencies { json.string(self[other].name) }
            json.endArray()
        }
        json.member("error", orNull: module.error)
    }

    private func writeConsoleLine(_ line: ConsoleLine, to json: inout JSONWriter) {
        json.member("timeNanoseconds", line.time)
        json.member("turn", line.turn)
        json.member("job", line.job.rawValue)
        json.member("module", orNull: line.module.map { self[$0].name })
        if let name = name(line.source) { json.member("source", name) }
        json.member("method", line.method)
        json.member("stream", line.stream.rawValue)
        json.member("text", line.text)
    }
}

extension Outcome {
    /// The outcome in one word or two, as an `expect:` writes it.
    public var name: String {
        switch self {
        case .fulfilled: "fulfilled"
        case .rejected: "rejected"
        case .unsettled: "unsettled"
        case .loadError: "load error"
        case .linkError: "link error"
        case .blocked: "blocked"
        case .running: "running"
        case .exited: "exited"
        }
    }

    /// The error, or what blocks the run or keeps it going; `nil` where there is nothing to add.
    public var detail: String? {
        switch self {
        case .fulfilled, .unsettled: nil
        case .exited(let status): "process.exit(\(status))"
        case .rejected(let text), .loadError(let text), .linkError(let text), .blocked(let text),
            .running(let text):
            text
        }
    }
}
