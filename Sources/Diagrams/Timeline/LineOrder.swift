import Analysis
import Trace

/// Finds the lines of output that a reader of lanes over time would take in another order than that in which they were printed.
///
/// A reader goes from left to right, and at one place from the top lane to the bottom one. Code of one instant stands at one place, whatever the
/// order in which its modules took turns.
struct LineOrder {
    /// By line, an index into ``Trace/console``: its place in the output, from 1. Of such lines, and of those between them.
    private(set) var numbers: [Int: Int] = [:]

    /// What a line hangs on.
    private struct Reading {
        var place: Int64
        var row: Int
        var line: Int
    }

    init(_ picture: TimelinePicture, _ clusters: [TimeLayout.Cluster], _ times: [Int64]) {
        var run = 0
        var byRun = Array(repeating: [(cluster: Int, line: Int)](), count: picture.firstLines.count)
        for (index, cluster) in clusters.enumerated() {
            while run + 1 < picture.firstLines.count, cluster.row >= picture.groups[run + 1].firstRow { run += 1 }
            byRun[run] += cluster.lines.map { (index, $0) }
        }
        for (run, lines) in byRun.enumerated() {
            let first = picture.firstLines[run]
            // What is printed while code takes time stands at its time where that has room, or else behind the code.
            for atEnd in [false, true] {
                let readings = lines.map { entry in
                    let cluster = clusters[entry.cluster]
                    let end = times[cluster.last]
                    return Reading(
                        place: atEnd ? end : min(picture.trace.console[entry.line].time, end), row: cluster.row, line: entry.line)
                }
                for line in Self.misread(readings) { numbers[line] = line - first + 1 }
            }
        }
    }

    private static func misread(_ readings: [Reading]) -> [Int] {
        let order = readings.sorted { ($0.place, $0.row, $0.line) < ($1.place, $1.row, $1.line) }.map(\.line)
        // As read, the lines fall into stretches none of which holds a line that belongs into another.
        var misread: [Int] = []
        var smallestAfter = order
        for index in order.indices.dropLast().reversed() { smallestAfter[index] = min(order[index], smallestAfter[index + 1]) }
        var start = 0
        var largest = Int.min
        for (index, line) in order.enumerated() {
            largest = max(largest, line)
            guard index + 1 == order.count || largest < smallestAfter[index + 1] else { continue }
            if index > start { misread += order[start...index] }
            start = index + 1
        }
        return misread
    }
}
