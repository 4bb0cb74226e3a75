import JavaScript
import Programs

/// The members that code of a graph assigns to, so that a method may not be the one that its class declares, and `Promise.all` not the language's.
struct MemberWrites {
    /// The names, a private one with its `#`.
    private(set) var names: Set<String> = []
    /// Whether something is assigned to members whose names are not known.
    private(set) var hasUnknown = false
    /// Whether `Promise`, or what it or its prototype has, is replaced.
    private(set) var replacesPromise = false

    private static let methods: Set<String> = ["then", "catch", "finally", "all", "allSettled", "race", "any"]
    private static let writers: Set<String> = ["assign", "defineProperty", "defineProperties", "setPrototypeOf", "set"]

    /// - Complexity: linear in the size of all trees.
    init(of graph: LintedGraph, facts: (ModuleNumber) -> ModuleFacts?) {
        for module in graph.moduleNumbers {
            guard let facts = facts(module) else { continue }
            for node in facts.code.tree.nodes { note(node, facts) }
        }
    }

    /// Whether a member of that name may have been replaced.
    func mayReplace(_ name: String) -> Bool { hasUnknown || names.contains(name) }

    private mutating func note(_ node: Node, _ facts: ModuleFacts) {
        switch node {
        case .assignment(let target, _): facts.code.tree.forEachTarget(in: target) { write($0, facts) }
        case .compoundAssignment(_, let target, _), .logicalAssignment(_, let target, _), .update(_, _, let target),
            .unary(.delete, let target):
            write(target, facts)
        case .forIn(let target, _, _), .forOf(let target, _, _, _):
            if case .variables = facts.code.tree[target] { return }
            facts.code.tree.forEachTarget(in: target) { write($0, facts) }
        case .call(let callee, let arguments, _):
            guard case .member(let object, let name, _) = facts.code.tree[callee], case .identifier(let owner) = facts.code.tree[object],
                facts.code.bindings.binding(of: object) == nil, ["Object", "Reflect"].contains(facts.code.text(owner)),
                Self.writers.contains(facts.code.text(name)), let first = facts.code.tree[arguments].first
            else { return }
            if isPromise(first, facts) { replacesPromise = true }
            if !isLiteral(first, facts) { hasUnknown = true }
        default: break
        }
    }

    private mutating func write(_ target: NodeID, _ facts: ModuleFacts) {
        switch facts.code.tree[target] {
        case .identifier(let name):
            if facts.code.bindings.binding(of: target) == nil, facts.code.text(name) == "Promise" { replacesPromise = true }
        case .member(let object, let name, _): write(facts.code.text(name), of: object, facts)
        case .privateMember(_, let name, _): names.insert("#" + facts.code.text(name))
        case .superMember(let name): names.insert(facts.code.text(name))
        case .computedMember(let object, let key, _):
            if case .string(let name) = facts.code.tree[key] {
                write(facts.code.text(name), of: object, facts)
            } else {
                if isPromise(object, facts) { replacesPromise = true }
                if !isLiteral(object, facts) { hasUnknown = true }
            }
        default: break
        }
    }

    private mutating func write(_ name: String, of object: NodeID, _ facts: ModuleFacts) {
        names.insert(name)
        if name == "Promise" || isPromise(object, facts) { replacesPromise = true }
        guard Self.methods.contains(name) else { return }
        // What is no name, such as Object.getPrototypeOf(promise), may be the prototype of all promises.
        switch facts.code.tree[object] {
        case .identifier, .this: break
        default: replacesPromise = true
        }
    }

    /// Whether an expression is `Promise`, its prototype, or a name for them.
    private func isPromise(_ node: NodeID, _ facts: ModuleFacts) -> Bool {
        var node = node
        for _ in 0..<8 {
            switch facts.code.tree[node] {
            case .member(let object, let name, _) where facts.code.text(name) == "prototype": node = object
            case .identifier(let name):
                guard let binding = facts.code.bindings.binding(of: node) else { return facts.code.text(name) == "Promise" }
                guard case .expression(let value)? = facts.definition(of: binding) else { return false }
                node = value
            case .member(_, let name, _): return facts.code.text(name) == "Promise"
            default: return false
            }
        }
        return true
    }

    /// Whether an object is one that its text makes, and nothing that has a class.
    private func isLiteral(_ node: NodeID, _ facts: ModuleFacts) -> Bool {
        switch facts.code.tree[node] {
        case .object, .array: return true
        case .identifier:
            guard let binding = facts.code.bindings.binding(of: node), case .expression(let value)? = facts.definition(of: binding) else {
                return false
            }
            switch facts.code.tree[value] {
            case .object, .array: return !facts.code.bindings[binding].isAssigned
            default: return false
            }
        default: return false
        }
    }
}

extension CodeReader {
    var memberWrites: MemberWrites {
        if let known = knownWrites { return known }
        let made = MemberWrites(of: graph) { facts(of: $0) }
        knownWrites = made
        return made
    }

    var hasPatchedPromise: Bool { memberWrites.replacesPromise }

    /// Whether another class may extend a class, so that `this` in it may be of that one.
    func isExtended(_ module: ModuleNumber, _ index: UInt32) -> Bool {
        if let known = knownExtended { return known.isUnknown || known.classes.contains(Value.class(module, index)) }
        knownExtended = ([], true)
        var found: (classes: Set<Value>, isUnknown: Bool) = ([], false)
        for home in graph.moduleNumbers {
            guard let tree = tree(home) else { continue }
            for definition in tree.classes where !definition.superclass.isNone {
                // A name that is not the graph's is none of its classes.
                if case .identifier = tree[definition.superclass], graph.analysed(home)?.bindings.binding(of: definition.superclass) == nil
                {
                    continue
                }
                let values = values(of: definition.superclass, in: home)
                if values.all.isEmpty { found.isUnknown = true }
                found.classes.formUnion(values.all)
            }
        }
        knownExtended = found
        return found.isUnknown || found.classes.contains(Value.class(module, index))
    }
}
