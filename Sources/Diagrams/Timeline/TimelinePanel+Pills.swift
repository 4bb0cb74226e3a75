/// The chips of a lane: what is printed, and errors.
extension TimelinePanel {
    static let pillHeight = 15.0
    private static let pillFont = Canvas.Font(size: TextSize.smallest, isBold: true)

    func drawPills(of index: Int, on canvas: inout Canvas, top: Double) {
        let y = centerY(index, top: top)
        defer { canvas.since = nil }
        for (number, pill) in rows[index].pills.enumerated() {
            // What is no line belongs to the code behind which it stands.
            canvas.since =
                pill.line.flatMap { eventOfLine[$0] } ?? rows[index].runs.last { $0.left <= pill.left }?.since
            let rect = Rect(x: pill.left, y: y - Self.pillHeight / 2, width: pill.width, height: Self.pillHeight)
            let name = Canvas.Name(id: "\(idPart)pill-\(index + 1)-\(number + 1)", kind: pill.kind.word, tooltip: pill.tooltip)
            var font = Self.pillFont
            font.isBold = pill.kind != .task
            let label = Canvas.Label(text: pill.text, font: font, paint: pill.kind.textPaint)
            guard let place = pill.number else {
                canvas.box(rect, pill.kind.style, label: label, name: name)
                continue
            }
            // The number at its left end, and the text in what is left.
            let width = Self.placeWidth(place)
            guard !pill.text.isEmpty else {
                Self.drawPlace(place, in: Rect(x: rect.x, y: rect.y + 1, width: width, height: Self.pillHeight - 2), name, on: &canvas)
                continue
            }
            canvas.box(rect, pill.kind.style, name: Canvas.Name(kind: "numbered"))
            Self.drawPlace(
                place, in: Rect(x: rect.x + 1, y: rect.y + 1, width: width, height: Self.pillHeight - 2), Canvas.Name(), on: &canvas)
            canvas.box(
                Rect(x: rect.x + width + 1, y: rect.y, width: rect.width - width - 1, height: rect.height), label: label, name: name)
        }
    }

    static func drawPlace(_ place: Int, in rect: Rect, _ name: Canvas.Name, on canvas: inout Canvas) {
        var name = name
        name.kind = "place"
        canvas.ellipse(
            rect, .badge, label: Canvas.Label(text: "\(place)", font: Canvas.Font(size: TextSize.smallest), paint: .badgeText), name: name)
    }

    /// How wide the number at the left of a chip is.
    static func placeWidth(_ place: Int) -> Double { max(13, TextMetrics.width(of: "\(place)", size: TextSize.smallest) + 6) }
}
