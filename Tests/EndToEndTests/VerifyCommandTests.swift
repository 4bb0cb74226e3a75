import TestSupport
import Testing

@Suite("verify")
struct VerifyCommandTests {
    /// The status of a `verify` that a signal ends while the engine runs, and what a script finds after it in the folder `tmp` of its own.
    private func expectEnding(by signal: String, _ expected: String, then look: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("slow.yaml", "entry: a\nmodules:\n  a: 'await sleep(60000)'\n")
        let result = try CommandLineTool.shell(
            """
            mkdir tmp
            TMPDIR="$PWD/tmp" "$TLA_SIM" verify slow.yaml --engine node & ours=$!
            until ls tmp/*/*/program > /dev/null 2>&1; do sleep 0.05; done
            sleep 0.5
            kill -\(signal) $ours
            wait $ours
            echo "status $?"
            \(look)
            """, in: scratch.url)
        #expect(result.output == expected, "\(result.output)\(result.errors)")
    }

    @Test("Ended by a signal it leaves no process and no file", .enabled(if: Node.isInstalled, "needs node 20 or later on the PATH"))
    func nothingIsLeft() throws {
        try expectEnding(
            by: "TERM", "status 143\n",
            then: """
                ls tmp
                ps -e -o args= | grep -F "$PWD/tmp" | grep -v grep || true
                """)
    }

    @Test(
        "Ended without a chance to clear away it leaves nothing either",
        .enabled(if: Node.isInstalled, "needs node 20 or later on the PATH"))
    func nothingIsLeftByTheKilled() throws {
        try expectEnding(
            by: "KILL", "status 137\n",
            then: """
                for turn in $(seq 200); do test "$(ls tmp)" = "" && break; sleep 0.05; done
                ls tmp
                ps -e -o stat=,args= | grep -F "$PWD/tmp" | grep -v -e grep -e '^Z' || true
                """)
    }

    /// Ways to a file that the simulator does not have, and so `check` does not see.
    private static let intruder = """
        host: node
        entry: a
        modules:
          a: |
            // The virtual clock begins in the year 2000.
            const builtin = Date.now() > 1e12 && process.getBuiltinModule;
            const tries = [
              () => builtin("node:fs").writeFileSync("PLACE/fs", "x"),
              () => process.binding("fs").open("PLACE/binding", 577, 438),
              () => builtin("node:child_process").execSync("touch PLACE/child"),
              () => new (builtin("node:sqlite").DatabaseSync)("PLACE/sqlite").exec("create table x(a)"),
              () => builtin("node:fs").readFileSync("PLACE/secret.txt") && builtin("node:fs").writeSync(2, "has read"),
              () => process.kill(process.ppid, 0) && builtin("node:fs").writeSync(2, "may kill"),
              () => {
                // V8 writes of its own, without a question of Node's.
                if (!process.permission) return;
                builtin("node:v8").setFlagsFromString("--trace-turbo");
                builtin("node:v8").setFlagsFromString("--trace-turbo-path=PLACE");
                const hot = (a) => { let s = 0; for (let i = 0; i < 100; i++) s += a * i; return s; };
                for (let i = 0; i < 300000; i++) hot(i);
              },
              () => process.env.SECRET && builtin("node:fs").writeFileSync("PLACE/variable", "x"),
            ];
            if (builtin) for (const attempt of tries) try { attempt(); } catch {}
            console.log("done");
        expect: {trace: [done]}

        """

    @Test("What a program does beyond the simulator reaches no file", .enabled(if: Node.isInstalled, "needs node 20 or later on the PATH"))
    func rights() throws {
        let scratch = try ScratchFolder(), outside = try ScratchFolder()
        try outside.write("secret.txt", "secret")
        try scratch.write("intruder.yaml", Self.intruder.replacing("PLACE", with: outside.path))
        #expect(try CommandLineTool.shell("\"$TLA_SIM\" check intruder.yaml", in: scratch.url).status == 0)
        let confined = try CommandLineTool.shell("SECRET=1 \"$TLA_SIM\" verify intruder.yaml --engine node", in: scratch.url)
        #expect(confined.status == 0, "\(confined.output)\(confined.errors)")
        #expect(try outside.files() == ["secret.txt"])
        #expect(confined.errors.contains("note: node 2") && confined.errors.contains("for real, without the right to write files"))
        // With the rights it asks for the same program gets there: the test would see it.
        let trusted = try CommandLineTool.shell("SECRET=1 \"$TLA_SIM\" verify intruder.yaml --engine node --trust", in: scratch.url)
        #expect(trusted.status == 0, "\(trusted.output)\(trusted.errors)")
        #expect(Set(["fs", "child"]).isSubset(of: try outside.files()))
        #expect(trusted.errors.contains("for real, with all your rights"))
        #expect(trusted.output.prefix { $0 != "," } == confined.output.prefix { $0 != "," })
    }

    @Test("No command but verify and fuzz starts an engine, and a replay starts none")
    func noEngine() throws {
        let scratch = try ScratchFolder()
        for name in ["node", "deno", "chromium", "firefox", "google-chrome"] {
            try scratch.write("bin/\(name)", "#!/bin/sh\ntouch \"\(scratch.path)/started\"\n")
        }
        try scratch.write("s/t/hello.yaml", "host: node\nentry: a\nmodules:\n  a: 'console.log(1)'\nexpect: {trace: ['1']}\n")
        try scratch.write("none.jsonl", "")
        let result = try CommandLineTool.shell(
            """
            chmod +x bin/*
            export PATH="$PWD/bin:$PATH"
            "$TLA_SIM" check s && "$TLA_SIM" gallery s -o out && "$TLA_SIM" console s/t/hello.yaml && "$TLA_SIM" run s/t/hello.yaml &&
              "$TLA_SIM" export s/t/hello.yaml -o exported && "$TLA_SIM" draw s/t/hello.yaml -o hello.svg
            echo "status $?"
            "$TLA_SIM" verify s --replay none.jsonl
            test -e started && echo started
            "$TLA_SIM" verify s --engine node
            test -e started && echo started by verify
            """, in: scratch.url)
        #expect(result.output.contains("status 0\n"), "\(result.output)\(result.errors)")
        #expect(!result.output.contains("started\n") && result.output.contains("started by verify\n"), "\(result.output)")
        #expect(!result.errors.contains("for real"), "\(result.errors)")
    }

    @Test("An engine that needs longer than it is given is told of", .enabled(if: Node.isInstalled, "needs node 20 or later on the PATH"))
    func tooSlow() throws {
        let scratch = try ScratchFolder()
        try scratch.write("slow.yaml", "entry: a\nmodules:\n  a: 'await sleep(60000)'\n")
        let result = try CommandLineTool.shell("\"$TLA_SIM\" verify slow.yaml --engine node --timeout 1", in: scratch.url)
        #expect(result.status == 1)
        #expect(result.output.contains("was ended after 1 s; give it longer with --timeout"), "\(result.output)")
    }

    @Test(
        "What the simulator refuses is no difference", .enabled(if: Node.isInstalled, "needs node 20 or later on the PATH"),
        arguments: ["console.log(1); new Intl.DisplayNames('en')", "class A { accessor a = 1; }", "import \"./b.mjs\""])
    func refused(text: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("a.mjs", text)
        try scratch.write("b.mjs", "new Intl.DisplayNames('en')")
        let result = try CommandLineTool.shell("\"$TLA_SIM\" verify a.mjs --engine node", in: scratch.url)
        #expect(result.status == 2, "\(result.output)\(result.errors)")
        #expect(result.output == "0 same, 0 different, 1 not usable\n")
        #expect(result.errors.contains("subset"), "\(result.errors)")
    }

    @Test("A folder without scenarios is a mistake in the path")
    func emptyFolder() throws {
        let scratch = try ScratchFolder()
        try scratch.write("empty/notes.txt", "")
        try scratch.write("none.jsonl", "")
        let result = try CommandLineTool.shell("\"$TLA_SIM\" verify empty --replay none.jsonl", in: scratch.url)
        #expect(result.status == 2)
        #expect(result.errors.contains("there is no scenario in empty"), "\(result.errors)")
    }
}
