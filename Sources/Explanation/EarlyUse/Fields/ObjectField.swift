import JavaScript

/// A property of an object as the code of one class, or of one object literal, has it: `this.store`, `this.#store`.
struct ObjectField: Hashable {
    /// The class or object literal.
    var container: NodeID
    /// With its `#` where it is private.
    var name: String
}

extension ReadModule {
    /// The property of `this` that an expression is; `nil` for every other.
    func field(_ node: NodeID) -> ObjectField? {
        guard let (object, name) = property(node), case .this = tree[object], let container = container(ofThisAt: node) else { return nil }
        return ObjectField(container: container, name: name)
    }

    /// The object and the name of `object.name` and `object.#name`.
    func property(_ node: NodeID) -> (object: NodeID, name: String)? {
        switch tree[node] {
        case .member(let object, let name, _): (object, text(name))
        case .privateMember(let object, let name, _): (object, "#" + text(name))
        default: nil
        }
    }

    /// The class or object literal whose method has a `this`.
    func container(ofThisAt node: NodeID) -> NodeID? { method(around: node)?.container }

    /// The class or object literal that a method is a member of.
    func container(ofMember member: NodeID) -> NodeID? {
        switch tree[member] {
        case .classMethod, .classField, .property: parents[member]
        default: nil
        }
    }

    /// The method whose `this` stands at a node, and what has that. Arrow functions have none of their own.
    func method(around node: NodeID) -> (function: NodeID, id: FunctionID, container: NodeID)? {
        guard let own = functions(around: node).first(where: { !tree[$0.id].flags.contains(.isArrow) }), let parent = parents[own.node]
        else {
            return nil
        }
        switch tree[parent] {
        case .classExpression, .classDeclaration: return (own.node, own.id, parent)
        case .classMethod(_, own.node, _, let flags), .classField(_, own.node, let flags):
            if flags.contains(.isStatic) { return nil }
            return parents[parent].map { (own.node, own.id, $0) }
        case .property(_, own.node, _, _): return parents[parent].map { (own.node, own.id, $0) }
        default: return nil
        }
    }

    /// The name of a method; `nil` for a constructor, and for what is no method.
    func methodName(_ function: NodeID) -> String? {
        guard let parent = parents[function] else { return nil }
        switch tree[parent] {
        case .classMethod(let key, function, _, _), .property(let key, function, _, isComputed: false):
            switch tree[key] {
            case .string(let name): return text(name)
            case .privateName(let name): return "#" + text(name)
            default: return nil
            }
        default: return nil
        }
    }

    func isConstructor(_ function: NodeID) -> Bool {
        guard let parent = parents[function] else { return false }
        switch tree[parent] {
        case .classExpression, .classDeclaration: return true
        default: return false
        }
    }

    /// Where the code of a class or an object literal gives a property its value; `nil` where it may have one all along, or where the text
    /// does not tell all that does so.
    func settings(of field: ObjectField) -> [NodeID]? {
        var found: [NodeID] = []
        for index in tree.nodes.indices {
            let node = NodeID(UInt32(index))
            switch tree.nodes[index] {
            case .classField(let key, let value, _) where parents[node] == field.container && names(key, field.name):
                if !value.isNone, !isNothing(initialiser: value) { return nil }
            case .property(let key, let value, _, false) where parents[node] == field.container && names(key, field.name):
                if !isNothing(value) { return nil }
            case .member, .privateMember:
                guard let own = property(node), own.name == field.name, case .this = tree[own.object],
                    container(ofThisAt: node) == field.container, let parent = parents[node]
                else { continue }
                switch tree[parent] {
                case .assignment(node, let value):
                    if !isNothing(value) {
                        found.append(parent)
                    } else if let method = method(around: node)?.function, !isConstructor(method) {
                        return nil
                    }
                case .compoundAssignment(_, node, _), .logicalAssignment(_, node, _), .update(_, _, node), .patternProperty, .arrayPattern,
                    .patternDefault, .rest, .unary(.delete, node):
                    return nil
                default: continue
                }
            case .call(let callee, let arguments, _):
                // Object.assign(this, …)
                guard let own = property(callee), own.name == "assign", let first = tree[arguments].first, case .this = tree[first],
                    container(ofThisAt: node) == field.container
                else { continue }
                return nil
            default: continue
            }
        }
        return found
    }

    private func names(_ key: NodeID, _ name: String) -> Bool {
        switch tree[key] {
        case .string(let own): text(own) == name
        case .privateName(let own): "#" + text(own) == name
        default: false
        }
    }

    private func isNothing(initialiser node: NodeID) -> Bool {
        guard case .function(let id) = tree[node] else { return false }
        let body = tree[tree[id].body]
        guard body.count == 1, let first = body.first, case .return(let value) = tree[first] else { return false }
        return isNothing(value)
    }

    /// `undefined`, `void 0` or `null`.
    func isNothing(_ value: NodeID) -> Bool {
        switch tree[value] {
        case .null, .unary(.void, _): true
        case .identifier(let name): text(name) == "undefined"
        default: false
        }
    }
}
