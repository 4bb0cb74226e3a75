import JavaScript

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension Machine {
    // MARK: Equality

    /// IsStrictlyEqual.
    @inline(__always) mutating func isStrictlyEqual(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.number(let x), .number(let y)): x == y
        case (.string(let x), .string(let y)): areTextsEqual(x, y)
        case (.bigInt(let x), .bigInt(let y)): x == y || areBigIntsEqual(x, y)
        default: a == b
        }
    }

    /// SameValueZero, but for NaN and signs like SameValue when `isExact`.
    mutating func isSameValue(_ a: Value, _ b: Value, isExact: Bool = true) -> Bool {
        if case .number(let x) = a, case .number(let y) = b {
            if x.isNaN, y.isNaN { return true }
            return x == y && (!isExact || x != 0 || x.sign == y.sign)
        }
        return isStrictlyEqual(a, b)
    }

    /// IsLooselyEqual.
    mutating func isLooselyEqual(_ a: Value, _ b: Value) throws(Abrupt) -> Bool {
        switch (a, b) {
        case (.undefined, .undefined), (.null, .null), (.undefined, .null), (.null, .undefined): return true
        case (.undefined, _), (.null, _), (_, .undefined), (_, .null): return false
        case (.number, .number), (.string, .string), (.boolean, .boolean), (.symbol, .symbol), (.object, .object),
            (.bigInt, .bigInt):
            return isStrictlyEqual(a, b)
        case (.bigInt(let x), .number(let y)), (.number(let y), .bigInt(let x)): return isEqual(x, y)
        case (.bigInt(let x), .string(let y)), (.string(let y), .bigInt(let x)): return try parsedBigInt(y) == heap.bigInts[x]
        case (.number(let x), .string(let y)): return x == numberValue(of: y)
        case (.string(let x), .number(let y)): return numberValue(of: x) == y
        case (.boolean(let flag), _): return try isLooselyEqual(.number(flag ? 1 : 0), b)
        case (_, .boolean(let flag)): return try isLooselyEqual(a, .number(flag ? 1 : 0))
        case (.object, _):
            let primitive = try toPrimitive(a)
            return try isLooselyEqual(primitive, b)
        case (_, .object):
            let primitive = try toPrimitive(b)
            return try isLooselyEqual(a, primitive)
        default: return false
        }
    }

    // MARK: Arithmetic

    /// The addition operator. https://tc39.es/ecma262/#sec-applystringornumericbinaryoperator
    mutating func add(_ left: Value, _ right: Value) throws(Abrupt) -> Value {
        if case .number(let a) = left, case .number(let b) = right { return .number(a + b) }
        let a = try toPrimitive(left)
        let b = try toPrimitive(right)
        if case .string = a { return try concatenate(toString(a), toString(b)) }
        if case .string = b { return try concatenate(toString(a), toString(b)) }
        let x = try toNumeric(a)
        let y = try toNumeric(b)
        if case .number(let x) = x, case .number(let y) = y { return .number(x + y) }
        return try bigIntArithmetic(.add, x, y)
    }

    mutating func concatenate(_ left: StringID, _ right: StringID) throws(Abrupt) -> Value {
        guard let result = strings.concatenate(left, right) else { throw rangeError("Invalid string length") }
        return .string(result)
    }

    static func exponent(_ base: Double, _ power: Double) -> Double {
        if power.isNaN { return .nan }
        if power == 0 { return 1 }
        if abs(base) == 1, power.isInfinite { return .nan }
        // A root is as near as can be.
        if power == 0.5, base > -.infinity { return (base + 0).squareRoot() }
        return pow(base, power)
    }

    /// What is left of whole numbers, both positive: no larger than they, and so exact.
    @inline(__always) static func wholeRemainder(_ a: Double, _ b: Double) -> Double? {
        guard let x = Int64(exactly: a), let y = Int64(exactly: b), x > 0 || (x == 0 && a.sign == .plus), y > 0 else { return nil }
        return Double(x % y)
    }

    mutating func arithmetic(_ opcode: Opcode, _ left: Value, _ right: Value) throws(Abrupt) -> Value {
        let (leftNumeric, rightNumeric) = (try toNumeric(left), try toNumeric(right))
        guard case .number(let a) = leftNumeric, case .number(let b) = rightNumeric else {
            return try bigIntArithmetic(opcode, leftNumeric, rightNumeric)
        }
        switch opcode {
        case .subtract: return .number(a - b)
        case .multiply: return .number(a * b)
        case .divide: return .number(a / b)
        case .remainder:
            if let result = Self.wholeRemainder(a, b) { return .number(result) }
            // It is worked out a binary digit at a time.
            budget.steps += 1
            let digits = Int(a.exponentBitPattern) &- Int(b.exponentBitPattern)
            if digits > 64 { budget.countWork(digits) }
            return .number(fmod(a, b))
        case .exponent:
            budget.steps += 1
            return .number(Self.exponent(a, b))
        case .bitwiseAnd: return .number(Double(Self.toInt32(a) & Self.toInt32(b)))
        case .bitwiseOr: return .number(Double(Self.toInt32(a) | Self.toInt32(b)))
        case .bitwiseXor: return .number(Double(Self.toInt32(a) ^ Self.toInt32(b)))
        case .shiftLeft: return .number(Double(Self.toInt32(a) << (Self.toInt32(b) & 31)))
        case .shiftRight: return .number(Double(Self.toInt32(a) >> (Self.toInt32(b) & 31)))
        default: return .number(Double(UInt32(bitPattern: Self.toInt32(a)) >> UInt32(Self.toInt32(b) & 31)))
        }
    }

    /// The relational operators. https://tc39.es/ecma262/#sec-islessthan
    mutating func compare(_ opcode: Opcode, _ left: Value, _ right: Value) throws(Abrupt) -> Bool {
        let a = try toPrimitive(left, .number)
        let b = try toPrimitive(right, .number)
        if case .string(let x) = a, case .string(let y) = b {
            switch opcode {
            case .less: return isTextLess(x, y)
            case .greater: return isTextLess(y, x)
            case .lessOrEqual: return !isTextLess(y, x)
            default: return !isTextLess(x, y)
            }
        }
        if a.isBigInt || b.isBigInt { return try compareBigInts(opcode, a, b) }
        let x = try toNumber(a)
        let y = try toNumber(b)
        switch opcode {
        case .less: return x < y
        case .greater: return x > y
        case .lessOrEqual: return x <= y
        default: return x >= y
        }
    }

    // MARK: typeof, instanceof, in

    mutating func typeOf(_ value: Value) -> StringID {
        switch value {
        case .undefined, .uninitialized, .accessor, .internal: .known(.undefined)
        case .null: .known(.object)
        case .boolean: .known(.boolean)
        case .number: .known(.number)
        case .string: .known(.string)
        case .symbol: .known(.symbol)
        case .bigInt: .known(.bigint)
        case .object(let object): heap[object].isCallable ? .known(.function) : .known(.object)
        }
    }

    /// InstanceofOperator.
    mutating func instanceOf(_ value: Value, _ target: Value) throws(Abrupt) -> Bool {
        budget.steps += 1
        guard target.isObject else { throw because(of: target, typeError("Right-hand side of 'instanceof' is not an object")) }
        let handler = try getMethod(target, .symbol(realm.symbolHasInstance))
        if !handler.isUndefined, handler != realm.ordinaryHasInstance { return try toBoolean(call(handler, target, value)) }
        guard isCallable(target) else { throw typeError("Right-hand side of 'instanceof' is not callable") }
        return try ordinaryHasInstance(target, value)
    }

    mutating func ordinaryHasInstance(_ target: Value, _ value: Value) throws(Abrupt) -> Bool {
        guard case .object(let constructor) = target, heap[constructor].isCallable else { return false }
        if let bound = boundTarget(constructor) {
            // A bound function may be bound again, and again.
            running.nativeDepth += 1
            defer { running.nativeDepth -= 1 }
            if running.nativeDepth > Self.nativeDepthLimit { throw stackOverflow() }
            return try instanceOf(value, bound)
        }
        guard case .object(let object) = value else { return false }
        let found = try get(constructor, .known(.prototype))
        guard case .object(let prototype) = found else {
            throw typeError("Function has non-object prototype '\(plainText(of: found))' in instanceof check")
        }
        var hops = 0
        var current = try self.prototype(of: object)
        while !current.isNone {
            if current == prototype { return true }
            current = try inherited(from: current, &hops)
        }
        return false
    }

    mutating func has(_ key: Value, in target: Value) throws(Abrupt) -> Bool {
        guard case .object(let object) = target else {
            throw typeError("Cannot use 'in' operator to search for '\(plainText(of: key))' in \(plainText(of: target))")
        }
        let propertyKey = try toPropertyKey(key)
        return try hasProperty(object, propertyKey)
    }
}
