import Diagnostics
import Testing

@testable import JavaScript

@Suite("Tokens")
struct LexicalTests {
    @Test(
        "numbers",
        arguments: [
            ("0", "0.0"), ("10", "10.0"), ("1_000_000", "1000000.0"), (".5", "0.5"), ("5.", "5.0"), ("1.5e3", "1500.0"),
            ("5.e-1", "0.5"), ("1E+2", "100.0"), ("0xFf", "255.0"), ("0o17", "15.0"), ("0b101", "5.0"), ("0x1_0", "16.0"),
            ("9007199254740993", "9007199254740992.0"), ("0x20000000000001", "9007199254740992.0"),
            ("0x20000000000003", "9.007199254740996e+15"), ("1e400", "inf"), ("123456789012345678901234567890", "1.2345678901234568e+29"),
            ("0.1", "0.1"), ("5e-324", "5e-324"), ("0x0", "0.0"),
            ("10n", "10n"), ("1_0n", "10n"), ("0n", "0n"), ("0xFn", "0xFn"),
        ])
    func numbers(source: String, value: String) {
        #expect(dump(source) == value)
    }

    @Test(
        "numbers that are none",
        arguments: [
            ("01", "1:1 a number must not start with a superfluous 0"),
            ("08.5", "1:1 a number must not start with a superfluous 0"),
            ("1__0", "1:2 a '_' in a number must stand between two digits"),
            ("1_", "1:2 a '_' in a number must stand between two digits"),
            ("1_.5", "1:2 a '_' in a number must stand between two digits"),
            ("1._5", "1:3 a '_' in a number must stand between two digits"),
            ("0x_1", "1:3 a '_' in a number must stand between two digits"),
            ("0b2", "1:1 expected binary digits after '0b'"),
            ("1e", "1:1 expected digits in the exponent of a number"),
            ("3in []", "1:2 a name or digit must not follow a number directly"),
            ("0b12", "1:4 a name or digit must not follow a number directly"),
            ("01n", "1:1 a number must not start with a superfluous 0"),
            ("1.5n", "1:4 a name or digit must not follow a number directly"),
            ("1e3n", "1:4 a name or digit must not follow a number directly"),
            ("10n1", "1:4 a name or digit must not follow a number directly"),
        ])
    func wrongNumbers(source: String, message: String) {
        #expect(complaint(about: source) == message)
    }

    @Test(
        "what to write for a number with a superfluous 0",
        arguments: [
            ("08", "write 8"), ("09", "write 9"), ("0128", "write 128"), ("00", "write 0"), ("08.5", "leave the 0 off"),
            ("07e1", "leave the 0 off"), ("010", "write 0o10 if it is octal, and 10 if it is decimal"),
            ("0_7", "write 0o7 if it is octal, and 7 if it is decimal"),
        ])
    func superfluousZeros(source: String, suggestion: String) {
        #expect(diagnostic(about: source)?.suggestion == suggestion)
        #expect(diagnostic(about: source)?.width == (source.contains(".") || source.contains("e") ? 2 : source.count))
    }

    @Test(
        "strings",
        arguments: [
            (#"'a'"#, "'a'"), (#""it's""#, "'it's'"), (#"'\n\t\\\''"#, "'\n\t\\''"), (#"'\x41\u0042\u{43}\u{1F600}'"#, "'ABC😀'"),
            ("'a\\\nb'", "'ab'"), ("'a\\\r\nb'", "'ab'"), ("'a\u{2028}b'", "'a\u{2028}b'"), (#"'\0'"#, "'\0'"), (#"'\q'"#, "'q'"),
            ("'über'", "'über'"), (#"'\uD83D\uDE00'"#, "'😀'"),
        ])
    func strings(source: String, value: String) {
        #expect(dump(source) == value)
    }

    @Test("half a surrogate pair stays in a string")
    func loneSurrogate() throws {
        let parsed = try parse(#"'a\uD800'"#)
        guard case .string(let name) = parsed.tree.nodes[0] else { throw TestFailure() }
        #expect(Array(parsed.names.codeUnits(of: name)) == [0x61, 0xD800])
    }

    @Test(
        "strings that are none",
        arguments: [
            ("'abc", "1:1 a string is not closed: expected ' before the end of the line"),
            ("x = \"abc\n\"", "1:5 a string is not closed: expected \" before the end of the line"),
            (#"'\08'"#, "1:2 octal escapes are not allowed in modules"),
            (#"'\1'"#, "1:2 octal escapes are not allowed in modules"),
            (#"'\8'"#, #"1:2 the escapes \8 and \9 are not allowed in modules"#),
            (#"'\x4'"#, #"1:2 an escape is not valid: expected two hexadecimal digits after \x"#),
            (#"'\u{110000}'"#, #"1:2 an escape is not valid: expected \uXXXX or \u{X…} with hexadecimal digits, at most 10FFFF"#),
            (#"'\"#, "1:1 a string is not closed: expected ' before the end of the line"),
        ])
    func wrongStrings(source: String, message: String) {
        #expect(complaint(about: source) == message)
    }

    @Test(
        "templates",
        arguments: [
            ("`a`", "(template `a`)"), ("`a${b}c`", "(template `a` b `c`)"), ("`${`${a}`}`", "(template `` (template `` a ``) ``)"),
            ("`a\r\nb`", "(template `a\nb`)"), (#"`\n`"#, "(template `\n|\\n`)"), (#"t`\u`"#, #"(taggedTemplate t `!|\u`)"#),
            ("`$`", "(template `$`)"), ("`\\``", "(template ``|\\``)"), ("`${{a: {}}}`", "(template `` (object (value 'a' (object))) ``)"),
            ("`é${1}`", "(template `é` 1.0 ``)"), ("t`${1}`.x`y`", "(taggedTemplate (.x (taggedTemplate t `` 1.0 ``)) `y`)"),
        ])
    func templates(source: String, tree: String) {
        #expect(dump(source) == tree)
    }

    @Test(
        "names",
        arguments: [
            ("$_a1", "$_a1"), ("été", "été"), (#"\u0061b"#, "ab"), (#"a\u{62}c"#, "abc"), ("𝒳", "𝒳"), ("a\u{200D}b", "a\u{200D}b"),
            (#"a.\u0069f"#, "(.if a)"), ("async", "async"), ("of", "of"), ("get", "get"), (#"\u0061sync"#, "async"),
        ])
    func names(source: String, tree: String) {
        #expect(dump(source) == tree)
    }

    @Test(
        "comments, blanks and line breaks",
        arguments: [
            ("#!/usr/bin/env node\na", "a"),
            ("\u{FEFF}a", "a"),
            ("/* a */ b // c", "b"),
            ("a /* \n */ b", "(expressionStatement a) ; (expressionStatement b)"),
            ("a\u{2028}b", "(expressionStatement a) ; (expressionStatement b)"),
            ("a\u{A0}+\u{3000}b", "(add a b)"),
            ("", ""),
            ("// a", ""),
            ("a\r\nb", "(expressionStatement a) ; (expressionStatement b)"),
        ])
    func blanks(source: String, tree: String) {
        #expect(dump(source) == tree)
    }

    @Test(
        "text that is no token",
        arguments: [
            ("/* a", "1:1 a comment is not closed: expected '*/' before the end of the module"),
            (" #!a", "1:2 '#' means nothing here: '#!' stands only at the very start of a module"),
            ("`a", "1:1 a template is not closed: expected a backquote before the end of the module"),
            ("`a${b", "1:6 expected '}' to close the substitution in the template, found the end of the module"),
            ("a \u{201C}b", "1:3 the character U+201C means nothing here"),
            ("@a class B {}", "1:1 unsupported: decorators are not in tla-sim's subset"),
            ("a = /b(/g", "1:8 Invalid regular expression: /b(/g: Unterminated group"),
            ("a = /é[b-a]/", "1:8 Invalid regular expression: /é[b-a]/: Range out of order in character class"),
            ("a = /b/gg", "1:8 Invalid regular expression flags"),
            ("a = /b", "1:5 a regular expression is not closed: expected '/' before the end of the line"),
            (#"\u0030a"#, "1:1 the escaped character may not stand in a name"),
            (#"a\x"#, #"1:2 expected 'u' after '\' in a name"#),
            (#"v\u0061r x"#, "1:1 'var' is a reserved word and cannot be a name"),
            ("<!-- a", "1:1 HTML-like comments are not allowed in modules"),
            ("a\n--> b", "2:3 HTML-like comments are not allowed in modules"),
            ("a\0b", "1:2 the character U+0000 means nothing here"),
        ])
    func wrongText(source: String, message: String) {
        #expect(complaint(about: source) == message)
    }

    @Test(
        "text that is not UTF-8, wherever it stands",
        arguments: [
            [0xFF], [0x61, 0x80], [0x27, 0xC3, 0x27], [0x2F, 0x2F, 0xED, 0xA0, 0x80], [0x60, 0xF5, 0x80, 0x80, 0x80, 0x60],
            [0x2F, 0x2A, 0xC0, 0xAF, 0x2A, 0x2F], [0xE2, 0x82],
        ] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        #expect(complaint(about: bytes)?.contains("the text is not valid UTF-8") == true)
    }
}

struct TestFailure: Error {}
