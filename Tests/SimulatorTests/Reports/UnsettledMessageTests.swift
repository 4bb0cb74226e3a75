import Testing
import Trace

/// What hosts print when nothing is left to do and the entry still waits. The texts are those of Node.js 24.19.0 and Deno 2.9, but for the
/// modules' addresses, for which a simulated host has their names. Node.js 20.20.2 prints nothing.
@Suite struct UnsettledMessageTests {
    private static let never = "await new Promise(()=>{})"

    private func said(_ modules: Modules, on host: String) throws -> String {
        try modules.run(host).hostMessages.map { $0.text + "\n" }.joined()
    }

    @Test func `Node.js 24 shows the line and the place of the await`() throws {
        let modules = Modules([("main.mjs", "await 0;\nlet x = 1,\t    y = await   new Promise(()=>{}),z;")])
        #expect(
            try said(modules, on: "node") == """
                Warning: Detected unsettled top-level await at main.mjs:2
                let x = 1,\t    y = await   new Promise(()=>{}),z;
                          \t        ^




                """)
        #expect(try said(modules, on: "node@20") == "")
        #expect(try said(modules, on: "browser") == "")
    }

    @Test func `of a loop it is the variable`() throws {
        let modules = Modules([("main.mjs", "for await (const x of (async function*(){ \(Self.never); })()) ;")])
        #expect(try said(modules, on: "node").contains("\n                 ^\n"))
    }

    @Test func `Node.js shows every module that waits for no other, in the order of the imports, and Deno the first`() throws {
        let modules: Modules = [
            "main.mjs": "import './b.mjs'; import './a.mjs'; await import('./c.mjs')", "a.mjs": Self.never, "b.mjs": "import './deep.mjs'",
            "c.mjs": Self.never, "deep.mjs": "await 1;\n\(Self.never)",
        ]
        let places = try said(modules, on: "node").split(separator: "\n").filter { $0.hasPrefix("Warning") }.map { $0.suffix(10) }
        #expect(places == ["deep.mjs:2", "at a.mjs:1"])
        #expect(
            try said(modules, on: "deno") == """
                error: Top-level await promise never resolved
                await new Promise(()=>{})
                ^
                    at <anonymous> (deep.mjs:2:1)

                """)
    }

    @Test func `a module that waits for its own import() is the one that stands at an await`() throws {
        let modules: Modules = [
            "main.mjs": "import './a.mjs'", "a.mjs": "const b = await import('./b.mjs');", "b.mjs": "import './main.mjs'",
        ]
        #expect(try said(modules, on: "node").hasPrefix("Warning: Detected unsettled top-level await at a.mjs:1\nconst b = await"))
    }

    @Test func `Deno leaves out a line of more than 150 characters`() throws {
        let line = "/*\(String(repeating: "-", count: 121))*/" + Self.never
        #expect(line.count == 150)
        #expect(try said(Modules([("main.mjs", line)]), on: "deno").contains(line))
        #expect(
            try said(Modules([("main.mjs", " " + line)]), on: "deno")
                == "error: Top-level await promise never resolved\n    at <anonymous> (main.mjs:1:127)\n")
    }
}
