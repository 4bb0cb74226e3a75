import Diagnostics

/// What a text is parsed as. https://tc39.es/ecma262/#sec-ecmascript-language-scripts-and-modules
public enum SourceGoal: Hashable, Sendable {
    case module
    /// A classic script, which is sloppy unless it asks to be strict, or whoever runs it does.
    case script(isStrict: Bool)
    /// The body of the function that a host makes of a CommonJS module, which is sloppy unless it asks to be strict.
    /// https://nodejs.org/api/modules.html#the-module-wrapper
    case commonJS
    /// The text of one function expression, which `Function` and its like have put together; it is sloppy unless it asks to be strict. Where its body
    /// opens is known: no parameter may end the list of them. https://tc39.es/ecma262/#sec-createdynamicfunction
    case function(bodyStart: UInt32)
    /// What `eval` is given. https://tc39.es/ecma262/#sec-performeval
    case eval

    public var isScript: Bool { if case .script = self { true } else { false } }

    /// Whether the text became code while a program ran.
    var isFromText: Bool {
        switch self {
        case .module, .script, .commonJS: false
        case .function, .eval: true
        }
    }

    /// The name of the function that is the default export and has none of its own.
    var defaultName: String {
        switch self {
        case .module, .script: "default"
        case .commonJS, .eval: ""
        case .function: "anonymous"
        }
    }
}

/// How much of the language a parse takes.
public enum AcceptedLanguage: Sendable {
    /// What the simulator runs.
    case subset
    /// What a look at the text needs: also import assertions. What is parsed so is not run.
    case all
}

/// The syntax tree of one module: nodes in one array, children by index, positions beside them.
///
/// Nothing in it is a reference, so that a tree of any depth is freed without recursion.
public struct SyntaxTree: Sendable {
    /// What a function node stands for.
    public struct Function: Hashable, Sendable {
        /// The name after `function`, or `nil` where the grammar has none.
        public var name: NameID?
        /// Where the name stands; empty without one.
        public internal(set) var nameRange = SourceRange(start: 0, end: 0)
        /// Patterns, ``Node/patternDefault(target:value:)``, and at the end maybe a ``Node/rest(_:)``.
        public var parameters: NodeList
        /// Statements. For an arrow function with an expression body, one ``Node/return(_:)``.
        public var body: NodeList
        public var flags: FunctionFlags
        /// The whole function's text.
        public var range: SourceRange
    }

    public struct FunctionFlags: OptionSet, Hashable, Sendable {
        public let rawValue: UInt16
        public init(rawValue: UInt16) { self.rawValue = rawValue }
        public static let isAsync = FunctionFlags(rawValue: 1)
        public static let isGenerator = FunctionFlags(rawValue: 2)
        public static let isArrow = FunctionFlags(rawValue: 4)
        /// An arrow function whose body is an expression.
        public static let hasExpressionBody = FunctionFlags(rawValue: 8)
        /// A method, accessor, field initialiser or static block: it has a [[HomeObject]] and is no constructor.
        public static let isMethod = FunctionFlags(rawValue: 16)
        public static let isGetter = FunctionFlags(rawValue: 32)
        public static let isSetter = FunctionFlags(rawValue: 64)
        public static let isClassConstructor = FunctionFlags(rawValue: 128)
        public static let isDerivedConstructor = FunctionFlags(rawValue: 256)
        public static let isFieldInitializer = FunctionFlags(rawValue: 512)
        public static let isStaticBlock = FunctionFlags(rawValue: 1024)
        /// The function itself, or an arrow function in it, uses `arguments`.
        public static let usesArguments = FunctionFlags(rawValue: 2048)
        /// The function itself, or an arrow function in it, uses `this`, `super` or `new.target`.
        public static let usesThis = FunctionFlags(rawValue: 4096)
        /// Its code is not strict.
        public static let isSloppy = FunctionFlags(rawValue: 8192)
    }

    public struct Class: Hashable, Sendable {
        public var name: NameID?
        /// Where the name stands; empty without one.
        public internal(set) var nameRange = SourceRange(start: 0, end: 0)
        /// The expression after `extends`, or none.
        public var superclass: NodeID
        /// The explicit constructor's ``Node/function(_:)``, or none.
        public var constructor: NodeID
        /// ``Node/classMethod(key:value:kind:flags:)``, ``Node/classField(key:value:flags:)`` and
        /// ``Node/classStaticBlock(_:)`` nodes in source order, the constructor left out.
        public var members: NodeList
        public var range: SourceRange
    }

    /// `import … from "specifier"`.
    public struct ImportDeclaration: Hashable, Sendable {
        public enum Specifier: Hashable, Sendable {
            /// `imported as local`; for a default import, `imported` is `default`.
            case named(imported: NameID, local: NameID, at: SourceRange)
            /// `* as local`.
            case namespace(local: NameID, at: SourceRange)
        }
        public var specifiers: [Specifier]
        public var request: ModuleRequestID
        /// The text of the module's specifier, a string in its quotes.
        public var specifierRange: SourceRange
        /// Whether the declaration has a clause, even `{}`; false for `import "x"`.
        public var hasClause: Bool
        /// The word after `import` that names a phase other than evaluation; empty without one.
        public internal(set) var phaseRange = SourceRange(start: 0, end: 0)
    }

    /// `export {…}`, `export {…} from`, `export * from`, `export * as name from`.
    public struct ExportDeclaration: Hashable, Sendable {
        public enum Specifier: Hashable, Sendable {
            /// `local as exported`; `local` is the imported name when there is a `from`.
            case named(local: NameID, exported: NameID, at: SourceRange)
            /// `*`, or `* as exported`.
            case all(exported: NameID?, at: SourceRange)
        }
        public var specifiers: [Specifier]
        /// `nil` without `from`.
        public var request: ModuleRequestID?
        /// The text of the module's specifier, a string in its quotes; `nil` without `from`.
        public var specifierRange: SourceRange?
    }

    public var source: SourceFile
    public internal(set) var goal = SourceGoal.module
    /// Whether what a script declares at its top belongs to the global environment.
    var declaresGlobals = false
    /// What is around the text of a direct `eval`; `nil` for any other text.
    var surroundings: EvalSurroundings?
    /// Whether `eval` is called by its name, and whether there is a `with` statement.
    public internal(set) var callsEval = false
    public internal(set) var hasWith = false
    /// In the order in which the text ends them: children before their parents.
    public internal(set) var nodes: [Node] = []
    /// The text of each node, beside ``nodes``.
    public internal(set) var ranges: [SourceRange] = []
    public internal(set) var lists: [NodeID] = []
    public internal(set) var numbers: [Double] = []
    /// Inner functions before those around them; the same for ``classes``.
    public internal(set) var functions: [Function] = []
    public internal(set) var classes: [Class] = []
    public internal(set) var imports: [ImportDeclaration] = []
    public internal(set) var exports: [ExportDeclaration] = []
    /// The statements and module items of the module.
    public internal(set) var body: NodeList = .empty
    /// [[RequestedModules]]: in the order of first appearance, one for each specifier, attributes and phase.
    public internal(set) var requests: [ModuleRequest] = []
    /// [[HasTLA]]: whether the module's own code contains `await` or `for await`, reached or not.
    public internal(set) var hasTLA = false
    /// Where the first top-level `await` stands.
    public internal(set) var firstAwait: SourceRange?
    /// The word that begins the first `using` declaration.
    public internal(set) var firstUsing: SourceRange?
    /// Whether `this`, at the top level or in an arrow function there, or `import.meta` is used.
    public internal(set) var usesImportMeta = false
    /// Where `import.sync` stands first; `nil` for nowhere.
    public internal(set) var importSyncRange: SourceRange?

    /// Names in parentheses on the left of an `=` or its like that gives them an anonymous function or class, ascending: such a
    /// name is no IdentifierRef, so that the function does not take it.
    public internal(set) var parenthesizedTargets: [NodeID] = []

    public init(source: SourceFile) { self.source = source }

    /// Forgets everything and keeps the room it took, for the next module.
    mutating func reset(source: SourceFile, goal: SourceGoal) {
        self.source = source
        self.goal = goal
        declaresGlobals = false
        surroundings = nil
        callsEval = false
        hasWith = false
        parenthesizedTargets.clear()
        nodes.clear()
        ranges.clear()
        lists.clear()
        numbers.clear()
        functions.clear()
        classes.clear()
        imports.clear()
        exports.clear()
        requests.clear()
        body = .empty
        hasTLA = false
        firstAwait = nil
        firstUsing = nil
        usesImportMeta = false
        importSyncRange = nil
    }

    @inlinable public subscript(id: NodeID) -> Node { nodes[Int(id.index)] }
    @inlinable public subscript(id: FunctionID) -> Function { functions[Int(id.index)] }
    @inlinable public subscript(list: NodeList) -> ArraySlice<NodeID> {
        lists[Int(list.start)..<Int(list.start + list.count)]
    }
    /// IsAnonymousFunctionDefinition. https://tc39.es/ecma262/#sec-isanonymousfunctiondefinition
    func isAnonymousFunction(_ id: NodeID) -> Bool {
        switch self[id] {
        case .function(let function): self[function].name == nil
        case .classExpression(let index): classes[Int(index)].name == nil
        default: false
        }
    }
    func isParenthesizedTarget(_ id: NodeID) -> Bool {
        parenthesizedTargets.isEmpty ? false : Parser.contains(parenthesizedTargets, id)
    }
    /// What a module item declares: of one that exports a declaration, or has a default export, what stands behind the `export`.
    public func declaration(of item: NodeID) -> NodeID {
        switch self[item] {
        case .exportDeclaration(let inner), .exportDefault(let inner): inner
        default: item
        }
    }
    @inlinable public func range(of id: NodeID) -> SourceRange { ranges[Int(id.index)] }
}

/// A ModuleRequest Record's index into ``SyntaxTree/requests``.
public struct ModuleRequestID: Hashable, Comparable, Sendable {
    public var index: UInt32
    @inlinable public init(_ index: UInt32) { self.index = index }
    @inlinable public static func < (a: ModuleRequestID, b: ModuleRequestID) -> Bool { a.index < b.index }
}

/// A ModuleRequest Record. https://tc39.es/ecma262/#modulerequest-record
public struct ModuleRequest: Hashable, Sendable {
    public struct Attribute: Hashable, Sendable {
        public var key: NameID
        public var value: NameID
    }
    public var specifier: NameID
    /// Sorted by key, as the specification compares them.
    public var attributes: [Attribute]
    public var phase: ImportPhase
    /// Where the specifier first stands.
    public var range: SourceRange
}
