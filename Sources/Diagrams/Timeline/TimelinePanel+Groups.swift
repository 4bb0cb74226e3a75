/// What stands above the lanes of each of several runs.
extension TimelinePanel {
    /// Where the lines of the axis run: past the lanes, and not through headings.
    func gridSpans(top: Double) -> [(from: Double, to: Double)] {
        guard !groups.isEmpty else { return [(top, top + height)] }
        return groups.indices.map { index in
            let next = index + 1 < groups.count ? groups[index + 1].firstRow : rows.count
            let last = max(next - 1, groups[index].firstRow)
            return (
                centerY(groups[index].firstRow, top: top) - Self.laneHeight / 2 - nameHeight, centerY(last, top: top) + Self.laneHeight / 2
            )
        }
    }

    /// Where the line that shows where a run parts passes through this row.
    func partingX(in row: Int) -> Double? {
        groups.last { $0.firstRow <= row }?.parting?.x ?? parting?.x
    }

    func drawGroups(on canvas: inout Canvas, top: Double) {
        for (index, group) in groups.enumerated() {
            let first = centerY(group.firstRow, top: top) - Self.laneHeight / 2 - nameHeight
            let y = first - groupHead + 13
            let font = Canvas.Font(size: TextSize.heading, isBold: true)
            let label = TextMetrics.fit(group.label, width: (plotRight - 16) * 0.8, font) ?? "run \(index + 1)"
            canvas.text(
                label, x: 16, y: y, size: TextSize.heading, isBold: true,
                name: Canvas.Name(id: "run-\(index + 1)", kind: "run", tooltip: group.label))
            let left = 16 + TextMetrics.width(of: label, font) + 12
            let noteFont = Canvas.Font(size: TextSize.smallest)
            if let note = TextMetrics.fit(group.note, width: plotRight + 10 - left, noteFont) {
                canvas.text(note, x: left, y: y, size: TextSize.smallest, paint: .muted, name: Canvas.Name(kind: "run-note"))
            }
            guard let parting = group.parting else { continue }
            let bottom = gridSpans(top: top)[index].to
            parting.draw(
                on: &canvas, from: first - 6, to: bottom + 3, wordsAt: first - 18, within: 16...(plotRight + 10),
                id: "parting-\(index + 1)")
        }
    }
}

/// Where a run parts from the others: a line across its lanes, and words at one end of it.
struct Parting {
    let x: Double
    let words: String

    func draw(
        on canvas: inout Canvas, from top: Double, to bottom: Double, wordsAt y: Double, within span: ClosedRange<Double>, id: String
    ) {
        canvas.line(
            from: Point(x: x, y: top), to: Point(x: x, y: bottom), .parting,
            name: Canvas.Name(kind: "parting"))
        let font = Canvas.Font(size: TextSize.smallest, isBold: true)
        let width = TextMetrics.width(of: words, font) + 12
        let left = max(min(x - width / 2, span.upperBound - width), span.lowerBound)
        canvas.box(
            Rect(x: left, y: y, width: width, height: 13), fill: .badge, isRounded: true,
            label: Canvas.Label(text: words, font: font, paint: .badgeText), name: Canvas.Name(id: id, kind: "parting-words"))
        canvas.width = max(canvas.width, left + width + 16)
    }
}
