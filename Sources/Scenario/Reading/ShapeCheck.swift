import Diagnostics
import Text

/// Holds a document against its shape and collects everything that is wrong with it.
struct ShapeCheck {
    let positions: DocumentPositions
    var problems: [Diagnostic] = []

    init(_ positions: DocumentPositions) {
        self.positions = positions
    }

    private mutating func report(_ message: String, _ node: YAMLNode, _ path: String, suggestion: String? = nil) {
        // What follows a few hundred problems helps nobody, and a hostile document has millions.
        guard problems.count < ScenarioReader.problemLimit else { return }
        problems.append(
            positions.problem(message, at: node.range, keyPath: path.isEmpty ? nil : path, suggestion: suggestion))
    }

    mutating func check(_ node: YAMLNode, _ shape: Shape, _ path: String) {
        switch node.content {
        case .refused: break
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
                        "expected a size, found '\(text)'", node, path, suggestion: "write a number and a unit, such as 500B, 40kB or 1.5MB"
                    )
                }
                return
            case .integer(let range):
                guard type == .number, let value = Int64(text), range.contains(value) else { break }
                return
            case .word(let words):
                if words.contains(text), type == .text { return }
                guard type == .text else { break }
                let near = nearestName(to: text, among: words)
                return report(
                    "'\(shortened(text))' is not known here, expected \(alternative.words)", node, path,
                    suggestion: near.map { "did you mean '\($0)'?" } ?? outcomeHint(text, words))
            case .list, .mapping, .object, .either, .reference:
                break
            }
        }
        if type == .null, text.isEmpty {
            return report("the value is missing, expected \(shape.words)", node, path, suggestion: emptyHint(shape))
        }
        let found = text == "null" && type == .null ? text : "\(Self.words(type)) \(type == .text ? "'\(shortened(text))'" : text)"
        report("expected \(shape.words), found \(found)", node, path)
    }

    /// For `outcome: "rejected: Error: boom"`.
    private func outcomeHint(_ text: String, _ words: [String]) -> String? {
        guard words == Format.outcomeWords, let colon = text.firstIndex(of: ":") else { return nil }
        let rest = text[text.index(after: colon)...].drop { $0 == " " }
        guard let word = words.first(where: { $0 == text[..<colon] }) else { return nil }
        return "write {\(word): \(yamlStringLiteral(String(rest)))}"
    }

    private func emptyHint(_ shape: Shape) -> String? {
        for alternative in shape.alternatives {
            if case .text = alternative { return "write \"\" for empty text" }
            if case .line = alternative { return "write \"\" for empty text" }
        }
        return nil
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
                for (index, value) in elements.enumerated() { check(value, element, keyPath(path, index: index)) }
                return
            default:
                continue
            }
        }
        report("expected \(shape.words), found a list", node, path)
        checkSequence(node, elements, .any, path)
    }

    // MARK: Mappings

    private mutating func checkMapping(_ node: YAMLNode, _ pairs: [YAMLNode.Pair], _ shape: Shape, _ path: String) {
        checkKeys(pairs, path)
        for alternative in shape.alternatives {
            switch alternative {
            case .any:
                return checkValues(pairs, .any, path)
            case .mapping(let value, let minimum):
                if pairs.count < minimum { report("expected at least one key in the mapping, found none", node, path) }
                return checkValues(pairs, value, path)
            case .object(let table):
                return checkObject(node, pairs, table, path)
            default:
                continue
            }
        }
        report("expected \(shape.words), found a mapping", node, path)
        checkValues(pairs, .any, path)
    }

    private mutating func checkValues(_ pairs: [YAMLNode.Pair], _ shape: Shape, _ path: String) {
        for pair in pairs {
            check(pair.value, pair.key.isMergeKey ? .any : shape, keyPath(path, key: pair.key.scalarText ?? "?"))
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
            if pair.key.isMergeKey {
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

    private mutating func checkObject(_ node: YAMLNode, _ pairs: [YAMLNode.Pair], _ table: KeyTable, _ path: String) {
        for pair in pairs {
            guard let name = pair.key.scalarText, !pair.key.isMergeKey else { continue }
            let path = keyPath(path, key: name)
            guard let key = table.key(name) else {
                if !table.isOpen, problems.count < ScenarioReader.problemLimit {
                    report(unknownKey(name, table), pair.key, path, suggestion: suggestion(for: name, table, pairs))
                }
                check(pair.value, .any, path)
                continue
            }
            if key.isReserved {
                report("'\(name)' comes with a later version of tla-sim", pair.key, path, suggestion: "leave it out for now")
                check(pair.value, .any, path)
            } else {
                check(pair.value, key.shape, path)
            }
        }
        for key in table.keys where key.isRequired && !pairs.contains(where: { $0.key.scalarText == key.name }) {
            report("the key '\(key.name)' of \(table.what) is missing: \(key.about)", firstLine(node), path)
        }
        checkForms(node, pairs, table, path)
    }

    private func unknownKey(_ name: String, _ table: KeyTable) -> String {
        "unknown key '\(shortened(name))' in \(table.what)"
    }

    private func suggestion(for name: String, _ table: KeyTable, _ pairs: [YAMLNode.Pair]) -> String? {
        let present = Set(pairs.compactMap(\.key.scalarText))
        let names = table.keys.filter { !$0.isReserved }.map(\.name)
        if let near = nearestName(to: name, among: names.filter { !present.contains($0) }) { return "did you mean '\(near)'?" }
        return "known keys: \(names.joined(separator: ", "))"
    }

    private mutating func checkForms(_ node: YAMLNode, _ pairs: [YAMLNode.Pair], _ table: KeyTable, _ path: String) {
        guard !table.forms.isEmpty else { return }
        let formKeys = table.formKeys
        let present = pairs.filter { formKeys.contains($0.key.scalarText ?? "") }
        var forms = table.forms
        for pair in present {
            let name = pair.key.scalarText ?? ""
            let remaining = forms.filter { $0.allows(name) }
            if remaining.isEmpty {
                let other = present.first { other in forms.contains { $0.allows(other.key.scalarText ?? "") } }
                let otherName = other?.key.scalarText ?? ""
                report(
                    "'\(name)' and '\(otherName)' cannot stand together in \(table.what)", pair.key, keyPath(path, key: name),
                    suggestion: table.what == "a step" ? "make it a step of its own: a list entry that begins with '- \(name):'" : nil)
                return
            }
            forms = remaining
        }
        if forms.contains(where: { form in form.required.allSatisfy { name in present.contains { $0.key.scalarText == name } } }) { return }
        let unknown = pairs.contains { table.key($0.key.scalarText ?? "") == nil }
        if present.isEmpty {
            // The unknown key was reported, and is most likely the one meant.
            guard !unknown else { return }
            report("\(table.what) needs one of these keys: \(formKeys.joined(separator: ", "))", firstLine(node), path)
        } else if let missing = forms.first?.required.first {
            report("'\(present[0].key.scalarText ?? "")' needs a '\(missing)' beside it", present[0].key, path)
        }
    }

    private func firstLine(_ node: YAMLNode) -> YAMLNode {
        YAMLNode(content: .refused, range: node.range.lowerBound..<min(node.range.upperBound, node.range.lowerBound + 1))
    }
}

/// A text short enough for a message.
public func shortened(_ text: String) -> String {
    text.unicodeScalars.count <= 60 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(59))) + "…"
}

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
