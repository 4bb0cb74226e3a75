import Hosts
import Programs
import Scenario
import TestSupport
import Testing

@testable import Simulator

/// WebAssembly modules, measured with small ones on Node.js 24.19.0 and Deno 2.9.8.
@Suite("WebAssembly modules")
struct WasmTests {
    private func run(_ modules: String, host: String) throws -> Run {
        let document = "host: \(host)\nentry: main\nmodules:\n\(modules)\n"
        return try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "a.yaml", folder: "")).run()
    }

    private static let modules = """
          log: 'console.log("log"); export const other = 1; export const log = LOG;'
          m.wasm: {wasm: {imports: [{from: log, names: [NAME]}], start: NAME, exports: {f: 42}}}
          main: 'import { f } from "m.wasm"; console.log(f(), f.length);'
        """

    @Test("A start function that calls what it imports", arguments: ["spec", "node", "deno"])
    func starts(host: String) throws {
        let modules = Self.modules.replacing("LOG", with: "() => console.log(\"called\")").replacing("NAME", with: "log")
        #expect(try run(modules, host: host).trace.console.map(\.text) == ["log", "called", "42 0"])
    }

    @Test("What is no function is missed when the module is instantiated", arguments: ["node", "deno"])
    func noFunction(host: String) throws {
        let result = try run(Self.modules.replacing("LOG", with: "5").replacing("NAME", with: "log"), host: host)
        #expect(result.trace.console.map(\.text) == ["log"])
        #expect(
            result.trace.outcome
                == .rejected("LinkError: WebAssembly.Instance(): Import #0 \"log\" \"log\": function import requires a callable"))
    }

    @Test("The error of import() where there are no such modules")
    func refused() throws {
        let result = try run(
            "  m.wasm: {wasm: {}}\n  main: 'import(\"./m.wasm\").catch(error => console.log(error.name, error.code));'", host: "node@20")
        #expect(result.trace.console.map(\.text) == ["TypeError ERR_UNKNOWN_FILE_EXTENSION"])
    }

    @Test("Importers of an asynchronous one wait for its compilation, and its siblings do not")
    func asynchronous() throws {
        let result = try run(
            "  m.wasm: {wasm: {compile: 30ms, async: true}}\n  b: 'console.log(\"b\");'\n"
                + "  main: 'import \"m.wasm\"; import \"b\"; console.log(\"main\");'", host: "spec")
        #expect(result.trace.console.map { "\($0.time / 1_000_000) \($0.text)" } == ["0 b", "30 main"])
    }

    @Test("A source is loaded and not run, and only WebAssembly has one")
    func source() throws {
        let result = try run(
            "  m.wasm: {load: 5ms, wasm: {compile: 7ms, imports: [{from: gone, names: [x]}], start: x}}\n"
                + "  main: 'import source m from \"m.wasm\"; console.log(typeof m, await import.source(\"m.wasm\") === m);'", host: "node")
        #expect(result.trace.console.map { "\($0.time / 1_000_000) \($0.text)" } == ["12 object true"])
        let none = try run("  a: ''\n  main: 'import source m from \"a\";'", host: "node")
        #expect(none.trace.outcome == .loadError("SyntaxError: Source phase import object is not defined for module 'a'"))
    }

    /// A module of one function without parameters.
    private static let bytes = "new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,10,4,1,2,0,11])"

    private func program(_ source: String, host: String = "node") throws -> Run { try Modules([("main.mjs", source)]).run(host) }

    @Test("A program that has another way takes it, and a warning says so once")
    func uncompiled() throws {
        let run = try program(
            """
            let way = "WebAssembly";
            try {
              new WebAssembly.Instance(new WebAssembly.Module(\(Self.bytes)), {});
            } catch (error) {
              way = error instanceof WebAssembly.CompileError && error instanceof Error ? "JavaScript" : "none";
            }
            console.log(way, WebAssembly.validate(\(Self.bytes)));
            await WebAssembly.instantiate(\(Self.bytes)).catch((error) => console.log(String(error)));
            """)
        #expect(
            run.trace.lines == ["JavaScript false", "CompileError: WebAssembly.instantiate(): tla-sim compiles no WebAssembly"])
        #expect(run.exitStatus == 0)
        #expect(run.diagnostics.count == 1)
        let warning = try #require(run.diagnostics.first)
        #expect(warning.severity == .warning && !warning.isOutsideSubset && warning.location?.line == 3)
    }

    @Test("A program that has no other way is outside the subset", arguments: ["node", "deno", "bun", "spec", "chromium"])
    func uncaught(host: String) throws {
        for source in ["new WebAssembly.Module(\(Self.bytes));", "await WebAssembly.compile(\(Self.bytes));"] {
            let run = try program(source, host: host)
            let problem = try #require(run.diagnostics.first)
            #expect(problem.isOutsideSubset && problem.message == "WebAssembly is not in tla-sim's subset")
            #expect(problem.location?.line == 1)
            #expect(run.exitStatus == 2)
        }
    }

    @Test("Each host has its names, and reading them stops nothing")
    func names() throws {
        let source = "console.log(typeof WebAssembly, Reflect.ownKeys(globalThis.WebAssembly).map(String).join());"
        let shared = "Module,Instance,Table,Memory,Global,Tag"
        let node = "compile,validate,instantiate,\(shared),JSTag,Exception,CompileError,LinkError,RuntimeError,"
        let tag = "Symbol(Symbol.toStringTag)"
        for (host, names) in [
            ("node", node + "compileStreaming,instantiateStreaming,"),
            (
                "node@20",
                "compile,validate,instantiate,compileStreaming,instantiateStreaming,\(shared),Exception,CompileError,LinkError,RuntimeError,"
            ),
            ("deno", node + "compileStreaming,instantiateStreaming,Suspending,promising,SuspendError,"),
        ] {
            #expect(try program(source, host: host).trace.lines == ["object \(names)\(tag)"])
        }
    }
}
