import Programs
import TestSupport
import Testing

@testable import Lint

@Suite("Which modules are started")
struct EntryTests {
    private func entries(_ scratch: ScratchFolder, _ paths: [String] = ["."], _ change: (inout LintRequest) -> Void = { _ in }) -> [String]
    {
        var request = LintRequest(paths: paths.map { scratch.path($0) })
        change(&request)
        return LintInputs(request).inputs.flatMap { input in
            let graph = LintedGraph(input.program, entries: input.entries, threads: 2)
            return graph.entries.map { graph[$0].name }
        }
    }

    @Test("Modules that nobody imports, and of those that import each other the first")
    func nobodyImports() throws {
        let scratch = try ScratchFolder()
        try scratch.write("a.mjs", "import './b.mjs';")
        try scratch.write("b.mjs", "import './c.mjs';")
        try scratch.write("c.mjs", "import './b.mjs';")
        try scratch.write("d.mjs", "import('./e.mjs');")
        try scratch.write("e.mjs", "import './d.mjs';")
        try scratch.write("f.mjs", "import './f.mjs';")
        #expect(entries(scratch) == ["a.mjs", "d.mjs", "f.mjs"])
    }

    @Test("A module that is named alone is what is started")
    func namedAlone() throws {
        let scratch = try ScratchFolder()
        try scratch.write("a.mjs", "import './b.mjs'; export const settings = { port: 1 };")
        try scratch.write("b.mjs", "import { settings } from './a.mjs'; console.log(settings.port);")
        #expect(entries(scratch, ["a.mjs"]) == ["a.mjs"] && entries(scratch, ["b.mjs"]) == ["b.mjs"])
        func rules(_ path: String) -> [String] { lint(LintRequest(paths: [scratch.path(path)])).findings.map(\.rule) }
        #expect(rules("a.mjs") == ["use-before-init"])
        // From the other end it goes well.
        #expect(rules("b.mjs") == [] && rules(".") == [])
    }

    @Test("What package.json names, as far as it is there")
    func package() throws {
        let scratch = try ScratchFolder()
        for path in ["lib/index.js", "lib/esm.mjs", "lib/node.mjs", "bin.js", "other.js"] { try scratch.write(path, "") }
        try scratch.write(
            "package.json",
            #"{"main": "lib/index.js", "bin": {"x": "./bin.js"}, "exports": {".": {"node": "./lib/node.mjs", "import": "./lib/esm.mjs"}, "./*": "./lib/*.js", "./gone": "./gone.js"}}"#
        )
        #expect(Set(entries(scratch)) == ["lib/index.js", "bin.js", "lib/node.mjs", "lib/esm.mjs"])
        try scratch.write("package.json", "{broken")
        #expect(entries(scratch).count == 5)
    }

    @Test("An entry that leads nowhere is a problem, and not passed over", arguments: ["gone.mjs", "folder", "page.html"])
    func wrongEntries(name: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("a.mjs", "")
        try scratch.write("folder/b.mjs", "")
        try scratch.write("page.html", "")
        var request = LintRequest(paths: [scratch.path(".")])
        request.entries = [scratch.path(name), scratch.path("a.mjs")]
        let report = lint(request)
        #expect(report.problems.count == 1)
        #expect(report.problems.first?.message.hasPrefix("--entry \(scratch.path(name)): ") == true)
        request.entries = [scratch.path("a.mjs")]
        #expect(lint(request).problems.isEmpty)
        try scratch.write("other/c.mjs", "")
        request.paths = [scratch.path("folder"), scratch.path("other")]
        #expect(lint(request).problems.contains { $0.message.hasSuffix("it is in no folder that is linted") })
    }

    @Test("The module scripts of pages")
    func pages() throws {
        let scratch = try ScratchFolder()
        for path in ["assets/index-1.js", "assets/lazy-2.js", "old.js"] { try scratch.write(path, "") }
        try scratch.write(
            "index.html",
            "<!doctype html><!-- <script type=module src=old.js> --><SCRIPT TYPE='module' crossorigin src=\"/assets/index-1.js?v=2\"></SCRIPT><script src=old.js></script><script type=module src=https://cdn.test/a.js></script>"
        )
        #expect(entries(scratch) == ["assets/index-1.js"])
    }

    @Test(
        "A page without an end ends",
        arguments: ["<script", "<script type=module src='", "<!--", "<script type", "<script =", "<script type=module src"])
    func brokenPages(text: String) {
        #expect(DeclaredEntries.scripts(of: Array(text.utf8)).allSatisfy { $0.isEmpty })
    }

    @Test("What the configuration names comes before, and the command line before that")
    func named() throws {
        let scratch = try ScratchFolder()
        for path in ["src/a.mjs", "src/b.mjs", "src/c.mjs"] { try scratch.write(path, "") }
        try scratch.write("src/package.json", #"{"main": "a.mjs"}"#)
        #expect(entries(scratch, ["src"]) == ["a.mjs"])
        try scratch.write("tla-sim.yaml", "entries: src/b.mjs")
        #expect(entries(scratch, ["src"]) == ["src/b.mjs"])
        #expect(entries(scratch, ["src"]) { $0.entries = [scratch.path("src/c.mjs")] } == ["src/c.mjs"])
    }
}
