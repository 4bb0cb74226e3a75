import Foundation
import TestSupport
import Testing

@testable import Bench

@Suite struct BenchFolderTests {
    private func folder(_ files: [String: String]) throws -> (ScratchFolder, BenchFolder) {
        let scratch = try ScratchFolder()
        for (name, text) in files { try scratch.write(name, text) }
        return (scratch, try BenchFolder(scratch.url.path))
    }

    @Test("The list has scenarios, modules and pages, by name, and nothing hidden")
    func list() throws {
        let (scratch, bench) = try folder([
            "b.yaml": "", "a/x.mjs": "", "a/y.txt": "", ".git/z.mjs": "", "node_modules/q/i.js": "", "index.html": "", "a/.h.js": "",
        ])
        let (paths, isWhole) = bench.files()
        #expect(paths == ["a/x.mjs", "b.yaml", "index.html"] && isWhole)
        withExtendedLifetime(scratch) {}
    }

    @Test(
        "No path leads out of the folder",
        arguments: [
            "../out.mjs", "a/../../out.mjs", "/etc/hosts.js", "a//x.mjs", "./b.yaml", "link.mjs", "away/out.mjs", ".git/z.mjs", "a/y.txt",
            "",
            "a\u{0}.mjs", "node_modules/q/i.js",
        ])
    func outside(path: String) throws {
        let (scratch, bench) = try folder(["root/b.yaml": "", "root/a/x.mjs": "", "out.mjs": "secret", "root/.git/z.mjs": ""])
        let inner = try BenchFolder(scratch.url.appending(path: "root").path)
        symlink("../out.mjs", scratch.url.appending(path: "root/link.mjs").path)
        symlink("..", scratch.url.appending(path: "root/away").path)
        #expect(inner.read(path) == nil)
        #expect(throws: BenchFolder.SaveProblem.self) { try inner.save(path, "x", over: nil, isForced: true) }
        #expect(bench.read("out.mjs")?.text == "secret")
    }

    @Test("A file that has changed is not written over without a word")
    func changed() throws {
        let (scratch, bench) = try folder(["a.mjs": "one"])
        let file = scratch.url.appending(path: "a.mjs")
        let digest = try #require(bench.read("a.mjs")).digest
        #expect(throws: BenchFolder.SaveProblem.changed) { try bench.save("a.mjs", "mine", over: nil, isForced: false) }
        try Data("two".utf8).write(to: file)
        #expect(throws: BenchFolder.SaveProblem.changed) { try bench.save("a.mjs", "mine", over: digest, isForced: false) }
        #expect(try String(contentsOf: file, encoding: .utf8) == "two")
        let saved = try bench.save("a.mjs", "mine", over: digest, isForced: true)
        #expect(try bench.save("a.mjs", "again", over: saved, isForced: false) == bench.read("a.mjs")?.digest)
        #expect(try String(contentsOf: file, encoding: .utf8) == "again")
    }

    @Test("A new file is made in a folder that is there, and nowhere else")
    func new() throws {
        let (scratch, bench) = try folder(["a/x.mjs": ""])
        _ = try bench.save("a/new.mjs", "1", over: nil, isForced: false)
        #expect(bench.read("a/new.mjs")?.text == "1")
        #expect(throws: BenchFolder.SaveProblem.self) { try bench.save("b/new.mjs", "1", over: nil, isForced: false) }
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path)
        #expect(names == ["a"])
    }
}
