extension Compiler {
    mutating func compileStatements(_ list: NodeList) {
        if tree.firstUsing != nil, let (isAwait, declaration) = usingDeclaration(in: list) {
            return withDisposal(isAwait: isAwait, at: declaration) { $0.compilePlainStatements(list) }
        }
        compilePlainStatements(list)
    }

    private mutating func compilePlainStatements(_ list: NodeList) {
        guard !tree.source.hasOriginNumbers else { return compileParts(list) }
        for index in Int(list.start)..<Int(list.start + list.count) { compileStatement(tree.lists[index]) }
    }

    mutating func compileStatement(_ node: NodeID) {
        guard !node.isNone else { return }
        let firstLocal = builder.nextLocal
        defer { builder.releaseLocals(to: firstLocal) }
        builder.offset = tree.range(of: node).start
        let labels = pendingLabels
        pendingLabels = []
        if builder.completion != nil { resetCompletion(before: node) }
        switch tree[node] {
        case .expressionStatement(let expression):
            if let slot = builder.completion {
                compile(expression)
                builder.emit(.storeLocal, slot)
            } else {
                compileForEffect(expression)
            }
        case .variables(let kind, let declarators): compileVariables(kind, declarators)
        case .block(let statements):
            let block = analysis.scopeOfNode[Int(node.index)]
            withLabels(labels) { compiler in compiler.compileBlock(statements, block) }
        case .if: withLabels(labels) { $0.compileIf(node) }
        case .for(let initial, let test, let update, let body):
            compileFor(node, initial, test, update, body, labels)
        case .forIn(let left, let right, let body): compileForIn(node, left, right, body, labels)
        case .forOf(let left, let right, let body, let isAwait): compileForOf(node, left, right, body, isAwait, labels)
        case .while(let test, let body): compileWhile(test, body, labels)
        case .doWhile(let body, let test): compileDoWhile(body, test, labels)
        case .with(let object, let body): withLabels(labels) { $0.compileWith(node, object, body) }
        case .return(let argument): compileReturn(argument)
        case .break(let label): emitBreak(label)
        case .continue(let label): emitContinue(label)
        case .throw(let argument):
            compile(argument)
            builder.offset = tree.range(of: node).start
            builder.emit(.throw)
        case .try(let block, let parameter, let handler, let finalizer):
            withLabels(labels) { $0.compileTry(block, parameter, handler, finalizer) }
        case .switch(let subject, let cases): compileSwitch(node, subject, cases, labels)
        case .labeled(let label, let statement):
            pendingLabels = labels + [label]
            compileStatement(statement)
            pendingLabels = []
        case .exportDeclaration(let declaration): compileStatement(declaration)
        case .exportDefault(let declaration): compileExportDefault(declaration)
        case .classDeclaration(let index):
            compileClass(index, name: tree.classes[Int(index)].name ?? .known(.default))
            let name = tree.classes[Int(index)].name ?? .known(.starDefault)
            initialize(lookupDeclared(name))
        case .functionDeclaration(let function): storeOutside(function)
        case .debugger: builder.emit(.debugger)
        default: break
        }
    }

    /// The binding that a declaration in the current scope made.
    private func lookupDeclared(_ name: NameID) -> VariableID { analysis.lookup(name, in: scope) }

    /// A statement that a `break` with a label may leave.
    private mutating func withLabels(_ labels: [NameID], _ body: (inout Compiler) -> Void) {
        guard !labels.isEmpty else { return body(&self) }
        let end = builder.newLabel()
        builder.controls.append(
            .init(kind: .target(labels: labels, breakTo: end, continueTo: nil, isPlainLabel: true, iterator: nil, awaited: .none)))
        body(&self)
        builder.controls.removeLast()
        builder.place(end)
    }

    private mutating func compileBlock(_ statements: NodeList, _ block: ScopeID) {
        enterScope(block)
        hoistFunctions(in: statements)
        compileStatements(statements)
        leaveScope(block)
    }

    private mutating func compileVariables(_ kind: VariableKind, _ declarators: NodeList) {
        for declarator in tree[declarators] {
            guard case .declarator(let target, let value) = tree[declarator] else { continue }
            builder.offset = tree.range(of: declarator).start
            if value.isNone {
                // `var x;` leaves the binding as it is.
                if kind == .var { continue }
                builder.emit(.pushUndefined)
            } else {
                compileNamed(value, name: identifierName(target))
                if kind.isUsing { emitAddDisposable(kind) }
            }
            if case .identifier(let name) = tree[target] {
                initialize(target, name)
            } else {
                patternSource = .expression(value)
                assignPattern(target, .initialize)
            }
        }
    }

    /// An `if` with all its `else if`.
    private mutating func compileIf(_ node: NodeID) {
        let end = builder.newLabel()
        var link = node
        while !link.isNone, case .if(let test, let then, let otherwise) = tree[link] {
            let no = builder.newLabel()
            builder.offset = tree.range(of: link).start
            compile(test)
            builder.emit(.jumpIfFalse, to: no)
            compileStatement(then)
            if !otherwise.isNone { builder.emit(.jump, to: end) }
            builder.place(no)
            link = otherwise
        }
        compileStatement(link)
        builder.place(end)
    }

    private mutating func compileReturn(_ argument: NodeID) {
        let offset = builder.offset
        if argument.isNone { builder.emit(.pushUndefined) } else { compile(argument) }
        builder.offset = offset
        // https://tc39.es/ecma262/#sec-return-statement-runtime-semantics-evaluation
        if builder.isGenerator, builder.isAsync, !argument.isNone { emitAwait(of: argument, as: .sequence) }
        emitReturn()
    }

    private mutating func compileExportDefault(_ declaration: NodeID) {
        switch tree[declaration] {
        case .functionDeclaration: break
        case .classDeclaration: compileStatement(declaration)
        default:
            compileNamed(declaration, name: .known(.default))
            initialize(lookupDeclared(.known(.starDefault)))
        }
    }

    private mutating func compileSwitch(_ node: NodeID, _ subject: NodeID, _ cases: NodeList, _ labels: [NameID]) {
        compile(subject)
        let value = builder.newLocal()
        builder.emit(.storeLocal, value)
        let block = analysis.scopeOfNode[Int(node.index)]
        let end = builder.newLabel()
        builder.controls.append(
            .init(kind: .target(labels: labels, breakTo: end, continueTo: nil, isPlainLabel: false, iterator: nil, awaited: .none)))
        enterScope(block)
        for node in tree[cases] {
            if case .switchCase(_, let body) = tree[node] { hoistFunctions(in: body) }
        }
        let entries = tree[cases].map { _ in builder.newLabel() }
        var defaultEntry: CodeLabel?
        for (node, entry) in zip(tree[cases], entries) {
            guard case .switchCase(let test, _) = tree[node] else { continue }
            if test.isNone {
                defaultEntry = entry
                continue
            }
            builder.emit(.loadLocal, value)
            compile(test)
            builder.emit(.strictEqual)
            builder.emit(.jumpIfTrue, to: entry)
        }
        let finish = builder.newLabel()
        builder.emit(.jump, to: defaultEntry ?? finish)
        for (node, entry) in zip(tree[cases], entries) {
            guard case .switchCase(_, let body) = tree[node] else { continue }
            builder.place(entry)
            compileStatements(body)
        }
        builder.place(finish)
        leaveScope(block)
        builder.controls.removeLast()
        builder.place(end)
    }

    // MARK: try

    private mutating func compileTry(_ block: NodeID, _ parameter: NodeID, _ handler: NodeID, _ finalizer: NodeID) {
        guard !finalizer.isNone else {
            compileCatch(block, parameter, handler)
            return
        }
        compileGuarded(slot: builder.newLocal(2)) { compiler in
            if handler.isNone { compiler.compileStatement(block) } else { compiler.compileCatch(block, parameter, handler) }
        } finalizer: { compiler in
            compiler.keepingCompletion { $0.compileStatement(finalizer) }
        }
    }

    /// Code whose end, however it comes, runs a finaliser.
    ///
    /// - Parameter slot: the first of two: how the code ended, as ``Opcode/endFinally`` has it, and the value.
    mutating func compileGuarded(slot: Int32, _ body: (inout Compiler) -> Void, finalizer: (inout Compiler) -> Void) {
        let entry = builder.newLabel()
        builder.controls.append(.init(kind: .finalizer(slot: slot, entry: entry, exits: [])))
        let region = beginRegion(iterator: nil)
        body(&self)
        endRegion(region) { compiler in
            compiler.builder.emit(.storeLocal, slot + 1)
            compiler.builder.emit(.pushInteger, 1)
            compiler.builder.emit(.storeLocal, slot)
            compiler.builder.emit(.jump, to: entry)
        } skippingWith: { compiler in
            compiler.builder.emit(.pushInteger, 0)
            compiler.builder.emit(.storeLocal, slot)
            compiler.builder.emit(.jump, to: entry)
        }
        guard case .finalizer(_, _, let exits) = builder.controls.removeLast().kind else { return }
        builder.place(entry)
        finalizer(&self)
        builder.emit(.endFinally, slot, small: UInt16(exits.count))
        let labels = exits.map { _ in builder.newLabel() }
        for label in labels { builder.emit(.jump, to: label) }
        let end = builder.newLabel()
        builder.emit(.jump, to: end)
        for (exit, label) in zip(exits, labels) {
            builder.place(label)
            switch exit {
            case .breakTo(let name): emitBreak(name)
            case .continueTo(let name): emitContinue(name)
            case .return:
                builder.emit(.loadLocal, slot + 1)
                emitReturn()
            }
        }
        builder.place(end)
    }

    private mutating func compileCatch(_ block: NodeID, _ parameter: NodeID, _ handler: NodeID) {
        let end = builder.newLabel()
        let region = beginRegion(iterator: nil)
        compileStatement(block)
        let catchScope = analysis.scopeOfNode[Int(handler.index)]
        let patternScope = parameter.isNone ? ScopeID.none : analysis.scopeOfNode[Int(parameter.index)]
        guard case .block(let statements) = tree[handler] else { return }
        endRegion(region) { compiler in
            if patternScope != .none {
                compiler.enterScope(patternScope)
                compiler.assignPattern(parameter, .initialize)
            }
            compiler.enterScope(catchScope)
            if parameter.isNone {
                compiler.builder.emit(.pop)
            } else if patternScope == .none {
                compiler.assignPattern(parameter, .initialize)
            }
            // What the block gave before it threw is not what the statement gives.
            compiler.clearCompletion()
            compiler.hoistFunctions(in: statements)
            compiler.compileStatements(statements)
            compiler.leaveScope(catchScope)
            if patternScope != .none { compiler.leaveScope(patternScope) }
            compiler.builder.emit(.jump, to: end)
        } skippingWith: { compiler in
            compiler.builder.emit(.jump, to: end)
        }
        builder.place(end)
    }
}
