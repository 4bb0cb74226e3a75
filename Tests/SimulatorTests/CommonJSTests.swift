import Hosts
import Programs
import Scenario
import TestSupport
import Testing

@testable import Simulator

/// CommonJS beside what `Scenarios/hosts/commonjs` shows. Cycles, entries that throw and what is not there were measured on Node.js 24.19 and 20.20 and
/// Deno 2.9.8; the rest follows their documentation.
@Suite struct CommonJSTests {
    private func run(_ text: String, _ host: String = "node") throws -> Run {
        let scenario = try Scenario.read(bytes: Array(text.utf8), name: "s.yaml", folder: ".")
        return try onLargeStack { try Program(scenario: scenario).run(RunOptions(host: HostProfile.named(host))) }
    }

    private func lines(_ text: String, _ host: String = "node") throws -> [String] { try run(text, host).trace.console.map(\.text) }

    @Test func theModuleObject() throws {
        let text = """
            entry: main.cjs
            modules:
              lib/a.cjs: {commonjs: "console.log(module.parent === require.main, module.id, require.main === module, module.loaded);"}
              main.cjs:
                commonjs: |
                  require("./lib/a.cjs");
                  console.log(module.id, __filename, __dirname, module.children.length, require.main === module, arguments.length);
                  console.log(require.cache["/lib/a.cjs"].loaded, require.resolve("./lib/a.cjs"), module.paths.join());
                  delete require.cache["/lib/a.cjs"];
                  require("./lib/a.cjs");
            """
        #expect(
            try lines(text) == [
                "true /lib/a.cjs false false", ". /main.cjs / 1 true 5", "true /lib/a.cjs /node_modules", "true /lib/a.cjs false false",
            ])
    }

    @Test(arguments: ["let module = 1;", "const { require = 1 } = {};", "await null;"]) func `what only a module may say makes one`(
        text: String
    ) throws {
        let scenario = """
            entry: main.js
            modules:
              package.json: {json: {name: app}}
              main.js: |
                \(text)
                console.log(this, typeof __filename);
            """
        #expect(try lines(scenario) == ["undefined undefined"])
    }

    @Test(arguments: ["var module = 1;", "{ let exports = 1; }", "function require() {}"]) func `what CommonJS may say too makes none`(
        text: String
    ) throws {
        let scenario = """
            entry: main.js
            modules:
              package.json: {json: {name: app}}
              main.js: |
                \(text)
                console.log(typeof this, typeof __filename);
            """
        #expect(try lines(scenario) == ["object string"])
    }

    /// What Node.js 24.19 and 20.20, Deno 2.9.8 and Bun 1.4.4 print.
    @Test func `the elements of arguments follow the parameters of sloppy functions`() throws {
        let text = #"""
            entry: main.cjs
            modules:
              main.cjs:
                commonjs: |
                  function options(name, settings) {
                    settings = settings || { port: 80 };
                    return Array.from(arguments);
                  }
                  console.log(JSON.stringify([options("a", null), options("a")]));
                  function method(self, ...rest) { return arguments[0] === self; }
                  function first(self, name) { [].shift.call(arguments); return [self, name, arguments.length].join(); }
                  console.log(method(1), first("self", "name"));
                  function kept(a, b) {
                    delete arguments[0];
                    Object.defineProperty(arguments, 1, { value: "fixed", writable: false });
                    a = b + "!";
                    return [a, arguments[0], arguments[1], b].join();
                  }
                  console.log(kept("x", "y"));
                  function strict(a) { "use strict"; a = 2; return arguments[0]; }
                  function withDefault(a, b = 0) { a = 2; return arguments[0]; }
                  console.log(strict(1), withDefault(1));
                  async function later(a) { await null; arguments[0] = "set"; return () => a; }
                  later("given").then((read) => console.log(read()));
                  function* steps(a) { yield a; a = "changed"; yield arguments[0]; }
                  console.log(...steps("first"));
            """#
        #expect(
            try lines(text) == [
                #"[["a",{"port":80}],["a"]]"#, "true name,name,1", "fixed!,,fixed,fixed", "1 1", "first changed", "set",
            ])
    }

    @Test func `TypeScript is CommonJS where the same file without types would be`() throws {
        let text = #"""
            entry: main.ts
            modules:
              package.json:
                json: {name: app}
              main.ts: |
                const { load } = require("./load.cts") as { load: (name: string) => string };
                const names: string[] = ["a", "b"];
                exports.loaded = names.map((name) => load(name));
                console.log(exports.loaded.join(), typeof module, this === exports);
                import("./shown.mts").then(({ shown }: { shown: string }) => console.log(shown));
              load.cts: |
                interface Settings { name: string }
                const settings: Settings = { name: "load" };
                total = 8 as number;
                exports.load = function (name: Settings["name"]): string { return `${settings.name} ${name} ${total}`; };
              shown.mts: |
                import main from "./main.ts";
                export const shown: string = `${typeof require} ${(main as { loaded: string[] }).loaded.length}`;
            """#
        #expect(try lines(text) == ["load a 8,load b 8 object true", "undefined 2"])
    }

    /// What is looked for before the first word of a text is not there.
    @Test(arguments: ["dep = require(\"./dep.cjs\");", "= require(\"./dep.cjs\")", "_interopRequireWildcard(require(\"./dep.cjs\"))"])
    func `a text may begin with what it requires`(start: String) throws {
        let text = """
            entry: main.mjs
            modules:
              dep.cjs: {commonjs: "exports.a = 1;"}
              cjs/index.cjs: {commonjs: \(String(reflecting: start.replacing("./dep", with: "../dep")))}
              main.mjs: "try { await import('./cjs/index.cjs'); } catch (error) { console.log(error.name); } console.log('done');"
            """
        #expect(try lines(text).last == "done")
    }

    @Test func whatIsNotThere() throws {
        let text = """
            entry: main.cjs
            modules:
              main.cjs:
                commonjs: |
                  for (const id of ["./nope", "nope", 5, "", "node:nope"])
                    try { require(id); } catch (error) { console.log(error.code, error.message.split("\\n").join(" ")); }
            """
        #expect(
            try lines(text) == [
                "MODULE_NOT_FOUND Cannot find module './nope' Require stack: - /main.cjs",
                "MODULE_NOT_FOUND Cannot find module 'nope' Require stack: - /main.cjs",
                "ERR_INVALID_ARG_TYPE The \"id\" argument must be of type string. Received type number (5)",
                "ERR_INVALID_ARG_VALUE The argument 'id' must be a non-empty string. Received ''",
                "ERR_UNKNOWN_BUILTIN_MODULE No such built-in module: node:nope",
            ])
    }

    @Test(arguments: [("node", ["main"]), ("node@20", ["main"]), ("deno", ["main", "microtask", "tick"])])
    func anEntryThatThrows(host: String, expected: [String]) throws {
        let text = """
            entry: main.cjs
            modules:
              main.cjs:
                commonjs: |
                  process.nextTick(() => console.log("tick"));
                  Promise.resolve().then(() => console.log("microtask"));
                  console.log("main");
                  throw new Error("boom");
            """
        let run = try run(text, host)
        #expect(run.trace.console.map(\.text) == expected)
        #expect(run.exitStatus == 1)
        #expect(run.trace.outcome == .rejected("Error: boom"))
    }

    @Test(arguments: [("node", "ERR_REQUIRE_CYCLE_MODULE"), ("node@20", "ERR_REQUIRE_CYCLE_MODULE"), ("deno", "none")])
    func aCycleBehindARequiredModule(host: String, expected: String) throws {
        let text = """
            entry: main.mjs
            modules:
              main.mjs: |
                import { createRequire } from "node:module";
                let code = "none";
                try { createRequire(import.meta.url)("./a.cjs"); } catch (error) { code = error.code; }
                console.log(code);
              a.cjs: {commonjs: 'require("./b.mjs");'}
              b.mjs: import "./main.mjs";
            """
        #expect(try lines(text, host) == [expected])
    }

    /// As on Node.js 24.19.
    @Test func whoMadeTheRequireIsInTheStackOfRequires() throws {
        let text = """
            entry: main.mjs
            modules:
              main.mjs: |
                import { createRequire } from "node:module";
                const require = createRequire(import.meta.url);
                try { require("./a.cjs"); } catch (error) { console.log(error.requireStack.map((file) => file.split("/").at(-1)).join(" ")); }
              a.cjs: {commonjs: 'require("./b.cjs");'}
              b.cjs: {commonjs: 'require("./missing.cjs");'}
            """
        #expect(try lines(text) == ["b.cjs a.cjs main.mjs"])
    }

    @Test func anErrorIsThrownEachTime() throws {
        let text = """
            entry: main.cjs
            modules:
              bad.mjs: 'console.log("bad"); throw new Error("boom");'
              bad.cjs: {commonjs: 'console.log("bad cjs"); throw new Error("boom");'}
              main.cjs:
                commonjs: |
                  for (const name of ["./bad.mjs", "./bad.mjs", "./bad.cjs", "./bad.cjs"])
                    try { require(name); } catch (error) { console.log(error.message); }
            """
        // A module keeps its error; CommonJS runs again.
        #expect(try lines(text) == ["bad", "boom", "boom", "bad cjs", "boom", "bad cjs", "boom"])
    }

    @Test func timeOfLoadingPassesInRequire() throws {
        let text = """
            entry: main.cjs
            modules:
              slow.cjs: {commonjs: 'console.log("slow");', load: 30ms, parse: 5ms}
              main.cjs: {commonjs: 'setTimeout(() => console.log("timer"), 10); require("./slow.cjs"); console.log("main");'}
            """
        let run = try run(text)
        #expect(run.trace.console.map { "\($0.text) \($0.time / 1_000_000)" } == ["slow 35", "main 35", "timer 35"])
    }

    @Test func hostsWithoutCommonJSTakeItForAModule() throws {
        let text = """
            entry: main.cjs
            modules:
              main.cjs: {commonjs: 'console.log(typeof require, this === undefined);'}
            """
        #expect(try lines(text, "chromium") == ["undefined true"])
    }

    @Test func aMissingNameOfTheHost() throws {
        let text = """
            entry: main.mjs
            modules:
              main.mjs: |
                import fs from "node:fs";
                console.log(typeof fs.watch);
                fs.watch("x");
            """
        let run = try run(text)
        #expect(run.exitStatus == 2)
        #expect(run.diagnostics.first?.message == "fs.watch is not in tla-sim's subset")
    }

    /// Each module is asked for its names once, and tells its own where it is asked in a cycle: measured on Node.js 20.20 and 24.19.
    @Test func namesOfACycle() throws {
        let star = "const __exportStar = (m) => { for (const k in m) if (!(k in exports)) exports[k] = m[k]; };"
        let text = """
            entry: main.mjs
            modules:
              a.cjs: {commonjs: '\(star) exports.a = 1; __exportStar(require("./b.cjs"));'}
              b.cjs: {commonjs: '\(star) exports.b = 1; exports.b2 = 2; __exportStar(require("./c.cjs"));'}
              c.cjs: {commonjs: '\(star) exports.c = 1; __exportStar(require("./a.cjs"));'}
              main.mjs: |
                import * as a from "./a.cjs";
                import * as b from "./b.cjs";
                import * as c from "./c.cjs";
                for (const names of [a, b, c]) console.log(Object.keys(names).join());
            """
        #expect(try lines(text, "node@20") == ["a,b,b2,c,default", "a,b,b2,c,default", "a,c,default"])
        #expect(try lines(text).map { $0.replacing(",module.exports", with: "") } == lines(text, "node@20"))
    }

    /// Two ways to each of forty modules are a million million ways to the last.
    @Test func namesThatComeByManyWays() throws {
        let twice = (0..<40).map {
            let next = #"__exportStar(require("./\#($0 + 1).cjs"));"#
            return "  \($0).cjs: {commonjs: '\(next) \(next)'}"
        }
        let text = """
            entry: main.mjs
            modules:
            \(twice.joined(separator: "\n"))
              40.cjs: {commonjs: 'exports.last = 1;'}
              main.mjs: |
                import("./0.cjs").catch((error) => console.log(error.message));
            """
        #expect(try lines(text) == ["__exportStar is not defined"])
    }
}
