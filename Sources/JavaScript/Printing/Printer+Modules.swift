import Diagnostics
import Text

extension Printer {
    mutating func printModuleItem(_ id: NodeID) {
        switch tree[id] {
        case .importDeclaration(let index): printImport(tree.imports[Int(index)])
        case .exportNames(let index): printExport(tree.exports[Int(index)])
        case .exportDeclaration(let declaration): printExportDeclaration(declaration)
        case .exportDefault(let value):
            if isExpression(value), let name = newName(ofModuleBinding: .known(.starDefault)) {
                printConstant(name, value)
                return printExportLine([(name, .known(.default), tree.range(of: value))])
            }
            put("export default ")
            switch tree[value] {
            case .functionDeclaration(let function): printFunction(function)
            case .classDeclaration(let index): printClass(Int(index))
            default: printDefaultExpression(value)
            }
        default: break
        }
    }

    /// A declaration with `export` before it; with names of its own, these are exported behind it under those that the source has.
    private mutating func printExportDeclaration(_ declaration: NodeID) {
        let exports = isReplaced(declaration) ? [] : declaredExports(declaration)
        let isRenamed = exports.contains { $0.name != nil }
        if !isRenamed { put("export ") }
        if let fragment = edit(of: declaration)?.replacement { return printFragment(fragment, for: declaration) }
        printBareStatement(declaration)
        guard isRenamed else { return }
        printExportLine(exports.map { ($0.name ?? names.string($0.exported), $0.exported, $0.range) })
    }

    /// What a declaration declares: what it is called now, if that is another name, and what the source calls it.
    private func declaredExports(_ declaration: NodeID) -> [(name: String?, exported: NameID, range: SourceRange)] {
        guard source.hasNewNames else { return [] }
        var found: [(name: String?, exported: NameID, range: SourceRange)] = []
        switch tree[declaration] {
        case .functionDeclaration(let function):
            guard let name = tree[function].name else { break }
            found.append((newName(of: function), name, tree[function].nameRange))
        case .classDeclaration(let index):
            guard let name = tree.classes[Int(index)].name else { break }
            found.append((newName(ofClass: index), name, tree.classes[Int(index)].nameRange))
        case .variables(_, let declarators):
            for declarator in tree[declarators] {
                guard case .declarator(let target, _) = tree[declarator] else { continue }
                tree.forEachTarget(in: target) { node in
                    guard case .identifier(let name) = tree[node] else { return }
                    var new: String?
                    if case .identifier(let text) = newName(of: node) { new = text }
                    found.append((new, name, tree.range(of: node)))
                }
            }
        default: break
        }
        return found
    }

    /// `export { name as exported };` on the next line.
    private mutating func printExportLine(_ exports: [(name: String, exported: NameID, range: SourceRange)]) {
        put("\n")
        startLine()
        put("export { ")
        for (index, export) in exports.enumerated() {
            if index > 0 { put(", ") }
            token(export.range) { $0.putText(export.name) }
            if ExactText(export.name) != ExactText(names.string(export.exported)) {
                put(" as ")
                printNameOrString(export.exported)
            }
        }
        put(" };")
    }

    /// The value of an `export default` as a constant.
    mutating func printConstant(_ name: String, _ value: NodeID) {
        put(source.declaresVariables ? "var " : "const ")
        putText(name)
        put(" = ")
        printExpression(value, .assignment)
        put(";")
    }

    /// Whether what `export default` exports is an expression.
    func isExpression(_ value: NodeID) -> Bool {
        switch tree[value] {
        case .functionDeclaration, .classDeclaration: false
        default: true
        }
    }

    /// An expression that must not start like a declaration.
    private mutating func printDefaultExpression(_ value: NodeID) {
        let needsParentheses: Bool =
            switch beginning(of: value) {
            case .node(.function(let id)): !tree[id].flags.contains(.isArrow)
            case .node(.classExpression): true
            case .node: false
            case .fragment(let fragment): begins(fragment, with: ["class", "function", "async"])
            }
        if needsParentheses {
            put("(")
            printExpression(value)
            put(")")
        } else {
            printExpression(value, .assignment)
        }
        put(";")
    }

    private mutating func printImport(_ declaration: SyntaxTree.ImportDeclaration) {
        let request = tree.requests[Int(declaration.request.index)]
        put("import ")
        if request.phase == .defer { put("defer ") }
        if request.phase == .source { put("source ") }
        var specifiers = declaration.specifiers[...]
        if case .named(.known(.default), let local, let range)? = specifiers.first {
            token(range) { $0.printLocalName(local) }
            specifiers.removeFirst()
            if !specifiers.isEmpty { put(", ") }
        } else if declaration.hasClause, specifiers.isEmpty {
            put("{}")
        }
        if case .namespace(let local, let range)? = specifiers.first {
            mark(range, isVerbatim: true)
            put("* as ")
            nameToken(local, endingAt: range.end) { $0.printLocalName(local) }
        } else if !specifiers.isEmpty {
            put("{ ")
            for (index, specifier) in specifiers.enumerated() {
                guard case .named(let imported, let local, let range) = specifier else { continue }
                if index > 0 { put(", ") }
                mark(range, isVerbatim: true)
                if imported != local || newName(ofModuleBinding: local) != nil {
                    printNameOrString(imported)
                    put(" as ")
                }
                nameToken(local, endingAt: range.end) { $0.printLocalName(local) }
            }
            put(" }")
        }
        if declaration.hasClause { put(" from ") }
        printRequest(request, declaration.specifierRange)
    }

    /// A name in the list of an import or an export that means a binding of the module. One that became a member of something keeps
    /// its name there.
    private mutating func printLocalName(_ name: NameID) {
        if let new = newName(ofModuleBinding: name) { putText(new) } else { printName(name) }
    }

    private mutating func printExport(_ declaration: SyntaxTree.ExportDeclaration) {
        put("export ")
        if case .all(let exported, let range)? = declaration.specifiers.first {
            mark(range, isVerbatim: true)
            put("*")
            if let exported {
                put(" as ")
                printNameOrString(exported)
            }
        } else if declaration.specifiers.isEmpty {
            put("{}")
        } else {
            put("{ ")
            for (index, specifier) in declaration.specifiers.enumerated() {
                guard case .named(let local, let exported, let range) = specifier else { continue }
                if index > 0 { put(", ") }
                mark(range, isVerbatim: true)
                // With `from`, the name is the other module's.
                let new = declaration.request == nil ? newName(ofModuleBinding: local) : nil
                if let new { putText(new) } else { printNameOrString(local) }
                if exported != local || new != nil {
                    put(" as ")
                    nameToken(exported, endingAt: range.end) { $0.printNameOrString(exported) }
                }
            }
            put(" }")
        }
        guard let request = declaration.request else { return put(";") }
        put(" from ")
        printRequest(tree.requests[Int(request.index)], declaration.specifierRange)
    }

    /// - Parameter range: where the specifier stands.
    mutating func printRequest(_ request: ModuleRequest, _ range: SourceRange?) {
        token(range) { $0.printString(request.specifier) }
        if !request.attributes.isEmpty {
            put(" with { ")
            for (index, attribute) in request.attributes.enumerated() {
                if index > 0 { put(", ") }
                printNameOrString(attribute.key)
                put(": ")
                printString(attribute.value)
            }
            put(" }")
        }
        put(";")
    }
}
