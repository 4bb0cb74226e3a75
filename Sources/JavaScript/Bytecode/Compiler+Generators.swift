/// `yield` and `yield*`.
extension Compiler {
    mutating func compileYield(_ argument: NodeID, _ isDelegate: Bool) {
        guard isDelegate else {
            if argument.isNone { builder.emit(.pushUndefined) } else { compile(argument) }
            if builder.isAsync { emitAwait(of: argument, as: .assignment) }
            builder.emit(.yield)
            let goesOn = builder.newLabel()
            builder.emit(.jumpUnlessReturning, to: goesOn)
            let depth = builder.depth
            // The value that the caller's return() gave.
            if builder.isAsync { builder.emit(.await) }
            emitReturn()
            builder.depth = depth
            builder.place(goesOn)
            return
        }
        // https://tc39.es/ecma262/#sec-generator-function-definitions-runtime-semantics-evaluation
        let firstLocal = builder.nextLocal
        defer { builder.releaseLocals(to: firstLocal) }
        let record = newRecord()
        compile(argument)
        builder.emit(
            .getIterator, iteratorOperand(delegateText(argument, isAsync: builder.isAsync), isAsync: builder.isAsync), small: record)
        builder.emit(.pushUndefined)
        let next = builder.newLabel()
        let done = builder.newLabel()
        let noReturn = builder.newLabel()
        let end = builder.newLabel()
        builder.place(next)
        builder.emit(.iteratorForward, to: noReturn, small: record)
        if builder.isAsync { emitAwait(of: argument, as: .assignment) }
        builder.emit(.requireObject)
        builder.emit(.delegateUnwrap, to: done, small: record)
        builder.emit(.yieldDelegate, small: record)
        if builder.isAsync { awaitDelegatedReturn(goingOnAt: next) }
        builder.emit(.loop, to: next)
        builder.place(noReturn)
        let depth = builder.depth
        if builder.isAsync { emitAwait(of: argument, as: .assignment) }
        emitReturn()
        builder.depth = depth
        builder.place(done)
        builder.emit(.jumpUnlessReturning, to: end, small: record)
        emitReturn()
        builder.depth = depth
        builder.place(end)
    }

    /// AsyncGeneratorUnwrapYieldResumption: the value of a `return` is awaited first, and one that rejects becomes a throw.
    /// https://tc39.es/ecma262/#sec-asyncgeneratorunwrapyieldresumption
    private mutating func awaitDelegatedReturn(goingOnAt next: CodeLabel) {
        builder.emit(.jumpUnlessReturning, to: next)
        // The received value is the one that a handler finds again.
        let received = builder.newLocal()
        builder.emit(.storeLocal, received)
        let region = beginRegion(iterator: nil)
        builder.emit(.loadLocal, received)
        builder.emit(.await)
        builder.emit(.storeLocal, received)
        let fulfilled = builder.newLabel()
        endRegion(region) { compiler in
            compiler.builder.emit(.resumeThrowing)
            compiler.builder.emit(.loop, to: next)
        } skippingWith: { compiler in
            compiler.builder.emit(.jump, to: fulfilled)
        }
        builder.place(fulfilled)
        builder.emit(.loadLocal, received)
    }
}
