/// What a value of the document may be. The reader and the JSON Schema are both made from shapes.
indirect enum Shape: Sendable {
    /// Any value.
    case any
    /// Text; a number, a bool or null must be put in quotes to be text.
    case text
    /// Any scalar but an empty one, as written: `- 1` is the text `1`.
    case line
    case boolean
    case duration
    /// A word or a duration, as ``RunUntil`` reads it.
    case until
    /// Bytes: `40kB`.
    case size
    /// A whole number in a range.
    case integer(ClosedRange<Int64>)
    /// One of these words.
    ///
    /// - Parameter alsoCalled: what people write for them elsewhere; it is not accepted, and leads to the word.
    case word([String], alsoCalled: [String: String] = [:])
    case list(of: Shape, minimum: Int = 0)
    /// A mapping whose keys are the user's.
    case mapping(of: Shape, minimum: Int = 0)
    case object(KeyTable)
    /// Shapes that differ by the kind of YAML value: of several scalar shapes the first counts.
    case either([Shape])
    /// A shape of ``Format/definitions``, for those that hold themselves.
    case reference(String)
}

/// The keys that a mapping may have.
struct KeyTable: Sendable {
    /// What the mapping is, with an article: "a module".
    var what: String
    var keys: [Key]
    /// The forms of which the mapping must be one; empty when all keys may stand together. A key of no form goes with all.
    var forms: [Form] = []
    /// Whether other keys are allowed beside these, with any value.
    var isOpen = false

    struct Key: Sendable {
        var name: String
        var shape: Shape
        var about: String
        var isRequired = false
        /// The key in whose presence it need not be there.
        var replacedBy: String?
        /// What people call it elsewhere; such a name is not accepted, and leads to the key.
        var alsoCalled: [String]

        init(
            _ name: String, _ shape: Shape, _ about: String, isRequired: Bool = false, replacedBy: String? = nil,
            alsoCalled: [String] = []
        ) {
            self.name = name
            self.shape = shape
            self.about = about
            self.isRequired = isRequired
            self.replacedBy = replacedBy
            self.alsoCalled = alsoCalled
        }
    }

    struct Form: Sendable {
        var required: [String]
        var optional: [String]
        init(_ required: [String], optional: [String] = []) {
            self.required = required
            self.optional = optional
        }
        func allows(_ key: String) -> Bool { required.contains(key) || optional.contains(key) }
    }

    func key(_ name: String) -> Key? { keys.first { $0.name == name } }

    /// The keys that tell the forms apart.
    var formKeys: [String] { keys.map(\.name).filter { name in forms.contains { $0.allows(name) } } }
}

extension Shape {
    /// The shapes that a value may have, with references followed and alternatives laid side by side.
    var alternatives: [Shape] {
        switch self {
        case .either(let shapes): shapes.flatMap(\.alternatives)
        case .reference(let name): Format.definition(name).alternatives
        default: [self]
        }
    }

    /// The shape in words, for a message: "expected …".
    var words: String {
        switch self {
        case .any: "a value"
        case .text: "text"
        case .line: "text"
        case .boolean: "true or false"
        case .duration: "a duration such as 250ms or 1.5s"
        case .until: RunUntil.words.joined(separator: ", ") + " or a time such as 10s"
        case .size: "a size such as 40kB"
        case .integer(let range):
            range.upperBound == .max
                ? "a whole number from \(range.lowerBound)" : "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .word(let words, _): words.count == 1 ? "'\(words[0])'" : "one of \(words.joined(separator: ", "))"
        case .list(let element, _): "a list of \(element.pluralWords)"
        case .mapping: "a mapping"
        case .object(let table): "\(table.what) (\(Self.keyWords(table)))"
        case .either, .reference:
            alternatives.map(\.words).joined(separator: ", or ")
        }
    }

    private static func keyWords(_ table: KeyTable) -> String {
        let names = table.keys.map(\.name)
        return "with " + names.prefix(6).joined(separator: ", ") + (names.count > 6 ? ", …" : "")
    }

    private var pluralWords: String {
        switch self {
        case .text, .line: "texts"
        case .object(let table): table.plural
        case .list: "lists"
        case .reference(let name): name == "step" ? "steps" : name + "s"
        default: "values"
        }
    }
}

extension KeyTable {
    /// "modules" for "a module".
    var plural: String { what.drop { $0 != " " }.dropFirst() + "s" }
}
