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
        var pieces: [(start: Int, end: Int, text: String)] = []
        var looksUp = false
        for (range, replacement) in edits {
            switch replacement {
            case .text(let specifier): pieces.append((Int(range.start), Int(range.end), jsonStringLiteral(specifier)))
            case .lookup:
                looksUp = true
                // What stands in parentheses loses them in the tree, so that a sequence may stand here.
                pieces.append((Int(range.start), Int(range.start), "\(helper)(\(jsonStringLiteral(name)), ("))
                pieces.append((Int(range.end), Int(range.end), "))"))
            }
        }
        pieces.sort { $0.start < $1.start }
        var result: [UInt8] = []
        var marks: [SourceOrigins.Mark] = []
        var next = 0
        func mark(_ start: Int, _ end: Int, isVerbatim: Bool) {
            let range = SourceRange(start: UInt32(start), end: UInt32(end))
            if let last = marks.last, last.start == UInt32(result.count) { marks.removeLast() }
            marks.append(SourceOrigins.Mark(start: UInt32(result.count), source: 0, range: range, isVerbatim: isVerbatim))
        }
        for piece in pieces {
            mark(next, piece.start, isVerbatim: true)
            result += source.bytes[next..<piece.start]
            mark(piece.start, piece.end, isVerbatim: false)
            result += piece.text.utf8
            next = piece.end
        }
        mark(next, source.bytes.count, isVerbatim: true)
        result += source.bytes[next...]
        if looksUp {
            // Imports are hoisted. At the end it moves no line, and the prelude has run long before.
            result += "\nimport { specifierFrom as \(helper) } from \(jsonStringLiteral(prelude));\n".utf8
        }
        return SourceFile(name: source.name, bytes: result, origins: SourceOrigins(sources: [source], marks: marks))
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
