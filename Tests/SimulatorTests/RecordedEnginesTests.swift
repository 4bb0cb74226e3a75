import Testing

/// 420 random graphs that real engines ran: what they printed is what the host profiles print.
///
/// The cases in which a profile is known to differ are listed. A case that begins to differ fails, and so does one that
/// ceases to: then it leaves the list, and the figures in `docs/verification.md` change.
@Suite struct RecordedEnginesTests {
    struct Known: CustomTestStringConvertible, Sendable {
        var host: String
        var engine: String
        /// By family, the last digits of the cases that differ.
        var differing: [String: String]
        var testDescription: String { "\(host) as \(engine)" }
    }

    static let known = [
        Known(host: "spec", engine: "spec", differing: [:]),
        Known(host: "browser", engine: "spec-batch", differing: [:]),
        // V8 rejects the import of a member of an errored cycle with an error that the member met later, and not with the root's.
        Known(host: "bun+loaded", engine: "bun", differing: [:]),
        Known(host: "chromium", engine: "chromium", differing: ["errors": "047"]),
        // The engine aborts there ("Fatal error in , line 0") when a member of an errored cycle is imported again. The profile
        // gives what the specification says.
        Known(host: "node+loaded", engine: "node24", differing: ["errors": "022"]),
        Known(host: "node@20+loaded", engine: "node20", differing: ["errors": "022"]),
        Known(
            host: "deno+loaded", engine: "deno",
            differing: [
                // Recorded with a task between a module's end and the answer to its `import()`. Deno 2.9.8, asked again for these nine
                // with each program as the process's own, has none there, and prints what the profile prints.
                "errors": "024 028",
                "dynamic": "015 021 024 029 031 040 049",
            ]),
    ]

    @Test(arguments: known, RecordedCase.families)
    func replay(_ known: Known, family: String) throws {
        let cases = try RecordedCase.family(family)
        #expect(cases.count == 60)
        var differing: [String] = []
        for recorded in cases {
            let seen = try recorded.replay(on: known.host)
            let expected = try recorded.recording(of: known.engine)
            let number = String(recorded.id.suffix(3))
            if seen != expected { differing.append(number) }
            if seen != expected, known.differing[family]?.contains(number) != true {
                let place = zip(seen.lines, expected.lines).prefix { $0 == $1 }.count
                Issue.record(
                    """
                    \(recorded.id) on \(known.host): outcome \(seen.outcome), recorded \(expected.outcome); from line \(place + 1): \
                    \(seen.lines.dropFirst(place).prefix(3)), recorded \(expected.lines.dropFirst(place).prefix(3))
                    """)
            }
        }
        #expect(differing.joined(separator: " ") == known.differing[family, default: ""], "the list of known differences is out of date")
    }
}
