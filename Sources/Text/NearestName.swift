/// The known name that a mistyped one most likely meant.
///
/// - Parameter limit: the largest edit distance that is near; when left out, a third of the name's length, rounded up.
/// - Returns: the candidate with the smallest edit distance (Damerau, adjacent letters swapped count once) within the limit; the first in
///   order among equals; `nil` when none is near. Of a name of one letter no other is near: nothing of it would be left.
public func nearestName(to name: String, among candidates: some Sequence<String>, within limit: Int? = nil) -> String? {
    let letters = comparedLetters(name)
    guard !letters.isEmpty else { return nil }
    let limit = min(limit ?? max(1, (letters.count + 2) / 3), letters.count - 1)
    var best: (name: String, distance: Int)?
    var work = 0
    for candidate in candidates where candidate != name {
        let other = comparedLetters(candidate)
        let isAsLong = abs(other.count - letters.count) <= limit
        work += isAsLong ? letters.count * other.count : other.count
        guard work <= mostWork else { break }
        guard isAsLong else { continue }
        let distance = editDistance(letters, other)
        if distance <= limit, distance < (best?.distance ?? .max) { best = (candidate, distance) }
    }
    return best?.name
}

/// How many letters are looked at, or compared with another: a name of a stranger's may be one of a million, and asked for often.
private let mostWork = 1_000_000

/// The letters of a name that count; those of a longer one have no say.
private func comparedLetters(_ name: String) -> [Unicode.Scalar] {
    let limit = 64
    let beginning = String(String.UnicodeScalarView(name.unicodeScalars.prefix(limit)))
    return Array(beginning.lowercased().unicodeScalars.prefix(limit))
}

private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    var current = previous
    for i in 0..<a.count {
        current[0] = i + 1
        for j in 0..<b.count {
            var cost = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforePrevious[j - 1] + 1) }
            current[j + 1] = cost
        }
        (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[b.count]
}
