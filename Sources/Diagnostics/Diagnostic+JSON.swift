extension Diagnostic {
    /// The problem as a JSON object; members that do not apply are left out.
    public var json: JSONValue {
        var members = [JSONValue.Member("kind", .string(kind.rawValue)), .init("message", .string(message))]
        if let location {
            members.append(.init("file", .string(location.file)))
            members.append(.init("line", .integer(location.line)))
            members.append(.init("column", .integer(location.column)))
            members.append(.init("width", .integer(width)))
        }
        if let keyPath { members.append(.init("keyPath", .string(keyPath))) }
        if let suggestion { members.append(.init("suggestion", .string(suggestion))) }
        if let sourceLine { members.append(.init("sourceLine", .string(sourceLine))) }
        return .object(members)
    }
}

extension DiagnosticList {
    /// The problems as a JSON object: `{"format": "tla-sim-diagnostics", "version": 1, "diagnostics": […]}`.
    public var json: JSONValue {
        .object([
            "format": .string("tla-sim-diagnostics"), "version": .integer(1),
            "diagnostics": .array(diagnostics.map(\.json)),
        ])
    }
}
