/// Scopes whose `using` declarations hold what is disposed of when they are left.
/// https://tc39.es/ecma262/#sec-disposeresources
extension Compiler {
    /// The first `using` declaration that stands directly in a list of statements, and whether one of them is an `await using`.
    func usingDeclaration(in list: NodeList) -> (isAwait: Bool, node: NodeID)? {
        var first: NodeID?
        var isAwait = false
        for statement in tree[list] {
            guard !statement.isNone, case .variables(let kind, _) = tree[statement], kind.isUsing else { continue }
            if first == nil || (kind == .awaitUsing && !isAwait) { first = statement }
            if kind == .awaitUsing { isAwait = true }
        }
        return first.map { (isAwait, $0) }
    }

    /// The kind of a `using` declaration in the head of a loop.
    func usingKind(_ declaration: NodeID) -> VariableKind? {
        guard tree.firstUsing != nil, !declaration.isNone, case .variables(let kind, _) = tree[declaration] else { return nil }
        guard kind.isUsing else { return nil }
        return kind
    }

    /// Code that may add what is to be disposed of, and its disposal.
    ///
    /// - Parameter node: the declaration, which is where what is awaited at the end stands.
    mutating func withDisposal(isAwait: Bool, at node: NodeID, _ body: (inout Compiler) -> Void) {
        // The DisposeCapability, and how the code ended.
        let record = newRecord()
        builder.emit(.newDisposal, small: record)
        let outer = builder.disposal
        builder.disposal = record
        compileGuarded(slot: Int32(record) + 1) { compiler in
            body(&compiler)
            compiler.builder.disposal = outer
        } finalizer: { compiler in
            compiler.emitDisposal(record, isAwait: isAwait, at: node)
        }
    }

    /// [v → v]
    mutating func emitAddDisposable(_ kind: VariableKind) {
        builder.emit(.addDisposable, kind == .awaitUsing ? 1 : 0, small: builder.disposal)
    }

    private mutating func emitDisposal(_ record: UInt16, isAwait: Bool, at node: NodeID) {
        let outerOffset = builder.offset
        defer { builder.offset = outerOffset }
        builder.offset = tree.range(of: node).start
        let next = builder.newLabel()
        let end = builder.newLabel()
        builder.place(next)
        builder.emit(.disposeNext, to: end, small: record)
        let region = beginRegion(iterator: nil)
        builder.emit(.dispose, small: record)
        if isAwait {
            let goesOn = builder.newLabel()
            builder.emit(.disposalAwaits, small: record)
            builder.emit(.jumpIfFalse, to: goesOn)
            builder.emit(.await)
            builder.place(goesOn)
        }
        builder.emit(.pop)
        endRegion(region) { compiler in
            compiler.builder.emit(.disposalFailed, small: record)
            compiler.builder.emit(.loop, to: next)
        } skippingWith: { compiler in
            compiler.builder.emit(.loop, to: next)
        }
        builder.place(end)
    }
}
