import Diagnostics
import Export
import Foundation
import Programs
import Simulator
import TestSupport
import Testing

/// What an export does with specifiers that are URLs, have a query, or are computed.
@Suite struct ComputedImportTests {
    let scratch: ScratchFolder
    init() throws { scratch = try ScratchFolder() }

    @Test("A specifier that is a URL, an absolute path or percent-encoded is written as the file that it means, with its query")
    func urls() throws {
        let folder = scratch.path
        try scratch.write(
            "app/main.mjs",
            "import 'file://\(folder)/app/lib/a.mjs'; import '\(folder)/app/lib/a.mjs?1'; import './lib/a.mjs#x'; import './lib/%61.mjs'; import 'file:///no/such.mjs';"
        )
        try scratch.write("app/lib/a.mjs", "import 'file://\(folder)/app/main.mjs';")
        let program = try ExportedProgram(Program.load(path: scratch.path("app/main.mjs")))
        #expect(program.modules.map(\.file) == ["main.mjs", "lib/a.mjs"])
        #expect(
            program.text(of: "main.mjs")
                == "import \"./lib/a.mjs\"; import \"./lib/a.mjs?1\"; import './lib/a.mjs#x'; import './lib/%61.mjs'; "
                + "import \"./not-in-the-program/file_/_/_/no/such.mjs\";")
        #expect(program.text(of: "lib/a.mjs") == "import \"../main.mjs\";")
    }

    @Test("The URL of a scenario's module is written as its file")
    func urlsOfAScenario() throws {
        let program = try exported([
            "main": "import 'file:///lib/a b'; import './lib/a%20b?q'; await import('file:///main#f')", "lib/a b": "",
        ])
        #expect(
            program.text(of: "main")
                == "import \"./lib/a_b.mjs\"; import \"./lib/a_b.mjs?q\"; await import(\"./main.mjs#f\")")
    }

    @Test("Files whose names import() computes are taken from a run, and what it may lack is said")
    func computed() throws {
        try scratch.write("main.mjs", "for (const name of ['a', 'b']) await import(`./${name}.mjs`);")
        try scratch.write("a.mjs", "import './c.mjs';")
        try scratch.write("b.mjs", "")
        try scratch.write("c.mjs", "")
        try scratch.write("d.mjs", "")
        let program = try Program.load(path: scratch.path("main.mjs"))
        let plain = try ExportedProgram(program)
        #expect(plain.mayLackModules)
        #expect(plain.modules.map(\.name) == ["main.mjs"])
        #expect(plain.notes == ["what import() computes is left out, where nothing else names it: 'main.mjs'"])
        let whole = try ExportedProgram(program, loaded: ["main", "a", "b"].map { ModuleKey(scratch.path($0 + ".mjs")) })
        #expect(!whole.mayLackModules)
        #expect(whole.modules.map(\.name) == ["main.mjs", "a.mjs", "b.mjs", "c.mjs"])
        #expect(whole.notes == ["of what import() computes, only what a simulated run has loaded is taken: 'main.mjs'"])
        #expect(whole.digest != plain.digest)
        // A scenario has all its modules, whatever is computed.
        let scenario = try exported(["a": "import('b' + '')", "b": "", "c": ""])
        #expect(!scenario.mayLackModules)
        #expect(scenario.modules.count == 3)
        #expect(scenario.notes.isEmpty)
    }

    @Test("Names above the entry's folder can be computed too")
    func above() throws {
        try scratch.write("app/main.mjs", "await import('../lib/' + 'x.mjs'); await import('../lib/y.mjs');")
        try scratch.write("lib/x.mjs", "await import('./' + 'y.mjs')")
        try scratch.write("lib/y.mjs", "")
        let program = try Program.load(path: scratch.path("app/main.mjs"), allowOutside: true)
        let exported = try ExportedProgram(program, loaded: [ModuleKey(scratch.path("lib/x.mjs"))])
        let prelude = try #require(exported.text(ofFile: "prelude.mjs"))
        #expect(exported.modules.map(\.name) == ["main.mjs", "../lib/x.mjs", "../lib/y.mjs"])
        for name in ["app/main.mjs", "lib/x.mjs", "lib/y.mjs"] { #expect(prelude.contains("[\"\(name)\", ")) }
        #expect(!prelude.contains(scratch.path), "no path of this machine")
        #expect(exported.text(of: "main.mjs")?.contains("(\"app/main.mjs\", ('../lib/' + 'x.mjs'))") == true)
    }

    @Test(
        "What a run has computed means the same in the export, and is not said to be left out",
        .enabled(if: nodeVersion != nil, "needs node on the PATH"))
    func seenInARun() throws {
        let folder = scratch.path("id")
        try scratch.write(
            "id/main.mjs",
            """
            const root = '\(folder)';
            const see = async (specifier) => console.log((await import(specifier)).v);
            await see(root + '/y.mjs');
            await see('file://' + root + '/y.mjs?2');
            await see('../id/' + 'x.mjs');
            """)
        try scratch.write("id/x.mjs", "console.log('x runs'); export const v = 'x';")
        try scratch.write("id/y.mjs", "console.log('y runs'); export const v = 'y';")
        let program = try Program.load(path: folder + "/main.mjs")
        let run = try onLargeStack { program.run(RunOptions(host: .node)) }
        let exported = try ExportedProgram(program, loaded: run.loadedModules, imports: run.imports)
        #expect(exported.notes.isEmpty)
        #expect(exported.text(ofFile: "prelude.mjs")?.contains("false ?") == false)
        try exported.write(to: scratch.path("out"))
        try FileManager.default.removeItem(atPath: folder)
        let expected = ["y runs", "y", "y runs", "y", "x runs", "x"]
        #expect(run.trace.console.map(\.text) == expected)
        #expect(try node(scratch.path("out/program.mjs")) == expected)
    }

    @Test("What a run did not come to, or did not find, may be lacking")
    func notSeen() throws {
        try scratch.write(
            "main.mjs", "if (globalThis.never) await import('./a' + '.mjs'); await import('./gone' + '.mjs').catch(() => {});")
        let program = try Program.load(path: scratch.path("main.mjs"))
        let run = try onLargeStack { program.run(RunOptions(host: .node)) }
        #expect(
            try ExportedProgram(program, loaded: run.loadedModules, imports: run.imports).notes
                == ["of what import() computes, only what a simulated run has loaded is taken: 'main.mjs'"])
    }

    @Test("Where the program's files are on this machine is no part of an export")
    func noPathOfThisMachine() throws {
        try scratch.write("main.mjs", "await import(import.meta.url.replace('main', 'a'));")
        try scratch.write("a.mjs", "")
        let program = try Program.load(path: scratch.path("main.mjs"))
        let run = try onLargeStack { program.run(RunOptions(host: .node)) }
        let exported = try ExportedProgram(program, loaded: run.loadedModules, imports: run.imports)
        #expect(exported.text(ofFile: "prelude.mjs")?.contains(scratch.path) == false && run.imports.count == 1)
    }

    @Test("A real engine finds what is computed", .enabled(if: nodeVersion != nil, "needs node on the PATH"))
    func inNode() throws {
        try scratch.write(
            "app/main.mjs",
            """
            import { n } from './count.mjs?q';
            const see = async (specifier) => console.log((await import(specifier).catch((error) => ({ n: error.code }))).n);
            await see('./count' + '.mjs');
            await see('./count' + '.mjs?q');
            await see('./c%6Funt.mjs' + '');
            await see(import.meta.url.replace('main', 'count'));
            await see('../lib/' + 'x.mjs');
            await see('lib/' + 'x.mjs');
            await see('./gone.mjs' + '');
            await see({ toString: () => './count.mjs#f' });
            import(import.meta.url).then((self) => console.log(n, self.default));
            export default 'self';
            """)
        try scratch.write("app/count.mjs", "globalThis.runs = (globalThis.runs ?? 0) + 1; export const n = globalThis.runs;")
        try scratch.write("lib/x.mjs", "export const n = 'x';")
        let program = try Program.load(path: scratch.path("app/main.mjs"), allowOutside: true)
        let loaded = ["app/main.mjs", "app/count.mjs", "lib/x.mjs"].map { ModuleKey(scratch.path($0)) }
        try ExportedProgram(program, loaded: loaded).write(to: scratch.path("out"))
        let lines = try node(scratch.path("out/program.mjs"))
        #expect(lines == ["2", "1", "2", "2", "x", "ERR_MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND", "3", "1 self"])
    }
}

/// The version of the node on the PATH.
private let nodeVersion: String? = try? node("--version").first

/// What node prints.
private func node(_ argument: String) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["node", argument]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 || !output.isEmpty else { throw CocoaError(.executableNotLoadable) }
    return output.split(separator: "\n").map(String.init)
}
