import Diagnostics
import Lint
import Programs
import Scenario
import TestSupport
import Text

extension FuzzTarget {
    /// Lints the program on every host and bundler that a rule knows: what is found lies in the input, and every form of the report can be shown.
    func checkLint(_ input: [UInt8], isThorough: Bool) throws(Finding) {
        guard let (program, _, scenario) = try program(of: input) else { return }
        let settings = LintSettings(hosts: Rule.knownNames.hosts, bundlers: Rule.knownNames.bundlers)
        let report = Lint.lint(program, settings: settings)
        let places = report.findings.map(\.diagnostic) + report.notes
        try check(places, in: scenario.document.bytes)
        for finding in report.findings {
            try expect(finding.diagnostic.location != nil, "a finding of \(finding.rule) without a place")
            try expect(finding.rule == "ignore-comment" || Rule.all.contains { $0.name == finding.rule }, "a finding of no rule")
        }
        try checkForms(of: report)
        guard isThorough else { return }
        try expect(Lint.lint(program, settings: settings).json == report.json, "linted twice, the program gives something else")
    }

    private func checkForms(of report: LintReport) throws(Finding) {
        try checkVisible(report.text(), "the report")
        try checkJSON(Array(report.json.text().utf8), "the report as JSON")
        try checkJSON(Array(report.sarif(version: "0").text().utf8), "the report as SARIF")
        let commands = report.gitHubCommands
        try checkVisible(commands, "the report as workflow commands")
        for line in commands.split(separator: "\n") {
            let begins = ["::error ", "::warning ", "::notice "].contains { line.hasPrefix($0) }
            try expect(begins, "a line of the report is no workflow command")
        }
        do {
            _ = try WellFormedXML(report.junit(failingOn: .warning))
        } catch {
            throw Finding("the report as JUnit XML is not well-formed: \(error)")
        }
    }
}
