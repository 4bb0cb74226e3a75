import Foundation
import TestSupport
import Testing
import Text

@Suite("tla-sim play, and saved traces")
struct PlayCommandTests {
    private let siblings = "Scenarios/hello/siblings.yaml"

    @Test("A run that was saved gives the page of the run itself")
    func saved() throws {
        let scratch = try ScratchFolder()
        let page = try CommandLineTool.run("play", siblings)
        #expect(page.status == 0)
        for format in ["json", "ndjson"] {
            let trace = try CommandLineTool.run("run", siblings, "--states", "--format", format, "--no-pictures")
            let file = scratch.url.appending(path: "saved.\(format)")
            try trace.output.write(to: file, atomically: true, encoding: .utf8)
            let played = try CommandLineTool.run("play", file.path)
            #expect(played.output == page.output, "\(format)")
            #expect(try CommandLineTool.run("draw", file.path, "--view", "graph").output.hasPrefix("<svg "))
            for (command, options) in [
                ("draw", ["--host", "node"]), ("draw", ["--bundler", "rollup"]), ("draw", ["--seed", "7"]), ("draw", ["--stub", "x"]),
                ("draw", [file.path, "--view", "compare", "--seed", "7"]),
                ("draw", [file.path, "--view", "compare", "--limit", "steps=9"]),
                ("play", ["--seed", "7"]), ("play", ["--root", "."]),
            ] {
                let refused = try CommandLineTool.run([command, file.path] + options)
                #expect(refused.status == 64, "\(command) \(options)")
                #expect(refused.errors.contains("is a saved trace: what ran is settled"), "\(command) \(options): \(refused.errors)")
            }
        }
        let file = scratch.url.appending(path: "other.json")
        try #"{"format":"tla-sim-trace","version":7,"title":"","host":"spec","modules":[]}"#.write(
            to: file, atomically: true, encoding: .utf8)
        let other = try CommandLineTool.run("draw", file.path)
        #expect(other.status == 2 && other.errors.contains("the trace has version 7, and this tla-sim reads version 1"))
    }

    @Test("The step of a line, frames and an animation are drawn; what is out of reach is told")
    func frames() throws {
        let scratch = try ScratchFolder()
        let folder = scratch.url.appending(path: "frames").path
        let written = try CommandLineTool.run("draw", siblings, "--frames", folder)
        #expect(written.status == 0)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(files.first == "siblings.timeline.0000.svg" && files.count > 5)
        #expect(written.output.contains("wrote \(files.count) frames into "))
        #expect(try CommandLineTool.run("draw", siblings, "--until-line", "2").output.contains("class=\"now e-error\""))
        #expect(try CommandLineTool.run("draw", siblings, "--animate").output.contains("prefers-reduced-motion: no-preference"))
        let late = try CommandLineTool.run("draw", siblings, "--step", "100000")
        #expect(late.status == 64 && late.errors.contains("and no step 100000"))
        let line = try CommandLineTool.run("draw", siblings, "--until-line", "9")
        #expect(line.status == 64 && line.errors.contains("run prints 4 lines, and no line 9"))
        #expect(try CommandLineTool.run("draw", siblings, "--step", "3", "--view", "waits").status == 64)
    }

    @Test("Two hosts, and a bundler beside the modules, are two runs; three are too many")
    func twoRuns() throws {
        let hosts = try PlayedPage(try CommandLineTool.run("play", siblings, "--host", "node", "--host", "deno").output)
        #expect(hosts.runs.map { $0.data["label"] } == [.string("node"), .string("deno")])
        let bundle = try PlayedPage(try CommandLineTool.run("play", siblings, "--bundler", "rollup").output)
        #expect(bundle.runs.map { $0.data["label"] } == [.string("modules"), .string("rollup")])
        #expect(try CommandLineTool.run("play", siblings, "--host", "node", "--host", "deno", "--host", "bun").status == 64)
        #expect(try CommandLineTool.run("play", siblings, "--alone").status == 64)
    }
}
