/// The bytes that views show, as a whole.
extension Machine {
    /// The bytes of a typed array or of a DataView; none where it lies outside its buffer, or that is detached.
    func bytes(of view: ViewRecord) -> ArraySlice<UInt8> {
        let count = (heap.buffers.length(of: view) ?? 0) * view.size
        return count == 0 ? [] : heap.buffers[view.buffer].bytes[view.offset..<view.offset + count]
    }

    /// Writes bytes over the first ones of a view, which has so many.
    mutating func setBytes(of view: ViewRecord, to bytes: [UInt8]) {
        budget.countWork(bytes.count)
        heap.buffers.write(bytes, to: view.buffer, at: view.offset)
    }

    /// A new Uint8Array.
    mutating func makeBytes(_ bytes: [UInt8]) throws(Abrupt) -> ObjectID {
        let object = try makeTyped(.uint8, length: bytes.count)
        setBytes(of: view(object), to: bytes)
        return object
    }

    /// Fills a typed array with numbers of chance, the same in every run.
    ///
    /// - Parameter bytesOfStep: how many of them count as one step.
    /// - Returns: the typed array; undefined where the value is none.
    mutating func fillByChance(_ value: Value, bytesOfStep: Int) throws(Abrupt) -> Value {
        guard case .object(let object) = value, heap[object].kind == .typedArray else { return .undefined }
        let view = view(object)
        let count = typedLength(object) * view.size
        try afford(count / bytesOfStep)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for _ in 0..<count { bytes.append(UInt8(realm.random.next() >> 56)) }
        heap.buffers.write(bytes, to: view.buffer, at: view.offset)
        return value
    }
}
