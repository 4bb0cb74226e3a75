import Diagnostics
import JavaScript
import Text

/// A module's text with the places of its specifiers, which can be written anew without touching anything else.
struct ModuleText {
    private enum Place {
        /// A static specifier, or the literal of an `import()`, with its value.
        case literal(SourceRange, String)
        /// Any other argument of `import()`.
        case computed(SourceRange)
    }

    private let source: SourceFile
    private var places: [Place] = []
    private(set) var hasDynamicImport = false
    private(set) var hasDeferredImport = false
    private(set) var usesImportMeta = false
    /// Why the text could not be read; it is then kept as it stands.
    private(set) var problem: Diagnostic?

    init(_ source: SourceFile) {
        self.source = source
        var names = NameTable()
        let tree: SyntaxTree
        do throws(Diagnostic) {
            tree = try parseModule(source, names: &names)
        } catch {
            problem = error
            return
        }
        func specifier(_ request: ModuleRequestID) -> String { names.string(tree.requests[Int(request.index)].specifier) }
        for declaration in tree.imports { places.append(.literal(declaration.specifierRange, specifier(declaration.request))) }
        for declaration in tree.exports {
            if let request = declaration.request, let range = declaration.specifierRange {
                places.append(.literal(range, specifier(request)))
            }
        }
        hasDeferredImport = tree.requests.contains { $0.phase == .defer }
        for node in tree.nodes {
            if case .importMeta = node { usesImportMeta = true }
            guard case .importCall(let specifier, _, let phase) = node else { continue }
            hasDynamicImport = true
            if phase == .defer { hasDeferredImport = true }
            let range = tree.range(of: specifier)
            if case .string(let name) = tree[specifier] {
                places.append(.literal(range, names.string(name)))
            } else if case .template(let elements) = tree[specifier], elements.count == 1,
                case .templateElement(let cooked?, _) = tree[tree[elements].first!]
            {
                places.append(.literal(range, names.string(cooked)))
            } else {
                places.append(.computed(range))
            }
        }
    }

    /// The specifiers that stand in the text.
    var specifiers: [String] {
        places.compactMap { if case .literal(_, let specifier) = $0 { specifier } else { nil } }
    }

    /// Whether an `import()` has an argument that only the run knows.
    var hasComputedImport: Bool { places.contains { if case .computed = $0 { true } else { false } } }

    /// The text with other specifiers.
    ///
    /// - Parameters:
    ///   - specifier: what to write for a specifier; `nil` to leave it.
    ///   - prelude: the specifier of the prelude in this module, and the module's name, for what is computed.
    func rewritten(prelude: String, name: String, _ specifier: (String) -> String?) -> [UInt8] {
        var edits: [(start: Int, end: Int, text: String)] = []
        let helper = freeName()
        for place in places {
            switch place {
            case .literal(let range, let value):
                if let text = specifier(value) { edits.append((Int(range.start), Int(range.end), jsonStringLiteral(text))) }
            case .computed(let range):
                // What stands in parentheses loses them in the tree, so that a sequence may stand here.
                edits.append((Int(range.start), Int(range.start), "\(helper)(\(jsonStringLiteral(name)), ("))
                edits.append((Int(range.end), Int(range.end), "))"))
            }
        }
        guard !edits.isEmpty else { return source.bytes }
        edits.sort { $0.start < $1.start }
        var result: [UInt8] = []
        var next = 0
        for edit in edits {
            result += source.bytes[next..<edit.start]
            result += edit.text.utf8
            next = edit.end
        }
        result += source.bytes[next...]
        if hasComputedImport {
            // Imports are hoisted. At the end it moves no line, and the prelude has run long before.
            result += "\nimport { specifierFrom as \(helper) } from \(jsonStringLiteral(prelude));\n".utf8
        }
        return result
    }

    /// A name that the text does not hold anywhere.
    private func freeName() -> String {
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
