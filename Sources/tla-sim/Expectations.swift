import Analysis
import Bundlers
import Diagnostics
import Hosts
import Programs
import Scenario
import Simulator
import Text

/// Runs a scenario on its own host, on every other host for which it expects something, and on its own host as every bundler makes it of which it
/// expects something, and compares.
///
/// - Parameter asked: the one bundler whose output is checked, against what the scenario expects of it or else of the modules; `nil` for all that
///   the scenario names, and the modules.
/// - Returns: a result for each, one with the problems when it cannot be read.
func checkScenario(path: String, _ limits: LimitOptions, bundler asked: BundlerOption? = nil) -> [CheckResult] {
    do throws(DiagnosticList) {
        let program = try limits.load(path)
        guard let scenario = program.scenario else {
            throw DiagnosticList([Diagnostic(.scenario, "\(path) is no scenario, and so expects nothing")])
        }
        let own = scenario.host?.name ?? HostProfile.spec.name
        if let asked, let name = asked.name {
            var stated = scenario.expect.bundlers.filter { $0.name == name }
            if stated.isEmpty || !asked.chunks.isEmpty {
                var bundled = Expectations.Bundled(
                    name: name, expectation: stated.first?.expectation ?? Expectation(),
                    location: SourceLocation(file: path, line: 1, column: 1), keyPath: "expect")
                bundled.isSplitting = asked.chunks.options.isSplitting
                bundled.chunks = asked.chunks.options.manualChunks.map { .init(name: $0.name, modules: $0.modules) }
                stated = [bundled]
            }
            var steps = SharedSteps(program)
            return bundles(stated, of: scenario, program, path: path, host: own, &steps)
        }
        var hosts = [own]
        var seen: Set<String> = [own]
        for name in scenario.expect.hosts.map(\.name) where seen.insert(name).inserted { hosts.append(name) }
        var steps = SharedSteps(program)
        return hosts.map { check(scenario, program, path: path, host: $0, &steps) }
            + bundles(scenario.expect.bundlers, of: scenario, program, path: path, host: own, &steps)
    } catch {
        return [CheckResult(file: path, host: HostProfile.spec.name, problems: error.diagnostics)]
    }
}

private func check(_ scenario: Scenario, _ program: Program, path: String, host: String, _ steps: inout SharedSteps) -> CheckResult {
    guard let profile = HostProfile.named(host) else {
        let known = HostProfile.all.map(\.name)
        let place = scenario.expect.hosts.first { $0.name == host }?.location ?? scenario.host?.location
        let problem = Diagnostic(
            .scenario, "there is no host '\(host)'; known are \(known.joined(separator: ", "))", at: place,
            suggestion: nearestName(to: host, among: known).map { "did you mean '\($0)'?" })
        return CheckResult(file: path, title: scenario.title, host: host, problems: [problem])
    }
    guard let run = steps.run(program, RunOptions(host: profile)) else {
        let problem = program.problem(ofTooMuch: "the scenario is not run to its end on \(host)")
        return CheckResult(file: path, title: scenario.title, host: host, problems: [problem])
    }
    // A module that does not load or link is a result like any other, when the scenario expects it.
    return CheckResult(file: path, report: checkExpectations(scenario, trace: run.trace, host: host))
}

private func bundles(
    _ stated: [Expectations.Bundled], of scenario: Scenario, _ program: Program, path: String, host: String, _ steps: inout SharedSteps
) -> [CheckResult] {
    guard !stated.isEmpty, let profile = HostProfile.named(host) else { return [] }
    let graph = Result { () throws(DiagnosticList) in try LinkedGraph(program) }
    return stated.map { bundled in
        guard let bundler = Bundler.named(bundled.name) else {
            let known = Bundler.all.map(\.name)
            let problem = Diagnostic(
                .scenario, "there is no bundler '\(bundled.name)'; known are \(known.joined(separator: ", "))", at: bundled.location,
                keyPath: bundled.keyPath, suggestion: nearestName(to: bundled.name, among: known).map { "did you mean '\($0)'?" })
            return CheckResult(
                file: path, title: scenario.title, host: host, bundler: bundled.label, problems: [scenario.located(problem)])
        }
        do throws(DiagnosticList) {
            let graph = try graph.get()
            let options = BundleOptions(bundled)
            guard steps.affords(graph.graph.stepsOfPrinting + graph.graph.stepsOfReading),
                let run = steps.run(try bundler.bundle(graph, options).program, RunOptions(host: profile))
            else {
                let problem = program.problem(ofTooMuch: "what \(bundled.name) makes of it is not run to its end")
                return CheckResult(file: path, title: scenario.title, host: host, bundler: bundled.label, problems: [problem])
            }
            return CheckResult(file: path, report: checkExpectations(scenario, of: bundled, trace: run.trace, host: host))
        } catch {
            return CheckResult(file: path, report: checkExpectations(scenario, of: bundled, refusal: error.diagnostics, host: host))
        }
    }
}

extension BundleOptions {
    /// As a scenario asks for the bundle of which it expects something.
    init(_ bundled: Expectations.Bundled) {
        self.init()
        isSplitting = bundled.isSplitting
        manualChunks = bundled.chunks.map { ManualChunk(name: $0.name, modules: $0.modules) }
        format = bundled.format.flatMap(BundleFormat.init)
    }
}
