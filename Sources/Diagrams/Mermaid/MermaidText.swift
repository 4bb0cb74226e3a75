import Graphviz

/// Text as part of a Mermaid diagram.
enum MermaidText {
    /// Mermaid refuses a diagram of more than 50,000 characters (`maxTextSize`), unless its host says otherwise.
    static let sizeLimit = 45_000

    /// The text so that it neither ends the label or line in which it stands, nor is read as Markdown, HTML or an escape.
    ///
    /// What could is written as Mermaid's `#34;`, the scalar's number. https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
    ///
    /// - Parameter limit: so many scalars, and an ellipsis.
    static func escaped(_ text: String, limit: Int = 60) -> String {
        let scalars = Array(beginning(of: DOTText.visible(text), limit).unicodeScalars)
        // An empty label is a syntax error.
        guard !scalars.isEmpty else { return "␣" }
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            let previous = index > 0 ? scalars[index - 1] : nil
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            if isPlain(scalar, after: previous, before: next) {
                result.unicodeScalars.append(scalar)
            } else {
                result += "#\(scalar.value);"
            }
        }
        return result
    }

    private static func isPlain(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, before next: Unicode.Scalar?) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z": true
        // At the start they would begin a list, a rule or an indented block.
        case "0"..."9", "-", "=": previous != nil
        case " ": previous != nil && previous != " " && next != nil
        // At the edge of a word it begins or ends emphasis.
        case "_": isWord(previous) && isWord(next)
        // `www.` makes a link of what follows.
        case ".": previous != nil && previous != "w" && previous != "W"
        case "/", ",", "'", "(", ")", "!", "?": true
        // Mermaid marks escapes by these while it parses.
        case "\u{FB02}", "\u{B6}": false
        default: !scalar.isASCII
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    }
}

/// Lines of a diagram, as many as Mermaid takes.
struct MermaidLines {
    private(set) var text = ""
    /// Kept for what must follow.
    private let reserve: Int

    init(_ first: String, title: String, description: String, reserve: Int = 0) {
        self.reserve = reserve
        text = first + "\n"
        must("    accTitle: \(MermaidText.escaped(title, limit: 200))")
        must("    accDescr: \(MermaidText.escaped(description, limit: 1_500))")
    }

    mutating func must(_ line: String) { text += line + "\n" }

    /// Adds the lines if there is room for all of them.
    mutating func add(_ lines: [String]) -> Bool {
        let size = lines.reduce(0) { $0 + $1.utf8.count + 1 }
        guard text.utf8.count + size + reserve <= MermaidText.sizeLimit else { return false }
        for line in lines { must(line) }
        return true
    }
}
