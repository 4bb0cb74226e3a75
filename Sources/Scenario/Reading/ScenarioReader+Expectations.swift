import Diagnostics
import Text

/// The lines of an expected trace.
private struct TraceLines {
    let inOrder: [String]
    let all: Set<String>

    init(_ lines: [String]) { (inOrder, all) = (lines, Set(lines)) }
}

extension ScenarioReader {
    mutating func readExpectations(_ node: YAMLNode?, in scenario: Scenario) -> Expectations {
        guard let node, node.pairs != nil else { return Expectations() }
        let base = readExpectation(node, "expect", over: nil, in: scenario)
        // Of all that is expected elsewhere, what says nothing of the trace is about this one.
        let lines = base.trace.map { TraceLines($0.value) }
        return Expectations(
            base: base, hosts: readOverrides(node["hosts"], "expect.hosts", over: lines, in: scenario),
            bundlers: readBundles(node["bundlers"], "expect.bundlers", over: lines, in: scenario))
    }

    private mutating func readBundles(
        _ node: YAMLNode?, _ path: String, over base: TraceLines?, in scenario: Scenario
    ) -> [Expectations.Bundled] {
        var result: [Expectations.Bundled] = []
        for pair in node?.pairs ?? [] {
            guard let key = pair.key.scalarText else { continue }
            let path = keyPath(path, key: key)
            let names = key.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
            if names.contains("") {
                report(
                    "a bundler's name cannot be empty", pair.key, path, suggestion: "write names with commas between, as in 'rollup, bun'")
            }
            let ways = pair.value.elements ?? [pair.value]
            for (index, way) in ways.enumerated() {
                let bundle = readBundle(
                    way, pair.value.elements == nil ? path : keyPath(path, index: index), at: location(pair.key), over: base, in: scenario)
                result += names.map { name in
                    var bundle = bundle
                    bundle.name = name
                    return bundle
                }
            }
        }
        return result
    }

    private mutating func readBundle(
        _ node: YAMLNode, _ path: String, at location: SourceLocation, over base: TraceLines?, in scenario: Scenario
    ) -> Expectations.Bundled {
        let expectation = readExpectation(node, path, over: base, in: scenario)
        var bundle = Expectations.Bundled(name: "", expectation: expectation, location: location, keyPath: path)
        bundle.isSplitting = node["splitting"].map { flag($0) }
        bundle.format = text(node["format"])
        for pair in node["chunks"]?.pairs ?? [] {
            guard let name = pair.key.scalarText else { continue }
            let chunk = keyPath(keyPath(path, key: "chunks"), key: name)
            if name.isEmpty { report("a chunk's name cannot be empty", pair.key, chunk) }
            bundle.chunks.append(.init(name: name, modules: readModuleNames(pair.value, chunk, in: scenario)))
        }
        return bundle
    }

    private func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    private mutating func readOverrides(
        _ node: YAMLNode?, _ path: String, over base: TraceLines?, in scenario: Scenario
    ) -> [Expectations.Override] {
        var overrides: [Expectations.Override] = []
        for pair in node?.pairs ?? [] {
            guard let name = pair.key.scalarText else { continue }
            let expectation = readExpectation(pair.value, keyPath(path, key: name), over: base, in: scenario)
            overrides.append(.init(name: name, expectation: expectation, location: location(pair.key)))
        }
        return overrides
    }

    /// - Parameter base: the trace that holds where this expectation says nothing of one; `nil` where there is none.
    private mutating func readExpectation(
        _ node: YAMLNode, _ path: String, over base: TraceLines?, in scenario: Scenario
    ) -> Expectation {
        var result = Expectation()
        func stated<Value>(_ value: Value, _ node: YAMLNode, _ path: String) -> Expectation.Stated<Value> {
            .init(value: value, location: location(node), keyPath: path)
        }
        if let trace = node["trace"] { result.trace = stated(texts(trace), trace, keyPath(path, key: "trace")) }
        if let outcome = node["outcome"], let value = readOutcome(outcome) {
            result.outcome = stated(value, outcome, keyPath(path, key: "outcome"))
        }
        if let node = node["duration"], let value = duration(node) {
            result.duration = stated(value, node, keyPath(path, key: "duration"))
        }
        let lines = result.trace.map { TraceLines($0.value) } ?? base
        if let at = node["at"] { result.at = readTimes(at, keyPath(path, key: "at"), trace: lines) }
        if let before = node["before"] { result.before = readOrders(before, keyPath(path, key: "before"), trace: lines) }
        if let evaluated = node["evaluated"] {
            let path = keyPath(path, key: "evaluated")
            result.evaluated = stated(readModuleNames(evaluated, path, in: scenario), evaluated, path)
        }
        if let responses = node["responses"] {
            result.responses = stated(readResponses(responses), responses, keyPath(path, key: "responses"))
        }
        return result
    }

    private func readOutcome(_ node: YAMLNode) -> Expectation.Outcome? {
        func outcome(_ word: String, _ detail: String?) -> Expectation.Outcome? {
            switch word {
            case "fulfilled": .fulfilled
            case "unsettled": .unsettled
            case "rejected": .rejected(detail)
            case "link error": .linkError(detail)
            case "load error": .loadError(detail)
            case "blocked": .blocked(detail)
            case "running": .running(detail)
            case "exited": .exited(detail)
            case "build error": .buildError(detail)
            default: nil
            }
        }
        if let word = node.scalarText { return outcome(word, nil) }
        guard let pair = node.pairs?.first, let word = pair.key.scalarText, let detail = pair.value.scalarText else { return nil }
        return outcome(word, detail)
    }

    private mutating func readTimes(
        _ node: YAMLNode, _ path: String, trace: TraceLines?
    ) -> [Expectation.Stated<Expectation.LineTimes>] {
        var result: [Expectation.Stated<Expectation.LineTimes>] = []
        for pair in node.pairs ?? [] {
            guard let line = pair.key.scalarText else { continue }
            let path = keyPath(path, key: line)
            checkLine(line, pair.key, path, trace: trace)
            let times = scalars(pair.value).compactMap { duration($0) }
            let value = Expectation.LineTimes(line: line, times: times, areAll: pair.value.elements != nil)
            result.append(.init(value: value, location: location(pair.key), keyPath: path))
        }
        return result
    }

    private mutating func readOrders(_ node: YAMLNode, _ path: String, trace: TraceLines?) -> [Expectation.Stated<[String]>] {
        var result: [Expectation.Stated<[String]>] = []
        for (index, element) in (node.elements ?? []).enumerated() {
            let path = keyPath(path, index: index)
            for (position, line) in scalars(element).enumerated() {
                checkLine(line.scalarText ?? "", line, keyPath(path, index: position), trace: trace)
            }
            result.append(.init(value: texts(element), location: location(element), keyPath: path))
        }
        return result
    }

    /// A line that the expected trace does not hold cannot be seen in a run that meets it.
    private mutating func checkLine(_ line: String, _ node: YAMLNode, _ path: String, trace: TraceLines?) {
        guard let trace, !trace.all.contains(line), problems.count < Self.problemLimit else { return }
        report(
            "the expected trace holds no line '\(shortened(line))'", node, path,
            suggestion: nearestName(to: line, among: trace.inOrder).map { "did you mean '\($0)'?" })
    }
}
