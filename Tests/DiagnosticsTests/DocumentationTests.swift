import Foundation
import Testing

@testable import Diagnostics

@Suite("docs/diagnostics.md") struct DocumentationTests {
    private static let page =
        (try? String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/diagnostics.md"), encoding: .utf8))
        ?? ""

    @Test func everyKindHasItsRow() {
        for kind in Diagnostic.Kind.allCases { #expect(Self.page.contains("\n| `\(kind.rawValue)` | "), "\(kind)") }
        for kind in StackEntry.Kind.allCases { #expect(Self.page.contains("\n| `\(kind.rawValue)` | "), "\(kind)") }
    }

    @Test func theExampleIsWhatIsWritten() {
        var problem = Diagnostic(
            .link, "'db.mjs' does not export 'conect'", at: .init(file: "main.mjs", line: 2, column: 10), width: 6,
            suggestion: "did you mean 'connect'?", sourceLine: "import { conect } from './db.mjs';")
        problem.stack = [StackEntry(.importer, at: .init(file: "app.mjs", line: 1, column: 8))]
        #expect(Self.page.contains("```json\n" + DiagnosticList([problem]).jsonLines + "```\n"))
    }

    @Test func theTextIsWhatIsShown() {
        var problem = Diagnostic(
            .runtime, "uncaught Error: no database", at: .init(file: "db.mjs", line: 3, column: 9),
            sourceLine: "  throw new Error(\"no database\");")
        problem.stack = [
            StackEntry(.call, name: "connect", at: .init(file: "db.mjs", line: 3, column: 9)),
            StackEntry(.await, at: .init(file: "db.mjs", line: 7, column: 1)),
            StackEntry(.importer, at: .init(file: "main.mjs", line: 1, column: 8), note: "which waited for it"),
        ]
        #expect(Self.page.contains("```\n" + problem.text() + "```\n"))
    }
}
