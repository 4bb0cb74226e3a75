import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Scenario

@Suite struct DocumentFileTests {
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
