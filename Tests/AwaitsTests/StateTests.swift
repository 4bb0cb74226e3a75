import Diagnostics
import JavaScript
import Testing

@testable import Awaits

/// State that functions keep between their calls.
@Suite("State between calls")
struct StateTests {
    static let keepers: [(String, [Int])] = [
        ("function reader() { let at = 0; return async () => ++at; }\nconst next = reader();", []),
        ("const next = (() => { let at = 0; return async () => ++at; })();", []),
        ("function reader() { const seen = []; return async () => seen.push(1); }\nconst next = reader();", []),
        (
            "class Reader { #at = 0; async next() { return ++this.#at; } }\nconst reader = new Reader();\nconst next = () => reader.next();",
            []
        ),
        (
            "class Reader { at = 0; async next() { this.at += 1; } }\nclass Pages extends Reader {}\nconst reader = new Pages();\nconst next = () => reader.next();",
            []
        ),
        ("import { next } from './load.mjs';", []),
        // What each call makes anew is no state between calls.
        ("async function next() { let at = 0; at += 1; return at; }", [1]),
        (
            "class Reader { #at = 0; async read() { return this.#at; } }\nconst reader = new Reader();\nconst next = () => reader.read();",
            [1]
        ),
    ]

    @Test("Calls of one function that keeps state depend on each other", arguments: keepers) func state(keeper: String, groups: [Int])
        throws
    {
        let text = keeper + "\nconst a = await next();\nconst b = await next();"
        let module = try AnalysedModule(SourceFile(name: "main.mjs", bytes: Array(text.utf8)), nesting: 100)
        #expect(TopLevelAwaits(of: module).groups().map { _ in 1 } == groups, "\(keeper)")
    }
}
