/// https://homes.esat.kuleuven.be/~bosselae/ripemd160.html
enum RIPEMD160 {
    static func digest(of bytes: [UInt8]) -> [UInt8] {
        var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
        for part in paddedBlocks(of: bytes, blockLength: 64, lengthBytes: 8, isBigEndian: false) {
            let block: [UInt32] = words(of: part, isBigEndian: false)
            let left = line(state, block, leftOrder, leftTurns, leftConstants) { $0 }
            let right = line(state, block, rightOrder, rightTurns, rightConstants) { 4 - $0 }
            let before = state
            for place in 0..<5 {
                let sum: UInt32 = before[(place + 1) % 5] &+ left[(place + 2) % 5]
                state[place] = sum &+ right[(place + 3) % 5]
            }
        }
        return bytesOf(state, isBigEndian: false)
    }

    /// One of the two lines of eighty steps.
    private static func line(
        _ start: [UInt32], _ block: [UInt32], _ order: [Int], _ turns: [Int], _ constants: [UInt32], function: (Int) -> Int
    ) -> [UInt32] {
        var (a, b, c, d, e) = (start[0], start[1], start[2], start[3], start[4])
        for step in 0..<80 {
            let mixed = mix(function(step / 16), b, c, d)
            let added: UInt32 = block[order[step]] &+ constants[step / 16]
            let sum = (a &+ mixed &+ added).turned(left: turns[step]) &+ e
            (a, e, d, c, b) = (e, d, c.turned(left: 10), b, sum)
        }
        return [a, b, c, d, e]
    }

    private static func mix(_ function: Int, _ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt32 {
        switch function {
        case 0: x ^ y ^ z
        case 1: (x & y) | (~x & z)
        case 2: (x | ~y) ^ z
        case 3: (x & z) | (y & ~z)
        default: x ^ (y | ~z)
        }
    }

    private static let leftConstants: [UInt32] = [0, 0x5A82_7999, 0x6ED9_EBA1, 0x8F1B_BCDC, 0xA953_FD4E]
    private static let rightConstants: [UInt32] = [0x50A2_8BE6, 0x5C4D_D124, 0x6D70_3EF3, 0x7A6D_76E9, 0]
    private static let leftOrder = [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8, 3, 10, 14, 4, 9, 15, 8,
        1,
        2, 7, 0, 6, 13, 11, 5, 12, 1, 9, 11, 10, 0, 8, 12, 4, 13, 3, 7, 15, 14, 5, 6, 2, 4, 0, 5, 9, 7, 12, 2, 10, 14, 1, 3, 8, 11, 6, 15,
        13,
    ]
    private static let rightOrder = [
        5, 14, 7, 0, 9, 2, 11, 4, 13, 6, 15, 8, 1, 10, 3, 12, 6, 11, 3, 7, 0, 13, 5, 10, 14, 15, 8, 12, 4, 9, 1, 2, 15, 5, 1, 3, 7, 14, 6,
        9,
        11, 8, 12, 2, 10, 0, 4, 13, 8, 6, 4, 1, 3, 11, 15, 0, 5, 12, 2, 13, 9, 7, 10, 14, 12, 15, 10, 4, 1, 5, 8, 7, 6, 2, 13, 14, 0, 3, 9,
        11,
    ]
    private static let leftTurns = [
        11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8, 7, 6, 8, 13, 11, 9, 7, 15, 7, 12, 15, 9, 11, 7, 13, 12, 11, 13, 6, 7, 14, 9,
        13,
        15, 14, 8, 13, 6, 5, 12, 7, 5, 11, 12, 14, 15, 14, 15, 9, 8, 9, 14, 5, 6, 8, 6, 5, 12, 9, 15, 5, 11, 6, 8, 13, 12, 5, 12, 13, 14,
        11, 8,
        5, 6,
    ]
    private static let rightTurns = [
        8, 9, 9, 11, 13, 15, 15, 5, 7, 7, 8, 11, 14, 14, 12, 6, 9, 13, 15, 7, 12, 8, 9, 11, 7, 7, 12, 7, 6, 15, 13, 11, 9, 7, 15, 11, 8, 6,
        6, 14,
        12, 13, 5, 14, 13, 13, 7, 5, 15, 5, 8, 11, 14, 14, 6, 14, 6, 9, 12, 9, 12, 5, 15, 8, 8, 5, 12, 9, 12, 5, 14, 6, 8, 13, 6, 5, 15, 13,
        11,
        11,
    ]
}
