/// The functions of Math whose last digit ECMA-262 leaves open, by the method of fdlibm (https://www.netlib.org/fdlibm/), which V8 computes them by: an
/// argument is brought into a small range, a polynomial with fdlibm's coefficients is evaluated there, and what was taken away comes back. The order of
/// each sum and product decides the last digit, so it is fdlibm's.
enum Elementary {
    /// The natural logarithm of 2 in two parts, the first of which has zeros at its end, so that small multiples of it are exact.
    static let ln2High = 6.93147180369123816490e-01
    static let ln2Low = 1.90821492927058770002e-10
    private static let inverseLn2 = 1.44269504088896338700

    /// The upper half of the bits, without the sign.
    static func magnitudeWord(_ x: Double) -> UInt32 { UInt32(truncatingIfNeeded: x.bitPattern >> 32) & 0x7FFF_FFFF }

    /// The number without the lower half of its bits.
    static func cut(_ x: Double) -> Double { Double(bitPattern: x.bitPattern & 0xFFFF_FFFF_0000_0000) }

    /// 2 to a power that is the exponent of a normal number.
    static func power(ofTwo exponent: Int) -> Double { Double(bitPattern: UInt64(1023 + exponent) << 52) }

    /// a₀ + x(a₁ + x(a₂ + …))
    static func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
        coefficients.reversed().reduce(0) { $1 + x * $0 }
    }

    // MARK: Exponentials

    /// x as k·ln 2 + (high - low), the rest at most half of ln 2.
    private static func reduced(_ x: Double) -> (multiple: Int, high: Double, low: Double) {
        let word = magnitudeWord(x)
        guard word > 0x3FD6_2E42 else { return (0, x, 0) }
        let sign = x < 0 ? -1.0 : 1.0
        let multiple = word < 0x3FF0_A2B2 ? sign : (inverseLn2 * x + sign * 0.5).rounded(.towardZero)
        return (Int(multiple), x - multiple * ln2High, multiple * ln2Low)
    }

    private static let expCoefficients = [
        1.66666666666666019037e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05, -1.65339022054652515390e-06,
        4.13813679705723846039e-08,
    ]

    static func exp(_ x: Double) -> Double {
        guard x.isFinite else { return x == -.infinity ? 0 : x }
        if x > 7.09782712893383973096e+02 { return .infinity }
        if x < -7.45133219101941108420e+02 { return 0 }
        if magnitudeWord(x) < 0x3E30_0000 { return 1 + x }
        // Nearer to e than what the method gives.
        if x == 1 { return 2.718281828459045 }
        let (multiple, high, low) = reduced(x)
        let rest = high - low
        let square = rest * rest
        let c = rest - square * polynomial(square, expCoefficients)
        if multiple == 0 { return 1 - ((rest * c) / (c - 2) - rest) }
        let result = 1 - ((low - (rest * c) / (2 - c)) - high)
        if multiple == 1024 { return result * 2 * 0x1p1023 }
        return multiple >= -1021 ? result * power(ofTwo: multiple) : result * power(ofTwo: multiple + 1000) * 0x1p-1000
    }

    private static let expm1Coefficients = [
        1, -3.33333333333331316428e-02, 1.58730158725481460165e-03, -7.93650757867487942473e-05, 4.00821782732936239552e-06,
        -2.01099218183624371326e-07,
    ]

    static func expm1(_ x: Double) -> Double {
        guard x.isFinite else { return x == -.infinity ? -1 : x }
        if x > 7.09782712893383973096e+02 { return .infinity }
        if x < 0, magnitudeWord(x) >= 0x4043_687A { return -1 }
        if magnitudeWord(x) < 0x3C90_0000 { return x }
        let (multiple, high, low) = reduced(x)
        let rest = multiple == 0 ? x : high - low
        let correction = multiple == 0 ? 0 : (high - rest) - low
        let half = 0.5 * rest
        let halfSquare = rest * half
        let r = polynomial(halfSquare, expm1Coefficients)
        let t = 3 - r * half
        var e = halfSquare * ((r - t) / (6 - rest * t))
        if multiple == 0 { return rest - (rest * e - halfSquare) }
        e = (rest * (e - correction) - correction) - halfSquare
        switch multiple {
        case -1: return 0.5 * (rest - e) - 0.5
        case 1: return rest < -0.25 ? -2 * (e - (rest + 0.5)) : 1 + 2 * (rest - e)
        case ...(-2), 57...:
            let y = 1 - (e - rest)
            return (multiple == 1024 ? y * 2 * 0x1p1023 : y * power(ofTwo: multiple)) - 1
        case ..<20: return ((1 - power(ofTwo: -multiple)) - (e - rest)) * power(ofTwo: multiple)
        default: return ((rest - (e + power(ofTwo: -multiple))) + 1) * power(ofTwo: multiple)
        }
    }

    static func sinh(_ x: Double) -> Double {
        let word = magnitudeWord(x)
        guard x.isFinite, word >= 0x3E30_0000 else { return x }
        let half = x < 0 ? -0.5 : 0.5
        if word < 0x4036_0000 {
            let t = expm1(x.magnitude)
            return word < 0x3FF0_0000 ? half * (2 * t - t * t / (t + 1)) : half * (t + t / (t + 1))
        }
        return half * 2 * halfExp(x.magnitude)
    }

    static func cosh(_ x: Double) -> Double {
        let word = magnitudeWord(x)
        guard x.isFinite else { return x.magnitude }
        if word < 0x3FD6_2E43 {
            let t = expm1(x.magnitude)
            let w = 1 + t
            return word < 0x3C80_0000 ? w : 1 + (t * t) / (w + w)
        }
        if word < 0x4036_0000 {
            let t = exp(x.magnitude)
            return 0.5 * t + 0.5 / t
        }
        return halfExp(x.magnitude)
    }

    /// Half of the exponential, which goes a little further than that itself.
    private static func halfExp(_ x: Double) -> Double {
        if magnitudeWord(x) < 0x4086_2E42 { return 0.5 * exp(x) }
        if x > 710.4758600739439 { return .infinity }
        let root = exp(0.5 * x)
        return 0.5 * root * root
    }

    static func tanh(_ x: Double) -> Double {
        let word = magnitudeWord(x)
        if x.isNaN || word < 0x3E30_0000 { return x }
        guard word < 0x4036_0000 else { return x < 0 ? -1 : 1 }
        let isLarge = word >= 0x3FF0_0000
        let t = expm1((isLarge ? 2 : -2) * x.magnitude)
        let result = isLarge ? 1 - 2 / (t + 2) : -t / (t + 2)
        return x < 0 ? -result : result
    }
}
