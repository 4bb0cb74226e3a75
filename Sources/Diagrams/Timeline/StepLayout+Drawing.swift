import Text

/// The columns, the arcs over them, and the lanes below.
extension StepLayout {
    var width: Double { panel.plotRight + 26 }

    /// - Parameter opens: where the instant stands on the axis above.
    func draw(on canvas: inout Canvas, top: inout Double, opens: Point? = nil) {
        let arcRoom = arcs.isEmpty ? 0 : 24.0
        if let instant {
            top += 10
            canvas.text("At \(duration(instant))", x: 16, y: top + arcRoom + 13, size: 11, isBold: true, name: Canvas.Name(kind: "title"))
        } else {
            top -= 6
        }
        let head = top + arcRoom
        if let from = opens {
            // From the instant above to both ends of what is opened.
            for x in [panel.plotLeft - 10, columns.last.map { $0.left + $0.width } ?? panel.plotRight] {
                canvas.line(
                    from: Point(x: from.x, y: from.y), to: Point(x: x, y: head), stroke: .rule, width: 1, isDashed: true,
                    name: Canvas.Name(kind: "opens"))
            }
        }
        for (index, column) in columns.enumerated() {
            let rect = Rect(x: column.left + 0.75, y: head, width: column.width - 1.5, height: 27)
            let isTask = column.heading.hasPrefix("task")
            canvas.box(
                rect, fill: isTask ? .task : .microtask,
                name: Canvas.Name(id: "\(picture.idPart)job-\(index + 1)", kind: "job", tooltip: column.detail))
            canvas.text(
                column.heading, x: rect.center.x, y: head + 8.5, size: 9.5, isBold: true, paint: isTask ? .taskText : .ink,
                alignment: .center)
            canvas.text(
                column.detail, x: rect.center.x, y: head + 19.5, size: 8, paint: isTask ? .taskText : .muted, alignment: .center)
        }
        if omitted > 0, let last = columns.last {
            let rect = Rect(x: last.left + last.width + 0.75, y: head, width: Self.restWidth - 1.5, height: 27)
            canvas.box(
                rect, stroke: .rule, width: 0.9, isDashed: true,
                name: Canvas.Name(kind: "job", tooltip: "\(counted(omitted, "later job")) not drawn"))
            canvas.text("+\(omitted)", x: rect.center.x, y: head + 8.5, size: 9.5, isBold: true, paint: .muted, alignment: .center)
            canvas.text("later jobs", x: rect.center.x, y: head + 19.5, size: 8, paint: .muted, alignment: .center)
        }
        for arc in arcs { draw(arc, head: head, on: &canvas) }
        let lanes = head + 32
        panel.draw(on: &canvas, top: lanes, grid: columns.dropFirst().map(\.left))
        top = lanes + panel.height + 12
        canvas.width = max(canvas.width, width)
        // Its words stand below the lanes.
        guard let parting = panel.parting else { return }
        parting.draw(
            on: &canvas, from: head, to: top - 8, wordsAt: top - 8, within: 16...(max(panel.plotRight, 200) + 10),
            id: "\(picture.idPart)parting")
        top += 12
    }

    private func draw(_ arc: Arc, head: Double, on canvas: inout Canvas) {
        let from = columns[arc.from].left + columns[arc.from].width / 2 + 10
        let to = columns[arc.to].left + columns[arc.to].width / 2 - 10
        let lift = min(8 + 3 * Double(arc.to - arc.from), 26)
        canvas.draw(
            Canvas.Curve(
                points: [
                    Point(x: from, y: head - 1), Point(x: from, y: head - 1 - lift), Point(x: to, y: head - 1 - lift),
                    Point(x: to, y: head),
                ], stroke: .edge, width: 1, isDashed: arc.isIndirect, arrow: 0.45,
                name: Canvas.Name(
                    id: "\(picture.idPart)queued-\(arc.to + 1)", kind: arc.isIndirect ? "queued-over" : "queued",
                    tooltip: arc.isIndirect ? "queued by this job, over jobs that are left out" : "queued by this job")))
    }
}
