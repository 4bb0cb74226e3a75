import Hosts
import Programs
import TestSupport
import Testing

@testable import Simulator

/// What `require()` keeps and says of modules that are no CommonJS. Measured on Node.js 20.20 and 24.19, Deno 2.9 and Bun 1.4.
@Suite struct RequiredModulesTests {
    private func run(_ main: String, host: String, entry: String = "main.cjs", _ more: [(String, String)] = []) throws -> Run {
        let folder = try ScratchFolder()
        let files =
            [
                (entry, main), ("data.json", "{\"a\": 1}"), ("m.mjs", "export const m = 1;"), ("late.mjs", "await 0; export const a = 1;"),
                ("marked.cjs", "exports.__esModule = true; exports.z = 3; exports.default = 4;"),
                ("half.cjs", "exports.__esModule = true; exports.z = 3;"),
            ] + more
        for (name, text) in files { try folder.write(name, text) }
        let program = try Program.load(path: folder.path + "/" + entry)
        let result = try onLargeStack { program.run(RunOptions(host: HostProfile.named(host))) }
        return result
    }

    private static let awaiting = """
        try { require('./late.mjs'); } catch (error) {
          const here = __dirname + '/';
          console.log(JSON.stringify(error.message.split('command')[0].replaceAll(here, '').split('await. ')[1].slice(-70)), error.requireStack?.length);
        }
        """

    @Test(arguments: ["node", "node@20"])
    func whoRequiresAModuleThatAwaits(host: String) throws {
        let lines = try run(Self.awaiting, host: host).trace.lines
        #expect(lines.first?.hasSuffix("\\n  From main.cjs \\n  Requiring late.mjs \" undefined") == true, "\(lines)")
    }

    @Test func theStackOfDeno() throws {
        let lines = try run(Self.awaiting, host: "deno").trace.lines
        #expect(lines.first?.hasSuffix("From main.cjs\\nRequire stack:\\n- main.cjs\" 1") == true, "\(lines)")
    }

    private static let listing = """
        const { basename } = require('path');
        const json = require('./data.json'); require('./m.mjs');
        console.log(Object.keys(require.cache).map((key) => basename(key)).join(), module.children.map((one) => basename(one.id)).join());
        require.cache[require.resolve('./data.json')].exports = 5;
        console.log(require('./data.json'));
        delete require.cache[require.resolve('./data.json')];
        console.log(require('./data.json').a, require('./data.json') === json);
        """

    @Test(arguments: ["node", "node@20", "deno"])
    func theCache(host: String) throws {
        #expect(try run(Self.listing, host: host).trace.lines == ["main.cjs,data.json,m.mjs data.json,m.mjs", "5", "1 false"])
    }

    @Test func theCacheOfBun() throws {
        #expect(try run(Self.listing, host: "bun").trace.lines == ["main.cjs,data.json,m.mjs data.json", "5", "1 false"])
    }

    @Test func marksOfBun() throws {
        let required = "const m = require('./m.mjs'); console.log(m.__esModule, '__esModule' in m, Object.keys(m).join());"
        #expect(try run(required, host: "bun").trace.lines == ["true true m"])
        let imported = """
            for (const name of ['marked', 'half']) {
              const all = await import(`./${name}.cjs`);
              console.log(Object.keys(all).join(), JSON.stringify(all.default), all.__esModule);
            }
            """
        #expect(
            try run(imported, host: "bun", entry: "main.mjs").trace.lines == [
                "default,z 4 undefined", "default,z {\"__esModule\":true,\"z\":3} undefined",
            ])
    }
}
