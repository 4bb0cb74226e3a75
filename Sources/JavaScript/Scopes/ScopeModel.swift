import Diagnostics

/// A scope of a module: index into ``ScopeAnalysis/scopes`` and ``Bindings/scopes``.
public struct ScopeID: Hashable, Sendable {
    public var index: Int32
    static let none = ScopeID(index: -1)
    /// The scope of the module itself.
    public static let module = ScopeID(index: 0)
}

/// Index into ``ScopeAnalysis/variables``.
struct VariableID: Hashable {
    var index: Int32
    static let none = VariableID(index: -1)
}

/// A function while it is analysed: 0 is the module's own code.
struct FunctionIndex: Hashable {
    var index: Int32
    static let module = FunctionIndex(index: 0)
}

/// A declarative environment of the source text.
struct Scope {
    enum Kind {
        case module, function, block, `catch`, loop, `switch`, `class`, with
        /// The parameter of a `catch` that is a pattern; its block is a scope in it.
        case catchPattern
    }
    var kind: Kind
    var parent: ScopeID
    var function: FunctionIndex
    /// The nearest scope around it that declares something.
    var declaring: ScopeID
    var firstVariable: VariableID = .none
    var variableCount: Int32 = 0
    /// How many of its variables live in a heap context; more than 0 makes the scope push one.
    var contextSize: Int32 = 0
    /// Whether it is around the text of a direct `eval`, and not in it.
    var isOuter = false

    /// Whether `var`s inside it belong to it, unless to one within.
    var isVariableScope: Bool { kind == .function || kind == .module }
}

/// A binding.
struct Variable {
    enum Kind {
        case `var`, `let`, const, `class`, function, parameter, catchParameter, import_, namespace
        /// The name of a function expression inside itself.
        case functionName
        /// `this`, `new.target`, `arguments` or the function object, when an arrow function or `super` needs them.
        case implicit
        case privateName
    }

    /// Where the value lives at run time.
    enum Storage: Equatable {
        case unallocated
        case local(Int32)
        case context(Int32)
        case cell(Int32)
        case importBinding(Int32)
        /// A property of the global object: a `var` or a function of a script of a page. Of a script that becomes code while a program runs, what `let`
        /// and its like declare too, which the global environment knows by name.
        case global
        /// A property of the object that holds what the texts of sloppy direct `eval`s declare in a function: see ``EvalSurroundings``.
        case dynamic
        /// An element of the arguments object: see ``ScopeAnalysis/mapParameters()``.
        case mapped(Int32)
    }

    var name: NameID
    var kind: Kind
    var scope: ScopeID
    var next: VariableID
    var range: SourceRange
    /// From this offset on, code of the same function finds the binding initialised; `nil` when that is not known.
    var initializedAt: UInt32?
    var isUsed = false
    var isCaptured = false
    var isExported = false
    /// Whether some reference checks for the temporal dead zone.
    var isChecked = false
    var storage: Storage = .unallocated

    /// Whether the binding starts in a temporal dead zone.
    var hasDeadZone: Bool {
        switch kind {
        case .let, .const, .class: true
        default: false
        }
    }
}

/// What the compiler needs to know of a function.
struct AnalysedFunction {
    var scope: ScopeID
    /// The next free local slot.
    var localCount: Int32 = 0
    var parent: FunctionIndex
    var isArrow: Bool
    var isDerivedConstructor = false
    var isSloppy = false
    /// What the text of a direct `eval` in it may use.
    var permissions: FunctionContext.Permissions = .arguments
    /// Whether two of its parameters may have one name.
    var mayRepeatParameters = false
    var hasParameterExpressions = false
    /// The body's own scope, when parameters have expressions: those must not see the body's variables.
    var bodyScope: ScopeID?
}
