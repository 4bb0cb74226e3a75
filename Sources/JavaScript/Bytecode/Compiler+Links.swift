/// Chains such as `a + b + c` and `a.b().c`: code for each link follows that for the links before it, so that none recurses.
extension Compiler {
    /// [→ value], or [→ f this] of what is called.
    mutating func compileLinks(_ last: NodeID, isCalled: Bool) {
        let mark = links.count
        var node = last
        while true {
            let base = tree.base(ofLink: node)
            guard !base.isNone else { break }
            links.append(node)
            node = base
        }
        if links.count > mark, tree.callsBase(links[links.count - 1]) { compileCallee(node) } else { compile(node) }
        while links.count > mark {
            let link = links.removeLast()
            compileLink(link, isCalled: links.count > mark ? tree.callsBase(links[links.count - 1]) : isCalled)
        }
    }

    /// What comes behind the code for that which a link stands on.
    private mutating func compileLink(_ link: NodeID, isCalled: Bool) {
        builder.offset = tree.range(of: link).start
        switch tree[link] {
        case .member(_, let name, let isOptional):
            if isOptional { builder.emit(.jumpIfNullish, to: chainLabel) }
            placeRead(of: link)
            builder.emit(isCalled ? .getMethod : .getProperty, name)
            return
        case .computedMember(_, let key, let isOptional):
            if isOptional { builder.emit(.jumpIfNullish, to: chainLabel) }
            compile(key)
            placeRead(of: link)
            builder.emit(isCalled ? .getElementMethod : .getElement)
            return
        case .privateMember(_, _, let isOptional):
            if isOptional { builder.emit(.jumpIfNullish, to: chainLabel) }
            return compilePrivateMember(link, isCalled: isCalled)
        case .call(let callee, let arguments, let isOptional): compileCall(of: callee, arguments, isOptional)
        case .taggedTemplate(_, let elements): compileTagged(elements)
        case .binary(let operation, let left, let right):
            compile(right)
            placeOperator(behind: left)
            builder.emit(Self.opcode(operation))
        case .logical(let operation, _, let right):
            let end = builder.newLabel()
            builder.emit(Self.shortCircuit(operation), to: end)
            compile(right)
            builder.place(end)
        default: break
        }
        if isCalled { builder.emit(.pushUndefined) }
    }

    /// [o → value], or [o → f o]
    private mutating func compilePrivateMember(_ node: NodeID, isCalled: Bool) {
        if isCalled { builder.emit(.duplicate) }
        load(variable(of: node), at: node)
        builder.emit(.getPrivate)
        if isCalled { builder.emit(.swap) }
    }
}
