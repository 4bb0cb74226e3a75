import Diagnostics
import Programs
import Text

/// A module's text with other specifiers; nothing else of it is touched.
struct ModuleRewriting {
    /// What stands for a specifier.
    enum Replacement {
        /// Another specifier.
        case text(String)
        /// What the prelude finds for the value of the expression that stands there.
        case lookup
    }

    private var edits: [(range: SourceRange, replacement: Replacement)] = []

    mutating func replace(_ range: SourceRange, by replacement: Replacement) { edits.append((range, replacement)) }

    /// - Parameters:
    ///   - prelude: the specifier of the prelude in this module.
    ///   - name: the module's name, from which the prelude resolves.
    func text(of source: SourceFile, prelude: String, name: String) -> SourceFile {
        guard !edits.isEmpty else { return source }
        let helper = Self.freeName(in: source)
        var changes = SpecifierEdits()
        var looksUp = false
        for (range, replacement) in edits {
            switch replacement {
            case .text(let specifier): changes.replace(range, by: jsonStringLiteral(specifier))
            case .lookup:
                looksUp = true
                // What stands in parentheses loses them in the tree, so that a sequence may stand here.
                changes.insert("\(helper)(\(jsonStringLiteral(name)), (", at: range.start)
                changes.insert("))", at: range.end)
            }
        }
        if looksUp {
            // Imports are hoisted. At the end it moves no line, and the prelude has run long before.
            changes.insert(
                "\nimport { specifierFrom as \(helper) } from \(jsonStringLiteral(prelude));\n", at: UInt32(source.bytes.count))
        }
        return changes.file(of: source, named: source.name)
    }

    /// A name that the text does not hold anywhere.
    private static func freeName(in source: SourceFile) -> String {
        let text = String(decoding: source.bytes, as: UTF8.self)
        var name = "tlaSimSpecifier"
        var number = 2
        while text.contains(name) {
            name = "tlaSimSpecifier\(number)"
            number += 1
        }
        return name
    }
}
