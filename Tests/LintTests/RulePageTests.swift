import Foundation
import Lint
import TestSupport
import Testing

@Suite("Pages of rules")
struct RulePageTests {
    private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("Every rule has a page, whose wrong examples are found and right ones are not", arguments: Rule.all.map(\.name))
    func examples(name: String) throws {
        let rule = try #require(Rule.all.first { $0.name == name })
        let page = try #require(rule.page, "\(name) has no page")
        #expect(!page.what.isEmpty && !page.why.isEmpty && !page.ignoring.isEmpty)
        #expect(!page.wrong.isEmpty && !page.right.isEmpty)
        for example in page.wrong {
            #expect(!found(name, in: example.modules, settings: example.settings).isEmpty, "\(example.modules)")
        }
        for example in page.right {
            #expect(found(name, in: example.modules, settings: example.settings).isEmpty, "\(example.modules)")
        }
    }

    @Test("The pages in docs/rules are these", arguments: Rule.all.map(\.name))
    func pages(name: String) throws {
        let rule = try #require(Rule.all.first { $0.name == name })
        try compare(rule.markdown, with: "docs/rules/\(name).md")
    }

    @Test("No page is left of a rule that is gone, and docs/lint.md lists them all")
    func list() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.package.appending(path: "docs/rules").path)
        #expect(files.filter { $0.hasSuffix(".md") }.sorted() == Rule.all.map { "\($0.name).md" }.sorted())
        let text = try String(contentsOf: Self.package.appending(path: "docs/lint.md"), encoding: .utf8)
        for rule in Rule.all { #expect(text.contains("| [`\(rule.name)`](rules/\(rule.name).md) |"), "\(rule.name)") }
    }

    @Test("A scenario that shows the harm is there", arguments: Rule.all.map(\.name))
    func scenarios(name: String) throws {
        let page = try #require(Rule.all.first { $0.name == name }?.page)
        let scenario = try #require(page.scenario, "\(name) shows no scenario")
        #expect(FileManager.default.fileExists(atPath: Self.package.appending(path: scenario).path), "\(scenario)")
    }

    /// As ``GoldenFile`` does, with a file of the documentation.
    private func compare(_ text: String, with path: String) throws {
        let file = Self.package.appending(path: path)
        let expected = try? String(contentsOf: file, encoding: .utf8)
        if expected == text { return }
        if ProcessInfo.processInfo.environment["TLA_SIM_RECORD"] != nil {
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        Issue.record("\(path) is not what the rule's page says: write it anew with TLA_SIM_RECORD=1, and read it")
    }
}
