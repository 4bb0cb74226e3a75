import Foundation
import TestSupport
import Testing

@Suite("export and verify")
struct ExportTests {
    @Test("A scenario is written with a manifest, again over itself, and never over anything else")
    func export() throws {
        let scratch = try ScratchFolder()
        try scratch.write("s.yaml", "title: t\nentry: a\nmodules:\n  a: {code: 'import \"./b.mjs\"', load: 5ms}\n  b.mjs: ''\n")
        let first = try CommandLineTool.run("export", "s.yaml", "-o", "out", in: scratch.url)
        #expect(first.status == 0)
        #expect(first.output == "wrote out (2 modules)\n")
        #expect(first.errors == "note: load and parse times are left out, since files are there at once: 'a'\n")
        #expect(try CommandLineTool.run("export", "s.yaml", "-o", "out", in: scratch.url).status == 0)
        try scratch.write("out/b.mjs", "console.log('looking into it')")
        let edited = try CommandLineTool.run("export", "s.yaml", "-o", "out", in: scratch.url)
        #expect(edited.status == 74)
        #expect(edited.errors.contains("will not write into out: b.mjs was changed since it was exported"), "\(edited.errors)")
        try scratch.write("out/b.mjs", "")
        try scratch.write("out/mine.txt", "mine")
        let refused = try CommandLineTool.run("export", "s.yaml", "-o", "out", in: scratch.url)
        #expect(refused.status == 74)
        #expect(refused.errors.contains("--force"))
        #expect(try CommandLineTool.run("export", "s.yaml", "-o", "out", "--force", in: scratch.url).status == 0)
        #expect(
            try scratch.files().filter { !$0.hasPrefix("out/") } == [
                "out.before-1/a.mjs", "out.before-1/b.mjs", "out.before-1/entry.mjs", "out.before-1/manifest.json", "out.before-1/mine.txt",
                "out.before-1/prelude.mjs", "s.yaml",
            ])
    }

    @Test("The folder that the command runs in is not exchanged under it", arguments: ["", "--force"])
    func ownFolder(option: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("s.yaml", "entry: a\nmodules: {a: ''}\n")
        let result = try CommandLineTool.shell(
            "mkdir out; cd out; \"$TLA_SIM\" export ../s.yaml -o . \(option); echo $?; touch here; ls; ls ..", in: scratch.url)
        #expect(result.output == "74\nhere\nout\ns.yaml\n", "\(result.output)\(result.errors)")
        #expect(result.errors.contains("it is the folder that this command runs in"), "\(result.errors)")
    }

    /// Exports many modules, and does something as soon as it has begun to write.
    private func exportInterrupted(by signal: String, in scratch: ScratchFolder) throws -> CommandLineTool.Result {
        let modules = (0..<1_000).map { "m\($0): ''" }.joined(separator: ", ")
        try scratch.write("many.yaml", "entry: m0\nmodules: {\(modules)}\n")
        return try CommandLineTool.shell(
            """
            (
              n=0
              until ls -A | grep -q part; do n=$((n+1)); [ $n -lt 5000 ] || exit; done
              kill -\(signal) $(cat pid)
            ) > /dev/null 2>&1 &
            sh -c 'echo $$ > pid; exec "$TLA_SIM" export many.yaml -o out'; echo $?
            rm pid; ls -A
            """, in: scratch.url)
    }

    @Test("A signal ends an export, and nothing of it is left", arguments: [("TERM", 143), ("HUP", 129)])
    func stopped(signal: String, status: Int) throws {
        let scratch = try ScratchFolder()
        let result = try exportInterrupted(by: signal, in: scratch)
        let left = result.output.split(separator: "\n").dropFirst()
        #expect(result.output.hasPrefix("\(status)\n"), "\(result.output)\(result.errors)")
        #expect(left == ["many.yaml"], "\(left)")
    }

    @Test("What a killed export left is removed by the next one")
    func killed() throws {
        let scratch = try ScratchFolder()
        let result = try exportInterrupted(by: "KILL", in: scratch)
        #expect(result.output.contains(".part\n"), "\(result.output)")
        try scratch.write("s.yaml", "entry: a\nmodules: {a: ''}\n")
        #expect(try CommandLineTool.run("export", "s.yaml", "-o", "next", in: scratch.url).status == 0)
        #expect(try CommandLineTool.shell("ls -A", in: scratch.url).output == "many.yaml\nnext\ns.yaml\n")
    }

    @Test("The root, and a folder that holds what is read, are not written over")
    func places() throws {
        let scratch = try ScratchFolder()
        try scratch.write("s.yaml", "entry: a\nmodules: {a: ''}\n")
        let root = try CommandLineTool.run("export", "s.yaml", "-o", "/", "--force", in: scratch.url)
        #expect(root.status == 74 && root.errors.hasPrefix("error: cannot write /: "), "\(root.errors)")
        #expect(try CommandLineTool.run("export", "s.yaml", "-o", "out", in: scratch.url).status == 0)
        let itself = try CommandLineTool.run("export", "out/entry.mjs", "-o", "out", in: scratch.url)
        #expect(itself.status == 74)
        #expect(itself.errors.hasPrefix("error: will not write into out: this command reads "), "\(itself.errors)")
        #expect(scratch.text("out/prelude.mjs") != nil)
    }

    @Test(
        "What cannot be asked for is told, each with its status",
        arguments: [
            (["verify", "Scenarios/hello"], 64, "--engine"),
            (["verify", "Scenarios/hello", "--engine", "nodee"], 64, "did you mean 'node'?"),
            (["verify", "Scenarios/hello", "--engine", "safari"], 64, "known are node, deno, bun, chromium, firefox"),
            (["fuzz", "--against", "safari"], 64, "known are node, deno, bun, chromium, firefox"),
            (["fuzz", "--against", "/bin/cat"], 69, "is no engine that is known"),
            (["verify", "Scenarios/hello", "--engine", "/nowhere/node"], 69, "there is no program at /nowhere/node"),
            (["verify", "Scenarios/hello", "--engine", "/bin/cat"], 69, "is no engine that is known"),
            (["verify", "Scenarios/hello", "--replay", "/nowhere/r.jsonl"], 2, "no such file"),
            (["verify", "Scenarios/hello", "--replay", "README.md"], 2, "expected a recording"),
            (["export", "Scenarios/nowhere.yaml", "-o", "/nowhere/x"], 2, "no such file"),
        ])
    func refusals(arguments: [String], status: Int, words: String) throws {
        let line = arguments.map { "'\($0)'" }.joined(separator: " ")
        let result = try CommandLineTool.shell("\"$TLA_SIM\" \(line)")
        #expect(result.status == Int32(status), "\(result.output)\(result.errors)")
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(!result.errors.contains("error: \n"), "nothing is said without words")
    }

    @Test("An engine that is not installed has a status of its own")
    func missingEngine() throws {
        let result = try CommandLineTool.run("verify", "Scenarios/hello", "--engine", "deno", environment: ["PATH": "/nowhere"])
        #expect(result.status == 69)
        #expect(result.errors.contains("deno is not installed"))
    }
}
