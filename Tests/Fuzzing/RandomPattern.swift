import Differential

/// A regular expression by a grammar, which often has a mistake in it, and a text for it.
public struct RandomPattern: Sendable {
    public var pattern: String
    public var flags: String
    public var text: String

    private static let atoms = [
        "a", "b", "c", "A", "B", "k", "s", "1", "0", "_", " ", ".", "^", "$", "\\b", "\\B", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\1",
        "\\2",
        "\\0", "\\01", "\\8", "\\k<x>", "\\k", "[abc]", "[^a]", "[a-c]", "[^a-cB]", "[\\w-]", "[\\d-x]", "[\\s\\S]", "[]", "[^]", "\\u0061",
        "\\x61",
        "\\u{61}", "\\u{1F600}", "\u{1F600}", "\\ud83d", "\\ude00", "[\u{1F600}a]", "[^\u{1F600}]", "\\p{L}", "\\P{L}", "\\p{Lu}",
        "\\P{Lu}",
        "[\\p{Lu}x]", "\\p{Script=Greek}", "\\p{scx=Grek}", "\u{3C3}", "\u{3C2}", "\u{17F}", "\u{DF}", "\u{E9}", "\\cA", "\\c", "[\\c]",
        "\\-",
        "\\/", "-", "{", "}", "]", "a{2}", "{1}", "[[a-c]&&[b-d]]", "[a-z--b]", "[\\q{ab|c}]", "[\\w--[a-c]]", "[&&]", "[a&&b]", "[(]",
        "[a-]",
    ]
    private static let quantifiers = [
        "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0}", "{0,1}?", "{2,}", "{,3}", "{2,1}", "{1", "{0,3}?",
    ]
    private static let openings = ["(", "(", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?<x>"]
    private static let characters = [
        "a", "b", "c", "A", "B", "k", "K", "s", "S", "1", "0", "_", " ", "\n", "\r", "\u{2028}", "\u{1F600}", "\u{3C3}", "\u{3C2}",
        "\u{3A3}",
        "\u{17F}", "\u{DF}", "\u{E9}", "\u{C9}", "-", "{", "}", "ab", "aa", "abc", " b",
    ]
    private static let allFlags = ["", "", "i", "u", "iu", "v", "iv", "m", "s", "y", "ms", "uy"]

    public init(_ random: inout FuzzRandom) {
        pattern = Self.alternative(&random, depth: 3)
        flags = random.pick(Self.allFlags)
        text = (0..<random.below(14)).map { _ in random.pick(Self.characters) }.joined()
    }

    private static func alternative(_ random: inout FuzzRandom, depth: Int) -> String {
        var result = ""
        for _ in 0...random.below(3) {
            switch random.below(12) {
            case 0..<6 where depth > 0:
                result += random.pick(openings) + alternative(&random, depth: depth - 1) + (random.below(40) == 0 ? "" : ")")
            case 6: result += alternative(&random, depth: max(0, depth - 1)) + "|" + alternative(&random, depth: max(0, depth - 1))
            default: result += random.pick(atoms)
            }
            if random.below(4) == 0 { result += random.pick(quantifiers) }
        }
        return result
    }
}
