import Text

/// Holds a JSON value against a JSON Schema: the keywords that the schemas of the repository use, and no others.
public struct SchemaValidator: Sendable {
    let root: JSONValue

    public init(root: JSONValue) { self.root = root }

    /// Where the value breaks the schema; empty when it does not.
    public func problems(_ value: JSONValue, _ schema: JSONValue? = nil, at path: String = "$") -> [String] {
        switch schema ?? root {
        case .bool(let isAllowed): isAllowed ? [] : ["\(path): not allowed"]
        case .object(let members): members.flatMap { keyword($0.key, $0.value, value, schema ?? root, path) }
        default: ["\(path): not a schema"]
        }
    }

    private func keyword(_ name: String, _ argument: JSONValue, _ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        switch (name, argument, value) {
        case ("$schema", _, _), ("title", _, _), ("description", _, _), ("$defs", _, _): []
        case ("type", _, _):
            types(argument).contains { matches(value, $0) } ? [] : ["\(path): expected \(types(argument))"]
        case ("$ref", .string(let reference), _):
            problems(value, root["$defs"]?[String(reference.dropFirst("#/$defs/".count))], at: path)
        case ("anyOf", .array(let schemas), _):
            schemas.contains { problems(value, $0, at: path).isEmpty } ? [] : ["\(path): none of anyOf"]
        case ("enum", .array(let values), _): values.contains(value) ? [] : ["\(path): not in enum"]
        case ("required", .array(let names), .object(let members)):
            names.allSatisfy { name in members.contains { .string($0.key) == name } } ? [] : ["\(path): missing key"]
        case ("properties", .object(let properties), .object(let members)):
            members.flatMap { member in
                properties.first { $0.key == member.key }.map { problems(member.value, $0.value, at: path + "." + member.key) } ?? []
            }
        case ("additionalProperties", _, .object(let members)):
            members.flatMap { member in
                schema["properties"]?[member.key] == nil ? problems(member.value, argument, at: path + "." + member.key) : []
            }
        case ("items", _, .array(let elements)):
            elements.enumerated().flatMap { problems($0.element, argument, at: path + "[\($0.offset)]") }
        case ("minItems", .number(let minimum), .array(let elements)): elements.count < Int(minimum)! ? ["\(path): too few"] : []
        case ("minProperties", .number(let minimum), .object(let members)): members.count < Int(minimum)! ? ["\(path): too few"] : []
        case ("minimum", .number(let minimum), .number(let number)): Double(number)! < Double(minimum)! ? ["\(path): too small"] : []
        case ("maximum", .number(let maximum), .number(let number)): Double(number)! > Double(maximum)! ? ["\(path): too large"] : []
        case ("pattern", .string(let pattern), .string(let text)):
            (try? Regex(pattern).firstMatch(in: text)) == nil ? ["\(path): does not match"] : []
        case ("required", _, _), ("properties", _, _), ("additionalProperties", _, _), ("items", _, _), ("minItems", _, _),
            ("minProperties", _, _), ("minimum", _, _), ("maximum", _, _), ("pattern", _, _):
            []
        default: ["\(path): the validator knows no \(name)"]
        }
    }

    private func types(_ argument: JSONValue) -> [String] {
        switch argument {
        case .string(let type): [type]
        case .array(let types): types.compactMap { if case .string(let type) = $0 { type } else { nil } }
        default: []
        }
    }

    private func matches(_ value: JSONValue, _ type: String) -> Bool {
        switch (value, type) {
        case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.string, "string"), (.array, "array"), (.object, "object"): true
        case (.number(let digits), "integer"): Int64(digits) != nil
        default: false
        }
    }
}
