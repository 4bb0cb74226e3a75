import Diagnostics
import Text

/// Holds a document against its shape and collects everything that is wrong with it.
struct ShapeCheck {
    let positions: DocumentPositions
    var problems: [Diagnostic] = []
    /// The keys that were most likely meant, by the offset of what is written in their place.
    var corrections: [Int: String] = [:]
    /// The mappings around the one that is looked at, outermost first, with the column of their keys from 0.
    var enclosing: [(table: KeyTable, column: Int)] = []
    /// The offsets of missing values that were told by what stands beside them and belongs into them.
    var toldMissing: Set<Int> = []
    /// The names of entries that stand outside of the mapping which they belong into.
    var strayNames: Set<String> = []
    /// Whether only it is asked whether there is a problem, so that none needs words.
    let isTrial: Bool
    private(set) var hasFailed = false

    init(_ positions: DocumentPositions, isTrial: Bool = false) {
        self.positions = positions
        self.isTrial = isTrial
    }

    /// Whether a value has the shape.
    func accepts(_ node: YAMLNode, _ shape: Shape) -> Bool {
        var trial = ShapeCheck(positions, isTrial: true)
        trial.check(node, shape, "")
        return !trial.hasFailed
    }

    /// Whether another problem is told. What follows a few hundred helps nobody, and a hostile document has millions.
    var tells: Bool { !isTrial && problems.count < ScenarioReader.problemLimit }

    mutating func report(_ message: String, _ node: YAMLNode, _ path: String, suggestion: String? = nil) {
        hasFailed = true
        guard tells else { return }
        problems.append(positions.problem(message, at: node.range, keyPath: path.isEmpty ? nil : path, suggestion: suggestion))
    }

    mutating func check(_ node: YAMLNode, _ shape: Shape, _ path: String) {
        if isTrial, hasFailed { return }
        switch node.content {
        case .refused: hasFailed = true
        case .scalar(let text, let style): checkScalar(node, text, style, shape, path)
        case .sequence(let elements): checkSequence(node, elements, shape, path)
        case .mapping(let pairs): checkMapping(node, pairs, shape, path)
        }
    }

    // MARK: Scalars

    private mutating func checkScalar(_ node: YAMLNode, _ text: String, _ style: YAMLNode.Style, _ shape: Shape, _ path: String) {
        let type = ScalarType(text, style)
        for alternative in shape.alternatives {
            switch alternative {
            case .any:
                return
            case .text:
                if text.isEmpty, style == .literal || style == .folded {
                    return report(
                        "the block of text is empty", node, path,
                        suggestion: "write the text on the lines below, indented deeper than its key, or \"\" for none")
                }
                if type == .text { return }
                if type == .null { break }
                return report(
                    "expected \(alternative.words), found \(Self.words(type)) \(text)", node, path,
                    suggestion: "put it in quotes: \(yamlStringLiteral(text))")
            case .line:
                if style != .plain || !text.isEmpty { return }
            case .boolean:
                if case .bool = type { return }
            case .duration:
                // A quoted "1s" is as good as a bare one: JSON has no other way to write it.
                guard type == .text || type == .number else { break }
                do throws(VirtualDuration.ParseError) {
                    _ = try VirtualDuration(parsing: text)
                } catch {
                    report(error.message, node, path, suggestion: error.suggestion)
                }
                return
            case .until:
                guard type == .text || type == .number else { break }
                do throws(Limit.ValueError) {
                    _ = try RunUntil(parsing: text)
                } catch {
                    report(error.message, node, path, suggestion: error.suggestion)
                }
                return
            case .size:
                guard type == .text || type == .number else { break }
                if parseSize(text) == nil {
                    report(
                        "expected a size, found '\(shortened(text))'", node, path,
                        suggestion: sizeSuggestion(text) ?? "write a number and a unit, such as 500B, 40kB or 1.5MB")
                }
                return
            case .integer(let range):
                guard type == .number, let value = Int64(text), range.contains(value) else { break }
                return
            case .word(let words, let synonyms):
                if words.contains(text), type == .text { return }
                guard type == .text else { break }
                return report(
                    "'\(shortened(text))' is not known here, expected \(alternative.words)", node, path,
                    suggestion: meantWord(text, words, synonyms).map { "did you mean '\($0)'?" } ?? formSuggestion(text, shape))
            case .list, .mapping, .object, .either, .reference:
                break
            }
        }
        if type == .null, text.isEmpty {
            guard !toldMissing.contains(node.range.lowerBound) else { return }
            return report("the value is missing, expected \(shape.words)", node, path, suggestion: missingSuggestion(node, shape))
        }
        let found = text == "null" && type == .null ? text : "\(Self.words(type)) \(type == .text ? "'\(shortened(text))'" : text)"
        report(
            "expected \(shape.words), found \(found)", node, path,
            suggestion: suggestion(for: node, shape) ?? (type == .null ? missingSuggestion(node, shape) : nil))
    }

    private static func words(_ type: ScalarType) -> String {
        switch type {
        case .null: "null"
        case .bool: "the bool"
        case .number: "the number"
        case .text: "the text"
        }
    }

    // MARK: Lists

    private mutating func checkSequence(_ node: YAMLNode, _ elements: [YAMLNode], _ shape: Shape, _ path: String) {
        for alternative in shape.alternatives {
            switch alternative {
            case .any:
                for (index, element) in elements.enumerated() { check(element, .any, keyPath(path, index: index)) }
                return
            case .list(let element, let minimum):
                if elements.count < minimum {
                    report(
                        "expected at least \(counted(minimum, "element")) in the list, found \(elements.count)", node,
                        path)
                }
                if case .list = element, !elements.isEmpty, elements.allSatisfy({ $0.scalarText != nil }) {
                    return report(
                        "expected \(alternative.words), found a list of texts", node, path,
                        suggestion: source(of: node).map { "write [\($0)]" } ?? "begin its first entry with '- - '")
                }
                for (index, value) in elements.enumerated() { check(value, element, keyPath(path, index: index)) }
                return
            default:
                continue
            }
        }
        report("expected \(shape.words), found a list", node, path, suggestion: suggestion(for: node, shape))
        checkSequence(node, elements, .any, path)
    }

    // MARK: Mappings

    private mutating func checkMapping(_ node: YAMLNode, _ pairs: [YAMLNode.Pair], _ shape: Shape, _ path: String) {
        for alternative in shape.alternatives {
            switch alternative {
            case .any:
                checkKeys(pairs, path)
                return checkValues(pairs, .any, path)
            case .mapping(let value, let minimum):
                checkKeys(pairs, path)
                if pairs.count < minimum { report("expected at least one key in the mapping, found none", node, path) }
                return checkEntries(pairs, value, path)
            case .object(let table):
                checkKeys(pairs, path)
                return checkObject(node, pairs, table, path)
            default:
                continue
            }
        }
        report("expected \(shape.words), found a mapping", node, path, suggestion: suggestion(for: node, shape))
        checkValues(pairs, .any, path)
    }

    private mutating func checkValues(_ pairs: [YAMLNode.Pair], _ shape: Shape, _ path: String) {
        for pair in pairs {
            check(pair.value, pair.key.isMergeKey ? .any : shape, keyPath(path, key: pair.key.scalarText ?? "?"))
        }
    }

    /// A mapping whose keys are the user's.
    private mutating func checkEntries(_ pairs: [YAMLNode.Pair], _ shape: Shape, _ path: String) {
        let strays = reportStrays(among: pairs, path, areUsersKeys: true) { _ in shape }
        for (index, pair) in pairs.enumerated() where !strays.contains(index) {
            let path = keyPath(path, key: pair.key.scalarText ?? "?")
            if let name = pair.key.scalarText, let outer = enclosing.last(where: { $0.table.key(name) != nil }),
                let key = outer.table.key(name), !accepts(pair.value, shape), accepts(pair.value, key.shape)
            {
                report(
                    "'\(name)' is a key of \(outer.table.what)", pair.key, path, suggestion: indentation(of: pair.key, by: outer.column))
            } else {
                check(pair.value, pair.key.isMergeKey ? .any : shape, path)
            }
        }
    }

    /// Every key must be text and stand once.
    private mutating func checkKeys(_ pairs: [YAMLNode.Pair], _ path: String) {
        var first: [ExactText: YAMLNode] = [:]
        for pair in pairs {
            guard let name = pair.key.scalarText else {
                if case .refused = pair.key.content { continue }
                report("a key must be text", pair.key, path)
                continue
            }
            if case .scalar(_, .plain) = pair.key.content, let blank = name.unicodeScalars.first, blank.properties.isWhitespace {
                report(
                    "the key begins with the character U+\(hexadecimal(blank.value, digits: 4)), which looks like a blank", pair.key,
                    keyPath(path, key: name), suggestion: "write blanks before '\(shortened(String(name.drop { $0.isWhitespace })))'")
                corrections[pair.key.range.lowerBound] = String(name.drop { $0.isWhitespace })
            } else if pair.key.isMergeKey {
                report(
                    "merge keys are not part of the scenario format", pair.key, keyPath(path, key: name), suggestion: "repeat the keys here"
                )
            } else if let earlier = first[ExactText(name)] {
                let line = positions.location(of: earlier.range.lowerBound).line
                report(
                    "the key '\(shortened(name))' stands twice, first on line \(line)", pair.key, keyPath(path, key: name),
                    suggestion: "remove one, or rename it")
            } else {
                first[ExactText(name)] = pair.key
            }
        }
    }

    /// A mapping whose keys the format names.
    private mutating func checkObject(_ node: YAMLNode, _ pairs: [YAMLNode.Pair], _ table: KeyTable, _ path: String) {
        let strays = reportStrays(among: pairs, path) { table.key($0)?.shape }
        let known = pairs.filter { $0.key.scalarText.map { table.key($0) != nil } ?? false }
        /// The keys that are there, or were meant, and where.
        var present: [(name: String, key: YAMLNode)] = []
        for (index, pair) in pairs.enumerated() {
            guard let name = pair.key.scalarText, !pair.key.isMergeKey else { continue }
            let path = keyPath(path, key: name)
            if strays.contains(index) {
                check(pair.value, .any, path)
            } else if let key = table.key(name) {
                present.append((name, pair.key))
                checkMember(pair, key, key.shape, of: table, path)
            } else if table.isOpen {
                check(pair.value, .any, path)
            } else if let key = checkUnknown(pair, name, after: index > 0 ? pairs[index - 1] : nil, known, table, present.map(\.name), path)
            {
                present.append((key, pair.key))
            }
        }
        for key in table.keys where key.isRequired && !present.contains(where: { $0.name == key.name || $0.name == key.replacedBy }) {
            report("the key '\(key.name)' of \(table.what) is missing: \(key.about)", firstLine(node), path)
        }
        checkForms(node, pairs, present, table, path)
    }

    /// - Parameter shape: the key's, or a wider one.
    private mutating func checkMember(
        _ pair: YAMLNode.Pair, _ key: KeyTable.Key, _ shape: Shape, of table: KeyTable, _ path: String
    ) {
        if key.isRequired, pair.value.isMissing {
            guard !toldMissing.contains(pair.value.range.lowerBound) else { return }
            return report("the value of '\(key.name)' is missing: \(key.about)", pair.value, path)
        }
        enclosing.append((table, positions.location(of: pair.key.range.lowerBound).column - 1))
        check(pair.value, shape, path)
        enclosing.removeLast()
    }

    /// - Parameters:
    ///   - previous: what stands before it.
    ///   - known: the pairs beside it whose keys the table has.
    ///   - present: the keys of the table that are there, or were meant, so far.
    /// - Returns: the key that was meant.
    private mutating func checkUnknown(
        _ pair: YAMLNode.Pair, _ name: String, after previous: YAMLNode.Pair?, _ known: [YAMLNode.Pair], _ table: KeyTable,
        _ present: [String], _ path: String
    ) -> String? {
        hasFailed = true
        guard tells else { return nil }
        let taken = Set(known.compactMap(\.key.scalarText) + present)
        let meant = meantKey(name, pair, table.keys.filter { !taken.contains($0.name) }, in: table)
        report(
            "unknown key '\(shortened(name))' in \(table.what)", pair.key, path,
            suggestion: meant.map { "did you mean '\($0.name)'?" } ?? keySuggestion(name, pair, after: previous, known, table))
        guard let meant else {
            check(pair.value, .any, path)
            return nil
        }
        corrections[pair.key.range.lowerBound] = meant.name
        // What goes by another name elsewhere may have another value there, too.
        let isOtherWord = meant.alsoCalled.contains(name) && !accepts(pair.value, meant.shape)
        checkMember(pair, meant, isOtherWord ? .any : meant.shape, of: table, path)
        return meant.name
    }

    /// - Parameter present: the keys of the table that are there, or were meant.
    private mutating func checkForms(
        _ node: YAMLNode, _ pairs: [YAMLNode.Pair], _ present: [(name: String, key: YAMLNode)], _ table: KeyTable, _ path: String
    ) {
        guard !table.forms.isEmpty else { return }
        let formKeys = table.formKeys
        let present = present.filter { formKeys.contains($0.name) }
        var forms = table.forms
        for (name, key) in present {
            let remaining = forms.filter { $0.allows(name) }
            if remaining.isEmpty {
                let other = present.first { other in forms.contains { $0.allows(other.name) } }
                report(
                    "'\(name)' and '\(other?.name ?? "")' cannot stand together in \(table.what)", key, keyPath(path, key: name),
                    suggestion: table.what == "a step" ? "make it a step of its own: a list entry that begins with '- \(name):'" : nil)
                return
            }
            forms = remaining
        }
        if forms.contains(where: { form in form.required.allSatisfy { name in present.contains { $0.name == name } } }) { return }
        let unknown = pairs.contains { table.key($0.key.scalarText ?? "") == nil }
        if present.isEmpty {
            // The unknown key was reported, and is most likely the one meant.
            guard !unknown else { return }
            report("\(table.what) needs one of these keys: \(formKeys.joined(separator: ", "))", firstLine(node), path)
        } else if let missing = forms.first?.required.first {
            report(
                "'\(present[0].name)' needs a '\(missing)' beside it", present[0].key, path,
                suggestion: "write both in one entry, without '- ' between them")
        }
    }

    private func firstLine(_ node: YAMLNode) -> YAMLNode {
        YAMLNode(content: .refused, range: node.range.lowerBound..<min(node.range.upperBound, node.range.lowerBound + 1))
    }
}

/// A text short enough for a message.
public func shortened(_ text: String) -> String { shortened(text, to: 60) }

/// A number of bytes: `500`, `500B`, `40kB`, `1.5MB`; `nil` when the text is none, or past a terabyte.
func parseSize(_ text: String) -> Int64? {
    guard let decimal = Decimal(readingPrefixOf: text) else { return nil }
    let exponent: Int
    switch decimal.rest {
    case "", "B": exponent = 0
    case "kB", "KB": exponent = 3
    case "MB": exponent = 6
    case "GB": exponent = 9
    default: return nil
    }
    guard let bytes = decimal.scaled(byPowerOfTen: exponent, factor: 1), bytes <= 1_000_000_000_000 else { return nil }
    return bytes
}
