extension Printer {
    /// A chain of binary operators, along its left operands without recursion: `a + b + c…` may be long.
    mutating func printBinary(_ node: Node) {
        var spine: [Node] = []
        var current = node
        while true {
            spine.append(current)
            let left: NodeID
            let minimum: Precedence
            switch current {
            case .binary(let operation, let operand, _):
                left = operand
                minimum = operation == .exponent ? .postfix : Precedence(operation)
            case .logical(let operation, let operand, _):
                left = operand
                minimum = operation == .and ? .and : needsParentheses(operand, of: operation) ? .member : .or
            default: return
            }
            let next = tree[left]
            guard Precedence(next, in: source.tree) >= minimum, !(avoidsIn && isIn(next)), isBinary(next), !isReplaced(left) else {
                printExpression(left, minimum)
                break
            }
            current = next
        }
        for node in spine.reversed() {
            switch node {
            case .binary(let operation, _, let right):
                put(" ")
                put(operation.text)
                put(" ")
                printExpression(right, operation == .exponent ? .exponent : Precedence(operation).next)
            case .logical(let operation, _, let right):
                put(" ")
                put(operation.text)
                put(" ")
                let minimum: Precedence = operation == .or ? .and : .bitwiseOr
                printExpression(right, minimum)
            default: break
            }
        }
    }

    private func isBinary(_ node: Node) -> Bool {
        switch node {
        case .binary, .logical: true
        default: false
        }
    }

    /// Whether the left operand of `||` or `??` is one that must not stand there bare, though it binds as tightly.
    private func needsParentheses(_ operand: NodeID, of operation: LogicalOperator) -> Bool {
        guard case .logical(let inner, _, _) = tree[operand], !isReplaced(operand) else { return false }
        return (inner == .coalesce) != (operation == .coalesce)
    }

    mutating func printAssignment(_ node: Node) {
        switch node {
        case .assignment(let target, let value):
            printTarget(target)
            put(" = ")
            printExpression(value, .assignment)
        case .compoundAssignment(let operation, let target, let value):
            printExpression(target, .member)
            put(" ")
            put(operation.text)
            put("= ")
            printExpression(value, .assignment)
        case .logicalAssignment(let operation, let target, let value):
            printTarget(target)
            put(" ")
            put(operation.text)
            put("= ")
            printExpression(value, .assignment)
        default: break
        }
    }

    /// What is assigned to, in parentheses where those say that a function does not take its name.
    mutating func printTarget(_ target: NodeID) {
        guard tree.isParenthesizedTarget(target) else { return printExpression(target, .member) }
        put("(")
        printExpression(target)
        put(")")
    }

    mutating func printPrefixed(_ node: Node) {
        switch node {
        case .unary(let operation, let operand):
            put(operation.text)
            if needsSpace(between: operation, operand) { put(" ") }
            printExpression(operand, .unary)
        case .update(let operation, true, let target):
            put(operation == .increment ? "++" : "--")
            printExpression(target, .member)
        case .update(let operation, false, let target):
            printExpression(target, .member)
            put(operation == .increment ? "++" : "--")
        case .await(let operand):
            put("await ")
            printExpression(operand, .unary)
        case .yield(let argument, let isDelegate):
            put(isDelegate ? "yield*" : "yield")
            if argument.isNone { return }
            put(" ")
            printExpression(argument, .assignment)
        default: break
        }
    }
}

extension Printer {
    /// `- -a` and `+ +a` are not `--a` and `++a`.
    private func needsSpace(between operation: UnaryOperator, _ operand: NodeID) -> Bool {
        guard operation == .minus || operation == .plus else { return false }
        if isReplaced(operand) { return true }
        return switch tree[operand] {
        case .unary(let inner, _): inner == operation
        case .update(let inner, isPrefix: true, _): (inner == .increment) == (operation == .plus)
        default: false
        }
    }
}

extension BinaryOperator {
    var text: StaticString {
        switch self {
        case .add: "+"
        case .subtract: "-"
        case .multiply: "*"
        case .divide: "/"
        case .remainder: "%"
        case .exponent: "**"
        case .bitwiseAnd: "&"
        case .bitwiseOr: "|"
        case .bitwiseXor: "^"
        case .shiftLeft: "<<"
        case .shiftRight: ">>"
        case .shiftRightUnsigned: ">>>"
        case .equal: "=="
        case .notEqual: "!="
        case .strictEqual: "==="
        case .strictNotEqual: "!=="
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .instanceof: "instanceof"
        case .in: "in"
        }
    }
}

extension LogicalOperator {
    var text: StaticString {
        switch self {
        case .and: "&&"
        case .or: "||"
        case .coalesce: "??"
        }
    }
}

extension UnaryOperator {
    var text: StaticString {
        switch self {
        case .minus: "-"
        case .plus: "+"
        case .not: "!"
        case .bitwiseNot: "~"
        case .typeof: "typeof "
        case .void: "void "
        case .delete: "delete "
        }
    }
}
