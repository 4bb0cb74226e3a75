/// What keeps a saved trace from being read, and where.
public struct TraceProblem: Error, Equatable, Sendable {
    /// In small letters, without a full stop.
    public var message: String
    /// What to do instead; `nil` where nothing helps.
    public var suggestion: String?
    /// The line of the file, from 1; `nil` for the file as a whole.
    public var line: Int?

    public init(_ message: String, suggestion: String? = nil, line: Int? = nil) {
        self.message = message
        self.suggestion = suggestion
        self.line = line
    }
}
