import Diagnostics
import TestSupport
import Testing

@testable import Explanation

/// Start-ups that wait for ever beside something that goes on: no limit is at fault.
@Suite struct StoppedWaitTests {
    private func lines(_ modules: ExplainedModules, _ host: String = "node") throws -> [String] {
        let text = try modules.text(host)
        #expect(try modules.text(host, recordsEvents: false) == text)
        return text.split(separator: "\n").map { String($0.drop { $0 == " " }) }
    }

    @Test func `a circle beside an interval is told as one that ends the process`() throws {
        let circle: [(String, String)] = [
            ("cart.mjs", "await import('./price.mjs');"), ("price.mjs", "const cart = await import('./cart.mjs');"),
        ]
        let alone = try lines(ExplainedModules([("main.mjs", "import './cart.mjs';")] + circle))
        let beside = try lines(
            ExplainedModules(
                [("main.mjs", "import './beat.mjs'; import './cart.mjs';")] + circle + [("beat.mjs", "setInterval(() => {}, 36e5);")]))
        #expect(
            alone.filter { !$0.hasPrefix("imported by") }
                == beside.filter { !$0.hasPrefix("imported by") && !$0.hasPrefix("note: this setInterval") })
        #expect(beside.contains("note: this setInterval goes on all the time (beat.mjs:1:1)"), "\(beside)")
        #expect(!beside.contains { $0.contains("raise it") }, "\(beside)")
    }

    @Test func `a timer that sets itself anew`() throws {
        let told = try lines([
            "main.mjs": "import './beat.mjs';\nawait import('./a.mjs');", "a.mjs": "import './main.mjs';",
            "beat.mjs": "const beat = () => setTimeout(beat, 36e5);\nbeat();",
        ])
        #expect(told[0] == "main.mjs:2:1: error: 'main.mjs' never settles: it and 'a.mjs' wait for each other")
        #expect(told.contains("note: this setTimeout goes on all the time (beat.mjs:1:20)"), "\(told)")
        #expect(told.contains("help: take out the import of main.mjs in a.mjs, which brings no names"))
    }

    @Test func `work that takes all steps is told beside the circle`() throws {
        let told = try lines([
            "main.mjs": "import './busy.mjs';\nawait import('./main.mjs');",
            "busy.mjs": "setInterval(() => { for (let i = 0; i < 3e5; i++); }, 1);",
        ])
        #expect(told[0] == "main.mjs:2:1: error: 'main.mjs' never settles: it waits for itself")
        #expect(told.contains { $0.contains("blocked: no end after") }, "\(told)")
    }

    @Test func `a promise whose resolver nobody has called keeps the limit, last`() throws {
        let told = try lines([
            "main.mjs": "setInterval(() => {}, 36e5);\nconst ready = new Promise((resolve) => { globalThis.go = resolve; });\nawait ready;"
        ])
        #expect(told[0] == "main.mjs:3:1: error: blocked: still waiting after 86400s of virtual time")
        #expect(told.contains("note: its resolver is kept in 'go' (main.mjs:2:58)"), "\(told)")
        #expect(told.contains("help: see that its resolver is called"))
        #expect(told.last?.hasPrefix("or: the limit 'time' is 86400s") == true, "\(told)")
    }

    @Test func `a timer that is only late has the limit for its remedy`() throws {
        let told = try lines(["main.mjs": "await new Promise((resolve) => setTimeout(resolve, 1e8));"])
        #expect(told.last?.hasPrefix("help: the limit 'time'") == true, "\(told)")
    }

    /// The other contender, and who has the resolving function, may settle them.
    @Test(arguments: [
        "await Promise.race([import('./main.mjs'), new Promise((resolve) => { globalThis.go = resolve; })]);",
        "await new Promise((resolve) => { globalThis.go = resolve; import('./main.mjs').then(resolve); });",
    ])
    func `what may still be settled is no circle`(source: String) throws {
        let told = try lines(["main.mjs": "setInterval(() => {}, 36e5);\n" + source])
        #expect(told[0].contains("blocked: still waiting"), "\(told)")
    }

    @Test func `Promise.all and async functions hold a circle`() throws {
        let told = try lines([
            "main.mjs":
                "setInterval(() => {}, 36e5);\nconst init = async () => { await Promise.all([import('./a.mjs'), sleep(5)]); };\nawait init();",
            "a.mjs": "import './main.mjs';",
        ])
        #expect(told[0] == "main.mjs:3:1: error: 'main.mjs' never settles: it and 'a.mjs' wait for each other", "\(told)")
    }
}
