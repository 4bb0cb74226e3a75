import Diagnostics
import Testing

@testable import Scenario

@Suite struct ScenarioReaderTests {
    static let siblings = """
        title: A top-level await does not block its siblings
        about: |
          z imports x and y. x pauses for a second, and y does not wait for it.
        host: spec
        entry: z
        modules:
          x:
            steps:
              - log: X1
              - sleep: 1s
              - log: X2
          y: console.log("Y");
          z:
            imports: [x, y]
            steps: [{log: Z}]
        expect:
          trace: [X1, Y, X2, Z]
          outcome: fulfilled
          duration: 1s
        """

    @Test func theStandardExampleIsRead() throws {
        let scenario = try read(Self.siblings)
        #expect(scenario.title == "A top-level await does not block its siblings")
        #expect(scenario.about == "z imports x and y. x pauses for a second, and y does not wait for it.\n")
        #expect(scenario.host?.name == "spec")
        #expect(scenario.entries == ["z"])
        #expect(scenario.modules.map(\.name) == ["x", "y", "z"])
        #expect(scenario.expect.base.trace?.value == ["X1", "Y", "X2", "Z"])
        #expect(scenario.expect.base.outcome?.value == .fulfilled)
        #expect(scenario.expect.base.duration?.value.nanoseconds == 1_000_000_000)
        #expect(
            try javaScript("x", of: scenario) == """
                console.log("X1");
                await sleep(1000);
                console.log("X2");

                """)
        #expect(try javaScript("y", of: scenario) == "console.log(\"Y\");")
        #expect(
            try javaScript("z", of: scenario) == """
                import "x";
                import "y";

                console.log("Z");

                """)
    }

    @Test func theWordsOfYAML11AreText() throws {
        let scenario = try read(
            """
            entry: [y, no]
            modules:
              y: {steps: [{log: Y}, {log: no}, {log: on}, {log: yes}]}
              no: ""
            expect: {trace: [Y, no, on, yes]}
            """)
        #expect(scenario.entries == ["y", "no"])
        #expect(scenario.expect.base.trace?.value == ["Y", "no", "on", "yes"])
        #expect(try javaScript("y", of: scenario).contains("console.log(\"Y\");\nconsole.log(\"no\");"))
    }

    @Test func expectedLinesKeepTheirTextAsWritten() throws {
        let scenario = try read("{entry: a, modules: {a: ''}, expect: {trace: [1, 1.50, true, null, 0x10, '', 2024-01-01]}}")
        #expect(scenario.expect.base.trace?.value == ["1", "1.50", "true", "null", "0x10", "", "2024-01-01"])
    }

    @Test func aJSONDocumentIsRead() throws {
        let scenario = try read(
            #"""
            {
            	"title": "t", "entry":"a",
            	"modules": {"a":{"code":"let x = \"q\";\nlog(x)","load":"20ms","parse":2}, "b": {"json": {"k": [1, null, "s"]}}},
            	"expect": {"trace": ["Y"], "outcome": {"rejected": "Error: boom"}}
            }
            """#)
        #expect(scenario.modules[0].load?.nanoseconds == 20_000_000)
        #expect(scenario.modules[0].parse?.nanoseconds == 2_000_000)
        #expect(try javaScript("a", of: scenario) == "let x = \"q\";\nlog(x)")
        #expect(try javaScript("b", of: scenario) == #"{"k":[1,null,"s"]}"#)
        #expect(scenario.modules[1].isJSON)
        #expect(scenario.expect.base.outcome?.value == .rejected("Error: boom"))
    }

    @Test func bundlersAreRead() throws {
        let scenario = try read(
            """
            host: node@20
            entry: a
            modules: {a: '', b: ''}
            expect:
              trace: [X, Y]
              duration: 1s
              evaluated: [a]
              hosts: {node: {duration: 2s}, deno: {trace: [D]}}
              bundlers:
                rollup@3, bun : {trace: [Y, X]}
                rollup: {}
                esbuild:
                  - {splitting: true, chunks: {c: [./a, b]}, duration: 3s}
                  - {format: iife, splitting: false, outcome: {build error: iife}}
            """)
        let bundlers = scenario.expect.bundlers
        #expect(bundlers.map(\.name) == ["rollup@3", "bun", "rollup", "esbuild", "esbuild"])
        #expect(bundlers.map(\.isSplitting) == [nil, nil, nil, true, false])
        #expect(bundlers.map(\.format) == [nil, nil, nil, nil, "iife"])
        #expect(bundlers[3].chunks == [.init(name: "c", modules: ["a", "b"])])
        #expect(bundlers.map(\.location.line) == [10, 10, 11, 12, 12])
        #expect(bundlers[4].keyPath == "expect.bundlers.esbuild[1]")
        let expected = bundlers.map { scenario.expect.expectation(of: $0, onHost: "node@20") }
        #expect(expected[1].trace?.value == ["Y", "X"])
        #expect(expected[1].duration?.value.nanoseconds == 2_000_000_000, "what holds on the host holds of the output")
        #expect(expected[1].evaluated == nil, "the output has other modules")
        #expect(expected[2].trace?.value == ["X", "Y"], "nothing is handed on from one name to another")
        #expect(expected[3].duration?.value.nanoseconds == 3_000_000_000)
        #expect(expected[4].outcome?.value == .buildError("iife"))
        #expect(expected[4].trace == nil && expected[4].duration == nil, "what is refused does not run")
    }

    @Test func everyPartIsRead() throws {
        let scenario = try read(
            """
            host: {name: node@20, flag: true, list: [1, a]}
            entry: ./main.mjs
            modules:
              ./main.mjs: {file: src/main.mjs, size: 40kB}
              data: {json: {a: 1}, load: 1.5s}
            resources:
              https://api.test/a: {after: 120ms, json: {ok: true}, status: 503}
              /b: {text: hello}
              /c: {fails: network down, after: 1ms}
            limits: {steps: 1000, time: 2min, heap: 64MB}
            expect:
              outcome: blocked
              at: {X2: 1s, tick: [1s, 2s]}
              before: [[Y, X2]]
              evaluated: [main.mjs]
              hosts: {node: {outcome: {link error: no export}}}
            see: https://example.org/
            """)
        #expect(scenario.title == "s", "the title is the file's name where none is given")
        #expect(scenario.host?.name == "node@20")
        #expect(scenario.host?.options.map(\.key) == ["flag", "list"])
        #expect(scenario.host?.options.map(\.value) == [.bool(true), .list([.number("1"), .text("a")])])
        #expect(scenario.entries == ["main.mjs"])
        #expect(scenario.modules.map(\.name) == ["main.mjs", "data"])
        #expect(scenario.modules[0].size == 40_000)
        #expect(scenario.modules[1].load?.nanoseconds == 1_500_000_000)
        #expect(scenario.resources.map(\.url) == ["https://api.test/a", "/b", "/c"])
        #expect(scenario.resource(at: "/b")?.url == "/b")
        #expect(scenario.resource(at: "/d") == nil)
        #expect(scenario.resources.map(\.after.nanoseconds) == [120_000_000, 0, 1_000_000])
        guard case .response(503, #"{"ok":true}"#) = scenario.resources[0].answer,
            case .response(200, "hello") = scenario.resources[1].answer,
            case .failure("network down") = scenario.resources[2].answer
        else {
            Issue.record("wrong answers: \(scenario.resources.map(\.answer))")
            return
        }
        #expect(Limit.allCases.map { scenario.limits[$0] } == [1_000, 120_000_000_000, 64_000_000, nil, nil, nil, nil, nil, nil, nil])
        #expect(scenario.expect.base.at?.map(\.value.line) == ["X2", "tick"])
        #expect(scenario.expect.base.at?.map(\.value.areAll) == [false, true])
        #expect(scenario.expect.base.before?.map(\.value) == [["Y", "X2"]])
        #expect(scenario.expect.base.evaluated?.value == ["main.mjs"])
        #expect(scenario.expect.expectation(forHost: "node@20").outcome?.value == .linkError("no export"))
        #expect(scenario.expect.expectation(forHost: "deno").outcome?.value == .blocked(nil))
        #expect(scenario.see == ["https://example.org/"])
    }

    @Test func `JSON is read with the pairs of surrogates that YAML does not know`() throws {
        // Behind a pair, blanks stay, and places are those of the document.
        let scenario = try read(
            #"{"entry": "a", "title": "\ud83d\ude00  \uD834\uDD1E\\ud83d é", "modules": {"a": "f(\"\ud83d\ude00\"); g()", "b": 'say "\ud83d\ude00"'}}"#
        )
        #expect(scenario.title == "😀  𝄞\\ud83d é")
        #expect(try javaScript("a", of: scenario) == "f(\"😀\"); g()")
        #expect(try place(of: "g()", in: "a", of: scenario) == "1:103")
        #expect(try javaScript("b", of: scenario) == #"say "\ud83d\ude00""#, "in single quotes nothing is an escape")
        #expect(
            problems(#"{"entry": "a", "title": "\ud83dx", "modules": {"a": ""}}"#)
                == [#"1:26 '\ud83d' is no character"#])
        #expect(
            problems("entry: a\ntitle: \"\\ud83d\\ude00\"\nmodules: {a: ''}")
                == [#"2:9 YAML writes a character with one escape, and not with a pair of surrogates (write \U0001F600)"#])
    }

    @Test func aByteOrderMarkAndWindowsLineBreaksChangeNothing() throws {
        let text = "\u{FEFF}entry: a\r\nmodules:\r\n  a: |\r\n    one();\r\n    two();\r\n"
        let scenario = try read(text)
        #expect(try javaScript("a", of: scenario) == "one();\ntwo();\n")
        #expect(try place(of: "two", in: "a", of: scenario) == "5:5")
    }
}
