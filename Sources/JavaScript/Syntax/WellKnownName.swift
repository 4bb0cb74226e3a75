/// Names that the language itself uses, at the same ``NameID`` in every table: the raw value is the ID.
///
/// Sources: property and binding names of ECMA-262; the host's names come from the host.
public enum WellKnownName: Int, CaseIterable, Sendable {
    case empty
    case `default`, starDefault, star, then, `catch`, finally, constructor, prototype, length, name, message, cause
    case value, done, next, `return`, `throw`, get, set, toString, valueOf, toJSON, join, callee, caller, arguments
    case undefined, null, `true`, `false`, infinity, nan, eval
    case status, reason, errors, resolve, reject, promise, fulfilled, rejected, proto, raw, async, await
    case meta, url, with, type, json, stack, target, of, from, `as`, `let`, `static`, yield, `defer`, source
    case object, string, number, boolean, function, symbol, bigint, index, input, groups
    case exports, module, require, anonymousDefault
    /// Bindings that the language has without a name in the source: no identifier can be spelled like them.
    case thisBinding, newTargetBinding, functionBinding

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
        default: String(describing: self)
        }
    }

    @inlinable public var id: NameID { NameID(UInt32(rawValue)) }
}

extension NameID {
    /// The ID of a well-known name.
    @inlinable public static func known(_ name: WellKnownName) -> NameID { name.id }
}
