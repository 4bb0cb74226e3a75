import Text

/// A stretch of virtual time, in whole nanoseconds.
public struct VirtualDuration: Hashable, Comparable, Sendable {
    /// Never negative in a document, and at most ``maximum``.
    public var nanoseconds: Int64

    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// A hundred years of 365 days: more than any start-up takes, and far from where times overflow.
    public static let maximum = VirtualDuration(nanoseconds: 100 * 365 * 86_400 * 1_000_000_000)

    /// The units in the order in which messages list them, with their length in powers of ten and a factor.
    private static let units: [(name: String, exponent: Int, factor: Int64)] = [
        ("ns", 0, 1), ("us", 3, 1), ("ms", 6, 1), ("s", 9, 1), ("min", 9, 60),
    ]

    public static func < (a: Self, b: Self) -> Bool { a.nanoseconds < b.nanoseconds }

    /// Why a text is no duration.
    public struct ParseError: Error, Hashable {
        public var message: String
        public var suggestion: String?
    }

    /// Reads a number with a unit, `1.5s`; a bare number is milliseconds, as for `setTimeout`. The arithmetic is exact.
    public init(parsing text: String) throws(ParseError) {
        let examples = "write a number and a unit, such as 250ms, 1.5s or 2min"
        if text.hasPrefix("-"), text.dropFirst().first?.isNumber == true {
            throw ParseError(message: "a duration cannot be negative, found '\(shortened(text))'", suggestion: nil)
        }
        guard let decimal = Decimal(readingPrefixOf: text) else {
            throw ParseError(message: "expected a duration, found '\(shortened(text))'", suggestion: examples)
        }
        let unitText = String(decimal.rest)
        let name = unitText.isEmpty ? "ms" : unitText
        guard let unit = Self.units.first(where: { $0.name == name }) else {
            let point = text.replacing(",", with: ".")
            if text.contains(","), (try? VirtualDuration(parsing: point)) != nil {
                throw ParseError(message: "expected a duration, found '\(shortened(text))'", suggestion: "write \(point)")
            }
            throw ParseError(
                message: "unknown unit in the duration '\(shortened(text))', expected ns, us, ms, s or min",
                suggestion: Self.suggestion(for: name, number: text.dropLast(unitText.count)) ?? examples)
        }
        guard let nanoseconds = decimal.scaled(byPowerOfTen: unit.exponent, factor: unit.factor) else {
            throw ParseError(message: "a duration counts whole nanoseconds, and '\(shortened(text))' is finer", suggestion: nil)
        }
        guard nanoseconds <= Self.maximum.nanoseconds else {
            throw ParseError(message: "a duration is at most 100 years, found '\(shortened(text))'", suggestion: nil)
        }
        self.nanoseconds = nanoseconds
    }

    private static func suggestion(for unit: String, number: Substring) -> String? {
        switch unit.drop(while: { $0 == " " }).lowercased() {
        case "sec", "secs", "second", "seconds", "s": "write \(number)s"
        case "m": "write \(number)ms for milliseconds, or \(number)min for minutes"
        case "msec", "millis", "milliseconds", "millisecond", "ms": "write \(number)ms"
        case "minute", "minutes", "mins", "min": "write \(number)min"
        case "µs", "μs", "usec", "microseconds", "us": "write \(number)us"
        case "nanoseconds", "nsec", "ns": "write \(number)ns"
        case "h", "hr", "hour", "hours": Int32(number).map { "write \(Int($0) * 60)min" }
        case "d", "day", "days": Int32(number).map { "write \(Int($0) * 1440)min" }
        default: nil
        }
    }

    /// The duration in milliseconds as JavaScript writes it: `1000`, `0.25`. Exact.
    public var milliseconds: String { millisecondsText(nanoseconds) }
}

extension VirtualDuration: CustomStringConvertible {
    /// The duration in the largest unit that writes it without a fraction of less than a millisecond: `1s`, `1.5s`, `250ms`, `0.01ms`.
    public var description: String {
        if nanoseconds >= 1_000_000_000, nanoseconds % 1_000_000 == 0 {
            let thousandths = VirtualDuration(nanoseconds: nanoseconds / 1_000)
            return thousandths.milliseconds + "s"
        }
        return milliseconds + "ms"
    }
}

/// A decimal number: digits and the power of ten that its last digit stands for.
struct Decimal {
    private var digits: [UInt8]
    private var exponent: Int
    /// What follows the number.
    private(set) var rest: Substring

    /// Reads `1`, `1.5`, `.5`, `1e3`; `nil` when the text starts with no number.
    init?(readingPrefixOf text: String) {
        rest = text[...]
        digits = []
        exponent = 0
        if rest.hasPrefix("+") { rest.removeFirst() }
        var isFraction = false
        while let first = rest.utf8.first {
            if first == UInt8(ascii: "."), !isFraction {
                isFraction = true
            } else if UInt8(ascii: "0") <= first, first <= UInt8(ascii: "9") {
                digits.append(first - UInt8(ascii: "0"))
                if isFraction { exponent -= 1 }
            } else {
                break
            }
            rest = rest.dropFirst()
        }
        guard !digits.isEmpty else { return nil }
        if let first = rest.first, first == "e" || first == "E" {
            var power = rest.dropFirst()
            let isNegative = power.first == "-"
            if isNegative || power.first == "+" { power.removeFirst() }
            let powerDigits = power.prefix { "0"..."9" ~= $0 }
            if !powerDigits.isEmpty {
                // Past a thousand it is out of any range; how far no longer matters.
                let value = min(Int(powerDigits) ?? 1_000, 1_000)
                exponent += isNegative ? -value : value
                rest = power.dropFirst(powerDigits.count)
            }
        }
        while digits.count > 1, digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        if digits == [0] { exponent = 0 }
    }

    /// The number times 10^power times the factor, `Int64.max` when that is too large; `nil` when it is not whole.
    func scaled(byPowerOfTen power: Int, factor: Int64) -> Int64? {
        var remaining = exponent + power
        var value: Int64 = 0
        var overflows = false
        func times(_ a: Int64, _ b: Int64) -> Int64 {
            let (product, overflow) = a.multipliedReportingOverflow(by: b)
            if overflow { overflows = true }
            return overflow ? 0 : product
        }
        for digit in digits {
            value = times(value, 10)
            let (sum, overflow) = value.addingReportingOverflow(Int64(digit))
            if overflow { overflows = true }
            value = overflow ? 0 : sum
        }
        if remaining < 0 {
            // Too many digits to hold is not too large a number here: let the factor's zeros go first.
            guard !overflows else { return nil }
            value = times(value, factor)
            guard !overflows else { return .max }
            while remaining < 0 {
                guard value % 10 == 0 else { return nil }
                value /= 10
                remaining += 1
            }
            return value
        }
        value = times(value, factor)
        while remaining > 0, !overflows {
            value = times(value, 10)
            remaining -= 1
        }
        return overflows ? .max : value
    }
}
