/// The page that a graph is to be read on, in points.
enum GraphPage {
    /// Of 1,200 points, with a margin at both sides.
    static let width = 1_160.0
    private static let height = 2_400.0
    /// Wider or higher than this nothing is found in it.
    static let limit = 10_000.0

    /// How badly a picture of this size is read: 1 where it fits. Width counts twice, since that is what a document makes it smaller by;
    /// of what is too high one sees a part at a time.
    static func excess(_ width: Double, _ height: Double) -> Double {
        let across = max(1, width / Self.width)
        return across * across * max(1, height / Self.height)
    }
}
