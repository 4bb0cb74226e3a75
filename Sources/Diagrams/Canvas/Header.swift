/// The title of a picture and the words below it.
struct Header {
    private static let titleFont = Canvas.Font(size: 14, isBold: true)
    private static let subtitleFont = Canvas.Font(size: 9.5)
    private static let left = 16.0

    private let title: [String]
    private let subtitle: [String]
    private let tooltip: String

    /// - Parameter width: the width of what is below; the header may be wider where that is narrow.
    init(title: String, subtitle: String, width: Double) {
        let room = max(width - 2 * Self.left, 640)
        self.title = TextMetrics.wrapped(title, width: room, lines: 2, Self.titleFont)
        self.subtitle = TextMetrics.wrapped(subtitle, width: room, lines: 2, Self.subtitleFont)
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
