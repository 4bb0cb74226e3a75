import Diagnostics
import Scenario
import Text
import Trace

/// How a run compares with what its scenario expects.
public struct ExpectationReport: Sendable {
    /// The scenario's title.
    public var title: String
    public var host: String
    /// Whose output ran, and how it was asked for, such as `rollup, iife`; `nil` for the program as it is.
    public var bundler: String?
    /// How many expectations were compared; 0 for a scenario that states none.
    public var checkCount: Int
    /// Those that the run did not meet, in the order trace, outcome, duration, at, before, evaluated.
    public var failures: [ExpectationFailure]

    /// Whether the run met every expectation. True for a scenario that states none.
    public var holds: Bool { failures.isEmpty }
}

/// An expectation that a run did not meet.
public struct ExpectationFailure: Hashable, Sendable {
    /// Where the expectation stands in the scenario.
    public var location: SourceLocation
    /// Its key path, such as `expect.trace`.
    public var keyPath: String
    /// One sentence without a full stop: what was expected and what was seen.
    public var message: String
    /// More lines: expected and seen side by side; empty when the message says all.
    public var detail: String
    /// What to do about it.
    public var suggestion: String?

    /// The failure in the form of every other problem; ``detail`` is not part of it.
    public var diagnostic: Diagnostic {
        Diagnostic(.expectation, message, at: location, keyPath: keyPath, suggestion: suggestion)
    }

    /// The failure as text for a terminal, with a line break at its end.
    public func text(isColoured: Bool = false) -> String {
        func styled(_ code: String, _ text: String) -> String { isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
        let place = "\(visibleText(location.file)):\(location.line):\(location.column):"
        var text = styled("1", place) + " " + styled("1;31", "not as expected:") + " " + visibleText(message) + "\n"
        for line in detail.split(separator: "\n", omittingEmptySubsequences: false) where !detail.isEmpty {
            let code = line.hasPrefix("-") ? "31" : line.hasPrefix("+") ? "32" : "2"
            text += "  " + styled(code, String(line)) + "\n"
        }
        text += styled("2", "  in ") + visibleText(keyPath) + "\n"
        if let suggestion { text += styled("36", "  help:") + " " + visibleText(suggestion) + "\n" }
        return text
    }
}

/// Compares a run with what its scenario expects on a host.
///
/// - Parameters:
///   - trace: the run; `evaluated` needs its events recorded.
///   - host: the profile's name, which decides between the expectations of ``Expectations/hosts``.
public func checkExpectations(_ scenario: Scenario, trace: Trace, host: String) -> ExpectationReport {
    report(of: scenario.expect.expectation(forHost: host), scenario, trace, host)
}

/// Compares a run of a bundler's output with what the scenario expects of it.
public func checkExpectations(
    _ scenario: Scenario, of bundled: Expectations.Bundled, trace: Trace, host: String
) -> ExpectationReport {
    var result = report(of: scenario.expect.expectation(of: bundled, onHost: host), scenario, trace, host)
    result.bundler = bundled.label
    return result
}

/// Compares what a bundler refused with what the scenario expects of it.
public func checkExpectations(
    _ scenario: Scenario, of bundled: Expectations.Bundled, refusal: [Diagnostic], host: String
) -> ExpectationReport {
    var result = ExpectationReport(title: scenario.title, host: host, bundler: bundled.label, checkCount: 1, failures: [])
    let expected = scenario.expect.expectation(of: bundled, onHost: host).outcome
    if case .buildError(let part)? = expected?.value, part.map({ part in refusal.contains { $0.message.contains(part) } }) ?? true {
        return result
    }
    let wanted = expected.map { ExpectationCheck.words($0.value) } ?? "a bundle"
    let seen = ExpectationCheck.words(Expectation.Outcome.buildError(refusal.first?.message))
    // What is expected of the program as it is stands elsewhere, and would be changed in vain.
    let own = bundled.expectation.outcome
    result.failures = [
        ExpectationFailure(
            location: own?.location ?? bundled.location, keyPath: own?.keyPath ?? bundled.keyPath,
            message: "expected \(expected == nil ? "" : "the outcome ")\(wanted), seen \(seen)", detail: "",
            suggestion: refusal.first?.suggestion)
    ]
    return result
}

extension Expectations.Bundled {
    /// The bundler, and how it is asked for: `rollup, no splitting, iife`.
    public var label: String {
        let splitting = isSplitting.map { $0 ? "splitting" : "no splitting" }
        let chunks = chunks.map { "chunk \($0.name)" }
        return ([name] + [splitting].compactMap { $0 } + chunks + [format].compactMap { $0 }).joined(separator: ", ")
    }
}

private func report(of expectation: Expectation, _ scenario: Scenario, _ trace: Trace, _ host: String) -> ExpectationReport {
    var check = ExpectationCheck(trace: trace)
    check.run(expectation)
    return ExpectationReport(title: scenario.title, host: host, bundler: nil, checkCount: check.count, failures: check.failures)
}

/// The comparisons, one after another.
private struct ExpectationCheck {
    let trace: Trace
    var count = 0
    var failures: [ExpectationFailure] = []
    /// Where each console line was printed, by its text: looked up only.
    private let indices: [ExactText: [Int]]

    init(trace: Trace) {
        self.trace = trace
        indices = Dictionary(grouping: trace.console.indices) { ExactText(trace.console[$0].text) }
    }

    mutating func run(_ expectation: Expectation) {
        if let expected = expectation.trace { checkTrace(expected) }
        if let expected = expectation.outcome { checkOutcome(expected) }
        if let expected = expectation.duration { checkDuration(expected) }
        for expected in expectation.at ?? [] { checkTimes(expected) }
        for expected in expectation.before ?? [] { checkOrder(expected) }
        if let expected = expectation.evaluated { checkEvaluated(expected) }
        if let expected = expectation.responses { checkResponses(expected) }
    }

    private mutating func fail<Value>(
        _ expected: Expectation.Stated<Value>, _ message: String, detail: String = "", isMissing: Bool = false
    ) {
        failures.append(
            ExpectationFailure(
                location: expected.location, keyPath: expected.keyPath, message: message, detail: detail,
                suggestion: isMissing ? adviceToWatch : nil))
    }

    /// What was not seen may come later, when the run was not watched to its end.
    private var adviceToWatch: String? {
        guard case .running = trace.outcome else { return nil }
        return "the program goes on, and was watched until \(milliseconds(trace.end)): "
            + "a later time, such as 'until: 10min', or 'until: idle' watches it for longer"
    }

    private mutating func checkTrace(_ expected: Expectation.Stated<[String]>) {
        count += 1
        let seen = trace.console.map(\.text)
        guard !Self.isSame(expected.value, seen) else { return }
        let times = trace.console.map { milliseconds($0.time) }
        fail(
            expected, Self.difference(expected.value, seen, "line"),
            detail: SideBySide(expected: expected.value, seen: seen, notes: times).text, isMissing: seen.count < expected.value.count)
    }

    private static func isSame(_ expected: [String], _ seen: [String]) -> Bool {
        expected.elementsEqual(seen) { ExactText($0) == ExactText($1) }
    }

    /// The first place at which two lists part.
    private static func difference(_ expected: [String], _ seen: [String], _ what: String) -> String {
        let index = zip(expected, seen).prefix { ExactText($0) == ExactText($1) }.count
        let place = "\(what) \(index + 1)"
        if index == seen.count { return "expected \(place) '\(expected[index])', and there were only \(seen.count)" }
        if index == expected.count { return "expected \(expected.count) \(what)s, and then came '\(seen[index])'" }
        return "expected \(place) '\(expected[index])', seen '\(seen[index])'"
    }

    private mutating func checkOutcome(_ expected: Expectation.Stated<Expectation.Outcome>) {
        count += 1
        guard !meets(trace.outcome, expected.value) else { return }
        fail(expected, "expected the outcome \(Self.words(expected.value)), seen \(Self.words(trace.outcome))")
    }

    private func meets(_ seen: Outcome, _ expected: Expectation.Outcome) -> Bool {
        func contains(_ message: String, _ part: String?) -> Bool { part.map { $0.isEmpty || message.contains($0) } ?? true }
        switch (expected, seen) {
        case (.fulfilled, .fulfilled), (.unsettled, .unsettled): return true
        case (.exited(let expected), .exited(let status)): return expected.map { $0 == "\(status)" } ?? true
        case (.rejected(let text), .rejected(let error)):
            // What a host prints of an error may go on with a stack.
            guard let text else { return true }
            return error.utf8.elementsEqual(text.utf8) || error.utf8.starts(with: (text + "\n").utf8)
        case (.linkError(let part), .linkError(let message)), (.loadError(let part), .loadError(let message)),
            (.blocked(let part), .blocked(let message)), (.running(let part), .running(let message)):
            return contains(message, part)
        default: return false
        }
    }

    static func words(_ outcome: Expectation.Outcome) -> String {
        switch outcome {
        case .fulfilled: "fulfilled"
        case .unsettled: "unsettled"
        case .rejected(let text): text.map { "rejected with '\($0)'" } ?? "rejected"
        case .linkError(let part): part.map { "link error with '\($0)'" } ?? "link error"
        case .loadError(let part): part.map { "load error with '\($0)'" } ?? "load error"
        case .blocked(let part): part.map { "blocked with '\($0)'" } ?? "blocked"
        case .running(let part): part.map { "running with '\($0)'" } ?? "running"
        case .exited(let status): status.map { "exited with \($0)" } ?? "exited"
        case .buildError(let part): part.map { "build error with '\($0)'" } ?? "build error"
        }
    }

    static func words(_ outcome: Outcome) -> String {
        switch outcome {
        case .fulfilled: words(Expectation.Outcome.fulfilled)
        case .unsettled: words(Expectation.Outcome.unsettled)
        case .rejected(let text): words(Expectation.Outcome.rejected(text))
        case .linkError(let text): words(Expectation.Outcome.linkError(text))
        case .loadError(let text): words(Expectation.Outcome.loadError(text))
        case .blocked(let text): words(Expectation.Outcome.blocked(text))
        case .running(let text): words(Expectation.Outcome.running(text))
        case .exited(let status): words(Expectation.Outcome.exited("\(status)"))
        }
    }

    private mutating func checkDuration(_ expected: Expectation.Stated<VirtualDuration>) {
        count += 1
        guard trace.duration != expected.value.nanoseconds else { return }
        fail(expected, "expected the duration \(milliseconds(expected.value.nanoseconds)), seen \(milliseconds(trace.duration))")
    }

    private mutating func checkTimes(_ expected: Expectation.Stated<Expectation.LineTimes>) {
        count += 1
        let line = expected.value.line
        let seen = (indices[ExactText(line)] ?? []).map { trace.console[$0].time }
        let times = expected.value.times.map(\.nanoseconds)
        let compared = expected.value.areAll ? seen : Array(seen.prefix(1))
        guard compared != times else { return }
        let expectedTimes = times.map(milliseconds).joined(separator: ", ")
        let seenTimes = compared.isEmpty ? "never seen" : "seen at " + compared.map(milliseconds).joined(separator: ", ")
        fail(expected, "expected '\(line)' at \(expectedTimes), \(seenTimes)", isMissing: compared.count < times.count)
    }

    private mutating func checkOrder(_ expected: Expectation.Stated<[String]>) {
        count += 1
        var earlier: (line: String, index: Int)?
        for line in expected.value {
            guard let index = indices[ExactText(line)]?.first else {
                let order = expected.value.map { "'\($0)'" }.joined(separator: " before ")
                fail(expected, "expected \(order), and '\(line)' was never seen", isMissing: true)
                return
            }
            if let earlier, earlier.index >= index {
                fail(
                    expected,
                    "expected '\(earlier.line)' before '\(line)', seen '\(line)' as line \(index + 1) and '\(earlier.line)' as line \(earlier.index + 1)"
                )
                return
            }
            earlier = (line, index)
        }
    }

    private mutating func checkEvaluated(_ expected: Expectation.Stated<[String]>) {
        count += 1
        var seen: [String] = []
        var times: [String] = []
        for event in trace.events {
            guard case .started = event.kind, let module = event.module else { continue }
            let name = trace[module].name
            // A JSON module has no body: it counts only for those who name it.
            if trace[module].kind == .json, !expected.value.contains(name) { continue }
            seen.append(name)
            times.append(milliseconds(event.time))
        }
        guard !Self.isSame(expected.value, seen) else { return }
        fail(
            expected, Self.difference(expected.value, seen, "module"),
            detail: SideBySide(expected: expected.value, seen: seen, notes: times).text)
    }

    // MARK: Responses

    private mutating func checkResponses(_ expected: Expectation.Stated<[Expectation.Response]>) {
        count += 1
        let seen = trace.responses
        let isMet = expected.value.count == seen.count && zip(expected.value, seen).allSatisfy { Self.meets($1, $0) }
        guard !isMet else { return }
        // What is not expected is not shown on the side of what was seen either.
        let wanted = expected.value.map { Self.words($0) }
        let had = seen.enumerated().map { index, response in
            Self.words(response, beside: index < expected.value.count ? expected.value[index] : Expectation.Response())
        }
        fail(
            expected, Self.difference(wanted, had, "response"),
            detail: SideBySide(expected: wanted, seen: had, notes: had.map { _ in "" }).text)
    }

    private static func meets(_ seen: TraceResponse, _ expected: Expectation.Response) -> Bool {
        if let status = expected.status, status != seen.status { return false }
        if let text = expected.text, !text.utf8.elementsEqual(seen.text.utf8) { return false }
        if let time = expected.at, time.nanoseconds != seen.time { return false }
        if let error = expected.error, !(seen.error ?? "").utf8.starts(with: error.utf8) { return false }
        return true
    }

    private static func words(_ response: Expectation.Response) -> String {
        let parts = [
            response.status.map { "status \($0)" }, response.text.map { "'\($0)'" }, response.error.map { "error \($0)" },
            response.at.map { "at \($0.milliseconds) ms" },
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    private static func words(_ seen: TraceResponse, beside expected: Expectation.Response) -> String {
        let showsAll = expected == Expectation.Response()
        let parts: [String?] = [
            showsAll || expected.status != nil ? (seen.time == nil ? "no answer" : "status \(seen.status)") : nil,
            showsAll || expected.text != nil ? "'\(seen.text)'" : nil,
            showsAll || expected.error != nil || seen.error != nil
                ? seen.error.map { "error \($0)" } ?? (expected.error == nil ? nil : "no error") : nil,
            showsAll || expected.at != nil ? seen.time.map { "at \(VirtualDuration(nanoseconds: $0).milliseconds) ms" } : nil,
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    private func milliseconds(_ nanoseconds: Int64) -> String {
        VirtualDuration(nanoseconds: nanoseconds).milliseconds + " ms"
    }
}
