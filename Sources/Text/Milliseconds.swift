/// A time or duration in nanoseconds, as exact decimal milliseconds without a unit: `1000`, `0.25`, `0.000001`.
///
/// Integer arithmetic only, so the text is the same on every machine and says neither more nor less than the number.
public func millisecondsText(_ nanoseconds: Int64) -> String {
    let sign = nanoseconds < 0 ? "-" : ""
    let (whole, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    guard rest != 0 else { return "\(sign)\(whole)" }
    var digits = zeroFilled(String(rest), to: 6)
    while digits.last == "0" { digits.removeLast() }
    return "\(sign)\(whole).\(digits)"
}

/// A time or duration in nanoseconds as people read it: `1000 ms`, `0.25 ms`.
public func durationText(_ nanoseconds: Int64) -> String {
    millisecondsText(nanoseconds) + " ms"
}
