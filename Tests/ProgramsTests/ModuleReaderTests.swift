import Diagnostics
import Files
import Foundation
import TestSupport
import Testing

@testable import Programs

@Suite struct ModuleReaderTests {
    let folder: ScratchFolder
    init() throws {
        folder = try ScratchFolder()
        try folder.write("outside.mjs", "secret")
        try folder.write("in/main.mjs", "main")
        try folder.write("in/lib/x.mjs", "x")
        symlink("../outside.mjs", folder.path + "/in/file-link.mjs")
        symlink("..", folder.path + "/in/folder-link")
        symlink("lib/x.mjs", folder.path + "/in/inner.mjs")
    }

    private func reader(entry: String? = nil, allowsOutside: Bool = false) -> ModuleReader {
        ModuleReader(folder: folder.path + "/in/", called: "the folder", entry: entry, allowsOutside: allowsOutside, sourceLimit: 100)
    }

    @Test func whatLiesInTheFolderIsRead() throws {
        var reader = reader()
        for (path, text) in [("main.mjs", "main"), ("lib/x.mjs", "x"), ("inner.mjs", "x"), ("lib/../main.mjs", "main")] {
            #expect(try reader.read(folder.path + "/in/" + path) == Array(text.utf8))
        }
    }

    @Test(arguments: [
        ("in/../outside.mjs", "it lies outside the folder"), ("outside.mjs", "it lies outside the folder"),
        ("in/file-link.mjs", "a symbolic link in it leads out of the folder"),
        ("in/folder-link/outside.mjs", "a symbolic link in it leads out of the folder"),
        ("in/../gone.mjs", "it lies outside the folder"),
    ])
    func whatLiesOutsideIsNot(path: String, reason: String) throws {
        let path = folder.path + "/" + path
        func read(_ reader: ModuleReader) throws -> [UInt8] {
            var reader = reader
            return try reader.read(path)
        }
        let problem = try #require(throws: FileProblem.self) { try read(reader()) }
        #expect(problem.reason == .isOutside)
        #expect(problem.diagnostic.message == "cannot read \(path): \(reason)")
        #expect(problem.diagnostic.suggestion == "say --allow-outside if you trust it to read other files")
        // Unless the user said so, or named the very file.
        if !path.hasSuffix("gone.mjs") {
            #expect(try read(reader(allowsOutside: true)) == Array("secret".utf8))
            #expect(try read(reader(entry: path)) == Array("secret".utf8))
        }
    }

    @Test func foldersAreToldApartByTheirExactNames() throws {
        try folder.write("in/\u{E9}/x.mjs", "1")
        try folder.write("in/e\u{301}/x.mjs", "2")
        guard try FileManager.default.contentsOfDirectory(atPath: folder.path + "/in").count(where: { $0.hasSuffix("\u{E9}") }) == 2 else {
            return
        }
        var reader = reader()
        #expect(try reader.read(folder.path + "/in/\u{E9}/x.mjs") == Array("1".utf8))
        #expect(try reader.read(folder.path + "/in/e\u{301}/x.mjs") == Array("2".utf8))
    }

    @Test func moreFoldersThanAreHeldAreRead() throws {
        for number in 0..<150 { try folder.write("in/f\(number)/x.mjs", "\(number)") }
        var reader = reader()
        for _ in 0..<2 {
            for number in 0..<150 { #expect(try reader.read(folder.path + "/in/f\(number)/x.mjs") == Array("\(number)".utf8)) }
        }
    }

    @Test func aDanglingLinkThatLeadsOutTellsNothing() throws {
        symlink("../gone", folder.path + "/in/gone.mjs")
        symlink("nowhere", folder.path + "/in/nowhere.mjs")
        var reader = reader()
        #expect(try #require(throws: FileProblem.self) { try reader.read(folder.path + "/in/gone.mjs") }.reason == .isOutside)
        #expect(try #require(throws: FileProblem.self) { try reader.read(folder.path + "/in/nowhere.mjs") }.reason == .notFound)
    }

    @Test func whatWasReadIsNotedByWhatItIs() throws {
        let read = FilesRead()
        var reader = reader()
        reader.filesRead = read
        _ = try reader.read(folder.path + "/in/inner.mjs")
        link(folder.path + "/in/lib/x.mjs", folder.path + "/hard")
        #expect(read.role(of: try #require(FileIdentity(path: folder.path + "/hard"))) == .module)
        #expect(read.role(of: try #require(FileIdentity(path: folder.path + "/in/main.mjs"))) == nil)
    }

    @Test func aBoundaryHoldsWhatIsInIt() {
        let boundary = FolderBoundary(folder: folder.path + "/in", called: "the folder")
        #expect(
            ["in", "in/main.mjs", "in/lib/../main.mjs", "in/inner.mjs", "in/gone/x"].allSatisfy { boundary.holds(folder.path + "/" + $0) })
        #expect(!["", "outside.mjs", "in/file-link.mjs", "in/../gone", "into"].contains { boundary.holds(folder.path + "/" + $0) })
    }
}
