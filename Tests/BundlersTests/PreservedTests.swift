import Bundlers
import Diagnostics
import Foundation
import Programs
import Scenario
import Simulator
import TestSupport
import Testing
import Trace

struct PreservedTests {
    /// The program of a bundle runs as the program does where modules stay modules.
    @Test func modulesStayModules() throws {
        let document = """
            entry: main
            modules:
              a: {steps: [{log: a}, {sleep: 10ms}, {log: a2}]}
              b: {steps: [{log: b}]}
              data: {json: {x: 1}}
              main: {imports: [a, b, {from: data, names: [default as d]}], steps: [{js: 'console.log(d.x)'}]}
            """
        let program = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "test.yaml", folder: "."))
        let bundle = try #require(Bundler.named("native")).bundle(program)
        #expect(bundle.program.run().trace.console.map(\.text) == program.run().trace.console.map(\.text))
    }

    /// Files name each other, whatever the modules were called, and errors lead to the modules.
    @Test func specifiersNameFiles() throws {
        let document = """
            entry: main
            modules:
              a?x: |
                throw new Error("boom");
              main: |
                console.log("main", import.meta.url);
                await import("a?x");
            """
        let program = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "test.yaml", folder: "."))
        let bundle = try #require(Bundler.named("native")).bundle(program)
        #expect(bundle.files.map(\.name).sorted() == ["a.mjs", "main.mjs"])
        let text = bundle.files.first { $0.name == "main.mjs" }.map { String(decoding: $0.source.bytes, as: UTF8.self) }
        #expect(text == "console.log(\"main\", import.meta.url);\nawait import(\"./a.mjs\");")
        #expect(bundle.program.run().outcomeDiagnostics.first?.location == SourceLocation(file: "test.yaml", line: 4, column: 11))
    }

    /// The scenarios, but for those that no bundler takes, print the same at the same times.
    @Test func scenariosRunAsTheyDo() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Scenarios").standardized
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)).compactMap { $0 as? URL }
        var compared = 0
        // Names that import() computes, and those that are asked for by createRequire(), are of files, which a bundle has no more.
        let computing: Set = ["not-exported.yaml", "conditions.yaml", "cycle-between-worlds.yaml"]
        for file in files.sorted(by: { $0.path < $1.path })
        where file.pathExtension == "yaml" && !computing.contains(file.lastPathComponent) {
            try onLargeStack {
                guard let program = try? Program.load(path: file.path) else { return }
                guard let bundle = try? Bundler.named("native")?.bundle(program) else { return }
                let (native, bundled) = (program.run().trace, bundle.program.run().trace)
                #expect(bundled.console.map(\.text) == native.console.map(\.text), "\(file.lastPathComponent)")
                #expect(bundled.console.map(\.time) == native.console.map(\.time), "\(file.lastPathComponent)")
                compared += 1
            }
        }
        #expect(compared > 70)
    }
}
