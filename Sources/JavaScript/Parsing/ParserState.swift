import Diagnostics

/// What the function around the parser's place allows, and what it was seen to use.
struct FunctionContext {
    struct Permissions: OptionSet {
        let rawValue: UInt16
        static let await = Permissions(rawValue: 1)
        static let yield = Permissions(rawValue: 2)
        static let `return` = Permissions(rawValue: 4)
        static let superProperty = Permissions(rawValue: 8)
        static let superCall = Permissions(rawValue: 16)
        static let newTarget = Permissions(rawValue: 32)
        static let arguments = Permissions(rawValue: 64)
        /// What an arrow function has from the function around it.
        static let inherited: Permissions = [.superProperty, .superCall, .newTarget, .arguments]
    }

    enum Place: UInt8 { case module, function, parameters, staticBlock, fieldInitializer }

    var permissions: Permissions
    var place: Place
    var isAsync = false
    var isGenerator = false
    /// Where the latest `await` or `yield` expression, `this` (or its like) and `arguments` start in the function itself
    /// or an arrow function in it; -1 if nowhere yet. As offsets grow, these tell whether an arrow function's
    /// parameters, known as such only at the `=>`, had one.
    var latestSuspension: Int64 = -1
    var latestThis: Int64 = -1
    var latestArguments: Int64 = -1
    /// The same of `await` as the name that it is in a script, which an async arrow function's parameters must not have.
    var latestAwaitName: Int64 = -1
    /// Whether it is an arrow function, whose ``place`` may be a static block's or a field's for what the two have in common.
    var isArrow = false
    /// Where the function's labels start in ``Parser/labels``.
    var labelBase = 0
    var loopDepth = 0
    var switchDepth = 0

    static let module = FunctionContext(permissions: [.await, .arguments], place: .module)
    static let commonJS = FunctionContext(permissions: [.arguments, .newTarget, .return], place: .function)
    static let eval = FunctionContext(permissions: .arguments, place: .function)
    static let script = FunctionContext(permissions: .arguments, place: .module)
}

/// Errors of an expression that is none if it becomes a pattern: where they stand.
struct CoverErrors {
    static let nowhere = SourceRange(start: .max, end: .max)
    /// `{a = 1}`: the `=`.
    var initializer = nowhere
    /// The second `__proto__: value`.
    var duplicateProto = nowhere

    @inline(__always) var isEmpty: Bool { initializer.start == .max && duplicateProto.start == .max }

    /// Keeps the errors of an expression before those of one after it.
    @inline(__always) mutating func merge(earlier: CoverErrors) {
        if earlier.initializer.start != .max { initializer = earlier.initializer }
        if earlier.duplicateProto.start != .max { duplicateProto = earlier.duplicateProto }
    }
}

/// A binary operator that waits for its right operand.
struct PendingOperator {
    var kind: TokenKind
    var precedence: UInt8
    /// None for `#name in …`.
    var left: NodeID
    /// Where the left operand starts, its parentheses included.
    var start: UInt32
    /// The name of `#name in …`.
    var privateName: NameID
}

struct Label {
    var name: NameID
    /// Where the labelled statement starts; a loop makes loop labels of all that stand directly before it.
    var statementStart: UInt32
    var isLoop: Bool
}

/// The private names of a class body that is being parsed.
struct PrivateScope {
    struct Declaration {
        var name: NameID
        /// Whether only a getter, or only a setter, is there yet; the other half may still come.
        var missingHalf: PropertyKind?
        var isStatic: Bool
    }
    struct Use {
        var name: NameID
        var range: SourceRange
    }
    var declarations: [NameID: Declaration] = [:]
    /// In source order; looked up at the end of the class, as a name may be used before it is declared.
    var uses: [Use] = []
}

struct ModuleRequestKey: Hashable {
    var specifier: NameID
    var attributes: [ModuleRequest.Attribute]
    var phase: ImportPhase
}

/// A set of names that costs nothing while it is small.
struct NameSet {
    private var few: [NameID] = []
    private var many: Set<NameID> = []

    mutating func clear() {
        few.clear()
        if !many.isEmpty { many = [] }
    }

    /// Whether the name was new.
    mutating func insert(_ name: NameID) -> Bool {
        if many.isEmpty {
            if few.contains(name) { return false }
            few.append(name)
            if few.count > 16 { many = Set(few) }
            return true
        }
        return many.insert(name).inserted
    }
}
