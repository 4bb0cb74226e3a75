import Diagnostics
import Hosts
import Programs
import TestSupport
import Testing

@testable import Simulator

/// Imports of files that hold no JavaScript. Measured on Node.js 20.20 and 24.19, Deno 2.9 and Bun 1.4.
@Suite struct OtherFilesTests {
    private func run(_ main: String, host: String, entry: String = "main.mjs", _ more: [(String, String)] = []) throws -> Run {
        let folder = try ScratchFolder()
        let files =
            [
                (entry, main), ("style.css", "body{color:red}"), ("picture.svg", "<svg/>"), ("notes.txt", "hello\n"),
                ("plain", "console.log('plain')"),
                ("data.toml", "a = 1"), ("code.wasm", "\0asm"), ("other.foo", "console.log('other')"),
            ] + more
        for (name, text) in files { try folder.write(name, text) }
        let program = try Program.load(path: folder.path + "/" + entry)
        return try onLargeStack { program.run(RunOptions(host: HostProfile.named(host))) }
    }

    private static let tell = """
        for (const name of ['style.css', 'picture.svg', 'notes.txt', 'plain'])
          await import('./' + name).then((all) => console.log(name, JSON.stringify(all)), (error) => console.log(error.name, error.code, error.message));
        """

    @Test(arguments: ["node", "node@20"])
    func onNode(host: String) throws {
        #expect(
            try run(Self.tell, host: host).trace.lines.prefix(4) == [
                "TypeError ERR_UNKNOWN_FILE_EXTENSION Unknown file extension \".css\" for style.css",
                "TypeError ERR_UNKNOWN_FILE_EXTENSION Unknown file extension \".svg\" for picture.svg",
                "TypeError ERR_UNKNOWN_FILE_EXTENSION Unknown file extension \".txt\" for notes.txt",
                "plain",
            ])
    }

    @Test func onDeno() throws {
        let lines = try run(Self.tell, host: "deno").trace.lines
        #expect(
            lines.first?.hasPrefix(
                "TypeError ERR_MODULE_NOT_FOUND Expected a JavaScript or TypeScript module, but identified a Css module.") == true)
        #expect(lines.count { $0.contains("identified a Unknown module") } == 2)
    }

    @Test func onBun() throws {
        let lines = try run(Self.tell, host: "bun").trace.lines
        #expect(lines[0] == "style.css {\"__esModule\":true,\"default\":{}}")
        #expect(lines[1].hasPrefix("picture.svg {\"__esModule\":true,\"default\":\"/"))
        #expect(lines[2] == "notes.txt {\"default\":\"hello\\n\"}")
        let problem = try #require(try run("import './data.toml';", host: "bun").diagnostics.first)
        #expect(problem.message == "'data.toml': this host makes values of such a file, and tla-sim does not")
    }

    @Test func inBrowsers() throws {
        let run = try run("import './style.css';", host: "chromium")
        #expect(run.diagnostics.first?.message == "Failed to load module script: the server responded with a MIME type of \"text/css\"")
    }

    /// A declaration fails where it stands, and the advice names the way out.
    @Test func aDeclaration() throws {
        let problem = try #require(try run("import './style.css';", host: "node").diagnostics.first)
        #expect(problem.message == "Unknown file extension \".css\" for style.css")
        #expect(problem.location?.line == 1)
        #expect(problem.suggestion?.contains("--stub '*style.css'") == true)
    }

    @Test(arguments: ["node", "deno"])
    func webAssembly(host: String) throws {
        let problem = try #require(try run("import './code.wasm';", host: host).diagnostics.first)
        #expect(problem.message == "'code.wasm': tla-sim reads no WebAssembly from files")
    }

    /// A stub may stand for a file that is there.
    @Test func stubbed() throws {
        let folder = try ScratchFolder()
        try folder.write("main.mjs", "import './style.css'; import picture from './picture.svg'; console.log(typeof picture);")
        try folder.write("style.css", "body{}")
        try folder.write("picture.svg", "<svg/>")
        var program = try Program.load(path: folder.path + "/main.mjs")
        program.stubs = [ModuleStub("*.css"), ModuleStub("*.svg")]
        #expect(try onLargeStack { program.run(RunOptions(host: .node)) }.trace.lines == ["function"])
    }

    /// `require()` takes any file for CommonJS.
    @Test func required() throws {
        #expect(try run("require('./other.foo')", host: "node", entry: "main.cjs").trace.lines == ["other"])
    }

    @Test func foldersAndBuiltins() throws {
        let source = """
            for (const name of ['./', 'node:nope']) await import(name).catch((error) => console.log(error.name, error.code));
            """
        let expected = ["Error ERR_UNSUPPORTED_DIR_IMPORT", "Error ERR_UNKNOWN_BUILTIN_MODULE"]
        #expect(try run(source, host: "node").trace.lines == expected)
        #expect(try run(source, host: "node@20").trace.lines == expected)
        #expect(try run(source, host: "deno").trace.lines == ["TypeError ERR_MODULE_NOT_FOUND", "TypeError ERR_MODULE_NOT_FOUND"])
        #expect(try run(source, host: "bun").trace.lines == ["Error ERR_MODULE_NOT_FOUND", "Error ERR_UNKNOWN_BUILTIN_MODULE"])
    }
}
