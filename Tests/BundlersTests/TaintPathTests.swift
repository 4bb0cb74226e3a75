import Bundlers
import Programs
import Scenario
import Testing

@Suite("Why a module is asynchronous")
struct TaintPathTests {
    private static func graph(_ document: String) throws -> LinkedGraph {
        try LinkedGraph(Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "test.yaml", folder: ".")))
    }

    private static func names(_ path: TaintPath?, _ graph: LinkedGraph) -> [String]? {
        path.map { $0.steps.map { graph[$0.importer].name } + [graph[$0.end].name] }
    }

    @Test func theShortestWayIsTaken() throws {
        let graph = try Self.graph(
            """
            entry: main
            modules:
              main: {imports: [long, short, sync]}
              long: {imports: [longer]}
              longer: {imports: [awaits]}
              short: {imports: [awaits]}
              sync: 'const f = async () => { await 1 };'
              awaits: {steps: [{sleep: 1ms}]}
            """)
        let paths = TaintPaths(graph)
        let path = paths.path(of: graph.entries[0])
        #expect(Self.names(path, graph) == ["main", "short", "awaits"])
        let sync = try #require(graph.reachable.first { graph[$0].name == "sync" })
        #expect(!paths.isAsynchronous(sync))
        #expect(paths.path(of: sync) == nil)
    }

    @Test func cyclesAndItself() throws {
        let graph = try Self.graph(
            """
            entry: a.mjs
            modules:
              a.mjs: 'import "./b.mjs"; import "./a.mjs";'
              b.mjs: 'import "./a.mjs"; import "./c.mjs";'
              c.mjs: 'import "./b.mjs"; await 0;'
            """)
        let paths = TaintPaths(graph)
        for module in graph.reachable { #expect(paths.isAsynchronous(module)) }
        let end = try #require(graph.reachable.first { graph[$0].name == "c.mjs" })
        #expect(paths.path(of: end)?.steps.isEmpty == true)
        #expect(Self.names(paths.path(of: graph.entries[0]), graph) == ["a.mjs", "b.mjs", "c.mjs"])
    }

    @Test func aFormatThatCannotHaveAnAwaitTellsTheWay() throws {
        let graph = try Self.graph(
            """
            entry: main.mjs
            modules:
              main.mjs: |
                import "./lib.mjs";
              lib.mjs: |
                export const later = () => import("./db.mjs");
              db.mjs: |
                export const connection = await sleep(1);
            """)
        let problems = graph.formatProblems("no await in this form", of: graph.reachable)
        #expect(problems.map(\.message) == ["no await in this form"])
        #expect(problems[0].kind == .bundler)
        #expect(problems[0].location?.line == 8)
        #expect(
            problems[0].related.map(\.message) == ["'main.mjs' imports 'lib.mjs' here", "'lib.mjs' asks for 'db.mjs' with import() here"])
        #expect(problems[0].related.map(\.location.line) == [4, 6])
    }

    @Test("A long chain is followed without recursion, and in no time")
    func longChain() throws {
        let count = 10_000
        var document = "entry: m0\nmodules:\n"
        for index in 0..<count { document += "  m\(index): {imports: [m\(index + 1)]}\n" }
        document += "  m\(count): {steps: [{sleep: 1ms}]}\n"
        let graph = try Self.graph(document)
        let path = TaintPaths(graph).path(of: graph.entries[0])
        #expect(path?.steps.count == count)
    }
}
