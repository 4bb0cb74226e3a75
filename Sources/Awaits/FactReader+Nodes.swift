import JavaScript

extension FactReader {
    func note(_ node: NodeID, _ facts: inout PartFacts) {
        switch tree[node] {
        case .identifier: mention(node, &facts)
        case .assignment(let target, _), .compoundAssignment(_, let target, _), .logicalAssignment(_, let target, _),
            .update(_, _, let target):
            tree.forEachTarget(in: target) { change($0, &facts) }
            facts.doesSomething = true
        case .unary(.delete, let target):
            change(target, &facts)
            facts.doesSomething = true
        case .forIn(let left, _, _), .forOf(let left, _, _, _):
            if case .variables = tree[left] { break }
            tree.forEachTarget(in: left) { change($0, &facts) }
            facts.doesSomething = true
        case .expressionStatement(let expression): noteUnused(expression, &facts)
        case .call(let callee, let arguments, _): noteCall(callee, arguments, &facts)
        case .new(let callee, let arguments): noteCall(callee, arguments, &facts)
        case .taggedTemplate(let tag, _): noteCall(tag, .empty, &facts)
        case .superCall, .importCall:
            facts.isSensitive = true
            facts.doesSomething = true
        case .throw:
            facts.hasEffect = true
            facts.doesSomething = true
        case .yield: facts.doesSomething = true
        default: break
        }
    }

    /// The names in a node that are outside functions.
    func readMentions(_ root: NodeID, into facts: inout PartFacts) {
        var pending = [root]
        while let node = pending.popLast() {
            if node.isNone { continue }
            if case .function = tree[node] { continue }
            mention(node, &facts)
            tree.forEachChild(of: node) { pending.append($0) }
        }
    }

    func mention(_ node: NodeID, _ facts: inout PartFacts) {
        guard let place = place(of: node) else { return }
        facts.mentions.append(place)
        if isCallee[Int(node.index)] { facts.callees.append(place) } else { facts.objects.append(place) }
        if isFree(place) { facts.mentions.append(globalObject) }
        switch usageOfNode[Int(node.index)] {
        case .write, .readAndWrite, .declaration: facts.writes.append(place)
        case .read: break
        }
    }

    /// An assignment to a member, or its like.
    private func change(_ target: NodeID, _ facts: inout PartFacts) {
        if case .identifier = tree[target] { return }
        guard let root = root(of: target), let place = place(of: root) else {
            if root(of: target).map({ isFreshObject($0) }) != true { facts.changesUnknownObject = true }
            return
        }
        changeObject(of: place, &facts)
    }

    func changeObject(of place: Place, _ facts: inout PartFacts) {
        facts.objectWrites.append(place)
        if isOwn(place) { return }
        facts.hasEffect = true
        if isKnownGlobal(place, in: isGlobalObject) { facts.writes.append(globalObject) }
    }

    /// The identifier that a chain of members begins with.
    func root(of node: NodeID) -> NodeID? {
        var node = node
        while true {
            switch tree[node] {
            case .member(let object, _, _), .computedMember(let object, _, _), .privateMember(let object, _, _): node = object
            case .optionalChain(let inner): node = inner
            case .identifier, .this: return node
            default: return nil
            }
        }
    }
}
