import Diagnostics
import JavaScript

/// The awaits of a module's top level, in the order of its text, and which of them need what another one gave.
///
/// Two awaits that do not depend on each other could be waited for side by side.
public struct TopLevelAwaits: Sendable {
    /// One statement of the top level that awaits.
    public struct Statement: Sendable {
        /// The statement in the text.
        public var range: SourceRange
        /// The first `await` in it.
        public var awaitRange: SourceRange
        /// The statements before it that must be over when it begins: indices into ``TopLevelAwaits/statements``.
        public var dependsOn: [Int]
    }

    public var statements: [Statement]
}
