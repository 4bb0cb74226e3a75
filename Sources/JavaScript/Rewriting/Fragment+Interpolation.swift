import Diagnostics
import Text

extension Fragment {
    /// What may stand in a fragment between text made by hand.
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        var pieces: [Piece] = []

        public init(literalCapacity: Int, interpolationCount: Int) { pieces.reserveCapacity(2 * interpolationCount + 1) }

        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { pieces.append(.text(literal, .place)) }
        }

        /// Text, such as a name. It is not looked at.
        public mutating func appendInterpolation(_ text: String) { appendLiteral(text) }

        /// A string literal with that value.
        public mutating func appendInterpolation(literal value: String) { appendLiteral(jsonStringLiteral(value)) }

        /// A node of the module that the fragment is for, with what was changed in it: an expression, a pattern, a statement or module item.
        /// In a replacement, what is replaced prints as it was before that.
        ///
        /// - Parameter level: what the place takes; an expression that is looser gets parentheses.
        public mutating func appendInterpolation(_ node: NodeID, as level: ExpressionLevel = .member) { pieces.append(.node(node, level)) }

        /// A node of another module, with what was changed in it.
        public mutating func appendInterpolation(_ node: NodeID, of rewriting: Rewriting, as level: ExpressionLevel = .member) {
            pieces.append(.foreign(node, level, rewriting))
        }

        /// Statements of the module that the fragment is for, a line each.
        public mutating func appendInterpolation(statements: some Sequence<NodeID>) { pieces.append(.statements(Array(statements))) }

        /// Statements of another module.
        public mutating func appendInterpolation(statements: some Sequence<NodeID>, of rewriting: Rewriting) {
            pieces.append(.foreignStatements(Array(statements), rewriting))
        }

        /// All items of a module, with what was changed in it, a line each.
        public mutating func appendInterpolation(_ rewriting: Rewriting) { pieces.append(.module(rewriting)) }

        /// What a binding of the module that the fragment is for is called in the text.
        public mutating func appendInterpolation(_ binding: BindingID) { pieces.append(.name(binding)) }

        /// Another text, letter by letter. Places in it lead to where it came from, or to itself.
        public mutating func appendInterpolation(_ file: SourceFile) { pieces.append(.file(file)) }

        public mutating func appendInterpolation(_ fragment: Fragment) { pieces += fragment.pieces }
    }
}
