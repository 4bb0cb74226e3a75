import Lint
import Testing

@Suite("serial-awaits")
struct SerialAwaitsTests {
    private static let start = "import { read } from './store.mjs';\n"

    private func serial(_ text: String) -> [LintFinding] {
        found("serial-awaits", in: ["main.mjs": Self.start + text, "store.mjs": "export const read = async (name) => name;"])
    }

    @Test("Awaits in a row that need nothing of each other are one finding, with the command that tries it")
    func finds() throws {
        let findings = serial("const a = await read('a');\nconst b = await read('b');\nconst c = await read('c');\nconsole.log(a, b, c);")
        let finding = try #require(findings.first)
        #expect(findings.count == 1 && finding.isCertain)
        #expect(finding.diagnostic.message == "the awaits of lines 2, 3 and 4 wait one after another, and do not depend on each other")
        #expect(finding.command == ["what-if", "test", "--parallel", "main.mjs:2,3,4"] || finding.command.isEmpty)
    }

    @Test(
        "What depends, or is there already, is left alone",
        arguments: [
            "const a = await read('a');\nconst b = await read(a);\nconsole.log(b);", "await null;\nconst a = await read('a');\nawait 0;",
            "const a = await read('a');", "const [a, b] = await Promise.all([read('a'), read('b')]);",
            "async function run() { await read('a'); await read('b'); }\nrun();", "const one = read('a');\nawait one;\nawait one;",
        ])
    func leavesAlone(text: String) { #expect(serial(text).isEmpty, "\(text)") }
}

@Suite("polyfill-sibling")
struct PolyfillSiblingTests {
    private func siblings(_ polyfill: String, _ app: String, main: String = "import './polyfill.mjs';\nimport './app.mjs';")
        -> [LintFinding]
    {
        found(
            "polyfill-sibling", in: ["main.mjs": main, "polyfill.mjs": polyfill, "app.mjs": app, "code.mjs": "globalThis.plan = () => 1;"])
    }

    @Test("A global that is set behind an await, and used by a sibling, is found")
    func finds() {
        let findings = siblings("await null;\nglobalThis.plan = () => 1;", "plan();")
        #expect(findings.map(\.isCertain) == [true])
        #expect(places(findings) == ["app.mjs:1:1"])
        #expect(siblings("await import('./code.mjs');", "plan();").map(\.isCertain) == [true])
        #expect(siblings("await null;\nArray.prototype.last = function () { return this.at(-1); };", "[1].last();").count == 1)
        #expect(siblings("await null;\nObject.defineProperty(Array.prototype, 'last', {});", "[1].last();").count == 1)
        #expect(siblings("if (!globalThis.plan) await import('./code.mjs');", "plan();").map(\.isCertain) == [false])
        // Below a sibling is as good as beside.
        #expect(
            found(
                "polyfill-sibling",
                in: [
                    "main.mjs": "import './polyfill.mjs';\nimport './app.mjs';", "polyfill.mjs": "await null;\nglobalThis.plan = () => 1;",
                    "app.mjs": "import './page.mjs';", "page.mjs": "globalThis.plan();",
                ]
            ).count == 1)
    }

    @Test("Who waits for it, or uses it later, is left alone")
    func leavesAlone() {
        #expect(siblings("await null;\nglobalThis.plan = () => 1;", "import './polyfill.mjs';\nplan();").isEmpty)
        #expect(siblings("globalThis.plan = () => 1;", "plan();").isEmpty)
        #expect(siblings("await null;\nglobalThis.plan = () => 1;", "export const run = () => plan();").isEmpty)
        #expect(siblings("await null;\nglobalThis.plan = () => 1;", "const plan = () => 1;\nplan();").isEmpty)
        #expect(siblings("await null;\nexport const plan = 1;", "plan();").isEmpty)
        #expect(siblings("await null;\nglobalThis.plan = () => 1;", "other();").isEmpty)
    }
}

@Suite("require-async")
struct RequireAsyncTests {
    @Test("A require of what awaits is found, with the way to the await")
    func finds() throws {
        let modules: KeyValuePairs = [
            "main.mjs": "const config = require('./config.mjs');", "config.mjs": "import './port.mjs';", "port.mjs": "await null;",
        ]
        let findings = found("require-async", in: modules)
        let finding = try #require(findings.first)
        #expect(findings.count == 1 && finding.isCertain)
        #expect(finding.diagnostic.message == "require() cannot load 'config.mjs', which imports 'port.mjs', and that awaits")
        #expect(finding.diagnostic.related.map(\.location.text) == ["config.mjs:1:8", "port.mjs:1:1"])
    }

    @Test(
        "What awaits nothing, and what is no require, is left alone",
        arguments: [
            "const config = require('./plain.mjs');", "const require = (name) => name;\nrequire('./port.mjs');",
            "await import('./port.mjs');",
            "require('port');", "object.require('./port.mjs');",
        ])
    func leavesAlone(text: String) {
        #expect(
            found(
                "require-async", in: ["main.mjs": text, "plain.mjs": "export const plain = 1;", "port.mjs": "await null;"]
            ).isEmpty, "\(text)")
    }

    @Test("Forms of output without an await")
    func formats() {
        func found(_ bundler: String) -> Int {
            LintTests.found("require-async", in: "await null;", settings: LintSettings(bundlers: [bundler])).count
        }
        #expect(found("rollup:cjs") == 1 && found("esbuild:iife") == 1)
        #expect(found("rollup:esm") == 0 && found("rollup:system") == 0 && found("rollup") == 0)
    }
}

@Suite("bundler-order")
struct BundlerOrderTests {
    private func orders(_ bundlers: [String], _ modules: KeyValuePairs<String, String>) -> [LintFinding] {
        found("bundler-order", in: modules, settings: LintSettings(bundlers: bundlers))
    }

    @Test("Siblings that wait are told where a bundler puts them in a row, with the time")
    func finds() throws {
        let modules: KeyValuePairs = [
            "main.mjs": "import './a.mjs';\nimport './b.mjs';", "a.mjs": "await sleep(100);", "b.mjs": "import './c.mjs';",
            "c.mjs": "await new Promise((resolve) => setTimeout(resolve, 50));",
        ]
        let finding = try #require(orders(["esbuild", "webpack"], modules).first)
        #expect(
            finding.diagnostic.message
                == "esbuild puts the awaits of 'a.mjs', 'b.mjs' in a row, which wait side by side as modules: 150 ms in a row, where the longest alone takes 100 ms"
        )
        #expect(finding.isCertain)
        #expect(orders(["webpack"], modules).isEmpty)
        #expect(orders([], modules).isEmpty)
    }

    @Test("What waits for each other, or for the same, is left alone")
    func leavesAlone() {
        #expect(
            orders(
                ["rollup"],
                ["main.mjs": "import './a.mjs';\nimport './b.mjs';", "a.mjs": "await null;", "b.mjs": "import './a.mjs';\nawait null;"]
            )
            .isEmpty)
        #expect(
            orders(
                ["rollup"],
                [
                    "main.mjs": "import './a.mjs';\nimport './b.mjs';", "a.mjs": "import './c.mjs';", "b.mjs": "import './c.mjs';",
                    "c.mjs": "await null;",
                ]
            )
            .isEmpty)
        #expect(orders(["rollup"], ["main.mjs": "import './a.mjs';\nimport './b.mjs';", "a.mjs": "await null;", "b.mjs": "1;"]).isEmpty)
    }
}
