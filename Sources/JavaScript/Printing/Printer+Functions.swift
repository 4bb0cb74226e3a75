import Diagnostics

extension Printer {
    /// A function expression or declaration, or an arrow function.
    mutating func printFunction(_ id: FunctionID) {
        let function = tree[id]
        if function.flags.contains(.isAsync) { put("async ") }
        if !function.flags.contains(.isArrow) {
            put(function.flags.contains(.isGenerator) ? "function*" : "function")
            put(" ")
            printName(of: id)
        }
        printParameters(function)
        guard function.flags.contains(.isArrow) else { return printBody(function) }
        put(" =>")
        guard function.flags.contains(.hasExpressionBody), let statement = tree[function.body].first,
            case .return(let value) = tree[statement], !value.isNone, !isEdited(statement)
        else { return printBody(function) }
        put(" ")
        source.functionDepth += 1
        defer { source.functionDepth -= 1 }
        let needsParentheses: Bool =
            switch beginning(of: value) {
            case .node(.object), .node(.objectPattern): true
            case .node: false
            case .fragment(let fragment): begins(fragment, with: ["{"])
            }
        if needsParentheses {
            put("(")
            printExpression(value)
            put(")")
        } else {
            printExpression(value, .assignment)
        }
    }

    private mutating func printName(of id: FunctionID) {
        token(tree[id].name == nil ? nil : tree[id].nameRange) { printer in
            if let new = printer.newName(of: id) {
                printer.putText(new)
            } else if let name = printer.tree[id].name {
                printer.printName(name)
            }
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
        source.functionDepth += 1
        defer { source.functionDepth -= 1 }
        put(" ")
        printBraces(function.body, of: function.range)
        (avoidsIn, avoidsUseStrict) = (outerIn, outerStrict)
    }

    // MARK: Objects

    mutating func printObject(_ properties: NodeList, of range: SourceRange) {
        put("{")
        if properties.isEmpty { return close("}", range) }
        let hasMethods = tree[properties].contains {
            if case .property(_, _, let kind, _) = tree[$0] { kind == .method || kind == .getter || kind == .setter } else { false }
        }
        if hasMethods {
            put("\n")
            indentation += 1
            for property in tree[properties] where !isRemoved(property) {
                startLine()
                printProperty(property)
                put(",\n")
            }
            indentation -= 1
            startLine()
        } else {
            put(" ")
            printList(properties) { $0.printProperty($1) }
            put(" ")
        }
        close("}", range)
    }

    mutating func printProperty(_ id: NodeID) {
        if let fragment = edit(of: id)?.replacement { return printFragment(fragment, for: id) }
        mark(id)
        switch tree[id] {
        case .property(let key, let value, .shorthand, _):
            if isReplaced(value) || newName(of: value) != nil { printShorthandKey(key) }
            printExpression(value, .assignment)
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
        if isReplaced(target) { return false }
        if case .patternDefault(let inner, _) = tree[target] { target = inner }
        if isReplaced(target) || newName(of: target) != nil { return false }
        return tree[target] == .identifier(name) && !tree.isParenthesizedTarget(target)
    }

    /// The key of `{name}` where its value is called something else. `__proto__: value` would set the prototype.
    private mutating func printShorthandKey(_ key: NodeID) {
        if case .string(.known(.proto)) = tree[key] { put("[\"__proto__\"]") } else { printKey(key, isComputed: false) }
        put(": ")
    }

    private mutating func printKey(_ key: NodeID, isComputed: Bool) {
        if isComputed {
            put("[")
            printExpression(key, .assignment)
            put("]")
            return
        }
        if let fragment = edit(of: key)?.replacement { return printFragment(fragment, for: key) }
        switch tree[key] {
        case .string(let name): token(tree.range(of: key)) { $0.printNameOrString(name) }
        case .privateName(let name): token(tree.range(of: key)) { $0.printPrivateName(name, of: key) }
        default: printExpression(key)
        }
    }

    private mutating func printMethod(_ key: NodeID, _ value: NodeID, _ kind: PropertyKind, isComputed: Bool) {
        guard case .function(let id) = tree[value] else { return }
        let function = tree[id]
        mark(function.range)
        if kind == .getter { put("get ") }
        if kind == .setter { put("set ") }
        if function.flags.contains(.isAsync) { put("async ") }
        if function.flags.contains(.isGenerator) { put("*") }
        printKey(key, isComputed: isComputed)
        printParameters(function)
        printBody(function)
    }

    mutating func printArray(_ elements: NodeList, of range: SourceRange) {
        put("[")
        printList(elements) { $0.printExpression($1, .assignment) }
        close("]", range)
    }

    // MARK: Classes

    mutating func printClass(_ index: Int, named: Bool = true) {
        let definition = tree.classes[index]
        put("class")
        if named { printName(ofClass: index) }
        if !definition.superclass.isNone {
            put(" extends ")
            printExpression(definition.superclass, .chain)
        }
        put(" {")
        var members = tree[definition.members].map { (start: tree.range(of: $0).start, id: $0) }
        if !definition.constructor.isNone {
            // The tree keeps the constructor apart; on paper it stands where the author put it.
            let start = tree.range(of: definition.constructor).start
            let place = members.firstIndex { $0.start > start } ?? members.endIndex
            members.insert((start, definition.constructor), at: place)
        }
        if members.isEmpty { return close("}", definition.range) }
        endLine()
        indentation += 1
        let (outerIn, outerStrict) = (avoidsIn, avoidsUseStrict)
        (avoidsIn, avoidsUseStrict) = (false, false)
        for member in members {
            printLines(of: member.id) { printer in
                printer.startLine()
                printer.printMember(member.id)
                printer.endLine()
            }
        }
        (avoidsIn, avoidsUseStrict) = (outerIn, outerStrict)
        indentation -= 1
        startLine()
        close("}", definition.range)
    }

    private mutating func printName(ofClass index: Int) {
        let definition = tree.classes[index]
        let new = newName(ofClass: UInt32(index))
        guard new != nil || definition.name != nil else { return }
        put(" ")
        token(definition.name == nil ? nil : definition.nameRange) { printer in
            if let new { printer.putText(new) } else if let name = definition.name { printer.printName(name) }
        }
    }

    mutating func printMember(_ id: NodeID) {
        mark(id)
        switch tree[id] {
        case .function(let function):
            put("constructor")
            printParameters(tree[function])
            printBody(tree[function])
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
            source.functionDepth += 1
            printBraces(tree[id].body, of: tree[id].range)
            source.functionDepth -= 1
        default: break
        }
    }
}
