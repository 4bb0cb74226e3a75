import Foundation
import Programs
import TestSupport
import Testing
import Trace

/// Programs that use Node's modules, in `Recorded/node-modules`, each beside what Node.js 24.19 prints of it.
@Suite struct NodeProgramTests {
    static let names: [String] = {
        let folder = Bundle.module.bundlePath + "/Recorded/node-modules"
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".mjs") }.map { String($0.dropLast(4)) }.sorted()
    }()

    private func text(_ name: String, _ type: String) throws -> String {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: type, subdirectory: "Recorded/node-modules"))
        return try String(contentsOf: url, encoding: .utf8)
    }

    @Test func thereAreSome() { #expect(Self.names.count >= 20) }

    @Test(arguments: names) func asNode(_ name: String) throws {
        let run = try Modules([("main.mjs", text(name, "mjs"))]).run("node", recordsEvents: false)
        let printed = run.trace.console.map(\.text).joined(separator: "\n").split(separator: "\n").map(String.init)
        #expect(try printed == text(name, "txt").split(separator: "\n").map(String.init), "\(run.diagnostics)")
    }

    /// With events the same is printed, and what the host's own modules do is no part of the program.
    @Test func recordingChangesNothing() throws {
        let modules = Modules([("main.mjs", try text("streamOrder", "mjs"))])
        let (quiet, told) = (try modules.run("node", recordsEvents: false), try modules.run("node"))
        #expect(quiet.trace.console.map(\.text) == told.trace.console.map(\.text))
        #expect(told.trace.modules.map(\.name).filter { !$0.hasPrefix("node:") } == ["main.mjs"])
    }

    /// Whatever touches the outside ends the run where the program calls it, and says what to do.
    @Test func whatTouchesTheOutside() throws {
        let modules = Modules([("main.mjs", "import { spawn } from 'node:child_process';\nconsole.log(typeof spawn);\nspawn('ls');")])
        let run = try modules.run("node")
        #expect(run.trace.console.map(\.text) == ["function"])
        let problem = try #require(run.diagnostics.first)
        #expect(problem.message == "child_process.spawn is not in tla-sim's subset")
        #expect(problem.location?.line == 3)
        #expect(problem.suggestion == "it reaches beyond the simulated run; --stub child_process puts a stub in the place of the module")
    }

    /// The kinds of start-up code that only look: names, classes to extend, prototypes.
    @Test func classesCanBeExtended() throws {
        let code = """
            import net from "net";
            import http from "http";
            import zlib from "zlib";
            import { inherits } from "util";
            class Own extends net.Socket {}
            class Zip extends zlib.Gzip {}
            function Request() {}
            inherits(Request, http.IncomingMessage);
            console.log(new Own().readable, Object.create(http.ServerResponse.prototype) instanceof http.OutgoingMessage, typeof Zip, new Request() instanceof http.IncomingMessage);
            """
        #expect(try Modules([("main.mjs", code)]).lines("node") == ["true true function true"])
    }

    /// A stub has every name that an import asks for, can be used in every way, and is no thenable.
    @Test func stubs() throws {
        let code = """
            import express, { Router, json as parse } from "express";
            import * as all from "express/sub";
            const app = express();
            app.use(parse()).listen(3000, () => {});
            console.log(typeof Router, typeof new express.Own().x, [...app].length, (await app) === app, express.Router === Router, `${app}`, Object.keys(all).join());
            class Own extends express.Base { constructor() { super(); } }
            console.log(typeof new Own(), JSON.stringify({ app }));
            """
        let scenario = """
            title: t
            entry: main.mjs
            host: node
            stubs: {express: 20ms}
            modules:
              main.mjs: |
            \(code.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
            """
        let program = try Program.load(text: Array(scenario.utf8), name: "t.yaml")
        let run = try onLargeStack { program.run() }
        #expect(
            run.trace.console.map(\.text) == ["function function 0 true true [express (stub)()] default,module.exports", "function {}"],
            "\(run.diagnostics) \(run.outcomeDiagnostics)")
        #expect(run.trace.modules.map(\.name) == ["main.mjs", "express (stub)", "express/sub (stub)"])
        #expect(run.trace.console.first?.time == 20_000_000)
    }
}
