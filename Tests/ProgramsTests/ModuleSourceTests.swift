import Diagnostics
import Programs
import Scenario
import Testing

@Suite struct ModuleSourceTests {
    /// A step and the JavaScript that it stands for; docs/scenario.md shows the same table.
    @Test(arguments: [
        ("log: X1", #"console.log("X1");"#),
        (#"log: "a \"b\" \\ \n""#, #"console.log("a \"b\" \\ \n");"#),
        ("log: [a, 1, -2.5, true, null, '1']", #"console.log("a", 1, -2.5, true, null, "1");"#),
        ("log: []", "console.log();"),
        ("sleep: 1s", "await sleep(1000);"),
        ("sleep: 1.5us", "await sleep(0.0015);"),
        ("busy: 5ms", "busy(5);"),
        ("await: ready", "await ready;"),
        ("await: 'db.connect(1, { a: 2 })'", "await db.connect(1, { a: 2 });"),
        ("await: a + b", "await (a + b);"),
        ("await: \"f() // why\"", "await (f() // why\n);"),
        ("await: (a, b)", "await (a, b);"),
        ("await: a, b", "await (a, b);"),
        ("await: 1", "await 1;"),
        ("import: b", #"await import("b");"#),
        ("import: {module: b, await: false}", #"import("b");"#),
        ("import: data", #"await import("data", { with: { type: "json" } });"#),
        ("export: {x: 1, y: await f()}", "export let x = 1;\nexport let y = await f();"),
        ("export: {x: '1, 2'}", "export let x = (1, 2);"),
        ("export: {default: x}", "export default x;"),
        ("throw: boom", #"throw new Error("boom");"#),
        ("microtask: [{log: a}]", "queueMicrotask(() => {\n  console.log(\"a\");\n});"),
        ("microtask: [{sleep: 1}]", "queueMicrotask(async () => {\n  await sleep(1);\n});"),
        ("timeout: {after: 10ms, do: [{log: a}]}", "setTimeout(() => {\n  console.log(\"a\");\n}, 10);"),
        (
            "timeout: {after: 0, do: [{try: [{await: x}], finally: []}]}",
            "setTimeout(async () => {\n  try {\n    await x;\n  } finally {\n  }\n}, 0);"
        ),
        (
            "{try: [{throw: a}], catch: [{js: console.log(error.message)}], finally: [{log: z}]}",
            "try {\n  throw new Error(\"a\");\n} catch (error) {\n  console.log(error.message)\n} finally {\n  console.log(\"z\");\n}"
        ),
        ("js: f(); g();", "f(); g();"),
        ("microtask: [{js: \"if (a) {\\n  b();\\n}\"}]", "queueMicrotask(() => {\n  if (a) {\n    b();\n  }\n});"),
        ("microtask: [{js: \"x = `a\\nb`\"}]", "queueMicrotask(() => {\n  x = `a\nb`\n});"),
    ])
    func aStepStandsForJavaScript(step: String, expected: String) throws {
        let scenario = try read("entry: a\nmodules:\n  data: {json: 1}\n  a:\n    steps:\n      - \(step)")
        #expect(try javaScript("a", of: scenario) == expected + "\n")
    }

    @Test(arguments: [
        ("b", #"import "b";"#),
        ("./b.mjs", #"import "./b.mjs";"#),
        ("{from: b, names: [x, y as z, default as d]}", #"import { x, y as z, default as d } from "b";"#),
        ("{from: b, as: ns}", #"import * as ns from "b";"#),
        ("{from: b, as: ns, phase: defer}", #"import defer * as ns from "b";"#),
        ("{from: b, as: ns, phase: evaluation}", #"import * as ns from "b";"#),
        ("{from: data, names: [default as d]}", #"import { default as d } from "data" with { type: "json" };"#),
        ("'a\"b'", #"import "a\"b";"#),
    ])
    func anImportStandsForJavaScript(entry: String, expected: String) throws {
        let scenario = try read("entry: a\nmodules:\n  data: {json: 1}\n  a: {imports: [\(entry)]}")
        #expect(try javaScript("a", of: scenario) == expected + "\n")
    }

    @Test func placesInBlockScalarsLeadBackToTheDocument() throws {
        let scenario = try read(
            """
            entry: a
            modules:
              a: |
                one();

                  two();
                three();
              b:
                code: >-
                  four(
                  5);

                  six();
              c: |2
                 seven();
                eight();
            """)
        #expect(try place(of: "one", in: "a", of: scenario) == "4:5")
        #expect(try place(of: "two", in: "a", of: scenario) == "6:7")
        #expect(try place(of: "three", in: "a", of: scenario) == "7:5")
        #expect(try place(of: "four", in: "b", of: scenario) == "10:7")
        #expect(try place(of: "5", in: "b", of: scenario) == "11:7")
        #expect(try place(of: "six", in: "b", of: scenario) == "13:7")
        #expect(try place(of: "seven", in: "c", of: scenario) == "15:6")
        #expect(try place(of: "eight", in: "c", of: scenario) == "16:5")
    }

    @Test func placesInLineScalarsLeadBackToTheDocument() throws {
        let scenario = try read(
            #"""
            entry: a
            modules:
              a: console.log("é") + two()
              b: "one(\"q\"); two(\n)\u00e9; three(\
                   four()"
              c: 'it''s(); more()'
              d: {code: one
                  two
                three}
            """#)
        #expect(try place(of: "console", in: "a", of: scenario) == "3:6")
        #expect(try place(of: "two", in: "a", of: scenario) == "3:25")
        #expect(try place(of: "one", in: "b", of: scenario) == "4:7")
        #expect(try place(of: "q", in: "b", of: scenario) == "4:13")
        #expect(try place(of: "two", in: "b", of: scenario) == "4:19")
        #expect(try place(of: "three", in: "b", of: scenario) == "4:34")
        #expect(try place(of: "four", in: "b", of: scenario) == "5:8")
        #expect(try place(of: "more", in: "c", of: scenario) == "6:16")
        #expect(try place(of: "two", in: "d", of: scenario) == "8:7")
        #expect(try place(of: "three", in: "d", of: scenario) == "9:5")
    }

    @Test func placesInStepsLeadBackToTheDocument() throws {
        let scenario = try read(
            """
            entry: a
            modules:
              a:
                imports:
                  - {from: b, names: [x]}
                steps:
                  - log: hello
                  - await: db.connect()
                  - microtask:
                      - js: |
                          if (a) {
                            bad(;)
                          }
                      - export_: 1
                  - export: {y: "1 + \\u0078"}
            """.replacing("          - export_: 1\n", with: ""))
        #expect(try place(of: "import", in: "a", of: scenario) == "5:9")
        #expect(try place(of: "x }", in: "a", of: scenario) == "5:9")
        #expect(try place(of: "hello", in: "a", of: scenario) == "7:9")
        #expect(try place(of: "connect", in: "a", of: scenario) == "8:19")
        #expect(try place(of: "queueMicrotask", in: "a", of: scenario) == "9:9")
        #expect(try place(of: "if (a)", in: "a", of: scenario) == "11:15")
        #expect(try place(of: "bad", in: "a", of: scenario) == "12:17")
        #expect(try place(of: "export", in: "a", of: scenario) == "14:9")
        #expect(try place(of: "+ x", in: "a", of: scenario) == "14:24")
        #expect(try place(of: "x;", in: "a", of: scenario) == "14:26")
    }

    @Test func aProblemInJavaScriptShowsTheLineOfTheDocument() throws {
        let scenario = try read("entry: a\nmodules:\n  a:\n    steps:\n      - js: bad(;)")
        let source = try Program(scenario: scenario).text(of: ModuleKey("a")).file
        let problem = scenario.located(Diagnostic(.syntax, "unexpected ';'", at: source.location(at: 4)))
        #expect(
            problem.text() == """
                s.yaml:5:17: error: unexpected ';'
                  5 |       - js: bad(;)
                    |                 ^
                  in modules.a

                """)
    }
}
