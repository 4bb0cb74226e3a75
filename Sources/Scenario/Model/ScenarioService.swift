import Diagnostics

/// What surrounds a program that answers requests: who asks it for what, and what it finds in its environment.
public struct ScenarioService: Sendable {
    /// In document order, which is the order of those that come at one time.
    public var requests: [ScenarioRequest] = []
    /// What `env` holds, in document order.
    public var bindings: [ScenarioBinding] = []
    /// How many isolates there are among which requests are spread.
    public var isolates = 1
    /// Where the first of these keys stands; `nil` for a scenario without any.
    public var location: SourceLocation?

    public init() {}
}

/// A request from outside.
public struct ScenarioRequest: Sendable {
    /// When it comes.
    public var at: VirtualDuration
    public var url: String
    public var method: String
    /// In document order.
    public var headers: [(name: String, value: String)]
    public var body: String?
    /// The isolate that it reaches, from 1; `nil` for the next in turn.
    public var isolate: Int?
    public var location: SourceLocation
}

/// Something that `env` holds.
public struct ScenarioBinding: Sendable {
    public enum Value: Sendable {
        case text(String)
        /// A value, by its JSON text.
        case json(String)
        /// A key that is there when the script starts.
        case cryptoKey(algorithm: String)
        /// Texts by their keys, each of which takes this long to be had.
        case store([(key: String, text: String)], after: VirtualDuration)
    }

    public var name: String
    public var value: Value
    public var location: SourceLocation
}
