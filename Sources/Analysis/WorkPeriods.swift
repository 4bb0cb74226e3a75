import Algorithms
import Trace

/// When code took time, in order; stretches that follow each other are one.
struct WorkPeriods {
    private var periods: [(from: Int64, to: Int64)] = []

    init(_ trace: Trace) {
        for event in trace.events {
            guard case .busy(let nanoseconds) = event.kind, nanoseconds > 0 else { continue }
            let (from, isTooEarly) = event.time.subtractingReportingOverflow(nanoseconds)
            guard !isTooEarly else { continue }
            if let last = periods.last, last.to == from {
                periods[periods.count - 1].to = event.time
            } else {
                periods.append((from, event.time))
            }
        }
    }

    var isEmpty: Bool { periods.isEmpty }

    /// Since when code ran without a break up to that time.
    func begin(until time: Int64) -> Int64? {
        let index = periods.partitioningIndex { $0.to >= time }
        return index < periods.count && periods[index].from < time ? periods[index].from : nil
    }
}
