import Bundlers
import Diagnostics
import Files
import Hosts
import JavaScript
import Programs
import Scenario
import Text
import Threads

extension Rule {
    /// Hosts that a rule knows beside those that programs run on.
    static let furtherHosts = ["workers", "service-worker"]

    /// The names that a configuration may use.
    public static let knownNames = LintConfiguration.KnownNames(
        rules: all.map(\.name), hosts: HostProfile.all.map(\.name) + furtherHosts,
        bundlers: Bundler.all.map(\.name)
            + Bundler.all.flatMap { bundler in bundler.formats.map { "\(bundler.name):\($0.rawValue)" } })
}

/// Lints what a command line names.
public func lint(_ request: LintRequest) -> LintReport {
    let inputs = LintInputs(request)
    var report = LintReport()
    report.problems = inputs.problems
    report.notes = inputs.notes
    for input in inputs.inputs { report.add(input, request) }
    return report
}

/// Lints one program, with every rule as it stands.
///
/// - Parameter rules: those that look.
public func lint(_ program: Program, entries: [ModuleKey]? = nil, settings: LintSettings = LintSettings(), rules: [Rule] = Rule.all)
    -> LintReport
{
    var report = LintReport()
    report.add(
        LintedGraph(program, entries: entries, settings: settings), rules.map { ($0, .byCertainty($0.severity)) }, isLeftOut: { _ in false }
    )
    return report
}

/// How grave the findings of a rule are.
private enum Severity: Sendable {
    /// As a configuration has it.
    case always(Diagnostic.Severity)
    /// As the rule has it; what only may go wrong is a warning.
    case byCertainty(Diagnostic.Severity)

    func of(_ finding: LintFinding) -> Diagnostic.Severity {
        switch self {
        case .always(let severity): severity
        case .byCertainty(let severity): finding.isCertain ? severity : .warning
        }
    }
}

extension LintReport {
    fileprivate mutating func add(_ input: LintInput, _ request: LintRequest) {
        let configuration = input.configuration
        var settings = LintSettings(
            hosts: request.hosts.isEmpty ? configuration?.hosts ?? [] : request.hosts,
            bundlers: request.bundlers.isEmpty ? configuration?.bundlers ?? [] : request.bundlers)
        if settings.hosts.isEmpty, let host = input.program.host { settings.hosts = [host.name] }
        var graph = LintedGraph(input.program, entries: input.entries, settings: settings, threads: request.threads)
        graph.scenarioPath = input.scenarioPath
        let rules = Rule.all.compactMap { rule -> (Rule, Severity)? in
            let level = configuration?.rules.last { $0.name == rule.name }?.level
            let severity: Severity =
                level == "error" ? .always(.error) : level == "warning" ? .always(.warning) : .byCertainty(rule.severity)
            if let asked = request.rules { return asked.contains(rule.name) ? (rule, severity) : nil }
            return level == "off" ? nil : (rule, severity)
        }
        let patterns = (configuration?.ignored ?? []).map(PathPattern.init)
        let folder = input.folder
        add(graph, rules) { file in
            patterns.match(file.utf8.starts(with: folder.utf8) ? String(file.dropFirst(folder.count)) : file)
        }
    }

    /// Of the thread that rules look on, in bytes.
    private static let stackSize = 256 << 20

    /// - Parameter isLeftOut: whether nobody wants to hear of a file.
    fileprivate mutating func add(_ graph: LintedGraph, _ rules: [(Rule, Severity)], isLeftOut: (String) -> Bool) {
        var found: [LintFinding] = []
        // Searches call each other: they get a stack of which they know how deep they may go.
        let all = inParallel(2, stackSize: Self.stackSize) { index in index == 0 ? [] : rules.map { $0.0.check(graph) } }.joined()
        for ((_, severity), findings) in zip(rules, all) {
            for var finding in findings {
                finding.diagnostic.severity = severity.of(finding)
                found.append(finding)
            }
        }
        let ignores = Ignores(found, in: graph, ran: Set(rules.map(\.0.name)), isLeftOut: isLeftOut)
        tell(ignores.findings.filter { !isLeftOut($0.diagnostic.location?.file ?? "") }.sortedByPlace(), ignores.untoldCount)
        ignoredCount += ignores.ignoredCount
        let leftOut = graph.leftOut(isLeftOut)
        problems += leftOut.problems
        notes += leftOut.notes + graph.notes + ignores.notes
        moduleCount += graph.graph.modules.count { $0.analysed != nil }
    }
}

extension LintReport {
    /// Adds findings, of each rule the first, and says how many more there are.
    ///
    /// - Parameter untoldComments: how many there are of ``Ignores/ruleName`` beside them.
    fileprivate mutating func tell(_ sorted: [LintFinding], _ untoldComments: Int) {
        var counts: [String: Int] = [:]
        var last: LintFinding?
        // A file that two modules are made of, by another query, says all twice.
        for finding in sorted where !finding.isSame(as: last) {
            last = finding
            counts[finding.rule, default: 0] += 1
            if counts[finding.rule, default: 0] <= Self.limitOfRule {
                findings.append(finding)
            } else if finding.diagnostic.severity == .error {
                untoldErrorCount += 1
            } else {
                untoldWarningCount += 1
            }
        }
        untoldWarningCount += untoldComments
        counts[Ignores.ruleName, default: 0] += untoldComments
        for rule in Rule.all.map(\.name) + [Ignores.ruleName] {
            let untold = (counts[rule] ?? 0) - Self.limitOfRule
            guard untold > 0 else { continue }
            notes.append(
                Diagnostic(
                    .lint, "\(rule): \(untold) more, of which only the number is told",
                    suggestion: "of each rule the first \(Self.limitOfRule) are told; lint fewer modules to see others", severity: .note))
        }
    }
}

extension [LintFinding] {
    fileprivate func sortedByPlace() -> [LintFinding] {
        enumerated().sorted { left, right in
            guard let a = left.element.diagnostic.location else {
                return right.element.diagnostic.location != nil || left.offset < right.offset
            }
            guard let b = right.element.diagnostic.location else { return false }
            if ExactText(a.file) != ExactText(b.file) { return a.file.utf8.lexicographicallyPrecedes(b.file.utf8) }
            return (a.line, a.column, left.offset) < (b.line, b.column, right.offset)
        }.map(\.element)
    }
}
