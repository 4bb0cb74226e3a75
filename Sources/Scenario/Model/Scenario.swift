import Diagnostics
import Files
import Text

/// A scenario document: a module graph, what surrounds it, and what is expected of its run.
public struct Scenario: Sendable {
    /// The title; without one the document's file name less its extension.
    public var title: String
    /// Prose that describes the scenario; empty when there is none.
    public var about: String
    /// The host it asks for; `nil` leaves the choice to the command, and in the end to `spec`.
    public var host: HostSelection?
    /// The names of the entry modules, in order; at least one, each of them in ``modules``. Of a page, the scripts that it has.
    public var entries: [String]
    /// The page that the scripts stand in; `nil` where the entries are run as they are.
    public var page: ScenarioPage?
    /// What it uses that is only proposed.
    public var proposals: [Proposal] = []
    /// Whether microtasks run after each module that has been evaluated, and not after the whole graph.
    public var checkpointsBetweenModules = false
    /// In document order, under unlike names. The scripts of a page are among them.
    public var modules: [ScenarioModule]
    /// How files arrive; `nil` where the document says nothing of it.
    public var network: ScenarioNetwork?
    /// What `fetch()` finds, in document order.
    public let resources: [ScenarioResource]
    /// What the program is asked for from outside, where its host serves requests.
    public var service = ScenarioService()
    /// What runs before the entries, in document order.
    public var preloads: [ScenarioPreload] = []
    /// What stands in the place of modules that are not there: by specifier, and how long each takes to arrive.
    public var stubs: [(name: String, load: VirtualDuration?)] = []
    /// The limits that the document sets.
    public var limits: LimitSettings
    public var expect: Expectations
    /// Links that the scenario illustrates.
    public var see: [String]
    /// The document itself.
    public var document: SourceFile
    /// The folder that `file:` paths start from.
    public var folder: String
    /// That folder as it was when the document was read from it; `nil` for a document from elsewhere, and for one that names no files.
    public var heldFolder: HeldFolder?
    /// Whether `file:` may name files outside ``folder``.
    public var allowsOutside: Bool
    /// Where each name stands in ``modules``.
    var moduleIndices: [ExactText: Int]
    /// Where the first of each URL stands in ``resources``.
    var resourceIndices: [ExactText: Int] = [:]

    /// The module of exactly that name.
    public func module(named name: String) -> ScenarioModule? { index(ofModule: name).map { modules[$0] } }

    /// Where the module of exactly that name stands in ``modules``.
    public func index(ofModule name: String) -> Int? { moduleIndices[ExactText(name)] }

    /// What `fetch()` finds at exactly that URL.
    public func resource(at url: String) -> ScenarioResource? { resourceIndices[ExactText(url)].map { resources[$0] } }
}

/// The host that a scenario asks for.
public struct HostSelection: Sendable {
    /// The name of a profile, such as `node@20`. The reader does not know which there are.
    public var name: String
    /// What stands beside `name`, in document order.
    public var options: [DocumentValue.Member]
    public var location: SourceLocation
}

/// A module of a scenario.
public struct ScenarioModule: Sendable {
    public enum Form: Sendable {
        /// JavaScript in the document.
        case code(DocumentText)
        /// JavaScript in a file, or a JSON module when its name ends in `.json`; the path starts from the scenario's folder.
        case file(path: String, location: SourceLocation)
        /// Imports and steps, which stand for JavaScript.
        case declarative(imports: [ScenarioImport], steps: [ScenarioStep])
        /// A JSON module with this text.
        case json(String)
        /// A WebAssembly module, described and not compiled.
        case wasm(ScenarioWasm)
        /// A CommonJS module in the document.
        case commonJS(DocumentText)
        /// A CommonJS module of steps.
        case commonJSSteps([ScenarioStep])
    }

    /// The name and specifier, without a leading `./`.
    public var name: String
    public var form: Form
    /// How long the module takes to arrive; `nil` leaves it to the network.
    public var load: VirtualDuration?
    /// How long it takes to parse.
    public var parse: VirtualDuration?
    /// Its size in bytes.
    public var size: Int64?
    /// Whether the host has it from an earlier visit, so that nothing is loaded.
    public var isCached = false
    /// Whether it is a classic script of a page.
    public var isClassic = false
    /// Whether its text stands in the page's document.
    public var isInline = false
    /// Where its name stands.
    public var location: SourceLocation
    /// The key path of the module in the document.
    public var keyPath: String

    /// Whether its text is in a file of its own.
    public var isFile: Bool {
        if case .file = form { true } else { false }
    }

    /// Whether it is a JSON module: synthetic, synchronous, with a default export.
    public var isJSON: Bool {
        switch form {
        case .json: true
        case .file(let path, _): path.hasSuffix(".json")
        case .code, .declarative, .commonJS, .commonJSSteps, .wasm: false
        }
    }

    /// What a WebAssembly module does; `nil` for any other.
    public var wasm: ScenarioWasm? {
        if case .wasm(let description) = form { description } else { nil }
    }

    /// Whether it is CommonJS by its form, or by the ending of its name or file.
    public var isCommonJS: Bool {
        switch form {
        case .commonJS, .commonJSSteps: true
        case .file(let path, _): Self.isNamedCommonJS(path) || Self.isNamedCommonJS(name)
        case .code, .declarative: Self.isNamedCommonJS(name)
        case .json, .wasm: false
        }
    }

    private static func isNamedCommonJS(_ name: String) -> Bool { name.hasSuffix(".cjs") || name.hasSuffix(".cts") }
}

/// A module that runs before the entries. https://nodejs.org/api/cli.html#--importmodule
public struct ScenarioPreload: Sendable {
    public enum Manner: Hashable, Sendable { case `import`, require }

    public var manner: Manner
    public var specifier: String

    public init(_ manner: Manner, _ specifier: String) {
        self.manner = manner
        self.specifier = specifier
    }
}

/// What `fetch()` finds at a URL.
public struct ScenarioResource: Sendable {
    public enum Answer: Sendable {
        case response(status: Int, body: String)
        /// The promise of `fetch()` rejects with this message.
        case failure(String)
    }

    public var url: String
    /// How long the answer takes.
    public var after: VirtualDuration
    public var answer: Answer
    public var location: SourceLocation

    public init(url: String, after: VirtualDuration, answer: Answer, location: SourceLocation) {
        (self.url, self.after, self.answer, self.location) = (url, after, answer, location)
    }
}

/// A YAML value of the document whose meaning the reader leaves to others.
public indirect enum DocumentValue: Hashable, Sendable {
    public struct Member: Hashable, Sendable {
        public var key: String
        public var value: DocumentValue
        public var location: SourceLocation
    }

    case null
    case bool(Bool)
    /// As written.
    case number(String)
    case text(String)
    case list([DocumentValue])
    case mapping([Member])
}
