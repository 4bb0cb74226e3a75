import Testing
import Trace

/// On Node an entry that rejects ends the process amid the microtasks: so many promise hops of its loader's own later. The counts are
/// what Node 20.20.2 printed.
@Suite struct RejectedEntryTests {
    private static let ticks = """
        let promise = Promise.resolve();
        for (let tick = 1; tick < 13; tick++) promise = promise.then(() => console.log(tick));

        """

    private static let late = ("late.mjs", "await null;\n\(ticks)throw new Error('x');")

    @Test func `a body that throws at once leaves three ticks`() throws {
        #expect(try Modules([("main.mjs", Self.ticks + "throw new Error('x');")]).lines("node@20") == ["1", "2", "3"])
        let imported: Modules = ["main.mjs": "import './sync.mjs';", "sync.mjs": Self.ticks + "throw new Error('x');"]
        #expect(try imported.lines("node@20") == ["1", "2", "3"])
    }

    @Test func `one that throws after an await leaves four, however far from the entry`() throws {
        #expect(try Modules([Self.late]).lines("node@20") == ["1", "2", "3", "4"])
        let chain = [("main.mjs", "import './middle.mjs';"), ("middle.mjs", "import './late.mjs';"), Self.late]
        #expect(try Modules(chain).lines("node@20") == ["1", "2", "3", "4"])
        #expect(
            try Modules([("main.mjs", Self.ticks + "await Promise.reject(new Error('x'));")]).lines("node@20") == ["1", "2", "3", "4", "5"])
    }

    @Test func `nothing comes after, and the status is Node's`() throws {
        let source =
            Self.ticks + "process.nextTick(() => console.log('tick')); setTimeout(() => console.log('timer'), 5);\nthrow new Error('x');"
        let run = try Modules([("main.mjs", source)]).run("node@20")
        #expect(run.trace.lines == ["1", "2", "3"])
        #expect(run.trace.outcome == .rejected("Error: x"))
        #expect(run.exitStatus == 1)
        #expect(run.hostMessages.count == 1)
        #expect(run.outcomeDiagnostics.count == 1)
    }

    @Test func `a loose rejection of the same turn does not come first`() throws {
        let run = try Modules([("main.mjs", "Promise.reject(new Error('loose'));\nthrow new Error('x');")]).run("node@20")
        #expect(run.trace.outcome == .rejected("Error: x"))
    }

    @Test func `without a host that ends nothing is cut`() throws {
        #expect(try Modules([("main.mjs", Self.ticks + "throw new Error('x');")]).lines("spec").count == 12)
    }
}
