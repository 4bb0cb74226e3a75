/// A line of a text, or as much of a long one round a place as there is any use for.
public struct SourceLine: Hashable, Sendable, ExpressibleByStringLiteral {
    /// Without its line break.
    public var text: String
    /// The column of its first character, from 1: more than 1 where the line is cut before it.
    public var start: Int

    /// How many bytes are kept before a place, and behind it.
    public static let reach = 2_000

    public init(_ text: String, from start: Int = 1) {
        self.text = text
        self.start = start
    }

    /// Whether it is cut, or so long that few want to see all of it.
    public var isLong: Bool { start > 1 || text.utf8.count >= Self.reach }

    public init(stringLiteral text: String) { self.init(text) }
}
