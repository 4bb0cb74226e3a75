import Testing

@Suite struct RecordedEnginesTests {
    @Test(arguments: RecordedCase.families, ["spec", "browser", "node", "node@20", "deno"])
    func measure(family: String, host: String) throws {
        let engine = ["spec": "spec", "browser": "spec-batch", "node": "node24", "node@20": "node20", "deno": "deno"][host]!
        let cases = try RecordedCase.family(family)
        var wrong: [String] = []
        for c in cases {
            let a = try c.replay(on: host), b = try c.recording(of: engine)
            if a != b {
              wrong.append(String(c.id.suffix(3)))
              if a.lines == b.lines || host == "spec" || host == "browser" { print("DIFF", c.id, host, a, b) }
            }
        }
        print("FIG", host, family, cases.count - wrong.count, wrong.joined(separator: " "))
    }
}
