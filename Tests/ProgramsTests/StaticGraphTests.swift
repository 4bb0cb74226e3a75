import Diagnostics
import Foundation
import JavaScript
import Scenario
import TestSupport
import Testing
import Text

@testable import Programs

@Suite struct StaticGraphTests {
    @Test func aGraphHasWhatAModuleAsksForAndWhere() throws {
        let graph = StaticGraph(
            try program(
                """
                entry: main
                modules:
                  main: |
                    export { c } from 'c';
                    import a, * as b from './lib/a.mjs';
                    import './lib/a.mjs';
                    import data from 'data' with { type: 'json' };
                    import defer * as late from 'c';
                    import 'gone';
                  lib/a.mjs: import '../main';
                  c: export const c = 1;
                  data: {json: [1]}
                  unused: import 'c';
                """))
        #expect(graph.modules.map(\.name) == ["main", "lib/a.mjs", "c", "data", "unused"])
        #expect(graph.modules.map(\.kind) == [.module, .module, .module, .json, .module])
        #expect(graph.entries == [0])
        let main = graph[0]
        #expect(main.requests.map(\.specifier) == ["c", "./lib/a.mjs", "data", "c", "gone"])
        #expect(main.requests.map(\.target) == [2, 1, 3, 2, nil])
        #expect(main.requests.map(\.wantsJSON) == [false, false, true, false, false])
        #expect(main.requests.map(\.phase) == [.evaluation, .evaluation, .evaluation, .defer, .evaluation])
        #expect(main.declarations.map(\.request) == [1, 1, 2, 3, 4, 0])
        #expect(main.declarations.map(\.isExport) == [false, false, false, false, false, true])
        #expect(main.declarations.map { text($0.range, main) } == ["'./lib/a.mjs'", "'./lib/a.mjs'", "'data'", "'c'", "'gone'", "'c'"])
        let problem = try #require(main.requests[4].problem)
        #expect(problem.message == "there is no module 'gone' in this scenario")
        #expect(problem.location?.line == 9)
        #expect(problem.location?.column == 12)
        #expect(problem.sourceLine == "    import 'gone';")
        #expect(graph.location(of: main.declarations[1].range, in: 0).line == 6)
    }

    @Test(arguments: [
        ("await 1;", 0), ("f(); for await (const x of y) {}", 9), ("async () => await 1;", nil), ("x.await;", nil),
        ("const { a = await f() } = {};", 12), ("if (0) await 1; await 2;", 7),
    ])
    func theFirstAwaitIsKnown(source: String, expected: UInt32?) throws {
        let graph = StaticGraph(try program(JSONValue.object(["entry": .string("a"), "modules": .object(["a": .string(source)])]).text()))
        #expect(graph[0].hasTLA == (expected != nil))
        #expect(graph[0].firstAwait?.start == expected)
        if let range = graph[0].firstAwait { #expect(text(range, graph[0]) == "await") }
    }

    @Test func importCallsAreKnown() throws {
        let graph = StaticGraph(
            try program(
                """
                entry: main
                modules:
                  main: |
                    await import('b');
                    import(`b`);
                    const f = async () => await import('./b');
                    import('b' + 1); import(`${f}`);
                    class C { static { import('c'); } field = import('c'); static s = import('c'); [await import('c')]() { import('c'); } }
                    await import.defer('gone');
                    await (await import('b')).default(import('b'));
                    import.meta;
                  b: import('c')
                  c: ''
                """))
        let calls = graph[0].calls
        #expect(calls.map(\.specifier) == ["b", "b", "./b", nil, nil, "c", "c", "c", "c", "c", "gone", "b", "b"])
        #expect(calls.map(\.target) == [1, 1, 1, nil, nil, 2, 2, 2, 2, 2, nil, 1, 1])
        #expect(
            calls.map(\.isAwaited) == [true, false, true, false, false, false, false, false, true, false, true, true, false])
        #expect(calls.map(\.isAtTopLevel) == [true, true, false, true, true, true, false, true, true, false, true, true, true])
        #expect(calls[10].phase == .defer)
        #expect(calls[10].problem?.location?.line == 9)
        #expect(text(calls[2].range, graph[0]) == "import('./b')")
        #expect(text(calls[3].specifierRange, graph[0]) == "'b' + 1")
        #expect(graph[0].usesImportMeta)
        #expect(!graph[1].usesImportMeta)
        #expect(graph.hasComputedImports)
    }

    @Test func whatCannotBeReadOrParsedIsTold() throws {
        let folder = try ScratchFolder()
        try folder.write(
            "app/main.mjs", "import './bad.mjs'; import './gone.mjs'; import '../outside.mjs'; import 'bare'; import './data.json';")
        try folder.write("app/bad.mjs", "let =\n")
        try folder.write("app/data.json", "{")
        try folder.write("outside.mjs", "")
        let graph = StaticGraph(try Program.load(path: folder.path + "/app/main.mjs"))
        #expect(graph.modules.map(\.name) == ["main.mjs", "bad.mjs", "gone.mjs", folder.path + "/outside.mjs", "data.json"])
        #expect(graph.modules.map(\.isRead) == [true, true, false, false, true])
        #expect(graph.modules.map(\.unreadReason) == [nil, nil, .notFound, .isOutside, nil])
        #expect(graph.modules.map { $0.problem != nil } == [false, true, true, true, false])
        #expect(graph[1].problem?.location?.file == folder.path + "/app/bad.mjs")
        #expect(graph[0].requests.map { $0.problem?.message } == [nil, nil, nil, "there is no package 'bare'", nil])
    }

    @Test func onDiskAGraphHasWhatTheEntryLeadsTo() throws {
        let folder = try ScratchFolder()
        try folder.write("main.mjs", "import './a.mjs'; import './a.mjs?1'; import('./late.mjs'); import('./' + 'computed.mjs');")
        for name in ["a", "late", "computed", "unused"] { try folder.write(name + ".mjs", "") }
        let program = try Program.load(path: folder.path + "/main.mjs")
        #expect(StaticGraph(program).modules.map(\.name) == ["main.mjs", "a.mjs", "a.mjs?1", "late.mjs"])
        var options = StaticGraph.Options()
        options.followsImportCalls = false
        options.alsoIncluding = [ModuleKey(folder.path + "/computed.mjs"), ModuleKey(folder.path + "/a.mjs")]
        #expect(StaticGraph(program, options).modules.map(\.name) == ["main.mjs", "computed.mjs", "a.mjs", "a.mjs?1"])
        #expect(StaticGraph(program, options)[0].calls.map(\.target) == [nil, nil])
    }

    @Test func treesAreKeptOnRequest() throws {
        var options = StaticGraph.Options()
        #expect(StaticGraph(try program("entry: a\nmodules: {a: 'f()'}"), options)[0].tree == nil)
        options.keepsTrees = true
        let graph = StaticGraph(try program("entry: a\nmodules: {a: 'await f()', b: {json: 1}}"), options)
        let tree = try #require(graph[0].tree)
        #expect(tree.nodes.contains { if case .identifier(let name) = $0 { graph.names.string(name) == "f" } else { false } })
        #expect(graph[1].tree == nil)
    }

    @Test func theNumberOfModulesIsLimited() throws {
        var limits = LimitSettings()
        limits[.modules] = 3
        let rows = (0..<6).map { "  m\($0): import 'm\($0 + 1)'; import('m\($0 + 2)')\n" }.joined()
        let graph = StaticGraph(try Program(scenario: read("entry: m0\nmodules:\n" + rows), limits: limits))
        #expect(graph.modules.count == 3)
        let problem = try #require(graph.limitProblem)
        #expect(problem.message == "there are more than 3 modules")
        #expect(graph.modules.map { $0.requests[0].target } == [1, 2, nil])
        #expect(graph.modules.map { $0.calls[0].target } == [2, nil, nil])
        #expect(graph[2].requests[0].problem?.message == problem.message)
    }

    // MARK: Order

    @Test(arguments: [
        // Each module imports the others by their letters; a capital one awaits; a dot defers.
        ("a:bc b:d c:d d:", "dbca", "d b c a"), ("a:b b:c c:a", "cba", "cba"), ("a:bc b:a c:", "bca", "c ba"),
        ("a:bd b:c c:b d:b", "cbda", "cb d a"), ("a:a", "a", "a"), ("a:.b b:c c:", "a", "a"), ("a:.bd b:cD c: D: d:", "Dda", "D d a"),
        ("a:b.b b:c c:", "cba", "c b a"),
    ])
    func modulesComeInTheOrderOfEvaluation(spec: String, order: String, components: String) throws {
        var rows = ""
        for module in spec.split(separator: " ") {
            let parts = module.split(separator: ":", omittingEmptySubsequences: false)
            var code = parts[0].first!.isUppercase ? "await 1;" : ""
            var isDeferred = false
            for letter in parts[1] {
                if letter == "." {
                    isDeferred = true
                    continue
                }
                code += isDeferred ? "import defer * as \(letter) from '\(letter)';" : "import '\(letter)';"
                isDeferred = false
            }
            rows += "  \(parts[0]): \"\(code)\"\n"
        }
        let graph = StaticGraph(try program("entry: a\nmodules:\n" + rows))
        func letters(_ modules: [ModuleNumber]) -> String { modules.map { graph[$0].name }.joined() }
        #expect(letters(graph.evaluationOrder(from: graph.entries)) == order)
        #expect(graph.components(from: graph.entries).map(letters).joined(separator: " ") == components)
    }

    @Test func aChainOfManyModulesNeedsNoStack() throws {
        let count = 50_000
        let rows = (0..<count).map { "  m\($0): \"\($0 + 1 < count ? "import 'm\($0 + 1)'" : "import 'm0'")\"\n" }.joined()
        var limits = LimitSettings()
        limits[.modules] = Int64(count)
        let graph = StaticGraph(try Program(scenario: read("entry: m0\nmodules:\n" + rows), limits: limits))
        #expect(graph.evaluationOrder(from: [0]) == (0..<ModuleNumber(count)).reversed())
        #expect(graph.components(from: [0]).map(\.count) == [count])
    }

    private func text(_ range: SourceRange, _ module: StaticGraph.Module) -> String {
        String(decoding: module.source.bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
    }
}
