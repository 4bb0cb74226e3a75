import Analysis
import Diagnostics
import Text
import Trace

/// Runs that a limit stopped while modules waited: beside an interval that goes on, a program that never starts has no end either.
extension Explanation {
    /// Cycles of waits are told as those of a run that ends, since no limit helps. Where there is none, what was awaited may still come: the problem of the limit
    /// stays, with what is known of that.
    ///
    /// - Parameter errors: what the run says itself, the limit among them.
    func findStoppedWaits(_ errors: [Finding]) -> [Finding] {
        let stop = errors.lastIndex { $0.diagnostic.kind == .blocked }
        var waits = UnsettledWaits(self)
        var cycles = waits.cycleFindings()
        guard !cycles.isEmpty else {
            guard let stop, run.stoppedWaiting == .recurring else { return errors }
            var findings = errors
            tellOpenEnds(in: &findings[stop])
            return findings
        }
        // That the time is over says no more than the cycle does; that there was too much work is another matter.
        guard let stop, run.stoppedWaiting == .recurring else { return cycles + errors }
        cycles[0].diagnostic.related += errors[stop].diagnostic.related
        return cycles + errors[..<stop] + errors[(stop + 1)...]
    }

    /// Adds to the problem of a limit what the first module waits for that nothing settled.
    private func tellOpenEnds(in finding: inout Finding) {
        let graph = WaitGraph(trace, analysed.timeline, keepsOpenEnds: true)
        var waits = UnsettledWaits(self, graph)
        let isEnd = graph.nodes.map { if case .promise = $0.kind { !$0.isUntold } else { false } }
        let settling = Set(graph.edges.map(\.from))
        guard let end = graph.nodes.indices.first(where: { isEnd[$0] && !settling.contains($0) }), let way = waits.way(to: end) else {
            return
        }
        waits.tell(openEnd: way, in: &finding)
    }
}

extension UnsettledWaits {
    mutating func cycleFindings() -> [Finding] {
        var findings: [Finding] = []
        for cycle in graph.cycles.prefix(findingLimit) { findings.append(finding(ofCycle: cycle)) }
        let left = graph.cycles.count - findings.count
        if left > 0 {
            findings[findings.count - 1].diagnostic.stack.append(StackEntry(.omitted, name: "\(grouped(left)) more such circles"))
        }
        return findings
    }

    /// What is known of a promise that was not settled when the run was stopped.
    mutating func tell(openEnd way: [Int], in finding: inout Finding) {
        let (first, end) = (graph.nodes[way[0]], graph.nodes[way[way.count - 1]])
        let reading = ResolverWords(words, end, awaiting: first)
        // A timer that is still to come needs only time.
        if reading.isDueLater { return }
        finding.diagnostic.stack += stack(words.lines(along: way, isClosed: false))
        let notes = reading.notes.compactMap { note in location(note.module, note.position).map { RelatedPlace(note.words, at: $0) } }
        finding.diagnostic.related = notes + finding.diagnostic.related
        addBystanders(of: way, to: &finding.diagnostic)
        let limit = [finding.diagnostic.suggestion].compactMap { $0 } + finding.diagnostic.alternatives
        finding.remedies = finding.diagnostic.suggest(reading.remedies.map(\.words) + limit)
    }
}
