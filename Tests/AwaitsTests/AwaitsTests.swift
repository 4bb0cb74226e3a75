import Diagnostics
import JavaScript
import Testing

@testable import Awaits

/// What an await of the top level depends on, by the text of its module.
@Suite("Awaits")
struct AwaitsTests {
    /// `on` of ``TopLevelAwaits/Await/needs`` for each await, with the reason's name; `-` for none, and `?` before what is only possible.
    static func dependences(_ text: String) throws -> [String] {
        let module = try AnalysedModule(SourceFile(name: "m.mjs", bytes: Array(text.utf8)))
        return TopLevelAwaits(of: module).awaits.map { wait in
            let needs = wait.needs.map { "\($0.on) \(words($0.reason))" } ?? "-"
            let may = wait.mayNeed.map { " ?\($0.on)" } ?? ""
            return (wait.form == .fixed ? "fixed " : "") + needs + may
        }
    }

    private static func words(_ reason: TopLevelAwaits.Dependence.Reason) -> String {
        switch reason {
        case .value(let name): "value \(name)"
        case .object(let name): "object \(name)"
        case .change(let name): "change \(name)"
        case .callback(let name): "callback \(name)"
        case .place: "place"
        case .effect: "effect"
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var expected: [String]
        var testDescription: String { name }
    }

    static let independent: [Case] = [
        Case(
            name: "imported functions",
            text: """
                import { load } from "./load.mjs";
                const env = await load("env");
                const secrets = await load("secrets");
                export const flags = await load("flags");
                """, expected: ["-", "-", "-"]),
        Case(name: "sleeps", text: "await sleep(1); console.log('a'); await sleep(2);", expected: ["-", "-"]),
        Case(
            name: "own functions",
            text: """
                async function load(name) { await sleep(10); console.log(name); return name; }
                const a = await load("a");
                const b = await load("b");
                """, expected: ["-", "-"]),
        Case(
            name: "a helper that prints by an imported logger",
            text: """
                import { logger } from "./log.mjs";
                async function load(name) { logger.info(name); return (await fetch(name)).json(); }
                const a = await load("a"), b = await load("b");
                """, expected: ["-", "-"]),
        Case(
            name: "a computed constant between them",
            text: """
                import { load } from "./load.mjs";
                const a = await load("a");
                const url = "https://" + "b";
                const b = await load(url);
                """, expected: ["-", "-"]),
        Case(
            name: "destructuring and assignment",
            text: """
                import { load } from "./load.mjs";
                let b;
                const { x, y: [z] } = await load("a");
                b = await load("b");
                """, expected: ["-", "-"]),
        Case(
            name: "parts of one expression",
            text: "import { load } from './load.mjs'; const all = { a: await load('a'), b: [await load('b')] };", expected: ["-", "-"]),
        Case(
            name: "an object that both read",
            text: """
                import { load } from "./load.mjs";
                const options = { base: "x" };
                const a = await load("a", options);
                const b = await load("b", options);
                """, expected: ["-", "-"]),
        Case(
            name: "for await",
            text: """
                import { first, second } from "./s.mjs";
                for await (const x of first()) console.log(x);
                for await (const x of second()) console.log(x);
                """, expected: ["-", "-"]),
        Case(
            name: "a function that makes its own object",
            text: """
                async function load(name) { const out = {}; out.name = name; await sleep(1); return out; }
                const a = await load("a");
                const b = await load("b");
                """, expected: ["-", "-"]),
    ]

    static let dependent: [Case] = [
        Case(
            name: "a value",
            text: "import { f } from './f.mjs'; const a = await f(); const b = await f(a); const c = await f();",
            // The same call once more may count on the first.
            expected: ["-", "0 value a", "- ?0"]),
        Case(
            name: "a value through a statement",
            text: "import { f } from './f.mjs'; const a = await f(); const u = a.url; const b = await f(u);",
            expected: ["-", "0 value u"]),
        Case(
            name: "a value through a call",
            text: "import { f, g } from './f.mjs'; const a = await f(); const u = g(a); const b = await f(u);",
            expected: ["-", "0 value u"]),
        Case(
            name: "a value through a function that reads it",
            text: """
                import { f } from "./f.mjs";
                const again = () => f(a);
                const wrapped = { again };
                const a = await f();
                const b = await wrapped.again();
                """, expected: ["-", "0 value a"]),
        Case(
            name: "a value through a function made by a function",
            text: """
                import { f } from "./f.mjs";
                function maker() { return () => f(a); }
                const again = maker();
                const a = await f();
                const b = await again();
                """, expected: ["-", "0 value a"]),
        Case(
            name: "a member of a shared object",
            text: """
                import { f } from "./f.mjs";
                const state = {};
                const alias = state;
                state.a = await f();
                const b = await f(alias);
                """, expected: ["-", "0 object alias"]),
        Case(
            name: "an object that is filled for its effect",
            text: """
                import { fill, f } from "./f.mjs";
                const state = {};
                await fill(state);
                const b = await f(state);
                """, expected: ["-", "0 object state"]),
        Case(
            name: "a method that changes its object",
            text: """
                import { f } from "./f.mjs";
                const list = [];
                list.push(await f());
                const b = await f(list.length);
                """, expected: ["-", "0 object list"]),
        Case(
            name: "a callback that assigns",
            text: """
                import { f } from "./f.mjs";
                let token;
                setTimeout(() => { token = 1; }, 5);
                const a = await f();
                const b = await f(token);
                """, expected: ["-", "0 callback token"]),
        Case(
            name: "a shared counter",
            text: "let n = 0; async function f() { n++; await sleep(1); return n; } const a = await f(); const b = await f();",
            expected: ["-", "0 value n"]),
        Case(
            name: "a change of what was read",
            text: "import { f } from './f.mjs'; let n = 0; const a = await f(n); const b = await f(n = 2);", expected: ["-", "0 change n"]),
        Case(
            name: "the global object",
            text: "import { f } from './f.mjs'; globalThis.fetch = await f(); const b = await fetch('https://x');",
            expected: ["-", "0 value globalThis"]),
        Case(
            name: "an await in an await", text: "import { f } from './f.mjs'; const a = await f(await f()); const b = await f();",
            expected: ["-", "-"]),
        Case(
            name: "a class that changes what it is given",
            text: """
                class Client { constructor(o) { o.used = true; } }
                const options = {};
                const a = await sleep(1, options);
                const c = new Client(options);
                const b = await sleep(2, options);
                """, expected: ["-", "0 object options"]),
    ]

    static let possible: [Case] = [
        Case(
            name: "for effects", text: "import { connect, load } from './f.mjs'; await connect(); const a = await load();",
            expected: ["-", "- ?0"]),
        Case(
            name: "a call between them",
            text: "import { start, load } from './f.mjs'; const a = await load('a'); start(a); const b = await load('b');",
            expected: ["-", "- ?0"]),
        Case(name: "imports for effects", text: "await import('./a.mjs'); await import('./b.mjs');", expected: ["-", "- ?0"]),
        Case(
            name: "imports for values", text: "const { a } = await import('./a.mjs'); const { b } = await import('./b.mjs');",
            expected: ["-", "-"]),
        Case(
            name: "an effect after a load", text: "import { close, load } from './f.mjs'; const a = await load('a'); await close();",
            expected: ["-", "- ?0"]),
        Case(
            name: "a check that throws",
            text: "import { load } from './f.mjs'; const a = await load(); if (!a) throw new Error('no'); const b = await load();",
            expected: ["-", "- ?0"]),
        Case(
            name: "a host's object", text: "import { load } from './f.mjs'; process.env.MODE = await load('a'); const b = await load('b');",
            expected: ["-", "- ?0"]),
    ]

    @Test("Independent, as far as names tell", arguments: independent) func independence(of test: Case) throws {
        let found = try Self.dependences(test.text)
        #expect(found == test.expected)
    }

    @Test("Dependent by data", arguments: dependent) func dependence(of test: Case) throws {
        let found = try Self.dependences(test.text)
        #expect(found == test.expected)
    }

    @Test("Dependent by effects that no name tells of", arguments: possible) func possibleDependence(of test: Case) throws {
        let found = try Self.dependences(test.text)
        #expect(found == test.expected)
    }

    @Test("Awaits that could begin together are told as groups, with a chain apart")
    func groups() throws {
        let text = """
            import { load } from "./load.mjs";
            const env = await load("env");
            const secrets = await load("secrets", env);
            const flags = await load("flags");
            const user = await load("user", secrets);
            """
        let awaits = TopLevelAwaits(of: try AnalysedModule(SourceFile(name: "m.mjs", bytes: Array(text.utf8))))
        // The last needs only the second, so that it can begin while the third is waited for.
        #expect(awaits.groups() == [[0, 2], [2, 3]])
        #expect(awaits.awaits.indices.map { awaits.start(of: $0) } == [0, 1, 0, 2])
        #expect(awaits.awaits.map(\.names) == [["env"], ["secrets"], ["flags"], ["user"]])
    }

    @Test("A statement that declares for the module begins where it stands; others may move whole")
    func forms() throws {
        let text = """
            for await (const x of source()) {}
            await begun;
            try { await sleep(1); } finally {}
            if (true) { var late = await sleep(1); }
            const either = true ? await sleep(1) : 2;
            const { a = await sleep(1) } = {};
            export default await sleep(2);
            """
        let awaits = TopLevelAwaits(of: try AnalysedModule(SourceFile(name: "m.mjs", bytes: Array(text.utf8)))).awaits
        let forms = awaits.map { wait in
            switch wait.form {
            case .operand: "operand"
            case .expression: "expression"
            case .statement: "statement"
            case .fixed: "fixed"
            }
        }
        #expect(forms == ["statement", "fixed", "statement", "fixed", "expression", "fixed", "operand"])
    }

    @Test("Many awaits, and functions that all mention each other, are near linear")
    func large() throws {
        var text = ""
        for number in 0..<2_000 {
            text += "function f\(number)() { return f\((number * 7 + 1) % 2_000)() + f\((number + 1) % 2_000)(); }\n"
        }
        for number in 0..<2_000 { text += "const v\(number) = await f\(number)();\n" }
        let awaits = TopLevelAwaits(of: try AnalysedModule(SourceFile(name: "m.mjs", bytes: Array(text.utf8))))
        #expect(awaits.awaits.count == 2_000)
        // What is more than is looked at counts as dependent.
        #expect(awaits.awaits[1_999].needs?.on == 1_998)
    }
}
