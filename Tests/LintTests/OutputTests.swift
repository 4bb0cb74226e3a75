import Diagnostics
import Lint
import Programs
import TestSupport
import Testing
import Text

@Suite("Forms of the report")
struct OutputTests {
    private static let hostileName = "a%0A::error::x,y:z\u{1B}[31m<&\"'>\u{202E}\n.mjs"

    private static func report(_ name: String = "main.mjs", _ text: String = "export function then() {}\nimport('./a.mjs');") -> LintReport
    {
        let module = MadeModule(name: name, text: ModuleText(file: SourceFile(name: name, text: text)))
        return lint(Program(made: [module], entries: [name], title: "test"))
    }

    @Test("Text is as diagnostics are, with the rule, how sure it is, and a line that counts")
    func text() {
        #expect(
            Self.report().text() == """
                main.mjs:1:17: error: the module exports 'then', a function: import() of it calls that with two functions, and waits until one is called
                  1 | export function then() {}
                    |                 ^^^^
                  help: give it another name, or export an object that has it
                  rule: then-export, certain
                main.mjs:2:1: warning: nobody hears when import('./a.mjs') fails: it is not awaited, and has no handler
                  2 | import('./a.mjs');
                    | ^^^^^^^^^^^^^^^^^
                  help: await it, or say what happens then: .catch((error) => …)
                  or: where its failure may end the process, as on Node.js, say so: // tla-sim-ignore-next-line floating-import: the reason
                  rule: floating-import, possible
                1 error, 1 warning in 1 module

                """)
        #expect(Self.report("main.mjs", "").text() == "nothing found in 1 module\n")
    }

    @Test("What hangs or fails stands before what is only hard to read")
    func order() {
        let text = Self.report("main.mjs", "console.log(await 1);\nimport('./a.mjs');").text()
        let rules = text.split(separator: "\n").filter { $0.hasPrefix("  rule: ") }
        #expect(rules == ["  rule: floating-import, possible", "  rule: nested-await, certain"])
    }

    @Test("JSON is one object")
    func json() throws {
        let text = Self.report().json.text()
        try WellFormedJSON.check(Array(text.utf8))
        let value = try #require(JSONReader.value(of: text.utf8))
        #expect(value["format"] == .string("tla-sim-lint") && value["version"] == .integer(1))
        guard case .array(let findings)? = value["findings"] else { return #expect(Bool(false)) }
        #expect(findings.map { $0["rule"] } == [.string("then-export"), .string("floating-import")])
        #expect(findings.map { $0["certain"] } == [.bool(true), .bool(false)])
        #expect(findings[0]["diagnostic"]?["line"] == .integer(1))
    }

    /// What the schema of SARIF 2.1.0 asks of the members that are written: their names, kinds and values.
    @Test("SARIF has the members that its schema asks for", arguments: ["main.mjs", hostileName])
    func sarif(name: String) throws {
        let report = Self.report(name)
        let text = report.sarif(version: "1.2.3").text(isIndented: true)
        try WellFormedJSON.check(Array(text.utf8))
        let value = try #require(JSONReader.value(of: text.utf8))
        #expect(value["version"] == .string("2.1.0"))
        let run = try #require(value["runs"]?.elements.first)
        let driver = try #require(run["tool"]?["driver"])
        #expect(driver["name"] == .string("tla-sim"))
        let rules = try #require(driver["rules"]?.elements)
        #expect(rules.count == Rule.all.count + 1 && Set(rules.map { $0["id"] }).count == rules.count)
        for rule in rules {
            #expect(rule["shortDescription"]?["text"] != nil && rule["fullDescription"]?["text"] != nil)
            #expect(["error", "warning"].contains(rule["defaultConfiguration"]?["level"]?.text))
        }
        let results = try #require(run["results"]?.elements)
        #expect(results.count == report.findings.count && results.count >= 2)
        for (result, finding) in zip(results, report.findings) {
            guard case .number(let index)? = result["ruleIndex"], let place = Int(index) else { return #expect(Bool(false)) }
            #expect(rules[place]["id"] == result["ruleId"] && result["ruleId"] == .string(finding.rule))
            #expect(["error", "warning", "note", "none"].contains(result["level"]?.text))
            #expect(result["message"]?["text"]?.text?.isEmpty == false)
            let physical = try #require(result["locations"]?.elements.first?["physicalLocation"])
            let uri = try #require(physical["artifactLocation"]?["uri"]?.text)
            #expect(uri.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>\"\\^`{}|:".utf8.contains($0) }, "a URI reference: \(uri)")
            #expect(physical["region"]?["startLine"] == .integer(finding.diagnostic.location?.line ?? 0))
        }
        #expect(run["columnKind"] == .string("unicodeCodePoints"))
        #expect(run["invocations"]?.elements.first?["executionSuccessful"] == .bool(true))
    }

    @Test("Workflow commands are one line each, whatever a file is called")
    func gitHub() {
        #expect(
            Self.report().gitHubCommands.hasPrefix(
                "::error file=main.mjs,line=1,col=17,endColumn=21,title=then-export (certain)::the module exports 'then', a function: import() of it"
            ))
        let lines = Self.report(Self.hostileName).gitHubCommands.split(separator: "\n")
        #expect(lines.count == 2)
        for line in lines {
            #expect(
                line.hasPrefix("::error file=a%250A%3A%3Aerror%3A%3Ax%2Cy%3Az\\u{1B}[31m")
                    || line.hasPrefix("::warning file=a%250A%3A%3Aerror"))
            #expect(line.unicodeScalars.allSatisfy { !isInvisibleControl($0) })
        }
    }

    @Test("JUnit XML has a suite a rule, and fails as the command does", arguments: ["main.mjs", hostileName])
    func junit(name: String) throws {
        let report = Self.report(name)
        let xml = report.junit(failingOn: .error)
        let document = try WellFormedXML(xml)
        #expect(document.elements.count { $0 == "testsuite" } == Rule.all.count + 1)
        #expect(document.elements.count { $0 == "failure" } == 1)
        #expect(document.elements.count { $0 == "system-out" } == 1)
        let strict = report.junit(failingOn: .warning)
        #expect(try WellFormedXML(strict).elements.count { $0 == "failure" } == 2)
        #expect(xml.contains("tests=\"\(Rule.all.count + 1)\" failures=\"1\""))
    }

    @Test("Text of a hostile name drives no terminal")
    func hostileText() {
        let text = Self.report(Self.hostileName, "export function then() {} // \u{1B}]0;x\u{7}\u{202E}").text()
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !isInvisibleControl($0) })
    }

    @Test("The command is written as a shell takes it")
    func commands() {
        let finding = LintFinding(rule: "r", isCertain: true, Diagnostic(.lint, "m"), command: ["explain", "it's $(here).mjs"])
        #expect(finding.commandText == "tla-sim explain 'it'\\''s $(here).mjs'")
        #expect(
            LintFinding(rule: "r", isCertain: true, Diagnostic(.lint, "m"), command: ["explain", "a/b-c.mjs"]).commandText
                == "tla-sim explain a/b-c.mjs")
    }

    @Test("Of a line of a bundle that is too long to be shown, the part round the finding is")
    func longLines() throws {
        let report = Self.report("main.mjs", String(repeating: "f();", count: 50_000) + "import('./a.mjs');")
        #expect(report.findings.count == 1)
        let line = try #require(report.findings.first?.diagnostic.sourceLine)
        #expect(line.start == 200_001 - 200 && line.text == String(repeating: "f();", count: 50) + "import('./a.mjs');")
        #expect(report.json.text().utf8.count < 2_000)
    }
}

extension JSONValue {
    fileprivate var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
}
