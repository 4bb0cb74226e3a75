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
            title: "what a bundler makes has the steps that the runs before it left", files: [("main.mjs", work)], preparation: "",
            line: "$TLA_SIM compare main.mjs --bundlers rollup,webpack,esbuild --limit steps=100000", status: 14,
            output: """
                main.mjs  (host spec)

                bundler  order  first line that differs  start-up  cost  ends
                native   -      -                        0 ms      -     fulfilled
                rollup   same   -                        0 ms      0 ms  fulfilled
                webpack  same   -                        0 ms      0 ms  fulfilled
                esbuild  -      -                        -         -     refused: what esbuild makes is not run to its end: all that a command does with a program has 100000 steps together

                """,
            errors:
                "error: what esbuild makes is not run to its end: all that a command does with a program has 100000 steps together\n"
                + advice),
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
