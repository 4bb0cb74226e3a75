/// A path of straight lines, for drawing with rounded corners.
struct Polyline: Sendable {
    private var corners: [Point]

    init(start: Point) { corners = [start] }

    mutating func line(to point: Point) {
        if corners.last != point { corners.append(point) }
    }

    /// The path as a Bézier curve: 3n+1 points.
    func rounded(radius: Double) -> [Point] {
        guard corners.count > 1 else { return [] }
        func length(_ a: Point, _ b: Point) -> Double {
            let dx = b.x - a.x
            let dy = b.y - a.y
            return (dx * dx + dy * dy).squareRoot()
        }
        var points = [corners[0]]
        func line(_ to: Point) {
            let from = points[points.count - 1]
            points += [from.mixed(to, 1 / 3), from.mixed(to, 2 / 3), to]
        }
        for index in 1..<corners.count - 1 {
            let (before, corner, after) = (corners[index - 1], corners[index], corners[index + 1])
            let (near, far) = (length(corner, before), length(corner, after))
            let cut = min(radius, near / 2, far / 2)
            line(corner.mixed(before, cut / near))
            let exit = corner.mixed(after, cut / far)
            let entry = points[points.count - 1]
            points += [entry.mixed(corner, 0.55), exit.mixed(corner, 0.55), exit]
        }
        line(corners[corners.count - 1])
        return points
    }
}

/// A Bézier curve of cubic pieces: 3n+1 points.
struct Bezier: Sendable, Equatable {
    var points: [Point]

    init(_ points: [Point]) { self.points = points }

    var pieceCount: Int { (points.count - 1) / 3 }

    /// The point at `part` (0 to 1) of a piece.
    func point(_ piece: Int, _ part: Double) -> Point {
        let split = split(piece, part)
        return split.left[3]
    }

    private func split(_ piece: Int, _ part: Double) -> (left: [Point], right: [Point]) {
        func mix(_ a: Point, _ b: Point) -> Point {
            Point(x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part)
        }
        let p = points[(3 * piece)...(3 * piece + 3)].map { $0 }
        let a = mix(p[0], p[1])
        let b = mix(p[1], p[2])
        let c = mix(p[2], p[3])
        let ab = mix(a, b)
        let bc = mix(b, c)
        let middle = mix(ab, bc)
        return ([p[0], a, ab, middle], [middle, bc, c, p[3]])
    }

    /// Points along the curve, `count` to a piece and the end.
    func samples(_ count: Int = 12) -> [Point] {
        var result: [Point] = []
        for piece in 0..<pieceCount {
            for step in 0..<count { result.append(point(piece, Double(step) / Double(count))) }
        }
        if let last = points.last { result.append(last) }
        return result
    }

    /// The curve without its last stretch: it ends where it first comes within `distance` of its end.
    func shortened(by distance: Double) -> Bezier {
        guard let end = points.last, points.count >= 4 else { return self }
        func isNear(_ point: Point) -> Bool {
            let dx = point.x - end.x
            let dy = point.y - end.y
            return dx * dx + dy * dy <= distance * distance
        }
        var piece = pieceCount - 1
        while piece > 0, isNear(points[3 * piece]) { piece -= 1 }
        guard !isNear(points[3 * piece]) else { return self }
        var low = 0.0
        var high = 1.0
        for _ in 0..<24 {
            let middle = (low + high) / 2
            if isNear(point(piece, middle)) { high = middle } else { low = middle }
        }
        return Bezier(Array(points[..<(3 * piece)]) + split(piece, low).left)
    }
}
