import Diagnostics
import Text
import Trace

/// The name that an explanation in JSON carries as its `format`.
public let explanationFormatName = "tla-sim-explanation"

/// The version of that format. It grows when a reader of the old one could misread the new one.
public let explanationFormatVersion = 1

extension Narrative {
    /// The story and the findings as one JSON object, as `docs/formats.md` describes it; a line for each step and finding. Ends with a line
    /// break.
    public func json(of findings: [ToldFinding], _ trace: Trace) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("format", explanationFormatName)
        json.member("version", explanationFormatVersion)
        json.member("title", title)
        json.member("host", host)
        if let bundler { json.member("bundler", bundler) }
        json.member("level", level.rawValue)
        json.member("outcome", trace.outcome.name)
        json.member("detail", orNull: trace.outcome.detail)
        json.member("durationNanoseconds", trace.duration)
        json.member("endNanoseconds", trace.end)
        if isTruncated { json.member("isTruncated", true) }
        json.lineBreak()
        json.key("opening")
        Self.write(opening.map(\.text), to: &json)
        json.lineBreak()
        json.key("steps")
        json.beginArray()
        for step in steps {
            json.lineBreak()
            write(step, to: &json)
        }
        if !steps.isEmpty { json.lastLineBreak() }
        json.endArray()
        if leftOut > 0 {
            json.member("leftOut", leftOut)
            json.member("leftOutAfter", leftOutAfter)
        }
        json.lineBreak()
        json.key("closing")
        Self.write(closing.map(\.text), to: &json)
        json.lineBreak()
        json.key("findings")
        json.beginArray()
        for finding in findings {
            json.lineBreak()
            json.literal(finding.json.text())
        }
        if !findings.isEmpty { json.lastLineBreak() }
        json.endArray()
        json.endObject()
        json.endText()
        return json.takeBytes()
    }

    private static func write(_ sentences: [String], to json: inout JSONWriter) {
        json.beginArray()
        for sentence in sentences { json.string(sentence) }
        json.endArray()
    }

    private func write(_ step: Step, to json: inout JSONWriter) {
        json.beginObject()
        json.member("kind", step.kind.rawValue)
        json.member("timeNanoseconds", step.time)
        json.member("turn", step.turn)
        json.member("job", step.job.rawValue)
        if let agent = step.agent { json.member("agent", agent) }
        json.member("module", orNull: step.module)
        json.member("text", Self.closed(step.parts.text))
        if step.count > 1 { json.member("count", step.count) }
        if let place = step.place {
            json.member("file", place.file)
            json.member("line", place.line)
            json.member("column", place.column)
        }
        if !step.clauses.isEmpty {
            json.key("clauses")
            json.beginArray()
            for clause in step.clauses {
                json.beginObject()
                json.member("clause", clause.operation)
                json.member("anchor", clause.anchor)
                json.endObject()
            }
            json.endArray()
        }
        json.endObject()
    }
}

extension ToldFinding {
    /// The finding as a JSON object: `kind`, `section`, the `problem` as `docs/diagnostics.md` describes it, and `remedies`.
    public var json: JSONValue {
        .object([
            .init("kind", .string(finding.kind.rawValue)), .init("section", .string(finding.section.rawValue)),
            .init("problem", finding.diagnostic.json), .init("remedies", .array(remedies.map(\.json))),
        ])
    }
}

extension ToldFinding.Remedy {
    fileprivate var json: JSONValue {
        var members: [JSONValue.Member] = [.init("words", .string(words))]
        if let saved { members.append(.init("savedNanoseconds", .integer(Int(saved)))) }
        if !command.isEmpty { members.append(.init("command", .array(command.map { .string($0) }))) }
        return .object(members)
    }
}
