import Diagnostics

extension ScopeAnalysis {
    mutating func walk(_ list: NodeList) throws(Diagnostic) {
        for index in Int(list.start)..<Int(list.start + list.count) { try walk(tree.lists[index]) }
    }

    mutating func walk(_ node: NodeID) throws(Diagnostic) {
        guard !node.isNone else { return }
        switch tree[node] {
        case .identifier(let name):
            if name == .known(.arguments), hasFunctionAround { referenceImplicit(name, from: node) } else { reference(node) }
        case .this: referenceImplicit(.known(.thisBinding), from: node)
        case .newTarget: referenceImplicit(.known(.newTargetBinding), from: node)
        case .superMember: referenceSuper(node)
        case .superComputedMember(let key):
            referenceSuper(node)
            try walk(key)
        case .superCall(let arguments):
            referenceSuper(node)
            try walk(arguments)
        case .null, .boolean, .number, .string, .regularExpression,
            .bigInt, .templateElement, .importMeta, .empty, .break, .continue, .debugger,
            .importDeclaration, .exportNames:
            break
        case .template(let elements), .array(let elements), .sequence(let elements), .arrayPattern(let elements),
            .objectPattern(let elements), .object(let elements):
            try walk(elements)
        case .binary, .logical, .member, .computedMember, .privateMember, .call, .taggedTemplate: try walkLinks(node)
        case .property(let key, let value, _, let isComputed), .patternProperty(let key, let value, let isComputed):
            if isComputed { try walk(key) }
            try walk(value)
        case .spread(let operand), .unary(_, let operand), .update(_, _, let operand), .optionalChain(let operand),
            .await(let operand), .yield(let operand, _), .rest(let operand), .expressionStatement(let operand),
            .return(let operand), .throw(let operand), .labeled(_, let operand):
            try walk(operand)
        case .privateIn(_, let object):
            reference(node)
            try walk(object)
        case .privateName: reference(node)
        case .assignment(let left, let right), .compoundAssignment(_, let left, let right), .logicalAssignment(_, let left, let right),
            .patternDefault(let left, let right), .importCall(let left, let right, _):
            try walk(left)
            try walk(right)
        case .conditional(let a, let b, let c):
            try walk(a)
            try walk(b)
            try walk(c)
        case .if:
            var link = node
            while !link.isNone, case .if(let test, let then, let otherwise) = tree[link] {
                try walk(test)
                try walk(then)
                link = otherwise
            }
            try walk(link)
        case .new(let callee, let arguments):
            try walk(callee)
            try walk(arguments)
        case .function(let function): try walkFunction(function, isExpression: true)
        case .classExpression(let index): try walkClass(index)
        case .functionDeclaration(let function): try declareFunction(function)
        case .classDeclaration(let index): try declareClass(index)
        case .variables(let kind, let declarators): try declareVariables(kind, declarators)
        case .declarator: break
        case .block(let statements):
            let scope = openScope(.block)
            scopeOfNode[Int(node.index)] = scope
            try within(scope) { analysis throws(Diagnostic) in try analysis.walk(statements) }
        case .for(let initial, let test, let update, let body):
            let scope = openScope(.loop)
            scopeOfNode[Int(node.index)] = scope
            try within(scope) { analysis throws(Diagnostic) in
                try analysis.walk(initial)
                try analysis.walk(test)
                try analysis.walk(update)
                try analysis.walk(body)
            }
        case .forIn(let left, let right, let body), .forOf(let left, let right, let body, _):
            let scope = openScope(.loop)
            scopeOfNode[Int(node.index)] = scope
            try within(scope) { analysis throws(Diagnostic) in
                try analysis.walkLoopHead(left, right, body)
                try analysis.walk(body)
            }
        case .while(let test, let body), .doWhile(let body, let test):
            try walk(test)
            try walk(body)
        case .with(let object, let body):
            try walk(object)
            let scope = openScope(.with)
            scopeOfNode[Int(node.index)] = scope
            try within(scope) { analysis throws(Diagnostic) in
                analysis.add(.known(.withBinding), .implicit, in: scope, range: analysis.tree.range(of: object))
                try analysis.walk(body)
            }
        case .try(let block, let parameter, let handler, let finalizer):
            try walk(block)
            if !handler.isNone { try walkHandler(parameter, handler) }
            try walk(finalizer)
        case .switch(let subject, let cases):
            try walk(subject)
            let scope = openScope(.switch)
            scopeOfNode[Int(node.index)] = scope
            try within(scope) { analysis throws(Diagnostic) in try analysis.walk(cases) }
        case .switchCase(let test, let body):
            try walk(test)
            try walk(body)
        case .exportDeclaration(let declaration): try walk(declaration)
        case .exportDefault(let declaration): try walkDefault(declaration)
        case .classMethod, .classField, .classStaticBlock: break
        }
    }

    private var hasFunctionAround: Bool { functionOfThis(around: currentFunction) != .module }

    private mutating func referenceSuper(_ node: NodeID) {
        // The function object leads to the home object; `this` is the receiver. Both are found again by the compiler
        // through the function's implicit bindings.
        referenceImplicit(.known(.functionBinding), from: node)
        referenceImplicit(.known(.newTargetBinding), from: node)
        referenceImplicit(.known(.thisBinding), from: node)
    }

    private mutating func declareVariables(_ kind: VariableKind, _ declarators: NodeList) throws(Diagnostic) {
        for declarator in tree[declarators] {
            guard case .declarator(let target, let value) = tree[declarator] else { continue }
            let variableKind: Variable.Kind = kind == .var ? .var : kind == .let ? .let : .const
            try declarePattern(target, variableKind, initializedAt: tree.range(of: declarator).end)
            try walk(value)
        }
    }

    private mutating func walkLoopHead(_ left: NodeID, _ right: NodeID, _ body: NodeID) throws(Diagnostic) {
        if case .variables(let kind, let declarators) = tree[left], let declarator = tree[declarators].first,
            case .declarator(let target, let value) = tree[declarator]
        {
            let variableKind: Variable.Kind = kind == .var ? .var : kind == .let ? .let : .const
            try declarePattern(target, variableKind, initializedAt: tree.range(of: body).start)
            try walk(value)
        } else {
            try walk(left)
        }
        try walk(right)
    }

    private mutating func walkHandler(_ parameter: NodeID, _ handler: NodeID) throws(Diagnostic) {
        guard case .block(let statements) = tree[handler] else { return }
        var isPattern = false
        if !parameter.isNone { if case .identifier = tree[parameter] {} else { isPattern = true } }
        guard isPattern else {
            let scope = openScope(.catch)
            scopeOfNode[Int(handler.index)] = scope
            try within(scope) { analysis throws(Diagnostic) in
                if !parameter.isNone { try analysis.declarePattern(parameter, .catchParameter, initializedAt: nil) }
                try analysis.walk(statements)
            }
            return
        }
        // What a pattern's expressions see is not what the block declares.
        let outer = openScope(.catchPattern)
        scopeOfNode[Int(parameter.index)] = outer
        try within(outer) { analysis throws(Diagnostic) in
            try analysis.declarePattern(parameter, .let, initializedAt: analysis.tree.range(of: parameter).end)
            let scope = analysis.openScope(.block)
            analysis.scopeOfNode[Int(handler.index)] = scope
            try analysis.within(scope) { analysis throws(Diagnostic) in try analysis.walk(statements) }
        }
    }

    private mutating func walkDefault(_ declaration: NodeID) throws(Diagnostic) {
        let range = tree.range(of: declaration)
        switch tree[declaration] {
        case .functionDeclaration(let function) where tree[function].name == nil:
            try declare(.known(.starDefault), .function, range: range)
            try walkFunction(function, isExpression: false)
        case .classDeclaration(let index) where tree.classes[Int(index)].name == nil:
            let variable = try declare(.known(.starDefault), .class, range: range)
            self[variable].initializedAt = range.end
            try walkClass(index)
        case .functionDeclaration, .classDeclaration:
            try walk(declaration)
        default:
            let variable = try declare(.known(.starDefault), .const, range: range)
            self[variable].initializedAt = range.end
            try walk(declaration)
        }
    }

    // MARK: Functions and classes

    private mutating func declareFunction(_ id: FunctionID) throws(Diagnostic) {
        let function = tree[id]
        if let name = function.name {
            let variable = try declare(name, .function, range: function.range)
            if currentScope == evalScope { evalFunctions[id] = variable }
            declareOutside(name, id)
        }
        try walkFunction(id, isExpression: false)
    }

    mutating func walkFunction(_ id: FunctionID, isExpression: Bool) throws(Diagnostic) {
        let function = tree[id]
        let outerFunction = currentFunction
        let index = FunctionIndex(index: Int32(functions.count))
        indexOfFunction[Int(id.index)] = index
        functions.append(
            AnalysedFunction(scope: .none, parent: outerFunction, isArrow: function.flags.contains(.isArrow)))
        functions[Int(index.index)].isDerivedConstructor = function.flags.contains(.isDerivedConstructor)
        functions[Int(index.index)].isSloppy = function.flags.contains(.isSloppy)
        functions[Int(index.index)].mayRepeatParameters =
            function.flags.contains(.isSloppy) && function.flags.isDisjoint(with: [.isArrow, .isMethod])
            && tree[function.parameters].allSatisfy { if case .identifier = tree[$0] { true } else { false } }
        if !function.flags.contains(.isArrow) { functions[Int(index.index)].permissions = Self.evalPermissions(in: function.flags) }
        currentFunction = index
        let scope = openScope(.function)
        functions[Int(index.index)].scope = scope
        if tree.surroundings != nil, function.flags.contains(.isSloppy), tree.isWholeEval(id) {
            scopes[Int(scope.index)].kind = .block
            evalScope = scope
        }
        let hasExpressions = tree[function.parameters].contains { node in
            if case .identifier = tree[node] { return false }
            if case .rest(let target) = tree[node], case .identifier = tree[target] { return false }
            return true
        }
        functions[Int(index.index)].hasParameterExpressions = hasExpressions
        try within(scope) { analysis throws(Diagnostic) in
            if isExpression, let name = function.name, !function.flags.contains(.isMethod), !function.flags.contains(.isArrow) {
                analysis.add(name, .functionName, in: scope, range: function.range)
            }
            for parameter in analysis.tree[function.parameters] {
                let end = hasExpressions ? analysis.tree.range(of: parameter).end : nil
                try analysis.declarePattern(parameter, .parameter, initializedAt: end)
            }
            guard hasExpressions else {
                try analysis.walk(function.body)
                return
            }
            let bodyScope = analysis.openScope(.function)
            analysis.functions[Int(index.index)].bodyScope = bodyScope
            try analysis.within(bodyScope) { analysis throws(Diagnostic) in try analysis.walk(function.body) }
        }
        allocateParameters(function, index)
        noteArguments(of: id, index)
        currentFunction = outerFunction
    }

    /// Parameters that are plain names take the first local slots in order, so that a call need not move them.
    private mutating func allocateParameters(_ function: SyntaxTree.Function, _ index: FunctionIndex) {
        let scope = functions[Int(index.index)].scope
        functions[Int(index.index)].localCount = Int32(function.parameters.count)
        // With expressions about, a parameter is in its dead zone until its turn comes: it gets a slot of its own.
        let isSimple = !functions[Int(index.index)].hasParameterExpressions
        for (slot, parameter) in tree[function.parameters].enumerated() {
            if isSimple, case .identifier(let name) = tree[parameter] {
                let variable = lookup(name, in: scope)
                if variable != .none, self[variable].kind == .parameter { self[variable].storage = .local(Int32(slot)) }
            }
        }
        var variable = scopes[Int(scope.index)].firstVariable
        while variable != .none {
            if self[variable].kind == .parameter, self[variable].storage == .unallocated {
                self[variable].storage = .local(functions[Int(index.index)].localCount)
                functions[Int(index.index)].localCount += 1
            }
            variable = self[variable].next
        }
    }

    private mutating func declareClass(_ index: UInt32) throws(Diagnostic) {
        let record = tree.classes[Int(index)]
        if let name = record.name {
            let variable = try declare(name, .class, range: record.range)
            if scopes[Int(currentScope.index)].kind != .switch { self[variable].initializedAt = record.range.end }
        }
        try walkClass(index)
    }

    private mutating func walkClass(_ index: UInt32) throws(Diagnostic) {
        let record = tree.classes[Int(index)]
        let scope = openScope(.class)
        scopeOfClass[Int(index)] = scope
        try within(scope) { analysis throws(Diagnostic) in
            if let name = record.name { try analysis.declare(name, .const, range: record.range) }
            for member in analysis.tree[record.members] {
                let key: NodeID
                switch analysis.tree[member] {
                case .classMethod(let memberKey, _, _, _), .classField(let memberKey, _, _): key = memberKey
                default: continue
                }
                if case .privateName(let name) = analysis.tree[key] {
                    let binding = analysis.names.internPrivate(name)
                    // A getter and a setter share the name.
                    if analysis.lookup(binding, in: scope) == .none {
                        analysis.add(binding, .privateName, in: scope, range: analysis.tree.range(of: key))
                    }
                }
            }
            try analysis.walk(record.superclass)
            try analysis.walkMembers(record)
        }
    }

    private mutating func walkMembers(_ record: SyntaxTree.Class) throws(Diagnostic) {
        try walk(record.constructor)
        for member in tree[record.members] {
            switch tree[member] {
            case .classMethod(let key, let value, _, let flags), .classField(let key, let value, let flags):
                if flags.contains(.isComputed) { try walk(key) } else if case .privateName = tree[key] { reference(key) }
                try walk(value)
            case .classStaticBlock(let function): try walk(function)
            default: break
            }
        }
    }
}
