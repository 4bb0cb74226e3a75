import RegularExpressions

extension FuzzTarget {
    /// How many instructions of a pattern a search may run.
    private static var patternSteps: Int {
        #if DEBUG
        200_000
        #else
        5_000_000
        #endif
    }

    /// The first line is the flags, the second the pattern, and the rest the text.
    ///
    /// The pattern is refused at a place in it, or searched for in bounded steps and room, twice alike, and what is found lies in the text.
    func checkPattern(_ input: [UInt8]) throws(Finding) {
        let parts = String(decoding: input, as: UTF8.self).split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count > 1, let flags = RegularExpressionFlags(parts[0]) else { return }
        let pattern = Array(parts[1].utf16)
        let text = Array((parts.count > 2 ? parts[2] : "").utf16)
        let expression: RegularExpression
        do throws(PatternError) {
            expression = try RegularExpression(pattern, flags)
        } catch {
            try expect((0...pattern.count).contains(error.offset), "what is wrong stands outside the pattern")
            try expect(RegularExpression.problem(of: pattern, flags) == error, "looked at again, something else is wrong")
            return
        }
        let first = result(of: expression, in: text)
        try expect(first == result(of: expression, in: text), "searched again, the pattern matches otherwise")
        guard first.outcome == .match else { return }
        try expect(first.registers.allSatisfy { $0 == -1 || (0...text.count).contains(Int($0)) }, "a match lies outside the text")
        for group in 0...expression.captureCount {
            let (start, end) = (first.registers[group * 2], first.registers[group * 2 + 1])
            try expect(start < 0 || end < 0 || start <= end, "a group ends before it begins")
        }
    }

    private struct Searched: Equatable {
        var outcome: Matcher.Outcome
        var registers: [Int32]
        var steps: Int
    }

    private func result(of expression: RegularExpression, in text: [UInt16]) -> Searched {
        var matcher = Matcher()
        let outcome = text.withUnsafeBufferPointer {
            matcher.search(
                expression, in: $0, from: 0, isSticky: expression.flags.contains(.sticky), stepLimit: Self.patternSteps,
                byteLimit: 20_000_000)
        }
        return Searched(outcome: outcome, registers: outcome == .match ? matcher.registers : [], steps: matcher.steps)
    }
}
