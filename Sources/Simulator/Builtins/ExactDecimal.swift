/// Decimal digits, and where their point stands.
struct ExactDecimal {
    /// Without leading zeros; empty for zero.
    private(set) var digits: [UInt8]
    /// How many digits stand before the decimal point; negative for zeros after it.
    private(set) var point: Int

    /// - Parameter digits: without leading zeros.
    init(digits: [UInt8], point: Int) {
        self.digits = digits
        self.point = point
    }

    /// All digits of the magnitude of `number`, which must be finite: 0.1 has 55 of them. What `toFixed` and its like round, which ask
    /// for the nearest decimal to the number itself and not to its shortest text.
    init(_ number: Double) {
        guard number != 0 else {
            digits = []
            point = 0
            return
        }
        let magnitude = number.magnitude
        let exponent = Int(magnitude.exponent)
        // number = significand × 2^shift
        let isNormal = magnitude.isNormal
        let significand = magnitude.significandBitPattern | (isNormal ? 1 << 52 : 0)
        let shift = isNormal ? exponent - 52 : -1074
        var limbs = [UInt32(significand % 1_000_000_000), UInt32(significand / 1_000_000_000)]
        // A negative power of two is a power of five with the point moved: 2^-n = 5^n × 10^-n.
        let (factor, atOnce): (UInt64, Int) = shift < 0 ? (5, 13) : (2, 30)
        var left = abs(shift)
        while left > 0 {
            // As high a power as keeps the product of a limb within 64 bits.
            let power = min(left, atOnce)
            Self.multiply(&limbs, by: (0..<power).reduce(1) { product, _ in product * factor })
            left -= power
        }
        var text: [UInt8] = []
        for limb in limbs {
            var rest = limb
            for _ in 0..<9 {
                text.append(UInt8(rest % 10))
                rest /= 10
            }
        }
        while text.last == 0 { text.removeLast() }
        digits = text.reversed()
        point = digits.count + min(shift, 0)
    }

    private static func multiply(_ limbs: inout [UInt32], by factor: UInt64) {
        var carry: UInt64 = 0
        for index in limbs.indices {
            let product = UInt64(limbs[index]) * factor + carry
            limbs[index] = UInt32(product % 1_000_000_000)
            carry = product / 1_000_000_000
        }
        while carry > 0 {
            limbs.append(UInt32(carry % 1_000_000_000))
            carry /= 1_000_000_000
        }
    }

    /// Keeps `count` digits; a half rounds up.
    mutating func round(toDigits count: Int) {
        guard count < digits.count else { return }
        guard count >= 0 else {
            digits = []
            return
        }
        let isUp = digits[count] >= 5
        digits.removeSubrange(count...)
        if isUp {
            var index = count - 1
            while index >= 0, digits[index] == 9 {
                digits[index] = 0
                index -= 1
            }
            if index >= 0 {
                digits[index] += 1
            } else {
                digits.insert(1, at: 0)
                if count > 0 { digits.removeLast() }
                point += 1
            }
        }
    }

    /// Keeps `count` digits after the decimal point.
    mutating func round(toFraction count: Int) { round(toDigits: point + count) }

    /// The digit at a place counted from the first one, in ASCII; `0` where there is none.
    func digit(_ index: Int) -> UInt8 { digits.indices.contains(index) ? 0x30 + digits[index] : 0x30 }

    /// `12.50` with that many digits after the point.
    func fixed(_ fraction: Int) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(max(point, 1) + 1 + fraction)
        if point <= 0 { text.append(0x30) } else { for index in 0..<point { text.append(digit(index)) } }
        if fraction > 0 {
            text.append(UInt8(ascii: "."))
            for index in 0..<fraction { text.append(digit(point + index)) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `1.25e+1` with that many digits in all.
    func exponential(_ count: Int) -> String {
        var text = [digit(0)]
        if count > 1 {
            text.append(UInt8(ascii: "."))
            for index in 1..<count { text.append(digit(index)) }
        }
        let exponent = digits.isEmpty ? 0 : point - 1
        return String(decoding: text, as: UTF8.self) + (exponent < 0 ? "e-" : "e+") + String(abs(exponent))
    }
}
