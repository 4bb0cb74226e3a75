/// Reads JSON (RFC 8259) into a ``JSONValue``: manifests and recordings, which we wrote ourselves or others may have touched.
public enum JSONReader {
    private static let depthLimit = 64

    /// The value, or `nil` when the bytes are no JSON.
    public static func value(of bytes: some Collection<UInt8>) -> JSONValue? {
        var scanner = JSONScanner(Array(bytes))
        guard let value = try? value(&scanner, depth: 0) else { return nil }
        scanner.skipSpace()
        return scanner.next == nil ? value : nil
    }

    /// Takes the next value, of a text that is read piece by piece.
    public static func next(_ scanner: inout JSONScanner) throws(JSONProblem) -> JSONValue { try value(&scanner, depth: 0) }

    private static func value(_ scanner: inout JSONScanner, depth: Int) throws(JSONProblem) -> JSONValue {
        guard depth < depthLimit else { throw JSONProblem("nested too deeply", at: scanner.index) }
        scanner.skipSpace()
        switch scanner.next {
        case UInt8(ascii: "{"): return try object(&scanner, depth)
        case UInt8(ascii: "["): return try array(&scanner, depth)
        case UInt8(ascii: "\""): return .string(try scanner.string(replacingHalves: true))
        default:
            switch try scanner.word() {
            case "true": return .bool(true)
            case "false": return .bool(false)
            case "null": return .null
            case let number: return .number(number)
            }
        }
    }

    private static func object(_ scanner: inout JSONScanner, _ depth: Int) throws(JSONProblem) -> JSONValue {
        _ = scanner.consume("{")
        var members: [JSONValue.Member] = []
        if scanner.consume("}") { return .object(members) }
        repeat {
            scanner.skipSpace()
            guard scanner.next == UInt8(ascii: "\"") else { throw JSONProblem("expected a key", at: scanner.index) }
            let key = try scanner.string(replacingHalves: true)
            guard scanner.consume(":") else { throw JSONProblem("expected ':'", at: scanner.index) }
            members.append(.init(key, try value(&scanner, depth: depth + 1)))
        } while scanner.consume(",")
        guard scanner.consume("}") else { throw JSONProblem("expected ',' or '}'", at: scanner.index) }
        return .object(members)
    }

    private static func array(_ scanner: inout JSONScanner, _ depth: Int) throws(JSONProblem) -> JSONValue {
        _ = scanner.consume("[")
        var elements: [JSONValue] = []
        if scanner.consume("]") { return .array(elements) }
        repeat { elements.append(try value(&scanner, depth: depth + 1)) } while scanner.consume(",")
        guard scanner.consume("]") else { throw JSONProblem("expected ',' or ']'", at: scanner.index) }
        return .array(elements)
    }
}
