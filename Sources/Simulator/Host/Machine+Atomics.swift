import Hosts
import JavaScript

/// As much of shared memory as it takes to wait for it. https://tc39.es/ecma262/#sec-atomics.wait
///
/// There is one agent, so nobody ever writes what another waits for.
extension Machine {
    mutating func installAtomics() {
        let bufferPrototype = makeLibraryObject()
        defineTag(bufferPrototype, "SharedArrayBuffer")
        defineConstructor("SharedArrayBuffer", 1, prototype: bufferPrototype) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard !arguments.newTarget.isUndefined else { throw machine.typeError("Constructor SharedArrayBuffer requires 'new'") }
            let length = try machine.memoryLength(machine.argument(arguments, 0))
            let buffer = machine.heap.makeObject(.ordinary, prototype: bufferPrototype)
            machine.put(buffer, machine.key("byteLength"), Value(length), [])
            return .object(buffer)
        }
        let arrayPrototype = makeLibraryObject()
        defineTag(arrayPrototype, "Int32Array")
        defineConstructor("Int32Array", 3, prototype: arrayPrototype) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard !arguments.newTarget.isUndefined else { throw machine.typeError("Constructor Int32Array requires 'new'") }
            return try machine.makeInt32Array(machine.argument(arguments, 0), prototype: arrayPrototype)
        }
        let atomics = makeLibraryObject()
        defineTag(atomics, "Atomics")
        define(atomics, "wait", 4) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.atomicsWait(arguments)
        }
        put(realm.global, key("Atomics"), .object(atomics), .hidden)
    }

    private mutating func memoryLength(_ value: Value) throws(Abrupt) -> Int {
        let length = try toInteger(value)
        guard length >= 0, length <= 65_536 else { throw rangeError("Array buffer allocation failed") }
        return Int(length)
    }

    private mutating func makeInt32Array(_ source: Value, prototype: ObjectID) throws(Abrupt) -> Value {
        var length = 0
        if case .object(let buffer) = source {
            length = try memoryLength(get(buffer, key("byteLength"))) / 4
        } else {
            length = try memoryLength(source)
        }
        let array = heap.makeObject(.ordinary, prototype: prototype)
        for index in 0..<length { put(array, .index(UInt32(index)), .number(0), [.writable, .enumerable]) }
        put(array, .known(.length), Value(length), [])
        return .object(array)
    }

    private mutating func atomicsWait(_ arguments: Arguments) throws(Abrupt) -> Value {
        guard case .object(let array) = argument(arguments, 0) else { throw typeError("[object Object] is not an integer typed array.") }
        let index = try toInteger(argument(arguments, 1))
        let expected = Self.toInt32(try toNumber(argument(arguments, 2)))
        let timeout = argument(arguments, 3)
        if !host.globals.canBlock { throw typeError("Atomics.wait cannot be called in this context") }
        guard index >= 0, index < 65_536, case .number(let current) = try get(array, .index(UInt32(index))) else {
            throw rangeError("Invalid atomic access index")
        }
        if Self.toInt32(current) != expected { return string("not-equal") }
        // Without a timeout, or with an endless one, the agent waits for ever.
        let milliseconds = timeout.isUndefined ? Double.infinity : try toNumber(timeout)
        if milliseconds.isNaN || milliseconds == .infinity { throw .blocked(.atomicsWait) }
        let duration = try nanoseconds(timeout)
        loop.queues.advance(by: duration)
        if recorder.isRecording { record(.busy(nanoseconds: duration), module: running.module) }
        return string("timed-out")
    }
}
