import Diagnostics
import Text

/// What became of one scenario of a `check`.
public struct CheckResult: Sendable {
    /// The scenario's file as the user named it.
    public var file: String
    /// Its title; the file when it could not be read.
    public var title: String
    /// The host that it ran on.
    public var host: String
    /// Whose output ran, and how it was asked for; `nil` for the program as it is.
    public var bundler: String?
    /// Why it could not be read or run; empty when it ran.
    public var problems: [Diagnostic]
    /// How its run compares; `nil` when it did not run.
    public var report: ExpectationReport?

    public init(file: String, report: ExpectationReport) {
        self.init(file: file, title: report.title, host: report.host, bundler: report.bundler, report: report)
    }

    public init(
        file: String, title: String? = nil, host: String, bundler: String? = nil, problems: [Diagnostic] = [],
        report: ExpectationReport? = nil
    ) {
        self.file = file
        self.title = title ?? file
        self.host = host
        self.bundler = bundler
        self.problems = problems
        self.report = report
    }

    public enum Status: Sendable { case passed, failed, error, withoutExpectations }

    public var status: Status {
        guard problems.isEmpty, let report else { return .error }
        if !report.holds { return .failed }
        return report.checkCount == 0 ? .withoutExpectations : .passed
    }
}

/// The results as JUnit XML, which CI systems show. Holds no clock time, so that the same results give the same bytes.
public func junitXML(_ results: [CheckResult]) -> String {
    func count(_ status: CheckResult.Status) -> Int { results.filter { $0.status == status }.count }
    let totals =
        "tests=\"\(results.count)\" failures=\"\(count(.failed))\" errors=\"\(count(.error))\" skipped=\"\(count(.withoutExpectations))\""
    var xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tla-sim\" \(totals)>\n  <testsuite name=\"scenarios\" \(totals)>\n"
    for result in results {
        let bundled = result.bundler.map { ", bundled by \($0)" } ?? ""
        let name = "\(result.title) (\(result.host)\(bundled))"
        xml += "    <testcase classname=\"\(xmlAttribute(result.file))\" name=\"\(xmlAttribute(name))\""
        switch result.status {
        case .passed:
            xml += "/>\n"
        case .withoutExpectations:
            xml += ">\n      <skipped message=\"the scenario expects nothing\"/>\n    </testcase>\n"
        case .failed:
            let failures = result.report?.failures ?? []
            xml += element("failure", message: failures.map(\.message).joined(separator: "; "), text: failures.map { $0.text() }.joined())
        case .error:
            let message = result.problems.first?.message ?? "it did not run"
            xml += element("error", message: message, text: result.problems.map { $0.text() }.joined())
        }
    }
    return xml + "  </testsuite>\n</testsuites>\n"
}

private func element(_ name: String, message: String, text: String) -> String {
    ">\n      <\(name) message=\"\(xmlAttribute(message))\">\(xmlText(text))</\(name)>\n    </testcase>\n"
}
