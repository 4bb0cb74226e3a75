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

    /// Compiles what is done with a name. Each object of a `with` statement around is asked for the name first, innermost first.
    ///
    /// - Parameters:
    ///   - found: what is done with an object that has the name: [→ object]
    ///   - otherwise: what is done where none has it; it changes the stack as `found` and the object do.
    mutating func throughWith(
        _ node: NodeID, _ name: NameID, found: (inout Compiler) -> Void, otherwise: (inout Compiler) -> Void
    ) {
        guard tree.hasWith, let objects = analysis.withObjects[node] else { return otherwise(&self) }
        let depth = builder.depth
        let end = builder.newLabel()
        for object in objects {
            let next = builder.newLabel()
            loadUnchecked(object)
            builder.emit(.hasBinding, name)
            builder.emit(.jumpIfFalse, to: next)
            loadUnchecked(object)
            found(&self)
            builder.emit(.jump, to: end)
            builder.depth = depth
            builder.place(next)
        }
        otherwise(&self)
        builder.place(end)
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
