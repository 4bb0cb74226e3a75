import Diagnostics
import Foundation
import Programs
import Scenario
import TestSupport
import Testing

@Suite struct ScenarioFileTests {
    @Test func aModuleIsReadFromItsFile() throws {
        let folder = try ScratchFolder()
        try folder.write("s.yaml", "entry: a\nmodules: {a: {file: src/a.mjs}, b: {file: ./src/b.json}}")
        try folder.write("src/a.mjs", "one();\n")
        try folder.write("src/b.json", "[1]")
        let scenario = try Scenario.read(path: folder.path + "/s.yaml")
        let source = try Program(scenario: scenario).text(of: ModuleKey("a")).file
        #expect(source.name == folder.path + "/src/a.mjs")
        #expect(String(decoding: source.bytes, as: UTF8.self) == "one();\n")
        #expect(source.location(at: 3).file == folder.path + "/src/a.mjs")
        #expect(scenario.modules.map(\.isJSON) == [false, true])
    }

    @Test func aMissingFileIsToldAtItsKey() throws {
        let folder = try ScratchFolder()
        try folder.write("s.yaml", "entry: a\nmodules:\n  a: {file: gone.mjs}")
        let scenario = try Scenario.read(path: folder.path + "/s.yaml")
        do {
            _ = try Program(scenario: scenario).text(of: ModuleKey("a"))
            Issue.record("it was read")
        } catch {
            #expect(error.diagnostics.map(summary) == ["3:13 modules.a.file: cannot read \(folder.path)/gone.mjs: there is no such file"])
            #expect(error.diagnostics[0].sourceLine == "  a: {file: gone.mjs}")
            #expect(error.diagnostics[0].kind == .file)
        }
    }

    @Test func aSymbolicLinkMayNotLeaveTheFolderUnlessAllowed() throws {
        let folder = try ScratchFolder()
        try folder.write("outside.mjs", "secret")
        try folder.write("in/s.yaml", "entry: a\nmodules: {a: {file: link.mjs}, b: {file: inner.mjs}}")
        try folder.write("in/real.mjs", "inside")
        symlink("../outside.mjs", folder.path + "/in/link.mjs")
        symlink("real.mjs", folder.path + "/in/inner.mjs")
        let scenario = try Scenario.read(path: folder.path + "/in/s.yaml")
        #expect(throws: DiagnosticList.self) { try Program(scenario: scenario).text(of: ModuleKey("a")) }
        #expect(try Program(scenario: scenario).text(of: ModuleKey("b")).file.bytes == Array("inside".utf8))
        let open = try Scenario.read(path: folder.path + "/in/s.yaml", allowOutside: true)
        #expect(try Program(scenario: open).text(of: ModuleKey("a")).file.bytes == Array("secret".utf8))
    }
}
