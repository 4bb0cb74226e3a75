import Analysis
import ArgumentParser
import Bench
import Bundlers
import Diagnostics
import Diagrams
import Explanation
import Files
import Hosts
import Lint
import Player
import Programs
import Scenario
import Simulator
import Text
import Trace

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// `tla-sim serve-run JOB`: one run of the bench, in the process of its own that `serve` starts for it.
struct ServeRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve-run", abstract: "One run of the bench: what tla-sim serve starts.", shouldDisplay: false)

    @Argument(help: ArgumentHelp("The job, as serve writes it.", valueName: "job"))
    var job: String

    @OptionGroup var limits: LimitOptions

    mutating func run() throws {
        let told: JSONValue
        do throws(Diagnostic) {
            let bytes = try readFile(path: job, limit: 64 << 20)
            guard let job = JSONReader.value(of: bytes).flatMap(BenchJob.init) else {
                throw Diagnostic(.usage, "'\(job)' is no job of the bench")
            }
            told = BenchReport(job, limits).json
        } catch {
            report([error])
            throw ExitCode(ExitStatus.badInput)
        }
        standardOutput.write(told.text())
        try end(0)
    }
}

/// What is told of a run of the bench.
struct BenchReport {
    private let job: BenchJob
    private let limits: LimitOptions
    private var members: [JSONValue.Member] = []
    private var problems: [Diagnostic] = []
    private var findings: [LintFinding] = []

    init(_ job: BenchJob, _ limits: LimitOptions) {
        (self.job, self.limits) = (job, limits)
        do throws(DiagnosticList) {
            try tell()
        } catch {
            problems += error.diagnostics
        }
    }

    var json: JSONValue {
        let rules = findings.map { finding -> JSONValue in
            guard case .object(let members) = finding.diagnostic.json else { return .null }
            return .object(members + [.init("rule", .string(finding.rule))])
        }
        return .object(members + [.init("problems", .array(problems.map(\.json) + rules))])
    }

    private mutating func tell() throws(DiagnosticList) {
        if let root = job.root, chdir(job.folder.isEmpty ? root : "\(root)/\(job.folder)") != 0 {
            throw DiagnosticList([Diagnostic(.file, "the folder of \(job.name) is gone")])
        }
        let bytes = Array(job.text.utf8)
        var program = limits.completed(try Program.load(text: bytes, name: job.name, limits: limits.settings))
        if let root = job.root { program = program.confined(to: root, called: "the folder that is served") }
        let written = program
        let scenario = program.scenario
        if let name = job.bundler {
            guard let bundler = Bundler.named(name) else { throw DiagnosticList([Diagnostic(.usage, "there is no bundler '\(name)'")]) }
            let bundle = try bundler.bundle(program, BundleOptions())
            problems += bundle.warnings
            program = bundle.program
        }
        var options = RunOptions(host: job.host.flatMap(HostProfile.named))
        options.recordsStates = job.wish == .play
        let run = program.run(options)
        if job.wish == .play { return play(run, program) }
        let explanation = Explanation(of: run, program)
        tell(run, explanation)
        lint(written)
        if let scenario, job.bundler == nil { compare(run, scenario) }
    }

    /// The page that steps through the run, where there is something to step through.
    private mutating func play(_ run: Run, _ program: Program) {
        problems += run.diagnostics
        guard !run.trace.modules.isEmpty else { return }
        let played = playerRun(of: run, program, label: run.trace.host)
        let page = PlayerPage(title: run.trace.title, about: run.trace.about, runs: [played])
        members.append(.init("page", .string(page.html)))
    }

    private mutating func tell(_ run: Run, _ explanation: Explanation) {
        let trace = run.trace
        problems += explanation.diagnostics + explanation.undetermined.map(\.diagnostic)
        members += [
            .init("host", .string(trace.host)),
            .init("outcome", .string("\(trace.outcome.name) after \(durationText(trace.duration))")),
            .init("status", .integer(ExitStatus.of(trace.outcome, run.diagnostics))),
        ]
        var text: [UInt8] = []
        if trace.hasRun || run.diagnostics.isEmpty { explanation.analysed.trace.writeText(TextOptions()) { text += $0 } }
        for line in run.hostLines { text += line.utf8 }
        members.append(.init("text", .string(String(decoding: text, as: UTF8.self))))
        let options = (job.host.map { ["--host", $0] } ?? []) + (job.bundler.map { ["--bundler", $0] } ?? [])
        let findings = explanation.toldFindings(input: job.name, options: options)
        members.append(.init("explain", .string(explanation.narrative(.brief).text(columns: job.columns) + findings.text())))
        guard trace.hasRun else { return }
        explanation.adviseOnWaits()
        draw(explanation.analysed)
    }

    /// What may go wrong in other runs than this one, whose own problems are told as such.
    private mutating func lint(_ program: Program) {
        let host = job.host ?? program.host?.name
        let settings = LintSettings(hosts: host.map { [$0] } ?? [], bundlers: job.bundler.map { [$0] } ?? [])
        let told = Set(problems.compactMap { problem in problem.location.map { "\($0.file):\($0.line)" } })
        findings = Lint.lint(program, settings: settings).findings.filter { finding in
            finding.diagnostic.location.map { !told.contains("\($0.file):\($0.line)") } ?? true
        }
    }

    private mutating func draw(_ run: AnalysedRun) {
        var pictures: [JSONValue.Member] = []
        for view in View.all(of: run) {
            do throws(DiagnosticList) {
                let picture = try RunPicture(of: run, view: view)
                let narrow = try job.isNarrow ? picture.narrowSVG() : nil
                let svg: String
                if let narrow { svg = narrow } else { svg = try picture.svg() }
                pictures.append(.init(view.rawValue, .string(svg)))
            } catch {
                problems += error.diagnostics
            }
        }
        members.append(.init("pictures", .object(pictures)))
    }

    /// What the scenario expects, where it expects something on this host.
    private mutating func compare(_ run: Run, _ scenario: Scenario) {
        let own = scenario.host?.name ?? HostProfile.spec.name
        let host = job.host ?? own
        guard host == own || scenario.expect.hosts.contains(where: { $0.name == host }) else { return }
        let result = CheckResult(file: job.name, report: checkExpectations(scenario, trace: run.trace, host: host))
        switch result.status {
        case .withoutExpectations: return
        case .passed: members.append(.init("isAsExpected", .bool(true)))
        case .failed, .error: members.append(.init("isAsExpected", .bool(false)))
        }
        problems += result.problems + (result.report?.failures ?? []).map(\.diagnostic)
    }
}
