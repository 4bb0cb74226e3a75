import Testing

@testable import Scenario

@Suite struct ResolutionTests {
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
    func aSpecifierResolvesAsAURLDoes(specifier: String, referrer: String, expected: String) {
        #expect(Scenario.resolvedName(of: specifier, from: referrer) == expected)
    }

    @Test func namesAreComparedByCodeUnits() throws {
        let both = try read("entry: a\nmodules: {a: '', \u{E9}: '', e\u{301}: ''}")
        #expect(both.modules.count == 3)
        #expect(both.index(ofModule: "\u{E9}") == 1)
        #expect(both.index(ofModule: "e\u{301}") == 2)
        let one = try read("entry: a\nmodules: {a: '', \u{E9}: ''}")
        #expect(one.resolve(specifier: "./\u{E9}", from: "a") != nil)
        #expect(one.resolve(specifier: "./e\u{301}", from: "a") == nil)
    }

    @Test func onlyModulesOfTheScenarioAreFoundAndOthersGetASuggestion() throws {
        let scenario = try read("entry: main.mjs\nmodules: {main.mjs: '', lib/db.mjs: '', lib/main.mjs: '', lib/sub/x.mjs: '', util: ''}")
        #expect(scenario.resolve(specifier: "./lib/db.mjs", from: "main.mjs") == "lib/db.mjs")
        #expect(scenario.resolve(specifier: "lib/db.mjs", from: "lib/main.mjs") == "lib/db.mjs")
        #expect(scenario.resolve(specifier: "./db.mjs", from: "main.mjs") == nil)
        #expect(scenario.nearestSpecifier(to: "./bd.mjs", from: "lib/main.mjs") == "./db.mjs")
        #expect(scenario.nearestSpecifier(to: "./db", from: "lib/main.mjs") == "./db.mjs")
        #expect(scenario.nearestSpecifier(to: "db.mjs", from: "lib/main.mjs") == "./db.mjs")
        #expect(scenario.nearestSpecifier(to: "../lib/dc.mjs", from: "lib/sub/x.mjs") == "../db.mjs")
        #expect(scenario.nearestSpecifier(to: "./util", from: "lib/main.mjs") == "util")
        #expect(scenario.nearestSpecifier(to: "./util.mjs", from: "main.mjs") == "./util")
        #expect(scenario.nearestSpecifier(to: "./util.mjs", from: "lib/main.mjs") == "util")
        #expect(scenario.nearestSpecifier(to: "util.js", from: "main.mjs") == "util")
        #expect(scenario.nearestSpecifier(to: "./lib/db.ts", from: "main.mjs") == "./lib/db.mjs")
        #expect(scenario.nearestSpecifier(to: "uitl", from: "lib/main.mjs") == "util")
        #expect(scenario.nearestSpecifier(to: "nothing-like-it", from: "main.mjs") == nil)
    }
}
