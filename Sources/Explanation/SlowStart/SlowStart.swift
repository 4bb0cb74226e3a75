import Analysis
import Diagnostics
import Text
import Trace

/// What the start-up of a run takes its time for: its critical path, by modules.
struct SlowStart {
    /// What a module has of the critical path, by one thing that it does.
    struct Part {
        var module: ModuleIndex
        var activity: CriticalStretch.Activity
        /// Nanoseconds.
        var length: Int64
        var stretches: [CriticalStretch]
    }

    let explanation: Explanation
    /// The length of the critical path; nanoseconds.
    let total: Int64
    /// The longest first.
    let parts: [Part]

    /// A start that takes less is not slow; nanoseconds.
    private static let shortest: Int64 = 10_000_000
    /// How many parts are told.
    private static let limit = 3

    /// `nil` for a run that never starts up, and one that takes next to no time.
    init?(_ explanation: Explanation) {
        switch explanation.trace.outcome {
        case .fulfilled, .running: break
        default: return nil
        }
        let path = explanation.analysed.timeline.criticalPath
        let total = path.stretches.length
        guard total >= Self.shortest, total < .max else { return nil }
        self.explanation = explanation
        self.total = total
        var parts: [Part] = []
        var places: [PartKey: Int] = [:]
        for stretch in path.stretches {
            guard let module = stretch.module else { continue }
            let key = PartKey(module: module, activity: stretch.activity)
            if places[key] == nil {
                places[key] = parts.count
                parts.append(Part(module: module, activity: stretch.activity, length: 0, stretches: []))
            }
            guard let place = places[key] else { continue }
            parts[place].length += stretch.to - stretch.from
            parts[place].stretches.append(stretch)
        }
        // The order of the path among those of one length.
        self.parts = parts.enumerated().sorted { ($1.element.length, $0.offset) < ($0.element.length, $1.offset) }.map(\.element)
    }

    private struct PartKey: Hashable {
        var module: ModuleIndex
        var activity: CriticalStretch.Activity
    }

    var trace: Trace { explanation.trace }

    func name(_ module: ModuleIndex) -> String { trace[module].name }

    // MARK: Words

    /// `83 %`, of the whole start-up.
    func share(_ length: Int64) -> String {
        let tenThousandths = CriticalStretch(module: nil, activity: .runs, from: 0, to: length, firstEvent: 0, lastEvent: 0).tenThousandths(
            of: total)
        return "\((tenThousandths + 50) / 100) %"
    }

    /// The critical path in a sentence.
    var finding: Finding {
        let shown = parts.prefix(Self.limit)
        var sentence = shown.map { "\(does($0)) (\(share($0.length)))\(lines(of: $0))" }.joined(separator: ", ")
        if parts.count > Self.limit { sentence += ", \(counted(parts.count - Self.limit, "other part")) the rest" }
        let message = "the start-up takes \(durationText(total))" + (sentence.isEmpty ? "" : ": \(sentence)")
        var diagnostic = Diagnostic(.slow, message)
        if let first = shown.first, let stretch = first.stretches.max(by: { $0.to - $0.from < $1.to - $1.from }),
            let position = position(of: stretch)
        {
            diagnostic = explanation.texts.problem(.slow, message, at: position, in: first.module)
        }
        diagnostic.severity = .note
        let longest = parts.flatMap(\.stretches).enumerated().sorted {
            ($1.element.to - $1.element.from, $0.offset) < ($0.element.to - $0.element.from, $1.offset)
        }
        for (_, stretch) in longest.prefix(6) {
            guard let module = stretch.module, let position = position(of: stretch),
                let place = explanation.texts.location(of: position, in: module)
            else { continue }
            let expression = expression(of: stretch).map { ": await \($0)" } ?? ""
            diagnostic.related.append(
                RelatedPlace(
                    "from \(millisecondsText(stretch.from)) to \(durationText(stretch.to)), \(durationText(stretch.to - stretch.from)) (\(share(stretch.to - stretch.from)))\(expression)",
                    at: place))
        }
        return Finding(.slowStart, diagnostic)
    }

    private func does(_ part: Part) -> String {
        let (name, time) = ("'\(name(part.module))'", durationText(part.length))
        return switch part.activity {
        case .awaits: "\(name) waits \(time)"
        case .runs: "\(name) runs for \(time)"
        case .loads: "\(name) takes \(time) to load"
        case .waits: "timers and requests of \(name) take \(time)"
        }
    }

    /// ` at lines 3, 5 and 8`
    private func lines(of part: Part) -> String {
        var lines: [Int] = []
        for stretch in part.stretches {
            if let line = position(of: stretch)?.line, !lines.contains(Int(line)), lines.count < 9 { lines.append(Int(line)) }
        }
        lines.sort()
        if lines.isEmpty { return "" }
        if lines.count > 8 { return " at lines \(lines.prefix(8).map(String.init).joined(separator: ", ")) and others" }
        return " at \(lines.count == 1 ? "line" : "lines") \(wordList(lines.map(String.init)))"
    }

    func position(of stretch: CriticalStretch) -> Position? {
        guard let event = stretch.suspension, trace.events.indices.contains(event) else { return nil }
        switch trace.events[event].kind {
        case .suspended(let position, _), .functionSuspended(_, let position): return position
        default: return nil
        }
    }

    private func expression(of stretch: CriticalStretch) -> String? {
        guard let event = stretch.suspension, trace.events.indices.contains(event), case .suspended(_, let text) = trace.events[event].kind
        else {
            return nil
        }
        let expression = visibleText(trace[text])
        return expression.isEmpty ? nil : shortened(expression, to: 50)
    }
}
