import Diagnostics
import Foundation
import Hosts
import Programs
import Scenario
import Simulator
import TestSupport
import Testing
import Text
import Trace

@testable import Explanation

@Suite("Narrative")
struct NarrativeTests {
    /// Of the package.
    static let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Scenarios")

    static func explanation(_ path: String, host: HostProfile? = nil) throws -> Explanation {
        let program = try Program.load(path: scenarios.appending(path: path).path)
        return stacked { Explanation(of: program.run(RunOptions(host: host)), program) }
    }

    static func explanation(modules: [(String, String)], entry: String, host: HostProfile? = nil) -> Explanation {
        let program = Program(
            made: modules.map { MadeModule(name: $0.0, text: ModuleText(file: SourceFile(name: $0.0, text: $0.1))) }, entries: [entry],
            title: "made")
        return stacked { Explanation(of: program.run(RunOptions(host: host)), program) }
    }

    /// The story with the places of a clone of ours, wherever that lies.
    static func text(_ explanation: Explanation, _ level: Narrative.Level = .brief) -> String {
        stacked {
            let folder = scenarios.path + "/"
            let findings = explanation.toldFindings(input: "input", options: [])
            let story = explanation.narrative(level).text(columns: 10_000)
            return (story + findings.map { "\n" + $0.text() }.joined()).replacing(folder, with: "")
        }
    }

    @Test(
        "The story of a scenario",
        arguments: [
            "hello/siblings", "dynamic/cyclic-import", "dynamic/racing-imports", "errors/throw-after-an-await", "evaluation/json-module",
            "evaluation/cycle-root", "no-nested-await/bypassed-await", "no-nested-await/then-and-finally", "errors/missing-module",
            "evaluation/busy-body", "progress/endless-loop", "promises/started-early-awaited-late",
        ])
    func brief(scenario: String) throws {
        let name = scenario.split(separator: "/").last ?? ""
        try GoldenFile.compare(Self.text(Self.explanation("\(scenario).yaml")), with: "\(name).txt")
    }

    @Test("Every event of a run, with loads, jobs, clauses and places")
    func full() throws {
        try GoldenFile.compare(Self.text(Self.explanation("hello/siblings.yaml"), .full), with: "siblings.full.txt")
    }

    @Test("As a document, and as JSON")
    func forms() throws {
        let explanation = try Self.explanation("dynamic/cyclic-import.yaml")
        let folder = Self.scenarios.path + "/"
        try tryStacked { () throws in
            let findings = explanation.toldFindings(input: "cyclic import.yaml", options: ["--host", "node"])
            let narrative = explanation.narrative(.brief)
            try GoldenFile.compare(narrative.markdown(of: findings).replacing(folder, with: ""), with: "cyclic-import.md")
            let json = String(decoding: narrative.json(of: findings, explanation.trace), as: UTF8.self)
            try GoldenFile.compare(json.replacing(folder, with: ""), with: "cyclic-import.json")
        }
    }

    @Test("Whatever is told is told alike each time, in all forms, and is well formed")
    func everyScenario() throws {
        let files = FileManager.default.enumerator(atPath: Self.scenarios.path)!.compactMap { $0 as? String }.filter {
            $0.hasSuffix(".yaml")
        }
        #expect(files.count > 90)
        for file in files.sorted() {
            for host in [nil, HostProfile.node] {
                let explanation = try Self.explanation(file, host: host)
                try tryStacked {
                    for level in Narrative.Level.allCases {
                        let narrative = explanation.narrative(level)
                        let text = narrative.text()
                        #expect(text == explanation.narrative(level).text(), "\(file)")
                        // Three are an operator of the program's.
                        #expect(!text.replacing("...", with: "").contains(".."), "\(file): \(text)")
                        #expect(!text.contains("  .") && !text.contains(" ,") && !text.contains("it it"), "\(file)")
                        // Every body that began is told of, unless there are too many.
                        #expect(narrative.steps.allSatisfy { !$0.parts.isEmpty }, "\(file)")
                        let findings = explanation.toldFindings(input: file, options: [])
                        let json = narrative.json(of: findings, explanation.trace)
                        #expect((try? JSONSerialization.jsonObject(with: Data(json))) != nil, "\(file)")
                        checkMarkdown(narrative.markdown(of: findings), file)
                    }
                }
            }
        }
    }

    /// Links lead where we let them, and nothing of the program stands outside of escapes.
    private func checkMarkdown(_ text: String, _ name: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("    ") {
            // A bracket behind a backslash begins and ends nothing.
            let line = line.replacing("\\]", with: "").replacing("\\[", with: "")
            var rest = String(line)
            for link in line.matches(of: #/\]\(([^()\s]*)\)/#) {
                let address = String(link.1)
                let isOurs =
                    address.hasPrefix("https://tc39.es/ecma262/#") || address.wholeMatch(of: #/\/?[A-Za-z0-9\-._~%/]+#L\d+/#) != nil
                #expect(isOurs && !address.hasPrefix("//"), "\(name): \(address)")
                rest = rest.replacing(link.0, with: "")
            }
            #expect(!rest.contains("<") && !rest.contains("](") && !rest.contains("](http"), "\(name): \(line)")
        }
    }

    @Test("Names and texts of the program act as nothing")
    func hostile() {
        let name = "a](javascript:x)<img src=x>\u{1B}[31m`*_$&#%.mjs"
        let explanation = Self.explanation(
            modules: [
                (
                    "main.mjs",
                    "import './\(name.replacing("\\", with: "\\\\").replacing("\u{1B}", with: "%1B").replacing("#", with: "%23").replacing("%.", with: "%25."))';"
                ),
                ("evil.mjs", "console.log('<script>](http://x)\\u001b[2J\\n# heading\\u202e'); throw new Error('[x](http://y)\\n<b>');"),
                ("entry.mjs", "import './evil.mjs';"),
            ], entry: "entry.mjs")
        stacked {
            for level in Narrative.Level.allCases {
                let narrative = explanation.narrative(level)
                let findings = explanation.toldFindings(input: "it's $(here).mjs", options: [])
                let text = narrative.text() + findings.map { $0.text() }.joined()
                #expect(!text.unicodeScalars.contains { $0 != "\n" && ($0.value < 0x20 || $0.value == 0x202E) })
                let markdown = narrative.markdown(of: findings)
                #expect(!markdown.unicodeScalars.contains { $0 != "\n" && ($0.value < 0x20 || $0.value == 0x202E) })
                #expect(!markdown.contains("\n# heading"))
                checkMarkdown(markdown, "hostile")
            }
        }
    }

    @Test("Ten thousand modules of which none waits are told in a line")
    func star() {
        let count = 10_000
        let leaves = (0..<count).map { ("m\($0).mjs", "") }
        let entry = leaves.map { "import './\($0.0)';" }.joined(separator: "\n")
        let explanation = Self.explanation(modules: leaves + [("main.mjs", entry)], entry: "main.mjs")
        let brief = stacked { explanation.narrative(.brief) }
        #expect(brief.steps.count == 1)
        #expect(brief.steps.first?.count == count + 1)
        #expect(brief.steps.first?.parts.text == "m0.mjs, m1.mjs, m2.mjs and 9,998 more run, one after another; none waits")
        #expect(stacked { explanation.narrative(.full).steps.count } <= 4_000)
    }

    @Test("A story that is too long has a gap, and says how much is left out")
    func gap() {
        let leaves = (0..<300).map { ("m\($0).mjs", "console.log(\($0));") }
        let entry = leaves.map { "import './\($0.0)';" }.joined(separator: "\n")
        let explanation = Self.explanation(modules: leaves + [("main.mjs", entry)], entry: "main.mjs")
        let brief = stacked { explanation.narrative(.brief) }
        #expect(brief.steps.count == 60)
        #expect(brief.leftOut == 241)
        #expect(brief.text().contains("… 241 more steps"))
    }

    @Test("Lines are broken at spaces, and numbers are grouped")
    func wrapping() {
        #expect(wrapped("one two three", to: 7) == ["one two", "three"])
        #expect(wrapped("averylongword and", to: 5) == ["averylongword", "and"])
        #expect(wrapped("", to: 5) == [])
        #expect([0, 999, 1_000, 9_998, 1_234_567].map(grouped) == ["0", "999", "1,000", "9,998", "1,234,567"])
    }

    @Test("An argument is quoted where a shell would read it otherwise")
    func quoting() {
        #expect(shellQuoted("main.mjs") == "main.mjs")
        #expect(shellQuoted("it's $x") == "'it'\\''s $x'")
        #expect(shellQuoted("") == "''")
    }
}

/// Explaining parses modules, which takes stack.
func stacked<Result>(_ body: () throws -> Result) -> Result {
    do { return try onLargeStack(body) } catch { fatalError("\(error)") }
}

/// The same for what can fail.
func tryStacked(_ body: () throws -> Void) throws { try onLargeStack(body) }
