import Diagnostics
import Foundation
import Testing

@testable import JavaScript

/// What the text of a CommonJS module tells before it runs. The names that Node.js has were measured on Node.js 24.19, those of Deno on 2.9.8.
@Suite struct CommonJSReadingTests {
    private func reading(_ text: String, _ manner: CommonJSReading.Manner) throws -> (names: [String], reexports: [String]) {
        var names = NameTable()
        var store = CodeStore()
        var compiler = ModuleCompiler()
        var reading: CommonJSReading?
        _ = try compiler.compile(
            SourceFile(name: "c.cjs", text: text), goal: .commonJS, names: &names, into: &store,
            check: { tree, names throws(Diagnostic) in reading = CommonJSReading(of: tree, names: names, manner) })
        let found = try #require(reading)
        return (found.names.map { names.string($0) }, found.reexports.map { names.string($0) })
    }

    private struct Case: Decodable {
        var text: String
        var latest, latestModules, earlier, earlierModules: [String]
    }

    /// `Object.keys` of namespaces on Node.js 24.19, which has merve 1.2.2, and on 20.20, which has cjs-module-lexer 2.2.0.
    @Test func names() throws {
        let url = try #require(Bundle.module.url(forResource: "commonjs-names", withExtension: "json", subdirectory: "Recorded"))
        let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
        #expect(cases.count > 120)
        for example in cases {
            for (manner, names, modules) in [
                (CommonJSReading.Manner.words, example.latest, example.latestModules),
                (.earlierWords, example.earlier, example.earlierModules),
            ] {
                let found = try reading(example.text, manner)
                #expect(found.names.filter { $0 != "default" }.sorted() == names.sorted(), "\(manner): \(example.text)")
                #expect(found.reexports.filter { $0.hasPrefix("./r") }.sorted() == modules, "\(manner): \(example.text)")
            }
        }
    }

    @Test(arguments: [
        ("module.exports = { a, b: c, d: 1, e };", "a b d e"),
        ("module.exports = { a, ...d, 'x': e, f: c, g() {}, h: 2 };", "a x f g h"),
        ("exports.__esModule = true; exports.default = 5; exports['q'] = 1;", "__esModule default q"),
        ("function f() { module.exports.z = 2; } if (0) exports.never = 1;", "z never"),
        ("Object.defineProperty(exports, 'v', { value: 1 });", "v"),
        ("Object.defineProperty(exports, 'w', { enumerable: true, get: function () { return f.x; } });", "w"),
        ("Object.defineProperty(exports, 'w', { get: () => f });", "w"),
        ("Object.defineProperty(exports, 'w', { enumerable: true, get: function () { return f(); } });", ""),
        ("(0, exports).comma = 1; const x = exports; x.alias = 1; exports.k ??= 3; this.tt = 4;", ""),
        ("const z = 1; module.exports = { z, y: z }\n0 && (module.exports = { p1, p2 });", "z y p1 p2"),
    ])
    func namesOfDeno(text: String, expected: String) throws {
        #expect(try reading(text, .tree).names.joined(separator: " ") == expected)
    }

    @Test(arguments: [
        ("module.exports = require('./a');", ["./a"]), ("module.exports = require('./a'); module.exports = require('./b');", ["./b"]),
        ("__exportStar(require('./a'), exports); tslib_1.__exportStar(require('./b'), exports);", ["./a", "./b"]),
        ("module.exports = { ...require('./a'), x };", ["./a"]),
        (
            """
            var _l = require('./l');
            Object.keys(_l).forEach(function (key) { if (key === 'default') return; exports[key] = _l[key]; });
            """, ["./l"]
        ),
        ("var l = require('./l'); Object.keys(l).forEach((key) => console.log(key));", []),
    ])
    func reexports(text: String, expected: [String]) throws {
        #expect(try reading(text, .tree).reexports == expected)
    }
}
