import Text

extension Diagnostic {
    /// The problem as text for a terminal: place and message, the source line with a caret, the way an error took, other places,
    /// the key path, what to write instead.
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
        let style =
            switch severity {
            case .error: "1;31"
            case .warning: "1;33"
            case .note: "1;36"
            }
        text += styled(style, severity.rawValue + ":") + " " + styled("1", visibleText(message)) + "\n"
        if let location, let sourceLine {
            let excerpt = SourceExcerpt(line: sourceLine, column: location.column, width: width)
            let number = String(location.line)
            let margin = String(repeating: " ", count: number.count)
            text += styled("2", "  \(number) | ") + excerpt.text + "\n"
            text += styled("2", "  \(margin) | ") + excerpt.indent + styled(style, excerpt.carets) + "\n"
        }
        // A way of one step, the place that is shown above, says nothing more.
        let isPlaceAlone = stack.count == 1 && stack[0].location == location && stack[0].name == nil
        for entry in isPlaceAlone ? [] : stack { text += styled("2", "  " + visibleText(entry.text)) + "\n" }
        for place in related { text += styled("2", "  note: ") + visibleText("\(place.message) (\(place.location.text))") + "\n" }
        if let keyPath { text += styled("2", "  in ") + visibleText(keyPath) + "\n" }
        if let suggestion { text += styled("1;32", "  help: ") + visibleText(suggestion) + "\n" }
        for other in alternatives { text += styled("1;32", "  or: ") + visibleText(other) + "\n" }
        return text
    }
}

extension DiagnosticList {
    /// The problems as text for a terminal, one after another; past `limit` of them only their number is told, so that
    /// the first stays on the screen.
    public func text(isColoured: Bool = false, limit: Int = 8) -> String {
        var text = diagnostics.prefix(limit).map { $0.text(isColoured: isColoured) }.joined()
        let rest = diagnostics.count - limit
        if rest > 0 { text += "and \(counted(rest, "more problem"))\n" }
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

extension SourceLocation {
    /// `main.mjs:3:7`
    public var text: String { "\(file):\(line):\(column)" }
}

extension StackEntry {
    /// The step as a line of a stack: `at connect (db.mjs:3:9)`, `at await (db.mjs:7:1)`, `imported by main.mjs:1:1, which waited for it`.
    public var text: String {
        let place = location?.text
        let words: String
        switch kind {
        case .call: words = "at " + Self.named(name, place)
        case .await: words = "at " + Self.named(name.map { "await in \($0)" } ?? "await", place)
        case .combinator: words = "through " + Self.named(name, place)
        case .importer: words = "imported by " + Self.named(name, place)
        case .dynamicImport: words = "at " + Self.named(name.map { "import('\($0)')" } ?? "import()", place)
        case .wait: words = Self.named(name, nil) + (place.map { " (\($0))" } ?? "")
        case .bundler: words = "through code of \(name ?? "the bundler")"
        case .omitted: words = "… " + (name ?? "")
        }
        return words + (note.map { ", \($0)" } ?? "")
    }

    private static func named(_ name: String?, _ place: String?) -> String {
        guard let name else { return place ?? "an unknown place" }
        return place.map { "\(name) (\($0))" } ?? name
    }
}
