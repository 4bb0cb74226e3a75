/// BLAKE2 without a key, at its full length. https://www.rfc-editor.org/rfc/rfc7693
struct BLAKE2<Word: FixedWidthInteger & UnsignedInteger> {
    var rounds: Int
    /// How far the words are turned in one mixing.
    var turns: [Int]

    func digest(of bytes: [UInt8]) -> [UInt8] {
        let size = Word.bitWidth / 8
        let blockLength = 16 * size
        let first = secureHash2FirstValues.map { Word(truncatingIfNeeded: $0 >> (64 - Word.bitWidth)) }
        var state = first
        state[0] ^= 0x0101_0000 ^ Word(8 * size)
        let count = max(1, (bytes.count + blockLength - 1) / blockLength)
        for index in 0..<count {
            let end = min(bytes.count, (index + 1) * blockLength)
            var block = Array(bytes[index * blockLength..<end])
            block += [UInt8](repeating: 0, count: blockLength - block.count)
            var work = state + first
            work[12] ^= Word(truncatingIfNeeded: end)
            if Word.bitWidth < 64 { work[13] ^= Word(truncatingIfNeeded: end >> Word.bitWidth) }
            if index == count - 1 { work[14] = ~work[14] }
            compress(&work, words(of: block[...], isBigEndian: false))
            for index in 0..<8 { state[index] ^= work[index] ^ work[index + 8] }
        }
        return bytesOf(state, isBigEndian: false)
    }

    private func compress(_ work: inout [Word], _ block: [Word]) {
        for round in 0..<rounds {
            let order = blake2Orders[round % 10]
            for step in 0..<8 {
                let (row, shift) = (step % 4, step / 4)
                let places = (0..<4).map { 4 * $0 + (row + shift * $0) % 4 }
                mix(&work, places, block[order[2 * step]], block[order[2 * step + 1]])
            }
        }
    }

    private func mix(_ work: inout [Word], _ places: [Int], _ first: Word, _ second: Word) {
        let (a, b, c, d) = (places[0], places[1], places[2], places[3])
        work[a] = work[a] &+ work[b] &+ first
        work[d] = (work[d] ^ work[a]).turned(right: turns[0])
        work[c] = work[c] &+ work[d]
        work[b] = (work[b] ^ work[c]).turned(right: turns[1])
        work[a] = work[a] &+ work[b] &+ second
        work[d] = (work[d] ^ work[a]).turned(right: turns[2])
        work[c] = work[c] &+ work[d]
        work[b] = (work[b] ^ work[c]).turned(right: turns[3])
    }
}

/// In which order the words of a block are taken, by round.
private let blake2Orders = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4], [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13], [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11], [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5], [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
]

extension BLAKE2<UInt64> {
    static var wide: Self { Self(rounds: 12, turns: [32, 24, 16, 63]) }
}

extension BLAKE2<UInt32> {
    static var narrow: Self { Self(rounds: 10, turns: [16, 12, 8, 7]) }
}
