import Text

/// What was most likely meant by a key that is not known where it stands.
extension ShapeCheck {
    /// - Parameter known: the keys that may stand there still.
    func meantKey(_ name: String, _ pair: YAMLNode.Pair, _ known: [KeyTable.Key], in table: KeyTable) -> KeyTable.Key? {
        let lower = name.lowercased()
        if let key = known.first(where: { key in ([key.name] + key.alsoCalled).contains { $0.lowercased() == lower } }) { return key }
        let names = known.map(\.name)
        let near =
            nearestName(to: name, among: names, within: 1)
            // A key of another place is more likely than one that differs by several letters.
            ?? (placeOf(name, pair, near: table) == nil ? nearestName(to: name, among: names) : nil)
        return known.first { $0.name == near }
    }

    /// What to write in place of a key that is like none of the table's.
    ///
    /// - Parameters:
    ///   - previous: what stands before it.
    ///   - known: the pairs beside it whose keys the table has.
    mutating func keySuggestion(
        _ name: String, _ pair: YAMLNode.Pair, after previous: YAMLNode.Pair?, _ known: [YAMLNode.Pair], _ table: KeyTable
    ) -> String {
        if let colon = name.firstIndex(of: ":"), table.key(String(name[..<colon])) != nil {
            return "put a blank behind ':', as in '\(shortened("\(name[..<colon]): \(name[name.index(after: colon)...])"))'"
        }
        if isJavaScript(name) {
            if table.key("js") != nil { return "write JavaScript in quotes, as a step: js: \"…\"" }
            if table.key("code") != nil {
                return "write JavaScript in a block: '|' behind the module's name, and the code on the lines below"
            }
        }
        if let place = placeOf(name, pair, near: table) { return place.suggestion(self, pair.key) }
        if pair.value.isMissing, let text = splitText(before: pair, previous) {
            return "a ',' ends a text in brackets, so put all of it in quotes: \(yamlStringLiteral(text))"
        }
        for other in known {
            guard let key = other.key.scalarText, let entries = table.key(key)?.shape.entries, let first = other.value.pairs?.first,
                pair.value.scalarText != "", accepts(pair.value, entries)
            else { continue }
            strayNames.insert(name)
            return "to make it one of '\(key)', "
                + indentation(of: pair.key, by: positions.location(of: first.key.range.lowerBound).column - 1)
        }
        return "known keys: \(table.keys.map(\.name).joined(separator: ", "))"
    }

    /// A place near a mapping where a key is known.
    private struct Place {
        /// The key's name.
        var name: String
        /// What it is a key of, with an article.
        var what: String
        /// The column of the keys there; `nil` for a place below this mapping.
        var column: Int?
        /// How to write it there.
        var form: String

        func suggestion(_ check: ShapeCheck, _ key: YAMLNode) -> String {
            "'\(name)' is a key of \(what): " + (column.map { check.indentation(of: key, by: $0) } ?? form)
        }
    }

    private func placeOf(_ name: String, _ pair: YAMLNode.Pair, near table: KeyTable) -> Place? {
        for outer in enclosing.reversed() {
            if let key = outer.table.key(named: name) {
                return Place(name: key.name, what: outer.table.what, column: outer.column, form: "")
            }
        }
        var first: Place?
        for key in table.keys {
            for alternative in key.shape.alternatives {
                let (inner, form): (Shape, String)
                switch alternative {
                case .object: (inner, form) = (alternative, "write it below '\(key.name)', indented deeper")
                case .mapping(let entry, _): (inner, form) = (entry, "write it below one of '\(key.name)', indented deeper")
                case .list(let element, _): (inner, form) = (element, "write '- KEY: …' below '\(key.name)'")
                default: continue
                }
                for case .object(let table) in inner.alternatives {
                    guard let key = table.key(named: name) else { continue }
                    let place = Place(name: key.name, what: table.what, column: nil, form: form.replacing("KEY", with: key.name))
                    if accepts(pair.value, key.shape) { return place }
                    first = first ?? place
                }
            }
        }
        return first
    }

    /// The text of which a `,` made a value and a key without one.
    private func splitText(before pair: YAMLNode.Pair, _ previous: YAMLNode.Pair?) -> String? {
        guard let previous, case .scalar(_, .plain) = previous.value.content else { return nil }
        return source(previous.value.range.lowerBound..<pair.key.range.upperBound)
    }

    func indentation(of key: YAMLNode, by column: Int) -> String {
        let line = positions.lineRange(positions.lineIndex(of: key.range.lowerBound))
        let isFirst = positions.bytes[line.lowerBound..<key.range.lowerBound].allSatisfy { $0 == UInt8(ascii: " ") }
        return isFirst ? "indent it by \(column)" : "move it there"
    }

    /// Whether a text reads like a statement or a call.
    func isJavaScript(_ text: String) -> Bool {
        text.contains("(") || text.contains(";") || text.contains("=>") || text.hasPrefix("import '") || text.hasPrefix("import \"")
    }
}

extension KeyTable {
    /// The key of that name, or the one that people call so.
    fileprivate func key(named name: String) -> Key? {
        keys.first { $0.name == name } ?? keys.first { $0.alsoCalled.contains(name) }
    }
}

extension Shape {
    /// The shape of the values of a mapping whose keys are the user's.
    fileprivate var entries: Shape? {
        for case .mapping(let entry, _) in alternatives { return entry }
        return nil
    }
}
