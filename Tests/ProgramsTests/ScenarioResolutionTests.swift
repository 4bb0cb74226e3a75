import Diagnostics
import Testing
import Text

@testable import Programs

@Suite struct ScenarioResolutionTests {
    @Test(arguments: [
        ("b", "a", "b"), ("./db.mjs", "lib/main.mjs", "lib/db.mjs"), ("../db.mjs", "lib/main.mjs", "db.mjs"),
        ("./db.mjs", "main.mjs", "db.mjs"), ("../../../db.mjs", "lib/main.mjs", "db.mjs"), ("/db.mjs", "lib/main.mjs", "db.mjs"),
        ("./x/../y.mjs", "lib/main.mjs", "lib/y.mjs"), (".", "lib/main.mjs", "lib/"), ("..", "lib/sub/main.mjs", "lib/"),
        ("./", "lib/main.mjs", "lib/"), ("./a.mjs?v=1/../2", "lib/main.mjs?x/y", "lib/a.mjs?v=1/../2"),
        ("./b.mjs", "https://cdn.test/x/a.mjs", "https://cdn.test/x/b.mjs"),
        ("/b.mjs", "https://cdn.test/x/a.mjs", "https://cdn.test/b.mjs"),
        ("../../../b.mjs", "https://cdn.test/a.mjs", "https://cdn.test/b.mjs"), ("https://cdn.test/a", "x", "https://cdn.test/a"),
        ("lib/../b", "a", "lib/../b"), ("@scope/pkg", "lib/a", "@scope/pkg"),
    ])
    func aSpecifierNamesAModuleAsAURLDoes(specifier: String, referrer: String, expected: String) {
        #expect(ScenarioResolution.name(of: specifier, from: referrer) == expected)
    }

    @Test func namesAreComparedByCodeUnits() throws {
        let both = try read("entry: a\nmodules: {a: '', \u{E9}: '', e\u{301}: ''}")
        #expect(both.modules.count == 3)
        #expect(both.index(ofModule: "\u{E9}") == 1)
        #expect(both.index(ofModule: "e\u{301}") == 2)
        let one = try program("entry: a\nmodules: {a: '', \u{E9}: ''}")
        #expect(resolved("./\u{E9}", in: one) != nil)
        #expect(resolved("./e\u{301}", in: one) == nil)
    }

    @Test(
        "A query or a fragment makes another module of the same text, and an encoded name does not",
        arguments: [
            ("./x.mjs?1", "x.mjs", "?1"), ("./x.mjs?1#a b", "x.mjs", "?1#a%20b"), ("./x.mjs#", "x.mjs", ""), ("./x.mjs?", "x.mjs", ""),
            ("./x.mjs?two", "x.mjs?two", ""), ("./%78.mjs", "x.mjs", ""), ("./a%20b.mjs", "a b.mjs", ""), ("./a b.mjs", "a b.mjs", ""),
            ("./a%20b.mjs?q", "a b.mjs", "?q"), ("/lib/y.mjs#f", "lib/y.mjs", "#f"),
            ("https://cdn.test/z.mjs?v=2", "https://cdn.test/z.mjs", "?v=2"),
            ("file:///x.mjs", "x.mjs", ""), ("file:///lib/y.mjs?q", "lib/y.mjs", "?q"), ("FILE://localhost/lib/../x.mjs", "x.mjs", ""),
            ("file:///a%20b.mjs", "a b.mjs", ""), ("file:///x.mjs?two", "x.mjs?two", ""),
        ])
    func identity(specifier: String, path: String, suffix: String) throws {
        let program = try program(
            "entry: a\nmodules: {a: '', x.mjs: '', 'x.mjs?two': '', 'a b.mjs': '', lib/y.mjs: '', 'https://cdn.test/z.mjs': ''}")
        #expect(resolved(specifier, in: program) == ModuleKey(path, suffix: suffix))
    }

    @Test(arguments: [
        "x.mjs?1", "file://elsewhere/x.mjs", "file:///y.mjs", "./lib%2fy.mjs", "https://other.test/x.mjs", "#x", "?x", "node:fs",
    ])
    func whatNamesNoModuleIsNotFound(specifier: String) throws {
        let program = try program("entry: a\nmodules: {a: '', x.mjs: '', lib/y.mjs: ''}")
        #expect(resolved(specifier, in: program) == nil)
    }

    @Test(arguments: ["main.mjs", "a b/ü.mjs", "x", "%", "a%20b", "https://cdn.test/x.mjs", "x.mjs?v=1", "~[^]{|}`\"<>", "lib/deep/er.mjs"])
    func theURLOfAModuleFindsTheModule(name: String) throws {
        let program = try program(JSONValue.object(["entry": .string(name), "modules": .object([.init(name, .string(""))])]).text())
        for suffix in ["", "?q", "?q#f", "#f"] where !name.contains("?") || suffix.isEmpty {
            let key = ModuleKey(name, suffix: suffix)
            #expect(resolved(program.url(of: key), in: program) == key)
        }
    }

    @Test func onlyModulesOfTheScenarioAreFoundAndOthersGetASuggestion() throws {
        let program = try program("entry: main.mjs\nmodules: {main.mjs: '', lib/db.mjs: '', lib/main.mjs: '', lib/sub/x.mjs: '', util: ''}")
        func near(_ specifier: String, _ referrer: String) -> String? {
            program.nearestSpecifier(to: specifier, from: ModuleKey(referrer))
        }
        #expect(resolved("./lib/db.mjs", in: program, from: "main.mjs") == ModuleKey("lib/db.mjs"))
        #expect(resolved("lib/db.mjs", in: program, from: "lib/main.mjs") == ModuleKey("lib/db.mjs"))
        #expect(resolved("./db.mjs", in: program, from: "main.mjs") == nil)
        #expect(near("./bd.mjs", "lib/main.mjs") == "./db.mjs")
        #expect(near("./db", "lib/main.mjs") == "./db.mjs")
        #expect(near("db.mjs", "lib/main.mjs") == "./db.mjs")
        #expect(near("../lib/dc.mjs", "lib/sub/x.mjs") == "../db.mjs")
        #expect(near("./util", "lib/main.mjs") == "util")
        #expect(near("./util.mjs", "main.mjs") == "./util")
        #expect(near("./util.mjs", "lib/main.mjs") == "util")
        #expect(near("util.js", "main.mjs") == "util")
        #expect(near("./lib/db.ts", "main.mjs") == "./lib/db.mjs")
        #expect(near("uitl", "lib/main.mjs") == "util")
        #expect(near("nothing-like-it", "main.mjs") == nil)
    }
}
