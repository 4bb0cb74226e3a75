/// Items of a module whose imports and exports are left out, or whose bindings are declared elsewhere.
extension Printer {
    /// Items of a module, and other statements, a line or more each.
    ///
    /// - Parameter hoists: whether functions that are declared elsewhere are left out.
    mutating func printItems(_ items: [NodeID], hoists: Bool) {
        for item in items {
            guard let rewriting = source.rewriting,
                rewriting.omitsImports || rewriting.omitsExports || rewriting.declarations != .inPlace
            else {
                printStatement(item)
                continue
            }
            printLines(of: item) { $0.printItem(item, rewriting, hoists: hoists) }
        }
    }

    private mutating func printItem(_ item: NodeID, _ rewriting: Rewriting, hoists: Bool) {
        let omitsExports = rewriting.omitsExports || source.assigns
        switch tree[item] {
        case .importDeclaration: if !rewriting.omitsImports { printItemLine(item) { $0.printBareStatement(item) } }
        case .exportNames(let index):
            if tree.exports[Int(index)].request != nil {
                if rewriting.omitsImports { return }
                // What it exports is left out; that the other module is loaded stays.
                printItemLine(item) { omitsExports ? $0.printBareImport(index) : $0.printBareStatement(item) }
            } else if !omitsExports {
                printItemLine(item) { $0.printBareStatement(item) }
            }
        case .exportDeclaration(let declaration) where omitsExports:
            printLines(of: declaration) { $0.printDeclaration(declaration, item, hoists: hoists) }
        case .exportDefault(let value) where omitsExports: printLines(of: value) { $0.printDefault(value, item, hoists: hoists) }
        default: printDeclaration(item, item, hoists: hoists)
        }
    }

    private mutating func printItemLine(_ item: NodeID, _ print: (inout Printer) -> Void) {
        startLine()
        mark(item)
        print(&self)
        endLine()
    }

    private mutating func printBareImport(_ index: UInt32) {
        put("import ")
        let declaration = tree.exports[Int(index)]
        guard let request = declaration.request else { return }
        printRequest(tree.requests[Int(request.index)], declaration.specifierRange)
    }

    /// A declaration or other statement at the top level.
    private mutating func printDeclaration(_ declaration: NodeID, _ item: NodeID, hoists: Bool) {
        guard source.assigns else { return printItemLine(item) { $0.printBareDeclaration(declaration) } }
        switch tree[declaration] {
        case .functionDeclaration where hoists: return
        case .variables(let kind, let list) where !kind.isUsing:
            if !hasValue(list) { return }
            printItemLine(item) { printer in
                printer.printAssignments(list)
                printer.put(";")
            }
        case .classDeclaration(let index):
            printItemLine(item) { printer in
                printer.printAssignedClass(index, name: nil)
            }
        default:
            if !isSilent(declaration) { printItemLine(item) { $0.printBareStatement(declaration) } }
        }
    }

    /// A declaration where the module has it, maybe as a `var`.
    private mutating func printBareDeclaration(_ declaration: NodeID) {
        switch tree[declaration] {
        case .variables(let kind, let list) where source.declaresVariables && !kind.isUsing:
            printVariables(.var, list)
            put(";")
        case .classDeclaration(let index) where source.declaresClassesAsVariables: printAssignedClass(index, name: nil)
        default: printBareStatement(declaration)
        }
    }

    /// What `export default` exports, without exporting it.
    private mutating func printDefault(_ value: NodeID, _ item: NodeID, hoists: Bool) {
        let name = newName(ofModuleBinding: .known(.starDefault))
        switch tree[value] {
        case .functionDeclaration(let function):
            // Without a name nothing can call it.
            if tree[function].name == nil, name == nil { return }
            printDeclaration(value, item, hoists: hoists)
        case .classDeclaration(let index):
            if tree.classes[Int(index)].name != nil || (name != nil && !source.assigns) {
                printDeclaration(value, item, hoists: hoists)
            } else {
                printItemLine(item) { $0.printAssignedClass(index, name: name) }
            }
        default:
            printItemLine(item) { printer in
                guard let name else { return printer.printExpressionStatement(value) }
                guard printer.source.assigns else { return printer.printConstant(name, value) }
                printer.putText(name)
                printer.put(" = ")
                printer.printExpression(value, .assignment)
                printer.put(";")
            }
        }
    }

    // MARK: Assignments that stand for declarations

    /// `name = class … {…};`, or without a name the class in parentheses, for what its definition does.
    private mutating func printAssignedClass(_ index: UInt32, name: String?) {
        let declared = newName(ofClass: index) ?? tree.classes[Int(index)].name.map { names.string($0) }
        guard let target = name ?? declared else {
            put("(")
            printClass(Int(index))
            return put(");")
        }
        if source.declaresVariables { put("var ") }
        putText(target)
        put(" = ")
        mark(tree.classes[Int(index)].range, isVerbatim: true)
        // The name that an anonymous class takes from what it is assigned to is the same.
        if tree.classes[Int(index)].name == nil { printClass(Int(index), named: false) } else { printClass(Int(index)) }
        put(";")
    }

    private func hasValue(_ declarators: NodeList) -> Bool {
        tree[declarators].contains { declarator in
            if isRemoved(declarator) { return false }
            if isEdited(declarator) { return true }
            guard case .declarator(_, let value) = tree[declarator] else { return false }
            return !value.isNone
        }
    }

    /// Whether a statement leaves nothing behind: a `var` without a value whose variable is declared elsewhere.
    func isSilent(_ statement: NodeID) -> Bool {
        guard source.assigns, source.functionDepth == 0, case .variables(.var, let list) = tree[statement] else { return false }
        return !hasValue(list)
    }

    /// `a = 1, ({ b } = c)`: the values that declarators give.
    mutating func printAssignments(_ declarators: NodeList) {
        var isFirst = true
        for declarator in tree[declarators] {
            if let fragment = edit(of: declarator)?.replacement {
                if fragment.isEmpty { continue }
                if !isFirst { put(", ") }
                isFirst = false
                printFragment(fragment, for: declarator)
                continue
            }
            guard case .declarator(let target, let value) = tree[declarator], !value.isNone else { continue }
            if !isFirst { put(", ") }
            isFirst = false
            let isPattern = if case .objectPattern = tree[target] { true } else { false }
            if isPattern { put("(") }
            printExpression(target)
            put(" = ")
            printExpression(value, .assignment)
            if isPattern { put(")") }
        }
    }

    /// The head of a `for` whose variables are declared elsewhere: what is assigned to, or the assignments.
    mutating func printAssignedHead(_ declarators: NodeList) {
        guard declarators.count == 1, let first = tree[declarators].first, case .declarator(let target, let value) = tree[first],
            value.isNone
        else { return printAssignments(declarators) }
        printExpression(target)
    }
}
