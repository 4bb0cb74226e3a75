import Foundation
import TestSupport
import Testing
import Text

/// The lesson sends its readers to steps of pages: each link has, as its title, the sentence that stands at that step.
@Suite("docs/teaching.md")
struct TeachingTests {
    /// Which runs a page plays that plays more than one.
    private static let pairs = [
        "hosts/import-beside-a-timer": ["--host", "node@20", "--host", "node"],
        "bundlers/three-modules": ["--bundler", "rollup"],
    ]

    @Test("Every link leads to the step of which it tells")
    func links() throws {
        let text = try String(contentsOf: CommandLineTool.packageFolder.appending(path: "docs/teaching.md"), encoding: .utf8)
        var pages: [String: [[[JSONValue]]]] = [:]
        var count = 0
        let link = #/\(\.\./Output/([a-z/-]+)\.play\.html#step=(\d+)((?:&[a-z]+=\w+)*)(?: "((?:[^"\\]|\\.)*)")?\)/#
        for match in text.matches(of: link) {
            let name = String(match.1)
            let runs = try pages[name] ?? Self.steps(of: name)
            pages[name] = runs
            let run = match.3.contains("run=1") ? 1 : 0
            let step = try #require(Int(match.2))
            try #require(runs.indices.contains(run) && step <= runs[run].count, "\(match.0)")
            if step > 0, !match.3.contains("predict") {
                let title = match.4.map { JSONValue.string(String($0).replacing("\\\"", with: "\"")) }
                #expect(title == runs[run][step - 1][7], "\(name), step \(step)")
            }
            count += 1
        }
        #expect(count > 30 && pages.count == 10)
        #expect(text.matches(of: /\.play\.html/).count == count, "a link is written in another way")
    }

    /// By run and step what the page of a scenario holds.
    private static func steps(of name: String) throws -> [[[JSONValue]]] {
        let result = try CommandLineTool.run(["play", "Scenarios/\(name).yaml"] + (pairs[name] ?? []))
        try #require(result.status == 0, "\(result.errors)")
        return try PlayedPage(result.output).runs.map(\.steps)
    }
}
