import Diagnostics
import Engines
import Export
import Foundation
import Programs
import TestSupport
import Testing

@testable import Verification

/// Bundlers that are installed, of which these are none: scripts that stand for them.
@Suite struct InstalledBundlerTests {
    @Test func versionsAreRead() {
        func version(_ text: String, _ name: String) -> String? { InstalledBundler.version(in: text, of: name) }
        #expect(version("0.28.2\n", "esbuild") == "0.28.2")
        #expect(version("rollup v3.15.0\n", "rollup") == "3.15.0")
        #expect(version("webpack-cli 6.0.1\nwebpack 5.109.2\n", "webpack") == "5.109.2")
        #expect(version("vite/8.0.3 linux-x64 node-v24.1.0\n", "vite") == "8.0.3")
        #expect(version("1.4.4\n", "bun") == "1.4.4")
        #expect(version("rolldown v1.0.0-beta.3\n", "rolldown") == "1.0.0")
        #expect(version("no version\n", "esbuild") == nil)
        #expect(version("", "esbuild") == nil)
        #expect(version("12..4\n", "esbuild") == nil)
    }

    /// A folder of the search path with one program.
    private func folder(_ name: String, _ script: String) throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        let file = try scratch.write(name, "#!/bin/sh\n" + script)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        return scratch
    }

    private func problem(_ model: String, in search: String) -> String? {
        do throws(Diagnostic) {
            _ = try InstalledBundler.standing(for: model, in: ProgramSearch(search))
            return nil
        } catch {
            return "\(error.kind) \(error.message) | \(error.suggestion ?? "")"
        }
    }

    @Test func aVersionHasToBeOneThatTheModelStandsFor() throws {
        let old = try folder("rollup", "echo rollup v3.15.0\n")
        #expect(try InstalledBundler.standing(for: "rollup@3", in: ProgramSearch(old.path)).label == "rollup 3.15.0")
        #expect(
            problem("rollup", in: old.path)
                == "usage 'rollup' stands for rollup 4, and \(old.path)/rollup is rollup 3.15.0 | write --bundler rollup@3, which stands for rollup 3"
        )
        let ancient = try folder("rollup", "echo rollup v1.2.3\n")
        #expect(problem("rollup", in: ancient.path)?.hasSuffix("| no model stands for it") == true)
        #expect(problem("rollup", in: "/nowhere")?.hasPrefix("file rollup is not installed") == true)
        #expect(problem("promise-all", in: old.path)?.hasPrefix("usage no bundler that could be run stands behind") == true)
        let silent = try folder("bun", "echo hello; exit 3\n")
        #expect(problem("bun", in: silent.path)?.contains("does not tell its version: it says 'hello'") == true)
    }

    private func exported(_ text: String) throws -> ExportedProgram {
        let scratch = try ScratchFolder()
        let file = try scratch.write("s.yaml", text)
        return try ExportedProgram(try Program.load(path: file.path))
    }

    @Test func itsFilesTakeThePlaceOfTheModules() throws {
        let program = try exported(
            "entry: main.mjs\nmodules:\n  main.mjs: {imports: [a], steps: [{log: main}]}\n  a: {steps: [{log: a}]}\n")
        let bin = try folder(
            "esbuild",
            "test \"$1\" = --version && { echo 0.28.2; exit; }\nmkdir -p out/deep; cat source/a.mjs source/main.mjs | grep -v import > out/main.mjs\n"
                + "echo 'export {}' > out/deep/chunk.mjs; echo x > out/main.mjs.map; echo \"$@\" > out/arguments.txt\n")
        let tool = try InstalledBundler.standing(for: "esbuild", in: ProgramSearch(bin.path))
        guard case .program(let made) = try tool.bundle(program, .init(isSplitting: true)) else {
            Issue.record("it refused")
            return
        }
        #expect(made.entries == ["bundle/main.mjs"])
        #expect(made.modules.map(\.file) == ["bundle/deep/chunk.mjs", "bundle/main.mjs"])
        let text = made.files.first { $0.path == "bundle/main.mjs" }.map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(text?.contains("\"a\"") == true && text?.contains("\"main\"") == true)
        #expect(!made.files.contains { $0.path == "a.mjs" || $0.path.hasSuffix(".map") })
        #expect(made.files.contains { $0.path == ExportedProgram.preludeFile })
        let arguments = made.files.first { $0.path == "bundle/arguments.txt" }.map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(arguments?.hasPrefix("./source/main.mjs --bundle --format=esm") == true && arguments?.contains("--splitting") == true)
    }

    @Test func aRefusalIsToldInItsWords() throws {
        let program = try exported("entry: a\nmodules: {a: ''}\n")
        let bin = try folder("esbuild", "test \"$1\" = --version && { echo 0.28.2; exit; }\necho \"no: $PWD/source/a.mjs\" >&2; exit 1\n")
        let tool = try InstalledBundler.standing(for: "esbuild-lazy", in: ProgramSearch(bin.path))
        guard case .refusal(let words) = try tool.bundle(program) else {
            Issue.record("it made something")
            return
        }
        #expect(words == "no: a.mjs")
    }

    @Test func recordingsNameModelToolAndEngine() {
        let name = BundledRecording(model: "rollup@3", tool: "rollup 3.15.0", engine: "node 20.20.2")
        #expect(name.text == "rollup@3 (rollup 3.15.0) on node 20.20.2")
        #expect(BundledRecording(name.text) == name)
        #expect(BundledRecording("node 20.20.2") == nil)
        #expect(BundledRecording(") on (") == nil)
    }
}
