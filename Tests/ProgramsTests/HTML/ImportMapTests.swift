import Diagnostics
import Testing

@testable import Programs

/// Import maps. https://html.spec.whatwg.org/multipage/webappapis.html#import-maps
struct ImportMapTests {
    private let program = Program(made: [], entries: [], title: "")
    private let document = ModuleKey("index.html")

    private func map(_ text: String) throws -> ImportMap {
        try ImportMap(SourceFile(name: "index.html", text: text), in: program, document: document)
    }

    private func meaning(_ specifier: String, _ map: ImportMap, from referrer: String = "main.mjs") -> String {
        switch map.meaning(of: specifier, from: ModuleKey(referrer), in: program) {
        case .module(let key): key.path + key.suffix
        case .blocked: "blocked"
        case .unmapped: "unmapped"
        }
    }

    @Test func longerKeysComeFirst() throws {
        let map = try map(#"{"imports": {"lib": "./lib/index.mjs", "lib/": "./lib/", "lib/x/": "./x/", "none": null, "bare": "bare"}}"#)
        #expect(meaning("lib", map) == "lib/index.mjs")
        #expect(meaning("lib/a.mjs", map) == "lib/a.mjs")
        #expect(meaning("lib/x/a.mjs", map) == "x/a.mjs")
        #expect(meaning("lib/../a.mjs", map) == "blocked")
        #expect(meaning("none", map) == "blocked")
        #expect(meaning("bare", map) == "blocked")
        #expect(meaning("other", map) == "unmapped")
    }

    @Test func scopesAreForReferrers() throws {
        let map = try map(
            #"{"imports": {"./a.mjs": "./b.mjs"}, "scopes": {"./old/": {"./a.mjs": "./c.mjs"}, "./main.mjs": {"x": "./y.mjs"}}}"#)
        #expect(meaning("./a.mjs", map) == "b.mjs")
        #expect(meaning("../a.mjs", map, from: "old/main.mjs") == "c.mjs")
        #expect(meaning("x", map) == "y.mjs")
        #expect(meaning("x", map, from: "other.mjs") == "unmapped")
    }

    @Test func whatWasResolvedKeepsItsMeaning() throws {
        var first = try map(#"{"imports": {"a": "./1.mjs"}}"#)
        first.merge(try map(#"{"imports": {"a": "./2.mjs", "b": "./2.mjs", "c": "./2.mjs"}}"#), resolved: ["c"])
        #expect(meaning("a", first) == "1.mjs")
        #expect(meaning("b", first) == "2.mjs")
        #expect(meaning("c", first) == "unmapped")
    }

    @Test func badMapsAreTold() {
        for text in ["nope", "[]", #"{"imports": 1}"#, #"{"scopes": {"./": 1}}"#] {
            #expect(throws: Diagnostic.self) { try map(text) }
        }
    }
}
