/// The number with at most `digits` decimals and no trailing zeros.
package func fixed(_ value: Double, digits: Int = 2) -> String {
    var text = ByteText()
    text.append(fixed: value, digits: digits)
    return text.text
}

/// A unit of virtual time.
enum TimeUnit: Sendable, Equatable {
    case nanoseconds, microseconds, milliseconds, seconds

    /// The unit in which a span of so many nanoseconds reads best. Milliseconds stay until ten seconds.
    init(for nanoseconds: Int64) {
        switch nanoseconds {
        case 0, 1_000_000..<10_000_000_000: self = .milliseconds
        case ..<1_000: self = .nanoseconds
        case ..<1_000_000: self = .microseconds
        default: self = .seconds
        }
    }

    /// The unit for an axis: the largest in which these times need one decimal at most.
    init(spacing times: [Int64]) {
        let units: [(TimeUnit, Int64)] = [(.seconds, 1_000_000_000), (.milliseconds, 1_000_000), (.microseconds, 1_000)]
        guard let last = times.last, last > 0 else {
            self = .milliseconds
            return
        }
        let first = TimeUnit(for: last)
        let start = units.firstIndex { $0.0 == first } ?? units.count
        self = units[start...].first { unit in times.allSatisfy { $0 % (unit.1 / 10) == 0 } }?.0 ?? .nanoseconds
    }

    var symbol: String {
        switch self {
        case .nanoseconds: "ns"
        case .microseconds: "µs"
        case .milliseconds: "ms"
        case .seconds: "s"
        }
    }

    private var exponent: Int {
        switch self {
        case .nanoseconds: 0
        case .microseconds: 3
        case .milliseconds: 6
        case .seconds: 9
        }
    }

    /// The number alone, exact.
    func number(_ nanoseconds: Int64) -> String {
        var factor: UInt64 = 1
        for _ in 0..<exponent { factor *= 10 }
        var text = ByteText()
        if nanoseconds < 0 { text.append("-") }
        text.append(nanoseconds.magnitude, over: factor)
        return text.text
    }
}

/// A span of virtual time as people write it: `0 ms`, `250 ms`, `12.5 s`.
func duration(_ nanoseconds: Int64) -> String {
    let unit = TimeUnit(for: nanoseconds)
    return "\(unit.number(nanoseconds)) \(unit.symbol)"
}

/// How long it is from one time to a later one, nanoseconds; as long as can be said where it is longer than that.
func span(from: Int64, to: Int64) -> Int64 {
    let (span, isTooLong) = to.subtractingReportingOverflow(from)
    return isTooLong ? .max : span
}
