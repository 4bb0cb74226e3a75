import Diagnostics
import Foundation
import Testing

@testable import Analysis

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite struct JUnitTests {
    private let place = SourceLocation(file: "a.yaml", line: 3, column: 5)

    private func report(_ failures: [ExpectationFailure], checks: Int = 1) -> ExpectationReport {
        ExpectationReport(title: "A <title> & \"more\"", host: "spec", bundler: nil, checkCount: checks, failures: failures)
    }

    @Test func everyStatusIsWritten() {
        let failure = ExpectationFailure(
            location: place, keyPath: "expect.trace", message: "expected 'a', seen '<b>'", detail: "- a\n+ <b>")
        let xml = junitXML([
            CheckResult(file: "a.yaml", report: report([])),
            CheckResult(file: "b.yaml", report: report([failure])),
            CheckResult(file: "c.yaml", host: "spec", problems: [Diagnostic(.scenario, "unknown key 'x'", at: place)]),
            CheckResult(file: "d.yaml", report: report([], checks: 0)),
        ])
        #expect(
            xml == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="tla-sim" tests="4" failures="1" errors="1" skipped="1">
                  <testsuite name="scenarios" tests="4" failures="1" errors="1" skipped="1">
                    <testcase classname="a.yaml" name="A &lt;title&gt; &amp; &quot;more&quot; (spec)"/>
                    <testcase classname="b.yaml" name="A &lt;title&gt; &amp; &quot;more&quot; (spec)">
                      <failure message="expected 'a', seen '&lt;b&gt;'">a.yaml:3:5: not as expected: expected 'a', seen '&lt;b&gt;'
                  - a
                  + &lt;b&gt;
                  in expect.trace
                </failure>
                    </testcase>
                    <testcase classname="c.yaml" name="c.yaml (spec)">
                      <error message="unknown key 'x'">a.yaml:3:5: error: unknown key 'x'
                </error>
                    </testcase>
                    <testcase classname="d.yaml" name="A &lt;title&gt; &amp; &quot;more&quot; (spec)">
                      <skipped message="the scenario expects nothing"/>
                    </testcase>
                  </testsuite>
                </testsuites>

                """)
    }

    @Test func aBundlersRunSaysWhose() {
        var bundled = report([])
        bundled.bundler = "rollup, <iife>"
        #expect(junitXML([CheckResult(file: "a.yaml", report: bundled)]).contains("(spec, bundled by rollup, &lt;iife&gt;)\"/>"))
    }

    @Test func hostileTextStaysWellFormed() throws {
        let text =
            String(String.UnicodeScalarView((0...0x20).compactMap { Unicode.Scalar($0) }))
            + "]]>\u{FFFE}\u{FFFF}\u{202E}\u{7F}\u{85}<!--&\"'😀"
        let failure = ExpectationFailure(
            location: SourceLocation(file: text, line: 1, column: 1), keyPath: text, message: text, detail: text)
        let xml = junitXML([
            CheckResult(file: text, title: text, host: text, report: report([failure])),
            CheckResult(file: text, host: text, problems: [Diagnostic(.file, text)]),
        ])
        let parser = XMLParser(data: Data(xml.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(!xml.unicodeScalars.contains("\u{202E}") && !xml.unicodeScalars.contains("\u{1B}"))
    }
}
