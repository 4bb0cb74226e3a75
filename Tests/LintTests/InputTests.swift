import Foundation
import Lint
import TestSupport
import Testing

/// Lints files below a folder of their own, by its absolute path.
@Suite("What is linted")
struct InputTests {
    private func report(
        _ scratch: ScratchFolder, _ paths: [String] = ["."], rules: [String] = ["floating-import", "then-export"],
        _ change: (inout LintRequest) -> Void = { _ in }
    ) -> LintReport {
        var request = LintRequest(paths: paths.map { scratch.path($0) })
        request.rules = rules
        change(&request)
        return lint(request)
    }

    private func names(_ report: LintReport, _ scratch: ScratchFolder) -> [String] {
        report.findings.compactMap { $0.diagnostic.location?.file }.map { String($0.dropFirst(scratch.path.count + 1)) }
    }

    private static let loose = "import('./a.mjs');"

    @Test("A folder stands for its modules, without node_modules and what is hidden, unless that is named")
    func folders() throws {
        let scratch = try ScratchFolder()
        for path in [
            "a.mjs", "b.js", "sub/c.cjs", "sub/deep/d.mjs", "node_modules/p/e.mjs", ".hidden/f.mjs", "g.txt", "chart.js/h.mjs", ".i.mjs",
        ] {
            try scratch.write(path, Self.loose)
        }
        #expect(names(report(scratch), scratch) == ["a.mjs", "b.js", "chart.js/h.mjs", "sub/c.cjs", "sub/deep/d.mjs"])
        #expect(names(report(scratch, ["node_modules"]), scratch) == ["node_modules/p/e.mjs"])
        #expect(names(report(scratch, [".hidden"]), scratch) == [".hidden/f.mjs"])
        #expect(names(report(scratch, ["sub", "a.mjs", "sub/deep"]), scratch) == ["a.mjs", "sub/c.cjs", "sub/deep/d.mjs"])
    }

    @Test("Symbolic links lead nowhere outside, and folders are not followed in circles")
    func links() throws {
        let outside = try ScratchFolder()
        try outside.write("secret.mjs", Self.loose)
        let scratch = try ScratchFolder()
        try scratch.write("a.mjs", Self.loose + "\nimport './out.mjs';")
        let files = FileManager.default
        try files.createSymbolicLink(atPath: scratch.path("out.mjs"), withDestinationPath: outside.path("secret.mjs"))
        try files.createSymbolicLink(atPath: scratch.path("circle"), withDestinationPath: scratch.path)
        try files.createSymbolicLink(atPath: scratch.path("in.mjs"), withDestinationPath: "a.mjs")
        #expect(names(report(scratch), scratch) == ["a.mjs", "in.mjs"])
        #expect(names(report(scratch) { $0.allowsOutside = true }, scratch) == ["a.mjs", "in.mjs", "out.mjs"])
    }

    @Test("What cannot be parsed is told once, with how many there are, and the rest is linted")
    func unparsed() throws {
        let scratch = try ScratchFolder()
        try scratch.write("a.mjs", Self.loose)
        for number in 0..<8 { try scratch.write("jsx\(number).js", "export const a = <b/>;") }
        let report = report(scratch)
        #expect(names(report, scratch) == ["a.mjs"])
        #expect(report.notes.count == 1)
        #expect(report.notes.first?.message == "8 modules could not be parsed, and are left out")
        #expect(report.notes.first?.related.count == 5)
        #expect(report.moduleCount == 1 && report.problems.isEmpty)
    }

    @Test("Of imports that lead nowhere a few are placed, and all are counted")
    func manyMissing() throws {
        let scratch = try ScratchFolder()
        try scratch.write("a.mjs", (0..<4_000).map { "import './no\($0).mjs';\n" }.joined())
        let notes = report(scratch).notes
        #expect(notes.map(\.message) == ["4000 imports lead to no module that is there"])
        #expect(notes.first?.related.count == 5)
    }

    @Test("A module that is too much for the parser is a problem: nobody looked at it")
    func tooLarge() throws {
        let scratch = try ScratchFolder()
        try scratch.write("a.mjs", Self.loose)
        try scratch.write("chain.mjs", "x" + String(repeating: ".a", count: 3_000) + ";")
        try scratch.write("deep.mjs", String(repeating: "(", count: 400) + "1" + String(repeating: ")", count: 400) + ";")
        let report = report(scratch)
        #expect(names(report, scratch) == ["a.mjs"])
        #expect(report.problems.count == 2)
        #expect(report.problems.allSatisfy { $0.message.contains("nests too deeply") && $0.severity == .error })
        #expect(report.notes.isEmpty)
    }

    @Test("What only the simulator does not run is linted: regular expressions, BigInts, using, CommonJS")
    func language() throws {
        let scratch = try ScratchFolder()
        try scratch.write(
            "a.mjs",
            """
            const a = /[/]x\\/(?<n>y)/giu.test(b) ? 1n : 0xFFn, c = d / 2 / e;
            if (x) /y/.exec(z);
            import f from './g.json' with { type: 'json' };
            import h from './g.json' assert { type: 'json' };
            async function i() {
              using j = k(); await using l = m();
              for (const n of o) { using = 1; }
            }
            const p = { 1n: 2, using: 3 };
            eval('q');
            import('./r.mjs');
            """)
        for path in ["r.mjs", "c.mjs"] { try scratch.write(path, "") }
        try scratch.write("g.json", "{}")
        try scratch.write(
            "b.cjs", "const a = require('./x'); if (!a) return; module.exports = await_; var await_ = new.target; import('./c.mjs');")
        try scratch.write("c.js", "exports.a = 1; return;")
        let report = report(scratch)
        #expect(report.notes.isEmpty, "\(report.notes.map { $0.text() })")
        #expect(places(report.findings).map { $0.split(separator: "/").last.map(String.init) } == ["a.mjs:11:1", "b.cjs:1:93"])
        #expect(report.moduleCount == 5)
    }

    @Test("Imports lead to files without their ending, and to a folder's index; packages are outside")
    func endings() throws {
        let scratch = try ScratchFolder()
        try scratch.write(
            "main.js",
            "import './a'; import './sub'; import './b.c'; import 'react'; import 'node:fs'; import './style.css'; import './sub/';")
        try scratch.write("a.js", "")
        try scratch.write("b.c.mjs", "")
        try scratch.write("sub/index.js", "")
        try scratch.write("style.css", "")
        let report = report(scratch, ["main.js"])
        #expect(report.moduleCount == 4)
        #expect(report.notes.isEmpty, "\(report.notes.map { $0.text() })")
    }

    @Test("An import of a file that is not there is told, and no error")
    func missing() throws {
        let scratch = try ScratchFolder()
        try scratch.write("a.mjs", "import './gone.mjs'; await import('./gone.mjs');")
        let report = report(scratch)
        #expect(report.notes.map(\.message) == ["2 imports lead to no module that is there"])
        #expect(report.problems.isEmpty && report.findings.isEmpty)
    }

    @Test("Nothing to lint is a problem", arguments: ["empty", "gone", "a.ts", "a.txt"])
    func nothing(path: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("empty/a.txt", "")
        try scratch.write("a.ts", "")
        try scratch.write("a.txt", "")
        let report = report(scratch, [path])
        #expect(report.problems.count == 1)
        #expect(report.moduleCount == 0)
    }

    @Test("A configuration is found above, says what counts, and leaves files out")
    func configuration() throws {
        let scratch = try ScratchFolder()
        try scratch.write("tla-sim.yaml", "rules: {floating-import: error, then-export: off}\nignore: [vendor, '*.min.js']\n")
        for path in ["src/a.mjs", "src/vendor/b.mjs", "src/c.min.js"] { try scratch.write(path, Self.loose + "export function then() {}") }
        var request = LintRequest(paths: [scratch.path("src")])
        var found = lint(request)
        #expect(names(found, scratch) == ["src/a.mjs"])
        #expect(found.findings.map(\.rule) == ["floating-import"] && found.errorCount == 1)
        request.rules = ["then-export"]
        found = lint(request)
        #expect(found.findings.map(\.rule) == ["then-export"], "what is asked for comes before the configuration")
        try scratch.write("other.yaml", "rules: {floating-import: off, then-export: off}")
        request.rules = nil
        request.configuration = scratch.path("other.yaml")
        #expect(lint(request).findings.isEmpty)
        try scratch.write("tla-sim.yaml", "rules: {floating: off}")
        request.configuration = nil
        found = lint(request)
        #expect(found.findings.isEmpty && found.moduleCount == 0)
        #expect(found.problems.map(\.keyPath) == ["rules.floating"])
    }

    @Test("A configuration above the top of a repository is another's")
    func repository() throws {
        let scratch = try ScratchFolder()
        try scratch.write("tla-sim.yaml", "rules: {floating-import: off}")
        try scratch.write("mine/a.mjs", Self.loose)
        try scratch.write("mine/.git/HEAD", "")
        #expect(lint(LintRequest(paths: [scratch.path("mine")])).findings.map(\.rule) == ["floating-import"])
    }

    @Test("Entries that a configuration names must be there")
    func entries() throws {
        let scratch = try ScratchFolder()
        try scratch.write("tla-sim.yaml", "entries: [src/main.mjs, src/gone.mjs]")
        try scratch.write("src/main.mjs", Self.loose)
        let report = report(scratch)
        #expect(report.problems.map(\.keyPath) == ["entries[1]"])
        #expect(report.problems.first?.location?.column == 25)
    }

    @Test("A scenario is linted with the places of its document, and on its host")
    func scenarios() throws {
        let scratch = try ScratchFolder()
        try scratch.write(
            "s.yaml",
            "entry: a\nmodules:\n  a: |\n    // tla-sim-ignore-next-line then-export: meant\n    export function then() {}\n    import('./b');\n  b: ''\n"
        )
        let report = report(scratch, ["s.yaml"])
        #expect(places(report.findings).map { $0.split(separator: "/").last.map(String.init) } == ["s.yaml:6:5"])
        #expect(report.ignoredCount == 1)
        #expect(report.findings.first?.command == ["explain", scratch.path("s.yaml")])
    }
}
