import RegularExpressions
import Testing

/// What is wrong with patterns, in V8's words, and where.
@Suite struct PatternErrorTests {
    @Test(
        "each mistake has its word and its place",
        arguments: [
            ("(", "", "1: Unterminated group"), ("a)", "", "1: Unmatched ')'"), ("\\", "", "0: \\ at end of pattern"),
            ("*", "", "0: Nothing to repeat"),
            ("a**", "", "2: Nothing to repeat"), ("^*", "", "1: Nothing to repeat"), ("\\b+", "", "2: Nothing to repeat"),
            ("{1}", "", "0: Nothing to repeat"),
            ("a{2,1}", "", "1: numbers out of order in {} quantifier"), ("a{1", "u", "1: Incomplete quantifier"),
            ("}", "u", "0: Lone quantifier brackets"),
            ("(?<=a)*", "", "6: Invalid quantifier"), ("(?=a)*", "u", "5: Invalid quantifier"), ("(?a)", "", "1: Invalid group"),
            ("(?i-i:a)", "", "4: Repeated flag in flag group"), ("(?-:a)", "", "3: Invalid flag group"),
            ("(?i--m:a)", "", "4: Multiple dashes in flag group"),
            ("(?<1>a)", "", "3: Invalid capture group name"), ("(?<a>x)(?<a>y)", "", "10: Duplicate capture group name"),
            ("(?<a>x)\\k<b>", "", "12: Invalid named capture referenced"), ("\\k", "u", "2: Invalid named reference"),
            ("\\u{110000}", "u", "0: Invalid Unicode escape"),
            ("\\a", "u", "0: Invalid escape"), ("\\1", "u", "0: Invalid escape"), ("\\00", "u", "1: Invalid decimal escape"),
            ("\\p{Foo}", "u", "0: Invalid property name"),
            ("[\\p{Foo}]", "u", "1: Invalid property name in character class"), ("[", "", "1: Unterminated character class"),
            ("[b-a]", "", "1: Range out of order in character class"), ("[\\d-a]", "u", "1: Invalid character class"),
            ("[^\\q{ab}]", "v", "2: Negated character class may contain strings"), ("[(]", "v", "1: Invalid character in character class"),
            ("[a&&b--c]", "v", "5: Invalid set operation in character class"),
        ])
    func words(_ pattern: String, _ flags: String, _ result: String) { #expect(matching(pattern, flags, "") == result) }

    @Test(
        "Annex B takes what people write",
        arguments: [
            ("a{,3}", "a{,3}", "a{,3}"), ("]", "]", "]"), ("\\8", "8", "8"), ("\\377", "ÿ", "ÿ"), ("\\400", " 0", " 0"),
            ("[\\d-x]", "-", "-"),
            ("\\c", "\\c", "\\c"), ("[\\c_]", "\u{1F}", "\u{1F}"), ("\\u{2}", "uu", "uu"), ("(?=a){2}a", "a", "a"), ("\\a", "a", "a"),
            ("\\x1", "x1", "x1"),
        ])
    func annexB(_ pattern: String, _ text: String, _ result: String) { #expect(matching(pattern, "", text) == result) }

    @Test("flags") func flags() {
        for text in ["gg", "uv", "x", "G"] { #expect(RegularExpressionFlags(text) == nil) }
        #expect(RegularExpressionFlags("yvsmigd")?.text == "dgimsvy")
    }
}
