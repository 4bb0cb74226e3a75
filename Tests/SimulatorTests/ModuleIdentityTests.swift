import Hosts
import Programs
import TestSupport
import Testing

@testable import Simulator

/// A module is one however it is asked for, and runs once; with a query or a fragment it is another. Measured on Node.js 20.20 and 24.19, and
/// Deno 2.9.
@Suite struct ModuleIdentityTests {
    private static let counter = "globalThis.runs = (globalThis.runs ?? 0) + 1; export const n = globalThis.runs;"

    private static let selfImport = """
        export const first = 'a';
        export const second = await 'b';
        Promise.resolve().then(async () => {
          const self = await import(import.meta.url);
          console.log('self', self.first, self.second);
        });
        """

    private static let manyNames = """
        import { n as a } from './count.mjs';
        import { n as b } from './count.mjs?fresh=1';
        const c = await import('./sub/../count.mjs');
        const d = await import('./count.mjs#top');
        const e = await import('./c%6Funt.mjs');
        const f = await import(new String('./count.mjs?fresh=1'));
        console.log(a, b, c.n, d.n, e.n, f.n, globalThis.runs);
        """

    private func onDisk(_ files: [(String, String)], host: String = "node", prefix: String = "") throws -> Run {
        let folder = try ScratchFolder()
        for (name, text) in files { try folder.write(name, text) }
        let program = try Program.load(path: folder.path + "/" + prefix + files[0].0)
        return try onLargeStack { program.run(RunOptions(host: HostProfile.named(host))) }
    }

    @Test(arguments: ["spec", "node", "node@20", "deno", "browser", "chromium"])
    func `a module that imports itself by its URL runs once`(host: String) throws {
        let run = try onDisk([("main.mjs", Self.selfImport)], host: host)
        #expect(run.trace.lines == ["self a b"])
        #expect(run.trace.modules.map(\.name) == ["main.mjs"])
        let scenario = try Modules([("main.mjs", Self.selfImport)]).run(host)
        #expect(scenario.trace.lines == ["self a b"])
        #expect(scenario.trace.modules.map(\.name) == ["main.mjs"])
    }

    @Test(arguments: ["spec", "node", "deno", "chromium"])
    func `a query and a fragment make modules of their own`(host: String) throws {
        let expected = ["1 2 1 3 1 2 3"]
        let files = [("main.mjs", Self.manyNames), ("count.mjs", Self.counter)]
        // Deviation: to Deno and Chromium the encoded name is another module, which runs once more.
        #expect(try onDisk(files, host: host).trace.lines == expected)
        #expect(try Modules(files.map { (name: $0.0, source: $0.1) }).lines(host) == expected)
    }

    @Test func `absolute paths and resolved URLs find the module`() throws {
        let source = """
            import { n } from './lib/count.mjs';
            const all = [import.meta.resolve('./lib/count.mjs'), import.meta.dirname + '/lib/count.mjs', 'file:' + import.meta.dirname + '/lib/count.mjs'];
            for (const specifier of all) console.log((await import(specifier)).n);
            import('./lib/back.mjs').then((back) => console.log(back.default, globalThis.runs));
            """
        let run = try onDisk([
            ("app/main.mjs", source), ("app/lib/count.mjs", Self.counter),
            ("app/lib/back.mjs", "import * as main from '../main.mjs'; export default main[Symbol.toStringTag];"),
        ])
        #expect(run.trace.lines == ["1", "1", "1", "Module 1"])
        #expect(run.trace.modules.map(\.name) == ["main.mjs", "lib/count.mjs", "lib/back.mjs"])
        #expect(run.loadedModules.map(\.suffix) == ["", "", ""])
    }

    @Test func `what is in a name is encoded in the URL and not in the path`() throws {
        let source = "console.log(import.meta.url.slice(-16), import.meta.filename.slice(-11)); import { x } from './a b%25.mjs'; x;"
        let run = try onDisk([("m n/ma?n.mjs", source), ("m n/a b%.mjs", "export const x = 1;")])
        #expect(run.trace.lines == ["/m%20n/ma%3Fn.mjs".suffix(16) + " " + "m n/ma?n.mjs".suffix(11)])
        #expect(run.diagnostics.isEmpty)
    }

    @Test func `a query is shown in the module's name, and its error stands in the file`() throws {
        let run = try onDisk([("main.mjs", "import './x.mjs?q#f';"), ("x.mjs", "throw 1")])
        #expect(run.trace.modules.map(\.name) == ["main.mjs", "x.mjs?q#f"])
        let place = try #require(run.outcomeDiagnostics.first?.location)
        #expect(place.file.hasSuffix("/x.mjs"))
    }

    @Test func `a JSON module is one with a query too`() throws {
        let run = try onDisk([("main.mjs", "import d from './d.json?1' with { type: 'json' }; console.log(d);"), ("d.json", "7")])
        #expect(run.trace.lines == ["7"])
    }

    @Test func `what names no file is told in Node's words`() throws {
        let source = """
            for (const specifier of ['./lib%2Fx.mjs', 'file://elsewhere/x.mjs', 'file:///no/such.mjs', './gone.mjs?q', 'http://a.test/x'])
              await import(specifier).catch((error) => console.log(error.name, error.code, error.message.replace(import.meta.dirname, '')));
            """
        let expected = { (kinds: String) in
            [
                "TypeError ERR_INVALID_MODULE_SPECIFIER Invalid module \"./lib%2Fx.mjs\" must not include encoded \"/\" or \"\\\" characters imported from main.mjs",
                "TypeError ERR_INVALID_FILE_URL_HOST File URL host must be \"localhost\" or empty on linux",
                "Error ERR_MODULE_NOT_FOUND Cannot find module '/no/such.mjs' imported from main.mjs",
                "Error ERR_MODULE_NOT_FOUND Cannot find module 'gone.mjs' imported from main.mjs",
                "Error ERR_UNSUPPORTED_ESM_URL_SCHEME Only URLs with a scheme in: \(kinds) are supported by the default ESM loader. Received protocol 'http:'",
            ]
        }
        let files = [("main.mjs", source)]
        // The file outside is not looked for.
        let folder = try ScratchFolder()
        try folder.write("main.mjs", source)
        let program = try Program.load(path: folder.path + "/main.mjs", allowOutside: true)
        #expect(try onLargeStack { program.run(RunOptions(host: .node)) }.trace.lines == expected("file and data"))
        #expect(try onLargeStack { program.run(RunOptions(host: .node20)) }.trace.lines == expected("file, data, and node"))
        #expect(try onDisk(files).trace.lines.count == 5)
    }
}
