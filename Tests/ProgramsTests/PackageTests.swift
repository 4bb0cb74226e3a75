import Diagnostics
import Programs
import TestSupport
import Testing

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Packages on disk, by Node's algorithm; every case was compared with Node.js 24.19.
@Suite struct PackageTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try folder.write(
            "package.json",
            """
            {"name": "me", "type": "module", "exports": {".": "./src/self.js", "./x": "./src/x.js"},
             "imports": {"#in": "./src/x.js", "#dep": "exp", "#p/*": "./src/p/*.js", "#out": "../outside.js", "#path": "path"}}
            """)
        for name in ["src/self.js", "src/x.js", "src/p/one.js", "main.mjs", "src/main.mjs"] { try folder.write(name, "") }
        try folder.write("node_modules/main/package.json", #"{"main": "./lib/start"}"#)
        try folder.write("node_modules/main/lib/start.js", "")
        try folder.write("node_modules/noext/index.js", "")
        try folder.write(
            "node_modules/exp/package.json",
            """
            {"exports": {".": {"deno": "./deno.js", "node": {"import": "./node.js", "require": "./node.cjs"}}, "./deep/*": "./lib/*.js",
             "./deep/private/*": null, "./arr": ["nope", "./node.js"], "./bad": "node.js", "./up": "./../x.js"}}
            """)
        for name in ["node.js", "node.cjs", "deno.js", "lib/a.js"] { try folder.write("node_modules/exp/" + name, "") }
        try folder.write("node_modules/@s/pkg/other.js", "")
        try folder.write("node_modules/broken/package.json", "{")
        for name in ["single.js", "data.json", "noext.js", "exp.js"] { try folder.write("node_modules/" + name, "") }
    }

    private func resolved(_ specifier: String, from entry: String = "main.mjs", _ rules: ResolutionRules = .standard) throws -> String {
        let program = try Program.load(path: folder.path + "/" + entry)
        var reader = program.reader(sourceLimit: 1_000_000)
        do throws(Diagnostic) {
            let key = try program.resolve(specifier, from: program.entries[0], rules, reader: &reader)
            return key.path.hasPrefix(folder.path) ? String(key.path.dropFirst(folder.path.count + 1)) : key.path
        } catch {
            guard let problem = reader.packageProblem else { return error.message }
            return "\(problem.kind)"
        }
    }

    @Test(arguments: [
        ("main", "node_modules/main/lib/start.js"), ("noext", "node_modules/noext/index.js"), ("exp", "node_modules/exp/node.js"),
        ("exp/deep/a", "node_modules/exp/lib/a.js"), ("exp/deep/private/x", "notExported"), ("exp/none", "notExported"),
        ("exp/arr", "node_modules/exp/node.js"), ("exp/bad", "invalidTarget"), ("exp/up", "invalidTarget"),
        ("exp/deep/../a", "invalidSubpath"), ("@s/pkg/other.js", "node_modules/@s/pkg/other.js"), ("@s", "invalidSpecifier"),
        ("%41", "invalidSpecifier"), ("nopkg/x", "missingPackage"), ("broken", "invalidConfiguration"), ("me", "src/self.js"),
        ("single", "missingPackage"),
        ("single.js", "missingPackage"), ("me/x", "src/x.js"), ("me/none", "notExported"), ("#in", "src/x.js"),
        ("#dep", "node_modules/exp/node.js"),
        ("#p/one", "src/p/one.js"), ("#out", "invalidTarget"), ("#none", "importNotDefined"), ("#", "invalidImport"),
    ])
    func imports(specifier: String, expected: String) throws {
        #expect(try resolved(specifier) == expected)
        // From a folder of the project it is the same: its packages lie above.
        #expect(try resolved(specifier, from: "src/main.mjs") == expected)
    }

    @Test(arguments: [
        ("exp", "node_modules/exp/node.cjs"), ("@s/pkg/other", "node_modules/@s/pkg/other.js"), ("main/lib", "missingFile"),
        ("./src/x", "src/x.js"), ("./node_modules/noext", "node_modules/noext.js"), ("./src/none", "missingFile"),
        ("nopkg", "missingPackage"), ("single", "node_modules/single.js"), ("single.js", "node_modules/single.js"),
        ("data", "node_modules/data.json"), ("noext", "node_modules/noext.js"), ("exp.js", "node_modules/exp.js"),
    ])
    func requires(specifier: String, expected: String) throws {
        #expect(try resolved(specifier, ResolutionRules(.require, conditions: ["node", "require"])) == expected)
    }

    @Test func hostsChooseByConditions() throws {
        #expect(try resolved("exp", ResolutionRules(.import, conditions: ["deno", "import"])) == "node_modules/exp/deno.js")
        #expect(try resolved("#path", ResolutionRules(.import, conditions: ["import"], hostModules: ["path"])) == "node:path")
    }

    @Test func nothingIsReadAboveTheProject() throws {
        try folder.write("inner/project/package.json", "{}")
        try folder.write("inner/project/main.mjs", "")
        try folder.write("inner/node_modules/above/index.js", "")
        #expect(try resolved("above", from: "inner/project/main.mjs") == "missingPackage")
        #expect(try resolved("noext", from: "inner/project/main.mjs") == "missingPackage")
        let program = try Program.load(path: folder.path + "/inner/project/main.mjs", allowOutside: true)
        #expect(try program.resolve("above", from: program.entries[0]).path == folder.path + "/inner/node_modules/above/index.js")
    }

    @Test func foldersAboveTheProjectAreThereAndNothingBesideThem() throws {
        try folder.write("inner/project/package.json", "{}")
        try folder.write("inner/project/main.mjs", "")
        try folder.write("inner/beside/x.js", "")
        let program = try Program.load(path: folder.path + "/inner/project/main.mjs")
        var reader = program.reader(sourceLimit: 1_000_000)
        for (path, kind) in [
            ("/", "above"), (folder.path, "above"), (folder.path + "/inner/", "above"), (folder.path + "/inner/project", "folder"),
            (folder.path + "/inner/beside", "outside"), (folder.path + "/inner/none", "outside"), (folder.path + "/inn", "outside"),
            (folder.path + "/inner/project/none", "nothing"),
        ] {
            #expect(program.kind(ofFile: path, reader: &reader) == kind, "\(path)")
        }
        #expect(program.names(inFolder: folder.path + "/inner", reader: &reader) == [])
    }

    @Test func aLinkedPackageIsItsFile() throws {
        try folder.write("packages/linked/index.js", "")
        #expect(symlink(folder.path + "/packages/linked", folder.path + "/node_modules/linked") == 0)
        #expect(try resolved("linked") == "packages/linked/index.js")
    }

    @Test(arguments: [
        ("main.mjs", ModuleFormat.module), ("src/x.js", .module), ("node_modules/exp/node.cjs", .commonJS), ("package.json", .json),
        ("node_modules/main/lib/start.js", .undecided(isPackaged: true)), ("node_modules/noext/index.js", .undecided(isPackaged: false)),
    ])
    func formats(file: String, expected: ModuleFormat) throws {
        let program = try Program.load(path: folder.path + "/main.mjs")
        #expect(try program.text(of: ModuleKey(folder.path + "/" + file)).format == expected)
    }
}
