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

    /// What rollup 4.62.5 makes of it, on Node.js 24.19: the file of the entry asks for its chunks in the order of its imports, of which the host's is none.
    @Test func `a module of the host does not bring a chunk forward`() throws {
        let document = """
            entry: main
            modules:
              main: |
                import { basename } from "node:path";
                import { v6 } from "m6";
                import { v1 } from "m1";
                import { v2 } from "m2";
                console.log("main", v6, v1, v2, basename("/a/b"));
                export const v0 = 0;
              m1: |
                import { v5 } from "m5";
                import { v3 } from "m3";
                console.log("m1");
                await null;
                export const v1 = () => [v5, v3];
              m2: |
                console.log("m2");
                export const v2 = 2;
              m3: |
                import { v2 } from "m2";
                import "m1";
                console.log("m3", v2);
                await import("m1");
                await import("m6");
                export const v3 = 3;
              m5: |
                import { v0 } from "main";
                import { v6 } from "m6";
                console.log("m5", typeof v6);
                export const v5 = () => v0;
              m6: |
                console.log("m6");
                await null;
                export const v6 = 6;
            """
        let program = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "test.yaml", folder: "."))
        let bundle = try #require(Bundler.named("rollup")).bundle(program)
        #expect(try lines(bundle.program) == ["m6", "m5 number", "m2", "m3 2"])
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
