import Analysis
import Trace

/// The run in words, for those who do not see the picture.
struct RunDescription {
    private static let lineLimit = 40

    let trace: Trace
    let timeline: Timeline
    let texts: TimelineTexts

    var text: String {
        var sentences: [String] = []
        if !trace.about.isEmpty { sentences.append(sentence(trace.about)) }
        sentences.append("\(counted(trace.modules.count, "module")), host \(trace.host): \(sentence(texts.outcome))")
        let order = timeline.lanes.filter { $0.visits.contains { $0.kind == .start } }
        if !order.isEmpty {
            let names = order.prefix(Self.lineLimit).map(texts.name(of:)).joined(separator: ", ")
            sentences.append(sentence("Bodies begin in this order: \(names)\(order.count > Self.lineLimit ? ", …" : "")"))
        }
        var told = 0
        for lane in timeline.lanes {
            for segment in lane.segments {
                guard told < Self.lineLimit, segment.kind != .fetch, segment.kind != .parse else { continue }
                // At one instant there is nothing to tell of duration.
                guard !timeline.timePasses || segment.to?.time != segment.from.time else { continue }
                told += 1
                sentences.append(sentence(texts.tooltip(segment, in: lane)))
            }
        }
        if !trace.console.isEmpty {
            let lines = trace.console.prefix(Self.lineLimit).map { line in
                "\(line.text.prefix(60)) at \(duration(line.time))"
            }
            let rest = trace.console.count > Self.lineLimit ? ", …" : ""
            sentences.append(sentence("Printed: \(lines.joined(separator: ", "))\(rest)"))
        }
        return sentences.joined(separator: " ")
    }

    private func sentence(_ text: String) -> String {
        var text = text
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text.hasSuffix(".") ? text : text + "."
    }
}
