import Testing

/// Runs of bundles: told by the user's modules and lines, whatever code the bundler put around them.
@Suite struct BundledRunTests {
    private static let deadlock: ExplainedModules = [
        "index.mjs": """
        export function buildFormat(args) { return args; }
        const load = (make) => Promise.resolve().then(() => make().catch((error) => { throw error; }));
        async function locale() { return (await load(() => import("./de.mjs"))).default; }
        console.log((await locale()).code);
        """,
        "de.mjs": "import { buildFormat } from './index.mjs';\nexport default { code: buildFormat('de') };",
    ]

    static let waiting = [
        "tsc", "rolldown", "rolldown-strict", "esbuild-lazy", "bun-lazy", "webpack", "webpack@5.75", "rspack", "turbopack", "systemjs",
    ]

    @Test("A circle through an import() is the user's", arguments: waiting) func circle(bundler: String) throws {
        let text = try Self.deadlock.text("spec", bundler: bundler)
        let lines = text.split(separator: "\n").map(String.init)
        for line in [
            "index.mjs:4:14: error: 'index.mjs' never settles: it and 'de.mjs' wait for each other",
            "  index.mjs awaits locale() (index.mjs:4:14)", "  locale awaits load(() => import(\"./de.mjs\")) (index.mjs:3:35)",
            "  which waits for import(\"./de.mjs\") (index.mjs:3:52)",
            "  de.mjs has not begun: it imports buildFormat from index.mjs (de.mjs:1:29)",
        ] { #expect(lines.contains(line), "\(bundler): \(text)") }
        #expect(!text.contains("code of"), "\(bundler): \(text)")
    }

    @Test("Who waits besides is told by its import", arguments: ["webpack", "turbopack", "systemjs", "esbuild-lazy", "rolldown-strict"])
    func bystanders(bundler: String) throws {
        let modules: ExplainedModules = [
            "main.mjs": "import './app.mjs';", "app.mjs": "import { value } from './config.mjs';\nconsole.log(value);",
            "config.mjs": "export const value = await new Promise(() => {});",
        ]
        let text = try modules.text("spec", bundler: bundler)
        #expect(
            text.hasPrefix("config.mjs:1:22: error: 'config.mjs' never settles: nothing settles the promise that it awaits\n"), "\(text)")
        #expect(
            text.contains("\n  imported by app.mjs:1:23, which waits for it\n  imported by main.mjs:1:8, which waits for it\n"), "\(text)")
    }

    @Test("What a bundler hands a value to is not told") func generatedCallee() throws {
        let modules: ExplainedModules = [
            "main.mjs": "import { ready } from './ready.mjs';\nawait ready;",
            "ready.mjs": "export let resolve;\nexport const ready = new Promise((yes) => { resolve = yes; });",
        ]
        let told = try modules.told(bundler: "systemjs")
        #expect(!told.contains { $0.contains("_export") }, "\(told)")
        #expect(told.contains("its resolver is kept in 'resolve' (ready.mjs:2:55)"), "\(told)")
    }

    @Test("webpack 5.75 does not wake who imports an await that is not reached") func unwoken() throws {
        let modules: ExplainedModules = [
            "main.mjs": "import { n } from './never.mjs';\nconsole.log(n);",
            "never.mjs": "export let n = 1;\nif (globalThis.isNotThere) await 0;",
        ]
        let told = try modules.told(bundler: "webpack@5.75")
        #expect(
            told.first
                == "main.mjs:1:19: 'main.mjs' never settles: all that it imports is done, and the code of webpack@5.75 does not let it begin",
            "\(told)")
        #expect(told.contains { $0.hasPrefix("help: let an await of never.mjs be reached in every run") }, "\(told)")
    }

    private static let barrel: ExplainedModules = [
        "main.mjs": "import { Child } from './index.mjs';\nnew Child();",
        "index.mjs": "export * from './child.mjs';\nexport * from './base.mjs';",
        "child.mjs": "import { Base } from './index.mjs';\nexport class Child extends Base {}", "base.mjs": "export class Base {}",
    ]

    @Test("An error in generated code stands at the user's line", arguments: ["webpack", "turbopack", "systemjs"])
    func generatedPlace(bundler: String) throws {
        let text = try Self.barrel.text("spec", bundler: bundler)
        #expect(
            text.hasPrefix("child.mjs:2:28: error: uncaught TypeError: Cannot read properties of undefined (reading 'Base')\n"), "\(text)")
        #expect(!text.contains("WEBPACK") && !text.contains("at main.mjs:") && !text.contains("runBody"), "\(text)")
        #expect(text.contains("help: in child.mjs, import 'Base' past 'index.mjs'"), "\(text)")
    }

    @Test("The calls of a bundle's own code are the imports that they stand for") func generatedCalls() throws {
        for bundler in ["webpack", "esbuild-lazy"] {
            let text = try Self.barrel.text("spec", bundler: bundler)
            #expect(text.contains("\n  imported by index.mjs:1:1\n  imported by main.mjs:1:1\n"), "\(bundler): \(text)")
        }
        #expect(try Self.barrel.text("spec", bundler: "esbuild-lazy").hasPrefix("child.mjs:2:8: error: "))
    }

    @Test("Where no line of the user's is at fault, the bundle is named with the cycle") func ownCode() throws {
        let told = try Self.barrel.told("spec", bundler: "promise-all")
        #expect(
            told == [
                "uncaught ReferenceError: Cannot access 'index_promise' before initialization, in the bundle's own code: promise-all has no order for the import cycle child.mjs → index.mjs → child.mjs",
                "help: take that cycle apart: move what child.mjs imports from index.mjs to a module of its own",
            ])
    }

    @Test("An import() of a member of a cycle waits for its root in a bundle too", arguments: ["tsc"])
    func cycleRoot(bundler: String) throws {
        let modules: ExplainedModules = [
            "main.mjs": "import './app.mjs';", "app.mjs": "import './part.mjs';\nawait import('./page.mjs');",
            "part.mjs": "import './app.mjs';\nexport const title = 'part';", "page.mjs": "const { title } = await import('./part.mjs');",
        ]
        let told = try modules.told("spec", bundler: bundler)
        #expect(told.first == "page.mjs:1:19: 'page.mjs' never settles: it and 'app.mjs' wait for each other", "\(told)")
    }
}
