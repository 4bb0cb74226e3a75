/// The text of `--help`, laid out for a width.
///
/// The argument parser breaks every line where the terminal ends: a table loses its columns, and an example can no longer be copied. Here
/// prose is filled, the second column of a table stays a column, and an example is one line, however wide the terminal is.
struct HelpLayout {
    enum Block: Equatable {
        case blank
        case prose(String)
        /// A row of a table.
        ///
        /// - Parameter column: where its text begins, in characters.
        case row(label: String, text: String, column: Int)
        /// A command, which must not be broken.
        case example(String)
    }

    private(set) var blocks: [Block] = []

    /// - Parameter text: help as the parser writes it, of any width.
    init(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { add(line) }
        while blocks.last == .blank { blocks.removeLast() }
    }

    private mutating func add(_ line: Substring) {
        let indent = line.prefix { $0 == " " }.count
        let content = line.dropFirst(indent)
        if content.isEmpty {
            if blocks.last != .blank { blocks.append(.blank) }
        } else if Self.commands.contains(where: content.hasPrefix) {
            blocks.append(.example(String(content)))
        } else if indent == 0 {
            addProse(content)
        } else if indent > 2, case .row(let label, let text, let column) = blocks.last {
            // The text of a row goes on, or begins below a long label.
            blocks[blocks.count - 1] = .row(
                label: label, text: text.isEmpty ? String(content) : "\(text) \(content)", column: text.isEmpty ? indent : column)
        } else if let gap = content.firstRange(of: "  ") {
            let text = content[gap.upperBound...].drop { $0 == " " }
            let column = indent + content.distance(from: content.startIndex, to: text.startIndex)
            blocks.append(.row(label: String(content[..<gap.lowerBound]), text: String(text), column: column))
        } else if content.hasPrefix("-") || content.hasPrefix("<") || content.hasPrefix("[") {
            blocks.append(.row(label: String(content), text: "", column: Self.optionColumn))
        } else {
            blocks.append(.row(label: "", text: String(content), column: indent))
        }
    }

    private mutating func addProse(_ line: Substring) {
        if case .prose(let text) = blocks.last, !text.hasSuffix(":") {
            blocks[blocks.count - 1] = .prose("\(text) \(line)")
        } else {
            blocks.append(.prose(String(line)))
        }
    }

    /// As many columns as no line of the parser's help has: so wide, it breaks none.
    static let unbrokenColumns = 100_000
    /// What examples begin with.
    private static let commands = ["tla-sim ", "node "]
    /// Where the parser puts the words for an option.
    private static let optionColumn = 26
    /// Longer lines are not read with ease.
    private static let widest = 100

    /// The lines, each with a line break.
    func text(width: Int) -> String {
        let width = min(max(width, 24), Self.widest)
        var result = ""
        for block in blocks {
            switch block {
            case .blank: result += "\n"
            case .example(let line): result += "  \(line)\n"
            case .prose(let text):
                let isUsage = text.hasPrefix("USAGE: ")
                let pieces = isUsage ? Self.usagePieces(text) : text.split(separator: " ").map(String.init)
                result += Self.filled(pieces, first: 0, indent: isUsage ? 4 : 0, width: width)
            case .row(let label, let text, let column): result += Self.row(label, text, column, width: width)
            }
        }
        return result
    }

    private static func row(_ label: String, _ text: String, _ column: Int, width: Int) -> String {
        let pieces = text.split(separator: " ").map(String.init)
        if label.isEmpty { return String(repeating: " ", count: column) + filled(pieces, first: column, indent: column, width: width) }
        // On a narrow terminal the text stands below its label.
        let indent = width - column < 24 ? 6 : column
        let room = indent == column ? column - 2 - label.count : 0
        let words = pieces.isEmpty ? "\n" : filled(pieces, first: indent, indent: indent, width: width)
        if pieces.isEmpty || room >= 2 { return "  \(label)" + String(repeating: " ", count: pieces.isEmpty ? 0 : room) + words }
        return "  \(label)\n" + String(repeating: " ", count: indent) + words
    }

    /// - Parameter first: how much of the first line is taken.
    private static func filled(_ pieces: [String], first: Int, indent: Int, width: Int) -> String {
        var result = ""
        var used = first
        for (index, piece) in pieces.enumerated() {
            if index > 0 {
                if used + 1 + piece.count > width {
                    result += "\n" + String(repeating: " ", count: indent)
                    used = indent
                } else {
                    result += " "
                    used += 1
                }
            }
            result += piece
            used += piece.count
        }
        return result + "\n"
    }

    /// The words of a usage line; what stands in brackets is one.
    private static func usagePieces(_ text: String) -> [String] {
        var pieces: [String] = []
        var depth = 0
        for word in text.split(separator: " ") {
            if depth > 0 { pieces[pieces.count - 1] += " \(word)" } else { pieces.append(String(word)) }
            depth += word.count { $0 == "[" } - word.count { $0 == "]" }
        }
        return pieces
    }
}
