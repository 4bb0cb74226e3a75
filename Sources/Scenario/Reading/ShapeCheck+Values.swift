import Text

/// What to write in place of a value that is not what its key wants.
extension ShapeCheck {
    func suggestion(for node: YAMLNode, _ shape: Shape) -> String? {
        guard tells else { return nil }
        for alternative in shape.alternatives {
            let found: String? =
                switch (alternative, node.content) {
                case (.list(let element, _), .scalar(let text, let style)): listSuggestion(text, style, of: element)
                case (.list(let element, _), .mapping(let pairs)): listSuggestion(node, pairs, of: element)
                case (.mapping, .sequence(let elements)): mappingSuggestion(elements)
                case (.mapping, .scalar(let text, _)): mappingSuggestion(text)
                case (.object(let table), _): objectSuggestion(node, table, of: shape)
                case (.boolean, .scalar(let text, _)): Self.booleans[text.lowercased()].map { "write \($0)" }
                case (.integer(let range), .scalar(let text, _)): integerSuggestion(text, range)
                case (.duration, .mapping(let pairs)): durationSuggestion(pairs)
                case (.text, .mapping), (.line, .mapping), (.text, .sequence), (.line, .sequence), (.duration, .sequence):
                    scalarSuggestion(node, alternative)
                default: nil
                }
            if let found { return found }
        }
        return nil
    }

    /// What to write where nothing stands.
    func missingSuggestion(_ node: YAMLNode, _ shape: Shape) -> String? {
        guard tells else { return nil }
        let line = positions.lineRange(positions.lineIndex(of: node.range.upperBound))
        let rest = positions.bytes[min(node.range.upperBound, line.upperBound)..<line.upperBound].drop { $0 == UInt8(ascii: " ") }
        if rest.first == UInt8(ascii: "#"), rest.dropFirst().first.map({ $0 != UInt8(ascii: " ") }) ?? false {
            return "what begins with '#' is a comment; put text in quotes: "
                + yamlStringLiteral(shortened(String(decoding: rest.prefix(200), as: UTF8.self)))
        }
        for alternative in shape.alternatives {
            switch alternative {
            case .text, .line: return "write \"\" for empty text"
            case .list(_, 0): return "write [] for none"
            case .mapping(_, 0): return "write {} for none"
            case .object(let table): if !table.keys.contains(where: \.isRequired), table.forms.isEmpty { return "write {} for none" }
            default: continue
            }
        }
        return nil
    }

    // MARK: Words and numbers

    /// The word that was most likely meant.
    func meantWord(_ text: String, _ words: [String], _ synonyms: [String: String]) -> String? {
        guard tells else { return nil }
        let lower = text.lowercased()
        return words.first { $0 == lower } ?? synonyms[text] ?? synonyms[lower] ?? nearestName(to: text, among: words)
    }

    /// For a word that has a form with more to it: `outcome: "rejected: Error: boom"`, or the error alone.
    func formSuggestion(_ text: String, _ shape: Shape) -> String? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let head = String(text[..<colon])
        let rest = String(text[text.index(after: colon)...].drop { $0 == " " })
        for case .object(let table) in shape.alternatives {
            if table.key(head) != nil { return "write {\(head): \(yamlStringLiteral(rest))}" }
            if head.hasSuffix("Error"), table.key("rejected") != nil { return "write {rejected: \(yamlStringLiteral(text))}" }
        }
        return nil
    }

    private static let booleans = [
        "yes": "true", "on": "true", "y": "true", "true": "true", "no": "false", "off": "false", "n": "false", "false": "false",
    ]

    /// `5k`, `1_000` and `1,000` as the number that they mean.
    private func integerSuggestion(_ text: String, _ range: ClosedRange<Int64>) -> String? {
        guard let number = Decimal(readingPrefixOf: text.filter { $0 != "_" && $0 != "," }) else { return nil }
        let exponent: Int
        switch number.rest.drop(while: { $0 == " " }).lowercased() {
        case "": exponent = 0
        case "k": exponent = 3
        case "m": exponent = 6
        default: return nil
        }
        guard let value = number.scaled(byPowerOfTen: exponent, factor: 1), range.contains(value) else { return nil }
        return "write \(value)"
    }

    func sizeSuggestion(_ text: String) -> String? {
        guard let number = Decimal(readingPrefixOf: text) else { return nil }
        let unit: String
        switch number.rest.drop(while: { $0 == " " }).lowercased() {
        case "b", "byte", "bytes": unit = "B"
        case "k", "kb", "kib": unit = "kB"
        case "m", "mb", "mib": unit = "MB"
        case "g", "gb", "gib": unit = "GB"
        default: return nil
        }
        return "write \(text.dropLast(number.rest.count))\(unit)"
    }

    /// `{ms: 5}`
    private func durationSuggestion(_ pairs: [YAMLNode.Pair]) -> String? {
        guard pairs.count == 1, let unit = pairs[0].key.scalarText, let number = pairs[0].value.scalarText,
            (try? VirtualDuration(parsing: number + unit)) != nil
        else { return nil }
        return "write \(number)\(unit)"
    }

    // MARK: Lists

    private func listSuggestion(_ text: String, _ style: YAMLNode.Style, of element: Shape) -> String? {
        if element.table?.key("js") != nil, text.contains("\n") || isJavaScript(text), enclosing.last?.table.key("code") != nil {
            return "write 'code' in place of the key for JavaScript; a list entry begins with '- '"
        }
        let lines = text.split(separator: "\n")
        // `- ` without its blank makes one text of the lines.
        if style == .plain, text.hasPrefix("-"), !text.hasPrefix("- ") { return "put a blank behind each '-'" }
        if lines.count > 1 { return "write each line as an entry of its own, beginning with '- '" }
        guard style == .plain, text.utf8.count <= 60 else { return "write [\(shortened(yamlStringLiteral(text)))]" }
        return "write [\(text)]"
    }

    /// A mapping where a list should be: the dashes are missing, or their blanks.
    private func listSuggestion(_ node: YAMLNode, _ pairs: [YAMLNode.Pair], of element: Shape) -> String? {
        guard let first = pairs.first, let name = first.key.scalarText else { return "begin each entry with '- '" }
        if let mark = ["-", "•", "*", "–", "—"].first(where: { name.hasPrefix($0) }) {
            let rest = String(name.dropFirst(mark.count).drop { $0 == " " })
            return "begin each entry with '- ', as in '- \(shortened(rest)): …'"
        }
        guard let table = element.table else {
            return isFlow(node) ? "write [\(shortened(name)), …]" : "begin each entry with '- '"
        }
        if let from = table.key("from"), table.key(name) == nil, let names = flowSource(of: first.value), !names.isEmpty {
            return "write '- {\(from.name): \(name), names: \(first.value.elements == nil ? "[\(names)]" : names)}'"
        }
        guard let source = source(of: first) else { return "begin each entry with '- ', as in '- \(shortened(name)):'" }
        guard isFlow(node) else { return "begin each entry with '- ', as in '- \(source)'" }
        // All the keys may belong to one entry.
        if accepts(node, element), let whole = self.source(of: node) { return "write [\(whole)]" }
        let entries = pairs.compactMap { pair in self.source(of: pair).map { "{\($0)}" } }
        let list = entries.joined(separator: ", ")
        return entries.count == pairs.count && list.utf8.count <= 60 ? "write [\(list)]" : "write an entry for each key: [{\(source)}, …]"
    }

    // MARK: Mappings

    /// A list where keys are the user's: the names are the keys.
    private func mappingSuggestion(_ elements: [YAMLNode]) -> String? {
        guard let first = elements.first?.pairs?.first, let key = first.key.scalarText else {
            return elements.first?.scalarText.map { "write keys with their values: {\(shortened($0)): …}" }
        }
        if ["name", "id", "url", "module", "file", "line", "text"].contains(key), let name = first.value.scalarText {
            return "begin with the name as a key: '\(shortened(name)):' in place of '- \(key): \(shortened(name))'"
        }
        return "leave out the '- ' before each name: '\(shortened(key)):'"
    }

    private func mappingSuggestion(_ text: String) -> String? {
        if let hint = blankSuggestion(text) { return hint }
        let parts = text.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
        if parts.count == 2, text.utf8.count <= 60, !text.contains("(") { return "write {\(parts[0]): \(parts[1])}" }
        return text.contains(" ") || text.isEmpty ? nil : "write a name and its value: {\(shortened(text)): …}"
    }

    /// `a:console.log(1)` is one text to YAML.
    private func blankSuggestion(_ text: String) -> String? {
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else { return nil }
        let name = text[..<colon]
        let rest = text[text.index(after: colon)...]
        guard let next = rest.first, next != " ", next != "/", next != ":", !name.contains(where: { " (){}[]'\"".contains($0) }) else {
            return nil
        }
        return "put a blank behind the ':' of '\(shortened(String(name))):'"
    }

    /// Another value where keys of the format belong: the key is missing that would have this value.
    private func objectSuggestion(_ node: YAMLNode, _ table: KeyTable, of shape: Shape) -> String? {
        let required = table.keys.filter(\.isRequired).map { "'\($0.name): …'" }
        if enclosing.isEmpty, let text = node.scalarText, let hint = blankSuggestion(text) { return hint }
        if enclosing.isEmpty { return required.isEmpty ? nil : "begin with \(required.joined(separator: " and "))" }
        if let text = node.scalarText {
            if let step = stepSuggestion(text, table) { return step }
            // Where a word may stand, another scalar most likely is a wrong word.
            let isWord = shape.alternatives.contains { if case .word = $0 { true } else { false } }
            if isWord || text == "null" || text == "~" { return nil }
        }
        if case .mapping = node.content { return nil }
        for key in table.keys {
            if key.shape.alternatives.contains(where: { if case .any = $0 { true } else { false } }) { continue }
            guard accepts(node, key.shape) else { continue }
            guard let source = flowSource(of: node) else { return "write it below '\(key.name):', indented deeper" }
            let others = table.keys.filter { $0.isRequired && $0.name != key.name }.map { ", \($0.name): …" }.joined()
            return "write {\(key.name): \(source)\(others)}"
        }
        return required.isEmpty ? nil : "write a mapping with \(required.joined(separator: " and "))"
    }

    /// A text that should be a key with its value: `log A`, `log:A`, or a statement of JavaScript.
    private func stepSuggestion(_ text: String, _ table: KeyTable) -> String? {
        let name = text.prefix { $0 != " " && $0 != ":" }
        if isJavaScript(text), table.key("js") != nil {
            return text.utf8.count <= 60
                ? "write 'js: \(yamlStringLiteral(text))'" : "write it as 'js: |', with the code on the lines below"
        }
        guard table.key(String(name)) != nil, name.endIndex < text.endIndex else { return nil }
        let value = text[name.endIndex...].drop { $0 == " " || $0 == ":" }
        return "write '\(shortened("\(name): \(value)"))'"
    }

    // MARK: Scalars

    /// Text that YAML took for something else, or that stands in brackets.
    private func scalarSuggestion(_ node: YAMLNode, _ shape: Shape) -> String? {
        if let elements = node.elements {
            guard let first = elements.first, let text = source(of: first), elements.allSatisfy({ accepts($0, shape) }) else { return nil }
            let mark = isFlow(node) ? "the brackets" : "the '- '"
            return elements.count == 1 ? "write \(text) without \(mark)" : "write one of them, without \(mark)"
        }
        guard let source = source(of: node) else { return "put the text in quotes, or in a block after '|'" }
        return "put it in quotes: \(source.contains("\"") && !source.contains("'") ? "'\(source)'" : yamlStringLiteral(source))"
    }

    // MARK: The document's own text

    /// A short value as it is written; `nil` when it goes over several lines.
    func source(of node: YAMLNode) -> String? { source(node.range) }

    /// The same as it can stand in brackets; `nil` too for a list or a mapping that is written without them.
    private func flowSource(of node: YAMLNode) -> String? { node.scalarText != nil || isFlow(node) ? source(of: node) : nil }

    private func source(of pair: YAMLNode.Pair) -> String? { source(pair.key.range.lowerBound..<pair.value.range.upperBound) }

    func source(_ range: Range<Int>) -> String? {
        var range = range
        while let last = positions.bytes[range].last, " \t\r\n".utf8.contains(last) { range.removeLast() }
        guard range.count <= 60, !positions.bytes[range].contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return nil }
        return String(decoding: positions.bytes[range], as: UTF8.self)
    }

    private func isFlow(_ node: YAMLNode) -> Bool {
        positions.bytes[node.range].first.map { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") } ?? false
    }
}

extension Shape {
    /// The keys that a value may have.
    fileprivate var table: KeyTable? {
        for case .object(let table) in alternatives { return table }
        return nil
    }
}
