import Diagnostics

/// The document of a page: what stands in it, in order.
public struct ScenarioPage: Sendable {
    public var items: [ScenarioPageItem]
    /// Which of its events become lines of the console.
    public var listens: [PageSignal]
    /// Whether it is in the background.
    public var isHidden = false
}

/// One thing that stands in a page.
public struct ScenarioPageItem: Sendable {
    public enum Kind: Sendable {
        /// A `<script>`.
        case script(ScenarioPageScript)
        /// `<script type=importmap>` with this text.
        case importMap(String)
        /// `<link rel=modulepreload>`: the module's name.
        case preload(String)
        /// `<img>`, which delays `load` until it is there.
        case image(String, load: VirtualDuration?)
        /// Something that stands in the body, which begins there.
        case content
        /// The rest of the document comes that much later.
        case pause(VirtualDuration)
    }

    public var kind: Kind
    /// Where it stands.
    public var location: SourceLocation
}

/// A `<script>` of a page.
public struct ScenarioPageScript: Sendable {
    /// The module or script that it runs: of ``Scenario/modules``, unless it is missing.
    public var name: String
    /// `type=module`, and otherwise a classic script.
    public var isModule: Bool
    /// Whether its text stands in the document.
    public var isInline: Bool
    public var isAsync: Bool
    public var isDeferred: Bool
    public var isNoModule: Bool
}

/// What a page can tell of itself as a line of the console.
public enum PageSignal: String, CaseIterable, Sendable {
    case domContentLoaded = "DOMContentLoaded"
    case load
    case pageshow
    case readystatechange
    /// `error` at the window: an exception that nothing caught.
    case error
    case unhandledrejection
    case rejectionhandled
    /// `load` and `error` at a script or link.
    case element
    case elementLoad = "element load"
    case elementError = "element error"
}

/// How the files of a scenario arrive that say nothing of it themselves.
public struct ScenarioNetwork: Sendable {
    public enum NetworkProtocol: String, CaseIterable, Sendable {
        /// One request at a time on each connection.
        case http1 = "http/1.1"
        /// All requests on one connection.
        case http2 = "h2"
    }

    /// From a request to the first byte of its answer.
    public var latency: VirtualDuration?
    /// Bytes in a second, which all that is loading share.
    public var bandwidth: Int64?
    /// How many requests are under way at once.
    public var connections: Int?
    public var `protocol` = NetworkProtocol.http1
}
