import Text

/// Where a line stands in two lists; `nil` where it is in the other alone.
typealias AlignedRow = (left: Int?, right: Int?)

/// The largest table that is filled to find the least difference.
private let tableLimit = 1_000_000

/// Two lists of lines beside each other, with as many equal rows as there can be. Of long lists that differ in much, only the common
/// start and end are equal rows.
func align(_ left: [String], _ right: [String]) -> [AlignedRow] {
    let left = left.map(ExactText.init), right = right.map(ExactText.init)
    let prefix = zip(left, right).prefix { $0 == $1 }.count
    let rest = min(left.count, right.count) - prefix
    let suffix = zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.prefix(rest).count
    var rows: [AlignedRow] = (0..<prefix).map { ($0, $0) }
    rows += alignMiddle(left, right, prefix..<(left.count - suffix), prefix..<(right.count - suffix))
    rows += (0..<suffix).map { (left.count - suffix + $0, right.count - suffix + $0) }
    return rows
}

/// The longest common subsequence of two stretches makes the equal rows.
private func alignMiddle(_ one: [ExactText], _ other: [ExactText], _ left: Range<Int>, _ right: Range<Int>) -> [AlignedRow] {
    let columns = right.count + 1
    guard left.count.multipliedReportingOverflow(by: columns).partialValue <= tableLimit, left.count <= tableLimit else {
        return left.map { ($0, nil) } + right.map { (nil, $0) }
    }
    // lengths[i * columns + j]: the longest common subsequence of what follows i and j.
    var lengths = [Int32](repeating: 0, count: (left.count + 1) * columns)
    for i in left.indices.reversed() {
        for j in right.indices.reversed() {
            let at = (i - left.lowerBound) * columns + j - right.lowerBound
            lengths[at] = one[i] == other[j] ? lengths[at + columns + 1] + 1 : max(lengths[at + columns], lengths[at + 1])
        }
    }
    var rows: [AlignedRow] = []
    var (i, j) = (left.lowerBound, right.lowerBound)
    while i < left.upperBound || j < right.upperBound {
        let at = (i - left.lowerBound) * columns + j - right.lowerBound
        if i < left.upperBound, j < right.upperBound, one[i] == other[j] {
            rows.append((i, j))
            (i, j) = (i + 1, j + 1)
        } else if j == right.upperBound || (i < left.upperBound && lengths[at + columns] >= lengths[at + 1]) {
            rows.append((i, nil))
            i += 1
        } else {
            rows.append((nil, j))
            j += 1
        }
    }
    return rows
}
