/// What the elements of a typed array are. https://tc39.es/ecma262/#table-the-typedarray-constructors
enum ElementKind: UInt8, CaseIterable {
    case int8, uint8, uint8Clamped, int16, uint16, int32, uint32, float16, float32, float64, bigInt64, bigUint64

    /// The constructor's name without `Array`; with `get` and `set` before it, the methods of DataView.
    var name: String {
        switch self {
        case .int8: "Int8"
        case .uint8: "Uint8"
        case .uint8Clamped: "Uint8Clamped"
        case .int16: "Int16"
        case .uint16: "Uint16"
        case .int32: "Int32"
        case .uint32: "Uint32"
        case .float16: "Float16"
        case .float32: "Float32"
        case .float64: "Float64"
        case .bigInt64: "BigInt64"
        case .bigUint64: "BigUint64"
        }
    }

    /// In bytes.
    var size: Int {
        switch self {
        case .int8, .uint8, .uint8Clamped: 1
        case .int16, .uint16, .float16: 2
        case .int32, .uint32, .float32: 4
        case .float64, .bigInt64, .bigUint64: 8
        }
    }

    /// [[ContentType]]
    var isBigInt: Bool { self == .bigInt64 || self == .bigUint64 }

    /// What `Atomics` works on.
    var isAtomic: Bool {
        switch self {
        case .uint8Clamped, .float16, .float32, .float64: false
        default: true
        }
    }

    /// NumericToRawBytes of a number, the lowest byte first in the result. https://tc39.es/ecma262/#sec-numerictorawbytes
    func bits(of number: Double) -> UInt64 {
        switch self {
        case .uint8Clamped: UInt64(number.isNaN ? 0 : max(0, min(255, number)).rounded(.toNearestOrEven))
        case .float16: UInt64(HalfPrecision.bits(of: number))
        case .float32: UInt64(Float(number).bitPattern)
        case .float64: number.bitPattern
        default: UInt64(UInt32(bitPattern: Machine.toInt32(number)))
        }
    }

    /// RawBytesToNumeric where that is a number. https://tc39.es/ecma262/#sec-rawbytestonumeric
    func number(ofBits bits: UInt64) -> Double {
        switch self {
        case .int8: Double(Int8(truncatingIfNeeded: bits))
        case .uint8, .uint8Clamped: Double(UInt8(truncatingIfNeeded: bits))
        case .int16: Double(Int16(truncatingIfNeeded: bits))
        case .uint16: Double(UInt16(truncatingIfNeeded: bits))
        case .int32: Double(Int32(truncatingIfNeeded: bits))
        case .uint32: Double(UInt32(truncatingIfNeeded: bits))
        case .float16: HalfPrecision.number(ofBits: UInt16(truncatingIfNeeded: bits))
        case .float32: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
        case .float64: Double(bitPattern: bits)
        case .bigInt64: Double(Int64(bitPattern: bits))
        case .bigUint64: Double(bits)
        }
    }
}

/// binary16 of IEEE 754, which not every machine has.
enum HalfPrecision {
    static func bits(of number: Double) -> UInt16 {
        let sign: UInt16 = number.sign == .minus ? 0x8000 : 0
        if number.isNaN { return 0x7E00 }
        let magnitude = abs(number)
        if magnitude >= 65520 { return sign | 0x7C00 }
        if magnitude < 0x1p-14 { return sign | UInt16((magnitude * 0x1p24).rounded(.toNearestOrEven)) }
        let exponent = Int(magnitude.exponent)
        let significand = Double(sign: .plus, exponent: 10 - exponent, significand: magnitude).rounded(.toNearestOrEven)
        // A significand that is rounded up to the next power of two carries into the exponent.
        return sign | (UInt16(exponent + 15) << 10 + UInt16(significand - 1024))
    }

    static func number(ofBits bits: UInt16) -> Double {
        let exponent = Int(bits >> 10 & 31)
        let fraction = Double(bits & 1023)
        let magnitude: Double =
            switch exponent {
            case 0: fraction * 0x1p-24
            case 31: fraction == 0 ? .infinity : .nan
            default: Double(sign: .plus, exponent: exponent - 25, significand: fraction + 1024)
            }
        return bits & 0x8000 != 0 ? -magnitude : magnitude
    }
}
