extension Printer {
    mutating func printModuleItem(_ id: NodeID) {
        switch tree[id] {
        case .importDeclaration(let index): printImport(tree.imports[Int(index)])
        case .exportNames(let index): printExport(tree.exports[Int(index)])
        case .exportDeclaration(let declaration):
            put("export ")
            switch tree[declaration] {
            case .variables(let kind, let list):
                printVariables(kind, list)
                put(";")
            case .functionDeclaration(let function): printFunction(function)
            case .classDeclaration(let index): printClass(Int(index))
            default: break
            }
        case .exportDefault(let value):
            put("export default ")
            switch tree[value] {
            case .functionDeclaration(let function): printFunction(function)
            case .classDeclaration(let index): printClass(Int(index))
            default: printDefaultExpression(value)
            }
        default: break
        }
    }

    /// An expression that must not start like a declaration.
    private mutating func printDefaultExpression(_ value: NodeID) {
        let needsParentheses: Bool =
            switch leftmost(value) {
            case .function(let id): !tree[id].flags.contains(.isArrow)
            case .classExpression: true
            default: false
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
        if case .named(.known(.default), let local, _)? = specifiers.first {
            printName(local)
            specifiers.removeFirst()
            if !specifiers.isEmpty { put(", ") }
        } else if declaration.hasClause, specifiers.isEmpty {
            put("{}")
        }
        if case .namespace(let local, _)? = specifiers.first {
            put("* as ")
            printName(local)
        } else if !specifiers.isEmpty {
            put("{ ")
            for (index, specifier) in specifiers.enumerated() {
                guard case .named(let imported, let local, _) = specifier else { continue }
                if index > 0 { put(", ") }
                if imported != local {
                    printNameOrString(imported)
                    put(" as ")
                }
                printName(local)
            }
            put(" }")
        }
        if declaration.hasClause { put(" from ") }
        printRequest(request)
    }

    private mutating func printExport(_ declaration: SyntaxTree.ExportDeclaration) {
        put("export ")
        if case .all(let exported, _)? = declaration.specifiers.first {
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
                guard case .named(let local, let exported, _) = specifier else { continue }
                if index > 0 { put(", ") }
                printNameOrString(local)
                if exported != local {
                    put(" as ")
                    printNameOrString(exported)
                }
            }
            put(" }")
        }
        guard let request = declaration.request else { return put(";") }
        put(" from ")
        printRequest(tree.requests[Int(request.index)])
    }

    private mutating func printRequest(_ request: ModuleRequest) {
        printString(request.specifier)
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
