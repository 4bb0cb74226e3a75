import Export
import Testing

@Suite struct SpecifierTests {
    @Test("Only specifiers whose file is called otherwise are written anew, each where it stands")
    func staticSpecifiers() throws {
        let program = try exported([
            "main": """
            import a from 'x'; // from 'x'
            import { "from" as b } from "x" with {};
            import "./lib/y.mjs";
            export { c } from 'x'; export * from "x";
            const text = "x";
            """,
            "x": "export default 1; export let from, c;",
            "lib/y.mjs": "import '../x'; import './z.mjs'; import '../../../x';",
            "lib/z.mjs": "",
        ])
        #expect(
            program.text(of: "main") == """
                import a from "./x.mjs"; // from 'x'
                import { "from" as b } from "./x.mjs" with {};
                import "./lib/y.mjs";
                export { c } from "./x.mjs"; export * from "./x.mjs";
                const text = "x";
                """)
        #expect(program.text(of: "lib/y.mjs") == "import \"../x.mjs\"; import './z.mjs'; import \"../x.mjs\";")
        #expect(program.modules.map(\.isRewritten) == [true, false, true, false])
    }

    @Test("A literal import() is written anew, a computed one asks the prelude")
    func dynamicSpecifiers() throws {
        let program = try exported([
            "main": "const tlaSimSpecifier = 0; import('x'); import(`x`); import((0, 'x')); await import(await import('x'))",
            "x": "",
        ])
        #expect(
            program.text(of: "main") == """
                const tlaSimSpecifier = 0; import("./x.mjs"); import("./x.mjs"); import((tlaSimSpecifier2("main", (0, 'x')))); \
                await import(tlaSimSpecifier2("main", (await import("./x.mjs"))))
                import { specifierFrom as tlaSimSpecifier2 } from "./prelude.mjs";

                """)
        #expect(program.text(ofFile: "prelude.mjs")?.contains("[\"x\", \"x.mjs\"]") == true)
        #expect(try exported(["a": "import('./b')"]).text(ofFile: "prelude.mjs")?.contains("specifierFrom") == false)
    }

    @Test(
        "What the program does not have is looked for nowhere else",
        arguments: ["no-such", "node:no-such", "../../etc/passwd", "/etc/passwd", "https://example.org/x.mjs", "./a b"])
    func missing(specifier: String) throws {
        let text = try #require(try exported(["main": "import '\(specifier)';"]).text(of: "main"))
        #expect(text.hasPrefix("import \"./not-in-the-program/"), "\(text)")
        #expect(!text.contains(".."))
    }

    @Test("Modules of Node's own that the simulator has are asked for as they are, unless the program has one of that name")
    func nodeModules() throws {
        let text = "import 'fs'; import 'node:timers/promises';"
        #expect(try exported(["main": text]).text(of: "main") == text)
        #expect(
            try exported(["main": text, "fs": ""]).text(of: "main") == "import \"./fs.mjs\"; import 'node:timers/promises';")
    }

    @Test("The module in a data: URL is the program's own, and gets a file")
    func dataURL() throws {
        let program = try exported(["main": "import 'data:text/javascript,console.log(1)';"])
        #expect(program.text(of: "main") == "import \"./data_text/javascript,console.log_1_.mjs\";")
        #expect(program.text(ofFile: "data_text/javascript,console.log_1_.mjs") == "console.log(1)")
    }

    @Test("A missing neighbour keeps its name")
    func missingNeighbour() throws {
        #expect(try exported(["main": "import './gone.mjs';"]).text(of: "main") == "import './gone.mjs';")
    }

    @Test("What does not parse is kept, and said to be")
    func unparsed() throws {
        let program = try exported(["main": "let ="])
        #expect(program.text(of: "main") == "let =")
        #expect(program.notes == ["kept as they are, for they do not parse: 'main'"])
    }

    @Test("What plain files cannot carry is said")
    func notes() throws {
        let program = try exported("entry: [a, b]\nmodules:\n  a: {code: '', load: 5ms}\n  b: ''\n")
        #expect(program.notes.count == 2)
        #expect(program.notes[0].contains("'a'"))
        #expect(program.text(ofFile: "index.html")?.contains("<script type=\"module\" src=\"./b.mjs\"></script>") == true)
        #expect(program.manifest.contains("\"generator\": \"tla-sim export\""))
    }
}
