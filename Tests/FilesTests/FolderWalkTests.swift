import Foundation
import TestSupport
import Testing

@testable import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

@Suite struct FolderWalkTests {
    let folder: ScratchFolder
    init() throws {
        folder = try ScratchFolder()
        try folder.write("secret", "secret")
        try folder.write("elsewhere/x", "elsewhere")
        try folder.write("in/x", "x")
        try folder.write("in/lib/deep/y", "y")
        for (target, name) in [
            ("x", "link"), ("lib/deep", "down"), ("../x", "lib/up"), ("../secret", "out"), ("..", "outFolder"),
            (folder.path + "/in/x", "absolute"),
            ("/etc/hostname", "absoluteOut"), ("loop2", "loop1"), ("loop1", "loop2"), ("gone", "dangling"), ("../gone", "danglingOut"),
            ("../in/lib", "outAndBack"), (".", "self"), ("x/", "notFolder"), ("self/self/link", "chain"),
        ] { try #require(symlink(target, folder.path + "/in/" + name) == 0) }
        try #require(mkfifo(folder.path + "/in/pipe", 0o600) == 0)
    }

    private enum Found: Equatable {
        case text(String)
        case problem(WalkProblem)
    }

    private func read(_ way: String) throws -> Found {
        let root = try HeldFolder(folder.path + "/in")
        do throws(WalkProblem) {
            var walk = try FolderWalk(Array(way.utf8), in: root)
            let descriptor = try walk.openFile()
            defer { close(descriptor) }
            var bytes = [UInt8](repeating: 0, count: 100)
            let count = Foundation.read(descriptor, &bytes, bytes.count)
            return .text(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self))
        } catch {
            return .problem(error)
        }
    }

    @Test(arguments: [
        ("x", "x"), ("./x", "x"), ("lib/deep/y", "y"), ("lib/../x", "x"), ("link", "x"), ("down/y", "y"), ("lib/up", "x"),
        ("absolute", "x"),
        ("outAndBack/deep/y", "y"), ("outFolder/in/x", "x"), ("../in/x", "x"), ("self/self/x", "x"), ("chain", "x"), ("lib//deep/y", "y"),
    ])
    func `what lies in the folder is opened, whatever the way`(way: String, text: String) throws {
        #expect(try read(way) == .text(text))
        #expect(try read(folder.path + "/in/" + way) == .text(text), "from the top")
    }

    @Test(arguments: [
        "out", "outFolder/secret", "../secret", "absoluteOut", "../gone", "danglingOut", "../elsewhere/x", "lib/../../secret", "..", "/",
        "/etc/hostname",
    ])
    func `what lies outside is not, and whether it is there is not told`(way: String) throws {
        #expect(try read(way) == .problem(.outside))
    }

    @Test(arguments: [
        ("gone", ENOENT), ("dangling", ENOENT), ("gone/x", ENOENT), ("x/y", ENOTDIR), ("notFolder", ENOTDIR), ("loop1", ELOOP),
        ("loop1/x", ELOOP),
        ("lib/", EISDIR), (".", EISDIR), ("", EISDIR), (String(repeating: "a", count: 300), ENAMETOOLONG),
        (String(repeating: "a/", count: 3_000) + "x", ENAMETOOLONG),
    ])
    func `what is not there is told as it is`(way: String, error: Int32) throws {
        #expect(try read(way) == .problem(.system(error)))
    }

    @Test func `a pipe keeps nobody waiting`() throws {
        let root = try HeldFolder(folder.path + "/in")
        var room = ReadingRoom()
        let problem = try #require(throws: FileProblem.self) {
            try readConfinedFile(path: "pipe", way: Array("pipe".utf8), in: root, limit: 10, advice: nil, room: &room)
        }
        #expect(problem.diagnostic.message == "cannot read pipe: it is not a file")
    }

    @Test func `a folder that is renamed stays the one that is held`() throws {
        let root = try HeldFolder(folder.path + "/in")
        try #require(rename(folder.path + "/in", folder.path + "/was") == 0)
        try #require(symlink("elsewhere", folder.path + "/in") == 0)
        var walk = try FolderWalk(Array("x".utf8), in: root)
        let descriptor = try walk.openFile()
        #expect(FileIdentity(descriptor: descriptor) == FileIdentity(path: folder.path + "/was/x"))
        close(descriptor)
    }

    /// While a folder is exchanged for a link that leads out, again and again, nothing outside is ever read.
    @Test func `an exchange in the midst of a walk opens nothing outside`() throws {
        try folder.write("in/swap/f", "inside")
        try folder.write("elsewhere/f", "secret")
        let path = folder.path
        try #require(symlink("../elsewhere", path + "/in/trap") == 0)
        let root = try HeldFolder(path + "/in")
        let stop = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
        stop.initialize(to: 0)
        defer { stop.deallocate() }
        nonisolated(unsafe) let shared = stop
        let swapper = Thread {
            while shared.pointee == 0 {
                rename(path + "/in/swap", path + "/in/real")
                rename(path + "/in/trap", path + "/in/swap")
                rename(path + "/in/swap", path + "/in/trap")
                rename(path + "/in/real", path + "/in/swap")
            }
            shared.pointee = 2
        }
        swapper.start()
        var outcomes: [String: Int] = [:]
        for _ in 0..<5_000 {
            var room = ReadingRoom()
            do throws(FileProblem) {
                let bytes = try readConfinedFile(path: "f", way: Array("swap/f".utf8), in: root, limit: 100, advice: nil, room: &room)
                outcomes[bytes.map { String(decoding: $0, as: UTF8.self) } ?? "outside", default: 0] += 1
            } catch {
                outcomes["\(error.diagnostic.message)", default: 0] += 1
            }
        }
        stop.pointee = 1
        while stop.pointee != 2 { usleep(100) }
        #expect(outcomes["secret"] == nil, "\(outcomes)")
        #expect(outcomes["inside"] != nil, "\(outcomes)")
    }

    @Test func `a walk leaves no folder open`() {
        // Other tests open others meanwhile.
        func isOpen(_ path: String) -> Bool {
            let wanted = FileIdentity(path: path)
            return (0..<4_096).contains { FileIdentity(descriptor: $0) == wanted }
        }
        for way in ["down/y", "out", "loop1", "../in/x", "gone/x"] { for _ in 0..<10 { _ = try? read(way) } }
        for name in ["", "/in", "/in/lib", "/in/lib/deep"] { #expect(!isOpen(folder.path + name), "\(name)") }
        let held = try? HeldFolder(folder.path + "/in")
        #expect(isOpen(folder.path + "/in"))
        withExtendedLifetime(held) {}
    }
}
