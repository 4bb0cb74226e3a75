/// The lines of output below the lanes, each with its number, where the lanes have room for the numbers alone.
struct OutputKey {
    private static let left = 16.0
    private static let lineHeight = 16.0
    private static let gap = 12.0

    let picture: TimelinePicture
    /// Indices into ``Trace/console``.
    let lines: [Int]

    func draw(on canvas: inout Canvas, top: inout Double, page: Double) {
        guard !lines.isEmpty else { return }
        let limit = min(max(canvas.width, 460), page) - Self.left
        var x = Self.left
        var y = top + 4
        for line in lines {
            let place = line + 1
            let width = TimelinePanel.placeWidth(place)
            let font = Canvas.Font(size: TextSize.smallest)
            guard let text = TextMetrics.fit(picture.pillText(line: line, limit: 60), width: limit - Self.left - width - 4, font) else {
                continue
            }
            let length = width + 4 + TextMetrics.width(of: text, font)
            if x > Self.left, x + length > limit {
                x = Self.left
                y += Self.lineHeight
            }
            TimelinePanel.drawPlace(place, in: Rect(x: x, y: y - 6.5, width: width, height: 13), Canvas.Name(), on: &canvas)
            canvas.text(
                text, x: x + width + 4, y: y, size: font.size, paint: picture.texts.isError(line: line) ? .error : .ink,
                name: Canvas.Name(id: "line-\(place)", kind: "output-line", tooltip: picture.texts.tooltip(line: line)))
            x += length + Self.gap
            canvas.width = max(canvas.width, x - Self.gap + Self.left)
        }
        top = y + 14
    }
}
