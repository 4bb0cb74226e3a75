import BigInt

/// A sum of numbers that is rounded once, at its end: all are kept in units of the smallest one. https://tc39.es/ecma262/#sec-math.sumprecise
struct ExactSum {
    /// In units of 2**-1074.
    private var units = BigInt(0)
    private var hasOnlyMinusZero = true
    /// The sum of what is not finite.
    private var special: Double?

    /// What adding a number costs, in steps: the units are some thirty words.
    static let steps = 8

    mutating func add(_ number: Double) {
        if number == 0, number.sign == .minus { return }
        hasOnlyMinusZero = false
        guard number.isFinite else {
            special = special.map { $0 + number } ?? number
            return
        }
        let isSubnormal = number.exponentBitPattern == 0
        let significand = BigInt(number.significandBitPattern | (isSubnormal ? 0 : 1 << 52))
        let term = significand << (isSubnormal ? 0 : Int(number.exponentBitPattern) - 1)
        if number < 0 { units -= term } else { units += term }
    }

    var value: Double {
        if let special { return special }
        if hasOnlyMinusZero { return -0.0 }
        let magnitude = units.magnitude
        let excess = max(magnitude.bitWidth - 53, 0)
        var significand = UInt64(magnitude >> excess)
        let rest = magnitude - BigUInt(significand) << excess
        if excess > 0 {
            let half = BigUInt(1) << (excess - 1)
            if rest > half || (rest == half && significand & 1 == 1) { significand += 1 }
        }
        let sum = excess > 0x7FF ? Double.infinity : Double(sign: .plus, exponent: excess - 1074, significand: Double(significand))
        return units.sign == .minus ? -sum : sum
    }
}
