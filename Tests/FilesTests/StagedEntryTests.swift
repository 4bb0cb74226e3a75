import Foundation
import TestSupport
import Testing

@testable import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

@Suite struct StagedEntryTests {
    let scratch: ScratchFolder
    let folder: HeldFolder
    init() throws {
        scratch = try ScratchFolder()
        folder = try HeldFolder(scratch.path)
    }

    private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() }

    @Test func `a file takes its place whole`() throws {
        let entry = try StagedEntry(.file, in: folder)
        #expect(writeAll(Array("text".utf8), to: entry.descriptor) == nil)
        #expect(try names() == [entry.name])
        try entry.rename(to: "file")
        #expect(scratch.text("file") == "text")
        #expect(try names() == ["file"])
    }

    @Test func `what is removed leaves nothing`() throws {
        let entry = try StagedEntry(.folder, in: folder)
        try scratch.write("\(entry.name)/a/b/c", "1")
        try scratch.write("precious", "mine")
        symlink("../precious", scratch.path("\(entry.name)/link"))
        symlink("..", scratch.path("\(entry.name)/a/up"))
        entry.remove()
        #expect(try names() == ["precious"])
        let file = try StagedEntry(.file, in: folder)
        file.remove()
        #expect(try names() == ["precious"])
    }

    @Test func `what the dead left is removed, and what the living make stays`() throws {
        let living = try StagedEntry(.file, in: folder), livingFolder = try StagedEntry(.folder, in: folder)
        func name(_ digit: Int) -> String { ".tla-sim-000000000000000\(digit).part" }
        try scratch.write(name(1), "half")
        try scratch.write("\(name(2))/in/it", "half")
        try scratch.write("kept", "mine")
        symlink("kept", scratch.path(name(3)))
        link(scratch.path("kept"), scratch.path(name(4)))
        mkfifo(scratch.path(name(5)), 0o600)
        try scratch.write(".tla-sim-123.part", "another's")
        try scratch.write(".tla-sim-00000000000000AB.part", "another's")
        folder.removeLeftovers()
        let left = [".tla-sim-123.part", ".tla-sim-00000000000000AB.part", "kept", living.name, livingFolder.name] + [3, 4, 5].map(name)
        #expect(try names() == left.sorted())
    }

    /// Whoever clears up while another process makes its file, either lets it be or has it begin anew.
    @Test func `clearing up takes nothing from a process that begins`() throws {
        let path = scratch.path
        let stop = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
        stop.initialize(to: 0)
        defer { stop.deallocate() }
        nonisolated(unsafe) let shared = stop
        Thread {
            while shared.pointee == 0 { (try? HeldFolder(path))?.removeLeftovers() }
            shared.pointee = 2
        }.start()
        for number in 0..<500 {
            let entry = try StagedEntry(number % 2 == 0 ? .file : .folder, in: folder)
            try entry.rename(to: "entry\(number)")
        }
        stop.pointee = 1
        while stop.pointee != 2 { usleep(100) }
        #expect(try names().count == 500)
    }

    @Test func `files are removed by their names, and folders when they are empty`() throws {
        for path in ["a/b/c", "a/b/d", "a/x", "y"] { try scratch.write(path, "") }
        try scratch.write("elsewhere/z", "mine")
        symlink("elsewhere", scratch.path("link"))
        folder.removeFiles(["a/b/c", "a/b/d", "y", "link/z", "gone/q"])
        #expect(try scratch.files() == ["a/x", "elsewhere/z"])
        #expect(!FileManager.default.fileExists(atPath: scratch.path("a/b")))
    }

    @Test func `a name that is no text has none`() {
        #expect(textOfName(Array("é.mjs".utf8)) == "é.mjs")
        #expect(textOfName([0x61, 0xFF]) == nil)
        #expect(shownName([0x61, 0xFF, 0xC3, 0xA9, 0xC3]) == "a\\xFFé\\xC3")
    }
}
