import Analysis
import Text
import Trace

extension Explanation {
    /// How many steps are told.
    private static func limit(_ level: Narrative.Level) -> Int { level == .brief ? 60 : 4_000 }

    /// The run as prose, in the order in which it happened.
    ///
    /// - Complexity: linear in the number of events, modules and imports.
    public func narrative(_ level: Narrative.Level) -> Narrative {
        let words = NarrativeWords(self)
        var steps: NarrativeSteps
        switch level {
        case .brief:
            var reader = NarrativeReader(words, limit: Self.limit(level))
            steps = reader.read()
        case .full:
            var reader = FullNarrativeReader(words, limit: Self.limit(level))
            steps = reader.read()
        }
        steps.cut()
        var narrative = Narrative(
            title: trace.title, host: trace.host, isOfHost: trace.isOfHost, bundler: run.trace.bundler, level: level, steps: steps.kept)
        (narrative.leftOut, narrative.leftOutAfter) = (steps.leftOut, steps.head)
        narrative.isTruncated = trace.isTruncated
        narrative.opening = opening(words)
        // Where it takes long, that is a finding.
        let isTold = findings.contains { $0.kind == .slowStart || $0.kind == .serialAwaits }
        narrative.closing = [ending(words)] + words.untakenWords + (isTold ? [] : criticalPath(words))
        return narrative
    }

    /// What is run: the entries with what they ask for.
    private func opening(_ words: NarrativeWords) -> [[Narrative.Part]] {
        var sentences: [[Narrative.Part]] = []
        for entry in trace.entries.prefix(3) where trace.modules.indices.contains(Int(entry.rawValue)) {
            var seen: Set<ModuleIndex> = [entry]
            let requests = trace[entry].requests.compactMap(\.module).filter { seen.insert($0).inserted }
            var parts: [Narrative.Part] = [words.name(entry)]
            parts +=
                requests.isEmpty
                ? [.words(" is the entry, and imports nothing.")] : [.words(" is the entry. It asks for ")] + words.list(requests, limit: 6)
            if !requests.isEmpty { parts.append(.words(requests.count > 1 ? ", in this order." : ".")) }
            sentences.append(parts)
        }
        if trace.entries.count > 3 { sentences.append([.words("There are \(grouped(trace.entries.count)) entries.")]) }
        if trace.modules.count > 8 { sentences.append([.words("The run has \(grouped(trace.modules.count)) modules.")]) }
        if let loaded = trace.events.last(where: { if case .parsed = $0.kind { $0.time > 0 } else { false } }),
            let first = trace.events.first(where: { if case .started = $0.kind { true } else { false } }),
            first.time > 0, loaded.time >= first.time
        {
            sentences.append([.words("Nothing runs before all that is imported has come, at "), .time(first.time), .words(".")])
        }
        return sentences
    }

    private func ending(_ words: NarrativeWords) -> [Narrative.Part] {
        switch trace.outcome {
        case .fulfilled: [.words("The run ends well, after "), .time(trace.duration), .words(".")]
        case .running(let reason):
            [
                .words("The start is over after "), .time(trace.duration), .words(", and the program goes on: "),
                .words(Narrative.Part.cut(reason, to: 160)), .words("."),
            ]
        case .exited(let status):
            [.words("The program ends itself after "), .time(trace.duration), .words(", with process.exit(\(status)).")]
        case .rejected(let error): [.words("The run fails after "), .time(trace.duration), .words(" with "), .output(error), .words(".")]
        case .loadError(let error): [.words("Nothing runs, because a module cannot be loaded: "), .output(error), .words(".")]
        case .linkError(let error): [.words("Nothing runs, because the modules do not link: "), .output(error), .words(".")]
        case .blocked where run.stoppedWaiting != nil:
            [.words("The run has no end: it is stopped at "), .time(trace.duration), .words(", and ")] + words.list(unsettledEntries)
                + [.words(unsettledEntries.count > 1 ? " still wait." : " still waits.")]
        case .blocked: [.words("The run has no end: it is stopped at "), .time(trace.duration), .words(".")]
        case .unsettled:
            [.words("At "), .time(trace.end), .words(" nothing is left to do, and ")] + words.list(unsettledEntries)
                + [.words(unsettledEntries.count > 1 ? " still wait: they never settle." : " still waits: it never settles.")]
        }
    }

    private var unsettledEntries: [ModuleIndex] {
        let waiting = trace.entries.filter { trace.modules.indices.contains(Int($0.rawValue)) && trace[$0].status == .evaluatingAsync }
        return waiting.isEmpty ? trace.entries : waiting
    }

    /// What the time went into.
    private func criticalPath(_ words: NarrativeWords) -> [[Narrative.Part]] {
        let stretches = analysed.timeline.criticalPath.stretches
        let length = stretches.length
        guard length > 0, !stretches.isEmpty else { return [] }
        let largest = Set(
            stretches.indices.sorted { (stretches[$1].tenThousandths(of: length), $0) < (stretches[$0].tenThousandths(of: length), $1) }
                .prefix(5))
        var parts: [Narrative.Part] = [.words("What decides how long it takes: ")]
        for (place, index) in stretches.indices.filter(largest.contains).enumerated() {
            let stretch = stretches[index]
            if place > 0 { parts.append(.words(", then ")) }
            parts += [stretch.module.map(words.name) ?? .words("the host"), .words(" \(stretch.activity.rawValue) ")]
            if stretch.activity == .awaits, let suspension = stretch.suspension, trace.events.indices.contains(suspension),
                case .suspended(let position, let expression) = trace.events[suspension].kind
            {
                parts.append(.code(trace[checked: expression]))
                if let place = words.place(position, in: stretch.module) { parts += [.words(" ("), .place(place), .words(")")] }
                parts.append(.words(" "))
            }
            let (span, isTooLong) = stretch.to.subtractingReportingOverflow(stretch.from)
            parts += [.words("for "), .time(isTooLong ? .max : span), .words(" (\((stretch.tenThousandths(of: length) + 50) / 100) %)")]
        }
        let rest = stretches.count - min(5, stretches.count)
        parts.append(.words(rest > 0 ? ", and \(counted(rest, "shorter stretch", "shorter stretches"))." : "."))
        return [parts]
    }
}
