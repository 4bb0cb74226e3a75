import Text

/// The columns, the arcs over them, and the lanes below.
extension StepLayout {
    var width: Double { (strips.map(\.panel.plotRight).max() ?? 0) + TimelinePanel.margin }

    /// - Parameter opens: where the instant stands on the axis above.
    func draw(on canvas: inout Canvas, top: inout Double, opens: Point? = nil) {
        var moments: [PictureMarks.Moment] = []
        for (index, strip) in strips.enumerated() {
            let title = index == 0 ? instant.map { "At \(duration($0))" } : nil
            let heights = strip.draw(
                on: &canvas, top: &top, title: title, isBelow: instant != nil || index > 0, opens: index == 0 ? opens : nil,
                idPart: picture.idPart + (index == 0 ? "" : "strip\(index + 1)-"))
            moments += strip.moments(from: heights.top, to: heights.bottom)
        }
        canvas.marks.moments = moments.sorted { ($0.event, $0.place.x) < ($1.event, $1.place.x) }
        canvas.width = max(canvas.width, width)
    }
}

extension StepStrip {
    /// Where jobs begin, and the code in them.
    fileprivate func moments(from top: Double, to bottom: Double) -> [PictureMarks.Moment] {
        func moment(_ event: Int, _ x: Double) -> PictureMarks.Moment {
            PictureMarks.Moment(event: event, place: PictureMarks.Place(x: x, top: top, bottom: bottom))
        }
        return columns.map { moment($0.since, $0.left) } + places.map { moment($0.piece.event, $0.left) }
    }

    /// - Returns: from where to where the columns with their lanes reach.
    fileprivate func draw(
        on canvas: inout Canvas, top: inout Double, title: String?, isBelow: Bool, opens: Point?, idPart: String
    ) -> (top: Double, bottom: Double) {
        let arcRoom = arcs.isEmpty ? 0 : 24.0
        top += isBelow ? 10 : -6
        // Above the lanes' names, or above the arcs where those have names above them.
        if let title {
            if panel.namesAbove { top += 16 }
            let y = panel.namesAbove ? top - 4 : top + arcRoom + 13
            canvas.text(title, x: 16, y: y, size: TextSize.heading, isBold: true, name: Canvas.Name(kind: "title"))
        }
        let head = top + arcRoom
        if let from = opens {
            // From the instant above to both ends of what is opened.
            for x in [panel.plotLeft - 10, columns.last.map { $0.left + $0.width } ?? panel.plotRight] {
                canvas.line(from: Point(x: from.x, y: from.y), to: Point(x: x, y: head), .opens, name: Canvas.Name(kind: "opens"))
            }
        }
        for (index, column) in columns.enumerated() {
            canvas.since = column.since
            draw(column, index, head: head, idPart: idPart, on: &canvas)
        }
        canvas.since = nil
        if omitted > 0 { drawRest(head: head, on: &canvas) }
        for arc in arcs {
            canvas.since = columns[arc.to].since
            draw(arc, head: head, idPart: idPart, on: &canvas)
        }
        canvas.since = nil
        let lanes = head + 32
        panel.draw(on: &canvas, top: lanes, grid: columns.dropFirst().map(\.left))
        let bottom = lanes + panel.height
        top = bottom + 12
        // Its words stand below the lanes.
        guard let parting = panel.parting else { return (head, bottom) }
        parting.draw(
            on: &canvas, from: head, to: top - 8, wordsAt: top - 8, within: 16...(max(panel.plotRight, 200) + 10), id: "\(idPart)parting")
        top += 12
        return (head, bottom)
    }

    private func draw(_ column: StepPlan.Column, _ index: Int, head: Double, idPart: String, on canvas: inout Canvas) {
        let rect = Rect(x: column.left + 0.75, y: head, width: column.width - 1.5, height: 27)
        let isTask = column.heading.contains("task") && !column.heading.contains("µ")
        let name = Canvas.Name(id: "\(idPart)job-\(index + 1)", kind: "job", tooltip: column.tooltip)
        if column.runsCode || isTask {
            canvas.box(rect, fill: isTask ? .task : .microtask, name: name)
        } else {
            canvas.box(rect, Canvas.Style(stroke: .muted, width: 0.9, pattern: .dashed), name: name)
        }
        canvas.text(
            column.heading, x: rect.center.x, y: head + 8.5, size: TextSize.subtitle, isBold: true, paint: isTask ? .taskText : .ink,
            alignment: .center)
        canvas.text(
            column.detail, x: rect.center.x, y: head + 19.5, size: TextSize.smallest, paint: isTask ? .taskText : .muted, alignment: .center
        )
    }

    private func drawRest(head: Double, on canvas: inout Canvas) {
        let left = columns.last.map { $0.left + $0.width } ?? panel.plotLeft - 10
        let rect = Rect(x: left + 0.75, y: head, width: StepPlan.restWidth - 1.5, height: 27)
        canvas.box(
            rect, Canvas.Style(stroke: .rule, width: 0.9, pattern: .dashed),
            name: Canvas.Name(kind: "job", tooltip: "\(counted(omitted, "later job")) not drawn"))
        canvas.text(
            "+\(omitted)", x: rect.center.x, y: head + 8.5, size: TextSize.subtitle, isBold: true, paint: .muted, alignment: .center)
        canvas.text("later jobs", x: rect.center.x, y: head + 19.5, size: TextSize.smallest, paint: .muted, alignment: .center)
    }

    private func draw(_ arc: Arc, head: Double, idPart: String, on canvas: inout Canvas) {
        let from = arc.from.map { columns[$0].left + columns[$0].width / 2 + 10 } ?? panel.plotLeft - 14
        let to = columns[arc.to].left + columns[arc.to].width / 2 - 10
        let lift = min(8 + 3 * Double(arc.to - (arc.from ?? -1)), 26)
        canvas.draw(
            Canvas.Curve(
                points: [
                    Point(x: from, y: head - 1), Point(x: from, y: head - 1 - lift), Point(x: to, y: head - 1 - lift),
                    Point(x: to, y: head),
                ], stroke: arc.isIndirect ? .queuedOver : .queued,
                name: Canvas.Name(
                    id: "\(idPart)queued-\(arc.to + 1)", kind: arc.isIndirect ? "queued-over" : "queued",
                    tooltip: arc.isIndirect ? "queued by this job, over jobs that are left out" : "queued by this job")))
    }
}
