import TestSupport
import Testing

/// Scenario documents that are made to harm, and what is said about them.
@Suite("Hostile scenarios")
struct HostileScenarioTests {
    private static let start = "entry: a\nmodules:\n  a: "

    /// A document with a duration, and where it stands.
    private static func duration(_ title: String, _ text: String, _ words: String, help: String? = nil) -> SeenCase {
        let line = "  a: {steps: [{sleep: \(text)}]}"
        return .scenario(
            "a duration that is \(title)", "entry: a\nmodules:\n\(line)\n", status: 2,
            errors:
                "input.yaml:3:23: error: \(words)\n  3 | \(line)\n    | \(String(repeating: " ", count: 22))\(String(repeating: "^", count: text.count))\n"
                + "  in modules.a.steps[0].sleep\n" + (help.map { "  help: \($0)\n" } ?? ""))
    }

    private static let durationHelp = "write a number and a unit, such as 250ms, 1.5s or 2min"

    static let table: [SeenCase] = [
        .scenario(
            "malformed YAML", "entry: a\nmodules: {a: [\n", status: 2,
            errors: """
                input.yaml:2:15: error: ']' is missing: the '[' is not closed
                  2 | modules: {a: [
                    |               ^
                  note: the '[' is here (input.yaml:2:14)
                  help: write ']' here

                """),
        .scenario(
            "bytes that are no UTF-8", Array("title: caf".utf8) + [0xE9] + Array("\nentry: a\n".utf8), status: 2,
            errors:
                "input.yaml:1:11: error: the document is not valid UTF-8 from here\n  1 | title: caf\u{FFFD}\n    |           ^\n  help: save it as UTF-8\n"
        ),
        .scenario(
            "a byte order mark", [0xEF, 0xBB, 0xBF] + Array((start + "console.log(1)\n").utf8), status: 0, output: "1\n", errors: ""),
        .scenario(
            "UTF-16", [0xFF, 0xFE, 0x65, 0x00], status: 2, errors: "error: cannot read input.yaml: it is UTF-16\n  help: save it as UTF-8\n"
        ),
        .scenario(
            "UTF-32", [0xFF, 0xFE, 0, 0, 0x65, 0, 0, 0], status: 2,
            errors: "error: cannot read input.yaml: it is UTF-32\n  help: save it as UTF-8\n"),
        .scenario("nothing", "", status: 2, errors: "input.yaml:1:1: error: the document is empty\n  1 | \n    | ^\n"),
        .scenario(
            "an alias", start + "*b\n", status: 2,
            errors: """
                input.yaml:3:6: error: aliases are not part of the scenario format
                  3 |   a: *b
                    |      ^^
                  in modules.a
                  help: repeat the value here, or put text in quotes

                """),
        .scenario(
            "a tag", start + "!!python/object x\n", status: 2,
            errors: """
                input.yaml:3:6: error: tags are not part of the scenario format
                  3 |   a: !!python/object x
                    |      ^^^^^^^^^^^^^^^^^
                  in modules.a
                  help: leave out the '!…', or put text in quotes

                """),
        .scenario(
            "a duplicate key", "entry: a\nmodules: {a: ''}\nentry: a\n", status: 2,
            errors: """
                input.yaml:3:1: error: the key 'entry' stands twice, first on line 1
                  3 | entry: a
                    | ^^^^^
                  in entry
                  help: remove one, or rename it

                """),
        .scenario(
            "an unknown key", "entry: a\nmodules: {a: ''}\nlimit: {}\n", status: 2,
            errors: """
                input.yaml:3:1: error: unknown key 'limit' in a scenario
                  3 | limit: {}
                    | ^^^^^
                  in limit
                  help: did you mean 'limits'?

                """),
        .scenario(
            "a name that leaves the root", "entry: a\nmodules: {a: '', ../b: ''}\n", status: 2,
            errors: """
                input.yaml:2:18: error: a module's name cannot leave the scenario's root
                  2 | modules: {a: '', ../b: ''}
                    |                  ^^^^
                  in modules["../b"]
                  help: name it as the scenario sees it, such as 'lib/db.mjs'

                """),
        SeenCase(
            title: "a scenario of 50 MB", preparation: "truncate -s 50000000 input.yaml", line: "$TLA_SIM console input.yaml", status: 2,
            output: "",
            errors: """
                error: cannot read input.yaml: it is larger than 16MB
                  help: the limit 'source' is 16MB; raise it with --limit source=32MB, or with limits: {source: 32MB} in a scenario

                """),
        duration("negative", "-5s", "a duration cannot be negative, found '-5s'"),
        duration("huge", "1e30s", "a duration is at most 100 years, found '1e30s'"),
        duration("infinite", ".inf", "expected a duration, found '.inf'", help: durationHelp),
        duration("no number", ".nan", "expected a duration, found '.nan'", help: durationHelp),
        duration("Infinity by name", "Infinity", "expected a duration, found 'Infinity'", help: durationHelp),
    ]

    @Test("are refused or read", arguments: table)
    func cases(row: SeenCase) throws { try row.check() }

    @Test(
        "10,000 brackets, braces, anchors and aliases end in a message",
        arguments: [
            ("a: " + String(repeating: "[", count: 10_000), "the document is nested more than 100 levels deep"),
            (String(repeating: "{a: ", count: 10_000), "the document is nested more than 100 levels deep"),
            ((0..<1_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), "the document is nested more than 100 levels deep"),
            (start + (0..<10_000).map { "&x\($0) [" }.joined(), "anchors are not part of the scenario format"),
            (
                (1..<30).map { "a\($0): &a\($0) [" + Array(repeating: "*a\($0 - 1)", count: 20).joined(separator: ",") + "]\n" }.joined(),
                "aliases are not part of the scenario format"
            ),
        ])
    func nesting(text: String, message: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("input.yaml", text)
        let result = try CommandLineTool.run("run", "input.yaml", in: scratch.url)
        #expect(result.status == 2)
        #expect(result.errors.contains("error: " + message), "\(result.errors.prefix(500))")
        #expect(result.errors.split(separator: "\n").count <= 30)
        #expect(try scratch.files() == ["input.yaml"])
    }
}
