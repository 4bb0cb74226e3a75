import Diagnostics
import Files
import JavaScript
import Scenario

/// What a program's text tells of it without running it: its modules, what each asks for and where, and where it awaits.
///
/// Modules are numbered in the order in which they are found: those that the program knows (all of a scenario, the entries on disk), then what the
/// first of them asks for, and so on. Nothing is left out in silence: what cannot be read, parsed or found has its ``Module/problem`` or
/// ``Request/problem``.
public struct StaticGraph: Sendable {
    /// What goes into a graph, and what is kept.
    public struct Options: Sendable {
        /// Modules that belong to it beside the program's own ``Program/knownModules`` and what they lead to, such as what a run has loaded.
        public var alsoIncluding: [ModuleKey] = []
        /// Whether the modules belong to it that `import()` asks for with a constant specifier.
        public var followsImportCalls = true
        /// Whether ``Module/tree`` is kept.
        public var keepsTrees = false
        /// Whether the texts of CommonJS modules are parsed as what they are, and the modules belong to it that they require by a constant specifier.
        public var readsCommonJS = false
        /// Whether the texts are only looked at: all of the language is taken, what is no module may be CommonJS, and ``Module/analysed`` is kept.
        /// They are read and parsed on this many threads. `nil` for what is run, or made anew.
        public var lookingThreads: Int?

        public init() {}
    }

    public struct Module: Sendable {
        public enum Kind: Hashable, Sendable { case module, script, json, commonJS }

        public var key: ModuleKey
        /// The name as the user knows it.
        public var name: String
        public var kind: Kind
        /// Whether it is CommonJS where it runs: its name, its form or a package.json says so.
        public var isCommonJS = false
        /// Whether its name and its package.json leave it open whether it is a module or CommonJS.
        public var isUndecided = false
        /// Whether it is a WebAssembly module that a scenario describes.
        public var isWasm = false
        /// The text; empty where it could not be read.
        public var source: SourceFile
        /// Why the text could not be read; `nil` where it was.
        public var unreadReason: FileProblem.Reason?
        /// Why the text could not be read, or parsed; the lists below are empty then.
        public var problem: Diagnostic?
        /// [[RequestedModules]]: one for each specifier, attributes and phase, in the order of first appearance.
        public var requests: [Request] = []
        /// The declarations that ask for modules: imports, and then exports.
        public var declarations: [Declaration] = []
        /// The `import()` calls, in the order in which they end.
        public var calls: [ImportCall] = []
        /// The calls of `require()` of a CommonJS module, in the order in which they end; see ``Options/readsCommonJS``.
        public var requires: [RequireCall] = []
        /// The word `await` that stands first at the top level, maybe that of a `for await`; `nil` where there is none.
        public var firstAwait: SourceRange?
        /// Whether it says `import.meta`.
        public var usesImportMeta = false
        /// The syntax tree, with the names of ``StaticGraph/names``; `nil` unless ``Options/keepsTrees`` asks for it.
        public var tree: SyntaxTree?
        /// The module with what its names mean, and a table of names of its own; `nil` unless ``Options/lookingThreads`` asks for it, and where there is
        /// a ``problem``.
        public var analysed: AnalysedModule?

        public var isRead: Bool { unreadReason == nil }
        /// [[HasTLA]]: whether the module's own code awaits, reached or not.
        public var hasTLA: Bool { firstAwait != nil }
    }

    /// A module that another one's declarations ask for.
    public struct Request: Sendable {
        public var specifier: String
        public var phase: ImportPhase
        /// Whether it has `with { type: "json" }`.
        public var wantsJSON: Bool
        /// Where the specifier first stands, in its quotes.
        public var range: SourceRange
        /// The module; `nil` where ``problem`` says why there is none. It may still be one that cannot be read.
        public var target: ModuleNumber?
        public var problem: Diagnostic?
    }

    /// `import … from "x"`, `export … from "x"`, `import "x"`.
    public struct Declaration: Sendable {
        /// Into ``Module/requests``.
        public var request: Int
        /// The specifier in its quotes.
        public var range: SourceRange
        public var isExport: Bool
    }

    /// A call of `import()`.
    public struct ImportCall: Sendable {
        /// The whole call.
        public var range: SourceRange
        /// Its first argument.
        public var specifierRange: SourceRange
        /// The specifier, where it is a string or a template without a substitution; `nil` where only the run knows it.
        public var specifier: String?
        public var phase: ImportPhase
        /// Whether it stands in no function, so that it is called while the module is evaluated, unless control passes it by. A static block and the
        /// value of a static field are evaluated with the module.
        public var isAtTopLevel: Bool
        /// Whether it is itself what an `await` waits for.
        public var isAwaited: Bool
        /// The module; `nil` where the specifier is not known, and where ``problem`` says why there is none.
        public var target: ModuleNumber?
        public var problem: Diagnostic?
    }

    /// A call of `require()` with a constant specifier.
    public struct RequireCall: Sendable {
        /// The call in the module's tree.
        public var node: NodeID
        /// The specifier in its quotes.
        public var specifierRange: SourceRange
        public var specifier: String
        /// Whether it stands in a `try` block, where a module may be missing.
        public var isTried: Bool
        /// The module; `nil` for what comes with the host, and where ``problem`` says why there is none.
        public var target: ModuleNumber?
        public var problem: Diagnostic?
    }

    public let program: Program
    public internal(set) var modules: [Module] = []
    /// The program's entries, in order.
    public internal(set) var entries: [ModuleNumber] = []
    /// How many of the modules are scripts: the first ones.
    var scriptCount = 0
    /// The names of the trees.
    public internal(set) var names = NameTable()
    /// How large the modules are together, as ``Limits/allWords`` has it.
    public internal(set) var wordCount = 0
    /// That there are more modules than the limit `modules` allows, or that they are larger together than the limit `words`: those past it are not
    /// in the graph.
    public internal(set) var limitProblem: Diagnostic?
    var wordLimit = Int.max
    /// What it took to find out which modules specifiers mean, in the steps of a run, and the most that it may take.
    var searchSteps = 0
    var searchLimit = Int.max
    var table = ModuleTable()

    /// Reads and parses the modules. Linear in the length of their texts.
    ///
    /// Deep nesting of brackets and blocks needs stack: make it on a thread with 16 MB.
    public init(_ program: Program, _ options: Options = Options()) {
        self.program = program
        build(options)
    }

    public subscript(module: ModuleNumber) -> Module { modules[Int(module)] }

    /// A place in a module's text, as a person finds it in a file. Linear in the length of the text.
    public func location(of range: SourceRange, in module: ModuleNumber) -> SourceLocation {
        self[module].source.location(at: range.start)
    }

    /// Whether an `import()` of the graph has a specifier that only the run knows.
    public var hasComputedImports: Bool { modules.contains { $0.calls.contains { $0.specifier == nil } } }
}
