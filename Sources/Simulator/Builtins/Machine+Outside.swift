import Hosts
import JavaScript

/// What the language and its hosts have and the simulator has not: touching it says so, instead of pretending that it does not exist.
extension Machine {
    /// Global names that ECMA-262 has.
    private static let outsideGlobals = [
        "Temporal",
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
    }

    /// Whether the instruction behind the running one is `typeof`.
    private var isAskedForType: Bool {
        mutating get {
            !running.frames.isEmpty && Int(running.pc) < code.instructions.count && code.instructions[Int(running.pc)].opcode == .typeOf
        }
    }

    /// Whether a property is one that the simulator has not: to `typeof` and `in` it does not exist.
    mutating func isOutside(_ value: Value) -> Bool {
        guard case .accessor(let index) = value else { return false }
        let getter = heap.accessors[Int(index)].getter
        return !getter.isNone && heap[getter].kind == .function && functionRecord(getter).native == realm.outsideNative
    }

    /// A property that ends the run when it is read: no program goes on from what the simulator cannot do. One that is written to
    /// becomes the program's own, as a polyfill's.
    mutating func defineOutside(_ object: ObjectID, _ property: String, as name: String) {
        if realm.outsideNative < 0 {
            realm.outsideNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                // Whoever asks for the type alone is told that there is none.
                if machine.isAskedForType { return .undefined }
                if case .string(let name) = machine.captured(arguments).a { machine.stop.outsideName = machine.strings.text(name) }
                throw .blocked(.outsideSubset)
            }
        }
        let getter = makeNative("get \(property)", 0, captures: Captures(a: string(name)), native: realm.outsideNative)
        let setter = makeNative("set \(property)", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let receiver) = arguments.thisValue else { return .undefined }
            _ = machine.defineOwn(receiver, machine.key(property), machine.argument(arguments, 0), .all)
            return .undefined
        }
        defineAccessor(object, key(property), getter: getter, setter: setter, .configurable)
    }
}
