/// The text of an entry that is in no file: a program gives it, or another program that begins this one.
public struct EntryText: Sendable {
    var text: String
    /// What it is called, where messages name files.
    var name: String
    /// Whether it is a CommonJS module unless it has the syntax of others.
    var mayBeCommonJS: Bool

    public init(_ text: String, called name: String, mayBeCommonJS: Bool = false) {
        self.text = text
        self.name = name
        self.mayBeCommonJS = mayBeCommonJS
    }
}
