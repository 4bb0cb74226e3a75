import BigInt
import JavaScript

/// A BigInt value: index into ``BigIntTable/values``.
struct BigIntID: Hashable {
    var index: Int32
}

/// The BigInts of a run.
struct BigIntTable {
    /// The most bits that one may have.
    static let longest = 1 << 30

    private(set) var values: [BigInt] = []
    /// What a literal's text came to.
    private var literals: [NameID: BigIntID] = [:]
    /// Those that are, or were looked for as, keys of collections: one of each worth.
    private var keys: [BigInt: BigIntID] = [:]
    private(set) var byteCount = 0

    /// What a key takes beside its value, roughly, in bytes.
    private static let keyBytes = 96

    subscript(id: BigIntID) -> BigInt { values[Int(id.index)] }

    mutating func add(_ value: BigInt) -> BigIntID {
        values.append(value)
        byteCount += MemoryLayout<BigInt>.stride + value.magnitude.words.count * 8
        return BigIntID(index: Int32(values.count - 1))
    }

    /// The one that stands for all of its worth as a key: the first that was asked for.
    mutating func key(_ id: BigIntID) -> BigIntID {
        let value = self[id]
        if let known = keys[value] { return known }
        keys[value] = id
        byteCount += Self.keyBytes
        return id
    }

    func literal(_ text: NameID) -> BigIntID? { literals[text] }

    mutating func note(_ id: BigIntID, literal text: NameID) { literals[text] = id }
}

extension BigInt {
    /// A number without a fraction.
    init(whole number: Double) {
        if let small = Int64(exactly: number) {
            self.init(small)
            return
        }
        let shift = Int(number.exponent) - 52
        let significand = BigInt(Int64(number.significand * 0x1p52))
        self = (number < 0 ? -significand : significand).shiftedLeft(shift)
    }

    /// The value times a power of two. It is shifted in place: the package's operator that makes another one lets that grow word by word, and moves
    /// all of it each time.
    func shiftedLeft(_ distance: Int) -> BigInt {
        var result = self
        result <<= distance
        return result
    }

    /// BigIntBitwiseOp: two's complements, as long as both need with a sign of their own. The package's operators have no room for that sign.
    /// https://tc39.es/ecma262/#sec-bigintbitwiseop
    func combined(with other: BigInt, _ operation: (UInt, UInt) -> UInt) -> BigInt {
        let count = Swift.max(magnitude.words.count, other.magnitude.words.count) + 1
        let words = zip(complement(count), other.complement(count)).map(operation)
        guard words[count - 1] >> UInt(UInt.bitWidth - 1) == 1 else { return BigInt(BigUInt(words: words)) }
        return -BigInt(BigUInt(words: Self.negated(words)))
    }

    /// The lowest words of the two's complement.
    private func complement(_ count: Int) -> [UInt] {
        let own = Array(magnitude.words)
        let words = own + [UInt](repeating: 0, count: count - own.count)
        return sign == .minus ? Self.negated(words) : words
    }

    private static func negated(_ words: [UInt]) -> [UInt] {
        var carry = true
        return words.map { word in
            let (sum, overflow) = (~word).addingReportingOverflow(carry ? 1 : 0)
            carry = overflow
            return sum
        }
    }

    /// 𝔽(value): rounded to even. https://tc39.es/ecma262/#sec-numeric-types-bigint-tostring
    var number: Double {
        let bits = magnitude.bitWidth
        if bits > 1024 { return sign == .minus ? -.infinity : .infinity }
        if let small = Int64(exactly: self) { return Double(small) }
        let words = Array(magnitude.words)
        // The highest 64 bits, and in the last of them whether anything follows.
        let shift = bits - 64
        var top = UInt64(truncatingIfNeeded: magnitude >> shift)
        let whole = shift / 64
        let hasRest = words[..<whole].contains { $0 != 0 } || (shift % 64 > 0 && words[whole] & (1 << UInt(shift % 64) - 1) != 0)
        if hasRest { top |= 1 }
        let number = Double(sign: .plus, exponent: shift, significand: Double(top))
        return sign == .minus ? -number : number
    }
}
