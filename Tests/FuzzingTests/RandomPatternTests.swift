import Differential
import Fuzzing
import RegularExpressions
import TestSupport
import Testing

/// Random patterns match as they do in the Node.js that is installed, and are refused in the same words.
@Suite(.enabled(if: Node.isInstalled, "needs node 20 or later on the PATH"))
struct RandomPatternTests {
    @Test func `node matches alike`() throws {
        var random = FuzzRandom(seed: 1)
        // Of two groups of one name, and of places within a surrogate pair, V8 has ideas of its own.
        let patterns = (0..<2_000).map { _ in RandomPattern(&random) }.filter {
            $0.pattern.ranges(of: "(?<x>").count < 2 && (Set("uv").isDisjoint(with: $0.flags) || !$0.text.contains("\u{1F600}"))
        }
        var source = "const cases = ["
        for pattern in patterns { source += "[\(quoted(pattern.pattern)), \"\(pattern.flags)\", \(quoted(pattern.text))],\n" }
        source += """
            ];
            for (const [pattern, flags, text] of cases) {
              try {
                const match = new RegExp(pattern, flags + "d").exec(text);
                console.log(match ? match.indices.map((pair) => pair ?? [-1, -1]).join() : "null");
              } catch (error) {
                console.log(error.message.replace(/^Invalid regular expression: [^]*\\/[a-z]*: /, ""));
              }
            }
            """
        let printed = try Node.lines(of: [("entry.mjs", source)])
        #expect(printed.count == patterns.count)
        for (pattern, line) in zip(patterns, printed) {
            #expect(result(of: pattern) == line, "/\(pattern.pattern)/\(pattern.flags) on \(quoted(pattern.text))")
        }
    }

    private func result(of random: RandomPattern) -> String {
        guard let flags = RegularExpressionFlags(random.flags) else { return "flags" }
        let expression: RegularExpression
        do throws(PatternError) { expression = try RegularExpression(random.pattern, flags) } catch { return error.message }
        var matcher = Matcher()
        let outcome = Array(random.text.utf16).withUnsafeBufferPointer {
            matcher.search(
                expression, in: $0, from: 0, isSticky: flags.contains(.sticky), stepLimit: 10_000_000, byteLimit: 100_000_000)
        }
        guard outcome == .match else { return outcome == .noMatch ? "null" : "\(outcome)" }
        return matcher.registers.prefix((expression.captureCount + 1) * 2).map(String.init).joined(separator: ",")
    }

    private func quoted(_ text: String) -> String {
        var result = "\""
        for unit in text.utf16 {
            let digits = String(unit, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
        return result + "\""
    }
}
