import Algorithms
import Analysis

/// The time axis: where each virtual time is drawn.
///
/// Time runs evenly as far as it can. Long idle gaps are cut to ``gapWidth``, and a stretch opens where labels need room.
struct TimeScale {
    /// How wide a gap is that is cut.
    private let gapWidth: Double

    /// A request for room: what stands right of the first time must end before the second; `nil` asks for room before the
    /// right end.
    struct Need {
        var from: Int
        var to: Int?
        var width: Double
    }

    /// In order, without repeats; nanoseconds.
    let times: [Int64]
    /// One for each time, from 0.
    private(set) var positions: [Double] = []
    /// Indices of the times after which a gap was cut.
    private(set) var cuts: Set<Int> = []
    /// Whether equal times have equal widths, cuts aside.
    private(set) var isEven = true
    /// The room to the right end.
    private(set) var width = 0.0

    /// - Parameters:
    ///   - busy: for the time between each time and the next, whether anything is done in it.
    init(times: [Int64], busy: [Bool], needs: [Need], target: Double) {
        self.times = times
        gapWidth = min(58, target / 8)
        guard times.count > 1 else {
            positions = times.map { _ in 0 }
            width = needs.reduce(0) { max($0, $1.width) }
            return
        }
        let lengths = zip(times, times.dropFirst()).map { Double(span(from: $0, to: $1)) }
        // The idle gaps worth cutting, the longest first.
        let sorted = lengths.sorted()
        let median = sorted[(sorted.count - 1) / 2]
        let candidates = lengths.indices.filter { !busy[$0] && lengths[$0] >= 3 * median }
            .sorted { (lengths[$0], $1) > (lengths[$1], $0) }
        // A dozen cuts are as many as a reader puts up with.
        var remaining = candidates.prefix(12)
        place(lengths, needs, target)
        while let longest = remaining.first, !isEven, positions[longest + 1] - positions[longest] > 1.4 * gapWidth {
            remaining.removeFirst()
            cuts.insert(longest)
            place(lengths, needs, target)
        }
    }

    private mutating func place(_ lengths: [Double], _ needs: [Need], _ target: Double) {
        var total = 0.0
        for (index, length) in lengths.enumerated() where !cuts.contains(index) { total += length }
        let scale = total > 0 ? max(target - Double(cuts.count) * gapWidth, target / 3) / total : 0
        let least = min(11, target / Double(lengths.count))
        var needsTo = Array(repeating: [Need](), count: times.count)
        for need in needs { if let to = need.to { needsTo[to].append(need) } }
        positions = [0]
        positions.reserveCapacity(times.count)
        isEven = true
        for (index, length) in lengths.enumerated() {
            let even = cuts.contains(index) ? gapWidth : length * scale
            var next = positions[index] + max(even, least)
            for need in needsTo[index + 1] { next = max(next, positions[need.from] + need.width) }
            if next - positions[index] > even + 0.5 { isEven = false }
            positions.append(next)
        }
        width = positions[times.count - 1]
        for need in needs where need.to == nil { width = max(width, positions[need.from] + need.width) }
    }

    /// Makes cuts wider where what stands over them asks for room: no time is measured there.
    ///
    /// - Parameter limit: the width that it must not pass.
    mutating func openCuts(for needs: [Need], within limit: Double) {
        let cuts = cuts.sorted()
        // The widest first: most of the others then have what they need.
        for need in needs.sorted(by: { $0.width > $1.width }) {
            guard let to = need.to, let cut = cuts.first(where: { $0 >= need.from && $0 < to }) else { continue }
            let missing = min(need.width - (positions[to] - positions[need.from]), limit - width)
            guard missing > 0 else { continue }
            for index in (cut + 1)..<positions.count { positions[index] += missing }
            width += missing
        }
    }

    func index(of time: Int64) -> Int? {
        let place = insertion(of: time)
        return place < times.count && times[place] == time ? place : nil
    }

    private func insertion(of time: Int64) -> Int {
        return times.partitioningIndex { $0 >= time }
    }

    func position(of time: Int64) -> Double {
        let next = insertion(of: time)
        guard next < times.count else { return positions.last ?? 0 }
        guard next > 0, times[next] != time else { return positions[next] }
        let part = Double(span(from: times[next - 1], to: time)) / Double(span(from: times[next - 1], to: times[next]))
        return positions[next - 1] + (positions[next] - positions[next - 1]) * part
    }

    // MARK: The axis

    /// The times to write on the axis, none too near another: ends and cuts first, then times at which something
    /// happens, then round numbers.
    func ticks(minimumSpacing: Double, roundSpacing: Double) -> [Int64] {
        var accepted: [(time: Int64, x: Double)] = []
        func accept(_ time: Int64, spacing: Double) {
            let x = position(of: time)
            // Nothing is written inside a cut: its place would say nothing.
            let next = insertion(of: time)
            if next > 0, next < times.count, times[next] != time, cuts.contains(next - 1) { return }
            if !accepted.contains(where: { abs($0.x - x) < spacing }) { accepted.append((time, x)) }
        }
        guard let first = times.first, let last = times.last else { return [] }
        accept(first, spacing: minimumSpacing)
        accept(last, spacing: minimumSpacing)
        for cut in cuts.sorted() {
            accept(times[cut + 1], spacing: minimumSpacing)
            accept(times[cut], spacing: minimumSpacing)
        }
        if times.count <= 12 { for time in times { accept(time, spacing: minimumSpacing) } }
        // Round numbers, stretch by stretch between the cuts.
        var start = 0
        for end in times.indices where end == times.count - 1 || cuts.contains(end) {
            let length = span(from: times[start], to: times[end])
            let room = positions[end] - positions[start]
            let spacing = max(minimumSpacing, roundSpacing)
            if length > 0, room > spacing {
                let step = Self.roundStep(atLeast: Double(length) * spacing / room)
                var time = (times[start] / step) * step
                while time <= times[end] {
                    if time >= times[start] { accept(time, spacing: minimumSpacing) }
                    let (following, isBeyond) = time.addingReportingOverflow(step)
                    if isBeyond { break }
                    time = following
                }
            }
            start = end + 1
            if start >= times.count { break }
        }
        return accepted.map(\.time).sorted()
    }

    /// 1, 2, 2.5 or 5 times a power of ten.
    private static func roundStep(atLeast value: Double) -> Int64 {
        var power: Int64 = 1
        while Double(power) * 10 <= value, power < 100_000_000_000_000_000 { power *= 10 }
        for factor in [10, 20, 25, 50, 100] as [Int64] {
            let (product, isBeyond) = power.multipliedReportingOverflow(by: factor)
            if isBeyond { break }
            if product >= 10, Double(product / 10) >= value { return product / 10 }
        }
        return .max
    }
}
