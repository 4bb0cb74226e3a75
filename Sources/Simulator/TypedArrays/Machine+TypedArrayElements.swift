import BigInt
import JavaScript

/// The internal methods of typed arrays. https://tc39.es/ecma262/#sec-typedarray-exotic-objects
extension Machine {
    /// What a key means to a typed array.
    enum TypedKey {
        case element(Int)
        /// A canonical numeric string that is no index: there never is such an element.
        case nothing
        case ordinary
    }

    /// CanonicalNumericIndexString. https://tc39.es/ecma262/#sec-canonicalnumericindexstring
    mutating func typedKey(_ key: PropertyKey) -> TypedKey {
        switch key {
        case .index(let index): return .element(Int(index))
        case .symbol: return .ordinary
        case .name(let name):
            let units = strings.names.codeUnits(of: name)
            // A digit, a sign, `Infinity` or `NaN`.
            guard let first = units.first, units.count <= 32, (0x30...0x39).contains(first) || [0x2D, 0x49, 0x4E].contains(first) else {
                return .ordinary
            }
            let text = strings.names.string(name)
            if text == "-0" { return .nothing }
            let number = Self.parseNumber(text)
            guard formatNumber(number) == text else { return .ordinary }
            guard let index = Int(exactly: number), index >= 0, index < 9_007_199_254_740_991 else { return .nothing }
            return .element(index)
        }
    }

    func view(_ object: ObjectID) -> ViewRecord { heap.buffers.views[Int(heap[object].payload)] }

    /// How many elements a typed array has now.
    func typedLength(_ object: ObjectID) -> Int { heap.buffers.length(of: view(object)) ?? 0 }

    /// TypedArrayGetElement: `nil` where there is none. https://tc39.es/ecma262/#sec-typedarraygetelement
    mutating func typedElement(_ object: ObjectID, _ index: Int) -> Value? {
        let view = view(object)
        guard let length = heap.buffers.length(of: view), index >= 0, index < length else { return nil }
        return elementValue(view.kind, heap.buffers.bits(view.buffer, at: view.offset + index * view.kind.size, size: view.kind.size))
    }

    mutating func elementValue(_ kind: ElementKind, _ bits: UInt64) -> Value {
        guard kind.isBigInt else { return .number(kind.number(ofBits: bits)) }
        budget.steps += 1
        return .bigInt(heap.bigInts.add(kind == .bigInt64 ? BigInt(Int64(bitPattern: bits)) : BigInt(bits)))
    }

    /// The bits that a value is kept as: it is converted, which may throw.
    mutating func elementBits(_ kind: ElementKind, _ value: Value) throws(Abrupt) -> UInt64 {
        guard kind.isBigInt else { return kind.bits(of: try toNumber(value)) }
        let integer = try toBigInt(value)
        let low = UInt64(truncatingIfNeeded: integer.magnitude)
        return integer.sign == .minus ? 0 &- low : low
    }

    /// TypedArraySetElement: what lies outside is dropped, after it has been converted. https://tc39.es/ecma262/#sec-typedarraysetelement
    mutating func setTypedElement(_ object: ObjectID, _ index: Int?, _ value: Value) throws(Abrupt) {
        let view = view(object)
        let bits = try elementBits(view.kind, value)
        if let index { storeTyped(view, index, bits) }
    }

    @inline(__always) mutating func storeTyped(_ view: ViewRecord, _ index: Int, _ bits: UInt64) {
        guard let length = heap.buffers.length(of: view), index >= 0, index < length else { return }
        heap.buffers.setBits(view.buffer, at: view.offset + index * view.kind.size, size: view.kind.size, bits)
    }

    // MARK: Properties

    /// [[GetOwnProperty]] for a numeric key; `nil` for one that is none.
    mutating func ownTypedElement(_ object: ObjectID, _ key: PropertyKey) -> PropertyDescriptor?? {
        switch typedKey(key) {
        case .ordinary: return nil
        case .nothing: return .some(nil)
        case .element(let index):
            return .some(typedElement(object, index).map { PropertyDescriptor(value: $0, attributes: .all) })
        }
    }

    /// [[Set]] of a numeric key; `nil` for one that is none, or for a receiver that decides. https://tc39.es/ecma262/#sec-typedarray-set
    mutating func setTyped(_ object: ObjectID, _ key: PropertyKey, _ value: Value, receiver: Value) throws(Abrupt) -> Bool? {
        let index: Int?
        switch typedKey(key) {
        case .ordinary: return nil
        case .nothing: index = nil
        case .element(let position): index = position
        }
        if receiver == .object(object) {
            try setTypedElement(object, index, value)
            return true
        }
        if let index, index < typedLength(object) { return nil }
        return true
    }

    /// [[DefineOwnProperty]] of a numeric key; `nil` for one that is none. https://tc39.es/ecma262/#sec-typedarray-defineownproperty
    mutating func defineTyped(_ object: ObjectID, _ key: PropertyKey, _ descriptor: PartialDescriptor) throws(Abrupt) -> Bool? {
        switch typedKey(key) {
        case .ordinary: return nil
        case .nothing: return false
        case .element(let index):
            guard index < typedLength(object), descriptor.isConfigurable ?? true, descriptor.isEnumerable ?? true, !descriptor.isAccessor,
                descriptor.isWritable ?? true
            else { return false }
            if let value = descriptor.value { try setTypedElement(object, index, value) }
            return true
        }
    }

    /// [[PreventExtensions]]: one whose length may change takes no such promise. https://tc39.es/ecma262/#sec-typedarray-preventextensions
    func canPreventExtensions(_ object: ObjectID) -> Bool {
        guard heap[object].kind == .typedArray else { return true }
        let view = view(object)
        guard view.length != nil else { return false }
        let buffer = heap.buffers[view.buffer]
        return buffer.maximum == nil || buffer.isShared
    }
}
