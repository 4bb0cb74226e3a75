import TestSupport
import Testing

/// What bounds a command that runs a program several times, or does more with it than run it.
@Suite("Bounds of commands")
struct CommandBoundTests {
    /// 20,000 turns of a loop: some 40,000 steps.
    private static let work = Array("for (let i = 0; i < 20000; i++);\nconsole.log('done');\n".utf8)
    private static let advice =
        "  help: the limit 'steps' is 100000; raise it with --limit steps=200000, or with limits: {steps: 200000} in a scenario\n"

    static let table: [SeenCase] = [
        SeenCase(
            title: "what one bundler makes without end takes nothing from the others",
            files: [
                ("main.mjs", Array("import './x.mjs';\nimport './y.mjs';\nconsole.log('done');\n".utf8)),
                ("x.mjs", Array("await 0;\nglobalThis.isOver = true;\n".utf8)), ("y.mjs", Array("if (globalThis.isOver) for (;;);\n".utf8)),
            ], preparation: "", line: "$TLA_SIM compare main.mjs --bundlers rollup,webpack --limit steps=100000", status: 14,
            output: """
                main.mjs  (host spec)

                bundler  order  first line that differs  start-up  cost  ends
                native   -      -                        0 ms      -     fulfilled
                rollup   -      -                        -         -     refused: what rollup makes is not run to its end: all bundles and their runs have 200000 steps together
                webpack  same   -                        0 ms      0 ms  fulfilled

                main.mjs is asynchronous: it imports x.mjs (main.mjs:1:8), which awaits (x.mjs:1:1)

                """,
            errors: """
                error: what rollup makes is not run to its end: all bundles and their runs have 200000 steps together
                  help: the limit 'steps' is 100000; raise it with --limit steps=200000, or with limits: {steps: 200000} in a scenario
                  or: name fewer bundlers or hosts

                """),
        SeenCase(
            title: "all bundles and their runs have twice the limit", files: [("main.mjs", work)], preparation: "",
            line: "$TLA_SIM compare main.mjs --bundlers rollup,webpack,esbuild,bun --limit steps=45000", status: 14,
            output: """
                main.mjs  (host spec)

                bundler  order  first line that differs  start-up  cost  ends
                native   -      -                        0 ms      -     fulfilled
                rollup   same   -                        0 ms      0 ms  fulfilled
                webpack  same   -                        0 ms      0 ms  fulfilled
                esbuild  -      -                        -         -     refused: what esbuild makes is not run to its end: all bundles and their runs have 90000 steps together
                bun      -      -                        -         -     refused: what bun makes is not bundled: all bundles and their runs have 90000 steps together

                """,
            errors: """
                error: what esbuild makes is not run to its end: all bundles and their runs have 90000 steps together
                  help: the limit 'steps' is 45000; raise it with --limit steps=90000, or with limits: {steps: 90000} in a scenario
                  or: name fewer bundlers or hosts
                error: what bun makes is not bundled: all bundles and their runs have 90000 steps together
                  help: the limit 'steps' is 45000; raise it with --limit steps=90000, or with limits: {steps: 90000} in a scenario
                  or: name fewer bundlers or hosts

                """),
        SeenCase(
            title: "what lint reads of all modules together",
            files: [("a.mjs", Array("import './b.mjs';\nlet a = 1, b = 2;\n".utf8)), ("b.mjs", Array("let a = 1, b = 2;\n".utf8))],
            preparation: "", line: "$TLA_SIM lint a.mjs --limit words=5", status: 2, output: nil,
            errors: """
                error: the modules have more than 5 words and signs together: not all that they import is looked for
                  help: lint its folders one after another, or leave some out: ignore them in tla-sim.yaml
                  or: the limit 'words' is 5; raise it with --limit words=10, or with limits: {words: 10} in a scenario

                """),
        SeenCase(
            title: "lint has no limit of what only runs", files: [("a.mjs", work)], preparation: "",
            line: "$TLA_SIM lint a.mjs --limit steps=5", status: 64, output: "",
            errors: """
                error: there is no limit 'steps'
                  help: known are modules, source, words, nesting
                Usage: tla-sim lint [<options>] [<path> ...]
                  See 'tla-sim lint --help' for more information.

                """),
        SeenCase(
            title: "a program without end is compared with nothing", files: [("main.mjs", Array("for (;;);\n".utf8))], preparation: "",
            line: "$TLA_SIM compare main.mjs --limit steps=100000", status: 14, output: "",
            errors: "main.mjs:1:9: error: blocked: no end after 100000 steps\n  1 | for (;;);\n    |         ^\n" + advice),
        SeenCase(
            title: "a program is not bundled that has more words than the limit has steps", files: [("main.mjs", work)], preparation: "",
            line: "$TLA_SIM bundle main.mjs --as rollup --limit steps=30", status: 14, output: "",
            errors: """
                error: the program is not bundled: all that a command does with a program has 30 steps together
                  help: the limit 'steps' is 30; raise it with --limit steps=60, or with limits: {steps: 60} in a scenario

                """),
        SeenCase(
            title: "both runs of what-if have the limit together", files: [("main.mjs", work)], preparation: "",
            line: "$TLA_SIM what-if main.mjs --bundler rollup --limit steps=60000", status: 14, output: "",
            errors: """
                error: the program with the change is not run to its end: all that a command does with a program has 60000 steps together
                  help: the limit 'steps' is 60000; raise it with --limit steps=120000, or with limits: {steps: 120000} in a scenario

                """),
        SeenCase(
            title: "few addresses: a thread has its memory from the heap of all", files: [("main.mjs", work)], preparation: "",
            line: "ulimit -v 250000; $TLA_SIM console main.mjs", status: 0, output: "done\n", errors: ""),
        SeenCase(
            title: "a page of more scripts than there may be modules",
            files: [("index.html", Array(String(repeating: "<script>1</script>", count: 20).utf8))], preparation: "",
            line: "$TLA_SIM console index.html --limit modules=10", status: 14, output: "",
            errors: """
                error: blocked: more than 10 modules
                  help: the limit 'modules' is 10; raise it with --limit modules=20, or with limits: {modules: 20} in a scenario

                """),
        SeenCase(
            title: "a base that makes every address of a page long",
            files: [
                (
                    "index.html",
                    Array(
                        ("<base href='/" + String(repeating: "a/", count: 200_000) + "'>\n"
                            + String(repeating: "<script src=x></script>\n", count: 50)).utf8)
                )
            ], preparation: "", line: "$TLA_SIM console index.html", status: 2, output: "",
            errors: """
                index.html:39:1: error: the addresses of the page are longer than 16MB together

                """),
    ]

    @Test("are told", arguments: table)
    func bounds(row: SeenCase) throws { try row.check() }

    @Test("What it takes bundlers to find modules counts as it does in a run")
    func searching() throws {
        let scratch = try ScratchFolder()
        try scratch.write("main.mjs", (0..<20).map { "import 'package-\($0)';\n" }.joined())
        let result = try CommandLineTool.run("bundle", "main.mjs", "--as", "rollup", "--limit", "steps=1000", in: scratch.url)
        #expect(result.status == 14)
        #expect(result.errors.contains("not all modules are looked for: all that a command does with a program has 1000 steps together"))
    }

    @Test("Tens of thousands of preloads and of hosts are gone through once")
    func manyEntries() throws {
        let scratch = try ScratchFolder()
        let preloads = Array(repeating: "{import: a}", count: 3_000).joined(separator: ", ")
        try scratch.write("preloads.yaml", "entry: a\nmodules: {a: 'console.log(1)'}\npreload: [\(preloads)]\nexpect: {trace: ['1']}\n")
        let run = try CommandLineTool.run("check", "preloads.yaml", "--quiet", in: scratch.url)
        #expect(run.status == 0, "\(run.output)")
    }

    @Test("A scenario that expects no end on several hosts is run on each, and with what is left")
    func hosts() throws {
        let scratch = try ScratchFolder()
        try scratch.write(
            "input.yaml",
            """
            entry: a
            modules: {a: 'for (;;);'}
            limits: {steps: 2000000}
            expect: {outcome: {blocked: no end}, hosts: {node: {}, deno: {}, bun: {}}}
            """)
        let result = try CommandLineTool.run("check", "input.yaml", "--quiet", in: scratch.url)
        #expect(result.status == 0, "\(result.output)")
    }
}
