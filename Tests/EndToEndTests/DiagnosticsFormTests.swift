import Foundation
import TestSupport
import Testing

/// `--diagnostics` and `--color`: the same problems for people and for programs, from every command.
@Suite("The form of problems")
struct DiagnosticsFormTests {
    /// The objects on standard error.
    private func objects(_ result: CommandLineTool.Result) throws -> [[String: Any]] {
        try result.errors.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
        }
    }

    private let failing = """
        import "./db.mjs";
        """
    private let database = "async function connect() {\n\tawait null;\n\tthrow new Error(\"no database\");\n}\nawait connect();\n"

    @Test("run tells an uncaught error with its way, in text and in JSON")
    func uncaught() throws {
        let scratch = try ScratchFolder()
        try scratch.write("main.mjs", failing)
        try scratch.write("db.mjs", database)
        let text = try CommandLineTool.run("run", "main.mjs", "--no-pictures", in: scratch.url)
        #expect(text.status == 1)
        #expect(
            text.errors == """
                db.mjs:3:8: error: uncaught Error: no database
                  3 |     throw new Error("no database");
                    |           ^
                  at connect (db.mjs:3:8)
                  at await (db.mjs:5:1)
                  imported by main.mjs:1:8, which waited for it

                """)
        let json = try CommandLineTool.run("run", "main.mjs", "--no-pictures", "--diagnostics", "json", in: scratch.url)
        #expect(json.status == 1)
        #expect(json.output == text.output, "What is printed does not depend on it")
        let members = [
            #""format":"tla-sim-diagnostic","version":1,"kind":"runtime","severity":"error","message":"uncaught Error: no database""#,
            #""file":"db.mjs","line":3,"column":8,"end":{"line":3,"column":9},"sourceLine":"\tthrow new Error(\"no database\");""#,
            #""stack":[{"kind":"call","name":"connect","file":"db.mjs","line":3,"column":8}"#,
            #"{"kind":"await","file":"db.mjs","line":5,"column":1}"#,
            #"{"kind":"import","file":"main.mjs","line":1,"column":8,"note":"which waited for it"}]"#,
        ]
        #expect(json.errors == "{" + members.joined(separator: ",") + "}\n")
    }

    @Test(
        "Every command can tell its problems as JSON, and ends with the same status",
        arguments: [
            (["run", "gone.yaml"], "file", 2), (["console", "gone.mjs"], "file", 2), (["draw", "gone.yaml"], "file", 2),
            (["check", "bad.yaml"], "scenario", 2), (["check", "empty"], "file", 2), (["check", "wrong.yaml"], "expectation", 1),
            (["gallery", "all", "-o", "out"], "scenario", 2), (["run", "syntax.mjs"], "syntax", 1), (["run", "link.mjs"], "link", 1),
            (["console", "link.mjs", "--host", "node"], "link", 1), (["draw", "accessor.mjs"], "unsupported", 2),
            (["console", "stuck.mjs"], "unsettled", 13), (["run", "stuck.mjs", "--no-pictures"], "unsettled", 13),
            (["console", "thrown.mjs", "--host", "deno"], "runtime", 1), (["console", "spin.yaml", "--host", "node"], "blocked", 14),
            (["run", "stuck.mjs", "-o", "stuck.mjs/below"], "file", 74), (["run"], "usage", 64),
            (["run", "a.mjs", "--hots", "x"], "usage", 64),
            (["draw", "a.mjs", "--view", "grahp"], "usage", 64), (["console", "a.mjs", "--host", "nod"], "usage", 64),
        ] as [([String], String, Int32)])
    func kinds(arguments: [String], kind: String, status: Int32) throws {
        let scratch = try ScratchFolder()
        for (path, text) in [
            ("bad.yaml", "entry: a\nmoduls: {a: ''}\n"), ("all/topic/bad.yaml", "entry: a\nmoduls: {a: ''}\n"), ("empty/note.txt", ""),
            ("wrong.yaml", "entry: a\nmodules: {a: console.log(1)}\nexpect: {trace: ['2']}\n"), ("syntax.mjs", "let x = ;\n"),
            ("link.mjs", "import './gone.mjs';\n"), ("accessor.mjs", "class A { accessor x }\n"),
            ("stuck.mjs", "await new Promise(() => {});\n"),
            ("thrown.mjs", "throw new Error('boom');\n"),
            ("spin.yaml", "entry: a\nlimits: {steps: 1000}\nmodules:\n  a: for (;;) {}\n"),
        ] {
            try scratch.write(path, text)
        }
        let line = (arguments + ["--diagnostics", "json"]).map { "'\($0)'" }.joined(separator: " ")
        let result = try CommandLineTool.shell("\"$TLA_SIM\" \(line)", in: scratch.url)
        #expect(result.status == status, "\(result.errors)")
        let found = try objects(result)
        #expect(found.contains { $0["kind"] as? String == kind }, "\(result.errors)")
        for object in found {
            #expect(object["format"] as? String == "tla-sim-diagnostic")
            #expect(object["version"] as? Int == 1)
            #expect((object["message"] as? String)?.isEmpty == false)
            if object["line"] != nil { #expect(object["file"] is String && object["column"] is Int && object["end"] is [String: Int]) }
        }
    }

    @Test(
        "A name that is like none has all of them as the hint, whatever it names",
        arguments: [
            (["run", "a.mjs", "--host", "xqzwv"], "there is no host 'xqzwv'", "known are spec, node, "),
            (["run", "a.mjs", "--limit", "xqzwv=1"], "there is no limit 'xqzwv'", "known are steps, time, "),
            (["run", "a.mjs", "--proposal", "xqzwv"], "there is no proposal 'xqzwv'", "known are import.sync"),
            (["run", "a.mjs", "--bundler", "xqzwv"], "there is no bundler 'xqzwv'", "known are native, "),
            (["compare", "a.mjs", "--bundlers", "rollup, xqzwv"], "there is no bundler 'xqzwv'", "known are all, native, "),
            (["lint", "a.mjs", "--rules", "xqzwv"], "there is no rule 'xqzwv'", "known are import-cycle-await, "),
            (["fuzz", "--bundlers", "xqzwv"], "there is no bundler 'xqzwv'", "known are all, native, "),
            (["fuzz", "--against", "node", "--families", "dag, xqzwv"], "there is no family 'xqzwv'", "known are dag, "),
        ])
    func unknownNames(arguments: [String], message: String, hint: String) throws {
        let result = try CommandLineTool.run(arguments + ["--diagnostics", "json"])
        #expect(result.status == 64)
        let found = try objects(result)
        #expect(found.count == 1 && found.first?["message"] as? String == message, "\(result.errors)")
        #expect((found.first?["hint"] as? String)?.hasPrefix(hint) == true, "\(result.errors)")
    }

    @Test("A wrong command line says what was meant, with the usage below")
    func usage() throws {
        let result = try CommandLineTool.run("draw", "a.yaml", "--view", "grahp")
        #expect(result.status == 64)
        #expect(result.errors.hasPrefix("error: the value 'grahp' is invalid for '--view <view>'\n  help: did you mean 'graph'?\n"))
        #expect(result.errors.contains("Usage: tla-sim draw "))
        #expect(try CommandLineTool.run("chek").errors == "error: cannot tell what 'chek' is\n  help: did you mean the command 'check'?\n")
        #expect(try CommandLineTool.run("run", "a.yaml", "--verbos").errors.contains("  help: did you mean '--verbose'?\n"))
    }

    @Test("Colour is for terminals, or for who asks", arguments: ["run", "console", "draw"])
    func colour(command: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("main.mjs", "let x = ;\n")
        let plain = try CommandLineTool.run(command, "main.mjs", in: scratch.url)
        #expect(!plain.errors.contains("\u{1B}"))
        let coloured = try CommandLineTool.run(command, "main.mjs", "--color", "always", in: scratch.url)
        #expect(
            coloured.errors == """
                \u{1B}[1mmain.mjs:1:9: \u{1B}[0m\u{1B}[1;31merror:\u{1B}[0m \u{1B}[1mexpected an expression, found ';'\u{1B}[0m
                \u{1B}[2m  1 | \u{1B}[0mlet x = ;
                \u{1B}[2m    | \u{1B}[0m        \u{1B}[1;31m^\u{1B}[0m

                """)
    }

    @Test(
        "A missing file on disk: the one that was meant",
        arguments: [
            ("./bd.mjs", "./db.mjs"), ("./db", "./db.mjs"), ("./db.js", "./db.mjs"), ("./DB.mjs", "./db.mjs"), ("./lib", "./lib/index.mjs"),
            ("./lib/", "./lib/index.mjs"), ("./lbi/log.mjs", "./lib/log.mjs"), ("./lib/lgo.mjs", "./lib/log.mjs"), ("db.mjs", "./db.mjs"),
            ("lib/log", "./lib/log.mjs"), ("./config", "./config.json"), ("./up.mjs", "../up.mjs"),
        ])
    func nearFiles(specifier: String, near: String) throws {
        let scratch = try ScratchFolder()
        for path in ["app/db.mjs", "app/lib/index.mjs", "app/lib/log.mjs", "app/config.json", "up.mjs"] { try scratch.write(path, "") }
        try scratch.write("app/main.mjs", "import \"\(specifier)\";\n")
        let result = try CommandLineTool.run("run", "app/main.mjs", in: scratch.url)
        #expect(result.status == 1)
        #expect(result.errors.contains("  help: did you mean '\(near)'?\n"), "\(result.errors)")
    }

    @Test("A folder without anything like it says only that the file is missing")
    func noNearFile() throws {
        let scratch = try ScratchFolder()
        try scratch.write("main.mjs", "import \"./zebra.mjs\";\n")
        let result = try CommandLineTool.run("run", "main.mjs", in: scratch.url)
        #expect(
            result.errors == """
                main.mjs:1:8: error: cannot load './zebra.mjs': there is no such file
                  1 | import "./zebra.mjs";
                    |        ^^^^^^^^^^^^^

                """)
    }

    @Test(
        "console tells an uncaught error as Node.js does: line, caret and stack", .enabled(if: nodeIsInstalled),
        arguments: [
            "throw new Error('boom');", "function f() {\n\tthrow new TypeError('in f');\n}\nf();",
            "async function a() { await null; throw new RangeError('later'); }\nasync function b() { await a(); }\nawait b();",
            "Promise.reject(new Error('loose'));", "setTimeout(() => { throw 'text'; }, 1);",
            "class Missing extends Error {\n  constructor() { super('door'); this.name = 'Missing'; }\n}\nthrow new Missing();",
        ])
    func nodeWords(source: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("main.mjs", source)
        let theirs = try CommandLineTool.launch(URL(filePath: "/usr/bin/env"), ["node", "main.mjs"], in: scratch.url, environment: [:])
        let ours = try CommandLineTool.run("console", "main.mjs", "--host", "node", in: scratch.url)
        #expect(ours.status == theirs.status)
        // Node names files by their URL, has frames of its own, and ends with its exact version.
        let expected = theirs.errors.replacing("file://\(scratch.url.path)/", with: "")
            .split(separator: "\n").filter { !$0.contains("node:internal") && !$0.hasPrefix("Node.js v") }
        let seen = ours.errors.split(separator: "\n").filter { !$0.hasPrefix("Node.js v") }
        #expect(seen == expected)
    }

    @Test("A bare name of a scenario file near another is said")
    func nearInput() throws {
        let scratch = try ScratchFolder()
        try scratch.write("start.yaml", "entry: a\nmodules: {a: ''}\n")
        let result = try CommandLineTool.run("run", "strat.yaml", in: scratch.url)
        #expect(result.errors == "error: cannot read strat.yaml: there is no such file\n  help: did you mean 'start.yaml'?\n")
    }

    @Test(
        "A file that is there gets the hint for what it is, and not a name that is like its own",
        arguments: [
            ("x.tsx", "JSX has to be compiled before it is run: with tsc --jsx react-jsx or esbuild, into a file that ends in .js or .mjs"),
            ("no.text", "name a scenario (.yaml, .yml or .json), a module (.mjs, .cjs, .js, .ts, .mts or .cts) or a page (.html)"),
        ])
    func fileOfAnotherKind(name: String, hint: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write(name, "")
        try scratch.write("x.mjs", "")
        try scratch.write("no.mjs", "")
        let result = try CommandLineTool.run("console", name, in: scratch.url)
        #expect(result.status == 2)
        #expect(result.errors == "error: cannot tell what '\(name)' is\n  help: \(hint)\n")
    }
}
