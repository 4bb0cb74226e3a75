import Files
import Foundation
import TestSupport
import Testing

@testable import Engines

/// What a process of ours leaves that could not clear away, and what of it the next one removes.
@Suite struct LeftBehindTests {
    /// A folder as a process of ours makes it; it is that of a dead one as long as nobody holds its lock.
    private func makeFolder(_ name: String, in scratch: ScratchFolder) throws {
        try scratch.write("\(name)/lock", "")
        try scratch.write("\(name)/Ab12/program/deep/a.mjs", "x")
        chmod(scratch.path(name), 0o700)
    }

    @Test("The folder of a dead process is removed, that of a living one stays")
    func theDead() throws {
        let scratch = try ScratchFolder()
        try makeFolder("tla-sim-aaaaaa", in: scratch)
        try makeFolder("tla-sim-bbbbbb", in: scratch)
        let held = open(scratch.path("tla-sim-bbbbbb/lock"), O_RDWR)
        defer { close(held) }
        #expect(flock(held, LOCK_EX | LOCK_NB) == 0)
        ProcessFolder.removeFoldersOfTheDead(in: scratch.path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["tla-sim-bbbbbb"])
        #expect(scratch.text("tla-sim-bbbbbb/Ab12/program/deep/a.mjs") == "x")
    }

    @Test("Only what is ours is removed, and no link is followed")
    func theForeign() throws {
        let scratch = try ScratchFolder(), outside = try ScratchFolder()
        try makeFolder("mine", in: outside)
        // Not our name, no lock, others may write there, a link to a folder, a lock that is a link.
        try makeFolder("tla-sim-aaaaaaa", in: scratch)
        try makeFolder("other-aaaaaa", in: scratch)
        try makeFolder("tla-sim-nolock", in: scratch)
        try FileManager.default.removeItem(atPath: scratch.path("tla-sim-nolock/lock"))
        try makeFolder("tla-sim-shared", in: scratch)
        chmod(scratch.path("tla-sim-shared"), 0o755)
        try FileManager.default.createSymbolicLink(atPath: scratch.path("tla-sim-linked"), withDestinationPath: outside.path("mine"))
        try makeFolder("tla-sim-toolnk", in: scratch)
        try FileManager.default.removeItem(atPath: scratch.path("tla-sim-toolnk/lock"))
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path("tla-sim-toolnk/lock"), withDestinationPath: outside.path("mine/lock"))
        let before = try scratch.all()
        // Ours, with links to what is not.
        try makeFolder("tla-sim-aaaaaa", in: scratch)
        try FileManager.default.createSymbolicLink(atPath: scratch.path("tla-sim-aaaaaa/a"), withDestinationPath: outside.path("mine"))
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path("tla-sim-aaaaaa/b"), withDestinationPath: outside.path("mine/lock"))
        ProcessFolder.removeFoldersOfTheDead(in: scratch.path)
        #expect(try scratch.all() == before)
        #expect(try outside.files() == ["mine/Ab12/program/deep/a.mjs", "mine/lock"])
    }

    @Test("However deep it is, and whatever its names are, a folder is removed")
    func removal() throws {
        let scratch = try ScratchFolder()
        var folder = open(scratch.path, O_RDONLY | O_DIRECTORY)
        // Longer than a path may be, and not UTF-8.
        for _ in 0..<1_500 {
            var name: [CChar] = [102, -1, 111, 0]
            #expect(mkdirat(folder, &name, 0o700) == 0)
            let inner = openat(folder, &name, O_RDONLY | O_DIRECTORY)
            close(folder)
            folder = inner
        }
        close(folder)
        #expect(FolderRemoval.remove(scratch.path))
        #expect(!FileManager.default.fileExists(atPath: scratch.path))
    }

    @Test("Folders of one process are in one, which is locked")
    func oneFolder() throws {
        let first = try TemporaryFolder(), second = try TemporaryFolder()
        let parents = Set([first, second].map { URL(filePath: $0.path).deletingLastPathComponent().path })
        let parent = try #require(parents.first)
        #expect(parents.count == 1)
        let lock = open(parent + "/lock", O_RDWR)
        defer { close(lock) }
        #expect(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) != 0)
    }

    #if os(Linux)
    @Test("What a dead process started is ended with its folder")
    func theStarted() throws {
        let scratch = try ScratchFolder()
        try makeFolder("tla-sim-aaaaaa", in: scratch)
        let stray = Process()
        stray.executableURL = URL(filePath: "/bin/sleep")
        stray.arguments = ["600"]
        stray.environment = [StrayProcesses.variable: scratch.path("tla-sim-aaaaaa/Xy34")]
        try stray.run()
        ProcessFolder.removeFoldersOfTheDead(in: scratch.path)
        stray.waitUntilExit()
        #expect(stray.terminationReason == .uncaughtSignal && stray.terminationStatus == SIGKILL)
        #expect(try scratch.all() == [])
    }
    #endif
}
