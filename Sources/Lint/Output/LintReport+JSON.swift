import Diagnostics
import Text

extension LintReport {
    /// The report as a JSON object, as docs/lint.md describes it.
    public var json: JSONValue {
        .object([
            "format": .string("tla-sim-lint"), "version": .integer(1), "modules": .integer(moduleCount), "errors": .integer(errorCount),
            "warnings": .integer(warningCount), "ignored": .integer(ignoredCount), "findings": .array(findings.map(\.json)),
            "notes": .array(notes.map(\.json)),
        ])
    }
}

extension LintFinding {
    fileprivate var json: JSONValue {
        var members: [JSONValue.Member] = [.init("rule", .string(rule)), .init("certain", .bool(isCertain))]
        if !command.isEmpty { members.append(.init("command", .array((["tla-sim"] + command).map(JSONValue.string)))) }
        members.append(.init("diagnostic", diagnostic.json))
        return .object(members)
    }
}
