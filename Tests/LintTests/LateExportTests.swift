import Lint
import Testing

@Suite("late-export")
struct LateExportTests {
    private func late(_ text: String, _ main: String = "import { value } from './late.mjs';\nconsole.log(value);") -> [LintFinding] {
        found("late-export", in: ["main.mjs": main, "late.mjs": text, "other.mjs": "export const other = 1;"])
    }

    @Test(
        "A value that comes when the module is over is found",
        arguments: [
            "export let value;\nasync function load() { value = await other(); }\nconst other = async () => 1;\nload();",
            "let value;\n(async () => { const m = await import('./other.mjs'); value = m.other; })();\nexport { value };",
            "export let value;\nimport('./other.mjs').then((m) => { value = m.other; });",
            "export let value;\nsetTimeout(() => { value = 1; }, 10);",
            "export let value = null;\nqueueMicrotask(() => { value = 1; });",
            "export var value;\nconst ready = Promise.resolve(1);\nready.then(function (one) { value = one; }).catch(console.error);",
            "let value;\nexport default (async () => { await null; value = 1; })();\nexport { value };",
        ])
    func certain(text: String) {
        let findings = late(text)
        #expect(findings.map(\.isCertain) == [true], "\(text)")
        #expect(places(findings) == ["main.mjs:2:13"], "\(text)")
    }

    @Test(
        "A value that is waited for, is there before, or is set by somebody else is left alone",
        arguments: [
            "export let value;\nasync function load() { value = await other(); }\nconst other = async () => 1;\nawait load();",
            "export let value;\nawait import('./other.mjs').then((m) => { value = m.other; });",
            "export let value;\nawait Promise.all([load()]);\nasync function load() { await null; value = 1; }",
            "export let value;\nawait new Promise((resolve) => setTimeout(() => { value = 1; resolve(); }, 10));",
            "export let value;\nasync function load() { value = 1; await null; }\nload();",
            "export let value = 0;\nsetTimeout(() => { value = 1; }, 10);",
            "export let value;\nexport function set(one) { value = one; }",
            "export let value;\nvalue = 1;\nsetTimeout(() => { value = 2; }, 10);",
        ])
    func leavesAlone(text: String) { #expect(late(text).isEmpty, "\(text)") }

    @Test(
        "An importer that reads it later, or waits first, is left alone",
        arguments: [
            "import { value } from './late.mjs';\nexport const read = () => value;",
            "import { value, ready } from './late.mjs';\nawait ready;\nconsole.log(value);",
            "import { value } from './late.mjs';\nsetTimeout(() => console.log(value), 20);", "export { value } from './late.mjs';",
            "import { value } from './late.mjs';\nif (value) console.log(value);",
            "import { value } from './late.mjs';\nconsole.log(value ?? 1);",
            "import { value } from './late.mjs';\nconsole.log(typeof value, value === undefined);",
        ])
    func readers(main: String) {
        #expect(
            late("export let value;\nexport const ready = load();\nasync function load() { await null; value = 1; }", main).isEmpty,
            "\(main)")
    }

    @Test("Where a module awaits, or a condition decides, it is possible")
    func possible() {
        let text = "export let value;\nsetTimeout(() => { value = 1; }, 10);"
        #expect(late("await null;\n" + text).map(\.isCertain) == [false])
        let main = "import { value } from './late.mjs';\nif (Math.random() > 2) console.log(value);"
        #expect(late(text, main).map(\.isCertain) == [false])
    }

    /// What vite-plugin-top-level-await writes: the promise is exported beside the value.
    @Test("A promise that is exported too is what to await")
    func exportedPromise() {
        let findings = found(
            "late-export",
            in: [
                "main.mjs": "import { react } from './share.mjs';\nreact.version;",
                "share.mjs":
                    "let react;\nlet __tla = (async () => { const m = await import('./react.mjs'); react = m.default; })();\nexport { react, __tla };",
                "react.mjs": "export default { version: 19 };",
            ])
        #expect(findings.first?.diagnostic.alternatives == ["await '__tla', which 'share.mjs' exports, before 'react' is used"])
    }
}
