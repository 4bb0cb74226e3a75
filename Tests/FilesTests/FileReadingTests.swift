import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct FileReadingTests {
    @Test func aFileIsReadWhole() throws {
        let folder = try ScratchFolder()
        for size in [0, 1, 65_535, 65_536, 200_000] {
            let text = String(repeating: "x", count: size)
            try folder.write("file", text)
            #expect(try readText(path: folder.path + "/file") == text)
        }
    }

    @Test func whyAFileCannotBeReadIsToldApart() throws {
        let folder = try ScratchFolder()
        try folder.write("small", "12345")
        func reason(_ path: String) -> FileProblem.Reason? {
            do throws(FileProblem) {
                _ = try readWholeFile(path: path, limit: 4)
                return nil
            } catch {
                return error.reason
            }
        }
        #expect(reason(folder.path) == .isFolder)
        #expect(reason(folder.path + "/none") == .notFound)
        #expect(reason(folder.path + "/small/x") == .other)
        #expect(reason("/dev/zero") == .other)
        #expect(reason("a\0b") == .other)
        #expect(reason(folder.path + "/small") == .other)
    }

    @Test func aFileThatNeedNotBeThereIsReadWhereItIs() throws {
        let folder = try ScratchFolder()
        try folder.write("there", "12345")
        #expect(try readFileIfThere(path: folder.path + "/there", limit: 5) == Array("12345".utf8))
        #expect(try readFileIfThere(path: folder.path + "/none", limit: 5) == nil)
        #expect(throws: Diagnostic.self) { try readFileIfThere(path: folder.path, limit: 5) }
        #expect(throws: Diagnostic.self) { try readFileIfThere(path: folder.path + "/there", limit: 4) }
    }

    @Test func aLargerFileIsRefusedWithAdvice() throws {
        let folder = try ScratchFolder()
        try folder.write("small", "12345")
        let path = folder.path + "/small"
        let problem = try #require(throws: Diagnostic.self) { try readFile(path: path, limit: 4, advice: "raise it") }
        #expect(problem.message == "cannot read \(path): it is larger than 4B")
        #expect(problem.suggestion == "raise it")
        #expect(try readFile(path: path, limit: 5) == Array("12345".utf8))
    }

    @Test func linksThatFormALoopAreTold() throws {
        let folder = try ScratchFolder()
        symlink("b", folder.path + "/a")
        symlink("a", folder.path + "/b")
        let problem = try #require(throws: Diagnostic.self) { try readFile(path: folder.path + "/a", limit: 4) }
        #expect(problem.message == "cannot read \(folder.path)/a: its symbolic links form a loop")
    }

    @Test(arguments: [(17, "17B"), (1_000, "1kB"), (1_500, "1500B"), (16_000_000, "16MB"), (2_000_000_000, "2GB"), (0, "0B")])
    func sizesHaveTheLargestUnitThatFits(bytes: Int, text: String) {
        #expect(sizeText(bytes) == text)
    }
}
