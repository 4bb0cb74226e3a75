/// What stands above the lanes of each of several runs.
extension TimelinePanel {
    /// Where the lines of the axis run: past the lanes, and not through headings.
    func gridSpans(top: Double) -> [(from: Double, to: Double)] {
        guard !groups.isEmpty else { return [(top, top + height)] }
        return groups.indices.map { index in
            let next = index + 1 < groups.count ? groups[index + 1].firstRow : rows.count
            let last = max(next - 1, groups[index].firstRow)
            return (centerY(groups[index].firstRow, top: top) - Self.laneHeight / 2, centerY(last, top: top) + Self.laneHeight / 2)
        }
    }

    func drawGroups(on canvas: inout Canvas, top: Double) {
        for (index, group) in groups.enumerated() {
            let first = centerY(group.firstRow, top: top) - Self.laneHeight / 2
            let y = first - groupHead + 13
            let font = Canvas.Font(size: 11, isBold: true)
            let label = TextMetrics.fit(group.label, width: 420, font) ?? "run \(index + 1)"
            canvas.text(
                label, x: 16, y: y, size: 11, isBold: true,
                name: Canvas.Name(id: "run-\(index + 1)", kind: "run", tooltip: group.label))
            let left = 16 + TextMetrics.width(of: label, font) + 12
            let noteFont = Canvas.Font(size: 9)
            if let note = TextMetrics.fit(group.note, width: plotRight + 10 - left, noteFont) {
                canvas.text(note, x: left, y: y, size: 9, paint: .muted, name: Canvas.Name(kind: "run-note"))
            }
            guard let parting = group.parting else { continue }
            let bottom = gridSpans(top: top)[index].to
            canvas.box(
                Rect(x: parting.x - 0.8, y: first - 6, width: 1.6, height: bottom - first + 9), fill: .wake,
                name: Canvas.Name(kind: "parting"))
            let width = TextMetrics.width(of: parting.words, size: 8.5, isBold: true) + 12
            let x = min(max(parting.x - width / 2, 16), plotRight + 10 - width)
            canvas.box(
                Rect(x: x, y: first - 18, width: width, height: 13), fill: .task, stroke: .wake, width: 0.9, isRounded: true,
                label: Canvas.Label(text: parting.words, font: Canvas.Font(size: 8.5, isBold: true), paint: .taskText),
                name: Canvas.Name(id: "parting-\(index + 1)", kind: "parting-words"))
        }
    }
}
