import RegularExpressions

/// What a pattern matches first, as `exec` would give it: the groups' texts, `nil` for one without a part; or what is wrong with it.
func matching(_ pattern: String, _ flags: String = "", _ text: String, from start: Int = 0, steps: Int = 1_000_000) -> String {
    guard let parsed = RegularExpressionFlags(flags) else { return "flags" }
    let expression: RegularExpression
    do throws(PatternError) { expression = try RegularExpression(pattern, parsed) } catch { return "\(error.offset): \(error.message)" }
    let units = Array(text.utf16)
    var matcher = Matcher()
    let outcome = units.withUnsafeBufferPointer {
        matcher.search(expression, in: $0, from: start, isSticky: parsed.contains(.sticky), stepLimit: steps, byteLimit: 1 << 24)
    }
    guard outcome == .match else { return "\(outcome)" }
    return (0...expression.captureCount).map { group in
        let (first, end) = (Int(matcher.registers[group * 2]), Int(matcher.registers[group * 2 + 1]))
        return first < 0 || end < 0 ? "-" : String(decoding: units[first..<end], as: UTF16.self)
    }.joined(separator: ",")
}
