import Diagnostics
import Text

extension Explanation {
    /// So many problems of one kind are told: at one place, in the same words but for numbers.
    private static let kindLimit = 3

    static func folded(_ findings: [Finding]) -> [Finding] {
        guard findings.count > kindLimit else { return findings }
        struct Key: Hashable {
            var location: SourceLocation?
            var words: String
        }
        var kept: [Finding] = []
        var kinds: [Key: (last: Int, count: Int)] = [:]
        for finding in findings {
            let key = Key(location: finding.diagnostic.location, words: finding.diagnostic.message.withoutDigits)
            let known = kinds[key]?.count ?? 0
            if known < kindLimit {
                kinds[key] = (kept.count, known + 1)
                kept.append(finding)
            } else {
                kinds[key]?.count += 1
            }
        }
        for (last, count) in kinds.values where count > kindLimit {
            kept[last].diagnostic.stack.append(StackEntry(.omitted, name: "\(grouped(count - kindLimit)) more of the kind"))
        }
        return kept
    }
}
