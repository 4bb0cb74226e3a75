import Export
import Testing

@Suite struct EntryTests {
    @Test("A program that asks for nothing while it runs is imported by its entry")
    func plain() throws {
        let program = try exported(["a": "import 'b'", "b": ""])
        #expect(program.files.map(\.path) == ["entry.mjs", "prelude.mjs", "a.mjs", "b.mjs"])
        #expect(program.startFile == "entry.mjs")
        #expect(program.text(ofFile: "entry.mjs")?.hasSuffix("\nimport \"./prelude.mjs\";\nimport \"./a.mjs\";\n") == true)
    }

    @Test("Where there is import(), all that it may ask for is loaded first, and nothing of it runs")
    func loadFirst() throws {
        let program = try exported(
            "entry: a\nmodules:\n  a: 'await import(\"lib/b\")'\n  lib/b: 'import \"../c.json\" with {type: \"json\"}'\n  c.json: {json: 1}\n"
        )
        #expect(
            program.files.map(\.path) == [
                "entry.mjs", "program.mjs", "load-first.mjs", "load-first/stop.mjs", "load-first/0.mjs", "load-first/1.mjs",
                "load-first/2.mjs",
                "prelude.mjs", "a.mjs", "lib/b.mjs", "c.json",
            ])
        #expect(program.startFile == "program.mjs")
        #expect(
            program.text(ofFile: "entry.mjs")?.hasSuffix("\nawait import(\"./load-first.mjs\");\nawait import(\"./program.mjs\");\n")
                == true)
        #expect(program.text(ofFile: "program.mjs")?.hasSuffix("\nimport \"./prelude.mjs\";\nimport \"./a.mjs\";\n") == true)
        #expect(program.text(ofFile: "load-first/1.mjs") == "import \"./stop.mjs\";\nimport \"../lib/b.mjs\";\n")
        #expect(program.text(ofFile: "load-first/2.mjs") == "import \"./stop.mjs\";\nimport \"../c.json\" with { type: \"json\" };\n")
        #expect(program.text(ofFile: "load-first.mjs")?.hasSuffix("\nawait isThere(import(\"./load-first/2.mjs\"));\n") == true)
    }

    @Test("A page with several entries loads first as well")
    func page() throws {
        let page = try #require(try exported("entry: [a, b]\nmodules:\n  a: 'import(\"b\")'\n  b: ''\n").text(ofFile: "index.html"))
        #expect(page.contains("await import(\"./load-first.mjs\");\nfor (const src of [\"./prelude.mjs\",\"./a.mjs\",\"./b.mjs\"]) {"))
    }

    @Test("What stands around the modules is no part of the digest, and what the program is, is")
    func digest() throws {
        func digest(_ yaml: String) throws -> String { try exported(yaml).digest }
        let program = "modules:\n  a: ''\n  b: ''\n"
        #expect(try digest("title: x\nentry: a\n" + program) == digest("title: y\nentry: a\n" + program))
        #expect(try digest("entry: a\n" + program) != digest("entry: b\n" + program))
        #expect(try digest("entry: a\n" + program) != digest("entry: [a, b]\n" + program))
        #expect(try digest("entry: a\n" + program) != digest("entry: a\n" + program + "  c: ''\n"))
        #expect(try digest("entry: a\n" + program) != digest("entry: a\n" + program + "resources:\n  /x: {json: 1}\n"))
    }

    @Test("That import.meta is another in an export is said")
    func importMeta() throws {
        #expect(try exported(["a": "import.meta.url; import 'b'", "b": "'import.meta'"]).notes.map { $0.hasSuffix("are: 'a'") } == [true])
    }
}
