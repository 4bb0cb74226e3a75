import Analysis
import Diagnostics
import Hosts
import Programs
import Scenario
import Simulator
import TestSupport
import Trace

extension FuzzTarget {
    /// How long a run of the fuzzer may be; a longer one shows nothing new, only later.
    private static let stepLimit: Int64 = 6_000
    private static let timeLimit = VirtualDuration(nanoseconds: 3600 * 1_000_000_000)

    /// Runs the program and looks at all that the commands would write of it.
    func checkRun(_ input: [UInt8], isThorough: Bool) throws(Finding) {
        guard let (program, host, scenario) = try program(of: input) else { return }
        let run = program.run(RunOptions(host: host))
        try check(run, of: scenario, host: host, input)
        let silent = program.run(RunOptions(host: host, recordsEvents: false))
        try expect(silent.trace.console == run.trace.console, "recording changes what the program prints")
        try expect(silent.trace.outcome == run.trace.outcome, "recording changes how the run ends")
        try expect(silent.hostMessages == run.hostMessages, "recording changes what the host says")
        try expect(silent.exitStatus == run.exitStatus, "recording changes the exit status")
        if isThorough {
            try checkExplanation(of: run, program)
            let again = program.run(RunOptions(host: host))
            try expect(again.trace == run.trace, "run twice, the program gives another trace")
            try expect(again.diagnostics == run.diagnostics, "run twice, the program has other problems")
            try expect(again.outcomeDiagnostics == run.outcomeDiagnostics, "run twice, the program ends for other reasons")
            for module in program.knownModules {
                guard let text = try? program.text(of: module), !text.isJSON else { continue }
                try checkRoundTrip(text.file, whole: scenario.document.bytes)
            }
        }
    }

    private func check(_ run: Run, of scenario: Scenario, host: HostProfile, _ input: [UInt8]) throws(Finding) {
        try expect((0...255).contains(run.exitStatus), "an exit status that no process has")
        try check(run.diagnostics, in: scenario.document.bytes)
        try check(run.outcomeDiagnostics, in: scenario.document.bytes)
        try check(run.trace)
        // Nothing that a program has is a value which is none yet.
        let marker = "<uninitialized>"
        let isNamed = input.firstRange(of: Array("initialized".utf8)) != nil
        try expect(isNamed || !run.trace.console.contains { $0.text.contains(marker) }, "the program was given what is no value")
        let report = checkExpectations(scenario, trace: run.trace, host: host.name)
        try checkVisible(report.failures.map { $0.text() }.joined(), "the report of expectations")
        do {
            _ = try WellFormedXML(junitXML([CheckResult(file: "input.yaml", report: report)]))
        } catch {
            throw Finding("the JUnit report is not well-formed XML: \(error)")
        }
    }

    /// The program of an input for ``FuzzTarget/console`` and ``FuzzTarget/drawing``.
    ///
    /// The first byte is a digit or a letter, the rest a text. 0 to 4 and a: a scenario; 5 to 9 and b: modules, one after another, each but
    /// the first below a line `//// name`. The host is the one of that number, or of five less; of a letter, the sixth.
    ///
    /// - Returns: `nil` when it is refused; that its problems can be shown is checked.
    func program(of input: [UInt8]) throws(Finding) -> (Program, HostProfile, Scenario)? {
        guard let selector = input.first else { return nil }
        let isLetter = selector == UInt8(ascii: "a") || selector == UInt8(ascii: "b")
        let digit = Int(selector &- UInt8(ascii: "0")) % 10
        let text = Array(input.dropFirst())
        let isScenario = isLetter ? selector == UInt8(ascii: "a") : digit < 5
        let document = isScenario ? text : Array(ModuleTexts(parsing: text).document.utf8)
        do {
            var scenario = try readScenario(document)
            for (limit, most) in [(Limit.steps, Self.stepLimit), (.time, Self.timeLimit.nanoseconds)] {
                scenario.limits[limit] = min(scenario.limits[limit] ?? most, most)
            }
            for limit in [Limit.heap, .calls, .output, .trace, .nesting] {
                let most = Limits()[limit]
                scenario.limits[limit] = min(scenario.limits[limit] ?? most, most)
            }
            return (try Program(scenario: scenario), HostProfile.all[isLetter ? 5 : digit % 5], scenario)
        } catch {
            try check(error.diagnostics, in: document)
            return nil
        }
    }
}
