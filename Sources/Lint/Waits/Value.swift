import JavaScript
import Programs

/// What an expression stands for, where the text tells.
enum Value: Hashable {
    case function(FunctionPlace)
    /// An object or array literal.
    case literal(NodePlace)
    /// An object literal of functions that give the properties of another object: `__export(x, { name: () => value })`.
    case getters(NodePlace)
    case `class`(ModuleNumber, UInt32)
    case instance(ModuleNumber, UInt32)
    case namespace(ModuleNumber)
    /// The exports of a module in a bundler's table: its number among the units.
    case exports(Int)
    case parameter(BindingPlace)
    /// A function that runs once: its number among the units.
    case unit(Int)
}

/// The values that an expression may have.
struct Values {
    var all: [Value] = []
    /// Whether it is the one that is listed, in every run.
    var isExact = false

    static let unknown = Values()

    init() {}

    init(_ value: Value) {
        all = [value]
        isExact = true
    }

    /// How many are kept.
    static let most = 16

    mutating func add(_ other: Values) {
        for value in other.all where !all.contains(value) && all.count < Self.most { all.append(value) }
        isExact = false
    }
}
