import Foundation
import TestSupport
import Testing

/// Where results cannot be written, or something is there already. Nothing half-written is left in any case.
@Suite("Output that cannot be written")
struct OutputFileTests {
    private static let scenario = Array("entry: a\nmodules: {a: console.log(1)}\n".utf8)

    private static func row(_ title: String, preparation: String = "", _ line: String, status: Int32, output: String? = nil, errors: String)
        -> SeenCase
    {
        SeenCase(
            title: title, files: [("input.yaml", scenario)], preparation: preparation, line: line, status: status, output: output,
            errors: errors)
    }

    static let table: [SeenCase] = [
        row(
            "a full disk under the picture", "$TLA_SIM draw input.yaml -o /dev/full", status: 74, output: "",
            errors: "error: cannot write /dev/full: No space left on device\n"),
        row(
            "a full disk under standard output", "$TLA_SIM run input.yaml -o pictures > /dev/full", status: 74, output: "",
            errors: "error: cannot write the output: No space left on device\n"),
        row(
            "a full disk under console", "$TLA_SIM console input.yaml > /dev/full", status: 74, output: "",
            errors: "error: cannot write the output: No space left on device\n"),
        row(
            "a full disk under the report", "$TLA_SIM check input.yaml --junit /dev/full", status: 74,
            errors: "error: cannot write /dev/full: No space left on device\n"),
        row(
            "standard output that is closed", "$TLA_SIM console input.yaml >&-", status: 74, output: "",
            errors: "error: cannot write the output: Bad file descriptor\n"),
        row(
            "a pipe whose reader has gone", "{ $TLA_SIM run input.yaml -o pictures --verbose; echo $? >&2; } | true", status: 0, output: "",
            errors: "0\n"),
        row(
            "a folder where the picture should be", preparation: "mkdir -p pictures/input.graph.svg", "$TLA_SIM run input.yaml -o pictures",
            status: 74, errors: "error: cannot write pictures/input.graph.svg: Is a directory\n"),
        row(
            "a file where the folder should be", preparation: "touch pictures", "$TLA_SIM run input.yaml -o pictures", status: 74,
            errors: "error: cannot write pictures/input.graph.svg: Not a directory\n"),
        row(
            "a file above the folder", preparation: "touch file", "$TLA_SIM run input.yaml -o file/pictures", status: 74,
            errors: "error: cannot write file/pictures/input.graph.svg: Not a directory\n"),
        row(
            "the input as output", "$TLA_SIM draw input.yaml --format svg -o input.yaml", status: 74, output: "",
            errors: "error: cannot write input.yaml: it is the input\n  help: name another file\n"),
        row(
            "a file that somebody else made", preparation: "echo mine > a.svg",
            "$TLA_SIM draw input.yaml -o a.svg; s=$?; cat a.svg; exit $s",
            status: 74, output: "mine\n",
            errors: "error: will not write over a.svg: it is none of tla-sim's files\n  help: name another file, or add --force\n"),
        row(
            "a file that somebody else made, by force", preparation: "echo mine > a.svg",
            "$TLA_SIM draw input.yaml -o a.svg --force && ! grep -qx mine a.svg", status: 0, output: "", errors: ""),
        row(
            "a picture of yesterday is replaced, and keeps its mode",
            preparation: "$TLA_SIM draw input.yaml --theme dark -o a.svg; chmod 640 a.svg; cp a.svg old",
            "$TLA_SIM draw input.yaml -o a.svg && ! cmp -s a.svg old && ls -l a.svg | cut -c1-10", status: 0, output: "-rw-r-----\n",
            errors: ""),
        row(
            "an empty file is replaced", preparation: ": > a.svg", "$TLA_SIM draw input.yaml -o a.svg && test -s a.svg", status: 0,
            output: "",
            errors: ""),
        row(
            "a link stays a link, and what it leads to is replaced", preparation: ": > real.svg; ln -s real.svg a.svg",
            "$TLA_SIM draw input.yaml -o a.svg && test -L a.svg && test -s real.svg", status: 0, output: "", errors: ""),
        row(
            "a link that leads nowhere is replaced itself", preparation: "ln -s gone.svg a.svg",
            "$TLA_SIM draw input.yaml -o a.svg && test ! -L a.svg && test ! -e gone.svg", status: 0, output: "", errors: ""),
        row(
            "links that form a loop", preparation: "ln -s b.svg a.svg; ln -s a.svg b.svg", "$TLA_SIM draw input.yaml -o a.svg", status: 74,
            output: "", errors: "error: cannot write a.svg: Too many levels of symbolic links\n"),
        row(
            "a pipe that nobody reads", preparation: "mkfifo a.svg", "$TLA_SIM draw input.yaml -o a.svg", status: 74, output: "",
            errors: "error: cannot write a.svg: No such device or address\n"),
        row(
            "the largest file that is allowed", "ulimit -f 1; $TLA_SIM draw input.yaml -o a.svg; s=$?; ls; exit $s", status: 74,
            output: "input.yaml\n", errors: "error: cannot write a.svg: File too large\n"),
        row(
            "the input under the report", "$TLA_SIM check input.yaml --quiet --junit input.yaml", status: 74,
            output: "0 passed, 0 failed, 1 expect nothing\n",
            errors: "error: cannot write input.yaml: it is the input\n  help: name another file\n"),
        row(
            "the input under the report, by a hard link and by force", preparation: "ln input.yaml hard",
            "$TLA_SIM check input.yaml --quiet --junit hard --force", status: 74, output: "0 passed, 0 failed, 1 expect nothing\n",
            errors: "error: cannot write hard: it is the input\n  help: name another file\n"),
        row(
            "the input under the picture, on standard input", "$TLA_SIM draw - --format svg -o input.yaml < input.yaml", status: 74,
            output: "",
            errors: "error: cannot write input.yaml: it is the input\n  help: name another file\n"),
        row(
            "a module under the picture", preparation: "echo 'import \"./b.mjs\"' > a.mjs; echo 1 > b.mjs; ln -s b.mjs b.svg",
            "$TLA_SIM draw a.mjs -o b.svg --force; s=$?; cat b.mjs; exit $s", status: 74, output: "1\n",
            errors: "error: cannot write b.svg: the run reads it\n  help: name another file\n"),
        row(
            "an input under the table", preparation: "printf '' > r.jsonl",
            "$TLA_SIM verify input.yaml --replay r.jsonl --table input.yaml",
            status: 74, output: "",
            errors:
                "error: input.yaml: no engine was recorded with it\nerror: cannot write input.yaml: it is the input\n  help: name another file\n"
        ),
        row(
            "a recording under its own table", preparation: "printf '' > r.jsonl",
            "$TLA_SIM verify input.yaml --replay r.jsonl --table r.jsonl",
            status: 74, output: "",
            errors:
                "error: input.yaml: no engine was recorded with it\nerror: cannot write r.jsonl: it is the input\n  help: name another file\n"
        ),
        row(
            "a page that somebody wrote, under the gallery", preparation: "mkdir all out; cp input.yaml all; echo mine > out/README.md",
            "$TLA_SIM gallery all -o out | tail -n 1", status: 0, output: "",
            errors:
                "error: will not write over out/README.md: it is none of tla-sim's files\n  help: name another file, or add --force\n"),
        row(
            "what killed processes left",
            preparation: "mkdir -p pictures/.tla-sim-0123456789abcdef.part/x; : > pictures/.tla-sim-fedcba9876543210.part",
            "$TLA_SIM run input.yaml -o pictures > /dev/null; ls -A pictures", status: 0, output: "input.graph.svg\ninput.timeline.svg\n",
            errors: ""),
    ]

    @Test("is said, and leaves nothing half-written", arguments: table)
    func cases(row: SeenCase) throws {
        let scratch = try row.check()
        let hidden = try FileManager.default.subpathsOfDirectory(atPath: scratch.url.path).filter { $0.contains(".part") }
        #expect(hidden.isEmpty)
    }

    @Test(
        "Every command tells that standard output is full",
        arguments: [
            "--help", "--version", "run --help", "help draw", "manual", "--generate-completion-script bash", "run input.yaml --no-pictures",
            "run input.yaml --format json", "console input.yaml", "draw input.yaml", "check input.yaml", "export input.yaml -o out",
            "gallery all -o pictures", "check input.yaml --junit -",
        ])
    func fullStandardOutput(line: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("input.yaml", bytes: Self.scenario)
        try scratch.write("all/input.yaml", bytes: Self.scenario)
        let full = try CommandLineTool.shell("$TLA_SIM \(line) > /dev/full", in: scratch.url)
        #expect(full.status == 74)
        #expect(full.errors.hasSuffix("error: cannot write the output: No space left on device\n"), "\(full.errors)")
        // Who has read enough is told nothing.
        let closed = try CommandLineTool.shell("{ $TLA_SIM \(line); echo $? >&2; } | true", in: scratch.url)
        #expect(!closed.errors.contains("error: cannot write"), "\(closed.errors)")
    }

    @Test("Names that are not UTF-8 are told, and never taken for others")
    func names() throws {
        let scratch = try ScratchFolder()
        try scratch.write("all/input.yaml", bytes: Self.scenario)
        try scratch.write("a\u{FFFD}.mjs", "console.log('another')")
        let bad = "$(printf 'a\\377')"
        try #require(
            CommandLineTool.shell("cp all/input.yaml \"all/\(bad).yaml\" && echo 'console.log(1)' > \"\(bad).mjs\"", in: scratch.url).status
                == 0)
        func run(_ line: String) throws -> CommandLineTool.Result { try CommandLineTool.shell("$TLA_SIM \(line)", in: scratch.url) }
        let argument = try run("console \"\(bad).mjs\"")
        #expect(argument.status == 64 && argument.output.isEmpty)
        #expect(argument.errors.hasPrefix("error: the argument 'a\\xFF.mjs' is not UTF-8\n"), "\(argument.errors)")
        let words = "error: cannot read all/a\\xFF.yaml: its name is not UTF-8\n"
        for line in ["check all", "gallery all -o out"] {
            let result = try run(line)
            #expect(result.status == 2, "\(result.output)")
            #expect(result.errors.contains(words), "\(result.errors)")
        }
        try scratch.write("b.mjs", "import './a%FF.mjs';")
        let imported = try run("console b.mjs")
        #expect(
            imported.status == 1 && imported.errors.contains("is percent-encoded, and what it stands for is not UTF-8"),
            "\(imported.errors)")
        let here = try CommandLineTool.shell("mkdir \"\(bad)\"; cd \"\(bad)\"; echo 1 > c.mjs; $TLA_SIM console c.mjs", in: scratch.url)
        #expect(here.status == 2 && here.errors.hasPrefix("error: the path of the current folder is not UTF-8\n"), "\(here.errors)")
    }

    @Test("A folder that is read-only", .enabled(if: getuid() != 0, "root writes everywhere"))
    func readOnly() throws {
        let scratch = try ScratchFolder()
        try scratch.write("input.yaml", bytes: Self.scenario)
        let result = try CommandLineTool.shell(
            "mkdir ro; chmod 555 ro; $TLA_SIM run input.yaml -o ro; s=$?; chmod 755 ro; exit $s", in: scratch.url)
        #expect(result.status == 74)
        #expect(result.errors == "error: cannot write ro/input.graph.svg: Permission denied\n")
    }
}
