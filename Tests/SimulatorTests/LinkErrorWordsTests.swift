import Testing

/// What a program reads of a name that does not link, as each host wrote it of the same files.
struct LinkErrorWordsTests {
    private static let modules = [
        (
            "main.mjs",
            "for (const name of ['bad', 'star', 'other']) await import(`./${name}.mjs`).catch((error) => console.log(error.message));"
        ),
        ("bad.mjs", "import { nope } from './c.mjs';"), ("star.mjs", "import { x } from './both.mjs';"),
        ("other.mjs", "export { nope as y } from './c.mjs';"), ("both.mjs", "export * from './c.mjs'; export * from './d.mjs';"),
        ("c.mjs", "export const x = 1;"), ("d.mjs", "export const x = 2;"),
    ]

    private func printed(_ host: String) throws -> [String] { try Modules(Self.modules).run(host).trace.lines }

    @Test("V8's", arguments: ["node", "node@20", "chromium"])
    func v8(host: String) throws {
        #expect(
            try printed(host) == [
                "The requested module './c.mjs' does not provide an export named 'nope'",
                "The requested module './both.mjs' contains conflicting star exports for name 'x'",
                "The requested module './c.mjs' does not provide an export named 'nope'",
            ])
    }

    @Test("Deno's have the place of the import")
    func deno() throws {
        let lines = try printed("deno")
        #expect(lines[0].hasPrefix("The requested module './c.mjs' does not provide an export named 'nope' at file:///"))
        #expect(lines[0].hasSuffix("bad.mjs:1:10") && lines[1].hasSuffix("star.mjs:1:10") && lines[2].hasSuffix("other.mjs:1:10"))
    }

    @Test("JavaScriptCore's")
    func bun() throws {
        let lines = try printed("bun")
        #expect(lines[0].hasPrefix("Export named 'nope' not found in module '") && lines[0].hasSuffix("c.mjs'."))
        #expect(lines[1].hasPrefix("Export named 'x' cannot be resolved due to ambiguous multiple bindings in module '"))
        #expect(lines[2] == "export 'y' not found in './c.mjs'")
    }

    @Test("SpiderMonkey's")
    func firefox() throws {
        let lines = try printed("firefox")
        #expect(lines[0].hasSuffix("c.mjs' doesn't provide an export named: 'nope'"))
        #expect(lines[1].contains("both.mjs' contains ambiguous star export: 'x' from '") && lines[1].hasSuffix("d.mjs'"))
        #expect(lines[2].hasSuffix("c.mjs' doesn't provide an export named: 'y'"))
    }

    @Test("Node.js shows how to take a name of a CommonJS module")
    func commonJS() throws {
        let modules = [
            ("main.mjs", "await import('./named.mjs').catch((error) => console.log(error.message));"),
            ("named.mjs", "import { q as r, z } from './k.cjs';"), ("k.cjs", "module.exports = Math.random() > 2 ? {} : { z: 1 };"),
        ]
        let message = try #require(try Modules(modules).run("node").trace.lines.first)
        #expect(
            message.hasPrefix(
                "Named export 'q' not found. The requested module './k.cjs' is a CommonJS module, which may not support all module.exports as named exports."
            ))
        #expect(message.hasSuffix("\nimport pkg from './k.cjs';\nconst { q: r, z } = pkg;\n"))
    }
}
