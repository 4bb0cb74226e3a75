import JavaScript
import Programs

/// A value of the program that modules name: what a module declares at its top level, or the namespace object of a module.
enum ModuleSymbol: Hashable, Sendable {
    case binding(ModuleNumber, BindingID)
    case namespace(ModuleNumber)
    /// What a CommonJS module exports, as an object that a module makes of it where it imports it.
    case imported(ModuleNumber, by: ModuleNumber)
    /// A member of such an object.
    case member(NameID, of: ModuleNumber, by: ModuleNumber)
    /// A member of a module's namespace object that `export *` of CommonJS adds.
    case added(NameID, to: ModuleNumber)

    /// The module that makes it.
    var module: ModuleNumber {
        switch self {
        case .binding(let module, _), .namespace(let module): module
        case .imported(_, let importer), .member(_, _, let importer): importer
        case .added(_, let module): module
        }
    }

    /// What stands in a scope for it: itself, or the object that it is a member of.
    var owner: ModuleSymbol {
        switch self {
        case .binding, .namespace, .imported: self
        case .member(_, let target, let importer): .imported(target, by: importer)
        case .added(_, let module): .namespace(module)
        }
    }
}

/// What a module names of others.
struct ModuleUses: Sendable {
    /// The imports that identifiers use, and what they mean; `nil` for what is `undefined`.
    var imports: [(binding: BindingID, symbol: ModuleSymbol?)] = []
    /// The members of namespaces that need no object, `ns.name`, and what they mean; `nil` for what is `undefined`.
    var members: [(node: NodeID, symbol: ModuleSymbol?)] = []
    /// All that it names of others, and its own namespace where it names that; each once.
    var symbols: [ModuleSymbol] = []
}
