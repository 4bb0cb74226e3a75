import Foundation
import TestSupport
import Testing

/// `-` where a file is named.
@Suite("Standard input and output as files")
struct StandardStreamTests {
    private static let siblings = CommandLineTool.packageFolder.appending(path: "Scenarios/hello/siblings.yaml").path

    @Test("A report on standard output stands alone there; what people read goes to standard error")
    func reports() throws {
        let scratch = try ScratchFolder()
        let checked = try CommandLineTool.run("check", Self.siblings, "--junit", "-", in: scratch.url)
        #expect(checked.status == 0)
        try XMLDocumentCheck.parse(Data(checked.output.utf8))
        #expect(checked.errors.hasSuffix("1 passed, 0 failed\n"), "\(checked.errors)")

        let replay = "\"$TLA_SIM\" verify Scenarios --replay Tests/VerificationTests/Recorded/*.jsonl --table -"
        let table = try CommandLineTool.shell(replay)
        let page = try Data(contentsOf: CommandLineTool.packageFolder.appending(path: "docs/engines.md"))
        #expect(table.status == 0 && Data(table.output.utf8) == page)
        #expect(try scratch.files().isEmpty)
    }

    @Test(
        "A folder cannot be standard output",
        arguments: [
            ["run", "a.yaml", "-o", "-"], ["gallery", "all", "-o", "-"], ["export", "a.yaml", "-o", "-"],
            ["fuzz", "--against", "node", "-o", "-"],
        ])
    func folders(arguments: [String]) throws {
        let scratch = try ScratchFolder()
        let result = try CommandLineTool.run(arguments, in: scratch.url)
        #expect(result.status == 64)
        #expect(result.errors.contains("-o names a folder, and - is standard output"), "\(result.errors)")
        #expect(result.errors.contains("write ./- for a folder of that name"), "\(result.errors)")
        #expect(try scratch.files().isEmpty)
    }
}
