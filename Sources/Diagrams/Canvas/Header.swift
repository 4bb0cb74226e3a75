/// The title of a picture and the words below it.
struct Header {
    private static let titleFont = Canvas.Font(size: TextSize.title, isBold: true)
    private static let subtitleFont = Canvas.Font(size: TextSize.subtitle)
    private static let left = 16.0

    private let title: [String]
    private let subtitle: [String]
    private let tooltip: String

    /// - Parameters:
    ///   - width: the width of what is below; the header may be wider where that is narrow.
    ///   - page: the width that it must not pass.
    init(title: String, subtitle: String, width: Double, page: Double) {
        let room = min(max(width, 640 + 2 * Self.left), page) - 2 * Self.left
        let isNarrow = Page.isNarrow(page)
        self.title = TextMetrics.wrapped(title, width: room, lines: isNarrow ? 4 : 2, Self.titleFont)
        self.subtitle = TextMetrics.wrapped(subtitle, width: room, lines: isNarrow ? 6 : 2, Self.subtitleFont)
        tooltip = subtitle
    }

    /// Where the picture begins below it.
    var height: Double { 62 + 18 * Double(max(title.count, 1) - 1) + 13 * Double(max(subtitle.count, 1) - 1) }

    /// Draws it at the top and widens the canvas to hold it.
    func draw(on canvas: inout Canvas) {
        var y = 22.0
        var needed = 0.0
        for (index, line) in title.enumerated() {
            canvas.text(
                line, x: Self.left, y: y, size: Self.titleFont.size, isBold: true,
                name: Canvas.Name(id: index == 0 ? "heading" : "heading-\(index + 1)", kind: "title"))
            needed = max(needed, TextMetrics.width(of: line, Self.titleFont))
            y += 18
        }
        y += 1
        for (index, line) in subtitle.enumerated() {
            canvas.text(
                line, x: Self.left, y: y, size: Self.subtitleFont.size, paint: .muted,
                name: Canvas.Name(id: index == 0 ? "subtitle" : "subtitle-\(index + 1)", kind: "subtitle", tooltip: tooltip))
            needed = max(needed, TextMetrics.width(of: line, Self.subtitleFont))
            y += 13
        }
        canvas.width = max(canvas.width, needed + 2 * Self.left)
    }
}
