import Testing
import Text

@Suite struct NearestNameTests {
    @Test(
        "A third of the letters may differ",
        arguments: [
            ("laod", ["code", "load"], "load"), ("Modules", ["modules"], "modules"), ("titel", ["title", "tile"], "title"),
            ("xyz", ["load", "code"], nil), ("", ["a"], nil), ("load", ["load"], nil),
            // Nothing would be left of these names.
            ("b", ["a"], nil), ("A", ["a", "b"], "a"),
        ] as [(String, [String], String?)])
    func nearest(name: String, candidates: [String], near: String?) {
        #expect(nearestName(to: name, among: candidates) == near)
    }

    @Test func `of names without end the first are looked at`() {
        for name in ["x", String(repeating: "x", count: 64)] {
            let endless = sequence(first: 0) { $0 + 1 }.lazy.map { "\($0) " + String(repeating: "y", count: 60) }
            #expect(nearestName(to: name, among: endless) == nil)
        }
        // Only the beginning of a long one counts.
        #expect(nearestName(to: "load", among: [String(repeating: "y", count: 10_000_000), "laod"]) == "laod")
    }

    @Test func `a limit is kept`() {
        #expect(nearestName(to: "exports", among: ["imports"]) == "imports")
        #expect(nearestName(to: "exports", among: ["imports"], within: 1) == nil)
    }
}
