import Trace

/// A place on a canvas: points, from the left and from the top.
struct Point: Sendable, Equatable {
    var x, y: Double

    /// So far on the way to another.
    func mixed(_ other: Point, _ part: Double) -> Point {
        Point(x: x + (other.x - x) * part, y: y + (other.y - y) * part)
    }
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

    enum Pattern: Sendable, Equatable { case solid, dashed, dotted }

    /// How a shape looks.
    struct Style: Sendable, Equatable {
        var fill: Paint?
        var stroke: Paint?
        var width = 1.0
        var pattern = Pattern.solid
        var isRounded = false
        /// Whether a second line runs inside the first.
        var isDouble = false
    }

    /// How a line looks.
    struct Stroke: Sendable, Equatable {
        var paint: Paint
        /// Of one line, where it is double.
        var width = 1.2
        var pattern = Pattern.solid
        var isDouble = false
        /// Whether a cross stands behind its head.
        var isCrossed = false
        /// The arrow head's size; `nil` draws none.
        var arrow: Double?
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
        var stroke: Stroke
        var name = Name()

        /// Where the cross stands; `nil` where there is none.
        var cross: Rect? {
            guard stroke.isCrossed, let arrow = stroke.arrow else { return nil }
            return Bezier(points).shortened(by: 10 * arrow + 4.5).points.last.map { Rect(center: $0, width: 6, height: 6) }
        }
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
        /// For a sample in a legend: the kind that it explains.
        var explains: String?
        /// The event from which it is so; `nil` for what stands from the beginning.
        var since: Int?
        /// The event with which it ends: before that it is not seen whole.
        var until: Int?
        /// Whether it is drawn faint, as it is still to come.
        var isLater = false
    }

    enum Item: Sendable {
        case shape(Shape)
        case curve(Curve)

        var name: Name {
            get {
                switch self {
                case .shape(let shape): shape.name
                case .curve(let curve): curve.name
                }
            }
            set {
                switch self {
                case .shape(var shape):
                    shape.name = newValue
                    self = .shape(shape)
                case .curve(var curve):
                    curve.name = newValue
                    self = .curve(curve)
                }
            }
        }
    }

    var width = 0.0
    var height = 0.0
    /// What stands where.
    var marks = PictureMarks()
    /// By module its box, in a graph.
    var boxes: [ModuleIndex: Rect] = [:]
    /// The event since which what is drawn now is so.
    var since: Int?
    var items: [Item] = []

    mutating func draw(_ shape: Shape) {
        // Graphviz would draw a box of no size at its own smallest size.
        guard shape.rect.width > 0, shape.rect.height > 0 else { return }
        var shape = shape
        shape.name.since = shape.name.since ?? since
        items.append(.shape(shape))
        guard shape.style.isDouble, let stroke = shape.style.stroke else { return }
        let inner = Style(stroke: stroke, width: shape.style.width, isRounded: shape.style.isRounded)
        let rect = shape.rect.inset(by: shape.style.width + 1.6)
        let name = Name(kind: "inner-line", since: shape.name.since)
        items.append(.shape(Shape(rect: rect, style: inner, isEllipse: shape.isEllipse, name: name)))
    }

    mutating func draw(_ curve: Curve) {
        guard curve.points.count >= 4, curve.points.count % 3 == 1 else { return }
        var curve = curve
        curve.name.since = curve.name.since ?? since
        items.append(.curve(curve))
        guard let cross = curve.cross else { return }
        let stroke = Stroke(paint: curve.stroke.paint, width: 1.4)
        for (from, to) in [(cross.y, cross.bottom), (cross.bottom, cross.y)] {
            line(from: Point(x: cross.x, y: from), to: Point(x: cross.right, y: to), stroke, name: Name(kind: "cross"))
        }
    }

    mutating func box(_ rect: Rect, _ style: Style, label: Label? = nil, name: Name = Name()) {
        draw(Shape(rect: rect, style: style, label: label, name: name))
    }

    mutating func box(
        _ rect: Rect, fill: Paint? = nil, stroke: Paint? = nil, width: Double = 1, isRounded: Bool = false, label: Label? = nil,
        name: Name = Name()
    ) {
        box(rect, Style(fill: fill, stroke: stroke, width: width, isRounded: isRounded), label: label, name: name)
    }

    mutating func ellipse(_ rect: Rect, _ style: Style, label: Label? = nil, name: Name = Name()) {
        draw(Shape(rect: rect, style: style, label: label, isEllipse: true, name: name))
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

    mutating func line(from: Point, to: Point, _ stroke: Stroke, name: Name = Name()) {
        draw(Curve(points: [from, from.mixed(to, 1 / 3), from.mixed(to, 2 / 3), to], stroke: stroke, name: name))
    }
}
