import TestSupport
import Testing

/// What `import()` rejects with when there is nothing to run. Node's errors were measured on Node 20.20; browsers reject with TypeErrors, and so
/// does the specification's profile.
@Suite struct HostLoadErrorTests {
    private static let tell = """
        const tell = (promise) => promise.catch((error) => console.log(error.constructor.name, error.code, error.message));

        """

    private static func modules(_ code: String) -> Modules {
        var modules: Modules = [
            "main.mjs": tell + code, "lib/a.mjs": "import './gone.mjs';", "data.json": "{}", "ok.mjs": "export default 1;",
            "broken.mjs": "let let;",
        ]
        modules.json = ["data.json"]
        return modules
    }

    @Test(arguments: [
        ("'./gone.mjs'", "Error ERR_MODULE_NOT_FOUND Cannot find module 'gone.mjs' imported from main.mjs"),
        ("'./lib/gone.mjs?x=1'", "Error ERR_MODULE_NOT_FOUND Cannot find module 'lib/gone.mjs' imported from main.mjs"),
        ("'./lib/a.mjs'", "Error ERR_MODULE_NOT_FOUND Cannot find module 'lib/gone.mjs' imported from lib/a.mjs"),
        ("'pack'", "Error ERR_MODULE_NOT_FOUND Cannot find package 'pack' imported from main.mjs"),
        ("'pack/part.js'", "Error ERR_MODULE_NOT_FOUND Cannot find package 'pack' imported from main.mjs"),
        ("'@scope/pack/part.js'", "Error ERR_MODULE_NOT_FOUND Cannot find package '@scope/pack' imported from main.mjs"),
        ("'@scope'", "TypeError ERR_INVALID_MODULE_SPECIFIER Invalid module \"@scope\" is not a valid package name imported from main.mjs"),
        ("'#inner'", "TypeError ERR_PACKAGE_IMPORT_NOT_DEFINED Package import specifier \"#inner\" is not defined imported from main.mjs"),
        (
            "'./lib'",
            "Error ERR_UNSUPPORTED_DIR_IMPORT Directory import 'lib' is not supported resolving ES modules imported from main.mjs"
        ),
        (
            "'http://a.test/x.mjs'",
            "Error ERR_UNSUPPORTED_ESM_URL_SCHEME Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. "
                + "Received protocol 'http:'"
        ),
        (
            "'./data.json'",
            "TypeError ERR_IMPORT_ASSERTION_TYPE_MISSING Module \"data.json\" needs an import attribute of type \"json\""
        ),
        (
            "'./ok.mjs', { with: { type: 'json' } }",
            "TypeError ERR_IMPORT_ASSERTION_TYPE_FAILED Module \"ok.mjs\" is not of type \"json\""
        ),
        (
            "'./ok.mjs', { with: { type: 'css' } }",
            "TypeError ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED Import attribute type \"css\" is unsupported"
        ),
    ])
    func node20(call: String, expected: String) throws {
        #expect(try Self.modules("await tell(import(\(call)));").lines("node@20") == [expected])
    }

    @Test(arguments: [
        ("'./data.json'", "TypeError ERR_IMPORT_ATTRIBUTE_MISSING Module \"data.json\" needs an import attribute of \"type: json\""),
        (
            "'./ok.mjs', { with: { type: 'json' } }",
            "TypeError ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE Module \"ok.mjs\" is not of type \"json\""
        ),
        ("'./gone.mjs'", "Error ERR_MODULE_NOT_FOUND Cannot find module 'gone.mjs' imported from main.mjs"),
    ])
    func node24(call: String, expected: String) throws {
        #expect(try Self.modules("await tell(import(\(call)));").lines("node") == [expected])
    }

    @Test func `Deno has one code for all`() throws {
        #expect(
            try Self.modules("await tell(import('./gone.mjs'));").lines("deno") == [
                "TypeError ERR_MODULE_NOT_FOUND Module not found \"file:///gone.mjs\"."
            ])
    }

    @Test(arguments: ["spec", "browser"])
    func `elsewhere it is a TypeError without a code`(host: String) throws {
        #expect(
            try Self.modules("await tell(import('./gone.mjs'));").lines(host) == [
                "TypeError undefined there is no module './gone.mjs' in this scenario"
            ])
    }

    @Test func `the error shows its code and is made anew each time`() throws {
        let code = """
            const [a, b, c, d] = await Promise.all(['./gone.mjs', './gone.mjs', './broken.mjs', './broken.mjs'].map((s) => import(s).catch((e) => e)));
            console.log(a === b, c === d, c.name, a instanceof Error, a.name, a.url, Object.keys(a).join());
            console.log(String(a));
            console.log(a);
            """
        #expect(
            try Self.modules(code).lines("node@20") == [
                "false true SyntaxError true Error file:///gone.mjs code",
                "Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'gone.mjs' imported from main.mjs",
                "Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'gone.mjs' imported from main.mjs {\n  code: 'ERR_MODULE_NOT_FOUND'\n}",
            ])
    }

    @Test func `a JSON module that does not parse names its error once`() throws {
        var modules: Modules = [
            "main.mjs": "await import('./data.json', { with: { type: 'json' } }).catch((error) => console.log(String(error)));",
            "data.json": "{ bad",
        ]
        modules.json = ["data.json"]
        #expect(try modules.lines() == ["SyntaxError: Expected property name or '}' in JSON at position 2 (line 1 column 3)"])
    }

    @Test func `uncaught, it is still told with its place and what is near`() throws {
        let run = try Self.modules("await import('./okk.mjs');").run("node")
        let problem = try #require(run.outcomeDiagnostics.first)
        #expect(problem.message == "there is no module './okk.mjs' in this scenario")
        #expect(problem.suggestion == "did you mean './ok.mjs'?")
        #expect(problem.location?.line == 2)
    }

    @Test(.enabled(if: Node.majorVersion == 20, "needs node 20 on the PATH"))
    func `Node rejects with the same`() throws {
        let calls = [
            "'./gone.mjs'", "'./lib/a.mjs'", "'pack/part.js'", "'@scope'", "'#inner'", "'./lib'", "'http://a.test/x.mjs'", "'./data.json'",
            "'./ok.mjs', { with: { type: 'json' } }", "'./ok.mjs', { with: { type: 'css' } }", "'./ok.mjs', { with: { other: 'css' } }",
        ]
        let modules = Self.modules(calls.map { "await tell(import(\($0)));" }.joined(separator: "\n"))
        // Node names modules by absolute paths and addresses.
        let shorten =
            "const folder = import.meta.url.slice(7, -8); const log = console.log; "
            + "console.log = (...all) => log(...all.map((x) => String(x).replaceAll('file://' + folder, '').replaceAll(folder, '')));\n"
        let files = modules.sources.map { ($0.name, $0.name == "main.mjs" ? shorten + $0.source : $0.source) }
        #expect(try Node.lines(of: files.map { (name: $0.0, source: $0.1) }) == modules.lines("node@20"))
    }
}
