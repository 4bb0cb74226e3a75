/// Makes a failing input smaller while it keeps failing: first whole lines, then bytes.
///
/// - Parameters:
///   - tries: how often `fails` may be asked.
///   - fails: whether an input still shows the fault.
public func shrunk(_ input: [UInt8], tries: Int, while fails: ([UInt8]) -> Bool) -> [UInt8] {
    var tries = tries
    let lines = input.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) + [0x0A] }
    var best = without(lines, tries: &tries) { fails($0.flatMap { $0 }) }.flatMap { $0 }
    if best.count > input.count { best = input }
    return without(best.map { [$0] }, tries: &tries) { fails($0.flatMap { $0 }) }.flatMap { $0 }
}

/// Takes out runs of parts, long ones first.
private func without(_ parts: [[UInt8]], tries: inout Int, _ fails: ([[UInt8]]) -> Bool) -> [[UInt8]] {
    var parts = parts
    var size = parts.count / 2
    while size > 0 {
        var start = 0
        while start < parts.count {
            guard tries > 0 else { return parts }
            var candidate = parts
            candidate.removeSubrange(start..<min(parts.count, start + size))
            tries -= 1
            if !candidate.isEmpty, fails(candidate) { parts = candidate } else { start += size }
        }
        size /= 2
    }
    return parts
}
