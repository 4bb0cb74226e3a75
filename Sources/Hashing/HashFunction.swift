import Crypto

/// The hash functions that programs ask for by name: those that swift-crypto has are computed by it, to which this room is the only door,
/// and the others here.
package enum HashFunction: String, Sendable, CaseIterable {
    case md5, sha1, sha224, sha256, sha384, sha512, ripemd160, blake2b512, blake2s256, sm3, shake128, shake256
    case sha512To224 = "sha512-224"
    case sha512To256 = "sha512-256"
    case sha3Of224 = "sha3-224"
    case sha3Of256 = "sha3-256"
    case sha3Of384 = "sha3-384"
    case sha3Of512 = "sha3-512"
    case md5AndSHA1 = "md5-sha1"

    /// How many bytes a digest has; of a function of any length, as many as it gives unasked.
    package var digestLength: Int {
        switch self {
        case .md5, .shake128: 16
        case .sha1, .ripemd160: 20
        case .sha224, .sha512To224, .sha3Of224: 28
        case .sha256, .sha512To256, .sha3Of256, .blake2s256, .sm3, .shake256: 32
        case .md5AndSHA1: 36
        case .sha384, .sha3Of384: 48
        case .sha512, .sha3Of512, .blake2b512: 64
        }
    }

    /// How many bytes of a message it takes at once.
    package var blockLength: Int {
        switch self {
        case .md5, .sha1, .sha224, .sha256, .ripemd160, .blake2s256, .sm3, .md5AndSHA1: 64
        case .sha384, .sha512, .sha512To224, .sha512To256, .blake2b512: 128
        case .sha3Of224, .sha3Of256, .sha3Of384, .sha3Of512: 200 - 2 * digestLength
        case .shake128: 168
        case .shake256: 136
        }
    }

    /// Whether a digest may have any length.
    package var isExtendable: Bool { self == .shake128 || self == .shake256 }

    /// The digest of some bytes.
    ///
    /// - Parameter length: in bytes, of a function of any length; `nil` for its own.
    package func digest(of bytes: [UInt8], length: Int? = nil) -> [UInt8] {
        switch self {
        case .md5: Array(Insecure.MD5.hash(data: bytes))
        case .sha1: Array(Insecure.SHA1.hash(data: bytes))
        case .sha256: Array(SHA256.hash(data: bytes))
        case .sha384: Array(SHA384.hash(data: bytes))
        case .sha512: Array(SHA512.hash(data: bytes))
        case .md5AndSHA1: HashFunction.md5.digest(of: bytes) + HashFunction.sha1.digest(of: bytes)
        case .sha224: SecureHash2<UInt32>.sha224(of: bytes)
        case .sha512To224, .sha512To256: SecureHash2<UInt64>.sha512(cutTo: digestLength, of: bytes)
        case .sha3Of224, .sha3Of256, .sha3Of384, .sha3Of512:
            Keccak(rate: blockLength, suffix: 0x06).digest(of: bytes, length: digestLength)
        case .shake128, .shake256: Keccak(rate: blockLength, suffix: 0x1F).digest(of: bytes, length: length ?? digestLength)
        case .blake2b512: BLAKE2<UInt64>.wide.digest(of: bytes)
        case .blake2s256: BLAKE2<UInt32>.narrow.digest(of: bytes)
        case .ripemd160: RIPEMD160.digest(of: bytes)
        case .sm3: SM3.digest(of: bytes)
        }
    }

    /// The authentication code of some bytes. https://www.rfc-editor.org/rfc/rfc2104
    package func authenticationCode(of bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        var padded = key.count > blockLength ? digest(of: key) : key
        padded += [UInt8](repeating: 0, count: blockLength - padded.count)
        return digest(of: padded.map { $0 ^ 0x5C } + digest(of: padded.map { $0 ^ 0x36 } + bytes))
    }
}
