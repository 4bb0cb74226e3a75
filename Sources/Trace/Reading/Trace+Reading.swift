import Text

extension Trace {
    /// How many bytes of a saved trace are read: a longer one is of a run that nobody looks at event by event.
    public static let readingLimit = 256 << 20
    /// How many events of a saved trace are read. A longer one is cut, and says so.
    public static let eventReadingLimit = 1_000_000

    /// Whether a file that begins so is a saved trace, whatever its version: its first member says it, as `docs/trace-format.md` demands.
    public static func isTrace(_ head: some Sequence<UInt8>) -> Bool {
        let text = head.lazy.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return text.starts(with: "{\"format\":\"\(traceFormatName)\"".utf8) || text.starts(with: "{\"record\":\"trace\"".utf8)
    }

    /// Reads a trace that was saved as JSON or NDJSON.
    ///
    /// Others may have written it: all that it says of places, modules and numbers is checked, so that the trace can be used as one of our own.
    /// Members and kinds of events that are not known are passed over.
    public init(saved bytes: [UInt8]) throws(TraceProblem) {
        guard bytes.count <= Self.readingLimit else {
            throw TraceProblem("the trace has \(bytes.count) bytes, more than \(Self.readingLimit)")
        }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw TraceProblem("a trace is UTF-8, and this file is not") }
        let start = bytes.lazy.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if start.starts(with: "{\"record\"".utf8) {
            var reader = RecordReader(bytes)
            self = try reader.read()
        } else {
            var reader = ObjectReader(bytes)
            self = try reader.read()
        }
    }
}

/// Reads a trace that is one object, element by element: what is read never stands in memory as a whole.
private struct ObjectReader {
    private var scanner: JSONScanner
    private var builder = TraceBuilder()
    private var lines: LineCounter

    init(_ bytes: [UInt8]) {
        scanner = JSONScanner(bytes)
        lines = LineCounter(bytes)
    }

    mutating func read() throws(TraceProblem) -> Trace {
        var head: [JSONValue.Member] = []
        var result: [JSONValue.Member] = []
        var hasHead = false
        guard consume("{") else { throw problem("a trace is an object") }
        if !consume("}") {
            repeat {
                let key = try name()
                switch key {
                case "modules":
                    try builder.readHead(.object(head), line: lines.line(at: 0))
                    hasHead = true
                    try elements { (reader, value, line) throws(TraceProblem) in try reader.builder.addModule(value, line: line) }
                    try builder.endModules()
                case "console", "events":
                    guard hasHead else { throw problem("'\(key)' stands before 'modules', whose names it uses") }
                    let isConsole = key == "console"
                    try elements { (reader, value, line) throws(TraceProblem) in
                        if isConsole {
                            try reader.builder.addLine(value, line: line)
                        } else {
                            try reader.builder.addEvent(value, line: line)
                        }
                    }
                default:
                    let member = JSONValue.Member(key, try value())
                    if hasHead { result.append(member) } else { head.append(member) }
                }
            } while consume(",")
            guard consume("}") else { throw problem("expected ',' or '}'") }
        }
        scanner.skipSpace()
        guard scanner.next == nil else { throw problem("something stands behind the trace") }
        if !hasHead {
            try builder.readHead(.object(head), line: 1)
            throw TraceProblem("the trace has no 'modules'")
        }
        // How the run ended stands before the modules, which it does not need, and perhaps behind them.
        try builder.readResult(.object(head + result), line: 1)
        return try builder.finish()
    }

    private mutating func elements(_ body: (inout Self, JSONValue, Int) throws(TraceProblem) -> Void) throws(TraceProblem) {
        guard consume("[") else { throw problem("expected an array") }
        if consume("]") { return }
        repeat {
            scanner.skipSpace()
            let line = lines.line(at: scanner.index)
            try body(&self, value(), line)
        } while consume(",")
        guard consume("]") else { throw problem("expected ',' or ']'") }
    }

    private mutating func name() throws(TraceProblem) -> String {
        scanner.skipSpace()
        guard scanner.next == UInt8(ascii: "\"") else { throw problem("expected a member's name") }
        do throws(JSONProblem) {
            let name = try scanner.string(replacingHalves: true)
            guard scanner.consume(":") else { throw JSONProblem("expected ':'", at: scanner.index) }
            return name
        } catch {
            throw problem(error.message)
        }
    }

    private mutating func value() throws(TraceProblem) -> JSONValue {
        do throws(JSONProblem) { return try JSONReader.next(&scanner) } catch {
            throw TraceProblem(error.message, line: lines.line(at: error.offset))
        }
    }

    private mutating func consume(_ character: Unicode.Scalar) -> Bool { scanner.consume(character) }

    private mutating func problem(_ message: String) -> TraceProblem { TraceProblem(message, line: lines.line(at: scanner.index)) }
}

/// Reads a trace that is an object a line.
private struct RecordReader {
    private let bytes: [UInt8]
    private var builder = TraceBuilder()
    /// How far it is: what may come next.
    private enum Stage { case head, modules, events, over }
    private var stage = Stage.head

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func read() throws(TraceProblem) -> Trace {
        var start = 0
        var line = 1
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let text = bytes[start..<end]
            if text.contains(where: { ![0x20, 0x09, 0x0D].contains($0) }) {
                guard let value = JSONReader.value(of: text), let kind = value["record"]?.stringValue else {
                    throw TraceProblem("the line is no object of JSON that begins with 'record'", line: line)
                }
                try read(kind, value, line)
            }
            start = end + 1
            line += 1
        }
        guard stage == .over else { throw TraceProblem("the last line, whose 'record' is \"end\", is missing: the file was cut off") }
        return try builder.finish()
    }

    private mutating func read(_ kind: String, _ value: JSONValue, _ line: Int) throws(TraceProblem) {
        switch (kind, stage) {
        case ("trace", .head):
            try builder.readHead(value, line: line)
            stage = .modules
        case (_, .head): throw TraceProblem("the first line must have the 'record' \"trace\"", line: line)
        case (_, .over): throw TraceProblem("something stands behind the line whose 'record' is \"end\"", line: line)
        case ("module", .modules): try builder.addModule(value, line: line)
        case ("module", _), ("trace", _): throw TraceProblem("a line with the 'record' \"\(kind)\" comes too late", line: line)
        default:
            if stage == .modules { try builder.endModules() }
            stage = .events
            switch kind {
            case "event": try builder.addEvent(value, line: line)
            case "console": try builder.addLine(value, line: line, isEvent: true)
            case "end":
                try builder.readResult(value, line: line)
                stage = .over
            default: break
            }
        }
    }
}

/// Counts lines up to ascending offsets.
private struct LineCounter {
    private let bytes: [UInt8]
    private var offset = 0
    private var count = 1

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func line(at target: Int) -> Int {
        while offset < min(target, bytes.count) {
            if bytes[offset] == 0x0A { count += 1 }
            offset += 1
        }
        return count
    }
}

extension JSONValue {
    var stringValue: String? { if case .string(let text) = self { text } else { nil } }
}
