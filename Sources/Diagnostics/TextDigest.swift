/// Sixteen hexadecimal digits (FNV-1a) that tell texts apart; no protection against an attacker, who finds two texts that have the same.
///
/// http://www.isthe.com/chongo/tech/comp/fnv/
public func textDigest(_ bytes: some Sequence<UInt8>) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}
