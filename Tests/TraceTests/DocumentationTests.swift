import Foundation
import Testing
import Trace

@Suite("docs/trace-format.md")
struct DocumentationTests {
    private func page() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/trace-format.md"), encoding: .utf8)
    }

    /// The names come from the sources, so that a new event without a line in the page is noticed.
    private func names(inFunctionAfter marker: String) throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let source = try String(contentsOf: root.appending(path: "Sources/Trace/Event+JSON.swift"), encoding: .utf8)
        let start = try #require(source.range(of: marker)).upperBound
        return source[start...].prefix { $0 != "}" }.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            return parts.count == 3 ? String(parts[1]) : nil
        }
    }

    @Test("Every event kind and every purpose of a job is described")
    func completeness() throws {
        let page = try page()
        let events = try names(inFunctionAfter: "/// The event's name in JSON.")
        #expect(events.count == 47)
        for name in events { #expect(page.contains("| `\(name)` |"), "\(name)") }
        let purposes = try names(inFunctionAfter: "/// The job's purpose in JSON.")
        #expect(purposes.count == 21)
        for name in purposes { #expect(page.contains("`\(name)`"), "\(name)") }
    }

    @Test("The page names the format and its version")
    func version() throws {
        #expect(try page().contains("\"format\":\"\(traceFormatName)\",\"version\":\(traceFormatVersion)"))
    }
}
