import JavaScript
import Programs

/// A function of a module's text.
struct FunctionPlace: Hashable, Sendable {
    var module: ModuleNumber
    var function: FunctionID
}

/// A binding of a module.
struct BindingPlace: Hashable, Sendable {
    var module: ModuleNumber
    var binding: BindingID
}

/// A node of a module's tree.
struct NodePlace: Hashable, Sendable {
    var module: ModuleNumber
    var node: NodeID
}
