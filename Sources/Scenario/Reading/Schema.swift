import Text

extension Format {
    /// The format as a JSON Schema (draft 2020-12), for editors.
    ///
    /// It is made from the shapes that the reader checks. What only the reader refuses, such as an entry that names no
    /// module, a schema cannot say.
    package static var schema: JSONValue {
        var members: [JSONValue.Member] = [
            .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            .init("title", .string("tla-sim scenario")),
            .init("description", .string("A module graph, what surrounds it, and what is expected of its run.")),
        ]
        members += schemaMembers(document)
        members.append(.init("$defs", .object(definitions.map { .init($0.name, schema(of: $0.shape)) })))
        return .object(members)
    }

    private static func schema(of shape: Shape) -> JSONValue {
        switch shape {
        case .any: .bool(true)
        case .text: .object(["type": .string("string")])
        case .line: .object(["type": .array(["string", "number", "boolean", "null"].map(JSONValue.string))])
        case .boolean: .object(["type": .string("boolean")])
        case .duration: quantity(units: "ns|us|ms|s|min")
        case .until: .object(["anyOf": .array([schema(of: .word(RunUntil.words)), schema(of: .duration)])])
        case .size: quantity(units: "B|kB|KB|MB|GB")
        case .integer(let range):
            .object(
                [.init("type", .string("integer")), .init("minimum", .integer(range.lowerBound))]
                    + (range.upperBound == .max ? [] : [.init("maximum", .integer(range.upperBound))]))
        case .word(let words, _): .object(["enum": .array(words.map(JSONValue.string))])
        case .list(let element, let minimum):
            .object(
                [.init("type", .string("array")), .init("items", schema(of: element))]
                    + (minimum > 0 ? [.init("minItems", .integer(minimum))] : []))
        case .mapping(let value, let minimum):
            .object(
                [.init("type", .string("object")), .init("additionalProperties", schema(of: value))]
                    + (minimum > 0 ? [.init("minProperties", .integer(minimum))] : []))
        case .object(let table): .object(schemaMembers(table))
        case .either(let shapes): .object(["anyOf": .array(shapes.map(schema))])
        case .reference(let name): .object(["$ref": .string("#/$defs/\(name)")])
        }
    }

    /// A number, or digits and a unit.
    private static func quantity(units: String) -> JSONValue {
        .object([
            "anyOf": .array([
                .object(["type": .string("number"), "minimum": .integer(0)]),
                .object([
                    "type": .string("string"),
                    "pattern": .string("^\\+?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?(\(units))?$"),
                ]),
            ])
        ])
    }

    private static func schemaMembers(_ table: KeyTable) -> [JSONValue.Member] {
        let keys = table.keys
        var members: [JSONValue.Member] = [
            .init("type", .string("object")),
            .init(
                "properties",
                .object(
                    keys.map { key in
                        guard case .object(let members) = schema(of: key.shape) else {
                            return .init(key.name, .object(["description": .string(key.about)]))
                        }
                        return .init(key.name, .object([.init("description", .string(key.about))] + members))
                    })),
        ]
        let required = keys.filter { $0.isRequired && $0.replacedBy == nil }.map(\.name)
        let replaced = keys.filter { $0.isRequired && $0.replacedBy != nil }
        if let other = replaced.first?.replacedBy {
            let names = [replaced.map(\.name), [other]]
            members.append(.init("anyOf", .array(names.map { .object(["required": .array($0.map(JSONValue.string))]) })))
        }
        if !required.isEmpty { members.append(.init("required", .array(required.map(JSONValue.string)))) }
        if !table.isOpen { members.append(.init("additionalProperties", .bool(false))) }
        let forms = table.forms
        if !forms.isEmpty { members.append(.init("anyOf", .array(forms.map { formSchema($0, table) }))) }
        return members
    }

    /// A form: the keys that it needs are there, and those of the other forms are not.
    private static func formSchema(_ form: KeyTable.Form, _ table: KeyTable) -> JSONValue {
        let others = table.formKeys.filter { !form.allows($0) }
        var members: [JSONValue.Member] = []
        if !form.required.isEmpty { members.append(.init("required", .array(form.required.map(JSONValue.string)))) }
        members.append(.init("properties", .object(others.map { .init($0, .bool(false)) })))
        return .object(members)
    }
}
