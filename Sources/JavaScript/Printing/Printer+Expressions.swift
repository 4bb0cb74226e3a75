extension Printer {
    /// An expression, in parentheses if it binds less tightly than its place asks for.
    mutating func printExpression(_ id: NodeID, _ minimum: Precedence = .sequence) {
        let node = tree[id]
        if Precedence(node, in: tree) < minimum || (avoidsIn && isIn(node)) {
            let outer = avoidsIn
            avoidsIn = false
            put("(")
            printBare(node)
            put(")")
            avoidsIn = outer
        } else {
            printBare(node)
        }
    }

    func isIn(_ node: Node) -> Bool {
        switch node {
        case .binary(.in, _, _), .privateIn: true
        default: false
        }
    }

    private mutating func printBare(_ node: Node) {
        switch node {
        case .identifier(let name): printName(name)
        case .string(let name): printString(name)
        case .number(let index): printNumber(tree.numbers[Int(index)])
        case .member, .computedMember, .privateMember, .call, .taggedTemplate: printSuffixes(node)
        case .binary, .logical: printBinary(node)
        case .function(let id): printFunction(id)
        case .object(let list), .objectPattern(let list): printObject(list)
        case .array(let list), .arrayPattern(let list): printArray(list)
        case .assignment, .compoundAssignment, .logicalAssignment: printAssignment(node)
        case .unary, .update, .await, .yield: printPrefixed(node)
        default: printUncommon(node)
        }
    }

    private mutating func printUncommon(_ node: Node) {
        switch node {
        case .this: put("this")
        case .null: put("null")
        case .boolean(let value): put(value ? "true" : "false")
        case .template(let elements): printTemplate(elements)
        case .classExpression(let index): printClass(Int(index))
        case .conditional(let test, let then, let otherwise):
            printExpression(test, .or)
            put(" ? ")
            printExpression(then, .assignment)
            put(" : ")
            printExpression(otherwise, .assignment)
        case .sequence(let list): printList(list) { $0.printExpression($1, .assignment) }
        case .superMember(let name):
            put("super.")
            printName(name)
        case .superComputedMember(let key):
            put("super[")
            printExpression(key)
            put("]")
        case .superCall(let arguments):
            put("super")
            printArguments(arguments)
        case .new(let callee, let arguments):
            put("new ")
            if hasCallOnSpine(callee) {
                put("(")
                printExpression(callee)
                put(")")
            } else {
                printExpression(callee, .member)
            }
            printArguments(arguments)
        case .optionalChain(let inner): printExpression(inner)
        case .importCall(let specifier, let options, let phase):
            put(phase == .defer ? "import.defer(" : phase == .source ? "import.source(" : "import(")
            printExpression(specifier, .assignment)
            if !options.isNone {
                put(", ")
                printExpression(options, .assignment)
            }
            put(")")
        case .importMeta: put("import.meta")
        case .newTarget: put("new.target")
        case .privateIn(let name, let object):
            put("#")
            printName(name)
            put(" in ")
            printExpression(object, .shift)
        case .spread(let value), .rest(let value):
            put("...")
            printExpression(value, .assignment)
        case .patternDefault(let target, let value):
            printTarget(target)
            put(" = ")
            printExpression(value, .assignment)
        default: break
        }
    }

    // MARK: Members and calls

    /// Members, calls and tagged templates, along their objects without recursion: `a.b().c()…` may be long.
    private mutating func printSuffixes(_ node: Node) {
        var spine: [Node] = []
        var current = node
        while let object = objectOfSuffix(current) {
            spine.append(current)
            current = tree[object]
            if objectOfSuffix(current) != nil { continue }
            // `1.x` would read as a number and a name.
            if case .number = current {
                put("(")
                printExpression(object)
                put(")")
            } else {
                printExpression(object, .member)
            }
        }
        for node in spine.reversed() {
            switch node {
            case .member(_, let name, let isOptional):
                put(isOptional ? "?." : ".")
                printName(name)
            case .privateMember(_, let name, let isOptional):
                put(isOptional ? "?.#" : ".#")
                printName(name)
            case .computedMember(_, let key, let isOptional):
                put(isOptional ? "?.[" : "[")
                printExpression(key)
                put("]")
            case .call(_, let arguments, let isOptional):
                if isOptional { put("?.") }
                printArguments(arguments)
            case .taggedTemplate(_, let elements): printTemplate(elements)
            default: break
            }
        }
    }

    private func objectOfSuffix(_ node: Node) -> NodeID? {
        switch node {
        case .member(let object, _, _), .computedMember(let object, _, _), .privateMember(let object, _, _),
            .call(let object, _, _), .taggedTemplate(let object, _):
            object
        default: nil
        }
    }

    /// Whether an expression given to `new` holds a call that would take the arguments of the `new`.
    private func hasCallOnSpine(_ id: NodeID) -> Bool {
        var current = id
        while true {
            switch tree[current] {
            case .call, .importCall, .superCall: return true
            default: break
            }
            guard let object = objectOfSuffix(tree[current]) else { return false }
            current = object
        }
    }

    mutating func printArguments(_ arguments: NodeList) {
        put("(")
        printList(arguments) { $0.printExpression($1, .assignment) }
        put(")")
    }

    private mutating func printTemplate(_ elements: NodeList) {
        put("`")
        for (index, element) in tree[elements].enumerated() {
            if case .templateElement(_, let raw) = tree[element], index % 2 == 0 {
                printRaw(raw)
            } else {
                put("${")
                printExpression(element)
                put("}")
            }
        }
        put("`")
    }

    /// The node whose text comes first in an expression's text.
    func leftmost(_ id: NodeID) -> Node {
        var current = id
        while true {
            switch tree[current] {
            case .binary(_, let left, _), .logical(_, let left, _), .assignment(let left, _), .compoundAssignment(_, let left, _),
                .logicalAssignment(_, let left, _), .conditional(let left, _, _), .optionalChain(let left),
                .update(_, isPrefix: false, let left):
                current = left
            case .sequence(let list):
                guard let first = tree[list].first else { return tree[current] }
                current = first
            default:
                guard let object = objectOfSuffix(tree[current]) else { return tree[current] }
                current = object
            }
        }
    }
}
