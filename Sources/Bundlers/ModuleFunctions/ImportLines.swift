import JavaScript
import Text

/// Import and export declarations with other specifiers, written by hand where the rest of a module goes into a function.
struct ImportLines {
    let module: AnalysedModule

    /// - Parameters:
    ///   - from: the specifier in its quotes, and what stands behind it.
    ///   - others: more items for the braces.
    func text(of declaration: SyntaxTree.ImportDeclaration, from: String, others: [String] = []) -> Fragment {
        var named: [String] = []
        var namespace: String?
        for specifier in declaration.specifiers {
            switch specifier {
            case .named(let imported, let local, _): named.append(Self.item(module.text(imported), as: module.text(local), isImport: true))
            case .namespace(let local, _): namespace = module.text(local)
            }
        }
        named += others
        var lines = Fragment()
        if !named.isEmpty { lines.appendLine("import { \(named.joined(separator: ", ")) } from \(from);") }
        if let namespace { lines.appendLine("import * as \(namespace) from \(from);") }
        return lines.isEmpty ? "import \(from);" : lines
    }

    /// `export … from`.
    func text(of declaration: SyntaxTree.ExportDeclaration, from: String) -> Fragment {
        var named: [String] = []
        var lines = Fragment()
        for specifier in declaration.specifiers {
            switch specifier {
            case .named(let local, let exported, _):
                named.append(Self.item(Self.name(module.text(local)), as: module.text(exported)))
            case .all(let exported?, _): lines.appendLine("export * as \(Self.name(module.text(exported))) from \(from);")
            case .all(nil, _): lines.appendLine("export * from \(from);")
            }
        }
        if !named.isEmpty { lines.appendLine("export { \(named.joined(separator: ", ")) } from \(from);") }
        return lines
    }

    /// The names that the module exports and imports or declares itself, as items of an `export { … }`, in the order of the text.
    func exports(_ writing: ModuleWriting) -> [String] {
        var items: [String] = []
        for export in module.bindings.exports {
            guard let name = export.exported, case .local(let binding) = export.kind else { continue }
            items.append(Self.item(writing.text(of: binding), as: module.text(name)))
        }
        for declaration in module.tree.exports where declaration.request == nil {
            for case .named(let local, let exported, _) in declaration.specifiers {
                guard let binding = module.bindings.moduleBinding(named: local), module.bindings[binding].isImported else { continue }
                items.append(Self.item(writing.text(of: binding), as: module.text(exported)))
            }
        }
        return items
    }

    /// `local as exported`, or for an import `imported as local`.
    static func item(_ first: String, as second: String, isImport: Bool = false) -> String {
        if ExactText(first) == ExactText(second) { return isImport ? first : name(first) }
        return isImport ? "\(name(first)) as \(second)" : "\(first) as \(name(second))"
    }

    /// A name of a module's namespace: an identifier, or a string.
    static func name(_ text: String) -> String { isIdentifierName(text) ? text : jsonStringLiteral(text) }
}
