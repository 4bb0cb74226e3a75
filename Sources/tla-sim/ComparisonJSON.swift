import Diagnostics
import Text
import Trace

/// What `compare` and `what-if` tell programs in the same way.
extension JSONValue {
    /// A text, or null where there is none.
    static func text(orNull text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    /// Nanoseconds, or null where there is no such time.
    static func time(orNull time: Int64?) -> JSONValue { time.map { .integer($0) } ?? .null }

    /// The lines of a run's console.
    static func console(of trace: Trace) -> JSONValue {
        .array(trace.console.map { .object(["timeNanoseconds": .integer($0.time), "text": .string($0.text)]) })
    }

    /// Problems, each with its place.
    static func problems(_ problems: [Diagnostic]) -> JSONValue {
        .array(problems.map { .object(["message": .string($0.message), "place": .text(orNull: $0.location?.text)]) })
    }
}
