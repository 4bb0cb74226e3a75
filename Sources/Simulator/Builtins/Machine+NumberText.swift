import JavaScript

/// Numbers as text in other forms than the usual one. https://tc39.es/ecma262/#sec-properties-of-the-number-prototype-object
extension Machine {
    mutating func installNumberText(_ prototype: ObjectID) {
        define(prototype, "toString", 1) { machine, arguments throws(Abrupt) in
            let number = try machine.thisNumber(arguments, "toString")
            let given = machine.argument(arguments, 0)
            let radix = given.isUndefined ? 10 : try machine.toInteger(given)
            guard radix >= 2, radix <= 36 else { throw machine.rangeError("toString() radix argument must be between 2 and 36") }
            let text = radix == 10 ? machine.formatNumber(number) : machine.formatNumber(number, radix: Int(radix))
            machine.budget.steps += Self.entrySteps + text.utf8.count
            return machine.string(text)
        }
        define(prototype, "toFixed", 1) { machine, arguments throws(Abrupt) in
            let number = try machine.thisNumber(arguments, "toFixed")
            let count = try machine.toInteger(machine.argument(arguments, 0))
            guard count >= 0, count <= 100 else { throw machine.rangeError("toFixed() digits argument must be between 0 and 100") }
            guard number.isFinite, number.magnitude < 1e21 else { return machine.string(machine.formatNumber(number)) }
            var decimal = machine.exactDecimal(number)
            decimal.round(toFraction: Int(count))
            // A negative number that rounds to zero keeps its sign.
            return machine.string((number < 0 ? "-" : "") + decimal.fixed(Int(count)))
        }
        define(prototype, "toPrecision", 1) { machine, arguments throws(Abrupt) in
            let number = try machine.thisNumber(arguments, "toPrecision")
            let given = machine.argument(arguments, 0)
            if given.isUndefined { return machine.string(machine.formatNumber(number)) }
            let precision = try machine.toInteger(given)
            guard number.isFinite else { return machine.string(machine.formatNumber(number)) }
            guard precision >= 1, precision <= 100 else { throw machine.rangeError("toPrecision() argument must be between 1 and 100") }
            let text = machine.precise(number, Int(precision))
            return machine.string(text)
        }
        define(prototype, "toExponential", 1) { machine, arguments throws(Abrupt) in
            let number = try machine.thisNumber(arguments, "toExponential")
            let given = machine.argument(arguments, 0)
            let count = try machine.toInteger(given)
            guard number.isFinite else { return machine.string(machine.formatNumber(number)) }
            guard count >= 0, count <= 100 else { throw machine.rangeError("toExponential() argument must be between 0 and 100") }
            let sign = number < 0 ? "-" : ""
            var digits = Int(count) + 1
            if given.isUndefined { digits = max(machine.shortestDigits(number).digits.count, 1) }
            var decimal = machine.exactDecimal(number)
            decimal.round(toDigits: digits)
            return machine.string(sign + decimal.exponential(digits))
        }
        define(prototype, "toLocaleString", 0) { machine, arguments throws(Abrupt) in
            let number = try machine.thisNumber(arguments, "toLocaleString")
            if machine.namesLocale(arguments) {
                return try machine.internationalized("numberText", of: "numberFormat", .number(number), arguments)
            }
            let text = machine.groupedText(number)
            machine.budget.steps += Self.numberTextSteps + text.utf8.count
            return machine.string(text)
        }
    }

    private mutating func exactDecimal(_ number: Double) -> ExactDecimal {
        let decimal = ExactDecimal(number)
        budget.steps += Self.lookupSteps + decimal.digits.count
        return decimal
    }

    private mutating func precise(_ number: Double, _ precision: Int) -> String {
        let sign = number < 0 ? "-" : ""
        var decimal = exactDecimal(number)
        decimal.round(toDigits: precision)
        let exponent = decimal.digits.isEmpty ? 0 : decimal.point - 1
        if exponent < -6 || exponent >= precision { return sign + decimal.exponential(precision) }
        return sign + decimal.fixed(precision - 1 - exponent)
    }

    /// The shortest digits that read back as the number, and where its point stands.
    mutating func shortestDigits(_ number: Double) -> (digits: [UInt8], point: Int) {
        let text = formatNumber(number.magnitude).utf8
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let parts = text.split(separator: 0x65)
        for unit in parts[0] { if unit == 0x2E { point = digits.count } else { digits.append(unit - 0x30) } }
        if parts.count > 1 { exponent = Int(String(decoding: parts[1], as: UTF8.self)) ?? 0 }
        var place = (point ?? digits.count) + exponent
        while digits.first == 0 {
            digits.removeFirst()
            place -= 1
        }
        while digits.last == 0 { digits.removeLast() }
        return (digits, digits.isEmpty ? 0 : place)
    }

    /// As `en-US` writes a number: groups of three digits, and at most three after the point.
    private mutating func groupedText(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        let sign = number.sign == .minus ? "-" : ""
        if number.isInfinite { return sign + "∞" }
        let shortest = shortestDigits(number)
        var decimal = ExactDecimal(digits: shortest.digits, point: shortest.point)
        decimal.round(toFraction: 3)
        let point = decimal.point
        var text = ""
        for index in 0..<max(point, 1) {
            let left = max(point, 1) - index
            if index > 0, left % 3 == 0 { text.append(",") }
            text.append(Character(Unicode.Scalar(point > 0 ? decimal.digit(index) : 0x30)))
        }
        var fraction = ""
        for index in 0..<3 { fraction.append(Character(Unicode.Scalar(decimal.digit(point + index)))) }
        while fraction.last == "0" { fraction.removeLast() }
        return sign + text + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// Number::toString with another radix: as many digits as tell the number from its neighbours.
    mutating func formatNumber(_ number: Double, radix: Int) -> String {
        guard number.isFinite else { return formatNumber(number) }
        let sign = number < 0 ? "-" : ""
        let magnitude = number.magnitude
        let whole = magnitude.rounded(.down)
        var fraction = magnitude - whole
        let base = Double(radix)
        var digits: [Int] = []
        var carriesOver = false
        // Half the distance to the next number: what is closer than that to a shorter text is written so.
        var tolerance = max(0.5 * (magnitude.nextUp - magnitude), Double.leastNonzeroMagnitude)
        if fraction >= tolerance {
            while true {
                fraction *= base
                tolerance *= base
                let digit = Int(fraction)
                digits.append(digit)
                fraction -= Double(digit)
                if fraction > 0.5 || (fraction == 0.5 && digit & 1 == 1), fraction + tolerance > 1 {
                    carriesOver = Self.increment(&digits, radix)
                    break
                }
                if fraction < tolerance { break }
            }
        }
        let text = Self.wholeText(whole + (carriesOver ? 1 : 0), radix)
        if digits.isEmpty { return sign + text }
        return sign + text + "." + digits.map { String($0, radix: radix) }.joined()
    }

    /// Adds one in the last place; trailing zeros go.
    private static func increment(_ digits: inout [Int], _ radix: Int) -> Bool {
        while let last = digits.popLast() {
            if last + 1 < radix {
                digits.append(last + 1)
                return false
            }
        }
        return true
    }

    /// The digits of a whole number. The places behind its precision, of whose digits nothing is known, are zeros in this radix too.
    private static func wholeText(_ whole: Double, _ radix: Int) -> String {
        var rest = whole
        var zeros = 0
        while (rest / Double(radix)).magnitude >= 0x1p53 {
            rest /= Double(radix)
            zeros += 1
        }
        var digits: [UInt8] = []
        repeat {
            let digit = rest.truncatingRemainder(dividingBy: Double(radix))
            digits.append(UInt8("0123456789abcdefghijklmnopqrstuvwxyz".utf8.dropFirst(Int(digit)).first ?? 0x30))
            rest = (rest - digit) / Double(radix)
        } while rest > 0
        return String(decoding: digits.reversed(), as: UTF8.self) + String(repeating: "0", count: zeros)
    }
}
