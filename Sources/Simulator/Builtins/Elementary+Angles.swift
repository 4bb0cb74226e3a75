#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension Elementary {
    /// π/2 in parts of 33 bits, each with what follows it.
    private static let quarters: [(part: Double, rest: Double)] = [
        (1.57079632673412561417, 6.07710050650619224932e-11), (6.07710050630396597660e-11, 2.02226624879595063154e-21),
        (2.02226624871116645580e-21, 8.47842766036889956997e-32),
    ]

    /// From here on an argument is left to the C library.
    private static let largest: UInt32 = 0x4139_21FB

    /// x without as many quarters of a turn, as a sum of two numbers.
    private static func reduced(_ x: Double) -> (quarter: Int, high: Double, low: Double) {
        let word = magnitudeWord(x)
        if word < 0x4002_D97C, word != 0x3FF9_21FB {
            let sign = x < 0 ? -1.0 : 1.0
            let z = x - sign * quarters[0].part
            let high = z - sign * quarters[0].rest
            return (Int(sign), high, (z - high) - sign * quarters[0].rest)
        }
        let count = (x.magnitude * 6.36619772367581382433e-01 + 0.5).rounded(.towardZero)
        let magnitude = x.magnitude
        var rest = magnitude - count * quarters[0].part
        var tail = count * quarters[0].rest
        var high = rest - tail
        for (index, lost) in [(1, 16), (2, 49)] where Int(word >> 20) - Int(magnitudeWord(high) >> 20) > lost {
            // Too many digits have gone: more of those of π/2.
            let before = rest
            tail = count * quarters[index].part
            rest = before - tail
            tail = count * quarters[index].rest - ((before - rest) - tail)
            high = rest - tail
        }
        let low = (rest - high) - tail
        return x < 0 ? (-Int(count), -high, -low) : (Int(count), high, low)
    }

    private static func sine(_ x: Double, _ tail: Double, hasTail: Bool) -> Double {
        let z = x * x
        let v = z * x
        let r =
            8.33333333332248946124e-03
            + z
            * (-1.98412698298579493134e-04
                + z * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)))
        let s = -1.66666666666666324348e-01
        return hasTail ? x - ((z * (0.5 * tail - v * r) - tail) - v * s) : x + v * (s + z * r)
    }

    private static let cosineCoefficients = [
        4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05, -2.75573143513906633035e-07,
        2.08757232129817482790e-09, -1.13596475577881948265e-11,
    ]

    private static func cosine(_ x: Double, _ tail: Double) -> Double {
        let word = magnitudeWord(x)
        if word < 0x3E40_0000 { return 1 }
        let z = x * x
        let r = z * polynomial(z, cosineCoefficients)
        if word < 0x3FD3_3333 { return 1 - (0.5 * z - (z * r - x * tail)) }
        let q = word > 0x3FE9_0000 ? 0.28125 : Double(bitPattern: UInt64(word - 0x0020_0000) << 32)
        return (1 - q) - ((0.5 * z - q) - (z * r - x * tail))
    }

    static func sin(_ x: Double) -> Double {
        guard x.isFinite else { return .nan }
        let word = magnitudeWord(x)
        if word <= 0x3FE9_21FB { return word < 0x3E40_0000 ? x : sine(x, 0, hasTail: false) }
        guard word < largest else { return librarySine(x) }
        let (quarter, high, low) = reduced(x)
        switch quarter & 3 {
        case 0: return sine(high, low, hasTail: true)
        case 1: return cosine(high, low)
        case 2: return -sine(high, low, hasTail: true)
        default: return -cosine(high, low)
        }
    }

    static func cos(_ x: Double) -> Double {
        guard x.isFinite else { return .nan }
        let word = magnitudeWord(x)
        if word <= 0x3FE9_21FB { return cosine(x, 0) }
        guard word < largest else { return libraryCosine(x) }
        let (quarter, high, low) = reduced(x)
        switch quarter & 3 {
        case 0: return cosine(high, low)
        case 1: return -sine(high, low, hasTail: true)
        case 2: return -cosine(high, low)
        default: return sine(high, low, hasTail: true)
        }
    }

    private static let tangentCoefficients = [
        3.33333333333334091986e-01, 1.33333333333201242699e-01, 5.39682539762260521377e-02, 2.18694882948595424599e-02,
        8.86323982359930005737e-03, 3.59207910759131235356e-03, 1.45620945432529025516e-03, 5.88041240820264096874e-04,
        2.46463134818469906812e-04, 7.81794442939557092300e-05, 7.14072491382608190305e-05, -1.85586374855275456654e-05,
        2.59073051863633712884e-05,
    ]

    /// The tangent of a reduced argument, or where an odd number of quarters was taken away, -1 by it.
    private static func tangent(_ given: Double, _ givenTail: Double, isOdd: Bool) -> Double {
        let word = magnitudeWord(given)
        let isNegative = given < 0
        var (x, tail) = (given, givenTail)
        let isLarge = word >= 0x3FE5_9428
        if isLarge {
            if isNegative { (x, tail) = (-x, -tail) }
            x = (7.85398163397448278999e-01 - x) + (3.06161699786838301793e-17 - tail)
            tail = 0
        }
        let z = x * x
        let w = z * z
        let c = tangentCoefficients
        let odd = c[1] + w * (c[3] + w * (c[5] + w * (c[7] + w * (c[9] + w * c[11]))))
        let even = z * (c[2] + w * (c[4] + w * (c[6] + w * (c[8] + w * (c[10] + w * c[12])))))
        let s = z * x
        var r = tail + z * (s * (odd + even) + tail)
        r += c[0] * s
        let sum = x + r
        if isLarge {
            let sign = isOdd ? -1.0 : 1.0
            return (isNegative ? -1 : 1) * (sign - 2 * (x - (sum * sum / (sum + sign) - r)))
        }
        guard isOdd else { return sum }
        let high = cut(sum)
        let low = r - (high - x)
        let inverse = -1 / sum
        let short = cut(inverse)
        return short + inverse * ((1 + short * high) + short * low)
    }

    static func tan(_ x: Double) -> Double {
        guard x.isFinite else { return .nan }
        let word = magnitudeWord(x)
        if word <= 0x3FE9_21FB { return word < 0x3E30_0000 ? x : tangent(x, 0, isOdd: false) }
        guard word < largest else { return libraryTangent(x) }
        let (quarter, high, low) = reduced(x)
        return tangent(high, low, isOdd: quarter & 1 != 0)
    }

    // MARK: Inverses

    private static let halfPi = 1.57079632679489655800
    private static let halfPiLow = 6.12323399573676603587e-17

    private static let arcNumerator = [
        1.66666666666666657415e-01, -3.25565818622400915405e-01, 2.01212532134862925881e-01, -4.00555345006794114027e-02,
        7.91534994289814532176e-04, 3.47933107596021167570e-05,
    ]
    private static let arcDenominator = [
        1, -2.40339491173441421878, 2.02094576023350569471, -6.88283971605453293030e-01, 7.70381505559019352791e-02,
    ]

    private static func arcRatio(_ t: Double) -> Double { t * polynomial(t, arcNumerator) / polynomial(t, arcDenominator) }

    static func asin(_ x: Double) -> Double {
        let word = magnitudeWord(x)
        guard x.magnitude < 1 else { return x.magnitude == 1 ? x * halfPi + x * halfPiLow : .nan }
        if word < 0x3FE0_0000 { return word < 0x3E40_0000 ? x : x + x * arcRatio(x * x) }
        let t = (1 - x.magnitude) * 0.5
        let s = t.squareRoot()
        let ratio = arcRatio(t)
        let result: Double
        if word >= 0x3FEF_3333 {
            result = halfPi - (2 * (s + s * ratio) - halfPiLow)
        } else {
            let w = cut(s)
            let c = (t - w * w) / (s + w)
            let quarterPi = 7.85398163397448278999e-01
            result = quarterPi - ((2 * s * ratio - (halfPiLow - 2 * c)) - (quarterPi - 2 * w))
        }
        return x < 0 ? -result : result
    }

    static func acos(_ x: Double) -> Double {
        let word = magnitudeWord(x)
        guard x.magnitude < 1 else { return x == 1 ? 0 : x == -1 ? .pi + 2 * halfPiLow : .nan }
        if word < 0x3FE0_0000 {
            return word <= 0x3C60_0000 ? halfPi + halfPiLow : halfPi - (x - (halfPiLow - x * arcRatio(x * x)))
        }
        let z = (1 - x.magnitude) * 0.5
        let s = z.squareRoot()
        if x < 0 { return .pi - 2 * (s + (arcRatio(z) * s - halfPiLow)) }
        let short = cut(s)
        let c = (z - short * short) / (s + short)
        return 2 * (short + (arcRatio(z) * s + c))
    }

    private static let arcs: [(high: Double, low: Double)] = [
        (4.63647609000806093515e-01, 2.26987774529616870924e-17), (7.85398163397448278999e-01, 3.06161699786838301793e-17),
        (9.82793723247329054082e-01, 1.39033110312309984516e-17), (halfPi, halfPiLow),
    ]

    static func atan(_ x: Double) -> Double {
        let word = magnitudeWord(x)
        if x.isNaN { return x }
        if word >= 0x4410_0000 { return x > 0 ? halfPi + halfPiLow : -halfPi - halfPiLow }
        if word < 0x3FDC_0000 { return word < 0x3E40_0000 ? x : x - x * arcSeries(x) }
        let magnitude = x.magnitude
        let (index, t): (Int, Double)
        if word < 0x3FE6_0000 {
            (index, t) = (0, (2 * magnitude - 1) / (2 + magnitude))
        } else if word < 0x3FF3_0000 {
            (index, t) = (1, (magnitude - 1) / (magnitude + 1))
        } else if word < 0x4003_8000 {
            (index, t) = (2, (magnitude - 1.5) / (1 + 1.5 * magnitude))
        } else {
            (index, t) = (3, -1 / magnitude)
        }
        let result = arcs[index].high - ((t * arcSeries(t) - arcs[index].low) - t)
        return x < 0 ? -result : result
    }

    private static let oddArcs = [
        3.33333333333329318027e-01, 1.42857142725034663711e-01, 9.09088713343650656196e-02, 6.66107313738753120669e-02,
        4.97687799461593236017e-02, 1.62858201153657823623e-02,
    ]
    private static let evenArcs = [
        -1.99999999998764832476e-01, -1.11111104054623557880e-01, -7.69187620504482999495e-02, -5.83357013379057348645e-02,
        -3.65315727442169155270e-02,
    ]

    private static func arcSeries(_ x: Double) -> Double {
        let z = x * x
        let w = z * z
        return z * polynomial(w, oddArcs) + w * polynomial(w, evenArcs)
    }

    static func atan2(_ y: Double, _ x: Double) -> Double {
        if x.isNaN || y.isNaN { return .nan }
        let piLow = 1.2246467991473531772e-16
        let isLeft = x.sign == .minus
        func signed(_ angle: Double) -> Double { y.sign == .minus ? -angle : angle }
        if x == 1 { return atan(y) }
        if y == 0 { return isLeft ? signed(.pi) : y }
        if x == 0 { return signed(halfPi) }
        if x.isInfinite {
            if y.isInfinite { return signed(isLeft ? 3 * (Double.pi / 4) : Double.pi / 4) }
            return signed(isLeft ? .pi : 0)
        }
        if y.isInfinite { return signed(halfPi) }
        let difference = (Int(magnitudeWord(y)) - Int(magnitudeWord(x))) >> 20
        if difference > 60 { return signed(halfPi + 0.5 * piLow) }
        let angle = isLeft && difference < -60 ? 0 : atan((y / x).magnitude)
        guard isLeft else { return signed(angle) }
        return y.sign == .minus ? (angle - piLow) - .pi : .pi - (angle - piLow)
    }
}

/// Those of the C library, for arguments of many turns.
private func librarySine(_ x: Double) -> Double { sin(x) }
private func libraryCosine(_ x: Double) -> Double { cos(x) }
private func libraryTangent(_ x: Double) -> Double { tan(x) }
