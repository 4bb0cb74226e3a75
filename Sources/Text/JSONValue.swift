/// A JSON value whose object members keep their order, so that the same value always gives the same bytes.
public indirect enum JSONValue: Hashable, Sendable {
    public struct Member: Hashable, Sendable {
        public var key: String
        public var value: JSONValue
        public init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    case null
    case bool(Bool)
    /// A number, as JSON writes it: kept as text, so that none of its digits is lost.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    public static func integer(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }

    public static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(members.map { Member($0.key, $0.value) })
    }

    /// The member of an object; `nil` where there is none, and for other values.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The value as JSON.
    ///
    /// - Parameter isIndented: a line per member and element, two spaces a level; otherwise one line.
    public func text(isIndented: Bool = false) -> String {
        var json = JSONWriter(isIndented: isIndented)
        write(to: &json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// Writes the value.
    public func write(to json: inout JSONWriter) {
        switch self {
        case .null: json.null()
        case .bool(let value): json.boolean(value)
        case .number(let digits): json.literal(digits)
        case .string(let value): json.string(value)
        case .array(let elements):
            json.beginArray()
            for element in elements { element.write(to: &json) }
            json.endArray()
        case .object(let members):
            json.beginObject()
            for member in members {
                json.key(member.key)
                member.value.write(to: &json)
            }
            json.endObject()
        }
    }
}
