import JavaScript
import Programs

/// What the results of calls wait for.
extension CodeReader {
    func waits(ofCall node: NodeID, _ callee: NodeID, _ arguments: NodeList, in module: ModuleNumber, _ depth: Int) -> [Wait] {
        guard let facts = facts(of: module) else { return [] }
        let tree = facts.code.tree
        let given = Array(tree[arguments])
        let place = NodePlace(module: module, node: node)
        if case .member(let object, let name, _) = tree[callee] {
            let name = facts.code.text(name)
            switch name {
            case "then", "catch", "finally":
                return waits(ofReaction: name, to: object, given, in: module, at: place, depth)
            case "all", "allSettled", "race", "any", "resolve":
                if isGlobal(object, "Promise", in: module) {
                    return waits(ofCombinator: name, given, in: module, at: place, depth).changed(isCertain: !hasPatchedPromise)
                }
            case "call", "apply", "bind": return reach(of: node, in: module).changed(isCertain: false)
            default: break
            }
        }
        let values = values(of: callee, in: module, depth: depth + 1)
        if values.all.isEmpty { return reach(of: node, in: module).changed(isCertain: false) }
        let hasSpread = given.contains { if case .spread = tree[$0] { true } else { false } }
        var result: [Wait] = []
        for value in values.all {
            guard
                let waits = self.result(of: value, arguments: hasSpread ? nil : given.map { $0 }, from: module, at: place, depth: depth + 1)
            else { continue }
            result.add(waits)
        }
        result = result.changed(isCertain: values.isExact)
        // Functions that are handed on to somebody who is not known wholly.
        if values.all.contains(where: { if case .parameter = $0 { true } else { false } }) {
            for argument in given { result.add(reach(of: argument, in: module).changed(isCertain: false)) }
        }
        return result
    }

    /// `promise.then(f)` and its like.
    private func waits(
        ofReaction name: String, to object: NodeID, _ given: [NodeID], in module: ModuleNumber, at place: NodePlace, _ depth: Int
    ) -> [Wait] {
        var result = waits(of: object, in: module, depth: depth + 1)
        guard let tree = tree(module) else { return result }
        let hasHandler = (name == "catch" && !given.isEmpty) || (name == "then" && given.count > 1)
        if hasHandler, result.contains(where: \.isCertain), mayReject(object, in: module), !handlerThrows(given.last ?? object, in: module)
        {
            result = result.changed(isCertain: false)
        }
        let isPlain = !isThenable(object, in: module) && !hasPatchedPromise
        if !isPlain { result = result.changed(isCertain: false) }
        for (index, callback) in given.prefix(2).enumerated() {
            if name == "then", index == 0 {
                bindResult(of: object, to: callback, in: module, depth)
                if let unit = requiredUnit(callback, in: module) {
                    result.add([Wait(target: .unit(unit), place: place, isLate: true)])
                    continue
                }
            }
            if case .spread = tree[callback] { continue }
            let isSure = isPlain && (name == "finally" || (name == "then" && index == 0 && !rejectsAlways(object, in: module)))
            result.add(
                waits(ofCalling: callback, arguments: nil, in: module, at: place, depth + 1).changed(isCertain: isSure, isLate: true))
        }
        return result
    }

    /// Whether what handles an error ends with one.
    private func handlerThrows(_ handler: NodeID, in module: ModuleNumber) -> Bool {
        let values = values(of: handler, in: module)
        guard values.isExact, case .function(let place)? = values.all.first else { return false }
        return throwsAlways(place)
    }

    /// Whether an object is one that the text makes, whose `then` is its own.
    private func isThenable(_ object: NodeID, in module: ModuleNumber) -> Bool {
        guard let tree = tree(module) else { return false }
        switch tree[object] {
        case .object, .array: return true
        case .identifier, .new, .member:
            return values(of: object, in: module).all.contains { value in
                switch value {
                case .literal, .instance, .class, .namespace: true
                default: false
                }
            }
        default: return false
        }
    }

    /// Notes that the parameter of a callback is what a promise is fulfilled with.
    private func bindResult(of promise: NodeID, to callback: NodeID, in module: ModuleNumber, _ depth: Int) {
        guard let tree = tree(module), case .function(let function) = tree[callback],
            let parameter = parameter(0, of: FunctionPlace(module: module, function: function)), bound[parameter] == nil
        else { return }
        let values = fulfilled(promise, in: module, depth: depth + 1)
        if !values.all.isEmpty { bound[parameter] = values }
    }

    /// Promise.all and its like.
    private func waits(
        ofCombinator name: String, _ given: [NodeID], in module: ModuleNumber, at place: NodePlace, _ depth: Int
    ) -> [Wait] {
        guard let first = given.first else { return [] }
        switch name {
        case "resolve": return waits(of: first, in: module, depth: depth + 1)
        case "all", "allSettled": return waits(ofList: first, in: module, depth + 1)
        default:
            // One is enough, so that only all of them together keep it.
            var alternatives: [[Wait]] = []
            if let tree = tree(module), case .array(let elements) = tree[first] {
                for element in tree[elements] where !element.isNone {
                    // Of `any` one that is rejected is none.
                    if name == "any", rejectsAlways(element, in: module) { continue }
                    alternatives.append(waits(of: element, in: module, depth: depth + 1))
                }
            } else {
                alternatives = waits(ofList: first, in: module, depth + 1).map { [$0] }
            }
            // Something else that settles is enough.
            if alternatives.contains(where: \.isEmpty) { return [] }
            return alternatives.enumerated().flatMap { index, waits in
                waits.map { wait in
                    var wait = wait
                    wait.group = place
                    wait.alternative = index
                    return wait
                }
            }
        }
    }

    /// What a list's promises wait for.
    func waits(ofList node: NodeID, in module: ModuleNumber, _ depth: Int) -> [Wait] {
        guard depth < Self.deepest, let facts = facts(of: module) else { return [] }
        let tree = facts.code.tree
        switch tree[node] {
        case .array(let elements):
            var result: [Wait] = []
            for element in tree[elements] where !element.isNone {
                if case .spread(let inner) = tree[element] {
                    result.add(waits(ofList: inner, in: module, depth + 1).changed(isCertain: false))
                } else {
                    result.add(waits(of: element, in: module, depth: depth + 1))
                }
            }
            return result
        case .call(let callee, let arguments, _):
            guard case .member(let list, let name, _) = tree[callee], ["map", "flatMap"].contains(facts.code.text(name)),
                let callback = tree[arguments].first
            else { break }
            var result = waits(
                ofCalling: callback, arguments: [list], in: module, at: NodePlace(module: module, node: node), depth + 1)
            // Functions in the list that are called, and promises that are handed on.
            if result.isEmpty { result = reach(of: list, in: module) }
            return result.changed(isCertain: false)
        case .identifier:
            guard let binding = facts.code.bindings.binding(of: node) else { return [] }
            let place = BindingPlace(module: module, binding: binding)
            switch facts.definition(of: binding) {
            case .parameter: return [Wait(target: .list(place), place: NodePlace(module: module, node: node))]
            case .expression(let value) where (facts.assigned[binding] ?? []).isEmpty:
                var result = waits(ofList: value, in: module, depth + 1)
                if !isSettled(place, at: NodePlace(module: module, node: node)) { result = result.changed(isCertain: false) }
                // What is pushed onto it.
                if case .array = tree[value] { result.add(pushed(onto: binding, in: module)) }
                return result
            default: break
            }
        default: break
        }
        var result = waits(of: node, in: module, depth: depth + 1)
        result.add(reach(of: node, in: module))
        return result.changed(isCertain: false)
    }

    /// What `list.push(x)` adds to a list, wherever that stands.
    private func pushed(onto binding: BindingID, in module: ModuleNumber) -> [Wait] {
        guard let facts = facts(of: module) else { return [] }
        let tree = facts.code.tree
        var result: [Wait] = []
        for reference in facts.code.bindings.references(to: binding) {
            // The member stands behind what it is a member of, and the call behind the member.
            let member = NodeID(reference.node.index + 1)
            guard Int(member.index) < tree.nodes.count, case .member(reference.node, let name, _) = tree[member],
                facts.code.text(name) == "push"
            else { continue }
            var index = Int(member.index) + 1
            while index < min(tree.nodes.count, Int(member.index) + 4096) {
                if case .call(let callee, let arguments, _) = tree.nodes[index], callee == member {
                    for argument in tree[arguments] { result.add(waits(of: argument, in: module)) }
                    break
                }
                index += 1
            }
        }
        return result.changed(isCertain: false)
    }
}
