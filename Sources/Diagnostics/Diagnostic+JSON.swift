import Text

extension Diagnostic {
    /// The problem as a JSON object, as `docs/diagnostics.md` describes it; members that do not apply are left out.
    public var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("format", .string("tla-sim-diagnostic")), .init("version", .integer(1)), .init("kind", .string(kind.rawValue)),
            .init("severity", .string(severity.rawValue)), .init("message", .string(message)),
        ]
        if let location {
            members += location.jsonMembers
            // What of the problem stands on its first line.
            let end: JSONValue = .object(["line": .integer(location.line), "column": .integer(location.column + width)])
            members.append(.init("end", end))
        }
        if let sourceLine {
            members.append(.init("sourceLine", .string(sourceLine.text)))
            if sourceLine.start > 1 { members.append(.init("sourceLineColumn", .integer(sourceLine.start))) }
        }
        if let keyPath { members.append(.init("keyPath", .string(keyPath))) }
        if let suggestion { members.append(.init("hint", .string(suggestion))) }
        if !alternatives.isEmpty { members.append(.init("alternatives", .array(alternatives.map { .string($0) }))) }
        if !related.isEmpty { members.append(.init("related", .array(related.map(\.json)))) }
        if !stack.isEmpty { members.append(.init("stack", .array(stack.map(\.json)))) }
        return .object(members)
    }
}

extension RelatedPlace {
    fileprivate var json: JSONValue { .object([.init("message", .string(message))] + location.jsonMembers) }
}

extension StackEntry {
    fileprivate var json: JSONValue {
        var members: [JSONValue.Member] = [.init("kind", .string(kind.rawValue))]
        if let name { members.append(.init("name", .string(name))) }
        if let location { members += location.jsonMembers }
        if let note { members.append(.init("note", .string(note))) }
        return .object(members)
    }
}

extension SourceLocation {
    fileprivate var jsonMembers: [JSONValue.Member] {
        [.init("file", .string(file)), .init("line", .integer(line)), .init("column", .integer(column))]
    }
}

extension DiagnosticList {
    /// The problems as JSON, one object a line.
    public var jsonLines: String { diagnostics.map { $0.json.text() + "\n" }.joined() }
}
