/// Sixteen hexadecimal digits (FNV-1a) that tell texts apart; no protection against an attacker, who finds two texts that have the same.
///
/// http://www.isthe.com/chongo/tech/comp/fnv/
@inlinable
public func textDigest(_ bytes: some Sequence<UInt8>) -> String {
    zeroFilled(String(fnv1a(bytes), radix: 16), to: 16)
}

/// The same as a number.
@inlinable
public func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
}
