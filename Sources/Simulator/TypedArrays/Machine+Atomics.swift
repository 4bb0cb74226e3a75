import Hosts
import JavaScript

/// The Atomics Object. There is one agent, so nobody ever writes what another waits for. https://tc39.es/ecma262/#sec-atomics-object
extension Machine {
    mutating func installAtomics() {
        let atomics = makeLibraryObject()
        defineTag(atomics, "Atomics")
        put(realm.global, key("Atomics"), .object(atomics), .hidden)
        let operations: [(String, @Sendable (UInt64, UInt64) -> UInt64)] = [
            ("add", { $0 &+ $1 }), ("sub", { $0 &- $1 }), ("and", { $0 & $1 }), ("or", { $0 | $1 }), ("xor", { $0 ^ $1 }),
            ("exchange", { $1 }),
        ]
        for (name, operation) in operations {
            define(atomics, name, 3) { machine, arguments throws(Abrupt) in
                let (object, index) = try machine.atomicElement(arguments)
                let kind = machine.view(object).kind
                let operand = try machine.atomicOperand(kind, machine.argument(arguments, 2)).bits
                let view = try machine.atomicView(object)
                let old = machine.heap.buffers.bits(view.buffer, at: view.offset + index * kind.size, size: kind.size)
                machine.storeTyped(view, index, operation(old, operand))
                return machine.elementValue(kind, old)
            }
        }
        define(atomics, "load", 2) { machine, arguments throws(Abrupt) in
            let (object, index) = try machine.atomicElement(arguments)
            _ = try machine.atomicView(object)
            return machine.typedElement(object, index) ?? .undefined
        }
        define(atomics, "store", 3) { machine, arguments throws(Abrupt) in
            let (object, index) = try machine.atomicElement(arguments)
            let (bits, value) = try machine.atomicOperand(machine.view(object).kind, machine.argument(arguments, 2))
            machine.storeTyped(try machine.atomicView(object), index, bits)
            return value
        }
        define(atomics, "compareExchange", 4) { machine, arguments throws(Abrupt) in
            let (object, index) = try machine.atomicElement(arguments)
            let kind = machine.view(object).kind
            let expected = try machine.atomicOperand(kind, machine.argument(arguments, 2)).bits
            let replacement = try machine.atomicOperand(kind, machine.argument(arguments, 3)).bits
            let view = try machine.atomicView(object)
            let old = machine.heap.buffers.bits(view.buffer, at: view.offset + index * kind.size, size: kind.size)
            let mask: UInt64 = kind.size == 8 ? .max : 1 << UInt64(kind.size * 8) - 1
            if old == expected & mask { machine.storeTyped(view, index, replacement) }
            return machine.elementValue(kind, old)
        }
        define(atomics, "pause", 0) { machine, arguments throws(Abrupt) in
            switch machine.argument(arguments, 0) {
            case .undefined: break
            case .number(let number) where number.isFinite && number.rounded(.towardZero) == number: break
            default: throw machine.typeError("Atomics.pause argument must be undefined or an integer")
            }
            return .undefined
        }
        define(atomics, "isLockFree", 1) { machine, arguments throws(Abrupt) in
            .boolean([1, 2, 4, 8].contains(try machine.toInteger(machine.argument(arguments, 0))))
        }
        installAtomicsWaiting(atomics)
    }

    /// ValidateAtomicAccessOnIntegerTypedArray. https://tc39.es/ecma262/#sec-validateatomicaccessonintegertypedarray
    mutating func atomicElement(
        _ arguments: Arguments, isWaitable: Bool = false, mustBeShared: Bool = false
    ) throws(Abrupt) -> (ObjectID, Int) {
        let value = argument(arguments, 0)
        guard case .object(let object) = value, heap[object].kind == .typedArray,
            isWaitable ? [.int32, .bigInt64].contains(view(object).kind) : view(object).kind.isAtomic
        else {
            let shown = text(ofArgument: value)
            throw typeError(isWaitable ? "\(shown) is not an int32 or BigInt64 typed array." : "\(shown) is not an integer typed array.")
        }
        let view = try atomicView(object)
        if mustBeShared, !heap.buffers[view.buffer].isShared {
            throw typeError("\(describe(.object(object))) is not a shared typed array.")
        }
        // The length counts that there was before the index was converted.
        let length = heap.buffers.length(of: view) ?? 0
        let index = try toIndex(argument(arguments, 1), "Invalid atomic access index")
        guard index < length else { throw rangeError("Invalid atomic access index") }
        return (object, index)
    }

    private mutating func text(ofArgument value: Value) -> String {
        if case .object(let object) = value, heap[object].kind == .array { return "[object Array]" }
        return describe(value)
    }

    /// RevalidateAtomicAccess.
    private mutating func atomicView(_ object: ObjectID) throws(Abrupt) -> ViewRecord {
        let view = view(object)
        guard heap.buffers.length(of: view) != nil else { throw typeError("Cannot perform Atomics operation on a detached ArrayBuffer") }
        return view
    }

    private mutating func atomicOperand(_ kind: ElementKind, _ value: Value) throws(Abrupt) -> (bits: UInt64, value: Value) {
        if kind.isBigInt {
            let integer = try makeBigInt(toBigInt(value))
            return (try elementBits(kind, integer), integer)
        }
        let number = try toInteger(value)
        return (kind.bits(of: number), .number(number + 0))
    }
}
