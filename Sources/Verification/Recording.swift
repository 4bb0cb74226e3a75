import Diagnostics
import Export
import Text

/// What an engine did with a program, kept: the same can be compared later, without the engine.
///
/// One JSON object a line: `{"id", "digest", "loaded", "traces": {"node 24.19.0": {"lines", "times", "outcome", "status"}}}`.
public struct Recording: Hashable, Sendable {
    /// The scenario's path from the folder of scenarios.
    public var id: String
    /// Of the files that the engine was given.
    public var digest: String
    /// The engine and its version.
    public var engine: String
    public var observation: Observation
    /// Whether every module had been loaded before the program began. Recordings that do not say were made so.
    public var isLoaded: Bool

    public init(id: String, digest: String, engine: String, observation: Observation, isLoaded: Bool) {
        self.isLoaded = isLoaded
        self.id = id
        self.digest = digest
        self.engine = engine
        self.observation = observation
    }

    /// As a line, with its line break. Times are whole milliseconds.
    public var line: String {
        var trace: [JSONValue.Member] = [
            .init("lines", .array(observation.lines.map { .string($0.text) })),
            .init("times", .array(observation.lines.map { .integer(Int($0.time.rounded())) })),
            .init("outcome", .string(observation.outcome.text)),
        ]
        if let status = observation.status { trace.append(.init("status", .integer(status))) }
        let value = JSONValue.object([
            "id": .string(id), "digest": .string(digest), "loaded": .bool(isLoaded), "traces": .object([.init(engine, .object(trace))]),
        ])
        return value.text() + "\n"
    }

    /// Reads a file of recordings.
    ///
    /// - Throws: the line that is none.
    public static func read(_ bytes: [UInt8], name: String) throws(Diagnostic) -> [Recording] {
        var result: [Recording] = []
        var number = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            if line.isEmpty { continue }
            guard let value = JSONReader.value(of: line), let found = recordings(value) else {
                throw Diagnostic(
                    .file, "expected a recording: an object with id, digest and traces",
                    at: SourceLocation(file: name, line: number, column: 1), suggestion: "record it anew with tla-sim verify --record")
            }
            result += found
        }
        return result
    }

    private static func recordings(_ value: JSONValue) -> [Recording]? {
        guard case .string(let id)? = value["id"], case .string(let digest)? = value["digest"],
            case .object(let traces)? = value["traces"]
        else { return nil }
        var result: [Recording] = []
        for trace in traces {
            guard case .array(let lines)? = trace.value["lines"], case .array(let times)? = trace.value["times"],
                case .string(let text)? = trace.value["outcome"], let outcome = Observation.Outcome(text), lines.count == times.count
            else { return nil }
            var observation = Observation(lines: [], outcome: outcome)
            for (line, time) in zip(lines, times) {
                guard case .string(let text) = line, case .number(let digits) = time, let time = Double(digits) else { return nil }
                observation.lines.append(.init(text: text, time: time))
            }
            if case .number(let digits)? = trace.value["status"] { observation.status = Int32(digits) }
            result.append(
                Recording(
                    id: id, digest: digest, engine: trace.key, observation: observation, isLoaded: value["loaded"] != .bool(false)))
        }
        return result
    }
}
