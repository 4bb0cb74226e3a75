import Diagnostics
import Lint
import Programs
import Testing

@Suite("Comments that ignore findings")
struct IgnoreCommentTests {
    private func report(_ text: String, rules: [String] = ["floating-import", "then-export"]) -> LintReport {
        let module = MadeModule(name: "main.mjs", text: ModuleText(file: SourceFile(name: "main.mjs", text: text)))
        return lint(Program(made: [module], entries: ["main.mjs"], title: "test"), rules: Rule.all.filter { rules.contains($0.name) })
    }

    @Test("Of thousands of findings of a rule the first are told, and all counted") func thousands() {
        let report = report(
            String(repeating: "import('./a.mjs');\n", count: 1_200) + String(repeating: "// tla-sim-ignore\n", count: 1_300))
        #expect(report.findings.count { $0.rule == "floating-import" } == 1_000)
        #expect(report.findings.count { $0.rule == "ignore-comment" } == 1_000)
        #expect(report.warningCount + report.errorCount == 2_500)
        #expect(
            report.notes.map(\.message) == [
                "floating-import: 200 more, of which only the number is told",
                "ignore-comment: 300 more, of which only the number is told",
            ])
    }

    @Test(
        "A comment with a rule and a reason is heeded, on its line, on the line before, and for the file",
        arguments: [
            "// tla-sim-ignore-next-line floating-import: it may fail\nimport('./a.mjs');",
            "import('./a.mjs'); // tla-sim-ignore floating-import: it may fail",
            "import('./a.mjs'); // tla-sim-ignore-line floating-import: it may fail",
            "/* tla-sim-ignore-next-line floating-import: it may fail */\nimport('./a.mjs');",
            "/** tla-sim-ignore-file floating-import: it may fail */\n\n\nimport('./a.mjs');",
            "import('./a.mjs');\n// tla-sim-ignore-file floating-import: it may fail",
            "  //tla-sim-ignore-next-line   floating-import  :  it may fail  \n  import('./a.mjs');",
            "// tla-sim-ignore-next-line then-export, floating-import: both\nimport('./a.mjs'); export function then() {}",
            "// tla-sim-ignore-next-line then-export: meant\n// tla-sim-ignore-next-line floating-import: meant\nimport('./a.mjs'); export function then() {}",
        ])
    func heeded(text: String) {
        let report = report(text)
        #expect(report.findings.isEmpty, "\(text): \(places(report.findings))")
        #expect(report.notes.isEmpty)
        #expect(report.ignoredCount >= 1)
    }

    @Test(
        "A comment of another line, of another rule, or that is a text is not",
        arguments: [
            "// tla-sim-ignore-next-line floating-import: it may fail\n\nimport('./a.mjs');",
            "// tla-sim-ignore-next-line then-export: it may fail\nimport('./a.mjs');",
            "const a = '// tla-sim-ignore-file floating-import: it may fail';\nimport('./a.mjs');",
            "const a = `\n// tla-sim-ignore-file floating-import: no\n`;\nimport('./a.mjs');",
            "const a = /\\/\\/ tla-sim-ignore-file floating-import: no/;\nimport('./a.mjs');",
            "// see tla-sim-ignore-next-line floating-import: no\nimport('./a.mjs');",
            "// tla-sim-ignored floating-import: no\nimport('./a.mjs');",
        ])
    func others(text: String) {
        let report = report(text)
        #expect(report.findings.map(\.rule).filter { $0 != "ignore-comment" } == ["floating-import"], "\(text)")
        #expect(report.ignoredCount == 0)
    }

    @Test(
        "A comment that is nearly right is a finding, for it is not heeded",
        arguments: [
            "// tla-sim ignore-next-line floating-import: it may fail", "// tla-sim-ignored floating-import: it may fail",
            "// tla-sim-ignore-next floating-import: it may fail", "// tla-sim-disable-next-line floating-import: it may fail",
            "// TLA-SIM-IGNORE-NEXT-LINE floating-import: it may fail", "// @tla-sim-ignore-next-line floating-import: it may fail",
            "/*\n * tla-sim-ignore-next-line floating-import: it may fail\n */", "/* tla_sim_ignore floating-import: it may fail */",
            "// tlasim-ignore floating-import: it may fail", "// tla-sim:ignore floating-import: it may fail",
        ])
    func nearMisses(comment: String) {
        let report = report(comment + "\nimport('./a.mjs');")
        #expect(report.findings.map(\.rule).sorted() == ["floating-import", "ignore-comment"], "\(comment)")
        #expect(report.findings.contains { $0.diagnostic.message.contains("is not heeded") }, "\(comment)")
    }

    @Test("Words about such comments, behind others and in texts, are at most a note")
    func words() {
        let behind = report("// see tla-sim-ignore-next-line floating-import: no\nexport const a = 1;")
        #expect(behind.findings.isEmpty)
        #expect(behind.notes.map(\.message) == ["a comment that ignores has to begin with its word, and this one is not heeded"])
        for text in [
            "export const a = '// tla-sim-disable: no';", "export const a = `\n * tla-sim-ignored\n`;", "// tla-sim draws this",
            "// the simulator ignores it", "const tla_sim_ignore = 1;",
        ] {
            let report = report(text)
            #expect(report.findings.isEmpty && report.notes.isEmpty, "\(text)")
        }
    }

    @Test(
        "Without a reason, without a rule, and with a rule that is none, a comment is a finding itself, and not heeded",
        arguments: [
            ("// tla-sim-ignore-next-line floating-import", "gives no reason"),
            ("// tla-sim-ignore-next-line floating-import:   ", "gives no reason"),
            ("// tla-sim-ignore-next-line", "does not say which rule"),
            ("// tla-sim-ignore-next-line : meant", "does not say which rule"),
            ("// tla-sim-ignore-next-line floating-imports: meant", "there is no rule 'floating-imports'"),
        ])
    func broken(comment: String, words: String) throws {
        let report = report(comment + "\nimport('./a.mjs');")
        #expect(report.findings.map(\.rule) == ["ignore-comment", "floating-import"])
        let first = try #require(report.findings.first)
        #expect(first.diagnostic.message.contains(words), "\(first.diagnostic.message)")
        #expect(first.diagnostic.severity == .warning && first.diagnostic.suggestion != nil)
        #expect(first.diagnostic.location?.text == "main.mjs:1:4")
    }

    @Test("What ignores nothing is told, unless its rule did not look")
    func unused() {
        let text = "// tla-sim-ignore-next-line floating-import: it may fail\nawait import('./a.mjs');"
        let looked = report(text)
        #expect(looked.notes.map(\.severity) == [.note])
        #expect(looked.notes.first?.message.contains("nothing is ignored here") == true)
        #expect(report(text, rules: ["then-export"]).notes.isEmpty)
    }
}
