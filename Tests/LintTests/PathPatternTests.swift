import Testing

@testable import Lint

@Suite("Patterns of paths")
struct PathPatternTests {
    @Test(
        "What fits",
        arguments: [
            ("vendor/**", "vendor/a.js"), ("vendor/**", "vendor/b/c.js"), ("vendor", "vendor/a.js"), ("vendor/", "src/vendor/a.js"),
            ("*.min.js", "a.min.js"), ("*.min.js", "dist/a.min.js"), ("dist/*.js", "dist/a.js"), ("dist/**/a.js", "dist/a.js"),
            ("dist/**/a.js", "dist/b/c/a.js"), ("**/test/**", "src/test/a.js"), ("**/test/**", "test/a.js"), ("src/?.js", "src/a.js"),
            ("/dist", "dist/a.js"), ("./dist", "dist/a.js"), ("a*b*c", "aXbXbc"), ("**", "a"), ("src/**/**/a.js", "src/a.js"),
        ])
    func fits(pattern: String, path: String) { #expect(PathPattern(pattern).matches(path)) }

    @Test(
        "What does not",
        arguments: [
            ("vendor/**", "src/vendor/a.js"), ("dist/*.js", "dist/b/a.js"), ("/dist", "src/dist/a.js"), ("*.min.js", "min.js"),
            ("src/?.js", "src/ab.js"),
            ("a.js", "b.js"), ("dist/a", "dist/ab"), ("", "a.js"),
        ])
    func fails(pattern: String, path: String) { #expect(!PathPattern(pattern).matches(path)) }

    @Test("Many stars take no time without end")
    func hostile() {
        let pattern = PathPattern(String(repeating: "a*", count: 200) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 2_000)))
        let folders = PathPattern(String(repeating: "**/a/", count: 100) + "b")
        #expect(!folders.matches(String(repeating: "a/", count: 1_000) + "c"))
    }
}
