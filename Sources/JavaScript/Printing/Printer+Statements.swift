import Diagnostics

extension Printer {
    /// A statement or module item on lines of its own.
    mutating func printStatement(_ id: NodeID) {
        printLines(of: id) { printer in
            if printer.isSilent(id) { return }
            printer.startLine()
            printer.printBareStatement(id)
            printer.endLine()
        }
    }

    /// A statement where the grammar takes one: what became several stands in braces.
    mutating func printStatementText(_ id: NodeID) {
        if isEdited(id) {
            put("{\n")
            indentation += 1
            printStatement(id)
            indentation -= 1
            startLine()
            return put("}")
        }
        if isSilent(id) { return put(";") }
        printBareStatement(id)
    }

    /// A statement without what may have been changed about it.
    mutating func printBareStatement(_ id: NodeID) {
        mark(id)
        switch tree[id] {
        case .expressionStatement(let expression): printExpressionStatement(expression)
        case .variables(let kind, let list):
            printVariables(kind, list)
            put(";")
        case .functionDeclaration(let function): printFunction(function)
        case .classDeclaration(let index): printClass(Int(index))
        case .block(let list): printBraces(list, of: tree.range(of: id))
        case .empty: put(";")
        case .debugger: put("debugger;")
        case .return(let value): printJump("return", value)
        case .throw(let value): printJump("throw", value)
        case .break(let label): printJump("break", label)
        case .continue(let label): printJump("continue", label)
        case .labeled(let name, let body):
            printName(name)
            put(": ")
            printStatementText(body)
        case .importDeclaration, .exportDeclaration, .exportDefault, .exportNames: printModuleItem(id)
        case .switch(let subject, let cases): printSwitch(subject, cases, of: tree.range(of: id))
        case .try(let block, let parameter, let handler, let finalizer): printTry(block, parameter, handler, finalizer)
        default: printControl(id)
        }
    }

    mutating func printExpressionStatement(_ expression: NodeID) {
        let needsParentheses: Bool =
            switch beginning(of: expression) {
            case .node(.object), .node(.objectPattern), .node(.classExpression): true
            case .node(.function(let id)): !tree[id].flags.contains(.isArrow)
            case .node(.string(let name)): avoidsUseStrict && names.string(name) == "use strict"
            case .node: false
            case .fragment(let fragment): begins(fragment, with: ["{", "class", "function", "async", "let"])
            }
        if needsParentheses { put("(") }
        printExpression(expression)
        put(needsParentheses ? ");" : ";")
    }

    /// A declaration without its semicolon, or the assignments that stand for it.
    mutating func printVariables(_ kind: VariableKind, _ list: NodeList) {
        if kind == .var, source.assigns, source.functionDepth == 0 { return printAssignments(list) }
        put(kind.keyword)
        put(" ")
        printList(list) { printer, id in
            if let fragment = printer.edit(of: id)?.replacement { return printer.printFragment(fragment, for: id) }
            guard case .declarator(let target, let value) = printer.tree[id] else { return }
            printer.printExpression(target)
            if value.isNone { return }
            printer.put(" = ")
            printer.printExpression(value, .assignment)
        }
    }

    private mutating func printJump(_ keyword: StaticString, _ value: NodeID) {
        put(keyword)
        if !value.isNone {
            put(" ")
            printExpression(value)
        }
        put(";")
    }

    private mutating func printJump(_ keyword: StaticString, _ label: NameID?) {
        put(keyword)
        if let label {
            put(" ")
            printName(label)
        }
        put(";")
    }

    // MARK: Branches and loops

    private mutating func printControl(_ id: NodeID) {
        switch tree[id] {
        case .if: printIf(id)
        case .while(let test, let body):
            put("while (")
            printExpression(test)
            put(")")
            printSubstatement(body)
        case .with(let object, let body):
            put("with (")
            printExpression(object)
            put(")")
            printSubstatement(body)
        case .doWhile(let body, let test):
            put("do")
            printSubstatement(body)
            if isBlock(body) {
                put(" ")
            } else {
                endLine()
                startLine()
            }
            put("while (")
            printExpression(test)
            put(");")
        case .for(let initial, let test, let update, let body):
            put("for (")
            printForHead(initial)
            put(";")
            printForPart(test)
            put(";")
            printForPart(update)
            put(")")
            printSubstatement(body)
        case .forIn(let left, let right, let body):
            put("for (")
            printForHead(left)
            put(" in ")
            printExpression(right)
            put(")")
            printSubstatement(body)
        case .forOf(let left, let right, let body, let isAwait):
            put(isAwait ? "for await (" : "for (")
            // `for (async of` starts an arrow function.
            if !isAwait, isPrintedAsAsync(left) {
                put("(")
                printExpression(left)
                put(")")
            } else {
                printForHead(left)
            }
            put(" of ")
            printExpression(right, .assignment)
            put(")")
            printSubstatement(body)
        default: break
        }
    }

    private func isPrintedAsAsync(_ node: NodeID) -> Bool {
        if isReplaced(node) { return false }
        if let new = newName(of: node) { return new == .identifier("async") }
        return tree[node] == .identifier(.known(.async))
    }

    private mutating func printForHead(_ node: NodeID) {
        if node.isNone { return }
        avoidsIn = true
        defer { avoidsIn = false }
        guard case .variables(let kind, let list) = tree[node] else { return printExpression(node) }
        if let fragment = edit(of: node)?.replacement { return printFragment(fragment, for: node) }
        mark(node)
        if kind == .var, source.assigns, source.functionDepth == 0 { return printAssignedHead(list) }
        printVariables(kind, list)
    }

    private mutating func printForPart(_ node: NodeID) {
        if node.isNone { return }
        put(" ")
        printExpression(node)
    }

    /// An `if` with all its `else if`, however many.
    private mutating func printIf(_ id: NodeID) {
        var link = id
        while !link.isNone, case .if(let test, let then, let otherwise) = tree[link], link == id || !isEdited(link) {
            if link != id { mark(link) }
            printBranch(test, then, otherwise)
            link = otherwise
            if !link.isNone, case .if = tree[link], !isEdited(link) { put(" ") }
        }
        if !link.isNone { printSubstatement(link) }
    }

    /// `if (test) then`, and `else` if there is more.
    private mutating func printBranch(_ test: NodeID, _ then: NodeID, _ otherwise: NodeID) {
        put("if (")
        printExpression(test)
        put(")")
        // Not from a parser: another `if` here would take the `else`.
        if !otherwise.isNone, endsWithOpenIf(then) {
            put(" {\n")
            indentation += 1
            printStatement(then)
            indentation -= 1
            startLine()
            put("} else")
        } else {
            printSubstatement(then)
            if otherwise.isNone { return }
            if isBlock(then) {
                put(" else")
            } else {
                endLine()
                startLine()
                put("else")
            }
        }
    }

    private func endsWithOpenIf(_ id: NodeID) -> Bool {
        var current = id
        while true {
            // In braces.
            if isEdited(current) { return false }
            switch tree[current] {
            case .if(_, _, let otherwise):
                if otherwise.isNone { return true }
                current = otherwise
            case .while(_, let body), .for(_, _, _, let body), .forIn(_, _, let body), .forOf(_, _, let body, _), .labeled(_, let body),
                .with(_, let body):
                current = body
            default: return false
            }
        }
    }

    /// A block on the same line, any other statement on the next.
    private mutating func printSubstatement(_ id: NodeID) {
        if isBlock(id) {
            put(" ")
            printStatementText(id)
        } else {
            endLine()
            indentation += 1
            startLine()
            printStatementText(id)
            indentation -= 1
        }
    }

    private func isBlock(_ id: NodeID) -> Bool {
        if case .block = tree[id] { true } else { isEdited(id) }
    }

    private mutating func printSwitch(_ subject: NodeID, _ cases: NodeList, of range: SourceRange) {
        put("switch (")
        printExpression(subject)
        put(") {\n")
        indentation += 1
        for clause in tree[cases] {
            guard case .switchCase(let test, let body) = tree[clause] else { continue }
            startLine()
            if test.isNone {
                put("default:\n")
            } else {
                put("case ")
                printExpression(test)
                put(":\n")
            }
            indentation += 1
            for statement in tree[body] { printStatement(statement) }
            indentation -= 1
        }
        indentation -= 1
        startLine()
        close("}", range)
    }

    private mutating func printTry(_ block: NodeID, _ parameter: NodeID, _ handler: NodeID, _ finalizer: NodeID) {
        put("try ")
        printStatementText(block)
        if !handler.isNone {
            put(" catch ")
            if !parameter.isNone {
                put("(")
                printExpression(parameter)
                put(") ")
            }
            printStatementText(handler)
        }
        if !finalizer.isNone {
            put(" finally ")
            printStatementText(finalizer)
        }
    }
}
