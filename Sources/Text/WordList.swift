/// Parts of a sentence: `a`, `a and b`, `a, b and c`.
public func wordList(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
}
