import Hosts
import JavaScript

/// What the language and its hosts have and the simulator has not: touching it says so, instead of pretending that it does not exist.
extension Machine {
    /// Global names that ECMA-262 has.
    private static let outsideGlobals = [
        "eval", "Intl", "Temporal", "WebAssembly",
        "URL", "URLSearchParams", "AbortController", "TextEncoder", "TextDecoder",
    ]

    /// Further global names that every host has, and ECMA-262 has not. What only browsers have, such as `document`, is left
    /// undefined: programs ask for it to find out where they run.
    private static let outsideHostNames = [
        "AbortSignal", "Event", "EventTarget", "MessageChannel", "BroadcastChannel", "Blob", "FormData", "Headers", "Request", "Response",
        "ReadableStream", "WritableStream", "TransformStream", "crypto", "atob", "btoa",
    ]

    mutating func installOutside() {
        let names = Self.outsideGlobals + (host.globals.hasWebNames ? Self.outsideHostNames : []) + host.globals.outside
        for name in names where lookup(realm.global, key(name)) == nil {
            defineOutside(realm.global, name, as: name)
        }
        defineOutside("Atomics", ["waitAsync"])
        defineOutside(realm.stringPrototype, "normalize", as: "String.prototype.normalize")
    }

    /// Properties of a global constructor or namespace.
    private mutating func defineOutside(_ global: String, _ names: [String]) {
        guard case .object(let object)? = getOwn(realm.global, key(global))?.value else { return }
        for name in names { defineOutside(object, name, as: "\(global).\(name)") }
    }

    /// A property that ends the run when it is read: no program goes on from what the simulator cannot do. One that is written to
    /// becomes the program's own, as a polyfill's.
    mutating func defineOutside(_ object: ObjectID, _ property: String, as name: String) {
        let getter = makeNative("get \(property)", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            machine.stop.outsideName = name
            throw .blocked(.outsideSubset)
        }
        let setter = makeNative("set \(property)", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let receiver) = arguments.thisValue else { return .undefined }
            _ = machine.defineOwn(receiver, machine.key(property), machine.argument(arguments, 0), .all)
            return .undefined
        }
        defineAccessor(object, key(property), getter: getter, setter: setter, .configurable)
    }
}
