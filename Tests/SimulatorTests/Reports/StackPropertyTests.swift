import Testing

/// `error.stack`, which hosts have: V8's form, and the moment at which it is made.
@Suite struct StackPropertyTests {
    @Test func `calls and awaits`() throws {
        #expect(
            try console(
                """
                async function load() { await null; throw new TypeError('no'); }
                async function start() { await load(); }
                try { await start(); } catch (error) { console.log(error.stack); }
                """) == [
                    "TypeError: no\n    at load (main.mjs:1:43)\n    at async start (main.mjs:2:26)\n    at async main.mjs:3:7"
                ])
    }

    @Test func `errors of the language itself have one`() throws {
        #expect(
            try console("const f = () => null.x;\ntry { f(); } catch (error) { console.log(error.stack); }") == [
                "TypeError: Cannot read properties of null (reading 'x')\n    at f (main.mjs:1:17)\n    at main.mjs:2:7"
            ])
    }

    @Test func `the constructors of a subclass are no part of it, and its name is`() throws {
        #expect(
            try console(
                """
                class Missing extends Error {
                  constructor(what) { super(what); this.name = 'Missing'; }
                }
                function find() { return new Missing('door'); }
                console.log(find().stack);
                """) == ["Missing: door\n    at find (main.mjs:4:26)\n    at main.mjs:5:13"])
    }

    @Test func `on Node.js it has the lines of what runs the code`() throws {
        let modules = Modules([
            (
                "main.cjs",
                "const make = require('./other.cjs');\nconsole.log(make().stack);\ntry { require('gone'); } catch (e) { console.log(e.stack); }"
            ),
            ("other.cjs", "console.log(new Error('a').stack);\nmodule.exports = () => new Error('b');"),
        ])
        let compiled = [
            "Module._compile (node:internal/modules/cjs/loader:1872:14)", "Object..js (node:internal/modules/cjs/loader:2003:10)",
            "Module.load (node:internal/modules/cjs/loader:1594:32)", "Module._load (node:internal/modules/cjs/loader:1396:12)",
            "wrapModuleLoad (node:internal/modules/cjs/loader:255:19)",
        ]
        let main = [
            "Module.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:154:5)", "node:internal/main/run_main_module:33:47",
        ]
        let required = ["Module.require (node:internal/modules/cjs/loader:1617:12)", "require (node:internal/modules/helpers:153:16)"]
        func stack(_ head: String, _ lines: [String]) -> String {
            ([head] + lines.prefix(10).map { "    at " + $0 }).joined(separator: "\n")
        }
        let lines = try modules.lines("node")
        #expect(lines.count == 3)
        #expect(
            lines[0]
                == stack(
                    "Error: a",
                    ["Object.<anonymous> (/other.cjs:1:13)"] + compiled + required + ["Object.<anonymous> (/main.cjs:1:14)"] + compiled))
        #expect(
            lines[1] == stack("Error: b", ["module.exports (/other.cjs:2:24)", "Object.<anonymous> (/main.cjs:2:13)"] + compiled + main))
        #expect(lines[2].contains("- /main.cjs\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1517:15)\n"))
        let earlier = try modules.lines("node@20")
        #expect(earlier[1].contains("\n    at Module._extensions..js (node:internal/modules/cjs/loader:1623:10)\n"))
    }

    @Test func `it is an ordinary hidden property`() throws {
        #expect(
            try console(
                """
                const error = new Error('a');
                console.log(Object.keys(error).length, Object.getOwnPropertyNames(error).includes('stack'));
                error.stack = 'mine';
                console.log(error.stack, delete error.stack, 'stack' in error);
                """) == ["0 true", "mine true false"])
    }
}
