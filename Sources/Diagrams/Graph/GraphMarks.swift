import Analysis

/// Finds places on the edges for their marks: where they touch no box, no other mark, and no other edge if it can be
/// helped.
struct GraphMarks {
    private var taken: [Rect]
    private var frames: [Rect] = []
    private let samples: [[Point]]
    /// Comparing every mark with every edge is for graphs of a size at which marks can be read.
    private let avoidsEdges: Bool

    init(boxes: [Rect], curves: [Bezier?]) {
        taken = boxes
        samples = curves.map { $0?.samples(10) ?? [] }
        avoidsEdges = curves.count <= 150
    }

    mutating func take(_ rect: Rect) { taken.append(rect) }

    /// Keeps labels off the frame's lines; what is inside stays free.
    mutating func takeFrame(_ rect: Rect) {
        frames.append(rect)
    }

    /// A place on the edge for a mark of this size; `nil` when there is none.
    ///
    /// - Parameters:
    ///   - mayCross: whether another edge may pass below the mark when there is no better place.
    ///   - isCentered: whether the mark belongs to the edge's middle, and not to its tail.
    mutating func place(
        on edge: Int, curve: Bezier, width: Double, height: Double, mayCross: Bool, isCentered: Bool = false
    ) -> Point? {
        let points = curve.samples(24)
        guard let end = points.last else { return nil }
        func distance(_ a: Point, _ b: Point) -> Double {
            let dx = a.x - b.x
            let dy = a.y - b.y
            return (dx * dx + dy * dy).squareRoot()
        }
        var candidates: [Point] = []
        for point in points.dropFirst() where distance(point, points[0]) > 9 && distance(point, end) > height / 2 + 8 {
            candidates.append(point)
        }
        if isCentered {
            // From the middle outwards.
            let middle = candidates.count / 2
            candidates = candidates.indices.sorted { (abs($0 - middle), $0) < (abs($1 - middle), $1) }.map { candidates[$0] }
        }
        // Rather on the line of a frame than on another edge.
        let passes: [(avoidsEdges: Bool, avoidsFrames: Bool)] =
            avoidsEdges ? [(true, true), (true, false)] + (mayCross ? [(false, false)] : []) : [(false, false)]
        for pass in passes {
            for point in candidates {
                let rect = Rect(center: point, width: width, height: height)
                if taken.contains(where: { $0.inset(by: -1.5).intersects(rect) }) { continue }
                if pass.avoidsFrames, crossesFrame(rect.inset(by: -1.5)) { continue }
                if pass.avoidsEdges {
                    let area = rect.inset(by: -2.5)
                    if samples.indices.contains(where: { $0 != edge && samples[$0].contains(where: area.contains) }) { continue }
                }
                taken.append(rect)
                return point
            }
        }
        return nil
    }

    /// Whether no box or mark is in the area.
    func isFree(_ area: Rect) -> Bool {
        !taken.contains(where: { $0.intersects(area) }) && !crossesFrame(area)
    }

    private func crossesFrame(_ area: Rect) -> Bool {
        frames.contains { frame in
            let isInside = area.x > frame.x && area.right < frame.right && area.y > frame.y && area.bottom < frame.bottom
            return frame.intersects(area) && !isInside
        }
    }

    /// Whether an edge passes through the area.
    func crosses(_ area: Rect) -> Bool { samples.contains { $0.contains(where: area.contains) } }
}
