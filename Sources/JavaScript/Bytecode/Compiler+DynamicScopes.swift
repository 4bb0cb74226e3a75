/// What only `with` statements and the texts of `eval` have.
extension Compiler {
    // MARK: with

    /// https://tc39.es/ecma262/#sec-with-statement-runtime-semantics-evaluation
    mutating func compileWith(_ node: NodeID, _ object: NodeID, _ body: NodeID) {
        compile(object)
        builder.offset = tree.range(of: object).start
        builder.emit(.toObject)
        let scope = analysis.scopeOfNode[Int(node.index)]
        enterScope(scope)
        initialize(analysis.lookup(.known(.withBinding), in: scope))
        compileStatement(body)
        leaveScope(scope)
    }

    /// Compiles what is done with a name. Each object of a `with` statement around, and each that holds what texts of `eval` declare, is asked for the
    /// name first, innermost first.
    ///
    /// - Parameters:
    ///   - found: what is done with an object that has the name: [→ object]; and whether it is that of a `with` statement.
    ///   - otherwise: what is done where none has it; it changes the stack as `found` and the object do.
    mutating func throughWith(
        _ node: NodeID, _ name: NameID, found: (inout Compiler, Bool) -> Void, otherwise: (inout Compiler) -> Void
    ) {
        guard !analysis.withObjects.isEmpty, let objects = analysis.withObjects[node] else { return otherwise(&self) }
        let depth = builder.depth
        let end = builder.newLabel()
        for object in objects {
            let next = builder.newLabel()
            loadUnchecked(object)
            builder.emit(.hasBinding, name)
            builder.emit(.jumpIfFalse, to: next)
            loadUnchecked(object)
            found(&self, analysis[object].name == .known(.withBinding))
            builder.emit(.jump, to: end)
            builder.depth = depth
            builder.place(next)
        }
        otherwise(&self)
        builder.place(end)
    }

    /// EvalDeclarationInstantiation, of what the text declares in the function around the call.
    /// https://tc39.es/ecma262/#sec-evaldeclarationinstantiation
    mutating func declareEvalVariables() {
        let declared = analysis.evalDeclarations.filter { analysis[$0].storage == .dynamic }
        guard let first = declared.first, let object = analysis.evalObjects[analysis[first].scope] else { return }
        let isThere = builder.newLabel()
        loadUnchecked(object)
        builder.emit(.jumpIfNotUndefined, to: isThere)
        builder.emit(.newObject)
        builder.emit(.pushNull)
        builder.emit(.definePrototype)
        builder.emit(.duplicate)
        initialize(object)
        builder.place(isThere)
        for variable in declared {
            let name = analysis[variable].name
            let next = builder.newLabel()
            builder.emit(.duplicate)
            builder.emit(.hasBinding, name)
            builder.emit(.jumpIfTrue, to: next)
            builder.emit(.pushUndefined)
            builder.emit(.defineProperty, name)
            builder.place(next)
        }
        builder.emit(.pop)
    }

    // MARK: The value of an eval. https://tc39.es/ecma262/#sec-updateempty

    mutating func beginCompletion() {
        builder.completion = builder.newLocal()
        clearCompletion()
    }

    mutating func clearCompletion() {
        guard let slot = builder.completion else { return }
        builder.emit(.pushUndefined)
        builder.emit(.storeLocal, slot)
    }

    /// A statement of statements gives undefined where these give nothing; a declaration and a block leave what is there.
    mutating func resetCompletion(before node: NodeID) {
        switch tree[node] {
        case .if, .for, .forIn, .forOf, .while, .doWhile, .with, .try, .switch: clearCompletion()
        default: break
        }
    }

    /// What a finaliser gives counts only where a jump in it ends the statement; then what the block gave does not.
    mutating func keepingCompletion(_ body: (inout Compiler) -> Void) {
        guard let slot = builder.completion else { return body(&self) }
        let kept = builder.newLocal()
        builder.emit(.loadLocal, slot)
        builder.emit(.storeLocal, kept)
        clearCompletion()
        body(&self)
        builder.emit(.loadLocal, kept)
        builder.emit(.storeLocal, slot)
    }
}
