extension Compiler {
    // MARK: Chains

    /// Where a nullish link of the innermost optional chain goes.
    var chainLabel: CodeLabel {
        guard let label = builder.chains.last else { preconditionFailure("a '?.' outside a chain") }
        return label
    }

    /// Compiles a chain with `?.` links; a nullish one gives undefined.
    mutating func compileChain(otherwise: Opcode = .pushUndefined, _ body: (inout Compiler) -> Void) {
        let short = builder.newLabel()
        let end = builder.newLabel()
        builder.chains.append(short)
        body(&self)
        builder.chains.removeLast()
        builder.emit(.jump, to: end)
        builder.depth -= 1
        builder.place(short)
        builder.emit(otherwise)
        builder.place(end)
    }

    // MARK: Calls

    /// [→ f this]
    mutating func compileCallee(_ callee: NodeID) {
        let outerOffset = builder.offset
        builder.offset = tree.range(of: callee).start
        defer { builder.offset = outerOffset }
        switch tree[callee] {
        case .member, .computedMember, .privateMember, .call, .taggedTemplate, .binary, .logical: compileLinks(callee, isCalled: true)
        case .superMember, .superComputedMember:
            compileSuperMember(callee)
            loadThis()
        case .optionalChain(let inner):
            // `(a?.b)()` keeps `a` as the receiver.
            let short = builder.newLabel()
            let end = builder.newLabel()
            builder.chains.append(short)
            compileCallee(inner)
            builder.chains.removeLast()
            builder.emit(.jump, to: end)
            builder.depth -= 2
            builder.place(short)
            builder.emit(.pushUndefined)
            builder.emit(.pushUndefined)
            builder.place(end)
        case .identifier(let name):
            throughWith(callee, name) { compiler, isWith in
                compiler.builder.emit(isWith ? .getMethod : .getProperty, name)
                if !isWith { compiler.builder.emit(.pushUndefined) }
            } otherwise: { compiler in
                compiler.loadDeclared(callee, name)
                compiler.builder.emit(.pushUndefined)
            }
        default:
            compile(callee)
            builder.emit(.pushUndefined)
        }
    }

    mutating func compileSuperMember(_ node: NodeID) {
        compileReference(node)
        if case .superMember(let name) = tree[node] { builder.emit(.getSuperProperty, name) } else { builder.emit(.getSuperElement) }
    }

    /// [f this → value]
    mutating func compileCall(of callee: NodeID, _ arguments: NodeList, _ isOptional: Bool) {
        let offset = builder.offset
        if isOptional {
            // [f this]: a nullish f leaves nothing behind.
            let present = builder.newLabel()
            builder.emit(.swap)
            builder.emit(.duplicate)
            builder.emit(.jumpIfPresentOrPop, to: present)
            builder.emit(.pop)
            builder.emit(.pop)
            builder.emit(.jump, to: chainLabel)
            builder.depth += 3
            builder.place(present)
            builder.emit(.pop)
            builder.emit(.swap)
        }
        if hasSpread(arguments) {
            compileArray(arguments, isArguments: true)
            builder.offset = offset
            placeCall(of: callee)
            builder.emit(.callSpread)
        } else {
            for argument in tree[arguments] { compile(argument) }
            builder.offset = offset
            placeCall(of: callee)
            if !isOptional, isDirectEval(callee), let count = UInt16(exactly: arguments.count) {
                builder.emit(.directEval, evalSite(), small: count)
            } else {
                builder.emit(.call, Int32(arguments.count))
            }
        }
    }

    /// What is around a call of `eval` in the scope: all its calls have the same.
    private mutating func evalSite() -> Int32 {
        if let known = evalSites[scope] { return known }
        let count = evalLevels.count
        let surroundings = analysis.surroundings(in: scope, of: builder.function, known: &evalLevels)
        let isNew = evalLevels.count > count
        let site = store.addEvalSite(surroundings, newBindings: isNew ? surroundings.bindingCount : 0)
        evalSites[scope] = site
        return site
    }

    /// Whether a call of that function is a direct call of `eval`, if the global object's `eval` is the real one.
    private func isDirectEval(_ callee: NodeID) -> Bool {
        guard tree.callsEval, case .identifier(.known(.eval)) = tree[callee] else { return false }
        return variable(of: callee) == .none
    }

    private func hasSpread(_ arguments: NodeList) -> Bool { tree[arguments].contains { isSpread($0) } }

    func isSpread(_ node: NodeID) -> Bool {
        guard !node.isNone, case .spread = tree[node] else { return false }
        return true
    }

    mutating func compileNew(_ callee: NodeID, _ arguments: NodeList) {
        let offset = builder.offset
        compile(callee)
        if hasSpread(arguments) {
            compileArray(arguments, isArguments: true)
            builder.offset = offset
            builder.emit(.newSpread)
        } else {
            for argument in tree[arguments] { compile(argument) }
            builder.offset = offset
            builder.emit(.new, Int32(arguments.count))
        }
    }

    /// https://tc39.es/ecma262/#sec-super-keyword-runtime-semantics-evaluation
    mutating func compileSuperCall(_ arguments: NodeList) {
        loadRunningFunction()
        loadNewTarget()
        compileArray(arguments, isArguments: true)
        builder.emit(.superCall)
        loadThisUnchecked()
        builder.emit(.requireUnbound)
        if let variable = implicitVariable(.known(.thisBinding)) {
            builder.emit(.duplicate)
            initialize(variable)
        }
        loadRunningFunction()
        builder.emit(.initializeFields)
    }

    // MARK: Assignments

    mutating func compileAssignment(_ target: NodeID, _ value: NodeID) {
        let offset = builder.offset
        switch tree[target] {
        case .identifier(let name):
            compileNamed(value, name: identifierName(target))
            builder.emit(.duplicate)
            store(to: target, name)
        case .arrayPattern, .objectPattern:
            compile(value)
            builder.emit(.duplicate)
            if case .objectPattern = tree[target] { patternSource = .expression(value) }
            assignPattern(target, .assign)
        default:
            compileReference(target)
            compile(value)
            builder.offset = offset
            placeOperator(behind: target)
            storeReference(target)
        }
    }

    mutating func compileCompound(_ operation: BinaryOperator, _ target: NodeID, _ value: NodeID) {
        let offset = builder.offset
        if case .identifier(let name) = tree[target] {
            loadIdentifier(target, name)
            compile(value)
            builder.emit(Self.opcode(operation))
            builder.emit(.duplicate)
            store(to: target, name)
            return
        }
        compileReference(target)
        readReference(target)
        compile(value)
        builder.offset = offset
        builder.emit(Self.opcode(operation))
        storeReference(target)
    }

    mutating func compileLogicalAssignment(_ operation: LogicalOperator, _ target: NodeID, _ value: NodeID) {
        let end = builder.newLabel()
        if case .identifier(let name) = tree[target] {
            loadIdentifier(target, name)
            builder.emit(Self.shortCircuit(operation), to: end)
            compileNamed(value, name: identifierName(target))
            builder.emit(.duplicate)
            store(to: target, name)
            builder.place(end)
            return
        }
        let before = builder.depth
        compileReference(target)
        readReference(target)
        let result = builder.newLocal()
        let short = builder.newLabel()
        builder.emit(Self.shortCircuit(operation), to: short)
        compile(value)
        storeReference(target)
        builder.emit(.jump, to: end)
        // Short: the reference still lies under the value.
        builder.depth = before + referenceSize(target) + 1
        builder.place(short)
        builder.emit(.storeLocal, result)
        for _ in 0..<referenceSize(target) { builder.emit(.pop) }
        builder.emit(.loadLocal, result)
        builder.place(end)
    }

    mutating func compileUpdate(_ change: UpdateOperator, _ isPrefix: Bool, _ operand: NodeID) {
        let opcode: Opcode = change == .increment ? .increment : .decrement
        if case .identifier(let name) = tree[operand] {
            loadIdentifier(operand, name)
            if isPrefix {
                builder.emit(opcode)
                builder.emit(.duplicate)
            } else {
                builder.emit(.toNumeric)
                builder.emit(.duplicate)
                builder.emit(opcode)
            }
            store(to: operand, name)
            return
        }
        compileReference(operand)
        readReference(operand)
        if isPrefix {
            builder.emit(opcode)
            storeReference(operand)
            return
        }
        let old = builder.newLocal()
        builder.emit(.toNumeric)
        builder.emit(.duplicate)
        builder.emit(.storeLocal, old)
        builder.emit(opcode)
        storeReference(operand)
        builder.emit(.pop)
        builder.emit(.loadLocal, old)
    }

    // MARK: References: the parts of a member expression, evaluated once and kept on the stack

    private func referenceSize(_ target: NodeID) -> Int32 {
        switch tree[target] {
        case .member: 1
        case .superComputedMember: 3
        default: 2
        }
    }

    mutating func compileReference(_ target: NodeID) {
        switch tree[target] {
        case .member(let object, _, _): compile(object)
        case .computedMember(let object, let key, _):
            compile(object)
            compile(key)
        case .privateMember(let object, _, _):
            compile(object)
            load(variable(of: target), at: target)
        case .superMember:
            loadThis()
            loadRunningFunction()
            builder.emit(.superBase)
        case .superComputedMember(let key):
            // The base is looked up when the key's expression has run, and stays.
            loadThis()
            compile(key)
            loadRunningFunction()
            builder.emit(.superBase)
            builder.emit(.swap)
        default: break
        }
    }

    /// [reference → reference value]
    private mutating func readReference(_ target: NodeID) {
        switch tree[target] {
        case .member(_, let name, _):
            builder.emit(.duplicate)
            placeRead(of: tree.base(ofLink: target))
            builder.emit(.getProperty, name)
        case .computedMember:
            builder.emit(.toReferenceKey)
            builder.emit(.duplicateTwo)
            placeRead(of: tree.base(ofLink: target))
            builder.emit(.getElement)
        case .privateMember:
            builder.emit(.duplicateTwo)
            builder.emit(.getPrivate)
        case .superMember(let name):
            builder.emit(.duplicateTwo)
            builder.emit(.getSuperProperty, name)
        case .superComputedMember:
            let key = builder.newLocal()
            builder.emit(.toReferenceKey)
            builder.emit(.storeLocal, key)
            builder.emit(.duplicateTwo)
            builder.emit(.loadLocal, key)
            builder.emit(.rotateThree)
            builder.emit(.loadLocal, key)
            builder.emit(.getSuperElement)
        default: break
        }
    }

    /// [reference value → value]
    mutating func storeReference(_ target: NodeID) {
        switch tree[target] {
        case .member(_, let name, _): builder.emit(.setProperty, name)
        case .computedMember: builder.emit(.setElement)
        case .privateMember: builder.emit(.setPrivate)
        case .superMember(let name): builder.emit(.setSuperProperty, name)
        case .superComputedMember: builder.emit(.setSuperElement)
        default: break
        }
    }
}
