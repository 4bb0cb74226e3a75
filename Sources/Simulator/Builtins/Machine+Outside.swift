import JavaScript

/// What the language has and the simulator has not: touching it says so, instead of pretending that it does not exist.
extension Machine {
    mutating func installOutside() {
        let names = [
            "RegExp", "Proxy", "BigInt", "eval", "ArrayBuffer", "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array",
            "Uint16Array", "Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
            "FinalizationRegistry", "Intl", "Temporal", "Iterator", "WebAssembly", "encodeURIComponent", "decodeURIComponent",
            "encodeURI", "decodeURI", "escape", "unescape", "URL", "URLSearchParams", "AbortController", "TextEncoder", "TextDecoder",
        ]
        for name in names where lookup(realm.global, key(name)) == nil { defineOutside(realm.global, name, as: name) }
    }

    /// A property that ends the run when it is read: no program goes on from what the simulator cannot do.
    mutating func defineOutside(_ object: ObjectID, _ property: String, as name: String) {
        defineGetter(object, key(property), property) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            machine.outsideName = name
            throw .blocked(.outsideSubset)
        }
    }
}
