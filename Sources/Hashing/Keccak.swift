/// SHA-3 and its functions of any length. https://csrc.nist.gov/pubs/fips/202/final
struct Keccak {
    /// How many bytes the sponge takes at once.
    var rate: Int
    /// What stands behind the message: which kind of function it is, and the first bit of the padding.
    var suffix: UInt8

    func digest(of bytes: [UInt8], length: Int) -> [UInt8] {
        var state = [UInt64](repeating: 0, count: 25)
        var rest = bytes + [suffix]
        rest += [UInt8](repeating: 0, count: (rate - rest.count % rate) % rate)
        rest[rest.count - 1] |= 0x80
        for start in stride(from: 0, to: rest.count, by: rate) {
            let block: [UInt64] = words(of: rest[start..<start + rate], isBigEndian: false)
            for (index, word) in block.enumerated() { state[index] ^= word }
            Self.permute(&state)
        }
        var result: [UInt8] = []
        while result.count < length {
            if !result.isEmpty { Self.permute(&state) }
            result += bytesOf(state, isBigEndian: false).prefix(rate)
        }
        return Array(result.prefix(length))
    }

    /// KECCAK-p[1600, 24]
    private static func permute(_ state: inout [UInt64]) {
        for constant in roundConstants {
            // θ
            var columns = [UInt64](repeating: 0, count: 5)
            for place in 0..<25 { columns[place % 5] ^= state[place] }
            for x in 0..<5 {
                let change: UInt64 = columns[(x + 4) % 5] ^ columns[(x + 1) % 5].turned(left: 1)
                for y in stride(from: 0, to: 25, by: 5) { state[x + y] ^= change }
            }
            // ρ and π
            var (x, y, current) = (1, 0, state[1])
            for step in 0..<24 {
                (x, y) = (y, (2 * x + 3 * y) % 5)
                let turn = (step + 1) * (step + 2) / 2 % 64
                (current, state[x + 5 * y]) = (state[x + 5 * y], current.turned(left: turn))
            }
            // χ
            for y in stride(from: 0, to: 25, by: 5) {
                let row = Array(state[y..<y + 5])
                for x in 0..<5 { state[x + y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]) }
            }
            // ι
            state[0] ^= constant
        }
    }

    private static let roundConstants: [UInt64] = [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000, 0x0000_0000_0000_808B,
        0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009, 0x0000_0000_0000_008A, 0x0000_0000_0000_0088,
        0x0000_0000_8000_8009, 0x0000_0000_8000_000A, 0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089,
        0x8000_0000_0000_8003, 0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ]
}
