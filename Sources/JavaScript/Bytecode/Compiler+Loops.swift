extension Compiler {
    private mutating func pushLoop(
        _ labels: [NameID], breakTo: CodeLabel, continueTo: CodeLabel, iterator: UInt16? = nil, awaited: NodeID = .none
    ) {
        builder.controls.append(
            .init(
                kind: .target(
                    labels: labels, breakTo: breakTo, continueTo: continueTo, isPlainLabel: false, iterator: iterator,
                    awaited: awaited)))
    }

    mutating func compileWhile(_ test: NodeID, _ body: NodeID, _ labels: [NameID]) {
        let start = builder.newLabel()
        let end = builder.newLabel()
        builder.place(start)
        compile(test)
        builder.emit(.jumpIfFalse, to: end)
        pushLoop(labels, breakTo: end, continueTo: start)
        compileStatement(body)
        builder.controls.removeLast()
        builder.emit(.loop, to: start)
        builder.place(end)
    }

    mutating func compileDoWhile(_ body: NodeID, _ test: NodeID, _ labels: [NameID]) {
        let start = builder.newLabel()
        let next = builder.newLabel()
        let end = builder.newLabel()
        builder.place(start)
        pushLoop(labels, breakTo: end, continueTo: next)
        compileStatement(body)
        builder.controls.removeLast()
        builder.place(next)
        compile(test)
        builder.emit(.jumpIfFalse, to: end)
        builder.emit(.loop, to: start)
        builder.place(end)
    }

    /// https://tc39.es/ecma262/#sec-forbodyevaluation
    mutating func compileFor(
        _ node: NodeID, _ initial: NodeID, _ test: NodeID, _ update: NodeID, _ body: NodeID, _ labels: [NameID]
    ) {
        if let kind = usingKind(initial) {
            return withDisposal(isAwait: kind == .awaitUsing, at: initial) { $0.compileForRest(node, initial, test, update, body, labels) }
        }
        compileForRest(node, initial, test, update, body, labels)
    }

    private mutating func compileForRest(
        _ node: NodeID, _ initial: NodeID, _ test: NodeID, _ update: NodeID, _ body: NodeID, _ labels: [NameID]
    ) {
        let block = analysis.scopeOfNode[Int(node.index)]
        enterScope(block)
        if !initial.isNone {
            if case .variables = tree[initial] { compileStatement(initial) } else { compileForEffect(initial) }
        }
        let perIteration = analysis.scopes[Int(block.index)].contextSize > 0
        if perIteration { builder.emit(.copyContext) }
        let start = builder.newLabel()
        let next = builder.newLabel()
        let end = builder.newLabel()
        builder.place(start)
        if !test.isNone {
            compile(test)
            builder.emit(.jumpIfFalse, to: end)
        }
        pushLoop(labels, breakTo: end, continueTo: next)
        compileStatement(body)
        builder.controls.removeLast()
        builder.place(next)
        if perIteration { builder.emit(.copyContext) }
        if !update.isNone { compileForEffect(update) }
        builder.emit(.loop, to: start)
        builder.place(end)
        leaveScope(block)
    }

    /// https://tc39.es/ecma262/#sec-for-in-and-for-of-statements
    mutating func compileForIn(_ node: NodeID, _ left: NodeID, _ right: NodeID, _ body: NodeID, _ labels: [NameID]) {
        let block = analysis.scopeOfNode[Int(node.index)]
        if case .variables(_, let list) = tree[left], let first = tree[list].first, case .declarator(_, let value) = tree[first],
            !value.isNone
        {
            enterScope(block)
            compileStatement(left)
            leaveScope(block)
        }
        compileHead(right, block)
        let record = newRecord()
        builder.emit(.getKeys, small: record)
        let start = builder.newLabel()
        let end = builder.newLabel()
        builder.place(start)
        builder.emit(.keysStep, to: end, small: record)
        pushLoop(labels, breakTo: end, continueTo: start)
        compileIteration(left, body, block)
        builder.controls.removeLast()
        builder.emit(.loop, to: start)
        builder.place(end)
    }

    mutating func compileForOf(
        _ node: NodeID, _ left: NodeID, _ right: NodeID, _ body: NodeID, _ isAwait: Bool, _ labels: [NameID]
    ) {
        let block = analysis.scopeOfNode[Int(node.index)]
        compileHead(right, block)
        let record = newRecord()
        emitLoopIterator(right, isAsync: isAwait, small: record)
        let start = builder.newLabel()
        let end = builder.newLabel()
        builder.place(start)
        // Where V8 says that next() is called and awaited.
        builder.offset = tree.range(of: loopTarget(left)).start
        if isAwait {
            builder.emit(.iteratorNext, small: record)
            emitAwait(of: right, as: .assignment)
            builder.emit(.requireObject)
            builder.emit(.iteratorUnwrap, to: end, small: record)
        } else {
            builder.emit(.iteratorStep, to: end, small: record)
        }
        pushLoop(labels, breakTo: end, continueTo: start, iterator: record, awaited: isAwait ? right : .none)
        // The value lies on the stack while the region begins; the handler drops it with the rest.
        let value = builder.newLocal()
        builder.emit(.storeLocal, value)
        let region = beginRegion(iterator: nil)
        builder.emit(.loadLocal, value)
        compileIteration(left, body, block)
        endRegion(region) { compiler in
            if isAwait {
                // The thrown value wins over whatever closing gives, but closing is still awaited.
                compiler.emitAsyncCloseAfterThrow(record, of: right)
            } else {
                compiler.builder.emit(.iteratorCloseSilently, small: record)
            }
            compiler.builder.emit(.throw)
        } skippingWith: { compiler in
            compiler.builder.emit(.loop, to: start)
        }
        builder.controls.removeLast()
        builder.place(end)
    }

    /// AsyncIteratorClose with a throw completion. [thrown → thrown]
    private mutating func emitAsyncCloseAfterThrow(_ record: UInt16, of expression: NodeID) {
        let done = builder.newLabel()
        let region = beginRegion(iterator: nil)
        emitIteratorReturnAwaited(record, of: expression)
        endRegion(region) { compiler in
            compiler.builder.emit(.pop)
            compiler.builder.emit(.jump, to: done)
        } skippingWith: { compiler in
            compiler.builder.emit(.jump, to: done)
        }
        builder.place(done)
    }

    private mutating func emitIteratorReturnAwaited(_ record: UInt16, of expression: NodeID) {
        let none = builder.newLabel()
        builder.emit(.iteratorReturn, to: none, small: record)
        emitAwait(of: expression, as: .assignment)
        builder.emit(.pop)
        builder.place(none)
    }

    /// The expression that is iterated, evaluated where the loop's own names are in their dead zone.
    private mutating func compileHead(_ right: NodeID, _ block: ScopeID) {
        enterScope(block)
        compile(right)
        leaveScope(block)
    }

    /// Binds the value on the stack and runs the body, in an environment of its own.
    private mutating func compileIteration(_ left: NodeID, _ body: NodeID, _ block: ScopeID) {
        enterScope(block)
        let target = loopTarget(left)
        if target != left { patternSource = .loop }
        if let kind = usingKind(left) {
            let value = builder.newLocal()
            builder.emit(.storeLocal, value)
            withDisposal(isAwait: kind == .awaitUsing, at: left) { compiler in
                compiler.builder.emit(.loadLocal, value)
                compiler.emitAddDisposable(kind)
                compiler.assignPattern(target, .initialize)
                compiler.compileStatement(body)
            }
        } else {
            assignPattern(target, target == left ? .assign : .initialize)
            compileStatement(body)
        }
        leaveScope(block)
    }

    /// What each value is bound or assigned to: of a declaration its one name or pattern.
    private func loopTarget(_ left: NodeID) -> NodeID {
        guard case .variables(_, let declarators) = tree[left], let first = tree[declarators].first,
            case .declarator(let target, _) = tree[first]
        else { return left }
        return target
    }
}
