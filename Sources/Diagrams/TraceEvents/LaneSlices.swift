import Algorithms
import Analysis
import Trace

/// What fills one lane of a trace file: bars that hold one another whole or do not touch.
struct LaneSlices {
    enum Source: Equatable {
        /// Index into the lane's segments, or its visits.
        case segment(Int)
        case visit(Int)
    }

    struct Slice: Equatable {
        var source: Source
        /// Microseconds; `to` is after `from`.
        var from, to: Int64
    }

    /// By begin; of those that begin together the longest first.
    private(set) var slices: [Slice] = []
    /// By visit.
    private(set) var visits: [Slice]

    init(_ lane: Timeline.Lane, _ clock: StepClock) {
        var found: [Slice] = []
        for (index, segment) in lane.segments.enumerated() {
            let from = clock[segment.from.event]
            found.append(Slice(source: .segment(index), from: from, to: max(from + 1, segment.to.map { clock[$0.event] } ?? clock.end)))
        }
        let segments = found.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        for (index, visit) in lane.visits.enumerated() {
            let from = clock[visit.from.event]
            // A callback is seen by what it prints; the last of that is within it.
            let end = clock[visit.to.event] + (visit.kind == .callback ? 1 : 0)
            var slice = Slice(source: .visit(index), from: from, to: max(from + 1, end))
            // A function of the module may be called again and again while the module itself begins to wait: the visit ends there.
            if let cut = Self.firstBegin(after: from, in: segments), cut.from < slice.to, cut.to > slice.to { slice.to = cut.from }
            found.append(slice)
        }
        found.sort { ($0.from, $1.to) < ($1.from, $0.to) }
        visits = Array(repeating: Slice(source: .visit(0), from: 0, to: 0), count: lane.visits.count)
        // No run makes bars that overlap in part otherwise, but a trace may come from anywhere: what is left ends with the bar around it.
        var ends: [Int64] = []
        for var slice in found {
            while let end = ends.last, end <= slice.from { ends.removeLast() }
            if let end = ends.last { slice.to = min(slice.to, end) }
            ends.append(slice.to)
            slices.append(slice)
            if case .visit(let index) = slice.source { visits[index] = slice }
        }
    }

    /// Whether a bar begins at that time.
    func hasBegin(at time: Int64) -> Bool {
        let index = slices.partitioningIndex { $0.from >= time }
        return index < slices.count && slices[index].from == time
    }

    private static func firstBegin(after time: Int64, in segments: [Slice]) -> Slice? {
        let index = segments.partitioningIndex { $0.from > time }
        return index < segments.count ? segments[index] : nil
    }
}
