import Diagnostics

/// A binding of a module: an index into ``Bindings/all``.
public struct BindingID: Hashable, Comparable, Sendable {
    public var index: Int32
    init(_ index: Int32) { self.index = index }
    public static func < (a: BindingID, b: BindingID) -> Bool { a.index < b.index }
}

/// What a declaration makes and identifiers mean.
public struct Binding: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case `var`, `let`, const, `class`, function, parameter, catchParameter
        /// A name that an `import` brings; its value is another module's.
        case `import`
        /// `* as name`.
        case namespace
        /// The name of a function expression inside itself.
        case functionName
        /// The name of a class inside itself.
        case className
        /// `#name` of a class; the binding's name has the `#`.
        case privateName
        /// The value of an `export default` that declares no name. No identifier means it.
        case defaultExport
    }

    /// The name in the source, escapes worked out.
    public var name: String
    public var kind: Kind
    public var scope: ScopeID
    /// Where the name stands in the first declaration; for a ``Kind/defaultExport``, its declaration or expression.
    public var range: SourceRange
    /// Whether code of a function inside the one that declares it uses it.
    public var isCaptured: Bool
    /// Whether anything but its declarations assigns to it.
    public var isAssigned: Bool
    /// Whether the module exports it, under whatever name.
    public var isExported: Bool
    /// The first of the bindings that must have one name with this one, mostly itself. One word of the text declares both a class and its
    /// ``Kind/className``; a `var` of a function's body begins with the value of the parameter of its name; and `var e` in a
    /// `catch (e)` names the variable and the parameter.
    public var namesake: BindingID

    public var isImported: Bool { kind == .import || kind == .namespace }

    /// Whether identifiers name it, so that it can be renamed.
    public var hasName: Bool { kind != .defaultExport }
}

/// A place where an identifier or a private name stands in the tree.
public struct Reference: Hashable, Sendable {
    public enum Meaning: Hashable, Sendable {
        case binding(BindingID)
        /// Nothing that the module declares: an index into ``Bindings/freeNames``.
        case free(Int)
    }

    public enum Usage: UInt8, Hashable, Sendable {
        case read, write
        /// `x += 1`, `x++` and their like.
        case readAndWrite
        /// It stands where the binding is declared.
        case declaration
    }

    /// A ``Node/identifier(_:)``, or the node with the private name.
    public var node: NodeID
    public var scope: ScopeID
    public var meaning: Meaning
    public var usage: Usage
}

/// A stretch of the text with declarations of its own. https://tc39.es/ecma262/#sec-environment-records
public struct BindingScope: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case module
        /// The parameters of a function, and its body too where the parameters have no expressions.
        case function
        /// The body of a function whose parameters have expressions, which must not see the body's variables.
        case functionBody
        case block
        /// The head and the body of a `for`, made anew for each round.
        case loop
        case `switch`, `class`
        /// The block of a `catch`, with its parameter if that is a name.
        case `catch`
        /// The parameter of a `catch` that is a pattern; the block is a scope in it.
        case catchPattern
    }

    public var kind: Kind
    /// `nil` for the module.
    public var parent: ScopeID?
}
