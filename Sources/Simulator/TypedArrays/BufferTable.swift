/// The own part of an ArrayBuffer or a SharedArrayBuffer. https://tc39.es/ecma262/#sec-arraybuffer-objects
struct BufferRecord {
    /// [[ArrayBufferData]]
    var bytes: [UInt8]
    /// [[ArrayBufferMaxByteLength]]; `nil` when the length is fixed.
    var maximum: Int?
    var isDetached = false
    var isShared = false
}

/// The own part of a typed array or a DataView.
struct ViewRecord {
    var bufferObject: ObjectID
    /// Index into ``BufferTable/buffers``.
    var buffer: Int32
    var kind: ElementKind
    /// [[ByteOffset]]
    var offset: Int
    /// In elements, of a DataView in bytes; `nil` when it is that of the buffer.
    var length: Int?
    var isDataView = false

    var size: Int { isDataView ? 1 : kind.size }
}

/// The buffers of a run, and what looks into them.
struct BufferTable {
    private(set) var buffers: [BufferRecord] = []
    var views: [ViewRecord] = []
    private(set) var contentBytes = 0

    var byteCount: Int {
        contentBytes + buffers.count * MemoryLayout<BufferRecord>.stride + views.count * MemoryLayout<ViewRecord>.stride
    }

    mutating func add(_ record: BufferRecord) -> Int32 {
        contentBytes += record.bytes.count
        buffers.append(record)
        return Int32(buffers.count - 1)
    }

    subscript(buffer: Int32) -> BufferRecord { buffers[Int(buffer)] }

    mutating func resize(_ buffer: Int32, to length: Int) {
        let count = buffers[Int(buffer)].bytes.count
        contentBytes += length - count
        if length < count {
            buffers[Int(buffer)].bytes.removeLast(count - length)
        } else {
            buffers[Int(buffer)].bytes.append(contentsOf: repeatElement(0, count: length - count))
        }
    }

    mutating func detach(_ buffer: Int32) {
        resize(buffer, to: 0)
        buffers[Int(buffer)].maximum = buffers[Int(buffer)].maximum.map { _ in 0 }
        buffers[Int(buffer)].isDetached = true
    }

    /// TypedArrayLength, or GetViewByteLength; `nil` when the view lies outside its buffer, or that is detached.
    @inline(__always) func length(of view: ViewRecord) -> Int? {
        let count = buffers[Int(view.buffer)].bytes.count
        if buffers[Int(view.buffer)].isDetached { return nil }
        if let length = view.length { return view.offset + length * view.size <= count ? length : nil }
        return view.offset <= count ? (count - view.offset) / view.size : nil
    }

    /// So many bytes as a number, the lowest first.
    @inline(__always) func bits(_ buffer: Int32, at offset: Int, size: Int) -> UInt64 {
        buffers[Int(buffer)].bytes.withUnsafeBytes { bytes in
            precondition(offset >= 0 && offset + size <= bytes.count, "outside the buffer")
            switch size {
            case 1: return UInt64(bytes[offset])
            case 2: return UInt64(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
            case 4: return UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
            default: return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            }
        }
    }

    @inline(__always) mutating func setBits(_ buffer: Int32, at offset: Int, size: Int, _ bits: UInt64) {
        buffers[Int(buffer)].bytes.withUnsafeMutableBytes { bytes in
            precondition(offset >= 0 && offset + size <= bytes.count, "outside the buffer")
            switch size {
            case 1: bytes[offset] = UInt8(truncatingIfNeeded: bits)
            case 2: bytes.storeBytes(of: UInt16(truncatingIfNeeded: bits).littleEndian, toByteOffset: offset, as: UInt16.self)
            case 4: bytes.storeBytes(of: UInt32(truncatingIfNeeded: bits).littleEndian, toByteOffset: offset, as: UInt32.self)
            default: bytes.storeBytes(of: bits.littleEndian, toByteOffset: offset, as: UInt64.self)
            }
        }
    }

    /// Writes bytes over those that a buffer has from an offset on.
    mutating func write(_ bytes: [UInt8], to buffer: Int32, at offset: Int) {
        guard !bytes.isEmpty else { return }
        buffers[Int(buffer)].bytes.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }

    /// Copies bytes from one buffer to another, or within one.
    mutating func copy(from source: Int32, at start: Int, to target: Int32, at end: Int, count: Int) {
        guard count > 0 else { return }
        let bytes = Array(buffers[Int(source)].bytes[start..<start + count])
        write(bytes, to: target, at: end)
    }
}
