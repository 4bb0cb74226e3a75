import Foundation
import TestSupport
import Testing

/// What bundlers wrote, run as it is: the circle is told by the modules that it was made of.
@Suite struct BundleCircleTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "LintTests/Graphs")

    /// The files of a recorded output, `main.js` first.
    ///
    /// - Parameter ending: what is put in the place of `.js`.
    private func output(_ name: String, ending: String = ".js") throws -> ExplainedModules {
        let text = try String(contentsOf: Self.folder.appending(path: name + ".txt"), encoding: .utf8)
        let parts = text.components(separatedBy: "\n=== ").dropFirst()
        let files = parts.map { part in
            let end = part.firstIndex(of: "\n") ?? part.endIndex
            return (name: String(part[..<end].dropLast(3)) + ending, source: String(part[end...].dropFirst()) + "\n")
        }
        let entry = "main" + ending
        return ExplainedModules(files.filter { $0.name == entry } + files.filter { $0.name != entry })
    }

    @Test(
        "Who waits for whom, and what takes it apart",
        arguments: [
            ("esbuild-one", "main.mjs → page.mjs → main.mjs"), ("esbuild-one-minified", "s → l → s"),
            ("bun-one", "main.mjs → page.mjs → main.mjs"),
            ("bun-all", "src/main.mjs → src/page.mjs → src/main.mjs"), ("bun-all-minified", "l → n → l"),
            ("webpack-list", "module 0 → module 1 → module 0"), ("webpack-production", "module 327 → module 53 → module 327"),
        ])
    func circles(name: String, round: String) throws {
        let text = try output(name).text()
        #expect(text.contains("modules in the bundle wait for each other: \(round)"), "\(text)")
        #expect(text.contains("help: do not await the import() of"), "\(text)")
    }

    @Test("A bundle that is a script ends as if all were well")
    func script() throws {
        let text = try output("webpack-one", ending: ".cjs").text()
        #expect(
            text.contains(
                "warning: 'main.cjs' never settles: modules in the bundle wait for each other: ./main.mjs → ./page.mjs → ./main.mjs; nobody"
            )
        )
    }

    @Test(
        "Nothing is said of what ends well",
        arguments: ["esbuild-one-mended", "bun-all-mended", "webpack-list-mended"])
    func mended(name: String) throws {
        #expect(try output(name).text() == "")
    }

    @Test("Nothing is said of a script that ends well")
    func mendedScript() throws { #expect(try output("webpack-one-mended", ending: ".cjs").text() == "") }
}
