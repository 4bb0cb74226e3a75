import JavaScript
import Programs

/// Whether names have their values when they are read.
extension CodeReader {
    func times(of module: ModuleNumber) -> CodeTimes? {
        if let known = knownTimes[module] { return known }
        guard let facts = facts(of: module) else { return nil }
        let made = CodeTimes(facts, isCalledEarly: circles.sizes[Int(circles.number[Int(module)])] > 1) { [unowned self] call in
            unit(declaredBy: call, in: module) != nil
        }
        knownTimes[module] = made
        return made
    }

    /// Whether a name has the one value that its definition gives it whenever the code at a place reads it: nothing else assigns to it, and the definition
    /// has run.
    func isSettled(_ place: BindingPlace, at use: NodePlace) -> Bool {
        guard let facts = facts(of: place.module) else { return false }
        if let entry = facts.importOfBinding[place.binding] {
            switch names.meaning(of: entry, in: place.module, facts.code) {
            case .binding(let other): return isSettled(other, at: use)
            case .namespace: return true
            case .outside, .ambiguous, .missing: return false
            }
        }
        let binding = facts.code.bindings[place.binding]
        if facts.redefined.contains(place.binding) { return false }
        let value: NodeID
        switch facts.definition(of: place.binding) {
        case .function, .parameter, .parameterPart: return !binding.isAssigned
        case .expression(let node), .part(let node, _), .element(let node):
            if binding.isAssigned { return false }
            value = node
        case .class:
            guard !binding.isAssigned, let node = facts.classNodes[place.binding] else { return false }
            value = node
        case nil:
            guard let only = facts.assigned[place.binding], only.count == 1, isWrittenOnce(place.binding, facts) else { return false }
            value = only[0]
        }
        guard let times = times(of: place.module) else { return false }
        // A `let` or `const` is read within its block, behind it or in its dead zone.
        let isLexical = facts.definition(of: place.binding) != nil && binding.kind != .var
        if isLexical {
            if facts.code.bindings[binding.scope].kind == .switch { return false }
        } else if !times.isDirect(value) {
            return false
        }
        let home = times.home(of: value)
        guard use.module == place.module else { return home < 0 && times.isDirect(value) && !isInOneCircle(use.module, place.module) }
        return times.earliest(use.node, in: home) >= facts.code.tree.range(of: value).end
    }

    private func isWrittenOnce(_ binding: BindingID, _ facts: ModuleFacts) -> Bool {
        var count = 0
        for reference in facts.code.bindings.references(to: binding) where reference.usage == .write || reference.usage == .readAndWrite {
            count += reference.usage == .write ? 1 : 2
            if count > 1 { return false }
        }
        return count == 1
    }

    /// Whether two modules lead to each other by their imports, so that code of one may run before the other.
    func isInOneCircle(_ first: ModuleNumber, _ second: ModuleNumber) -> Bool {
        circles.number[Int(first)] == circles.number[Int(second)]
    }

    /// Whether a reading of a name in a place is in its dead zone: it stands before the declaration, in the same function.
    func isInDeadZone(_ node: NodeID, in module: ModuleNumber) -> Bool {
        guard let facts = facts(of: module), let binding = facts.code.bindings.binding(of: node),
            [.let, .const, .class].contains(facts.code.bindings[binding].kind)
        else { return false }
        var value = facts.classNodes[binding]
        if value == nil, case .expression(let node)? = facts.definition(of: binding) { value = node }
        guard let value, facts.code.tree.range(of: node).start < facts.code.tree.range(of: value).start, let times = times(of: module)
        else {
            return false
        }
        // Names in patterns are declared there, or assigned to.
        switch times.parents[node].map({ facts.code.tree[$0] }) {
        case .objectPattern, .arrayPattern, .patternProperty, .patternDefault, .rest, .declarator: return false
        default: break
        }
        return times.home(of: node) == times.home(of: value)
    }
}
