import Testing

/// A document with a mistake, and the problems that it must have.
struct Mistake: Sendable, CustomTestStringConvertible {
    var document: String
    var problems: [String]

    init(_ document: String, _ problems: String...) {
        self.document = document
        self.problems = problems
    }

    var testDescription: String { document.replacing("\n", with: "⏎") }
}
