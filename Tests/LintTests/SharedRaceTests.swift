import Diagnostics
import Lint
import Programs
import Testing

@Suite("shared-race")
struct SharedRaceTests {
    private static let store = "export const store = {};"

    private func found(
        _ page: String, session: String = "await null;\nstore.user = { name: 'ada' };", store: String = Self.store,
        main: String = "import './session.mjs';\nimport './page.mjs';"
    )
        -> [LintFinding]
    {
        LintTests.found(
            "shared-race",
            in: [
                "main.mjs": main, "store.mjs": store, "session.mjs": "import { store } from './store.mjs';\n" + session,
                "page.mjs": "import { store } from './store.mjs';\n" + page,
            ])
    }

    @Test("A read at the top level of a module that does not wait is told of")
    func reads() throws {
        let findings = found("store.user.name;")
        let finding = try #require(findings.first)
        #expect(findings.count == 1 && !finding.isCertain)
        #expect(
            finding.diagnostic.message
                == "'store.user' may be undefined here: 'session.mjs' sets it behind an await, and 'page.mjs' does not import that, and does not wait for it"
        )
        #expect(places(findings) == ["page.mjs:2:1"])
        #expect(finding.diagnostic.related.map { "\($0.location.file):\($0.location.line)" } == ["session.mjs:2", "session.mjs:3"])
    }

    @Test(
        "What waits, asks, or comes later is left alone",
        arguments: [
            "if (store.user) store.user.name;", "store.user ? store.user.name : 0;", "store.user && store.user.name;",
            "try { store.user.name; } catch {}", "Object.assign(store, { user: {} });\nstore.user.name;",
            "import './session.mjs';\nstore.user.name;", "store.user?.name;", "console.log(store.user ?? 'nobody');",
            "export const name = () => store.user.name;", "await null;\nstore.user.name;", "store.other.name;",
            "const store2 = { user: {} };\nstore2.user.name;",
        ])
    func leavesAlone(page: String) { #expect(found(page).isEmpty, "\(page)") }

    @Test("What is set in time, or by others too, is left alone")
    func setInTime() {
        #expect(found("store.user.name;", session: "store.user = {};\nawait null;").isEmpty)
        #expect(found("store.user.name;", store: "export const store = { user: { name: '' } };").isEmpty)
        #expect(
            found("store.user.name;", session: "await null;\nstore.user = {};\nexport const reset = () => { store.user = {}; };").isEmpty)
        // Nobody loads both.
        #expect(found("store.user.name;", main: "import './page.mjs';").isEmpty)
    }

    @Test("Two modules that set one property, each behind an await")
    func two() throws {
        let findings = found("store.user = await fetch('/me');", session: "store.user = await fetch('/guest');")
        let finding = try #require(findings.first)
        #expect(findings.count == 1 && !finding.isCertain)
        #expect(finding.diagnostic.message.hasPrefix("'store.user' is set here and in '"))
        #expect(found("await null;\nstore.isReady = true;", session: "await 1;\nstore.isReady = true;").isEmpty)
        #expect(found("import './session.mjs';\nstore.user = await fetch('/me');", session: "store.user = await fetch('/guest');").isEmpty)
    }
}

@Suite("What a report shows")
struct ShownFindingsTests {
    @Test("Errors come first, and one rule does not bury another")
    func order() {
        let nested = (0..<8).map { "export const f\($0) = async (x) => { if (x) await x; };" }.joined(separator: "\n")
        let program: KeyValuePairs = ["main.mjs": nested + "\nawait import('./back.mjs');", "back.mjs": "import './main.mjs';"]
        let report = reported(program, rules: ["nested-await", "import-cycle-await"])
        #expect(report.findings.count == 9 && report.findings.first?.rule == "nested-await")
        let text = report.text()
        #expect(text.hasPrefix("main.mjs:9:1: error:"))
        #expect(text.contains("nested-await: 3 more, left out beside the others; --rules nested-await shows them\n"))
        #expect(text.split(separator: "\n").count { $0.hasPrefix("  rule: nested-await") } == 5)
        // Alone they are all there.
        let alone = reported(program, rules: ["nested-await"])
        #expect(alone.text().split(separator: "\n").count { $0.hasPrefix("  rule: nested-await") } == 8)
    }
}

private func reported(_ modules: KeyValuePairs<String, String>, rules: [String]) -> LintReport {
    let program = Program(
        made: modules.map { MadeModule(name: $0.key, text: ModuleText(file: SourceFile(name: $0.key, text: $0.value))) },
        entries: ["main.mjs"], title: "test")
    return lint(program, settings: LintSettings(), rules: Rule.all.filter { rules.contains($0.name) })
}
