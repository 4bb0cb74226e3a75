/// A node of a ``SyntaxTree``.
public struct NodeID: Hashable, Sendable {
    public var index: UInt32
    @inlinable public init(_ index: UInt32) { self.index = index }
    /// Stands where the grammar allows nothing: no initialiser, an array hole, no `else`.
    public static let none = NodeID(.max)
    @inlinable public var isNone: Bool { index == .max }
}

/// A stretch of ``SyntaxTree/lists``.
public struct NodeList: Hashable, Sendable {
    public var start: UInt32
    public var count: UInt32
    @inlinable public init(start: UInt32, count: UInt32) {
        self.start = start
        self.count = count
    }
    public static let empty = NodeList(start: 0, count: 0)
    @inlinable public var isEmpty: Bool { count == 0 }
}

/// A function of a ``SyntaxTree``: index into ``SyntaxTree/functions``.
public struct FunctionID: Hashable, Sendable {
    public var index: UInt32
    @inlinable public init(_ index: UInt32) { self.index = index }
}

/// One node of the tree: a plain value, its children named by index.
///
/// Parentheses leave no node: the printer puts them back where precedence asks for them.
public enum Node: Hashable, Sendable {
    // MARK: Expressions

    /// An IdentifierReference; in a pattern or a declarator, a BindingIdentifier.
    case identifier(NameID)
    case this
    case null
    case boolean(Bool)
    /// Index into ``SyntaxTree/numbers``.
    case number(UInt32)
    case string(NameID)
    /// `/pattern/flags`, as they are written.
    case regularExpression(pattern: NameID, flags: NameID)
    /// A BigInt as it is written, without `_` and without its `n`: `255`, `0xff`.
    case bigInt(NameID)
    /// A template without tag. `elements` alternates ``templateElement(cooked:raw:)`` and expressions, and starts and
    /// ends with an element.
    case template(elements: NodeList)
    /// `tag` is called with the strings and the values. `elements` as for ``template(elements:)``.
    case taggedTemplate(tag: NodeID, elements: NodeList)
    /// A piece of template text. `cooked` is `nil` after an invalid escape (allowed in a tagged template only).
    case templateElement(cooked: NameID?, raw: NameID)
    /// Elements; a hole is ``NodeID/none``, `...x` a ``spread(_:)``.
    case array(elements: NodeList)
    /// ``property(key:value:kind:isComputed:)`` and ``spread(_:)`` nodes.
    case object(properties: NodeList)
    /// A member of an object literal. A key that is not computed is a ``string(_:)`` (also for identifiers) or
    /// ``number(_:)``. For `get`, `set` and methods, `value` is a ``function(_:)``. For shorthand `{a}` the value is the
    /// ``identifier(_:)``.
    case property(key: NodeID, value: NodeID, kind: PropertyKind, isComputed: Bool)
    /// `...x` in an array, an object literal, or arguments.
    case spread(NodeID)
    /// A function expression, an arrow function, or the function of a method or accessor.
    case function(FunctionID)
    /// A class expression; index into ``SyntaxTree/classes``.
    case classExpression(UInt32)
    case unary(UnaryOperator, NodeID)
    case update(UpdateOperator, isPrefix: Bool, NodeID)
    case binary(BinaryOperator, NodeID, NodeID)
    case logical(LogicalOperator, NodeID, NodeID)
    /// `target = value`; `target` is an identifier, a member, or a pattern.
    case assignment(target: NodeID, value: NodeID)
    /// `target += value` and its like.
    case compoundAssignment(BinaryOperator, target: NodeID, value: NodeID)
    /// `target &&= value`, `||=`, `??=`.
    case logicalAssignment(LogicalOperator, target: NodeID, value: NodeID)
    case conditional(test: NodeID, then: NodeID, otherwise: NodeID)
    /// `a, b, c`: at least two.
    case sequence(NodeList)
    /// `object.name`; with `isOptional`, `object?.name` (inside an ``optionalChain(_:)``).
    case member(object: NodeID, name: NameID, isOptional: Bool)
    /// `object[key]`.
    case computedMember(object: NodeID, key: NodeID, isOptional: Bool)
    /// `object.#name`; the name without `#`.
    case privateMember(object: NodeID, name: NameID, isOptional: Bool)
    /// `super.name`.
    case superMember(name: NameID)
    /// `super[key]`.
    case superComputedMember(key: NodeID)
    /// Arguments may hold ``spread(_:)`` nodes.
    case call(callee: NodeID, arguments: NodeList, isOptional: Bool)
    /// `super(...)`.
    case superCall(arguments: NodeList)
    case new(callee: NodeID, arguments: NodeList)
    /// The extent of a chain with at least one `?.`: what a nullish link short-circuits to.
    case optionalChain(NodeID)
    /// `import(specifier, options)`; `options` may be none.
    case importCall(specifier: NodeID, options: NodeID, phase: ImportPhase)
    case importMeta
    case newTarget
    case await(NodeID)
    /// `argument` may be none; `isDelegate` for `yield*`.
    case yield(argument: NodeID, isDelegate: Bool)
    /// `#name in object`.
    case privateIn(name: NameID, object: NodeID)

    // MARK: Patterns

    /// ``patternProperty(key:target:isComputed:)`` nodes, the last may be a ``rest(_:)``.
    case objectPattern(properties: NodeList)
    /// Elements: a target, a ``patternDefault(target:value:)``, none for a hole, the last may be a ``rest(_:)``.
    case arrayPattern(elements: NodeList)
    /// `target` may be a ``patternDefault(target:value:)``. Keys as in ``property(key:value:kind:isComputed:)``.
    case patternProperty(key: NodeID, target: NodeID, isComputed: Bool)
    /// `target = value` inside a pattern or a parameter list.
    case patternDefault(target: NodeID, value: NodeID)
    case rest(NodeID)

    // MARK: Statements

    /// Declarators are ``declarator(target:value:)`` nodes.
    case variables(VariableKind, NodeList)
    case declarator(target: NodeID, value: NodeID)
    case functionDeclaration(FunctionID)
    /// Index into ``SyntaxTree/classes``.
    case classDeclaration(UInt32)
    case expressionStatement(NodeID)
    case block(NodeList)
    case empty
    case `if`(test: NodeID, then: NodeID, otherwise: NodeID)
    /// `initial` is a ``variables(_:_:)``, an expression, or none; the others may be none.
    case `for`(initial: NodeID, test: NodeID, update: NodeID, body: NodeID)
    /// `left` is a ``variables(_:_:)`` with one declarator without value, or an assignment target or pattern.
    case forIn(left: NodeID, right: NodeID, body: NodeID)
    case forOf(left: NodeID, right: NodeID, body: NodeID, isAwait: Bool)
    case `while`(test: NodeID, body: NodeID)
    case doWhile(body: NodeID, test: NodeID)
    /// Only sloppy code has it.
    case with(object: NodeID, body: NodeID)
    /// The argument may be none.
    case `return`(NodeID)
    case `break`(label: NameID?)
    case `continue`(label: NameID?)
    case `throw`(NodeID)
    /// `parameter`, `handler` and `finalizer` may be none; handler and finalizer are ``block(_:)``.
    case `try`(block: NodeID, parameter: NodeID, handler: NodeID, finalizer: NodeID)
    /// `cases` are ``switchCase(test:body:)`` nodes.
    case `switch`(subject: NodeID, cases: NodeList)
    /// `test` is none for `default:`.
    case switchCase(test: NodeID, body: NodeList)
    case labeled(NameID, NodeID)
    case debugger

    // MARK: Module items

    /// Index into ``SyntaxTree/imports``.
    case importDeclaration(UInt32)
    /// `export` before a ``variables(_:_:)``, ``functionDeclaration(_:)`` or ``classDeclaration(_:)``.
    case exportDeclaration(NodeID)
    /// `export default`: a ``functionDeclaration(_:)`` or ``classDeclaration(_:)`` (whose name may be missing) or an
    /// expression.
    case exportDefault(NodeID)
    /// `export {a as b}` and every form with `from`; index into ``SyntaxTree/exports``.
    case exportNames(UInt32)

    // MARK: Class members

    /// A method or accessor. The value is a ``function(_:)``; a private key is a ``privateName(_:)``.
    case classMethod(key: NodeID, value: NodeID, kind: PropertyKind, flags: ClassMemberFlags)
    /// A field; `value` may be none, and else is a ``function(_:)``: a method-like function whose body is one
    /// ``return(_:)`` of the initialiser.
    case classField(key: NodeID, value: NodeID, flags: ClassMemberFlags)
    /// `static { … }`; a ``function(_:)`` with the block's statements as its body.
    case classStaticBlock(NodeID)
    /// The key `#name` of a class member, without `#`.
    case privateName(NameID)

    /// Whether the code that it is in waits there: `await`, `for await` and `await using`.
    @inlinable public var isWait: Bool {
        switch self {
        case .await, .forOf(_, _, _, isAwait: true), .variables(.awaitUsing, _): true
        default: false
        }
    }
}

public enum PropertyKind: UInt8, Hashable, Sendable { case value, shorthand, method, getter, setter }

public struct ClassMemberFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let isStatic = ClassMemberFlags(rawValue: 1)
    public static let isComputed = ClassMemberFlags(rawValue: 2)
}

public enum VariableKind: UInt8, Hashable, Sendable {
    case `var`, `let`, const
    /// https://tc39.es/ecma262/#prod-UsingDeclaration
    case using, awaitUsing

    /// Whether what it declares is disposed of when its scope is left.
    public var isUsing: Bool { self == .using || self == .awaitUsing }

    /// As it is written.
    public var keyword: StaticString {
        switch self {
        case .var: "var"
        case .let: "let"
        case .const: "const"
        case .using: "using"
        case .awaitUsing: "await using"
        }
    }
}

public enum ImportPhase: UInt8, Hashable, Sendable {
    case evaluation, `defer`, source
    /// Of calls alone, and no phase in ECMA-262's sense: `import.sync()`. https://tc39.es/proposal-import-sync/
    case sync
}

public enum UnaryOperator: UInt8, Hashable, Sendable { case minus, plus, not, bitwiseNot, typeof, void, delete }

public enum UpdateOperator: UInt8, Hashable, Sendable { case increment, decrement }

public enum BinaryOperator: UInt8, Hashable, Sendable {
    case add, subtract, multiply, divide, remainder, exponent
    case bitwiseAnd, bitwiseOr, bitwiseXor, shiftLeft, shiftRight, shiftRightUnsigned
    case equal, notEqual, strictEqual, strictNotEqual, less, lessOrEqual, greater, greaterOrEqual
    case instanceof, `in`
}

public enum LogicalOperator: UInt8, Hashable, Sendable { case and, or, coalesce }
