import Testing
import Trace

@testable import Simulator

/// What linking and namespaces cost, in steps: no test measures time.
@Suite struct LinkingWorkTests {
    private func steps(_ modules: Modules, _ outcome: Outcome = .fulfilled) throws -> Int {
        let run = try modules.run(recordsEvents: false)
        #expect(run.trace.outcome == outcome)
        var steps = 0
        try modules.withMachine { machine in
            machine.runProgram()
            steps = machine.budget.steps
        }
        return steps
    }

    /// Twice as many modules cost twice as much.
    private func expectLinear(_ count: Int, _ outcome: Outcome = .fulfilled, _ modules: (Int) -> Modules) throws {
        let once = try steps(modules(count), outcome)
        let twice = try steps(modules(count * 2), outcome)
        #expect(twice < once * 5 / 2, "\(count) modules cost \(once), and \(count * 2) cost \(twice)")
    }

    private func starChain(_ count: Int, _ main: String, last: String = "export let last = 1;") -> Modules {
        Modules(
            [("main", main)] + (0..<count).map { ("s\($0)", "export let e\($0) = 1; export * from 's\($0 + 1)';") } + [("s\(count)", last)])
    }

    private func namespaces(_ count: Int) -> String { (0..<count).map { "import * as n\($0) from 's\($0)';" }.joined() }

    // MARK: Linear

    @Test func `a namespace of each module of a chain of stars, and a name of each`() throws {
        try expectLinear(300) { count in starChain(count, namespaces(count) + (0..<count).map { "n\($0).e\(count - 1);" }.joined()) }
    }

    @Test func `all names of a chain of stars`() throws {
        try expectLinear(300) { count in
            starChain(count, "import * as n from 's0'; if (Object.keys(n).length !== \(count + 1)) throw 0;")
        }
    }

    @Test func `a chain of named exports`() throws {
        let names = (0..<100).map { "x\($0)" }.joined(separator: ", ")
        try expectLinear(50) { count in
            Modules(
                [("main", "import { \(names) } from 's0';")]
                    + (0..<count).map { ("s\($0)", "export { \(names) } from 's\($0 + 1)';") } + [("s\(count)", "export let \(names);")])
        }
    }

    @Test func `a ladder of stars has as many ways as there are subsets of its rungs`() throws {
        try expectLinear(200) { count in
            let rungs = (0..<count).flatMap { rung in
                [
                    (name: "s\(rung)", source: "export * from 'l\(rung)'; export * from 'r\(rung)';"),
                    (name: "l\(rung)", source: "export * from 's\(rung + 1)';"),
                    (name: "r\(rung)", source: "export * from 's\(rung + 1)';"),
                ]
            }
            return Modules([("main", "import { x } from 's0';")] + rungs + [("s\(count)", "export let x = 1;")])
        }
    }

    @Test func `many names through one module with many stars`() throws {
        try expectLinear(100) { count in
            let names = (0..<count).map { "import { e\($0) } from 'all';" }.joined()
            let stars = (0..<count).map { "export * from 's\($0)';" }.joined()
            return Modules([("main", names), ("all", stars)] + (0..<count).map { ("s\($0)", "export let e\($0) = 1;") })
        }
    }

    @Test func `the ends of chains of 10,000 stars and exports`() throws {
        let stars = (0..<9_990).map { (name: "s\($0)", source: "export * from 's\($0 + 1)';") }
        let exports = (0..<9_990).map { (name: "r\($0)", source: "export { x\($0 + 1) as x\($0) } from 'r\($0 + 1)';") }
        let main = "import { x } from 's0'; import { x0 } from 'r0'; import * as s from 's0'; console.log(x, x0, s.x, s.no);"
        let ends = [("s9990", "export let x = 'end';"), ("r9990", "export let x9990 = 'end too';")]
        #expect(try Modules([("main", main)] + stars + exports + ends).lines() == ["end end too end undefined"])
    }

    // MARK: What limits stop

    private func blocked(_ modules: Modules, steps: Int64 = 50_000) throws -> String {
        var modules = modules
        modules.limits[.steps] = steps
        let run = try modules.run(recordsEvents: false)
        guard case .blocked(let reason) = run.trace.outcome else { return "outcome: \(run.trace.outcome)" }
        #expect(run.exitStatus == 14)
        return reason
    }

    @Test func `linking is stopped at the import that it comes to`() throws {
        let names = (0..<100).map { "import { e\(100 + $0 / 2) as m\($0) } from 's\($0)';\n" }.joined()
        let text = try blocked(starChain(200, names), steps: 20_000)
        #expect(text.hasPrefix("no end after 20000 steps at main:"), "\(text)")
        let missing = try blocked(starChain(200, (0..<200).map { "import('b\($0)').catch(() => 0);\n" }.joined()), steps: 20_000)
        #expect(missing.hasPrefix("no end after 20000 steps"), "\(missing)")
    }

    @Test func `listing the names of each namespace is stopped where it is asked for`() throws {
        let list = (0..<200).map { "Object.keys(n\($0));" }.joined(separator: "\n")
        let text = try blocked(starChain(200, namespaces(200) + "\n" + list))
        #expect(text.hasPrefix("no end after 50000 steps at main:"), "\(text)")
    }

    @Test func `modules that fail to link are counted each time`() throws {
        let cycle = (0..<200).map { (name: "s\($0)", source: "import 's\(($0 + 1) % 200)';" + ($0 == 0 ? "import { no } from 's1';" : "")) }
        let text = try blocked(Modules([("main", "for (;;) await import('s0').catch(() => 0);")] + cycle))
        #expect(text.hasPrefix("no end after 50000 steps"), "\(text)")
    }

    @Test func `what deferred imports lead to is counted for each`() throws {
        let chain = (0..<200).map { (name: "s\($0)", source: $0 < 199 ? "import 's\($0 + 1)';" : "") }
        let imports = (0..<200).map { "import defer * as n\($0) from 's\($0)';" }.joined()
        let text = try blocked(Modules([("main", imports)] + chain))
        #expect(text.hasPrefix("no end after 50000 steps"), "\(text)")
    }

    @Test func `what is known of names is kept, and counts`() throws {
        var modules = starChain(500, namespaces(500) + "for (let i = 0; ; i++) n0['x' + i];")
        modules.limits[.heap] = 2_000_000
        let outcome = try modules.run(recordsEvents: false).trace.outcome
        #expect("\(outcome)".contains("more than 2MB of objects and texts at main:"), "\(outcome)")
    }
}
