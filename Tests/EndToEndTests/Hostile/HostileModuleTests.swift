import TestSupport
import Testing

/// Modules that are made to harm, and what is said about them.
@Suite("Hostile modules")
struct HostileModuleTests {
    private static let deep = 10_000

    private static func nested(_ open: String, _ middle: String, _ close: String) -> String {
        String(repeating: open, count: deep) + middle + String(repeating: close, count: deep)
    }

    /// What nests, with the place of the level that is one too many.
    static let nestings: [(title: String, source: String, column: Int)] = [
        ("parentheses", nested("(", "1", ")"), 300), ("brackets", nested("[", "", "]"), 300), ("blocks", nested("{", "", "}"), 301),
        ("template levels", nested("`${", "1", "}`"), 898), ("arrows", nested("a=>", "1", ""), 449),
        ("unary operators", nested("!", "1", ""), 299),
        ("new", nested("new ", "a", ""), 1193), ("functions", nested("function f(){", "", "}"), 3911),
        ("patterns", "let " + nested("[", "a", "]") + " = 1", 304),
        ("object patterns", "let " + nested("{a:", "a", "}") + " = 1", 902), ("object literals", nested("x={a:", "1", "}"), 748),
        ("conditionals", nested("a?1:", "1", ""), 1195), ("powers", nested("2**", "1", ""), 905),
        ("import()", nested("import(", "1", ")"), 2094),
        ("awaits", nested("await ", "1", ""), 1789),
    ]

    @Test("10,000 levels are refused where they become too many", arguments: nestings)
    func deepNesting(title: String, source: String, column: Int) throws {
        let scratch = try ScratchFolder()
        try scratch.write("input.mjs", source)
        let result = try CommandLineTool.run("console", "input.mjs", in: scratch.url)
        let lines = result.errors.split(separator: "\n").map(String.init)
        #expect(result.status == 1)
        #expect(lines.first == "input.mjs:1:\(column): error: the code nests too deeply: more than 300 levels")
        #expect(
            lines.last
                == "  help: the limit 'nesting' is 300; raise it with --limit nesting=600, or with limits: {nesting: 600} in a scenario")
        #expect(lines.count == 4, "\(result.errors)")
    }

    @Test("Chains are refused where their tree becomes too deep", arguments: [".b", "[0]", "()", "?.b", "+1", "??a", "`x`", "&&a"])
    func chains(link: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("input.mjs", "let a; a" + String(repeating: link, count: Self.deep))
        let result = try CommandLineTool.run("console", "input.mjs", in: scratch.url)
        #expect(result.status == 1)
        #expect(
            result.errors.hasPrefix("input.mjs:1:8: error: the expression nests too deeply: a chain of more than 2000 links\n"),
            "\(result.errors.prefix(300))")
    }

    @Test("As deep as the limit can be raised is parsed and run", arguments: ["(", "[", "{", "`${", "function f(){", "if(1)"])
    func raisedNesting(open: String) throws {
        let depth = 1_900
        let closes = ["(": ")", "[": "]", "{": "}", "`${": "}`", "function f(){": "}"]
        let source =
            String(repeating: open, count: depth) + (open == "{" || open == "function f(){" ? "" : "1")
            + String(repeating: closes[open] ?? "", count: depth)
        let scratch = try ScratchFolder()
        try scratch.write("input.mjs", source)
        let result = try CommandLineTool.run("console", "input.mjs", "--limit", "nesting=2000", in: scratch.url)
        #expect(result.status == 0 || result.errors.contains("nests too deeply"), "\(result.status) \(result.errors.prefix(300))")
    }

    static let table: [SeenCase] = [
        SeenCase(
            title: "a module of 50 MB", preparation: "truncate -s 50000000 input.mjs", line: "$TLA_SIM console input.mjs", status: 2,
            output: "",
            errors: """
                error: cannot read input.mjs: it is larger than 16MB
                  help: the limit 'source' is 16MB; raise it with --limit source=32MB, or with limits: {source: 32MB} in a scenario

                """),
        SeenCase(
            title: "an import of 50 MB", files: [("input.mjs", Array("import './big.mjs';\n".utf8))],
            preparation: "truncate -s 50000000 big.mjs",
            line: "$TLA_SIM console input.mjs", status: 1, output: "",
            errors: """
                input.mjs:1:8: error: cannot load './big.mjs': it is larger than 16MB
                  1 | import './big.mjs';
                    |        ^^^^^^^^^^^
                  help: the limit 'source' is 16MB; raise it with --limit source=32MB, or with limits: {source: 32MB} in a scenario

                """),
        SeenCase(
            title: "bytes that are no UTF-8", files: [("input.mjs", Array("log('caf".utf8) + [0xE9] + Array("');\n".utf8))],
            line: "$TLA_SIM console input.mjs", status: 1, output: "",
            errors: """
                input.mjs:1:9: error: the text is not valid UTF-8: byte 0xE9 does not belong here
                  1 | log('caf\u{FFFD}');
                    |         ^
                  help: save the file as UTF-8

                """),
        SeenCase(
            title: "a byte order mark", files: [("input.mjs", [0xEF, 0xBB, 0xBF] + Array("console.log(1);\n".utf8))],
            line: "$TLA_SIM console input.mjs", status: 0, output: "1\n", errors: ""),
        SeenCase(
            title: "a JSON module of 10,000 brackets",
            files: [
                ("input.mjs", Array("import x from './x.json' with { type: 'json' };\nconsole.log(x.length);\n".utf8)),
                ("x.json", Array((String(repeating: "[", count: deep) + String(repeating: "]", count: deep)).utf8)),
            ], line: "$TLA_SIM console input.mjs", status: 0, output: "1\n", errors: ""),
        .module(
            "JSON.stringify of 10,000 levels",
            "let o = {};\nfor (let i = 0; i < 10000; i++) o = { o };\nconsole.log(JSON.stringify(o).length);\n",
            status: 0, output: "60002\n", errors: ""),
        .module(
            "durations that are none",
            "for (const ms of [NaN, -5, -Infinity, undefined, {}, 'x', null]) { await sleep(ms); busy(ms); }\nconsole.log(performance.now());\n",
            status: 0,
            output: "0\n", errors: ""),
        .module(
            "a busy wait without end takes a hundred years at most", "busy(Infinity);\nbusy(1e300);\nconsole.log(performance.now());\n",
            status: 0,
            output: "6307200000000\n", errors: ""),
        .module(
            "a timer that is never due, on node", "setTimeout(() => console.log('at once'), 1e300);\n", options: "--host node", status: 0,
            output: "at once\n", errors: ""),
        .module("10,000 times else if: they do not nest", nested("if(0);else ", ";", ""), status: 0, errors: ""),
        .module(
            "an array that is made long by its length", "const list = [];\nlist.length = 6e7;\nconsole.log(list.length);\n", status: 0,
            output: "60000000\n", errors: ""),
        .module(
            "a function that is bound 100,000 times",
            "let f = () => 1;\nfor (let i = 0; i < 100000; i++) f = f.bind();\n"
                + "for (const use of [() => f(), () => new f(), () => ({}) instanceof f]) {\n"
                + "  try { use(); } catch (error) { console.log(error.name); }\n}\n",
            status: 0, output: "RangeError\nTypeError\nRangeError\n", errors: ""),
        .module(
            "a printed object that is far too large",
            "const text = 'x'.repeat(1 << 20);\nconst o = {};\nfor (let i = 0; i < 1000; i++) o[i] = { text, again: { text } };\nconsole.log(o);\n",
            options: "--limit output=1MB", status: 14, output: nil,
            errors: """
                input.mjs:4:1: error: blocked: more than 1MB of output
                  4 | console.log(o);
                    | ^
                  help: the limit 'output' is 1MB; raise it with --limit output=2MB, or with limits: {output: 2MB} in a scenario

                """),
        .module(
            "a JSON text that is far too long",
            "const text = 'x'.repeat(1 << 16);\nJSON.stringify(new Array(100000).fill(text));\n", options: "--limit steps=1000000",
            status: 14,
            errors: """
                input.mjs:2:1: error: blocked: no end after 1000000 steps
                  2 | JSON.stringify(new Array(100000).fill(text));
                    | ^
                  help: the limit 'steps' is 1000000; raise it with --limit steps=2000000, or with limits: {steps: 2000000} in a scenario

                """),
        .module(
            "a chain of 100,000 prototypes", "let o = {};\nfor (let i = 0; i < 100000; i++) o = Object.create(o);\nfor (;;) o.x;\n",
            options: "--limit steps=1000000", status: 14,
            errors: """
                input.mjs:3:10: error: blocked: no end after 1000000 steps
                  3 | for (;;) o.x;
                    |          ^
                  help: the limit 'steps' is 1000000; raise it with --limit steps=2000000, or with limits: {steps: 2000000} in a scenario

                """),
    ]

    @Test("are refused or run", arguments: table)
    func cases(row: SeenCase) throws { try row.check() }
}
