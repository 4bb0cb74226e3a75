import Diagnostics

/// What a part of an expression is, or may be where it stands, as the productions of the grammar nest. What is looser gets parentheses.
/// https://tc39.es/ecma262/#sec-ecmascript-language-expressions
public enum ExpressionLevel: UInt8, Hashable, Sendable {
    /// Expression: commas too.
    case expression
    /// AssignmentExpression: an argument, an initialiser, the value of an assignment.
    case assignment
    /// UnaryExpression: the operand of `await`, `typeof` and their like.
    case unary
    /// MemberExpression or CallExpression: what `.name` or `(…)` may stand behind.
    case member

    var precedence: Precedence {
        switch self {
        case .expression: .sequence
        case .assignment: .assignment
        case .unary: .unary
        case .member: .member
        }
    }
}

/// A text that is put together from text made by hand and from parts of modules, which are printed into it.
///
/// It is written as a string with interpolations; see ``StringInterpolation`` for what may stand in one:
///
/// ```swift
/// rewriting.replace(call, with: "\(call).then(() => \(name)_exports)")
/// let fragment: Fragment = """
///     var init_a = async () => {
///       \(rewriting)
///     };
///     """
/// ```
///
/// A line break in text made by hand begins a line at the indentation of the place where the fragment stands. Statements that stand alone on a
/// line of the fragment are printed at the indentation of that line.
public struct Fragment: ExpressibleByStringInterpolation, Sendable {
    /// Where text that was made by hand is from.
    enum Origin: Sendable {
        /// What the fragment stands for: the node that it replaces or stands beside.
        case place
        case node(NodeID, of: AnalysedModule)
        /// Nobody's text but the printer's.
        case nowhere
    }

    enum Piece: Sendable {
        case text(String, Origin)
        /// A node of the module that the fragment is for.
        case node(NodeID, ExpressionLevel)
        /// A node of another module.
        indirect case foreign(NodeID, ExpressionLevel, Rewriting)
        case statements([NodeID])
        indirect case foreignStatements([NodeID], Rewriting)
        indirect case module(Rewriting)
        case name(BindingID)
        indirect case file(SourceFile)
    }

    var pieces: [Piece] = []

    /// An empty fragment; where a statement stands, it leaves no line.
    public init() {}

    public init(stringLiteral text: String) { self.init(text) }

    /// Text that stands for what the fragment stands for.
    public init(_ text: String) { add(.text(text, .place)) }

    public init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

    public var isEmpty: Bool { pieces.isEmpty }

    public mutating func append(_ other: Fragment) { pieces += other.pieces }

    /// Another fragment on a line of its own.
    public mutating func appendLine(_ other: Fragment) {
        if other.isEmpty { return }
        if !isEmpty { add(.text("\n", .nowhere)) }
        append(other)
    }

    /// The same text, which now stands for a node of a module instead of what the fragment stands for.
    public func standing(for node: NodeID, of module: AnalysedModule) -> Fragment {
        var result = self
        for index in result.pieces.indices {
            if case .text(let text, .place) = result.pieces[index] { result.pieces[index] = .text(text, .node(node, of: module)) }
        }
        return result
    }

    private mutating func add(_ piece: Piece) {
        if case .text(let text, _) = piece, text.isEmpty { return }
        pieces.append(piece)
    }
}
