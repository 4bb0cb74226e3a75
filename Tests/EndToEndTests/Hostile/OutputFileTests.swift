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
            "an existing file is replaced", preparation: "echo old > a.svg", "$TLA_SIM draw input.yaml -o a.svg && ! grep -qx old a.svg",
            status: 0, output: "", errors: ""),
        row(
            "a link stays a link, and what it leads to is replaced", preparation: "echo old > real.svg; ln -s real.svg a.svg",
            "$TLA_SIM draw input.yaml -o a.svg && test -L a.svg && ! grep -qx old real.svg", status: 0, output: "", errors: ""),
    ]

    @Test("is said, and leaves nothing half-written", arguments: table)
    func cases(row: SeenCase) throws {
        let scratch = try row.check()
        let hidden = try FileManager.default.subpathsOfDirectory(atPath: scratch.url.path).filter { $0.contains(".part") }
        #expect(hidden.isEmpty)
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
