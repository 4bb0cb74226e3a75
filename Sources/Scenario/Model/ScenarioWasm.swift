import Diagnostics

/// What a WebAssembly module does: it is described, and never compiled.
public struct ScenarioWasm: Sendable {
    /// What it imports from one module.
    public struct Import: Sendable {
        public var specifier: String
        public var names: [String]
        public var location: SourceLocation
    }

    /// A function without parameters that it exports, and the number that this gives.
    public struct Export: Sendable {
        public var name: String
        public var result: String
    }

    /// How long its compilation takes, which comes when it has arrived.
    public var compile: VirtualDuration
    /// Whether it is compiled and instantiated when it is its turn to be evaluated, as a step that its importers wait for.
    public var isAsync: Bool
    public var imports: [Import]
    /// The imported function that its start function calls.
    public var start: String?
    public var exports: [Export]
}
