import JavaScript
import Scenario

/// An object: index into ``Heap/objects``.
struct ObjectID: Hashable {
    var index: Int32
    static let none = ObjectID(index: -1)
    var isNone: Bool { index < 0 }
}

/// A Symbol: index into ``Heap/symbols``.
struct SymbolID: Hashable {
    var index: Int32
}

/// An ECMAScript language value, and what the machine itself keeps in a slot. Trivial: copying it counts nothing.
enum Value: Equatable {
    case undefined
    case null
    case boolean(Bool)
    case number(Double)
    case string(StringID)
    case symbol(SymbolID)
    case bigInt(BigIntID)
    case object(ObjectID)
    /// The value of a binding in its temporal dead zone, and of an array's hole.
    case uninitialized
    /// A getter and setter: index into ``Heap/accessors``. Only in a property's slot.
    case accessor(Int32)
    /// A context, an index, or the like, in a slot that only the machine reads.
    case `internal`(Int32)

    var isUndefined: Bool { if case .undefined = self { true } else { false } }
    var isNullish: Bool {
        switch self {
        case .undefined, .null: true
        default: false
        }
    }
    var isObject: Bool { if case .object = self { true } else { false } }
    var object: ObjectID? { if case .object(let id) = self { id } else { nil } }
    var isBigInt: Bool { if case .bigInt = self { true } else { false } }
    var isUninitialized: Bool { if case .uninitialized = self { true } else { false } }

    /// Whether it is a language value: neither a hole nor the machine's own.
    var isPlain: Bool {
        switch self {
        case .uninitialized, .accessor, .internal: false
        default: true
        }
    }

    init(_ integer: Int) { self = .number(Double(integer)) }
}

/// A property key. https://tc39.es/ecma262/#sec-object-type
enum PropertyKey: Hashable {
    case name(NameID)
    /// An array index in canonical form.
    case index(UInt32)
    case symbol(SymbolID)

    static func known(_ name: WellKnownName) -> PropertyKey { .name(name.id) }

    /// What tells it from every other key.
    @inline(__always) var word: UInt64 {
        switch self {
        case .name(let name): UInt64(name.index)
        case .index(let index): 1 << 32 | UInt64(index)
        case .symbol(let symbol): 2 << 32 | UInt64(UInt32(bitPattern: symbol.index))
        }
    }
}

/// How an operation ends when it does not end normally.
enum Abrupt: Error {
    /// A throw completion.
    case thrown(Value)
    /// The run cannot go on: no code catches this.
    case blocked(Blocked)
}

/// Why a run was stopped.
enum Blocked: Error, Equatable {
    case limit(Limit)
    case atomicsWait
    /// Something of the language or the host was reached that the simulator leaves out: ``Stop/outsideName`` says what.
    case outsideSubset
    /// `process.exit()`.
    case exit
    /// The host has ended the program amid its code: ``Progress/ending`` says why.
    case ended
}

/// Property attributes. https://tc39.es/ecma262/#sec-property-attributes
struct Attributes: OptionSet, Hashable {
    let rawValue: UInt8
    static let writable = Attributes(rawValue: 1)
    static let enumerable = Attributes(rawValue: 2)
    static let configurable = Attributes(rawValue: 4)
    static let all: Attributes = [.writable, .enumerable, .configurable]
    /// What built-in methods have.
    static let hidden: Attributes = [.writable, .configurable]
}
