import Diagnostics
import Text

extension Printer {
    /// An expression, in parentheses if it binds less tightly than its place asks for.
    mutating func printExpression(_ id: NodeID, _ minimum: Precedence = .sequence) {
        if source.hasEdits, let edit = edit(of: id), let fragment = edit.replacement {
            return printReplacement(of: id, fragment, edit.level, minimum)
        }
        let node = source.tree.nodes[Int(id.index)]
        if Precedence(node, in: source.tree) < minimum || (avoidsIn && isIn(node)) {
            printInParentheses { $0.printBare(id, node) }
        } else {
            printBare(id, node)
        }
    }

    mutating func printInParentheses(_ print: (inout Printer) -> Void) {
        let outer = avoidsIn
        avoidsIn = false
        put("(")
        print(&self)
        put(")")
        avoidsIn = outer
    }

    func isIn(_ node: Node) -> Bool {
        switch node {
        case .binary(.in, _, _), .privateIn: true
        default: false
        }
    }

    private mutating func printBare(_ id: NodeID, _ node: Node) {
        let start = text.count
        defer { if origins != nil, node.isToken { endToken(tree.range(of: id), from: start) } }
        mark(id)
        switch node {
        case .identifier(let name): printIdentifier(id, name)
        case .string(let name): printString(name)
        case .regularExpression(let pattern, let flags):
            put("/")
            printRaw(pattern)
            put("/")
            printRaw(flags)
        case .bigInt(let name):
            printRaw(name)
            put("n")
        case .number(let index): printNumber(tree.numbers[Int(index)])
        case .member, .computedMember, .privateMember, .call, .taggedTemplate: printSuffixes(id)
        case .binary, .logical: printBinary(node)
        case .function(let id): printFunction(id)
        case .object(let list), .objectPattern(let list): printObject(list, of: tree.range(of: id))
        case .array(let list), .arrayPattern(let list): printArray(list, of: tree.range(of: id))
        case .assignment, .compoundAssignment, .logicalAssignment: printAssignment(node)
        case .unary, .update, .await, .yield: printPrefixed(node)
        default: printUncommon(id, node)
        }
    }

    private mutating func printIdentifier(_ id: NodeID, _ name: NameID) {
        guard let new = newName(of: id) else { return printName(name) }
        switch new {
        case .identifier(let text): putText(text)
        case .member(let object, let key):
            putText(object)
            if key.utf8.isEmpty || !Self.isIdentifierName(key) {
                put("[")
                putText(jsonStringLiteral(key))
                put("]")
            } else {
                put(".")
                putText(key)
            }
        }
    }

    private mutating func printUncommon(_ id: NodeID, _ node: Node) {
        switch node {
        case .this: put("this")
        case .null: put("null")
        case .boolean(let value): put(value ? "true" : "false")
        case .template(let elements): printTemplate(elements, of: tree.range(of: id))
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
            close("]", tree.range(of: id))
        case .superCall(let arguments):
            put("super")
            printArguments(arguments, of: tree.range(of: id))
        case .new(let callee, let arguments):
            put("new ")
            if hasCallOnSpine(callee) {
                put("(")
                printExpression(callee)
                put(")")
            } else {
                printExpression(callee, .member)
            }
            // Without arguments in the source, the range ends with the callee.
            printArguments(arguments, of: tree.range(of: id))
        case .optionalChain(let inner): printExpression(inner)
        case .importCall(let specifier, let options, let phase):
            put(
                phase == .defer ? "import.defer(" : phase == .source ? "import.source(" : phase == .sync ? "import.sync(" : "import(")
            printExpression(specifier, .assignment)
            if !options.isNone {
                put(", ")
                printExpression(options, .assignment)
            }
            close(")", tree.range(of: id))
        case .importMeta: put("import.meta")
        case .newTarget: put("new.target")
        case .privateIn(let name, let object):
            printPrivateName(name, of: id)
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
    private mutating func printSuffixes(_ id: NodeID) {
        var spine: [NodeID] = []
        var current = id
        while let object = objectOfSuffix(tree[current]) {
            spine.append(current)
            current = object
            if objectOfSuffix(tree[current]) != nil, !isReplaced(current) { continue }
            printHead(current, of: tree[spine[spine.count - 1]])
            break
        }
        for id in spine.reversed() {
            switch tree[id] {
            case .member(_, let name, let isOptional):
                put(isOptional ? "?." : ".")
                nameToken(name, endingAt: tree.range(of: id).end) { $0.printName(name) }
            case .privateMember(_, let name, let isOptional):
                put(isOptional ? "?." : ".")
                printPrivateName(name, of: id)
            case .computedMember(_, let key, let isOptional):
                put(isOptional ? "?.[" : "[")
                printExpression(key)
                close("]", tree.range(of: id))
            case .call(_, let arguments, let isOptional):
                if isOptional { put("?.") }
                printArguments(arguments, of: tree.range(of: id))
            case .taggedTemplate(_, let elements): printTemplate(elements, of: tree.range(of: id))
            default: break
            }
        }
    }

    /// What stands before all suffixes.
    private mutating func printHead(_ head: NodeID, of suffix: Node) {
        if isReplaced(head) || newName(of: head) != nil {
            var isCall = false
            switch suffix {
            case .call, .taggedTemplate: isCall = true
            default: break
            }
            // A name is called without a `this`; so is what stands for it.
            if isCall, case .identifier = tree[head], !isPrintedAsName(head) {
                put("(0, ")
                printExpression(head, .assignment)
                return put(")")
            }
        } else if case .number = tree[head] {
            // `1.x` would read as a number and a name.
            put("(")
            printExpression(head)
            return put(")")
        }
        printExpression(head, .member)
    }

    /// Whether an identifier is printed as one.
    private func isPrintedAsName(_ id: NodeID) -> Bool {
        if let fragment = edit(of: id)?.replacement { return fragment.isIdentifier }
        if case .member = newName(of: id) { return false }
        return true
    }

    /// `#name`.
    mutating func printPrivateName(_ name: NameID, of id: NodeID) {
        if case .identifier(let text)? = newName(of: id) { return putText(text) }
        put("#")
        printName(name)
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
            if isReplaced(current) { return true }
            switch tree[current] {
            case .call, .importCall, .superCall: return true
            default: break
            }
            guard let object = objectOfSuffix(tree[current]) else { return false }
            current = object
        }
    }

    mutating func printArguments(_ arguments: NodeList, of range: SourceRange) {
        put("(")
        printList(arguments) { $0.printExpression($1, .assignment) }
        close(")", range)
    }

    private mutating func printTemplate(_ elements: NodeList, of range: SourceRange) {
        put("`")
        for (index, element) in tree[elements].enumerated() {
            if case .templateElement(_, let raw) = tree[element], index % 2 == 0 {
                if index > 0 { mark(element) }
                printRaw(raw)
            } else {
                put("${")
                printExpression(element)
                put("}")
            }
        }
        close("`", range)
    }

    /// What comes first in an expression's text.
    enum Beginning {
        case node(Node)
        /// What stands in the place of a node.
        case fragment(Fragment)
    }

    /// - Parameter passed: a node whose replacement is not asked for.
    func beginning(of id: NodeID, passing passed: NodeID = .none) -> Beginning {
        var current = id
        while true {
            if current != passed, let fragment = edit(of: current)?.replacement { return .fragment(fragment) }
            switch tree[current] {
            case .binary(_, let left, _), .logical(_, let left, _), .assignment(let left, _), .compoundAssignment(_, let left, _),
                .logicalAssignment(_, let left, _), .conditional(let left, _, _), .optionalChain(let left),
                .update(_, isPrefix: false, let left):
                current = left
            case .sequence(let list):
                guard let first = tree[list].first else { return .node(tree[current]) }
                current = first
            default:
                guard let object = objectOfSuffix(tree[current]) else { return .node(tree[current]) }
                current = object
            }
        }
    }
}
