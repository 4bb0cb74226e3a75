import Testing

/// Regular expressions as programs meet them; Node.js 24 prints the same.
extension LanguageTests {
    static let regularExpressions: [Program] = [
        Program(
            "exec, its array, and lastIndex",
            #"""
            const r = /(?<letter>[a-z])(\d)?/dgy;
            console.log(r.exec("a1b"), r.lastIndex, r.exec("a1b").index, r.exec("a1b"), r.lastIndex);
            const sticky = /b/y; console.log(sticky.test("ab"), sticky.lastIndex, (sticky.lastIndex = 1, sticky.test("ab")), sticky.lastIndex);
            console.log(/a|ab/.exec("abc").input, /\u{1F600}/u.exec("x😀").index, /^.$/v.test("😀"), /^.$/.test("😀"));
            """#,
            [
                "[",
                "  'a1',",
                "  'a',",
                "  '1',",
                "  index: 0,",
                "  input: 'a1b',",
                "  groups: [Object: null prototype] { letter: 'a' },",
                "  indices: [",
                "    [ 0, 2 ],",
                "    [ 0, 1 ],",
                "    [ 1, 2 ],",
                "    groups: [Object: null prototype] { letter: [Array] }",
                "  ]",
                "] 2 2 null 0",
                "false 0 true 2",
                "abc 1 true false",
            ]),
        Program(
            "the methods of String",
            #"""
            console.log("a-b_c".split(/[-_]/), "a1b2".split(/(\d)/), "abc".split(/(?:)/), "ab".split(/b/, 0), "".split(/x/), "".split(/(?:)/));
            console.log("aXbX".replace(/x/gi, "[$&$`$'$$$1]"), "John Smith".replace(/(\w+) (\w+)/, "$2, $1 $3 $10"), "abc".replace(/(?<x>b)/, "<$<x>$<y>>"));
            console.log("aaa".replace(/a/g, (match, offset, text) => offset + text.length), "a.b".replaceAll(/\./g, "!"), "abc".search(/c/), "x".search(/y/));
            console.log("a1b22".match(/\d+/g), "ab".match(/c/), "ab".match(/c/g), [..."a1b2".matchAll(/[a-z](?<n>\d)/g)].map((m) => m.groups.n).join(), "a.b".match("."));
            for (const act of [() => "a".matchAll(/a/), () => "a".replaceAll(/a/, ""), () => "a".startsWith(/a/), () => new RegExp("["), () => new RegExp("a", "uv"),
              () => RegExp.prototype.exec.call({}), () => RegExp.prototype.global === undefined && RegExp.prototype.sticky.x]) {
              try { act(); } catch (error) { console.log(error.name + ": " + error.message); }
            }
            """#,
            [
                "[ 'a', 'b', 'c' ] [ 'a', '1', 'b', '2', '' ] [ 'a', 'b', 'c' ] [] [ '' ] []",
                "a[XabX$$1]b[XaXb$$1] Smith, John $3 John0 a<b>c",
                "345 a!b 2 -1",
                "[ '1', '22' ] null null 1,2 [ 'a', index: 0, input: 'a.b', groups: undefined ]",
                "TypeError: String.prototype.matchAll called with a non-global RegExp argument",
                "TypeError: String.prototype.replaceAll called with a non-global RegExp argument",
                "TypeError: First argument to String.prototype.startsWith must not be a regular expression",
                "SyntaxError: Invalid regular expression: /[/: Unterminated character class",
                "SyntaxError: Invalid flags supplied to RegExp constructor 'uv'",
                "TypeError: Method RegExp.prototype.exec called on incompatible receiver #<Object>",
                "TypeError: Cannot read properties of undefined (reading 'x')",
            ]),
        Program(
            "an exec of one's own is asked, and so are flags",
            #"""
            class Counting extends RegExp { exec(text) { Counting.calls++; return super.exec(text); } static calls = 0; }
            const counting = new Counting("a", "g");
            console.log("aba".replace(counting, "x"), Counting.calls, "aba".split(counting), counting instanceof RegExp, counting);
            const odd = /a/; odd.exec = () => ({ index: 1, 0: "q", length: 1 }); console.log("abc".replace(odd, "[$&]"), odd.test("zzz"), "abc".search(odd));
            console.log(RegExp.prototype[Symbol.split].call({ flags: "", constructor: { [Symbol.species]: function () { return { exec() { return null; } }; } } }, "ab"));
            """#,
            [
                "xbx 3 [ '', 'b', '' ] true Counting /a/g",
                "a[q]c true 1",
                "[ 'ab' ]",
            ]),
        Program(
            "source, flags and text",
            #"""
            console.log(String(new RegExp("/")), new RegExp("\n").source, new RegExp("").source, new RegExp("[/]").source, /a/yisg.flags, RegExp("a", "dv").flags, RegExp.prototype.toString());
            console.log(/a/g, [/a/], { r: /b/i }, Object.assign(/x/, { y: 1 }), structuredClone(/a/gi), typeof /a/, Object.prototype.toString.call(/a/));
            console.log(RegExp(/a/g) === RegExp(/a/g), new RegExp(/a/g).flags, new RegExp(/a/g, "i").flags, Object.getOwnPropertyNames(/a/), RegExp.length, RegExp.escape("1.a-b\n"));
            const compiled = /a/g; compiled.lastIndex = 3; compiled.compile("b", "i"); console.log(compiled, compiled.lastIndex); /(b)(c)?/.exec("abd"); console.log(RegExp.$1, RegExp.lastMatch, RegExp["$`"], RegExp["$'"], RegExp.$2 === "");
            """#,
            [
                #"/\// \n (?:) [/] gisy dv /(?:)/"#,
                "/a/g [ /a/ ] { r: /b/i } /x/ { y: 1 } /a/gi object [object RegExp]",
                #"false g i [ 'lastIndex' ] 2 \x31\.a\x2db\n"#,
                "/b/i 0",
                "b b a d true",
            ]),
        Program(
            "a literal is a new object each time",
            #"""
            const make = () => /a/g; console.log(make() === make(), make().lastIndex);
            let text = "key = value # note"; const [, key, value] = /^\s*(\w+)\s*=\s*(.*?)\s*(?:#.*)?$/.exec(text); console.log(key, value, 4 / 2 / 1, [/[/]/.test("/"), /\//.source]);
            """#,
            [
                "false 0",
                #"key value 2 [ true, '\\/' ]"#,
            ]),
    ]
}
