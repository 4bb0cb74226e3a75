import Diagnostics

/// A small YAML mapping read as text, for rooms that must not know how YAML is read.
public struct YAMLMapping: Sendable {
    private let node: YAMLNode

    /// - Parameter text: YAML, UTF-8.
    /// - Throws: what is wrong with it as YAML, or that it is no mapping.
    public init(file: String, text: String) throws(DiagnosticList) {
        let positions = DocumentPositions(file: file, bytes: Array(text.utf8))
        var composer = YAMLComposer(positions)
        let root = composer.compose()
        if !composer.problems.isEmpty { throw DiagnosticList(composer.problems) }
        guard let root, root.pairs != nil else {
            throw DiagnosticList([positions.problem("expected keys and values", at: 0..<0)])
        }
        node = root
    }

    private init(_ node: YAMLNode) { self.node = node }

    /// Whether the key is there, whatever it has for its value.
    public func hasKey(_ key: String) -> Bool { node[key] != nil }

    /// The text of a key's value; `nil` where there is none, or it is no scalar.
    public func text(_ key: String) -> String? { node[key]?.scalarText }

    /// The texts of a key's list; empty where there is none.
    public func list(_ key: String) -> [String] { node[key]?.elements?.compactMap(\.scalarText) ?? [] }

    /// The mapping that a key has for its value.
    public func mapping(_ key: String) -> YAMLMapping? {
        guard let value = node[key], value.pairs != nil else { return nil }
        return YAMLMapping(value)
    }
}
