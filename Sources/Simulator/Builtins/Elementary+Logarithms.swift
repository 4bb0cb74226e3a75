extension Elementary {
    private static let coefficients = [
        6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01, 2.222219843214978396e-01, 1.818357216161805012e-01,
        1.531383769920937332e-01, 1.479819860511658591e-01,
    ]

    /// A positive number as 2ᵏ(1 + fraction), 1 + fraction near 1.
    private static func split(_ x: Double) -> (exponent: Int, fraction: Double, word: Int32) {
        var (x, exponent) = (x, 0)
        if x < .leastNormalMagnitude {
            exponent = -54
            x *= 0x1p54
        }
        let word = Int32(bitPattern: magnitudeWord(x))
        exponent += Int(word >> 20) - 1023
        let mantissa = word & 0xF_FFFF
        let carry = (mantissa + 0x9_5F64) & 0x10_0000
        exponent += Int(carry >> 20)
        let high = UInt64(UInt32(bitPattern: mantissa | (carry ^ 0x3FF0_0000)))
        return (exponent, Double(bitPattern: high << 32 | x.bitPattern & 0xFFFF_FFFF) - 1, mantissa)
    }

    /// What the logarithm of a number that is not positive, or not finite, is.
    private static func edge(_ x: Double) -> Double? {
        if x == 0 { return -.infinity }
        if x < 0 { return .nan }
        return x.isFinite ? nil : x
    }

    /// The series of log(1 + f) in s = f / (2 + f).
    private static func series(_ s: Double) -> Double {
        let z = s * s
        let w = z * z
        let c = coefficients
        return z * (c[0] + w * (c[2] + w * (c[4] + w * c[6]))) + w * (c[1] + w * (c[3] + w * c[5]))
    }

    static func log(_ x: Double) -> Double {
        if let edge = edge(x) { return edge }
        let (exponent, f, word) = split(x)
        let k = Double(exponent)
        if 0xF_FFFF & (2 + word) < 3 {
            if f == 0 { return exponent == 0 ? 0 : k * ln2High + k * ln2Low }
            let r = f * f * (0.5 - 0.33333333333333333 * f)
            return exponent == 0 ? f - r : k * ln2High - ((r - k * ln2Low) - f)
        }
        let s = f / (2 + f)
        let r = series(s)
        if (word - 0x6147A) | (0x6B851 - word) > 0 {
            let h = 0.5 * f * f
            return exponent == 0 ? f - (h - s * (h + r)) : k * ln2High - ((h - (s * (h + r) + k * ln2Low)) - f)
        }
        return exponent == 0 ? f - s * (f - r) : k * ln2High - ((s * (f - r) - k * ln2Low) - f)
    }

    static func log2(_ x: Double) -> Double {
        if let edge = edge(x) { return edge }
        if x == 1 { return 0 }
        let (exponent, f, _) = split(x)
        let k = Double(exponent)
        let h = 0.5 * f * f
        let s = f / (2 + f)
        let r = s * (h + series(s))
        let high = cut(f - h)
        let low = (f - high) - h + r
        let (inverseHigh, inverseLow) = (1.44269504072144627571, 1.67517131648865118353e-10)
        let product = high * inverseHigh
        let rest = (low + high) * inverseLow + low * inverseHigh
        let sum = k + product
        return (rest + ((k - sum) + product)) + sum
    }

    static func log10(_ x: Double) -> Double {
        if let edge = edge(x) { return edge }
        if x == 1 { return 0 }
        var (x, exponent) = (x, 0)
        if x < .leastNormalMagnitude {
            exponent = -54
            x *= 0x1p54
        }
        exponent += Int(magnitudeWord(x) >> 20) - 1023
        // So that the number left is below 1 for negative exponents.
        let isNegative = exponent < 0 ? 1 : 0
        let rest = Double(bitPattern: x.bitPattern & 0xF_FFFF_FFFF_FFFF | UInt64(1023 - isNegative) << 52)
        let k = Double(exponent + isNegative)
        return (k * 3.69423907715893078616e-13 + 4.34294481903251816668e-01 * log(rest)) + k * 3.01029995663611771306e-01
    }

    static func log1p(_ x: Double) -> Double {
        let word = magnitudeWord(x)
        if x <= -1 { return x == -1 ? -.infinity : .nan }
        guard x.isFinite else { return x }
        if word < 0x3E20_0000 { return word < 0x3C90_0000 ? x : x - x * x * 0.5 }
        let signedWord = Int32(truncatingIfNeeded: x.bitPattern >> 32)
        // Between the roots of 1/2 and of 2, nothing is to be taken away.
        if signedWord < 0x3FDA_827A, signedWord > 0 || signedWord <= Int32(bitPattern: 0xBFD2_BEC4) { return log1p(near: x) }
        let isLarge = signedWord >= 0x4340_0000
        let sum = isLarge ? x : 1 + x
        var exponent = Int(magnitudeWord(sum) >> 20) - 1023
        let correction = isLarge ? 0 : (exponent > 0 ? 1 - (sum - x) : x - (sum - 1)) / sum
        var mantissa = magnitudeWord(sum) & 0xF_FFFF
        let isUpper = mantissa >= 0x6_A09E
        if isUpper { exponent += 1 }
        let f = Double(bitPattern: sum.bitPattern & 0xF_FFFF_FFFF_FFFF | (isUpper ? 0x3FE0 : 0x3FF0) << 48) - 1
        if isUpper { mantissa = (0x10_0000 - mantissa) >> 2 }
        let k = Double(exponent)
        let h = 0.5 * f * f
        if mantissa == 0 {
            if f == 0 { return exponent == 0 ? 0 : k * ln2High + (correction + k * ln2Low) }
            let r = h * (1 - 0.66666666666666666 * f)
            return exponent == 0 ? f - r : k * ln2High - ((r - (k * ln2Low + correction)) - f)
        }
        let s = f / (2 + f)
        let z = s * s
        let r = z * polynomial(z, coefficients)
        if exponent == 0 { return f - (h - s * (h + r)) }
        return k * ln2High - ((h - (s * (h + r) + (k * ln2Low + correction))) - f)
    }

    private static func log1p(near f: Double) -> Double {
        let h = 0.5 * f * f
        let s = f / (2 + f)
        let z = s * s
        return f - (h - s * (h + z * polynomial(z, coefficients)))
    }

    static func asinh(_ x: Double) -> Double {
        let word = magnitudeWord(x)
        guard x.isFinite, word >= 0x3E30_0000 else { return x }
        let t = x.magnitude
        let result: Double
        if word > 0x41B0_0000 {
            result = log(t) + 6.93147180559945286227e-01
        } else if word > 0x4000_0000 {
            result = log(2 * t + 1 / ((x * x + 1).squareRoot() + t))
        } else {
            result = log1p(t + t * t / (1 + (1 + t * t).squareRoot()))
        }
        return x < 0 ? -result : result
    }

    static func acosh(_ x: Double) -> Double {
        guard x >= 1 else { return .nan }
        guard x.isFinite else { return x }
        let word = magnitudeWord(x)
        if word >= 0x41B0_0000 { return log(x) + 6.93147180559945286227e-01 }
        if x == 1 { return 0 }
        if word > 0x4000_0000 { return log(2 * x - 1 / (x + (x * x - 1).squareRoot())) }
        let t = x - 1
        return log1p(t + (2 * t + t * t).squareRoot())
    }

    static func atanh(_ x: Double) -> Double {
        let magnitude = x.magnitude
        guard magnitude <= 1 else { return .nan }
        if magnitude == 1 { return x < 0 ? -.infinity : .infinity }
        if magnitudeWord(x) < 0x3E30_0000 { return x }
        let t = magnitude + magnitude
        let result = 0.5 * log1p(magnitude < 0.5 ? t + t * magnitude / (1 - magnitude) : t / (1 - magnitude))
        return x < 0 ? -result : result
    }

    static func cbrt(_ x: Double) -> Double {
        guard x.isFinite, x != 0 else { return x }
        let sign = x.bitPattern & 1 << 63
        let isSmall = x.magnitude < .leastNormalMagnitude
        // A third of the exponent, and of what the bits behind it say, is a first root.
        let word = magnitudeWord(isSmall ? x * 0x1p54 : x) / 3 + (isSmall ? 696_219_795 : 715_094_163)
        var t = Double(bitPattern: sign | UInt64(word) << 32)
        var r = (t * t) * (t / x)
        t *=
            (1.87595182427177009643 + r * (-1.88497979543377169875 + r * 1.621429720105354466140))
            + ((r * r) * r) * (-0.758397934778766047437 + r * 0.145996192886612446982)
        // Few enough digits for an exact square, then one step of Newton.
        t = Double(bitPattern: (t.bitPattern &+ 0x8000_0000) & 0xFFFF_FFFF_C000_0000)
        r = x / (t * t)
        return t + t * ((r - t) / ((t + t) + r))
    }
}
