/// https://datatracker.ietf.org/doc/html/draft-sca-cfrg-sm3
enum SM3 {
    static func digest(of bytes: [UInt8]) -> [UInt8] {
        var state: [UInt32] = [
            0x7380_166F, 0x4914_B2B9, 0x1724_42D7, 0xDA8A_0600, 0xA96F_30BC, 0x1631_38AA, 0xE38D_EE4D, 0xB0FB_0E4E,
        ]
        for block in paddedBlocks(of: bytes, blockLength: 64, lengthBytes: 8, isBigEndian: true) {
            compress(&state, words(of: block, isBigEndian: true))
        }
        return bytesOf(state, isBigEndian: true)
    }

    private static func compress(_ state: inout [UInt32], _ block: [UInt32]) {
        var schedule = block
        for index in 16..<68 {
            let sum = schedule[index - 16] ^ schedule[index - 9] ^ schedule[index - 3].turned(left: 15)
            let permuted = sum ^ sum.turned(left: 15) ^ sum.turned(left: 23)
            schedule.append(permuted ^ schedule[index - 13].turned(left: 7) ^ schedule[index - 6])
        }
        var work = state
        for round in 0..<64 {
            let isEarly = round < 16
            let constant: UInt32 = isEarly ? 0x79CC_4519 : 0x7A87_9D8A
            let turned = work[0].turned(left: 12)
            let first = (turned &+ work[4] &+ constant.turned(left: round % 32)).turned(left: 7)
            let second = first ^ turned
            let (a, b, c) = (work[0], work[1], work[2])
            let (e, f, g) = (work[4], work[5], work[6])
            let majority = isEarly ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
            let choice = isEarly ? e ^ f ^ g : (e & f) | (~e & g)
            let left = majority &+ work[3] &+ second &+ (schedule[round] ^ schedule[round + 4])
            let right = choice &+ work[7] &+ first &+ schedule[round]
            let permuted = right ^ right.turned(left: 9) ^ right.turned(left: 17)
            work = [left, a, b.turned(left: 9), c, permuted, e, f.turned(left: 19), g]
        }
        for index in state.indices { state[index] ^= work[index] }
    }
}
