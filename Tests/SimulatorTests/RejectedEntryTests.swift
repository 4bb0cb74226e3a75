import Testing
import Trace

/// On Node an entry that rejects ends the process amid the microtasks: so many promise hops of its loader's own later. The counts are
/// what Node 20.20.2 and 24.19.0 printed; on the latter it is one hop more.
@Suite struct RejectedEntryTests {
    private static let ticks = """
        let promise = Promise.resolve();
        for (let tick = 1; tick < 13; tick++) promise = promise.then(() => console.log(tick));

        """

    private static let late = ("late.mjs", "await null;\n\(ticks)throw new Error('x');")
    private static let hosts = [("node@20", 0), ("node", 1)]

    private static func lines(to last: Int) -> [String] { (1...last).map(String.init) }

    @Test(arguments: hosts) func `a body that throws at once leaves three ticks`(host: String, more: Int) throws {
        #expect(try Modules([("main.mjs", Self.ticks + "throw new Error('x');")]).lines(host) == Self.lines(to: 3 + more))
        let imported: Modules = ["main.mjs": "import './sync.mjs';", "sync.mjs": Self.ticks + "throw new Error('x');"]
        #expect(try imported.lines(host) == Self.lines(to: 3 + more))
        let besideAwait: Modules = [
            "main.mjs": "import './awaits.mjs';\n\(Self.ticks)throw new Error('x');", "awaits.mjs": "await null;",
        ]
        #expect(try besideAwait.lines(host) == Self.lines(to: 3 + more))
    }

    @Test(arguments: hosts) func `one that throws after an await leaves four, however far from the entry`(host: String, more: Int) throws {
        #expect(try Modules([Self.late]).lines(host) == Self.lines(to: 4 + more))
        let chain = [("main.mjs", "import './middle.mjs';"), ("middle.mjs", "import './late.mjs';"), Self.late]
        #expect(try Modules(chain).lines(host) == Self.lines(to: 4 + more))
        let rejects = Modules([("main.mjs", Self.ticks + "await Promise.reject(new Error('x'));")])
        #expect(try rejects.lines(host) == Self.lines(to: 5 + more))
        let afterTimer = "await new Promise((resolve) => setTimeout(resolve, 20));\n\(Self.ticks)throw new Error('x');"
        #expect(try Modules([("main.mjs", afterTimer)]).lines(host) == Self.lines(to: 4 + more))
    }

    @Test(arguments: hosts) func `nothing comes after, and the status is Node's`(host: String, more: Int) throws {
        let source =
            Self.ticks + "process.nextTick(() => console.log('tick')); setTimeout(() => console.log('timer'), 5);\nthrow new Error('x');"
        let run = try Modules([("main.mjs", source)]).run(host)
        #expect(run.trace.lines == Self.lines(to: 3 + more))
        #expect(run.trace.outcome == .rejected("Error: x"))
        #expect(run.exitStatus == 1)
        #expect(run.hostMessages.count == 1)
        #expect(run.outcomeDiagnostics.count == 1)
    }

    @Test(arguments: hosts) func `a loose rejection of the same turn does not come first`(host: String, more: Int) throws {
        let run = try Modules([("main.mjs", "Promise.reject(new Error('loose'));\nthrow new Error('x');")]).run(host)
        #expect(run.trace.outcome == .rejected("Error: x"))
    }

    @Test func `without a host that ends nothing is cut`() throws {
        #expect(try Modules([("main.mjs", Self.ticks + "throw new Error('x');")]).lines("spec").count == 12)
    }
}
