extension FixedWidthInteger where Self: UnsignedInteger {
    /// Turned to the right by so many bits, fewer than it has.
    func turned(right count: Int) -> Self { count == 0 ? self : (self >> count) | (self << (Self.bitWidth - count)) }

    func turned(left count: Int) -> Self { turned(right: (Self.bitWidth - count) % Self.bitWidth) }
}

/// Bytes as words; so many bytes as make whole words.
func words<Word: FixedWidthInteger & UnsignedInteger>(of bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [Word] {
    let size = Word.bitWidth / 8
    return stride(from: bytes.startIndex, to: bytes.endIndex, by: size).map { start in
        let part = bytes[start..<start + size]
        return isBigEndian ? part.reduce(0) { $0 << 8 | Word($1) } : part.reversed().reduce(0) { $0 << 8 | Word($1) }
    }
}

func bytesOf<Word: FixedWidthInteger & UnsignedInteger>(_ words: [Word], isBigEndian: Bool) -> [UInt8] {
    words.flatMap { word in
        let bytes = (0..<Word.bitWidth / 8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
        return isBigEndian ? bytes.reversed() : bytes
    }
}

/// A message in whole blocks: behind it one bit, zeros, and how many bits it has.
func paddedBlocks(of bytes: [UInt8], blockLength: Int, lengthBytes: Int, isBigEndian: Bool) -> [ArraySlice<UInt8>] {
    var padded = bytes + [0x80]
    let rest = (padded.count + lengthBytes) % blockLength
    padded += [UInt8](repeating: 0, count: rest == 0 ? 0 : blockLength - rest)
    let count = bytesOf([UInt64(bytes.count) * 8], isBigEndian: isBigEndian)
    let zeros = [UInt8](repeating: 0, count: lengthBytes - 8)
    padded += isBigEndian ? zeros + count : count + zeros
    return stride(from: 0, to: padded.count, by: blockLength).map { padded[$0..<$0 + blockLength] }
}
