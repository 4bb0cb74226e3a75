import Foundation
import Lint
import Testing

@Suite("Output of real bundlers")
struct BundledOutputTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Graphs")

    static let names: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".txt") }.sorted()

    /// The files of an output, the entry first, and whether Node.js came to its end.
    private func read(_ name: String) throws -> (files: [(name: String, text: String)], hangs: Bool) {
        let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
        var files: [(name: String, text: String)] = []
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for line in lines.dropFirst() {
            if line.hasPrefix("=== ") {
                files.append((String(line.dropFirst(4)), ""))
            } else if !files.isEmpty {
                files[files.count - 1].text += line + "\n"
            }
        }
        files.sort { first, second in first.name == "main.js" && second.name != "main.js" }
        return (files, lines[0].contains("hangs on"))
    }

    @Test("import-cycle-await is certain of what hangs, and says nothing of what does not", arguments: names)
    func cycles(name: String) throws {
        let (files, hangs) = try read(name)
        #expect(files.count > 0 && files[0].name == "main.js")
        let findings = found("import-cycle-await", in: files)
        #expect(findings.contains(where: \.isCertain) == hangs, "\(name)")
        if !hangs { #expect(findings.isEmpty, "\(name)") }
    }

    @Test("There are outputs of every tool, both ways") func complete() {
        #expect(Self.names.count == 23)
        for tool in ["rollup4", "esbuild", "bun", "webpack"] {
            #expect(Self.names.contains { $0.hasPrefix(tool) && $0.contains("mended") }, "\(tool)")
            #expect(Self.names.contains { $0.hasPrefix(tool) && !$0.contains("mended") }, "\(tool)")
        }
    }
}
