import Diagnostics
import Scenario
import Testing
import Trace

@testable import Analysis

/// A scenario with these expectations.
func scenario(expect: String) throws -> Scenario {
    let text =
        "title: T\nentry: z\nmodules: {x: '', y: '', z: '', j: {json: 1}}\nexpect:\n"
        + expect.split(separator: "\n").map { "  \($0)\n" }.joined()
    do throws(DiagnosticList) {
        return try Scenario.read(bytes: Array(text.utf8), name: "s.yaml", folder: ".")
    } catch {
        Issue.record("\(error.text())")
        throw error
    }
}

/// A run that printed these lines at these milliseconds and started these modules.
func trace(_ lines: [(String, Int64)], outcome: Outcome = .fulfilled, duration: Int64 = 1000, started: [String] = []) -> Trace {
    var trace = Trace(title: "T", host: "spec")
    trace.console = lines.map { text, time in
        ConsoleLine(
            time: time * 1_000_000, turn: 0, job: JobNumber(rawValue: 0), module: nil, method: "log", stream: .out, text: text)
    }
    trace.outcome = outcome
    trace.duration = duration * 1_000_000
    trace.modules = ["x", "y", "z"].map { TraceModule(name: $0) } + [TraceModule(name: "j", kind: .json)]
    trace.events = started.map { name in
        Event(
            time: 0, turn: 0, job: JobNumber(rawValue: 0), module: ModuleIndex(trace.modules.firstIndex { $0.name == name }!),
            kind: .started(wokenBy: nil))
    }
    return trace
}

@Suite struct ExpectationTests {
    static let siblings: [(String, Int64)] = [("X1", 0), ("Y", 0), ("X2", 1000), ("Z", 1000)]

    /// What became of the first bundler that is named.
    private func bundled(_ expect: String, _ seen: Result<Trace, DiagnosticList>) throws -> ExpectationReport {
        let scenario = try scenario(expect: expect)
        let bundled = try #require(scenario.expect.bundlers.first)
        switch seen {
        case .success(let trace): return checkExpectations(scenario, of: bundled, trace: trace, host: "spec")
        case .failure(let problems):
            return checkExpectations(scenario, of: bundled, refusal: problems.diagnostics, host: "spec")
        }
    }

    @Test func aBundlersRunIsComparedWithWhatDiffers() throws {
        let expect = "trace: [X1, Y, X2, Z]\nduration: 1s\nevaluated: [x, y, z]\n"
        let row = trace([("X1", 0), ("X2", 1000), ("Y", 1000), ("Z", 1000)], started: ["x"])
        let report = try bundled(expect + "bundlers: {esbuild: {trace: [X1, X2, Y, Z]}}", .success(row))
        #expect(report.failures == [] && report.checkCount == 2 && report.bundler == "esbuild")
        let wrong = try bundled(expect + "bundlers: {esbuild: {splitting: false, format: esm, chunks: {c: [x]}}}", .success(row))
        #expect(wrong.failures.map(\.keyPath) == ["expect.trace"])
        #expect(wrong.bundler == "esbuild, no splitting, chunk c, esm")
        let refusalExpected = try bundled("bundlers: {a: {outcome: build error}}", .success(row))
        #expect(refusalExpected.failures.map(\.message) == ["expected the outcome build error, seen fulfilled"])
    }

    @Test func aRefusalIsCompared() throws {
        let refusal = DiagnosticList([
            Diagnostic(.link, "no module", suggestion: "write one"), Diagnostic(.link, "an await in 'iife'"),
        ])
        func failures(_ expect: String) throws -> [String] {
            try bundled(expect, .failure(refusal)).failures.map { "\($0.location.line):\($0.location.column) \($0.keyPath): \($0.message)" }
        }
        #expect(try failures("trace: [X]\nbundlers: {a: {outcome: {build error: await in 'iife'}}}") == [])
        #expect(try failures("trace: [X]\nbundlers: {a: {outcome: build error}}") == [])
        #expect(
            try failures("bundlers: {a: {outcome: {build error: cjs}}}") == [
                "5:27 expect.bundlers.a.outcome: expected the outcome build error with 'cjs', seen build error with 'no module'"
            ])
        #expect(
            try failures("outcome: fulfilled\nbundlers: {a: {}}") == [
                "6:14 expect.bundlers.a: expected the outcome fulfilled, seen build error with 'no module'"
            ])
        #expect(
            try failures("trace: [X]\nbundlers: {a: {}}") == [
                "6:14 expect.bundlers.a: expected a bundle, seen build error with 'no module'"
            ])
    }

    private func failures(_ expect: String, _ trace: Trace, host: String = "spec") throws -> [String] {
        let report = checkExpectations(try scenario(expect: expect), trace: trace, host: host)
        #expect(report.holds == report.failures.isEmpty)
        return report.failures.map { "\($0.location.line):\($0.location.column) \($0.keyPath): \($0.message)" }
    }

    @Test func aRunAsExpectedHolds() throws {
        let expect = """
            trace: [X1, Y, X2, Z]
            outcome: fulfilled
            duration: 1s
            at: {X2: 1s, Y: 0}
            before: [[X1, Y, X2]]
            evaluated: [x, y, z]
            """
        let report = checkExpectations(
            try scenario(expect: expect), trace: trace(Self.siblings, started: ["x", "j", "y", "z"]), host: "spec")
        #expect(report.failures == [])
        #expect(report.checkCount == 7)
        #expect(report.title == "T")
    }

    @Test func `lines that a program without end has not printed yet are told with what watches it for longer`() throws {
        var run = trace(Self.siblings, outcome: .running("setInterval at m:1:1 keeps it alive"))
        run.end = 61_000_000_000
        let advice =
            "the program goes on, and was watched until 61000 ms: a later time, such as 'until: 10min', or 'until: idle' watches it for longer"
        for expect in ["trace: [X1, Y, X2, Z, Z]", "at: {X3: 0}", "at: {X2: [1s, 2s]}", "before: [[X1, X3]]"] {
            let failure = try #require(checkExpectations(scenario(expect: expect), trace: run, host: "spec").failures.first)
            #expect(
                failure.suggestion == advice && failure.text().hasSuffix("  help: \(advice)\n") && failure.diagnostic.suggestion == advice)
        }
        // It is no matter of time that a line is another, or that the program ended.
        for expect in ["trace: [X1, X2, Y, Z]", "duration: 2s"] {
            #expect(try checkExpectations(scenario(expect: expect), trace: run, host: "spec").failures.map(\.suggestion) == [nil])
        }
        run.outcome = .fulfilled
        #expect(try checkExpectations(scenario(expect: "trace: [X1, Y, X2, Z, Z]"), trace: run, host: "spec").failures[0].suggestion == nil)
    }

    /// An expectation, and what is said of a run that prints X1 Y X2 Z at 0, 0, 1000, 1000 ms and starts x, y, z.
    @Test(arguments: [
        ("trace: [X1, X2, Y, Z]", "5:10 expect.trace: expected line 2 'X2', seen 'Y'"),
        ("trace: [X1, Y]", "5:10 expect.trace: expected 2 lines, and then came 'X2'"),
        ("trace: [X1, Y, X2, Z, Z]", "5:10 expect.trace: expected line 5 'Z', and there were only 4"),
        ("outcome: unsettled", "5:12 expect.outcome: expected the outcome unsettled, seen fulfilled"),
        ("outcome: {rejected: 'Error: boom'}", "5:12 expect.outcome: expected the outcome rejected with 'Error: boom', seen fulfilled"),
        ("duration: 1.5s", "5:13 expect.duration: expected the duration 1500 ms, seen 1000 ms"),
        ("at: {X2: 250us}", "5:8 expect.at.X2: expected 'X2' at 0.25 ms, seen at 1000 ms"),
        ("at: {X3: 0}", "5:8 expect.at.X3: expected 'X3' at 0 ms, never seen"),
        ("at: {X2: [1s, 2s]}", "5:8 expect.at.X2: expected 'X2' at 1000 ms, 2000 ms, seen at 1000 ms"),
        ("before: [[X2, Y]]", "5:12 expect.before[0]: expected 'X2' before 'Y', seen 'Y' as line 2 and 'X2' as line 3"),
        ("before: [[Y, Q]]", "5:12 expect.before[0]: expected 'Y' before 'Q', and 'Q' was never seen"),
        ("evaluated: [y, x, z]", "5:14 expect.evaluated: expected module 1 'y', seen 'x'"),
        ("evaluated: [x, j, y, z]", "5:14 expect.evaluated: expected module 2 'j', seen 'y'"),
    ])
    func aDifferenceIsToldWithItsPlace(expect: String, expected: String) throws {
        #expect(try failures(expect, trace(Self.siblings, started: ["x", "y", "z"])) == [expected])
    }

    @Test func outcomesAreComparedWithTheirMessages() throws {
        func holds(_ expected: String, _ seen: Outcome) throws -> Bool {
            try failures("outcome: \(expected)", trace([], outcome: seen)).isEmpty
        }
        #expect(try holds("rejected", .rejected("Error: a")))
        #expect(try holds("{rejected: 'Error: a'}", .rejected("Error: a")))
        #expect(try holds("{rejected: 'Error: a'}", .rejected("Error: a\n    at x")))
        #expect(try !holds("{rejected: 'Error: a'}", .rejected("Error: ab")))
        #expect(try holds("{link error: export}", .linkError("x has no export 'y'")))
        #expect(try !holds("{link error: import}", .linkError("x has no export 'y'")))
        #expect(try holds("load error", .loadError("m")))
        #expect(try !holds("load error", .linkError("m")))
        #expect(try holds("{blocked: loop}", .blocked("an endless loop")))
        #expect(try holds("unsettled", .unsettled))
        #expect(try holds("running", .running("setInterval at m:1:1 keeps it alive")))
        #expect(try holds("{running: setInterval at m}", .running("setInterval at m:1:1 keeps it alive")))
        #expect(try !holds("{running: setTimeout}", .running("setInterval at m:1:1 keeps it alive")))
        #expect(try !holds("fulfilled", .running("setInterval at m:1:1 keeps it alive")))
    }

    @Test func textsAreComparedByCodeUnits() throws {
        let composed = trace([("\u{E9}", 0), ("x", 1)], outcome: .rejected("Error: \u{E9}"))
        let met = "trace: [\u{E9}, x]\nat: {\u{E9}: 0}\nbefore: [[\u{E9}, x]]\noutcome: {rejected: 'Error: \u{E9}'}"
        #expect(try failures(met, composed).isEmpty)
        for expected in ["trace: [e\u{301}, x]", "at: {e\u{301}: 0}", "before: [[e\u{301}, x]]", "outcome: {rejected: 'Error: e\u{301}'}"] {
            #expect(try failures(expected, composed).count == 1, "\(expected)")
        }
    }

    @Test func aHostsExpectationsLieOverTheBase() throws {
        let expect = """
            outcome: unsettled
            duration: 1s
            hosts:
              deno: {outcome: rejected}
              node: {duration: 2s}
              node@20: {outcome: fulfilled}
            """
        #expect(try failures(expect, trace([], outcome: .unsettled)) == [])
        #expect(try failures(expect, trace([], outcome: .rejected("x")), host: "deno") == [])
        #expect(try failures(expect, trace([], outcome: .unsettled, duration: 2000), host: "node") == [])
        #expect(try failures(expect, trace([], outcome: .fulfilled, duration: 2000), host: "node@20") == [])
        #expect(
            try failures(expect, trace([], outcome: .unsettled), host: "deno") == [
                "8:21 expect.hosts.deno.outcome: expected the outcome rejected, seen unsettled"
            ])
    }

    @Test func aScenarioWithoutExpectationsHolds() throws {
        let text = Array("{entry: a, modules: {a: ''}}".utf8)
        let report = checkExpectations(
            try Scenario.read(bytes: text, name: "s", folder: "."), trace: trace([]), host: "spec")
        #expect(report.holds && report.checkCount == 0)
    }

    @Test func expectedAndSeenStandSideBySide() throws {
        let report = checkExpectations(
            try scenario(expect: "trace: [X1, X2, Y, Z]"), trace: trace(Self.siblings), host: "spec")
        #expect(
            report.failures.first?.text() == """
                s.yaml:5:10: not as expected: expected line 2 'X2', seen 'Y'
                    expected  seen
                    X1        X1    0 ms
                  - X2
                    Y         Y     0 ms
                  +           X2    1000 ms
                    Z         Z     1000 ms
                  in expect.trace

                """)
    }

    @Test func aLongDifferenceIsKeptToAScreen() {
        let equal = (0..<1_000).map(String.init)
        let one = SideBySide(expected: equal + ["a"] + equal, seen: equal + ["b\u{1B}"] + equal, notes: []).text
        #expect(
            one == """
                  expected  seen
                  … 997 equal
                  997       997
                  998       998
                  999       999
                - a
                +           b\\u{1B}
                  0         0
                  1         1
                  2         2
                  … 997 equal
                """)
        let all = SideBySide(expected: equal, seen: equal.map { $0 + "x" }, notes: []).text
        #expect(all.split(separator: "\n").count <= 43)
        #expect(all.hasSuffix("more"))
        let huge = (0..<200_000).map(String.init)
        #expect(SideBySide(expected: huge, seen: huge.reversed(), notes: []).text.hasSuffix("more"))
    }
}
