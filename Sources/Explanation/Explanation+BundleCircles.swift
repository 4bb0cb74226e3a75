import Analysis
import Diagnostics
import Lint
import Programs
import Text
import Trace

/// What a bundler wrote, run as it is: its modules are functions, or stand in a table, and wait for each other by promises of the bundler's own, of which a
/// trace tells little. The text tells who waits for whom, and the run at which of these awaits the code stands.
extension Explanation {
    /// Circles in a bundle that is a script: nobody waits for its modules, and the process ends as if all were well.
    func findSilentCircles() -> [Finding] {
        guard trace.bundler == nil, run.trace.sources.isEmpty, trace.outcome == .fulfilled, !trace.events.isEmpty else { return [] }
        var waits = UnsettledWaits(self)
        return waits.silentFindings()
    }
}

extension UnsettledWaits {
    /// A finding for each circle of waits in the bundle at whose awaits functions stood when a run ended that nobody waited for.
    mutating func silentFindings() -> [Finding] {
        var standing: [SourceLocation: Int] = [:]
        var isTable: [ModuleIndex: Bool] = [:]
        for event in trace.events {
            guard let module = event.module else { continue }
            let (position, change): (Position, Int)
            switch event.kind {
            case .functionSuspended(_, let place): (position, change) = (place, 1)
            case .functionResumed(_, let place): (position, change) = (place, -1)
            default: continue
            }
            if isTable[module] == nil { isTable[module] = explanation.texts.file(of: module).map { Self.mayBeTable($0.bytes) } ?? false }
            guard isTable[module] == true, let location = location(module, position) else { continue }
            standing[location, default: 0] += change
        }
        standing = standing.filter { $0.value > 0 }
        if standing.isEmpty { return [] }
        return BundleCircle.all(in: explanation.program).filter { circle in
            circle.steps.allSatisfy { !$0.standsThere || standing[$0.location] != nil }
        }.prefix(findingLimit).map { circle in
            var finding = finding(of: circle)
            finding.diagnostic.severity = .warning
            finding.diagnostic.message += "; nobody waits for the bundle, and so the process ends as if all were well"
            return finding
        }
    }

    /// Whether a text may have a table of modules that await: `require.a(module, async …)`.
    private static func mayBeTable(_ text: [UInt8]) -> Bool {
        text.firstRange(of: Array(".a(".utf8)) != nil && text.firstRange(of: Array("async".utf8)) != nil
    }

    /// A finding for each circle of waits in the bundle at whose awaits the code stands; empty where no bundler made functions of modules.
    mutating func bundleFindings() -> [Finding] {
        guard trace.bundler == nil, graph.nodes.contains(where: isOfBundle) else { return [] }
        let standing = Set(trace.pendingWaits.compactMap { location($0.module, $0.position) })
        let circles = BundleCircle.all(in: explanation.program).filter { circle in
            circle.steps.allSatisfy { !$0.standsThere || standing.contains($0.location) }
        }
        if circles.isEmpty, let finding = findingOfForgottenImporters() { return [finding] }
        return circles.prefix(findingLimit).map { finding(of: $0) }
    }

    /// What webpack's runtime did up to 5.87: it takes a module for one that still waits that has ended without coming to its await, and so lets nobody begin who
    /// imports it.
    private mutating func findingOfForgottenImporters() -> Finding? {
        let standing = trace.pendingWaits.filter { $0.function != nil }
        guard let end = graph.nodes.first(where: { $0.isDeadEnd && isOfBundle($0) }), let module = end.origin?.module, !standing.isEmpty,
            let text = explanation.texts.file(of: module), Self.marksOfRuntime.contains(where: { text.bytes.firstRange(of: $0) != nil })
        else { return nil }
        let message =
            "'\(trace.entries.first.map { trace[$0].name } ?? "it")' never settles: who imports a module whose await is not reached waits for ever in a bundle of webpack before 5.88"
        let first = standing[0]
        var problem = explanation.texts.problem(.unsettled, message, at: first.position, in: first.module)
        problem.stack = stack(
            standing.map { WaitWords.Line(words: "a module waits here for what it imports", module: $0.module, position: $0.position) })
        problem.suggestion = "bundle with webpack 5.88 or later"
        problem.alternatives = ["let an await of each module that has one be reached in every run, as 'await null' before its condition is"]
        return Finding(
            .neverSettles, problem, remedies: ([problem.suggestion].compactMap { $0 } + problem.alternatives).map { Finding.Remedy($0) })
    }

    /// `(queue = []).d = 1`: since 5.88 it is -1.
    private static let marksOfRuntime = ["= []).d = 1", "=[]).d=1"].map { Array($0.utf8) }

    /// Whether a wait may be one that a bundler's code made: of an async function, or of a promise with a resolver of its own.
    private func isOfBundle(_ node: WaitGraph.Node) -> Bool {
        switch node.kind {
        case .function: true
        case .promise, .promiseBehind: node.isDeadEnd && node.origin != nil
        case .module, .thenFunction: false
        }
    }

    private mutating func finding(of circle: BundleCircle) -> Finding {
        let names = circle.steps.map(\.from)
        let shown = names.count > 8 ? names.prefix(4) + ["…"] + names.suffix(3) : names[...]
        let round = names.count == 1 ? "'\(names[0])' waits for itself" : (shown + names.prefix(1)).joined(separator: " → ")
        let entries = trace.entries.map { trace[$0].name }
        let message =
            "'\(entries.first ?? "it")' never settles: \(names.count == 1 ? round : "modules in the bundle wait for each other: \(round)")"
        let first = graph.nodes.indices.first { index in
            circle.steps.contains { $0.location == location(graph.nodes[index].module, graph.nodes[index].position) }
        }
        var problem = problem(message, at: circle.steps[0].location)
        problem.stack = circle.steps.map { step in
            let words = step.kind == .imports ? "\(step.from) imports \(step.to)" : "\(step.from) awaits an import() of \(step.to)"
            let origin = step.origin.flatMap { $0.says(moreThan: words) ? "from \($0.text)" : nil }
            return StackEntry(.wait, name: words, at: step.location, note: origin)
        }
        addBystanders(of: first.map { [$0] } ?? [], to: &problem)
        problem.suggestion = circle.advice.first
        problem.alternatives = Array(circle.advice.dropFirst())
        var remedies = circle.advice.map { Finding.Remedy($0) }
        // The first advice is about the first await that is an import()'s.
        if let place = circle.steps.first(where: { $0.kind == .awaits })?.location, let wait = wait(at: place), !remedies.isEmpty {
            let (line, column) = (Int(wait.position.line), Int(wait.position.column))
            remedies[0] = Finding.Remedy(
                circle.advice[0], change: .cut(module: trace[wait.module].name, line: line, column: column))
        }
        return Finding(.neverSettles, problem, remedies: remedies)
    }

    private func wait(at place: SourceLocation) -> PendingWait? { trace.pendingWaits.first { location($0.module, $0.position) == place } }

    private func problem(_ message: String, at place: SourceLocation) -> Diagnostic {
        guard let wait = wait(at: place) else { return Diagnostic(.unsettled, message, at: place) }
        return explanation.texts.problem(.unsettled, message, at: wait.position, in: wait.module)
    }
}
