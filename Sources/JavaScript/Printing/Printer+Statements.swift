extension Printer {
    /// A statement or module item on lines of its own.
    mutating func printStatement(_ id: NodeID) {
        startLine()
        printStatementText(id)
        endLine()
    }

    private mutating func printStatementText(_ id: NodeID) {
        switch tree[id] {
        case .expressionStatement(let expression): printExpressionStatement(expression)
        case .variables(let kind, let list):
            printVariables(kind, list)
            put(";")
        case .functionDeclaration(let function): printFunction(function)
        case .classDeclaration(let index): printClass(Int(index))
        case .block(let list): printBraces(list)
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
        case .switch(let subject, let cases): printSwitch(subject, cases)
        case .try(let block, let parameter, let handler, let finalizer): printTry(block, parameter, handler, finalizer)
        default: printControl(id)
        }
    }

    private mutating func printExpressionStatement(_ expression: NodeID) {
        let needsParentheses: Bool =
            switch leftmost(expression) {
            case .object, .objectPattern, .classExpression: true
            case .function(let id): !tree[id].flags.contains(.isArrow)
            case .string(let name): avoidsUseStrict && names.string(name) == "use strict"
            default: false
            }
        if needsParentheses { put("(") }
        printExpression(expression)
        put(needsParentheses ? ");" : ";")
    }

    mutating func printVariables(_ kind: VariableKind, _ list: NodeList) {
        put(kind == .var ? "var " : kind == .let ? "let " : "const ")
        printList(list) { printer, id in
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
            if tree[left] == .identifier(.known(.async)), !isAwait { put("(async)") } else { printForHead(left) }
            put(" of ")
            printExpression(right, .assignment)
            put(")")
            printSubstatement(body)
        default: break
        }
    }

    private mutating func printForHead(_ node: NodeID) {
        if node.isNone { return }
        avoidsIn = true
        if case .variables(let kind, let list) = tree[node] { printVariables(kind, list) } else { printExpression(node) }
        avoidsIn = false
    }

    private mutating func printForPart(_ node: NodeID) {
        if node.isNone { return }
        put(" ")
        printExpression(node)
    }

    /// An `if` with all its `else if`, however many.
    private mutating func printIf(_ id: NodeID) {
        var link = id
        while !link.isNone, case .if(let test, let then, let otherwise) = tree[link] {
            printBranch(test, then, otherwise)
            link = otherwise
            if !link.isNone, case .if = tree[link] { put(" ") }
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
            switch tree[current] {
            case .if(_, _, let otherwise):
                if otherwise.isNone { return true }
                current = otherwise
            case .while(_, let body), .for(_, _, _, let body), .forIn(_, _, let body), .forOf(_, _, let body, _), .labeled(_, let body):
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
        if case .block = tree[id] { true } else { false }
    }

    private mutating func printSwitch(_ subject: NodeID, _ cases: NodeList) {
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
        put("}")
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
