import RegularExpressions
import Testing

/// Results that ECMA-262 gives in its notes, and that Node.js 24 gives.
@Suite struct MatchingTests {
    @Test(
        "groups, loops and what they keep",
        arguments: [
            ("a|ab", "abc", "a"), ("((a)|(ab))((c)|(bc))", "abc", "abc,a,a,-,bc,-,bc"), ("a[a-z]{2,4}", "abcdefghi", "abcde"),
            ("a[a-z]{2,4}?", "abcdefghi", "abc"), ("(aa|aabaac|ba|b|c)*", "aabaac", "aaba,ba"),
            ("(z)((a+)?(b+)?(c))*", "zaacbbbcac", "zaacbbbcac,z,ac,a,-,c"), ("(a*)*", "b", ",-"), ("(a*)b\\1+", "baaaac", "b,"),
            ("(?=(a+))", "baaabac", ",aaa"), ("(?=(a+))a*b\\1", "baaabac", "aba,a"),
            ("(.*?)a(?!(a+)b\\2c)\\2(.*)", "baaabaac", "baaabaac,ba,-,abaac"),
            ("(a*)?", "b", ",-"), ("(?:a*)+?b", "aab", "aab"), ("(a?b??)*", "ab", "ab,b"), ("(?:(a)|b)*", "ab", "ab,-"),
            ("(?:a|ab){2}c", "aabc", "aabc"), ("x{0}y", "y", "y"), ("(x){0}y", "y", "y,-"), ("(?:){3,}a", "a", "a"),
        ])
    func groups(_ pattern: String, _ text: String, _ result: String) { #expect(matching(pattern, text) == result) }

    private func matching(_ pattern: String, _ text: String) -> String { RegularExpressionsTests.matching(pattern, "", text) }

    @Test(
        "flags and modifiers",
        arguments: [
            ("^b", "m", "a\nb", "b"), ("a$", "m", "a\nb", "a"), ("a.b", "s", "a\nb", "a\nb"), ("a.b", "", "a\nb", "noMatch"),
            ("K", "i", "k", "k"),
            ("\\u212a", "i", "k", "noMatch"), ("\\u212a", "iu", "k", "k"), ("[^x]", "i", "X", "noMatch"), ("\\w", "iu", "ſ", "ſ"),
            ("\\W", "iu", "ſ", "noMatch"), ("ß", "iu", "ẞ", "ẞ"), ("ß", "i", "ẞ", "noMatch"), ("(?i:a)b", "", "Ab", "Ab"),
            ("(?-i:a)b", "i", "aB", "aB"), ("(?-i:a)b", "i", "AB", "noMatch"), ("(?s-m:^.b)", "m", "\n\nb", "noMatch"),
            (".", "", "😀", "\u{FFFD}"), (".", "u", "😀", "😀"), ("^[^x]$", "", "😀", "noMatch"), ("^[^x]$", "u", "😀", "😀"),
            ("\\udf06", "u", "\u{1D306}", "noMatch"), ("b", "y", "ab", "noMatch"),
        ])
    func flags(_ pattern: String, _ flags: String, _ text: String, _ result: String) {
        #expect(RegularExpressionsTests.matching(pattern, flags, text) == result)
    }

    @Test(
        "looks to both sides",
        arguments: [
            ("(?<=\\$)\\d+(\\.\\d*)?", "", "$10.53", "10.53,.53"), ("(?<!\\$)\\b\\d+", "", "$10 20", "20"),
            ("(?<=(\\d+)(\\d+))$", "", "1053", ",1,053"),
            ("(?<=\\1(\\d+))c", "", "ababc", "noMatch"), ("(?<=([abc]+)([abc]+))$", "", "abcabc", ",a,bcabc"),
            ("(?<=^\\w+)def", "", "abcdef", "def"),
            ("(?<=a(.\\2)b(\\1)).{4}", "", "aabcacbc", "cacb,a,"), ("(?!a)\\w", "", "ab", "b"), ("(?=a)*b", "", "b", "b"),
            ("(?:(?=(a))a)+b", "", "aab", "aab,a"),
            ("(?<=😀)x", "u", "😀x", "x"), ("(?<=^.)x", "u", "😀x", "x"), ("(?<=^.)x", "", "😀x", "noMatch"),
        ])
    func looks(_ pattern: String, _ flags: String, _ text: String, _ result: String) {
        #expect(RegularExpressionsTests.matching(pattern, flags, text) == result)
    }

    @Test(
        "names, properties and sets",
        arguments: [
            ("(?<y>\\d+)-(?<m>\\d+)\\k<y>", "", "1-21", "1-21,1,2"), ("(?:(?<x>a)|(?<x>b))\\k<x>", "", "bb", "bb,-,b"),
            ("\\k<x>", "", "k<x>", "k<x>"),
            ("\\p{Script=Greek}+", "u", "aβγ", "βγ"), ("\\p{Lu}", "u", "aÉ", "É"), ("\\P{L}", "u", "a1", "1"),
            ("\\p{scx=Deva}", "u", "\u{0964}", "\u{0964}"),
            ("[\\w--[a-y]]", "v", "xyz", "z"), ("[[a-m]&&[k-z]]", "v", "abcl", "l"), ("^[\\q{abc|d|}]$", "v", "abc", "abc"),
            ("[\\q{ab|abc}]c?", "v", "abc", "abc"),
            ("[^\\d]", "v", "1a", "a"), ("[A-Z&&\\p{L}]", "iv", "1a", "4: Invalid set operation in character class"),
            ("[[A-Z]&&\\p{L}]", "iv", "1a", "a"),
            ("\\P{Lu}", "iu", "A", "A"), ("\\P{Lu}", "iv", "A", "noMatch"), ("^\\p{RGI_Emoji_Flag_Sequence}$", "v", "🇨🇭", "🇨🇭"),
            ("^\\p{RGI_Emoji}$", "v", "👩🏽‍🚒", "👩🏽‍🚒"), ("^\\p{Emoji_Keycap_Sequence}", "v", "3\u{FE0F}\u{20E3}", "3\u{FE0F}\u{20E3}"),
        ])
    func sets(_ pattern: String, _ flags: String, _ text: String, _ result: String) {
        #expect(RegularExpressionsTests.matching(pattern, flags, text) == result)
    }

    @Test("what would take ages stops, or is linear") func bounds() {
        let many = String(repeating: "a", count: 5_000)
        // No pair of place and position is tried twice.
        #expect(matching("(?:a+)+b", many) == "noMatch")
        #expect(matching("(?:a|a)*b", many) == "noMatch")
        #expect(matching("(?:a|aa)+$", many + "b") == "noMatch")
        // Backreferences and looks are not so.
        #expect(RegularExpressionsTests.matching("(a+)+\\1b", "", many) == "tooManySteps")
        #expect(RegularExpressionsTests.matching("(?:(?=a)a|a)*b", "", String(repeating: "a", count: 40)) == "tooManySteps")
        // No depth of the text or of the pattern is a depth of ours.
        #expect(matching("(?:a|b)*?c", String(repeating: "ab", count: 50_000) + "c").count == 100_001)
        let deep = String(repeating: "(?:", count: 990) + "a" + String(repeating: ")*", count: 990)
        #expect(matching(deep, "aa") == "aa")
        let tooDeep = String(repeating: "(", count: 2_000)
        #expect(matching(tooDeep, "a").hasSuffix("Regular expression too large"))
    }

    /// When a search has become long, the repetitions that have begun are gone through: those that matter, and each stretch of the text once.
    @Test(arguments: ["(?:a?)*?b", "(?:[ab]?)*?c", "(?:a{0,2})*?b", "(?:(?:a?)*?)*?b", "(a?)*?b", "(?:a*)*?b", "(?:a?a*)*?b"])
    func remembering(_ pattern: String) throws {
        func steps(_ count: Int) throws -> Int {
            let expression = try RegularExpression(pattern, RegularExpressionFlags())
            let text = Array(repeating: UInt16(0x61), count: count)
            var matcher = Matcher()
            let outcome = text.withUnsafeBufferPointer {
                matcher.search(expression, in: $0, from: 0, isSticky: false, stepLimit: .max / 2, byteLimit: 1 << 26)
            }
            #expect(outcome == .noMatch)
            return matcher.steps
        }
        let (once, twice) = (try steps(2_000), try steps(4_000))
        #expect(twice < once * 3, "\(once), \(twice)")
    }

    /// Each attempt empties the registers and looks for its first character, which takes longer than an instruction.
    @Test func attemptsCount() throws {
        func steps(_ pattern: String) throws -> Int {
            let expression = try RegularExpression(pattern, try #require(RegularExpressionFlags("v")))
            let text = Array(repeating: UInt16(0xE9), count: 1_000)
            var matcher = Matcher()
            let outcome = text.withUnsafeBufferPointer {
                matcher.search(expression, in: $0, from: 0, isSticky: false, stepLimit: .max / 2, byteLimit: 1 << 24)
            }
            #expect(outcome == .noMatch)
            return matcher.steps
        }
        #expect(try steps("[^\\p{L}]") >= 20 * 1_000)
        #expect(try steps("[^é]" + String(repeating: "(b)", count: 400)) >= 200 * 1_000)
    }
}
