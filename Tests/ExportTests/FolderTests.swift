import Diagnostics
import Export
import Foundation
import Programs
import TestSupport
import Testing

@Suite struct FolderTests {
    let scratch: ScratchFolder
    init() throws { scratch = try ScratchFolder() }

    @Test("A folder appears whole, an earlier export is replaced with all its files, and nothing stays beside it")
    func replaces() throws {
        try exported(["main": "import 'lib/old'", "lib/old": ""]).write(to: scratch.path("out"))
        #expect(
            try scratch.all() == [
                "out/", "out/entry.mjs", "out/lib/", "out/lib/old.mjs", "out/main.mjs", "out/manifest.json", "out/prelude.mjs",
            ])
        try exported(["main": "1"]).write(to: scratch.path("out/"))
        #expect(try scratch.all() == ["out/", "out/entry.mjs", "out/main.mjs", "out/manifest.json", "out/prelude.mjs"])
        #expect(scratch.text("out/main.mjs") == "1")
    }

    @Test("An empty folder is taken, and missing ones above are made")
    func makes() throws {
        try FileManager.default.createDirectory(at: scratch.url.appending(path: "empty"), withIntermediateDirectories: true)
        try exported(["main": ""]).write(to: scratch.path("empty"))
        try exported(["main": ""]).write(to: scratch.path("a/b/c"))
        #expect(scratch.text("empty/main.mjs") == "")
        #expect(scratch.text("a/b/c/main.mjs") == "")
    }

    @Test("Files that an export did not write stay, and are never overwritten", arguments: [true, false])
    func foreign(isEarlierExport: Bool) throws {
        if isEarlierExport { try exported(["main": "1"]).write(to: scratch.path("out")) }
        try scratch.write("out/mine/notes.txt", "mine")
        let program = try exported(["main": "2"])
        let before = try scratch.all()
        #expect(throws: DiagnosticList.self) { try program.write(to: scratch.path("out")) }
        #expect(try scratch.all() == before)
        // Forced, the whole folder moves aside.
        let aside = try #require(try program.write(to: scratch.path("out"), isForced: true))
        #expect(aside == scratch.path("out.before-1"))
        #expect(scratch.text("out.before-1/mine/notes.txt") == "mine")
        #expect(scratch.text("out/main.mjs") == "2")
    }

    @Test("An empty folder that an export did not make stays")
    func emptyFolder() throws {
        let program = try exported(["main": "1", "lib/b": ""])
        try program.write(to: scratch.path("out"))
        try FileManager.default.createDirectory(at: scratch.url.appending(path: "out/lib/mine"), withIntermediateDirectories: true)
        let before = try scratch.all()
        #expect(throws: DiagnosticList.self) { try program.write(to: scratch.path("out")) }
        #expect(try scratch.all() == before)
        #expect(try program.write(to: scratch.path("out"), isForced: true) == scratch.path("out.before-1"))
    }

    @Test("Modules on disk are told apart by code units")
    func canonicalEquivalence() throws {
        try scratch.write("a.mjs", "import './\u{E9}.mjs'; import './e\u{301}.mjs';")
        try scratch.write("\u{E9}.mjs", "1")
        try scratch.write("e\u{301}.mjs", "2")
        let program = try ExportedProgram(Program.load(path: scratch.path("a.mjs")))
        // A file system that keeps one form has one of them.
        let isExact = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).count == 3
        #expect(program.modules.count == 3)
        #expect(Set(program.modules.compactMap { program.text(ofFile: $0.file) }.suffix(2)).count == (isExact ? 2 : 1))
    }

    @Test("A manifest that names other files makes them no earlier export's")
    func forgedManifest() throws {
        try scratch.write("precious", "mine")
        try scratch.write(
            "out/manifest.json",
            #"{"generator": "tla-sim export", "files": [{"file": "../precious", "digest": ""}, {"file": "/etc/passwd", "digest": ""}]}"#)
        try exported(["main": ""]).write(to: scratch.path("out"))
        #expect(scratch.text("precious") == "mine")
    }

    @Test("A file that was changed since it was exported is not written over, and one that was removed is made anew")
    func changed() throws {
        let program = try exported(["main": "1", "b": "2"])
        try program.write(to: scratch.path("out"))
        try FileManager.default.removeItem(atPath: scratch.path("out/b.mjs"))
        try program.write(to: scratch.path("out"))
        #expect(scratch.text("out/b.mjs") == "2")
        try scratch.write("out/main.mjs", "3")
        let refusal = try #require(throws: DiagnosticList.self) { try program.write(to: scratch.path("out")) }
        #expect(refusal.diagnostics[0].message.hasSuffix("out: main.mjs was changed since it was exported"))
        #expect(scratch.text("out/main.mjs") == "3")
        let aside = try #require(try program.write(to: scratch.path("out"), isForced: true))
        #expect(scratch.text("out/main.mjs") == "1")
        #expect(try String(contentsOfFile: aside + "/main.mjs", encoding: .utf8) == "3")
    }

    @Test("A symbolic link in the folder is not followed")
    func links() throws {
        try scratch.write("elsewhere/main.mjs", "mine")
        try exported(["main": "1"]).write(to: scratch.path("out"))
        try FileManager.default.removeItem(atPath: scratch.path("out/main.mjs"))
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path("out/main.mjs"), withDestinationPath: scratch.path("elsewhere/main.mjs"))
        #expect(throws: DiagnosticList.self) { try exported(["main": "2"]).write(to: scratch.path("out")) }
        #expect(scratch.text("elsewhere/main.mjs") == "mine")
    }

    @Test("A file in the way is left")
    func fileInTheWay() throws {
        try scratch.write("out", "mine")
        #expect(throws: DiagnosticList.self) { try exported(["main": ""]).write(to: scratch.path("out"), isForced: true) }
        #expect(scratch.text("out") == "mine")
    }

    @Test("Modules on disk come with what they import, and without what lies outside")
    func onDisk() throws {
        try scratch.write("outside.mjs", "console.log('outside')")
        try scratch.write("app/main.mjs", "import './lib/a.mjs'; import '../outside.mjs'; import './gone.mjs'; await import('./late.mjs');")
        try scratch.write("app/lib/a.mjs", "import data from '../data.json' with { type: 'json' };")
        try scratch.write("app/data.json", "{}")
        try scratch.write("app/late.mjs", "")
        try scratch.write("app/unused.mjs", "")
        let program = try ExportedProgram(Program.load(path: scratch.path("app/main.mjs")))
        #expect(program.modules.map(\.file).sorted() == ["data.json", "late.mjs", "lib/a.mjs", "main.mjs"])
        #expect(program.text(of: "main.mjs")?.contains("import \"./not-in-the-program/__/outside.mjs\"; import './gone.mjs';") == true)
        #expect(program.notes.count == 1)
        #expect(try ExportedProgram(Program.load(path: scratch.path("app/main.mjs"), allowOutside: true)).modules.count == 5)
    }
}
