import Text
import Trace

/// How long an animation stands still; seconds.
public struct AnimationPace: Sendable, Equatable {
    /// At each moment at which something new is seen.
    public var step: Double
    /// At the end, before it begins again.
    public var end: Double

    public init(step: Double = 0.8, end: Double = 4) {
        self.step = step
        self.end = end
    }
}

extension Drawing {
    /// More moments than this are not told apart.
    private static let stopLimit = 400

    /// The picture as one SVG that shows how it comes about, again and again, by style sheet alone. For a reader who wants no motion it is the
    /// picture as it is.
    ///
    /// - Parameter timeOf: the virtual time of an event; nanoseconds.
    public func animatedSVG(_ pace: AnimationPace = AnimationPace(), timeOf: (Int) -> Int64) throws(DrawingError) -> String {
        var stops = visibleEvents
        if stops.count > Self.stopLimit {
            let every = (stops.count + Self.stopLimit - 1) / Self.stopLimit
            stops = stops.enumerated().filter { $0.offset % every == 0 || $0.offset == stops.count - 1 }.map(\.element)
        }
        guard stops.count > 1 else { return try svg() }
        var animated = self
        let length = Double(stops.count) * pace.step + pace.end
        /// When a stop comes, in percent of the whole.
        func percent(_ stop: Int) -> Double { Double(stop) * pace.step / length * 100 }
        var rules = ""
        var used: Set<Int> = []
        animated.canvas.items = canvas.items.map { item in
            guard let since = item.name.since, let stop = stops.firstIndex(where: { $0 >= since }), stop > 0 else { return item }
            used.insert(stop)
            var coming = item
            coming.name.kind = item.name.kind.map { "\($0) from-\(stop)" } ?? "from-\(stop)"
            return coming
        }
        for stop in used.sorted() {
            let at = fixed(percent(stop))
            rules += "@keyframes \(idPrefix)-from-\(stop){0%{opacity:.1}\(at)%{opacity:1}100%{opacity:1}}\n"
            rules += "#\(idPrefix) .from-\(stop){animation:\(idPrefix)-from-\(stop) \(fixed(length))s step-end infinite}\n"
        }
        // A line for each axis and strip, which moves and is not always seen.
        let places = stops.map { canvas.marks.cursors(after: $0, at: timeOf($0)) }
        var panels: [[Double]] = []
        for place in places.joined() where !panels.contains([place.top, place.bottom]) { panels.append([place.top, place.bottom]) }
        for (panel, heights) in panels.enumerated() {
            animated.canvas.line(
                from: Point(x: 0, y: heights[0]), to: Point(x: 0, y: heights[1]), Canvas.Stroke(paint: .error, width: 1.6),
                name: Canvas.Name(kind: "now now-\(panel)"))
            var frames = ""
            for (stop, cursors) in places.enumerated() {
                let cursor = cursors.first { [$0.top, $0.bottom] == heights }
                let look = cursor.map { "opacity:1;transform:translateX(\(fixed($0.x))px)" } ?? "opacity:0"
                frames += "\(fixed(percent(stop)))%{\(look)}"
            }
            rules += "@keyframes \(idPrefix)-now-\(panel){\(frames)}\n"
            rules += "#\(idPrefix) .now-\(panel){opacity:0;animation:\(idPrefix)-now-\(panel) \(fixed(length))s step-end infinite}\n"
        }
        animated.rules =
            "@media (prefers-reduced-motion: no-preference) {\n\(rules)}\n@media (prefers-reduced-motion: reduce) {\n"
            + "#\(idPrefix) .now{display:none}\n}\n"
        return try animated.svg()
    }
}
