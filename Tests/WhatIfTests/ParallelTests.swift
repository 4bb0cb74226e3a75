import Programs
import TestSupport
import Testing
import Trace

@testable import WhatIf

/// `--parallel` takes the time that the program takes when somebody makes the change by hand.
@Suite("Side by side")
struct ParallelTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        /// The module `config.mjs` as it is, and as one would write it with its independent awaits side by side.
        var text: String
        var byHand: String
        var expected: Int64
        var testDescription: String { name }
    }

    static let main = """
        import * as config from "./config.mjs";
        console.log("main", JSON.stringify(config));
        """
    static let loader = """
        export async function load(name, time) {
          console.log("load", name);
          await new Promise((done) => setTimeout(done, time));
          console.log("loaded", name);
          return name + "!";
        }
        """

    static let cases: [Case] = [
        Case(
            name: "three in a row",
            text: """
                import { load } from "./load.mjs";
                export const env = await load("env", 300);
                export const secrets = await load("secrets", 400);
                export const flags = await load("flags", 500);
                """,
            byHand: """
                import { load } from "./load.mjs";
                export const [env, secrets, flags] = await Promise.all([load("env", 300), load("secrets", 400), load("flags", 500)]);
                """, expected: 500),
        Case(
            name: "a chain, and one beside it",
            text: """
                import { load } from "./load.mjs";
                export const env = await load("env", 300);
                export const secrets = await load(env, 400);
                export const flags = await load("flags", 500);
                """,
            byHand: """
                import { load } from "./load.mjs";
                const first = load("env", 300), later = load("flags", 500);
                export const env = await first;
                export const secrets = await load(env, 400);
                export const flags = await later;
                """, expected: 700),
        Case(
            name: "a constant between them",
            text: """
                import { load } from "./load.mjs";
                export const env = await load("env", 300);
                const base = "https://";
                const name = `${base}flags`;
                export const flags = await load(name, 200);
                """,
            byHand: """
                import { load } from "./load.mjs";
                const base = "https://";
                const name = `${base}flags`;
                export const [env, flags] = await Promise.all([load("env", 300), load(name, 200)]);
                """, expected: 300),
        Case(
            name: "destructuring, assignment, parts of one statement",
            text: """
                import { load } from "./load.mjs";
                export let a, c, d;
                a = await load("a", 100);
                export const { length } = await load("b", 150);
                c = [await load("c", 120), await load("e", 130)], d = 1;
                """,
            byHand: """
                import { load } from "./load.mjs";
                export let a, c, d;
                const begun = [load("a", 100), load("b", 150), load("c", 120), load("e", 130)];
                a = await begun[0];
                export const { length } = await begun[1];
                c = [await begun[2], await begun[3]], d = 1;
                """, expected: 150),
        Case(
            name: "statements that wait whole",
            text: """
                import { load } from "./load.mjs";
                async function* parts() { yield await load("p", 100); yield await load("q", 100); }
                for await (const part of parts()) console.log("part", part);
                export const flags = await load("flags", 150);
                """,
            byHand: """
                import { load } from "./load.mjs";
                async function* parts() { yield await load("p", 100); yield await load("q", 100); }
                const first = (async () => { for await (const part of parts()) console.log("part", part); })();
                const later = load("flags", 150);
                await first;
                export const flags = await later;
                """, expected: 200),
        Case(
            name: "an await that may not happen",
            text: """
                import { load } from "./load.mjs";
                export const a = await load("a", 100);
                export const b = globalThis.none ? await load("no", 900) : await load("b", 200);
                """,
            byHand: """
                import { load } from "./load.mjs";
                const pick = async () => globalThis.none ? await load("no", 900) : await load("b", 200);
                export const [a, b] = await Promise.all([load("a", 100), pick()]);
                """, expected: 200),
    ]

    private func whole(_ config: String) -> Program {
        program([("main.mjs", Self.main), ("config.mjs", config), ("load.mjs", Self.loader)])
    }

    @Test("The time by hand, and the same values", arguments: cases) func byHand(_ test: Case) throws {
        let before = try run(whole(test.text)).trace
        let after = try run(try changed(whole(test.text), .parallel(module: "config.mjs")).program).trace
        let byHand = try run(whole(test.byHand)).trace
        #expect(after.outcome == .fulfilled)
        #expect(after.milliseconds == byHand.milliseconds)
        #expect(after.milliseconds == test.expected)
        #expect(after.milliseconds < before.milliseconds)
        #expect(after.lines.last == before.lines.last)
        #expect(after.lines == byHand.lines)
    }

    @Test("Node prints in the order that the simulator tells, by real timers, where it is installed", .enabled(if: Node.isInstalled))
    func realTimers() throws {
        for test in Self.cases.prefix(2) {
            let after = try run(try changed(whole(test.text), .parallel(module: "config.mjs")).program).trace
            let lines = try Node.lines(of: [("main.mjs", Self.main), ("config.mjs", test.byHand), ("load.mjs", Self.loader)])
            #expect(lines == after.lines)
        }
    }

    @Test("An error is thrown where it was, and nothing is told of as unhandled before")
    func errors() throws {
        let config = """
            import { load } from "./load.mjs";
            async function fail() { await new Promise((done) => setTimeout(done, 50)); throw new Error("no flags"); }
            const env = await load("env", 300);
            const flags = await fail();
            """
        let result = try changed(whole(config), .parallel(module: "config.mjs", lines: [3, 4]))
        let after = try run(result.program)
        #expect(after.trace.outcome == .rejected("Error: no flags"))
        #expect(after.trace.milliseconds == 300)
        #expect(after.outcomeDiagnostics.count == 1 || after.outcomeDiagnostics.isEmpty)
    }

    @Test("What the traces say stands in the lines that somebody wrote")
    func places() throws {
        let test = Self.cases[0]
        let after = try run(try changed(whole(test.text), .parallel(module: "config.mjs")).program).trace
        let suspensions = after.events.compactMap { event -> Int32? in
            guard case .suspended(let position, _) = event.kind else { return nil }
            return position.line
        }
        #expect(suspensions == [2, 3, 4])
    }

    @Test("Nothing to do side by side is refused, with the reason") func refusals() throws {
        func config(_ text: String) -> Program { whole(text) }
        let chain = config(
            "import { load } from './load.mjs';\nconst a = await load('a', 1);\nconst b = await load(a, 1);\nexport const c = await load(b, 1);"
        )
        #expect(
            try refusal(chain, .parallel(module: "config.mjs"))
                == "--parallel config.mjs: each await of 'config.mjs' depends on the one before it: line 3 reads a, which has its value behind line 2"
        )
        #expect(
            try refusal(chain, .parallel(module: "confg.mjs"))
                == "--parallel confg.mjs: there is no module 'confg.mjs' | did you mean 'config.mjs'?")
        #expect(
            try refusal(chain, .parallel(module: "load.mjs"))
                == "--parallel load.mjs: 'load.mjs' awaits nothing at its top level | name a module that does")
        let effects = config("import { load } from './load.mjs';\nawait load('a', 1);\nawait load('b', 1);")
        #expect(
            try refusal(effects, .parallel(module: "config.mjs"))
                == "--parallel config.mjs: no two awaits of 'config.mjs' are independent as far as their names tell: line 3 may count on what was done by line 2 | to try it all the same, name the lines: --parallel config.mjs:2,3"
        )
        #expect(try run(try changed(effects, .parallel(module: "config.mjs", lines: [2, 3])).program).trace.milliseconds == 1)
        #expect(
            try refusal(effects, .parallel(module: "config.mjs", lines: [2, 7]))
                == "--parallel config.mjs:2,7: no await of the top level of 'config.mjs' is in line 7 | they are in lines 2, 3")
    }
}
