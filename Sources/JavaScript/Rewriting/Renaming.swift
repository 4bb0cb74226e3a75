import Text

/// What the bindings of a module are called in a text that is printed from it.
public struct Renaming: Sendable {
    /// What stands for a binding.
    public enum Name: Hashable, Sendable {
        case identifier(String)
        /// `of.key`, or `of["key"]`: for imports only. It is called without a `this`, as a name is: `(0, of.key)()`.
        case member(of: String, key: String)
    }

    private let module: AnalysedModule
    /// By binding, for the first of its namesakes; empty while nothing has a new name.
    private var names: [Name?] = []
    /// What must keep its meaning wherever the text is made by hand.
    var reserved: Set<ExactText> = []

    init(_ module: AnalysedModule) { self.module = module }

    var bindings: Bindings {
        @inline(__always) _read { yield module.bindings }
    }

    public var isEmpty: Bool { names.isEmpty }

    /// The new name; `nil` while it keeps its own.
    ///
    /// All bindings that must have one name (``Binding/namesake``) get it. A ``Name/member(of:key:)`` is for a ``Binding/Kind/import`` or a
    /// ``Binding/Kind/namespace`` alone: others have to be declared by a name. That of a private name has its `#`.
    public subscript(id: BindingID) -> Name? {
        get { names.isEmpty ? nil : names[Int(bindings[id].namesake.index)] }
        set {
            let namesake = bindings[id].namesake
            if case .member = newValue {
                precondition(bindings[id].isImported, "only what is imported may become a member")
            }
            if names.isEmpty { names = Array(repeating: nil, count: bindings.all.count) }
            names[Int(namesake.index)] = newValue
        }
    }

    /// The identifier that a binding's text begins with: its name, or the object that it is a member of.
    public func root(of id: BindingID) -> String {
        switch self[id] {
        case .identifier(let name): name
        case .member(let object, _): object
        case nil: bindings[id].name
        }
    }

    /// What stands for the binding that a node means; `nil` where it keeps its name, and for what means none.
    func newName(of node: NodeID) -> Name? {
        if names.isEmpty { return nil }
        let index = module.bindings.meaning[Int(node.index)]
        return index < 0 || !changes(BindingID(index)) ? nil : self[BindingID(index)]
    }

    /// Whether the text names a binding by something else than the source does.
    func changes(_ id: BindingID) -> Bool {
        switch self[id] {
        case .identifier(let name): ExactText(name) != ExactText(bindings[id].name)
        case .member: true
        case nil: false
        }
    }

    /// Keeps names from being hidden by what functions and blocks of the module declare: those that text made by hand uses in them.
    public mutating func reserve(_ names: some Sequence<String>) {
        for name in names { reserved.insert(ExactText(name)) }
    }
}
