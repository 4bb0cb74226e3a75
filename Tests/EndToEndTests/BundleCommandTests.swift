import Foundation
import TestSupport
import Testing

@Suite("bundle, bundlers, compare")
struct BundleCommandTests {
    /// Two siblings and what imports them, each waiting for a second: side by side 2 s, in a row 3 s.
    private static let siblings = [
        "main.mjs": "import { a } from './a.mjs';\nimport { b } from './b.mjs';\nawait sleep(1000);\nconsole.log(a, b);\n",
        "a.mjs": "await sleep(1000);\nexport const a = 124;\n",
        "b.mjs": "await sleep(1000);\nexport const b = 124;\n",
    ]

    private static func folder(_ files: [String: String]) throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        for (name, text) in files { try scratch.write(name, text) }
        return scratch
    }

    // MARK: Names

    @Test("The bundlers are listed, each with its rule")
    func list() throws {
        let result = try CommandLineTool.run("bundlers")
        #expect(result.status == 0)
        #expect(result.output.contains("\nrollup "))
        #expect(result.output.split(separator: "\n").allSatisfy { $0.split(separator: " ").count > 3 })
        let json = try CommandLineTool.run("bundlers", "--format", "json")
        let list = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
        #expect(list.count == result.output.split(separator: "\n").count)
        #expect(list.allSatisfy { $0["name"] is String && $0["rule"] is String && $0["evidence"] is String })
    }

    @Test(
        "A misspelt name says what was meant",
        arguments: [
            ["bundle", "x.mjs", "--as", "rolup"], ["run", "x.mjs", "--bundler", "rolup"], ["console", "x.mjs", "--bundler", "rolup"],
            ["draw", "x.mjs", "--bundler", "rolup"], ["export", "x.mjs", "-o", "out", "--bundler", "rolup"],
            ["compare", "x.mjs", "--bundlers", "esbuild,rolup"],
        ])
    func misspelt(arguments: [String]) throws {
        let result = try CommandLineTool.run(arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains("there is no bundler 'rolup'\n  help: did you mean 'rollup'?"), "\(result.errors)")
    }

    @Test(
        "What makes no sense is refused",
        arguments: [
            (["run", "x.mjs", "--splitting", "on"], "--splitting and --chunk are for a bundler"),
            (["bundle", "x.mjs", "--as", "rollup", "--chunk", "vendor"], "a chunk is written name=module,module"),
            (["bundle", "x.mjs", "--as", "rollup", "--chunk", "=a"], "a chunk is written name=module,module"),
            (["bundle", "x.mjs", "--as", "native", "--format", "cjs"], "native has no format 'cjs'"),
            (["bundle", "x.mjs", "--as", "rollup", "--force"], "--force is for the folder that -o names"),
            (["compare", "x.mjs", "--bundlers", ","], "--bundlers names no bundler"),
            (["compare", "x.mjs", "--hosts", "nodd"], "there is no host 'nodd'"),
            (["compare", "x.mjs", "-o", "-"], "the table goes to standard output"),
        ])
    func refused(arguments: [String], words: String) throws {
        let result = try CommandLineTool.run(arguments)
        #expect(result.status == 64, "\(result.errors)")
        #expect(result.errors.contains(words), "\(result.errors)")
    }

    @Test("A chunk names modules that there are")
    func chunks() throws {
        let scratch = try Self.folder(Self.siblings)
        let unknown = try CommandLineTool.run("bundle", "main.mjs", "--as", "rollup", "--chunk", "lib=a.msj", in: scratch.url)
        #expect(unknown.status == 64)
        #expect(unknown.errors.contains("did you mean 'a.mjs'?"), "\(unknown.errors)")
        let twice = try CommandLineTool.run(
            "bundle", "main.mjs", "--as", "rollup", "--chunk", "x=a.mjs", "--chunk", "y=a.mjs", in: scratch.url)
        #expect(twice.status == 64)
        let fine = try CommandLineTool.run("bundle", "main.mjs", "--as", "rollup", "--chunk", "lib=a.mjs,b.mjs", in: scratch.url)
        #expect(fine.status == 0)
        #expect(fine.output.contains("// ===== "))
    }

    // MARK: bundle

    @Test("One file is printed, of several each below its name")
    func print() throws {
        let scratch = try Self.folder(Self.siblings)
        let one = try CommandLineTool.run("bundle", "main.mjs", "--as", "rollup", in: scratch.url)
        #expect(one.status == 0)
        #expect(!one.output.contains("// ====="))
        #expect(one.output.contains("const a = 124;"))
        let several = try CommandLineTool.run("bundle", "main.mjs", "--as", "native", in: scratch.url)
        #expect(several.output.contains("// ===== a.mjs\nawait sleep(1000);\n"))
    }

    @Test("A folder is written with source maps, and not over anything else; Node.js runs it")
    func folder() throws {
        var files = Self.siblings
        files["b.mjs"] = "console.log('b');\nexport const b = missing.property;\n"
        let scratch = try Self.folder(files)
        let result = try CommandLineTool.run("bundle", "main.mjs", "--as", "rollup", "-o", "out", in: scratch.url)
        #expect(result.output == "wrote out (1 file)\n")
        let map = try String(contentsOf: scratch.url.appending(path: "out/main.mjs.map"), encoding: .utf8)
        let parsed = try #require(JSONSerialization.jsonObject(with: Data(map.utf8)) as? [String: Any])
        #expect(parsed["version"] as? Int == 3)
        #expect((parsed["sources"] as? [String])?.sorted() == ["a.mjs", "b.mjs", "main.mjs"])
        #expect((parsed["sourcesContent"] as? [String])?.count == 3)
        let text = try String(contentsOf: scratch.url.appending(path: "out/main.mjs"), encoding: .utf8)
        #expect(text.hasSuffix("\n//# sourceMappingURL=main.mjs.map\n"))
        #expect(try CommandLineTool.run("bundle", "main.mjs", "--as", "rollup", "-o", "out", in: scratch.url).status == 0)
        try scratch.write("out/mine.txt", "mine")
        #expect(try CommandLineTool.run("bundle", "main.mjs", "--as", "rollup", "-o", "out", in: scratch.url).status == 74)
        let node = try CommandLineTool.shell(
            "command -v node > /dev/null || exit 77; node --enable-source-maps out/entry.mjs", in: scratch.url)
        guard node.status != 77 else { return }
        #expect(node.output == "b\n")
        #expect(node.errors.contains("b.mjs:2:18"), "\(node.errors)")
    }

    @Test("A bundled run tells of the user's own modules")
    func run() throws {
        let scratch = try Self.folder(Self.siblings)
        let text = try CommandLineTool.run("run", "main.mjs", "--bundler", "rollup", "--no-pictures", in: scratch.url)
        #expect(text.output.contains("main.mjs  (host spec, bundled by rollup)"))
        #expect(text.output.contains("b.mjs     starts"))
        #expect(text.output.contains("fulfilled after 3000 ms"))
        let json = try CommandLineTool.run("run", "main.mjs", "--bundler", "rollup", "--format", "json", in: scratch.url)
        let trace = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(trace["bundler"] as? String == "rollup")
        #expect((trace["sources"] as? [[String: Any]])?.compactMap { $0["name"] as? String }.sorted() == ["a.mjs", "b.mjs", "main.mjs"])
        let events = try #require(trace["events"] as? [[String: Any]])
        let stands = events.filter { $0["kind"] as? String == "suspended" }.map { "\($0["source"] ?? "") \($0["line"] ?? "")" }
        #expect(stands == ["a.mjs 1", "b.mjs 1", "main.mjs 3"])
        #expect(try CommandLineTool.run("console", "main.mjs", "--bundler", "rollup", in: scratch.url).output == "124 124\n")
    }

    @Test("An error of a bundled run is told where the user wrote it")
    func errorPlace() throws {
        let scratch = try Self.folder(["main.mjs": "import './a.mjs';\n", "a.mjs": "\nthrow new Error('no');\n"])
        let result = try CommandLineTool.run("run", "main.mjs", "--bundler", "esbuild", "--no-pictures", in: scratch.url)
        #expect(result.status == 1)
        #expect(result.errors.contains("a.mjs:2:7: error: uncaught Error: no"), "\(result.errors)")
    }

    // MARK: compare

    @Test("Siblings that a bundler puts in a row cost a second, and the await behind which they stand is named")
    func compare() throws {
        let scratch = try Self.folder(Self.siblings)
        let result = try CommandLineTool.run("compare", "main.mjs", "--bundlers", "rollup,webpack", "-o", "c.svg", in: scratch.url)
        #expect(result.status == 1)
        let rows = result.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(rows.contains("native - - 2000 ms - fulfilled"), "\(result.output)")
        #expect(rows.contains("rollup same - 3000 ms +1000 ms (+50 %) fulfilled"), "\(result.output)")
        #expect(rows.contains("webpack same - 2000 ms 0 ms fulfilled"), "\(result.output)")
        #expect(
            rows.contains(
                "rollup: b.mjs begins only behind await sleep(1000) in a.mjs (a.mjs:1:1), which it does not import, at 1000 ms instead of 0 ms"
            ),
            "\(result.output)")
        let svg = try String(contentsOf: scratch.url.appending(path: "c.svg"), encoding: .utf8)
        #expect(svg.contains("b.mjs stands behind a.mjs line 1"))
        #expect(svg.contains(">native, webpack<"))
    }

    @Test("Bundles that do what the program does end with 0, in each form")
    func agreeing() throws {
        let scratch = try Self.folder(["main.mjs": "import './a.mjs';\nconsole.log('main');\n", "a.mjs": "console.log('a');\n"])
        for format in ["text", "markdown", "json"] {
            let result = try CommandLineTool.run(
                "compare", "main.mjs", "--bundlers", "rollup,esbuild", "--hosts", "spec,node", "--format", format, in: scratch.url)
            #expect(result.status == 0, "\(result.output)\(result.errors)")
        }
        let json = try CommandLineTool.run("compare", "main.mjs", "--bundlers", "rollup", "--format", "json", in: scratch.url)
        let table = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(table["agrees"] as? Bool == true)
        #expect((table["runs"] as? [[String: Any]])?.map { $0["bundler"] as? String } == ["native", "rollup"])
    }

    @Test("A bundle that never settles tells what waits for what, and which chunk is to blame")
    func hanging() throws {
        let scratch = try Self.folder([
            "main.mjs": "import { f } from './f.mjs';\nconsole.log(f);\nconst m = await import('./m.mjs');\nconsole.log(m.x);\n",
            "m.mjs": "import { f } from './f.mjs';\nconsole.log('m');\nexport const x = f + 1;\n", "f.mjs": "export const f = 1;\n",
        ])
        let result = try CommandLineTool.run("compare", "main.mjs", "--bundlers", "rollup,rollup@3", in: scratch.url)
        #expect(result.status == 1)
        #expect(
            result.output.contains("never settles: main.mjs (main.mjs:3:11) → import('./m.mjs') → m.mjs → main.mjs"), "\(result.output)")
        #expect(result.output.contains("f.mjs, which m.mjs imports (m.mjs:1:19), is in the chunk of main.mjs"), "\(result.output)")
        #expect(
            result.output.contains("rollup@3: m.mjs never begins: it stands behind await import(\"./m.mjs\") in main.mjs (main.mjs:3:11)"),
            "\(result.output)")
    }

    @Test("An input that cannot be used is no difference")
    func badInput() throws {
        let scratch = try Self.folder(["syntax.mjs": "let let = 1;\n", "missing.mjs": "import './nowhere.mjs';\n"])
        #expect(try CommandLineTool.run("compare", "nothing.mjs", in: scratch.url).status == 2)
        #expect(try CommandLineTool.run("compare", "syntax.mjs", in: scratch.url).status == 1)
        #expect(try CommandLineTool.run("compare", "missing.mjs", in: scratch.url).status == 1)
        #expect(try CommandLineTool.run("bundle", "missing.mjs", "--as", "rollup", in: scratch.url).status == 1)
    }

    @Test("Names and texts act on nothing, whatever they are")
    func hostile() throws {
        let scratch = try ScratchFolder()
        let name = "a|b<c>\\u001B[31m\\u202E.mjs"
        let text = "await sleep(1); console.log('\\\\u001B[2J | <b>', '\\\\u202E');"
        try scratch.write(
            "s.json",
            """
            {"entry": "main.mjs", "title": "t\\u001B[2J|<x>", "modules": {
            "main.mjs": "import \\"./\(name.replacingOccurrences(of: "\\", with: "\\"))\\"; import './z.mjs'; console.log('main');",
            "z.mjs": "console.log('z');", "\(name)": "\(text)"}}
            """)
        for format in ["text", "markdown", "json"] {
            let result = try CommandLineTool.run(
                "compare", "s.json", "--bundlers", "rollup,esbuild-lazy,webpack", "--format", format, "-o", "c-\(format).svg",
                in: scratch.url)
            #expect(result.status < 2, "\(result.errors)")
            #expect(!(result.output + result.errors).unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
        }
        #expect(try CommandLineTool.run("bundle", "s.json", "--as", "rollup", "-o", "out", in: scratch.url).status == 0)
    }
}
