/// How wide the pictures are that a document shows, in points.
///
/// A document makes a picture as narrow as its column. No text is smaller than ``TextSize/smallest`` points, so on a page of this width none is
/// smaller than as many pixels there.
public enum Page {
    /// A document's column.
    public static let width = 830.0
    /// A telephone.
    public static let phone = 390.0

    /// Whether a page is so narrow that names stand above what they name.
    static func isNarrow(_ width: Double) -> Bool { width < 560 }
}

/// How large texts are, in points.
enum TextSize {
    static let title = 14.0
    static let heading = 11.0
    static let name = 10.5
    static let subtitle = 9.5
    /// Of labels, chips and axes.
    static let smallest = 9.0
}
