import JavaScript

/// What calls do, as far as names tell.
extension FactReader {
    func noteCall(_ callee: NodeID, _ arguments: NodeList, _ facts: inout PartFacts) {
        if let root = root(of: callee), let place = place(of: root), isKnownGlobal(place, in: onlyComputes) {
            noteGlobalCall(place, callee, arguments, &facts)
            return
        }
        facts.doesSomething = true
        guard let root = root(of: callee) else {
            // The member of a value that an expression made, such as `load().then`, is that value's own affair; any other function is not known.
            switch tree[callee] {
            case .member, .computedMember, .privateMember, .optionalChain, .superMember, .superComputedMember, .function: break
            default: facts.isSensitive = true
            }
            return
        }
        guard let place = place(of: root) else {
            // A parameter, or a variable of a function: whoever called it brought it.
            facts.isSensitive = true
            if !isFreshObject(root), methodName(of: callee).map({ KnownNames.mutators.contains($0) }) ?? (callee != root) {
                facts.changesUnknownObject = true
            }
            return
        }
        if isFree(place) { return noteGlobalCall(place, callee, arguments, &facts) }
        if !isKnownFunction(place) || callee != root { facts.isSensitive = true }
        guard isOwn(place), callee != root else { return }
        // A method whose name is computed may be one of those.
        if methodName(of: callee).map({ KnownNames.mutators.contains($0) }) ?? true { changeObject(of: place, &facts) }
    }

    private func noteGlobalCall(_ place: Place, _ callee: NodeID, _ arguments: NodeList, _ facts: inout PartFacts) {
        if !isKnownGlobal(place, in: isIndifferent) { facts.isSensitive = true }
        guard let method = methodName(of: callee), KnownNames.changesArgument.contains(method), let first = tree[arguments].first else {
            return
        }
        facts.doesSomething = true
        changeArgument(first, &facts)
    }

    /// The name of the method that is called; `nil` for a function, and for a method whose name is computed.
    func methodName(of callee: NodeID) -> String? {
        switch tree[callee] {
        case .member(_, let name, _), .privateMember(_, let name, _): module.text(name)
        case .optionalChain(let inner): methodName(ofChain: inner)
        default: nil
        }
    }

    /// What an arrow function with an expression body gives.
    private func result(ofFunction node: NodeID?) -> NodeID? {
        guard let node, case .function(let id) = tree[node], tree[id].flags.contains(.hasExpressionBody),
            let body = tree[tree[id].body].first,
            case .return(let value) = tree[body], !value.isNone
        else { return nil }
        return value
    }

    /// The name of the function or method that is called.
    private func name(ofCallee callee: NodeID) -> String? {
        if case .identifier(let name) = tree[callee] { return module.text(name) }
        return methodName(of: callee)
    }

    private func methodName(ofChain node: NodeID) -> String? {
        if case .member(_, let name, _) = tree[node] { return module.text(name) }
        return nil
    }

    private func changeArgument(_ argument: NodeID, _ facts: inout PartFacts) {
        guard let root = root(of: argument) else { return }
        guard let place = place(of: root) else {
            if !isFreshObject(root) { facts.changesUnknownObject = true }
            return
        }
        changeObject(of: place, &facts)
    }

    /// An expression whose value nobody uses: a call in it is made for its effects.
    func noteUnused(_ expression: NodeID, _ facts: inout PartFacts) {
        var node = expression
        while true {
            switch tree[node] {
            case .await(let operand), .unary(.void, let operand): node = operand
            case .optionalChain(let inner): node = inner
            case .sequence(let list):
                guard let last = tree[list].last else { return }
                for element in tree[list].dropLast() { noteUnusedCall(element, &facts) }
                node = last
            default: return noteUnusedCall(node, &facts)
            }
        }
    }

    private func noteUnusedCall(_ node: NodeID, _ facts: inout PartFacts) {
        switch tree[node] {
        case .call(let callee, let arguments, _):
            if name(ofCallee: callee) == KnownNames.waitMark, let inner = result(ofFunction: tree[arguments].last) {
                return noteUnused(inner, &facts)
            }
            noteUnusedCall(callee, arguments, &facts)
        case .new(let callee, let arguments): noteUnusedCall(callee, arguments, &facts)
        case .importCall, .taggedTemplate: facts.hasEffect = true
        default: break
        }
    }

    private func noteUnusedCall(_ callee: NodeID, _ arguments: NodeList, _ facts: inout PartFacts) {
        var given = PartFacts()
        for argument in tree[arguments] { readMentions(argument, into: &given) }
        if name(ofCallee: callee).map({ KnownNames.printing.contains($0) }) ?? false { return }
        let root = root(of: callee)
        let place = root.flatMap { self.place(of: $0) }
        if let place, isKnownGlobal(place, in: isQuiet) {
            if self.name(of: place) == "fetch", arguments.count > 1 { facts.hasEffect = true }
            return
        }
        // What is given to it, or called on, is what it changes.
        for object in given.objects where isOwn(object) { facts.objectWrites.append(object) }
        guard let place, isOwn(place), let root else {
            // A method of what an expression made, such as `.then(…)`, changes that; and a function on the spot is read where it stands.
            if root == nil, methodName(of: callee) != nil { return }
            if case .function = tree[callee] { return }
            facts.hasEffect = true
            return
        }
        if callee == root {
            if !isKnownFunction(place) { facts.hasEffect = true }
            return
        }
        facts.objectWrites.append(place)
        if methodName(of: callee).map({ !KnownNames.mutators.contains($0) }) ?? true { facts.hasEffect = true }
    }
}
