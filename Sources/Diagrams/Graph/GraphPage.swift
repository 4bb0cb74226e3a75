/// The page that a graph is to be read on, in points.
struct GraphPage {
    let width: Double
    let height: Double

    /// Wider or higher than this nothing is found in a picture.
    static let limit = 10_000.0
    /// What has no room on a document's page has one of its own.
    static let large = GraphPage(width: 1_160, height: 2_400)

    /// Left and right of a graph.
    static func margin(on page: Double) -> Double { Page.isNarrow(page) ? 10 : 20 }

    init(_ options: DrawOptions) {
        let width = options.page - 2 * Self.margin(on: options.page)
        self.init(width: max(width, 120), height: Page.isNarrow(options.page) ? 4_000 : 2_400)
    }

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// Whether boxes of this size, which take this room with what is between them, leave room for the edges.
    func hasRoom(for area: Double) -> Bool { area <= 0.4 * width * height }

    /// How badly a picture of this size is read: 1 where it fits. Width counts twice, since that is what a document makes it smaller by;
    /// of what is too high one sees a part at a time.
    func excess(_ width: Double, _ height: Double) -> Double {
        let across = max(1, width / self.width)
        return across * across * max(1, height / self.height)
    }
}
