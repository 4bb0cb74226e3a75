/// Names that the language itself uses, at the same ``NameID`` in every table: the raw value is the ID.
///
/// Sources: property and binding names of ECMA-262; the host's names come from the host.
public enum WellKnownName: Int, CaseIterable, Sendable {
    case empty

    // The reserved words of module code. The lexer's keyword tokens stand in the same order, so that a name's ID says
    // at once whether, and which, keyword it is.
    case `break`, `case`, `catch`, `class`, const, `continue`, debugger, `default`, delete, `do`, `else`, `enum`, export
    case extends, `false`, finally, `for`, function, `if`, `import`, `in`, instanceof, new, null, `return`, `super`
    case `switch`, this, `throw`, `true`, `try`, typeof, `var`, void, `while`, with
    case yield, `await`, `let`, `static`, implements, interface, `package`, `private`, protected, `public`

    case starDefault, star, then, constructor, prototype, length, name, message, cause
    case value, done, next, get, set, toString, valueOf, toJSON, join, callee, caller, arguments
    case undefined, infinity, nan, eval
    case status, reason, errors, resolve, reject, promise, fulfilled, rejected, proto, raw, async
    case meta, url, type, json, stack, target, of, from, `as`, `defer`, source
    case object, string, number, boolean, symbol, bigint, index, input, groups
    case exec, lastIndex, flags, indices, global, sticky, unicode, unicodeSets, hasIndices, ignoreCase, multiline, dotAll
    case exports, module, require, anonymousDefault, using, globalThis
    /// Bindings that the language has without a name in the source: no identifier can be spelled like them.
    case thisBinding, newTargetBinding, functionBinding, withBinding, evalBinding, mappedBinding

    /// The name's text; unlike the case name where that is no identifier.
    public var text: String {
        switch self {
        case .empty: ""
        case .starDefault: "*default*"
        case .star: "*"
        case .infinity: "Infinity"
        case .nan: "NaN"
        case .proto: "__proto__"
        case .anonymousDefault: "*anonymous*"
        case .thisBinding: "*this*"
        case .newTargetBinding: "*new.target*"
        case .functionBinding: "*function*"
        case .withBinding: "*with*"
        case .evalBinding: "*eval*"
        case .mappedBinding: "*mapped*"
        default: String(describing: self)
        }
    }

    @inlinable public var id: NameID { NameID(UInt32(rawValue)) }
}

extension NameID {
    /// The ID of a well-known name.
    @inlinable public static func known(_ name: WellKnownName) -> NameID { name.id }

    /// Whether it is a word that no sloppy script may use as a name.
    var isReservedWord: Bool { self > .known(.empty) && self < .known(.yield) }
}
