import Diagnostics
import Hosts
import Programs
import TestSupport
import Testing

@testable import Scenario
@testable import Simulator

/// What a page's scripts see of it.
struct PageTests {
    private func run(_ document: String, on host: String = "chromium") throws -> Run {
        let scenario = try Scenario.read(bytes: Array(document.utf8), name: "page.yaml", folder: "")
        let program = try Program(scenario: scenario)
        return try onLargeStack { program.run(RunOptions(host: HostProfile.named(host))) }
    }

    private func printed(_ document: String, on host: String = "chromium") throws -> [String] {
        try run(document, on: host).trace.console.map(\.text)
    }

    @Test func scriptsShareTheirDeclarations() throws {
        let lines = try printed(
            """
            page:
              - classic: {code: 'var a = 1; let b = 2; function f() { return 3 } console.log(this === window, window.a, window.b, globalThis.f());'}
              - classic: {code: 'console.log(a, b, f(), typeof c); a = 5; b = 6;'}
              - module: {code: 'console.log(a, b, window.a, typeof f);'}
              - classic: {code: 'let b = 1; console.log("never");'}
            listen: [error]
            """)
        #expect(lines == ["true 1 undefined 3", "1 2 3 undefined", "error: SyntaxError", "5 6 5 function"])
    }

    /// What a module declares is its own, and there for those that import it.
    @Test func modulesHaveTheirDeclarations() throws {
        let lines = try printed(
            """
            page:
              - module: main.mjs
              - module: {code: 'function h() { return "h" } var k = 2; export default function () {} console.log(h(), k, window.h);'}
            modules:
              main.mjs: |
                import { f, count, up } from "./lib.mjs";
                import unnamed from "./lib.mjs";
                var a = 1, { b } = { b: 2 };
                function own() { return a + b }
                { function inner() {} }
                up();
                console.log(f(), own(), count, typeof inner, unnamed(), typeof window.own, typeof window.a);
              lib.mjs: |
                export function f() { return "f" }
                export var count = 0;
                export function up() { count++ }
                export default function () { return "unnamed" }
            """)
        #expect(lines == ["f 3 1 undefined unnamed undefined undefined", "h 2 undefined"])
    }

    /// As Node.js 24 prints it of the same text, run by `vm.runInThisContext`.
    @Test func classicScriptsAreSloppy() throws {
        let lines = try printed(
            #"""
            page:
              - classic:
                  code: |
                    undeclared = 1; console.log(undeclared, delete globalThis.undeclared, typeof undeclared);
                    if (true) { function inBlock() { return "in a block"; } }
                    console.log(typeof globalThis.inBlock, inBlock());
                    var known = 5; console.log(globalThis.known, delete globalThis.known);
                    console.log(...(function () { return [this === globalThis, 010, "\101"]; })());
                    with ({ within: 3 }) { console.log(within); }
                    var yield = 2; var static = 3; console.log(yield + static);
                    (function () { "use strict"; try { other = 1; } catch (error) { console.log(error.name, this); } })();
                    console.log(eval("var evaluated = 7; evaluated"), delete globalThis.evaluated);
                    console.log((function (a, a) { return a; })(1, 2));
                    NaN = 5; Object.freeze([]).x = 1; console.log(NaN);
                    if (0) function never() {}
                    console.log(typeof never);
              - classic: {code: '"use strict"; try { undeclared = 1; } catch (error) { console.log(error.name); } console.log((function () { return this; })());'}
            """#)
        #expect(
            lines == [
                "1 true undefined", "function in a block", "5 false", "true 8 A", "3", "5", "ReferenceError undefined", "7 true", "2",
                "NaN",
                "undefined", "ReferenceError", "undefined",
            ])
    }

    @Test func theDocumentTellsHowFarItIs() throws {
        let lines = try printed(
            """
            page:
              - classic: {code: 'console.log(document.currentScript.localName, document.readyState, document.body === null);'}
              - module: {code: 'console.log(document.currentScript, document.readyState, document.body !== null);'}
              - classic: {code: 'addEventListener("load", () => console.log(document.readyState));'}
            """)
        #expect(lines == ["script loading true", "null interactive true", "complete"])
    }

    @Test func aListenerTakesAnErrorOn() throws {
        let run = try run(
            """
            page:
              - classic: {code: 'window.onerror = (message, file, line, column, error) => { console.log(message, error.name); return true; };'}
              - classic: {code: 'throw new TypeError("boom");'}
              - classic: {code: 'addEventListener("unhandledrejection", (event) => { console.log(event.reason); event.preventDefault(); });'}
              - classic: {code: 'Promise.reject(4);'}
            """)
        #expect(run.trace.console.map(\.text) == ["Uncaught TypeError: boom TypeError", "4"])
        #expect(run.outcomeDiagnostics.isEmpty)
    }

    @Test func eventsGoThroughTheDocumentToTheWindow() throws {
        let lines = try printed(
            """
            page:
              - classic:
                  code: |
                    addEventListener("error", (event) => console.log("window", event.target.localName), true);
                    document.addEventListener("load", (event) => console.log("document", event.target.localName), true);
                    const script = document.createElement("script");
                    script.src = "a.js";
                    script.onload = () => console.log("onload", script.isConnected, script.async);
                    document.head.append(script);
              - {classic: gone.js, missing: true}
            scripts: {a.js: 'console.log("a");'}
            """)
        #expect(lines == ["window script", "a", "document script", "onload true true"])
    }

    @Test func aPageNeedsAScriptAndKnowsItsFiles() {
        for (document, expected) in [
            ("page: [{pause: 10ms}]", "the page has no script"),
            ("page: [{module: mian}]\nmodules: {main: ''}", "no module or script is called 'mian'"),
            ("entry: a\npage: [{module: a}]\nmodules: {a: ''}", "'entry' and 'page' cannot stand together"),
            ("entry: a\nlisten: [load]\nmodules: {a: ''}", "'listen' needs a 'page' beside it"),
            ("page: [{module: a, defer: true}]\nmodules: {a: ''}", "'defer' and 'module' cannot stand together in an item of a page"),
        ] {
            let problems: [Diagnostic]
            do {
                _ = try Scenario.read(bytes: Array(document.utf8), name: "page.yaml", folder: "")
                problems = []
            } catch {
                problems = error.diagnostics
            }
            #expect(problems.contains { $0.message == expected }, "\(document): \(problems.map(\.message))")
        }
    }
}
