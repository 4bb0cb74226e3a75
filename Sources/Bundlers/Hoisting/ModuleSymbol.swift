import JavaScript
import Programs

/// A value of the program that modules name: what a module declares at its top level, or the namespace object of a module.
enum ModuleSymbol: Hashable, Sendable {
    case binding(ModuleNumber, BindingID)
    case namespace(ModuleNumber)

    /// The module that makes it.
    var module: ModuleNumber {
        switch self {
        case .binding(let module, _), .namespace(let module): module
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
