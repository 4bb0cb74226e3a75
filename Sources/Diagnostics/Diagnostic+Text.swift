extension Diagnostic {
    /// The problem as text for a terminal: place and message, the source line with a caret, the key path, what to
    /// write instead.
    ///
    /// Text of the user's is shown with its control characters written out. Ends with a line break.
    ///
    /// - Parameter isColoured: whether ANSI colours are used.
    public func text(isColoured: Bool = false) -> String {
        func styled(_ code: String, _ text: String) -> String { isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
        var text = ""
        if let location {
            text += styled("1", "\(visibleText(location.file)):\(location.line):\(location.column): ")
        }
        text += styled("1;31", "error:") + " " + styled("1", visibleText(message)) + "\n"
        if let location, let sourceLine {
            let excerpt = SourceExcerpt(line: sourceLine, column: location.column, width: width)
            let number = String(location.line)
            let margin = String(repeating: " ", count: number.count)
            text += styled("2", "  \(number) | ") + excerpt.text + "\n"
            text += styled("2", "  \(margin) | ") + excerpt.indent + styled("1;31", excerpt.carets) + "\n"
        }
        if let keyPath { text += styled("2", "  in ") + visibleText(keyPath) + "\n" }
        if let suggestion { text += styled("1;32", "  help: ") + visibleText(suggestion) + "\n" }
        return text
    }
}

extension DiagnosticList {
    /// The problems as text for a terminal, one after another; past `limit` of them only their number is told, so that
    /// the first stays on the screen.
    public func text(isColoured: Bool = false, limit: Int = 8) -> String {
        var text = diagnostics.prefix(limit).map { $0.text(isColoured: isColoured) }.joined()
        let rest = diagnostics.count - limit
        if rest > 0 { text += "and \(rest) more \(rest == 1 ? "problem" : "problems")\n" }
        return text
    }

    /// The problems in the order of their places: by file, line and column, those without a place first. Problems of
    /// one place keep their order.
    public func sortedByPosition() -> DiagnosticList {
        let sorted = diagnostics.enumerated().sorted { a, b in
            guard let first = a.element.location else { return b.element.location != nil || a.offset < b.offset }
            guard let second = b.element.location else { return false }
            if first.file != second.file { return first.file < second.file }
            return (first.line, first.column, a.offset) < (second.line, second.column, b.offset)
        }
        return DiagnosticList(sorted.map(\.element))
    }
}

/// The part of a source line round a problem, as it can be shown, and the carets below it.
struct SourceExcerpt {
    /// The part of the line, with `…` where it was cut.
    var text = ""
    /// The blanks before the carets.
    var indent = ""
    var carets = ""

    /// How many characters of the line are shown on each side of the problem at most.
    static let reach = 60

    init(line: String, column: Int, width: Int) {
        let scalars = Array(line.unicodeScalars.prefix(column + Self.reach + 1))
        let problem = max(0, column - 1)
        let first = max(0, min(problem, scalars.count) - Self.reach)
        let last = min(scalars.count, problem + Self.reach)
        if first > 0 { add("…", at: first - 1, problem: problem, width: 0) }
        for index in first..<last {
            // A tab is one column here: a blank keeps the caret below its character.
            let form = scalars[index] == "\t" ? " " : visibleForm(scalars[index])
            add(form, at: index, problem: problem, width: width)
        }
        if last < scalars.count { text += "…" }
        if carets.isEmpty { carets = "^" }
    }

    private mutating func add(_ form: String, at index: Int, problem: Int, width: Int) {
        text += form
        let count = form.unicodeScalars.count
        if index < problem {
            indent += String(repeating: " ", count: count)
        } else if index < problem + width {
            carets += String(repeating: "^", count: count)
        }
    }
}
