import Diagnostics
import Text

extension LintReport {
    /// The report as JUnit XML: a suite a rule, in it a case for each finding, and one that passes where there is none. A finding fails when it is as
    /// grave as what the command fails on.
    public func junit(failingOn lowest: Diagnostic.Severity) -> String {
        func fails(_ finding: LintFinding) -> Bool {
            finding.diagnostic.severity == .error || (lowest == .warning && finding.diagnostic.severity == .warning)
        }
        var suites = ""
        var (tests, failures) = (0, 0)
        var ofRule: [String: [LintFinding]] = [:]
        for finding in findings { ofRule[finding.rule, default: []].append(finding) }
        for rule in Rule.all + [Rule.ignoreComment] {
            let found = ofRule[rule.name] ?? []
            let failed = found.count(where: fails)
            let name = xmlAttribute(rule.name)
            suites += "  <testsuite name=\"\(name)\" tests=\"\(max(1, found.count))\" failures=\"\(failed)\" errors=\"0\" skipped=\"0\">\n"
            if found.isEmpty { suites += "    <testcase classname=\"\(name)\" name=\"\(xmlAttribute(rule.summary))\"/>\n" }
            for finding in found {
                let place = finding.diagnostic.location?.text ?? rule.summary
                suites += "    <testcase classname=\"\(name)\" name=\"\(xmlAttribute(place))\">\n"
                let text = xmlText(finding.text())
                suites +=
                    fails(finding)
                    ? "      <failure message=\"\(xmlAttribute(finding.diagnostic.message))\" type=\"\(name)\">\(text)</failure>\n"
                    : "      <system-out>\(text)</system-out>\n"
                suites += "    </testcase>\n"
            }
            suites += "  </testsuite>\n"
            tests += max(1, found.count)
            failures += failed
        }
        let totals = "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\" skipped=\"0\""
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tla-sim lint\" \(totals)>\n\(suites)</testsuites>\n"
    }
}
