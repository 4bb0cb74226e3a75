import Diagnostics

/// An import of a declarative module.
public struct ScenarioImport: Sendable {
    public enum Binding: Sendable {
        /// For its effects alone.
        case none
        /// `a`, or `a as b`, in order.
        case names([(imported: String, local: String)])
        /// The namespace under this name.
        case namespace(String)
    }

    public var specifier: String
    public var binding: Binding
    /// `import defer`.
    public var isDeferred: Bool
    /// `import source`, whose namespace name is the module's source.
    public var isSource = false
    public var location: SourceLocation
}

/// A step of a declarative module. Each has one exact JavaScript equivalent.
public struct ScenarioStep: Sendable {
    public indirect enum Kind: Sendable {
        case log([LogArgument])
        case sleep(VirtualDuration)
        /// Awaits a JavaScript expression.
        case await(DocumentText)
        case busy(VirtualDuration)
        case dynamicImport(specifier: String, isAwaited: Bool)
        /// Calls `require()`, in CommonJS the module's own, elsewhere one of `createRequire`.
        case require(specifier: String)
        case export([(name: String, expression: DocumentText)])
        case `throw`(message: String)
        case microtask([ScenarioStep])
        case timeout(after: VirtualDuration, [ScenarioStep])
        case attempt([ScenarioStep], catch: [ScenarioStep]?, finally: [ScenarioStep]?)
        case javaScript(DocumentText)
    }

    public var kind: Kind
    /// Where its key stands.
    public var location: SourceLocation
}

/// An argument of a `log` step.
public enum LogArgument: Hashable, Sendable {
    case text(String)
    /// A number, `true`, `false` or `null`, as JavaScript writes it.
    case literal(String)
}
