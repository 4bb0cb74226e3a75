extension Printer {
    /// A function expression or declaration, or an arrow function.
    mutating func printFunction(_ id: FunctionID) {
        let function = tree[id]
        if function.flags.contains(.isAsync) { put("async ") }
        if !function.flags.contains(.isArrow) {
            put(function.flags.contains(.isGenerator) ? "function*" : "function")
            put(" ")
            if let name = function.name { printName(name) }
        }
        printParameters(function)
        guard function.flags.contains(.isArrow) else { return printBody(function) }
        put(" =>")
        guard function.flags.contains(.hasExpressionBody), let statement = tree[function.body].first,
            case .return(let value) = tree[statement], !value.isNone
        else { return printBody(function) }
        put(" ")
        switch leftmost(value) {
        case .object, .objectPattern:
            put("(")
            printExpression(value)
            put(")")
        default: printExpression(value, .assignment)
        }
    }

    private mutating func printParameters(_ function: SyntaxTree.Function) {
        put("(")
        printList(function.parameters) { $0.printExpression($1, .assignment) }
        put(")")
    }

    private mutating func printBody(_ function: SyntaxTree.Function) {
        let (outerIn, outerStrict) = (avoidsIn, avoidsUseStrict)
        avoidsIn = false
        avoidsUseStrict = tree[function.parameters].contains { if case .identifier = tree[$0] { false } else { true } }
        put(" ")
        printBraces(function.body)
        (avoidsIn, avoidsUseStrict) = (outerIn, outerStrict)
    }

    // MARK: Objects

    mutating func printObject(_ properties: NodeList) {
        if properties.isEmpty { return put("{}") }
        let hasMethods = tree[properties].contains {
            if case .property(_, _, let kind, _) = tree[$0] { kind == .method || kind == .getter || kind == .setter } else { false }
        }
        if hasMethods {
            put("{\n")
            indentation += 1
            for property in tree[properties] {
                startLine()
                printProperty(property)
                put(",\n")
            }
            indentation -= 1
            startLine()
            put("}")
        } else {
            put("{ ")
            printList(properties) { $0.printProperty($1) }
            put(" }")
        }
    }

    private mutating func printProperty(_ id: NodeID) {
        switch tree[id] {
        case .property(_, let value, .shorthand, _): printExpression(value, .assignment)
        case .property(let key, let value, .value, let isComputed):
            printKey(key, isComputed: isComputed)
            put(": ")
            printExpression(value, .assignment)
        case .property(let key, let value, let kind, let isComputed): printMethod(key, value, kind, isComputed: isComputed)
        case .patternProperty(let key, let target, let isComputed):
            if isComputed || !isShorthand(key, target) {
                printKey(key, isComputed: isComputed)
                put(": ")
            }
            printExpression(target, .assignment)
        default: printExpression(id, .assignment)
        }
    }

    private func isShorthand(_ key: NodeID, _ target: NodeID) -> Bool {
        guard case .string(let name) = tree[key] else { return false }
        var target = target
        if case .patternDefault(let inner, _) = tree[target] { target = inner }
        return tree[target] == .identifier(name) && !tree.isParenthesizedTarget(target)
    }

    private mutating func printKey(_ key: NodeID, isComputed: Bool) {
        if isComputed {
            put("[")
            printExpression(key, .assignment)
            put("]")
            return
        }
        switch tree[key] {
        case .string(let name): printNameOrString(name)
        case .privateName(let name):
            put("#")
            printName(name)
        default: printExpression(key)
        }
    }

    private mutating func printMethod(_ key: NodeID, _ value: NodeID, _ kind: PropertyKind, isComputed: Bool) {
        guard case .function(let id) = tree[value] else { return }
        let function = tree[id]
        if kind == .getter { put("get ") }
        if kind == .setter { put("set ") }
        if function.flags.contains(.isAsync) { put("async ") }
        if function.flags.contains(.isGenerator) { put("*") }
        printKey(key, isComputed: isComputed)
        printParameters(function)
        printBody(function)
    }

    mutating func printArray(_ elements: NodeList) {
        put("[")
        printList(elements) { $0.printExpression($1, .assignment) }
        put("]")
    }

    // MARK: Classes

    mutating func printClass(_ index: Int) {
        let definition = tree.classes[index]
        put("class")
        if let name = definition.name {
            put(" ")
            printName(name)
        }
        if !definition.superclass.isNone {
            put(" extends ")
            printExpression(definition.superclass, .chain)
        }
        put(" {")
        var members = tree[definition.members].map { (start: tree.range(of: $0).start, id: $0, isConstructor: false) }
        if !definition.constructor.isNone {
            // The tree keeps the constructor apart; on paper it stands where the author put it.
            let start = tree.range(of: definition.constructor).start
            let place = members.firstIndex { $0.start > start } ?? members.endIndex
            members.insert((start, definition.constructor, true), at: place)
        }
        if members.isEmpty { return put("}") }
        endLine()
        indentation += 1
        let (outerIn, outerStrict) = (avoidsIn, avoidsUseStrict)
        (avoidsIn, avoidsUseStrict) = (false, false)
        for member in members {
            startLine()
            if member.isConstructor { printConstructor(member.id) } else { printMember(member.id) }
            endLine()
        }
        (avoidsIn, avoidsUseStrict) = (outerIn, outerStrict)
        indentation -= 1
        startLine()
        put("}")
    }

    private mutating func printConstructor(_ id: NodeID) {
        guard case .function(let function) = tree[id] else { return }
        put("constructor")
        printParameters(tree[function])
        printBody(tree[function])
    }

    private mutating func printMember(_ id: NodeID) {
        switch tree[id] {
        case .classMethod(let key, let value, let kind, let flags):
            if flags.contains(.isStatic) { put("static ") }
            printMethod(key, value, kind, isComputed: flags.contains(.isComputed))
        case .classField(let key, let value, let flags):
            if flags.contains(.isStatic) { put("static ") }
            printKey(key, isComputed: flags.contains(.isComputed))
            if case .function(let id)? = value.isNone ? nil : tree[value], let statement = tree[tree[id].body].first,
                case .return(let initializer) = tree[statement]
            {
                put(" = ")
                printExpression(initializer, .assignment)
            }
            put(";")
        case .classStaticBlock(let value):
            guard case .function(let id) = tree[value] else { return }
            put("static ")
            printBraces(tree[id].body)
        default: break
        }
    }
}
