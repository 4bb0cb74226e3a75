/// The words at the ticks of a time axis.
///
/// All in one unit, which stands at the first; but where that takes too many digits, each in its own, and after a cut as what has passed
/// since: `80000 s`, `+200 µs`.
struct AxisLabels {
    private static let digitLimit = 8

    /// The most characters of a label.
    let widest: Int
    private let unit: TimeUnit
    private let scale: TimeScale
    private let isRelative: Bool

    init(_ scale: TimeScale) {
        self.scale = scale
        unit = TimeUnit(spacing: scale.times)
        let unit = unit
        let digits = scale.times.reduce(1) { max($0, unit.number($1).count) }
        isRelative = digits > Self.digitLimit
        widest = isRelative ? Self.digitLimit : digits
    }

    func texts(of ticks: [Int64]) -> [String] {
        guard isRelative else {
            return ticks.enumerated().map { index, time in unit.number(time) + (index == 0 ? " " + unit.symbol : "") }
        }
        var base: Int64 = 0
        var stretch = -1
        let cuts = scale.cuts.sorted()
        return ticks.map { time in
            let own = cuts.count { scale.times[$0] < time }
            if own != stretch { (stretch, base) = (own, time) }
            return time == base || base == 0 ? duration(time) : "+" + duration(span(from: base, to: time))
        }
    }
}
