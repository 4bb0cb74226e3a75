/// How an object pattern came to its value, for the error of one that cannot be taken apart.
public struct Destructuring: Hashable, Sendable {
    /// The first property that is asked for; empty when none can be named.
    public var first: NameID
    /// The expression that gave the value, as a message writes it; `nil` for a parameter and its like.
    public var source: NameID?
    /// Whether the pattern stands in another.
    public var isNested: Bool
}

/// Expressions in messages, as V8 writes them: `list is not iterable`. The interpreter keeps no syntax tree, so they are written here.
extension Compiler {
    /// Longer chains are not shown.
    private static var longestChain: Int { 6 }

    /// What a message calls the value of an expression that is to be iterated; `nil` when it can only tell the kind of the value.
    mutating func iterableText(_ node: NodeID) -> NameID? {
        if case .call(let callee, _, false) = tree[node] {
            return text(of: callee, 0).map { names.intern("\($0) is not a function or its return value") }
        }
        if case .identifier(let name) = tree[node] { return name }
        if case .await = tree[node] { return names.intern("(intermediate value)") }
        return text(of: node, 0).map { names.intern($0) }
    }

    /// What a message calls the value of an expression that is taken apart.
    mutating func destructuredText(_ node: NodeID) -> NameID {
        if case .identifier(let name) = tree[node] { return name }
        if case .call(let callee, _, false) = tree[node] { return names.intern("\(text(of: callee, 0) ?? "(intermediate value)")(...)") }
        return names.intern(text(of: node, 0) ?? "(intermediate value)")
    }

    /// A name, a literal, or a chain of members.
    private func text(of node: NodeID, _ depth: Int) -> String? {
        guard depth < Self.longestChain else { return nil }
        switch tree[node] {
        case .identifier(let name): return names.string(name)
        case .this: return "this"
        case .null: return "null"
        case .boolean(let flag): return flag ? "true" : "false"
        case .member(let object, let name, false): return text(of: object, depth + 1).map { "\($0).\(names.string(name))" }
        case .computedMember(let object, let key, false):
            guard let object = text(of: object, depth + 1) else { return nil }
            if case .string(let name) = tree[key] { return "\(object).\(names.string(name))" }
            return text(of: key, depth + 1).map { "\(object)[\($0)]" }
        case .number:
            let range = tree.range(of: node)
            return String(decoding: tree.source.bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
        default: return nil
        }
    }

    /// [v →] Begins to iterate over the value of an expression, which is none where nobody can name it.
    mutating func emitGetIterator(_ expression: NodeID, isAsync: Bool = false, small record: UInt16) {
        let offset = builder.offset
        if !expression.isNone { builder.offset = tree.range(of: expression).start }
        let text = expression.isNone ? nil : iterableText(expression)
        builder.emit(.getIterator, iteratorOperand(text, isAsync: isAsync), small: record)
        builder.offset = offset
    }

    /// The operand of `getIterator`: whether it is asynchronous, and the message's text.
    func iteratorOperand(_ text: NameID?, isAsync: Bool = false) -> Int32 {
        (isAsync ? 1 : 0) | (text.map { Int32(bitPattern: $0.index &+ 1) << 1 } ?? 0)
    }
}
