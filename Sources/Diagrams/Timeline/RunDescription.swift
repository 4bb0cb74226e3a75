import Analysis
import Graphviz
import Text
import Trace

/// The run in words, for those who do not see the picture.
struct RunDescription {
    private static let lineLimit = 40

    let trace: Trace
    let timeline: Timeline
    let texts: TimelineTexts
    /// How many lanes are not drawn.
    let hiddenLanes: Int

    var text: String {
        var sentences: [String] = []
        if !trace.about.isEmpty { sentences.append(sentence(trace.about)) }
        sentences.append(
            "\(counted(trace.modules.count { $0.kind != .request }, "module")), host \(trace.host): \(sentence(texts.outcome))")
        let order = timeline.lanes.filter { $0.visits.contains { $0.kind == .start } }
        if !order.isEmpty { sentences.append(sentence("Bodies begin in this order: \(list(order.map(texts.name(of:))))")) }
        sentences += waits + imports + failures
        sentences += criticalPath
        if !trace.console.isEmpty {
            let lines = trace.console.prefix(Self.lineLimit).map { line in
                "\(line.text.prefix(60)) at \(duration(line.time))"
            }
            let rest = trace.console.count - Self.lineLimit
            sentences.append(sentence("Printed: \(lines.joined(separator: ", "))\(rest > 0 ? " and \(counted(rest, "more line"))" : "")"))
        }
        if hiddenLanes > 0 { sentences.append("\(counted(hiddenLanes, "module")) not drawn.") }
        return sentences.joined(separator: " ")
    }

    /// The modules of the path, and what took how long.
    private var criticalPath: [String] {
        let path = timeline.criticalPath
        guard path.isTelling else { return [] }
        var sentences = [sentence("Critical path: \(list(path.modules.map { texts.name($0) }))")]
        let workers = path.workers.map { texts.name($0) }
        if !workers.isEmpty { sentences.append(sentence("It was held up by code of \(list(workers))")) }
        let length = path.stretches.length
        let parts = path.stretches.map { stretch in
            let share = (stretch.tenThousandths(of: length) + 50) / 100
            return "\(duration(span(from: stretch.from, to: stretch.to))) (\(share) %) \(texts.words(for: stretch))"
        }
        if !parts.isEmpty { sentences.append(sentence("It takes \(list(parts))")) }
        return sentences
    }

    private func list(_ names: [String]) -> String {
        let rest = names.count - Self.lineLimit
        return names.prefix(Self.lineLimit).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }

    /// Where modules stand and for how long. The same await again and again is one sentence.
    private var waits: [String] {
        var sentences: [String] = []
        for lane in timeline.lanes {
            var index = 0
            while index < lane.segments.count, sentences.count < Self.lineLimit {
                var segment = lane.segments[index]
                var count = 0
                while index < lane.segments.count, lane.segments[index].kind == segment.kind {
                    segment.to = lane.segments[index].to
                    count += 1
                    index += 1
                }
                guard segment.kind != .fetch, segment.kind != .parse else { continue }
                // At one instant there is nothing to tell of duration.
                guard !timeline.timePasses || segment.to?.time != segment.from.time else { continue }
                sentences.append(sentence(texts.tooltip(segment, in: lane) + (count > 1 ? ", \(count) times" : "")))
            }
        }
        return sentences
    }

    private var imports: [String] {
        timeline.imports.prefix(Self.lineLimit).map { call in
            let failure = call.settled != nil && !call.isFulfilled ? ", and that fails" : ""
            return sentence(
                "\(texts.tooltip(call, from: timeline.lanes[call.lane])), by import() at \(duration(call.called.time))\(failure)")
        }
    }

    private var failures: [String] {
        var sentences: [String] = []
        for lane in timeline.lanes {
            for visit in lane.visits {
                guard let error = visit.error, sentences.count < Self.lineLimit else { continue }
                let verb =
                    switch visit.kind {
                    case .start, .resume, .callback: "fails"
                    case .inheritedError: "gets an error"
                    case .loadError: "does not load"
                    case .linkError: "does not link"
                    }
                sentences.append(sentence("\(texts.name(of: lane)) \(verb) at \(duration(visit.to.time)): \(DOTText.visible(error))"))
            }
        }
        return sentences
    }

    private func sentence(_ text: String) -> String {
        var text = text
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text.hasSuffix(".") ? text : text + "."
    }
}
