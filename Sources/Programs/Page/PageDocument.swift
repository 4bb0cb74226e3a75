import Diagnostics
import Scenario

/// The document of a page: what its parser meets, in order.
public struct PageDocument: Sendable {
    /// A `<script>`.
    public struct Script: Sendable {
        /// The module or script that it runs.
        public var key: ModuleKey
        /// The attribute `src` as written; `nil` for a script whose text stands in the document.
        public var source: String?
        /// `type=module`, and otherwise a classic script.
        public var isModule: Bool
        public var isAsync = false
        public var isDeferred = false
        public var isNoModule = false
        /// Whether it is in the document, and has been told so, that there is no address: `src=""`.
        public var hasNoAddress = false

        public init(key: ModuleKey, source: String?, isModule: Bool) {
            self.key = key
            self.source = source
            self.isModule = isModule
        }
    }

    public enum Item: Sendable {
        case script(Script)
        /// The text of an import map.
        case importMap(SourceFile)
        /// An import map that is in no place of the document, which no browser takes.
        case externalImportMap(source: String)
        /// `<link rel=modulepreload>`.
        case preload(ModuleKey, source: String)
        /// An image; it arrives after so many nanoseconds, or as the network has it.
        case image(source: String, load: Int64?)
        /// What stands in the body, and no script, link or image.
        case content
        /// The rest of the document comes that many nanoseconds later.
        case pause(Int64)
    }

    public var items: [Item]
    public var listens: [PageSignal]
    /// Whether the page is in the background from its beginning.
    public var isHidden = false
    /// What of the document has no part in the run.
    public var warnings: [Diagnostic] = []
    /// The document itself, from which relative addresses start.
    public var key: ModuleKey
    /// What it is called in traces and pictures: the name of its file.
    public var name: String

    public init(items: [Item], listens: [PageSignal], key: ModuleKey, name: String) {
        self.items = items
        self.listens = listens
        self.key = key
        self.name = name
        var classicKeys: Set<ModuleKey> = []
        for case .script(let script) in items where !script.isModule { classicKeys.insert(script.key) }
        self.classicKeys = classicKeys
    }

    /// The scripts, in order.
    public var scripts: [Script] { items.compactMap { if case .script(let script) = $0 { script } else { nil } } }

    /// Whether a key is that of a classic script.
    func isClassic(_ key: ModuleKey) -> Bool { classicKeys.contains(key) }

    private let classicKeys: Set<ModuleKey>

    /// What its scripts run, each once, in order.
    var entries: [ModuleKey] {
        var seen: Set<ModuleKey> = []
        return scripts.map(\.key).filter { seen.insert($0).inserted }
    }
}

/// How files arrive. https://developer.mozilla.org/docs/Web/HTTP/Guides/Connection_management_in_HTTP_1.x
public struct NetworkSettings: Sendable, Hashable {
    /// From a request to the first byte of its answer; nanoseconds.
    public var latency: Int64?
    /// Bytes in a second, which all that is loading share; `nil` for no limit.
    public var bandwidth: Int64?
    /// How many requests are under way at once; `nil` for what the protocol has.
    public var connections: Int?
    /// Whether all requests go over one connection, and none waits for another (HTTP/2).
    public var isMultiplexed = false

    public init() {}
}

extension PageDocument {
    /// The page of a scenario.
    init(_ page: ScenarioPage, of scenario: Scenario) {
        let key = ModuleKey("index.html")
        let resolution = ScenarioResolution(scenario: scenario)
        func place(_ name: String) -> ModuleKey { resolution.module(Specifier(name), from: key) ?? ModuleKey(name) }
        let items = page.items.map { item -> Item in
            switch item.kind {
            case .script(let script):
                var made = Script(
                    key: script.isInline ? ModuleKey(script.name) : place(script.name), source: script.isInline ? nil : script.name,
                    isModule: script.isModule)
                made.isAsync = script.isAsync
                made.isDeferred = script.isDeferred
                made.isNoModule = script.isNoModule
                return .script(made)
            case .importMap(let text):
                let segment = SourceFile.Segment(start: 0, location: item.location, isVerbatim: false)
                return .importMap(SourceFile(name: scenario.document.name, bytes: Array(text.utf8), segments: [segment]))
            case .preload(let name): return .preload(place(name), source: name)
            case .image(let name, let load): return .image(source: name, load: load?.nanoseconds)
            case .content: return .content
            case .pause(let duration): return .pause(duration.nanoseconds)
            }
        }
        self.init(items: items, listens: page.listens, key: key, name: key.path)
        isHidden = page.isHidden
    }
}

extension NetworkSettings {
    init(_ network: ScenarioNetwork) {
        latency = network.latency?.nanoseconds
        bandwidth = network.bandwidth
        connections = network.connections
        isMultiplexed = network.protocol == .http2
    }
}
