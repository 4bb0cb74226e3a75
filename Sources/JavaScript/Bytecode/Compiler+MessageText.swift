/// How an object pattern came to its value, for the error of one that cannot be taken apart.
public struct Destructuring: Hashable, Sendable {
    /// The first property that is asked for; empty when none can be named.
    public var first: NameID
    /// The expression that gave the value, as a message writes it; `nil` for a parameter and its like.
    public var source: NameID?
    /// Whether the message is that of reading the first property, as V8's is of a pattern in another, and where the property has a default
    /// or goes to a member.
    public var isRead: Bool
}

/// Where the value comes from that a pattern takes apart.
enum PatternSource {
    /// A parameter, a caught value, or what is left of another pattern.
    case none
    case expression(NodeID)
    /// Each value of a loop that declares the pattern's names.
    case loop
}

/// Expressions in messages, as V8 writes them: `list is not iterable`. The interpreter keeps no syntax tree, so they are written here.
extension Compiler {
    /// What a message calls the value of an expression that a loop or a spread iterates over; `nil` when it can only tell the kind of the value.
    mutating func iterableText(_ node: NodeID, isAsync: Bool = false) -> NameID? {
        let text = MessageText.of(node, in: tree, names, isAsync ? .value : .iterable)
        switch tree[node] {
        case .optionalChain: return nil
        case .call, .new, .taggedTemplate: return names.intern("\(text) is not a function or its return value")
        default: return names.intern(text)
        }
    }

    /// The same for a loop.
    private mutating func loopedText(_ node: NodeID, isAsync: Bool) -> NameID? {
        switch tree[node] {
        case .logical, .conditional: nil
        default: iterableText(node, isAsync: isAsync)
        }
    }

    /// The same for the value of an array pattern.
    private mutating func arrayPatternText(_ source: PatternSource) -> NameID? {
        switch source {
        case .none: return nil
        case .loop: return names.intern(Self.loopVariable)
        case .expression(let node):
            switch tree[node] {
            case .identifier, .this, .null, .boolean, .number, .string, .object, .function, .classExpression, .new, .await, .sequence:
                return iterableText(node)
            case .call(let callee, _, _):
                if case .identifier = tree[callee] { return iterableText(node) }
                return nil
            default: return nil
            }
        }
    }

    /// The same for `yield*`, which names nothing, and counts the expressions that V8 has put in the place of one.
    mutating func delegateText(_ node: NodeID, isAsync: Bool) -> NameID? {
        switch tree[node] {
        case .member, .computedMember, .privateMember, .superMember, .superComputedMember, .call, .taggedTemplate, .new, .yield, .await:
            names.intern("yield* " + String(repeating: "(intermediate value)", count: isAsync ? 4 : 1))
        default: nil
        }
    }

    /// What a message calls the value of an expression that is spread into arguments.
    mutating func argumentText(_ node: NodeID) -> NameID { names.intern(MessageText.of(node, in: tree, names, .value)) }

    /// What a message calls the value that an object pattern takes apart; `nil` for a parameter and its like.
    mutating func destructuredText(_ source: PatternSource) -> NameID? {
        switch source {
        case .none: nil
        case .loop: names.intern(Self.loopVariable)
        case .expression(let node): names.intern(MessageText.of(node, in: tree, names, .value))
        }
    }

    /// V8's own variable for the value of a loop that declares a pattern.
    private static var loopVariable: String { ".for" }

    /// [v →] Begins a loop over the value of an expression.
    mutating func emitLoopIterator(_ expression: NodeID, isAsync: Bool, small record: UInt16) {
        let offset = builder.offset
        builder.offset = tree.range(of: expression).start
        builder.emit(.getIterator, iteratorOperand(loopedText(expression, isAsync: isAsync), isAsync: isAsync), small: record)
        builder.offset = offset
    }

    /// [v →] Begins to take a value apart by an array pattern.
    mutating func emitPatternIterator(_ source: PatternSource, small record: UInt16) {
        let offset = builder.offset
        if case .expression(let node) = source { builder.offset = tree.range(of: node).start }
        builder.emit(.getIterator, iteratorOperand(arrayPatternText(source)), small: record)
        builder.offset = offset
    }

    /// The operand of `getIterator`: whether it is asynchronous, and the message's text.
    func iteratorOperand(_ text: NameID?, isAsync: Bool = false) -> Int32 {
        (isAsync ? 1 : 0) | (text.map { Int32(bitPattern: $0.index &+ 1) << 1 } ?? 0)
    }
}
