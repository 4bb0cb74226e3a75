import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Scenario

@Suite struct FileTests {
    @Test func aModuleIsReadFromItsFile() throws {
        let folder = try ScratchFolder()
        try folder.write("s.yaml", "entry: a\nmodules: {a: {file: src/a.mjs}, b: {file: ./src/b.json}}")
        try folder.write("src/a.mjs", "one();\n")
        try folder.write("src/b.json", "[1]")
        let scenario = try Scenario.read(path: folder.path + "/s.yaml")
        let source = try scenario.source(of: scenario.modules[0])
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
            _ = try scenario.source(of: scenario.modules[0])
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
        #expect(throws: DiagnosticList.self) { try scenario.source(of: scenario.modules[0]) }
        #expect(try scenario.source(of: scenario.modules[1]).bytes == Array("inside".utf8))
        let open = try Scenario.read(path: folder.path + "/in/s.yaml", allowOutside: true)
        #expect(try open.source(of: open.modules[0]).bytes == Array("secret".utf8))
    }

    @Test func aFileOfFiftyMegabytesIsRefusedUnread() throws {
        let folder = try ScratchFolder()
        try folder.write("large.yaml", "")
        truncate(folder.path + "/large.yaml", 50 << 20)
        #expect(fileProblem(folder.path + "/large.yaml") == "cannot read \(folder.path)/large.yaml: it is larger than 16MB")
    }

    @Test func whatIsNoFileIsRefused() throws {
        let folder = try ScratchFolder()
        #expect(fileProblem(folder.path) == "cannot read \(folder.path): it is a folder")
        #expect(fileProblem(folder.path + "/none") == "cannot read \(folder.path)/none: there is no such file")
        #expect(fileProblem("a\0b") == "cannot read a file whose name holds a NUL character")
        #expect(fileProblem("/dev/zero") == "cannot read /dev/zero: it is not a file")
    }

    private func fileProblem(_ path: String) -> String? {
        do throws(DiagnosticList) {
            _ = try Scenario.read(path: path)
            return nil
        } catch {
            return error.diagnostics.first?.message
        }
    }
}
