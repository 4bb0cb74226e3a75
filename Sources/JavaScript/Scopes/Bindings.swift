import Diagnostics

/// Which identifier of a module means which binding.
///
/// It is made from the analysis by which the compiler works: there is one set of scoping rules.
public struct Bindings: Sendable {
    /// In the order in which the analysis meets their declarations.
    public internal(set) var all: [Binding] = []
    /// Every scope; one stands behind the scope around it.
    public internal(set) var scopes: [BindingScope] = []
    /// Every identifier that is a node and means a binding or nothing in the module, and every private name. Those that are no nodes
    /// are names after `function` and `class`, and those in import and export lists.
    public internal(set) var references: [Reference] = []
    /// The names that identifiers use and the module does not declare, such as those of globals, by first use.
    public internal(set) var freeNames: [String] = []
    public internal(set) var imports: [ImportEntry] = []
    public internal(set) var exports: [ExportEntry] = []

    /// By node: the binding's index, or -1.
    var meaning: [Int32] = []
    /// By function: the binding that its name declares, or -1; the same by class.
    var ofFunction: [Int32] = []
    var ofClass: [Int32] = []
    var byScope = Groups<BindingID>(count: 0, [])
    /// By binding: indices into ``references``.
    var byBinding = Groups<Int32>(count: 0, [])
    /// By scope: what identifiers in it and in the scopes inside it mean of the world outside it.
    var outside = Groups<Reference.Meaning>(count: 0, [])
    var moduleNames: [NameID: BindingID] = [:]
    /// By node, by function and by class: the scopes that they open.
    var scopeOfNode: [ScopeID] = []
    var scopesOfFunction: [(whole: ScopeID, body: ScopeID?)] = []
    var scopeOfClass: [ScopeID] = []

    /// Every binding, in the order of ``all``.
    public var ids: some RandomAccessCollection<BindingID> { all.indices.lazy.map { BindingID(Int32($0)) } }

    public subscript(id: BindingID) -> Binding { all[Int(id.index)] }
    public subscript(id: ScopeID) -> BindingScope { scopes[Int(id.index)] }

    /// The binding that a node means: an identifier, a ``Node/privateName(_:)``, or one of the nodes that have a private name. `nil` for
    /// a name that the module does not declare, for `arguments`, and for every other node.
    public func binding(of node: NodeID) -> BindingID? { id(meaning[Int(node.index)]) }

    /// The binding that a function's name declares: of a declaration in the scope around it, of an expression inside itself. For
    /// `export default function () {}` the ``Binding/Kind/defaultExport``.
    public func binding(of function: FunctionID) -> BindingID? { id(ofFunction[Int(function.index)]) }

    /// The same for a class, by its index into ``SyntaxTree/classes``.
    public func binding(ofClass index: UInt32) -> BindingID? { id(ofClass[Int(index)]) }

    /// The binding of a name at the top level of the module, imports among them; `*default*` is the ``Binding/Kind/defaultExport``.
    public func moduleBinding(named name: NameID) -> BindingID? { moduleNames[name] }

    /// The bindings that a scope declares, by declaration.
    public func bindings(in scope: ScopeID) -> ArraySlice<BindingID> { byScope[Int(scope.index)] }

    /// The references that mean a binding, by place in the analysis: an expression's operands before what uses it.
    public func references(to binding: BindingID) -> some Sequence<Reference> {
        byBinding[Int(binding.index)].lazy.map { references[Int($0)] }
    }

    /// What a scope, with the scopes inside it, uses of the world outside it: bindings further out, and free names.
    public func outsideMeanings(of scope: ScopeID) -> ArraySlice<Reference.Meaning> { outside[Int(scope.index)] }

    /// The scope that a node stands in. A node that opens a scope, such as a block, stands in the one around it.
    public func scope(of node: NodeID, in tree: SyntaxTree, _ parents: ParentTable) -> ScopeID {
        var child = node
        while let parent = parents[child] {
            if let scope = scope(openedBy: parent, around: child, in: tree) { return scope }
            child = parent
        }
        return .module
    }

    private func scope(openedBy parent: NodeID, around child: NodeID, in tree: SyntaxTree) -> ScopeID? {
        switch tree[parent] {
        case .function(let function), .functionDeclaration(let function):
            let scopes = scopesOfFunction[Int(function.index)]
            return tree[tree[function].body].contains(child) ? scopes.body ?? scopes.whole : scopes.whole
        case .classExpression(let index), .classDeclaration(let index): return scopeOfClass[Int(index)]
        case .switch(let subject, _) where subject == child: return nil
        case .try(_, let parameter, let handler, _) where child == parameter && !handler.isNone:
            // A name stands in the handler's scope, a pattern in its own.
            let own = scopeOfNode[Int(parameter.index)]
            return own == .none ? scopeOfNode[Int(handler.index)] : own
        default:
            let scope = scopeOfNode[Int(parent.index)]
            return scope == .none ? nil : scope
        }
    }

    private func id(_ index: Int32) -> BindingID? { index < 0 ? nil : BindingID(index) }
}

/// A name that the module imports. https://tc39.es/ecma262/#importentry-record
public struct ImportEntry: Hashable, Sendable {
    public var binding: BindingID
    public var request: ModuleRequestID
    /// The name that the other module exports; `nil` for its namespace.
    public var imported: NameID?
    public var range: SourceRange
}

/// A name that the module exports. https://tc39.es/ecma262/#exportentry-record
public struct ExportEntry: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// A binding of the module.
        case local(BindingID)
        /// An export of another module: `export { imported as name } from`, or an imported name that is exported again.
        case indirect(ModuleRequestID, imported: NameID)
        /// `export * as name from`, or an imported namespace that is exported again.
        case namespace(ModuleRequestID)
        /// `export * from`: all names that the other module exports, but `default`.
        case all(ModuleRequestID)
    }

    /// `nil` for ``Kind/all(_:)``.
    public var exported: NameID?
    public var kind: Kind
    public var range: SourceRange
}
