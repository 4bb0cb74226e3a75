/// A place on a canvas: points, from the left and from the top.
struct Point: Sendable, Equatable {
    var x, y: Double
}

struct Rect: Sendable, Equatable {
    var x, y, width, height: Double
    var right: Double { x + width }
    var bottom: Double { y + height }
    var center: Point { Point(x: x + width / 2, y: y + height / 2) }

    init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    init(center: Point, width: Double, height: Double) {
        self.init(x: center.x - width / 2, y: center.y - height / 2, width: width, height: height)
    }

    func inset(by amount: Double) -> Rect {
        Rect(x: x + amount, y: y + amount, width: width - 2 * amount, height: height - 2 * amount)
    }

    func intersects(_ other: Rect) -> Bool {
        x < other.right && other.x < right && y < other.bottom && other.y < bottom
    }

    func contains(_ point: Point) -> Bool {
        point.x > x && point.x < right && point.y > y && point.y < bottom
    }
}

/// A drawing: shapes, texts and curves at exact places, later ones over earlier ones.
///
/// Everything that is seen is on a canvas; ``dot(title:)`` turns it into text that Graphviz draws.
struct Canvas: Sendable {
    struct Font: Sendable, Equatable {
        var size: Double
        var isBold = false
        var isMonospace = false
    }

    enum Alignment: Sendable { case left, center, right }

    struct Label: Sendable {
        var text: String
        var font: Font
        var paint: Paint
        var alignment = Alignment.center
    }

    struct Style: Sendable {
        var fill: Paint?
        var stroke: Paint?
        var width = 1.0
        var isDashed = false
        var isRounded = false
    }

    struct Shape: Sendable {
        var rect: Rect
        var style: Style
        var label: Label?
        var isEllipse = false
        var name = Name()
    }

    struct Curve: Sendable {
        /// A Bézier curve: 3n+1 points.
        var points: [Point]
        var stroke: Paint
        var width = 1.2
        var isDashed = false
        /// The arrow head's size; `nil` draws none.
        var arrow: Double?
        var name = Name()
    }

    /// What a document can know an element by.
    struct Name: Sendable {
        /// Unique on the canvas; letters, digits and hyphens.
        var id: String?
        /// What it is, for style sheets: one word, or several.
        var kind: String?
        var kinds: [String] { kind?.split(separator: " ").map(String.init) ?? [] }
        /// Its full text, shown by viewers when pointed at.
        var tooltip: String?
        /// The address that it is a link to.
        var link: String?
    }

    enum Item: Sendable {
        case shape(Shape)
        case curve(Curve)

        var name: Name {
            switch self {
            case .shape(let shape): shape.name
            case .curve(let curve): curve.name
            }
        }
    }

    var width = 0.0
    var height = 0.0
    private(set) var items: [Item] = []

    mutating func draw(_ shape: Shape) {
        // Graphviz would draw a box of no size at its own smallest size.
        guard shape.rect.width > 0, shape.rect.height > 0 else { return }
        items.append(.shape(shape))
    }

    mutating func draw(_ curve: Curve) {
        guard curve.points.count >= 4, curve.points.count % 3 == 1 else { return }
        items.append(.curve(curve))
    }

    mutating func box(
        _ rect: Rect, fill: Paint? = nil, stroke: Paint? = nil, width: Double = 1, isDashed: Bool = false,
        isRounded: Bool = false, label: Label? = nil, name: Name = Name()
    ) {
        let style = Style(fill: fill, stroke: stroke, width: width, isDashed: isDashed, isRounded: isRounded)
        draw(Shape(rect: rect, style: style, label: label, name: name))
    }

    /// Text on one line whose middle is at `y`, and whose left end, middle or right end is at `x`.
    mutating func text(
        _ text: String, x: Double, y: Double, size: Double, isBold: Bool = false, isMonospace: Bool = false,
        paint: Paint = .ink, alignment: Alignment = .left, name: Name = Name()
    ) {
        guard !text.isEmpty else { return }
        let label = Label(
            text: text, font: Font(size: size, isBold: isBold, isMonospace: isMonospace), paint: paint, alignment: alignment)
        // Graphviz aligns within the larger of this box and the text as it measures it, so the box must be the larger. Its
        // measure is that of Helvetica and Courier: the first is narrower than ours, the second the same; but it takes each
        // byte beyond ASCII for a character.
        let further = Double(text.utf8.count - text.unicodeScalars.count)
        let width = TextMetrics.width(of: text, label.font) * (isMonospace ? 1 : 0.92) + 2 + further * size * 0.8
        let left =
            switch alignment {
            case .left: x
            case .center: x - width / 2
            case .right: x - width
            }
        let rect = Rect(x: left, y: y - size * 0.65, width: width, height: size * 1.3)
        draw(Shape(rect: rect, style: Style(), label: label, name: name))
    }

    mutating func line(
        from: Point, to: Point, stroke: Paint, width: Double = 1, isDashed: Bool = false, arrow: Double? = nil, name: Name = Name()
    ) {
        func between(_ part: Double) -> Point {
            Point(x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part)
        }
        draw(
            Curve(
                points: [from, between(1.0 / 3), between(2.0 / 3), to], stroke: stroke, width: width, isDashed: isDashed,
                arrow: arrow, name: name))
    }
}
