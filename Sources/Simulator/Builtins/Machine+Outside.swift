import JavaScript

/// What the language has and the simulator has not: touching it says so, instead of pretending that it does not exist.
extension Machine {
    mutating func installOutside() {
        let names = [
            "RegExp", "Proxy", "BigInt", "eval", "ArrayBuffer", "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array",
            "Uint16Array", "Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
            "FinalizationRegistry", "Intl", "Temporal", "Iterator", "WebAssembly", "encodeURIComponent", "decodeURIComponent",
            "encodeURI", "decodeURI", "escape", "unescape",
        ]
        for name in names where lookup(realm.global, key(name)) == nil {
            defineGetter(realm.global, key(name), name) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
                throw machine.typeError("\(name) is not in tla-sim's subset")
            }
        }
    }
}
