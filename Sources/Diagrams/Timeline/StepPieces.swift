import Algorithms
import Analysis
import Trace

/// A stretch of running code between the begin of one visit and that of the next, as the axis of steps shows it: a visit in the midst of
/// which other code runs is several.
struct StepPiece {
    /// Index of the lane among those drawn.
    var row: Int
    /// Index of the visit in its lane; `nil` for a timer that fires and lets no code of a module run at once.
    var visit: Int?
    var step: Int
    /// The first of its events.
    var event: Int
    /// Indices into ``Trace/console``.
    var lines: [Int] = []
    var error: String?
}

extension StepPiece {
    /// The pieces of these lanes, in the order in which they ran.
    ///
    /// - Parameters:
    ///   - instant: the only time to show; `nil` for all.
    ///   - eventOfLine: by console line, its event.
    static func all(of timeline: Timeline, lanes: [Int], at instant: Int64?, eventOfLine: [Int: Int]) -> [StepPiece] {
        // What begins a visit comes before what is printed at the same event.
        var items: [(event: Int, rank: Int, row: Int, visit: Int, line: Int?)] = []
        for (row, lane) in lanes.enumerated() {
            for (number, visit) in timeline.lanes[lane].visits.enumerated() where instant == nil || visit.from.time == instant {
                items.append((visit.from.event, 0, row, number, nil))
                for line in visit.lines { items.append((max(visit.from.event, eventOfLine[line] ?? 0), 1, row, number, line)) }
                if visit.error != nil { items.append((max(visit.from.event, visit.to.event), 2, row, number, nil)) }
            }
        }
        items.sort { ($0.event, $0.rank, $0.line ?? 0) < ($1.event, $1.rank, $1.line ?? 0) }
        var pieces: [StepPiece] = []
        for item in items {
            let visit = timeline.lanes[lanes[item.row]].visits[item.visit]
            if pieces.last.map({ $0.row == item.row && $0.visit == item.visit }) != true {
                // Another agent may have had its turn since the visit began.
                let step = timeline.steps.partitioningIndex { $0.firstEvent > item.event } - 1
                pieces.append(StepPiece(row: item.row, visit: item.visit, step: max(visit.from.step, step), event: item.event))
            }
            if let line = item.line { pieces[pieces.count - 1].lines.append(line) }
            if item.rank == 2 { pieces[pieces.count - 1].error = visit.error }
        }
        return pieces
    }
}
