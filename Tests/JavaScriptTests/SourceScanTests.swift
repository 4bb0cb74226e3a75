import JavaScript
import Testing

/// What the tokens of a piece of JavaScript tell, for one that puts it into a module.
@Suite struct SourceScanTests {
    private func scan(_ text: String) -> SourceScan {
        var scanner = SourceScan.Scanner()
        return scanner.scan(text)
    }

    @Test(arguments: [
        ("f(", "has no ')' for a '('", 1), ("f)", "closes a ')' that it does not open", 1), ("(]", "closes a ']' that it does not open", 1),
        ("[{", "has no '}' for a '{'", 1), ("x = 'abc", "has a string without an end", 4), ("\"a\nb\"", "has a string without an end", 0),
        ("a `b", "has a template without an end", 2), ("`${a", "has no '}' for a '${'", 1), ("`a${b}c${d", "has no '}' for a '${'", 7),
        ("`${a}b", "has a template without an end", 4), ("`${`${a`}`", "has no '}' for a '${'", 4),
        ("a /* b", "has a comment without an end", 2),
        ("(`${)}`", "closes a ')' that it does not open", 4),
    ])
    func whatIsNotClosedIsToldWithItsPlace(text: String, problem: String, offset: Int) {
        #expect(scan(text).problem == problem)
        #expect(scan(text).problemOffset == offset)
    }

    @Test(arguments: [
        "", "f('(')", "`)${`}`}`", "// (\n", "/* ` */ 1", "'\\''", "{ [ ( ) ] }", "a ? b : c", "`${{}}`", "\u{2028}x", "'\u{2028}'",
    ])
    func whatStandsByItselfHasNoProblem(text: String) {
        #expect(scan(text).problem == nil)
    }

    /// The whole module does not parse either, and the parser tells more of it.
    @Test(arguments: ["a @ (", "# (", "'\\07' (", "1abc ("])
    func aTokenThatIsNoneIsLeftToTheParser(text: String) {
        #expect(scan(text).problem == nil)
        #expect(!scan(text).isSimple)
    }

    @Test(arguments: [
        ("x", true), ("a.b.c", true), ("f(1, 2)", true), ("a[b + c].d", true), ("'text'", true), ("`a ${b + c}`", true), ("1.5", true),
        ("(a, b)", true), ("this.#x", true), ("await", true), ("a + b", false), ("a, b", false), ("-x", false), ("new X()", false),
        ("{}", false),
        ("a?.b", false), ("f() // c", false), ("f() /* c */", false), ("x;", false), ("", false), ("// c", false), ("() => 1", false),
    ])
    func whatAPrefixOperatorTakesIsSimple(text: String, isSimple: Bool) {
        #expect(scan(text).isSimple == isSimple)
    }

    @Test func whatStandsOutsideBracketsIsTold() {
        #expect(scan("a; b").hasTopLevelSemicolon)
        #expect(!scan("(a; b) `${';'}` ';' /* ; */").hasTopLevelSemicolon)
        #expect(scan("a, b").hasTopLevelComma)
        #expect(!scan("f(a, b) [a, b] `${a, b}` 'a, b'").hasTopLevelComma)
        #expect(["", " \n", "// c", "/* c */\n"].allSatisfy { scan($0).isEmpty })
        #expect(["x", "'"].allSatisfy { !scan($0).isEmpty })
    }

    @Test func commentsAndLineBreaksAreTold() {
        #expect(["x // c", "// c", "x /* a */ // c"].allSatisfy { scan($0).endsInLineComment })
        #expect(["x // c\n", "x /* // */", "'// c'", "x"].allSatisfy { !scan($0).endsInLineComment })
        #expect(["`a\nb`", "`${x}\n`", "'a\\\nb'"].allSatisfy { scan($0).hasMultilineString })
        #expect(["a\nb", "`a${\nb}c`", "'\\n'", "// `\n"].allSatisfy { !scan($0).hasMultilineString })
    }

    @Test func onlyTheKeywordAwaits() {
        #expect(["await x", "f(await x)", "`${await x}`", "for await (a of b);"].allSatisfy { scan($0).mentionsAwait })
        #expect(["a.await", "a?.await", "'await'", "// await", "awaits", "#await"].allSatisfy { !scan($0).mentionsAwait })
    }
}
