import Foundation
import TestSupport
import Testing

/// Names, titles and lines that try to break out of the terminal, the picture or the file that they are put into.
@Suite("Hostile texts")
struct HostileTextTests {
    /// Escapes of a double-quoted text, in YAML and in JavaScript alike.
    static let pieces = [
        "</script>", "\\\"", "\\n", "]]>", "-->", "&amp;", "'", "\\u202E", "\\x1b[2J", "\\x1b]0;title\\x07", "\\x9b", "\\0", "\\u2028",
        "\\uFEFF", "\\u200B",
    ]

    static var scenario: String {
        var text = "title: \"\(pieces.joined())\"\nabout: \"\(pieces.joined())\"\nentry: main\nmodules:\n"
        for (index, piece) in pieces.enumerated() { text += "  \"\(index)\(piece)\": console.log(\"\(index)\")\n" }
        text += "  ? \"\(String(repeating: "x", count: 100_000))\"\n  : console.log(\"long\")\n"
        text += "  main: |\n"
        for (index, piece) in pieces.enumerated() { text += "    import \"\(index)\(piece)\";\n" }
        text += "    import \"\(String(repeating: "x", count: 100_000))\";\n"
        text += "    console.log(\"\(pieces.joined()) \\ud800\");\n    throw new Error(\"\(pieces.joined()) \\ud800\");\n"
        return text
    }

    /// Whether text holds nothing that acts on a terminal or turns the direction of other text.
    private func isHarmless(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0A: true
            case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: false
            default: true
            }
        }
    }

    @Test("The trace shows them written out, and the pictures stay well-formed")
    func run() throws {
        let scratch = try ScratchFolder()
        try scratch.write("input.yaml", Self.scenario)
        let result = try CommandLineTool.run("run", "input.yaml", "-o", "pictures", "--verbose", in: scratch.url)
        #expect(result.status == 1, "\(result.errors.prefix(500))")
        #expect(isHarmless(result.output))
        #expect(isHarmless(result.errors))
        #expect(result.output.contains("\\u{1B}[2J"))
        for name in ["graph", "timeline"] {
            let picture = try scratch.data("pictures/input.\(name).svg")
            try XMLDocumentCheck.parse(picture)
            let text = String(decoding: picture, as: UTF8.self)
            #expect(isHarmless(text) && !text.contains("</script>"))
        }
    }

    @Test("JSON, NDJSON and JUnit stay well-formed, and hold every character")
    func formats() throws {
        let scratch = try ScratchFolder()
        try scratch.write("input.yaml", Self.scenario + "expect:\n  trace: [\"\(Self.pieces.joined())\"]\n")
        let json = try CommandLineTool.run("run", "input.yaml", "--format", "json", in: scratch.url).output
        let document = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect((document["title"] as? String)?.contains("\u{1B}[2J") == true)
        #expect(isHarmless(json))
        let lines = try CommandLineTool.run("run", "input.yaml", "--format", "ndjson", in: scratch.url).output
        for line in lines.split(separator: "\n") { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
        let check = try CommandLineTool.run("check", "input.yaml", "--junit", "report.xml", in: scratch.url)
        #expect(check.status == 1)
        #expect(isHarmless(check.output))
        try XMLDocumentCheck.parse(try scratch.data("report.xml"))
    }

    @Test("console gives every byte to a pipe, and nothing that acts to a terminal")
    func console() throws {
        let scratch = try ScratchFolder()
        try scratch.write(
            "input.mjs", "console.log('a\\x1b[2Jb\\u202E\\tc\\nd');\nconsole.error('\\x1b]0;x\\x07');\nthrow new Error('\\x1b[31m');\n")
        let piped = try CommandLineTool.run("console", "input.mjs", in: scratch.url)
        #expect(piped.output == "a\u{1B}[2Jb\u{202E}\tc\nd\n")
        #expect(piped.errors.hasPrefix("\u{1B}]0;x\u{7}\n"))
        let shown = try PseudoTerminal.output(of: "$TLA_SIM console input.mjs", in: scratch.url)
        #expect(
            shown == """
                a\\u{1B}[2Jb\\u{202E}\tc
                d
                \\u{1B}]0;x\\u{7}
                input.mjs:3:7: error: uncaught Error: \\u{1B}[31m
                  3 | throw new Error('\\x1b[31m');
                    |       ^

                """)
    }

    @Test("The files that are written have harmless names below the folder, whatever the scenario is called")
    func fileNames() throws {
        let scratch = try ScratchFolder()
        let long = String(repeating: "n", count: 245)
        for name in ["a\u{1B}[2J\u{202E}\"&<x>", "-rf", "..", long] {
            try scratch.write("in/\(name).yaml", "title: ../../up\nentry: a\nmodules: {a: ''}\n")
            let result = try CommandLineTool.run("run", "in/\(name).yaml", "-o", "out", in: scratch.url)
            #expect(result.status == 0, "\(name) \(result.errors)")
        }
        let written = try scratch.files().filter { !$0.hasPrefix("in/") }
        #expect(
            written == [
                "out/-rf.graph.svg", "out/-rf.timeline.svg", "out/...graph.svg", "out/...timeline.svg", "out/a_[2J_\"&<x>.graph.svg",
                "out/a_[2J_\"&<x>.timeline.svg", "out/\(long.prefix(200)).graph.svg", "out/\(long.prefix(200)).timeline.svg",
            ])
    }
}
