import Hosts
import Scenario
import Simulator
import TestSupport
import Testing

@testable import Differential

private let installed: FuzzEngine? = try? FuzzEngine.find("node")
private let installedDeno: FuzzEngine? = try? FuzzEngine.find("deno")

/// With the Node.js that is installed. Skipped, and said to be, where there is none.
@Suite(.enabled(if: installed != nil, "needs node 20 or later on the PATH"))
struct EngineTests {
    private func comparison() throws -> FuzzComparison {
        let engine = try #require(installed)
        return FuzzComparison(engine: engine, host: try engine.engine.profile().loaded)
    }

    private func oneModule(_ body: [FuzzStatement], family: FuzzFamily = .dag) -> FuzzCase {
        FuzzCase(family: family, modules: [.init(body: body)])
    }

    @Test func `fifty cases are the same in the engine`() throws {
        let plan = FuzzPlan(seed: 1, caseCount: 49, families: FuzzFamily.allCases.filter { $0 != .deferred })
        let comparison = try comparison()
        let run = try onLargeStack {
            var run = FuzzRun(plan: plan, comparison: comparison)
            while !run.isDone { _ = try run.advance() }
            return run
        }
        #expect(run.state.different == [])
        #expect(run.state.done == 49)
    }

    /// A profile of another host is wrong about `import()`: that is found, and made small.
    @Test func `a difference is found, made small, and saved as a scenario that expects what the engine did`() throws {
        var comparison = try comparison()
        comparison.host = try #require(HostProfile.named("spec"))
        let plan = FuzzPlan(seed: 1, caseCount: 8, families: [.dynamic])
        let (run, found) = try onLargeStack { [comparison] in
            var run = FuzzRun(plan: plan, comparison: comparison)
            var found: [FuzzDifference] = []
            while !run.isDone { found += try run.advance() }
            return (run, found)
        }
        #expect(!found.isEmpty)
        #expect(run.state.different == found.map(\.number))
        for difference in found {
            #expect(
                difference.smallest.moduleCount <= 4 && difference.smallest.statementCount <= 6, "\(difference.smallest.scenarioText())")
            #expect(difference.seen != difference.simulated)
            let text = difference.scenarioText(plan: plan, comparison: comparison)
            let scenario = try Scenario.read(bytes: Array(text.utf8), name: "saved.yaml", folder: "")
            #expect(scenario.expect.base.trace?.value == difference.seen.lines)
        }
    }

    @Test func `cases do not touch each other, whatever becomes of them`() throws {
        let engine = try #require(installed)
        let quiet = oneModule([.awaitValue(.null)])
        let cases = [
            quiet,
            // Waits for itself, for ever.
            oneModule([.dynamicImport(0, .plain)]),
            quiet,
            oneModule([.looseRejection, .timer(milliseconds: 8)]),
            quiet,
            oneModule([.throwError, .log]),
            FuzzCase(family: .values, modules: [.init(imports: [FuzzImport(target: 1, form: .named(.missing))]), .init()]),
            oneModule([.timer(milliseconds: 16)]),
            quiet,
        ]
        let results = try engine.run(cases)
        let expected = FuzzResult(lines: ["entry start", "entry 1 awaited", "entry end", "= fulfilled"], ending: .ranOut)
        for index in [0, 2, 4, 8] { #expect(results[index] == expected, "case \(index)") }
        #expect(results[1] == FuzzResult(lines: ["entry start"], ending: .ranOut))
        #expect(results[3].ending == .uncaught("entry 1 loose"))
        #expect(!results[3].lines.contains("entry 2 timer 8"))
        #expect(results[5] == FuzzResult(lines: ["entry start", "= rejected entry 1 boom"], ending: .ranOut))
        #expect(results[6] == FuzzResult(lines: ["= rejected SyntaxError"], ending: .ranOut))
        #expect(results[7].lines == ["entry start", "entry end", "= fulfilled", "entry 1 timer 16"])
    }

    @Test func `an engine that dies takes one case with it, and the departure is known by name`() throws {
        let comparison = try comparison()
        let cycle = VerdictTests.erroredCycle
        let quiet = oneModule([.awaitValue(.null)])
        let verdicts = try onLargeStack { try comparison.verdicts([quiet, cycle, quiet]) }
        #expect(verdicts[0] == .same && verdicts[2] == .same)
        let result = try onLargeStack { cycle.simulated(on: comparison.host) }
        #expect(result.lines.suffix(3) == ["entry 2 failed m2 2 boom", "entry end", "= fulfilled"])
        // A later V8 may have mended it.
        #expect([.known(.abortsOnErroredCycle), .same].contains(verdicts[1]), "\(verdicts[1])")
        // What it printed before is not lost.
        let seen = try #require(try comparison.engine.run([cycle]).first)
        if verdicts[1] != .same {
            #expect(seen.lines == ["entry start", "m3 start"] + seen.lines.dropFirst(2) && seen.lines.count > 3, "\(seen)")
        }
    }

    /// The batch is only worth something if it changes nothing. Not with timers, whose order a busy machine decides.
    @Test func `a batch gives what each program gives alone`() throws {
        let engine = try #require(installed)
        let generator = FuzzGenerator(seed: 21, families: [.dag, .ticks, .cycles, .errors, .dynamic, .values])
        let cases = (0..<204).map(generator.fuzzCase)
        let alone = try engine.runAlone(cases)
        let batched = try engine.run(cases)
        #expect(alone.count == cases.count && batched.count == cases.count)
        for (item, (alone, batched)) in zip(cases, zip(alone, batched)) {
            if case .died = batched.ending {
                #expect(alone.ending != .exited(0) && alone.ending != .exited(1), "\(item.scenarioText())")
            } else {
                #expect(alone.lines == batched.lines, "\(item.scenarioText())")
            }
        }
    }
}

/// With the Deno that is installed. Skipped, and said to be, where there is none.
@Suite(.enabled(if: installedDeno != nil, "needs deno 2 or later on the PATH"))
struct DenoTests {
    @Test func `forty cases are the same in Deno`() throws {
        let engine = try #require(installedDeno)
        let plan = FuzzPlan(seed: 1, caseCount: 40, families: FuzzFamily.allCases.filter { $0 != .deferred })
        let comparison = FuzzComparison(engine: engine, host: try engine.engine.profile().loaded)
        let run = try onLargeStack {
            var run = FuzzRun(plan: plan, comparison: comparison)
            while !run.isDone { _ = try run.advance() }
            return run
        }
        #expect(run.state.different == [])
        #expect(run.state.done == 40)
    }
}
