import Bundlers
import Foundation
import Hosts
import Programs
import Scenario
import Simulator
import TestSupport
import Testing

/// What bundlers find that hosts do not, and what they leave to the host.
@Suite struct OutsideModulesTests {
    private func lines(_ program: Program) throws -> [String] {
        try onLargeStack { program.run(RunOptions(host: HostProfile.named("node"))).trace.console.map(\.text) }
    }

    /// What Node.js 24.19 prints of the modules as they are.
    @Test(arguments: Bundler.all.map(\.name)) func `modules of the host stay outside`(name: String) throws {
        let document = """
            entry: main
            modules:
              helper: |
                export * from "node:os";
                export { join as default } from "path";
                console.log("helper");
              main: |
                import assert, { ok as holds, AssertionError } from "node:assert";
                import * as path from "node:path";
                import join, { EOL } from "helper";
                await null;
                const { basename, default: whole } = await import("path");
                console.log(assert.ok === holds, typeof AssertionError, path.join("a", "..", "b"), join === path.join, JSON.stringify(EOL), basename("/x/y"), whole === path.default);
            """
        let program = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "test.yaml", folder: "."))
        let bundle = try #require(Bundler.named(name)).bundle(program)
        #expect(try lines(bundle.program) == ["helper", #"true function b true "\n" y true"#])
    }

    /// Run by the bundlers themselves: esbuild 0.28.2, webpack 5.109.2 and bun 1.4.4.
    @Test(arguments: ["esbuild", "webpack", "bun"]) func `specifiers may leave off endings`(name: String) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "endings-\(name)-\(ProcessInfo.processInfo.processIdentifier)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder.appendingPathComponent("shared"), withIntermediateDirectories: true)
        for (file, text) in [
            ("main.mjs", "import './a'; import './shared'; const { late } = await import('./late'); console.log('main', late);"),
            ("a.js", "console.log('a'); await null; console.log('a2'); export {};"),
            ("shared/index.js", "import '../a'; console.log('shared');"),
            ("late.js", "export const late = 1;"),
        ] {
            try text.write(to: folder.appendingPathComponent(file), atomically: true, encoding: .utf8)
        }
        let program = try Program.load(path: folder.appendingPathComponent("main.mjs").path)
        let bundle = try #require(Bundler.named(name)).bundle(program)
        #expect(try lines(bundle.program) == ["a", "a2", "shared", "main 1"])
    }
}
