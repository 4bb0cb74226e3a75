/// The arrows between lanes: who wakes whom, who imports whom, and where errors go.
extension TimelinePanel {
    func draw(arrow index: Int, on canvas: inout Canvas, top: Double) {
        let arrow = arrows[index]
        guard arrow.fromRow != arrow.toRow else { return }
        canvas.since = arrow.since
        defer { canvas.since = nil }
        let from = centerY(arrow.fromRow, top: top)
        let to = centerY(arrow.toRow, top: top)
        let down = to > from ? 1.0 : -1.0
        let look: (stroke: Canvas.Stroke, word: String) =
            switch arrow.kind {
            case .wakes: arrow.isCritical ? (.criticalWake, "wakes critical-wake") : (.wakes, "wakes")
            case .imports: (.importCall, "imports")
            case .fails: (.fails, "fails")
            }
        var curve = Canvas.Curve(
            points: [], stroke: look.stroke,
            name: Canvas.Name(id: "\(idPart)arrow-\(index + 1)", kind: look.word, tooltip: arrow.tooltip))
        switch arrow.path {
        case .bulge where isStraight(arrow):
            let start = Point(x: arrow.fromX, y: from + down * Self.tickHeight / 2)
            let end = Point(x: arrow.fromX, y: to - down * Self.tickHeight / 2)
            canvas.line(from: start, to: end, curve.stroke, name: curve.name)
            return
        case _ where isLate(arrow): curve.points = corridor(arrow, from: from, to: to)
        case .corner where arrow.toX > arrow.fromX:
            let start = Point(x: arrow.fromX, y: from + down * Self.tickHeight / 2)
            let radius = min(9, arrow.toX - arrow.fromX)
            let turn = Point(x: arrow.fromX, y: to - down * radius)
            let out = Point(x: arrow.fromX + radius, y: to)
            let end = Point(x: arrow.toX, y: to)
            let bend = radius * 0.45
            curve.points =
                [start, start.mixed(turn, 1 / 3), start.mixed(turn, 2 / 3), turn]
                + [Point(x: turn.x, y: to - down * bend), Point(x: turn.x + bend, y: to), out]
                + [out.mixed(end, 1 / 3), out.mixed(end, 2 / 3), end]
        case .bulge, .corner: curve.points = swing(of: arrow, from: from, to: to)
        }
        if arrow.leadsToNothing, let tip = curve.points.last {
            // An arrow head would point at code that runs there.
            curve.stroke.arrow = nil
            canvas.draw(curve)
            canvas.ellipse(Rect(center: tip, width: 6.5, height: 6.5), .ring, name: Canvas.Name(kind: "no-more"))
        } else {
            canvas.draw(curve)
        }
    }

    /// The curve that swings out to the left of its instant.
    private func swing(of arrow: Arrow, from: Double, to: Double) -> [Point] {
        let down = to > from ? 1.0 : -1.0
        let left = arrow.fromX - Self.tickWidth / 2
        // The curve goes three quarters of the way to its handles.
        let reach = left - Self.bulge(over: arrow.toRow - arrow.fromRow) * 4 / 3
        return [
            Point(x: left, y: from + down * 3), Point(x: reach, y: from + down * 3), Point(x: reach, y: to),
            Point(x: arrow.toX - (arrow.leadsToNothing ? 0 : Self.tickWidth / 2), y: to),
        ]
    }

    /// Whether the arrow ends so far to the right that it must go round what stands in the target's row.
    private func isLate(_ arrow: Arrow) -> Bool {
        arrow.toX - arrow.fromX > (arrow.path == .bulge ? 14 : 34) && !(arrow.path == .corner && arrow.kind == .wakes)
    }

    /// Past the rows between, then through the gap before the target's row, and into it from there.
    private func corridor(_ arrow: Arrow, from: Double, to: Double) -> [Point] {
        let down = to > from ? 1.0 : -1.0
        let gap = to - down * ((Self.laneHeight + Self.laneGap) / 2 + (down > 0 ? nameHeight : 0))
        var path = Polyline(start: Point(x: arrow.fromX, y: from + down * Self.tickHeight / 2))
        if arrow.path == .bulge, abs(arrow.toRow - arrow.fromRow) > 1 {
            // Left of the ticks of the same instant.
            let first = from + down * ((Self.laneHeight + Self.laneGap) / 2 + (down > 0 ? 0 : nameHeight))
            path.line(to: Point(x: arrow.fromX, y: first))
            path.line(to: Point(x: arrow.fromX - 11, y: first))
            path.line(to: Point(x: arrow.fromX - 11, y: gap))
        } else {
            path.line(to: Point(x: arrow.fromX, y: gap))
        }
        let end = arrow.path == .bulge ? arrow.toX : arrow.toX + 5
        path.line(to: Point(x: end, y: gap))
        path.line(to: Point(x: end, y: to - down * Self.tickHeight / 2))
        return path.rounded(radius: 4)
    }

    private func isStraight(_ arrow: Arrow) -> Bool {
        abs(arrow.fromRow - arrow.toRow) == 1 && arrow.kind != .imports && abs(arrow.fromX - arrow.toX) < 0.5
    }

    /// The stretch of a row that an arrow passes through.
    func space(of arrow: Arrow, in row: Int) -> (Double, Double)? {
        let rows = min(arrow.fromRow, arrow.toRow)...max(arrow.fromRow, arrow.toRow)
        guard rows.contains(row) else { return nil }
        if isLate(arrow) {
            // It leaves and reaches its rows at the ticks.
            if row == arrow.fromRow || row == arrow.toRow { return nil }
            return arrow.path == .bulge ? (arrow.fromX - 15, arrow.fromX) : (arrow.fromX - 4, arrow.fromX + 4)
        }
        switch arrow.path {
        case .bulge:
            if isStraight(arrow) { return (arrow.fromX - 4, arrow.fromX + 4) }
            return swingSpace(of: arrow, in: row)
        case .corner:
            if row == arrow.fromRow { return nil }
            return (arrow.fromX - 4, row == arrow.toRow ? arrow.toX : arrow.fromX + 4)
        }
    }

    /// Where the curve is as long as it is at the height of the row's marks.
    private func swingSpace(of arrow: Arrow, in row: Int) -> (Double, Double) {
        let points = swing(of: arrow, from: centerY(arrow.fromRow, top: 0), to: centerY(arrow.toRow, top: 0))
        let height = points[3].y - points[0].y
        let middle = centerY(row, top: 0)
        let reach = Self.tickHeight / 2 + 3
        // Both handles are as high as their ends, so the curve's height is 3t² − 2t³ of the way.
        func part(at y: Double) -> Double {
            let goal = (y - points[0].y) / height
            var (low, high) = (0.0, 1.0)
            for _ in 0..<10 {
                let middle = (low + high) / 2
                if middle * middle * (3 - 2 * middle) < goal { low = middle } else { high = middle }
            }
            return (low + high) / 2
        }
        let (one, other) = (part(at: middle - reach), part(at: middle + reach))
        var space = (Double.infinity, -Double.infinity)
        for step in 0...6 {
            let t = one + (other - one) * Double(step) / 6
            let x = points[0].x * (1 - t) * (1 - t) * (1 - t) + 3 * points[1].x * t * (1 - t) + points[3].x * t * t * t
            space = (min(space.0, x), max(space.1, x))
        }
        return (space.0 - 4, space.1 + 4)
    }
}
