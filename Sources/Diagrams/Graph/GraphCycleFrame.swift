import Analysis
import Graphviz
import Trace

/// The frame around the modules of a cycle, and its label.
struct GraphCycleFrame {
    private static let font = Canvas.Font(size: TextSize.smallest)
    private static let labelHeight = 13.0

    private let number: Int
    private let tooltip: String
    private let text: String
    private var box: Rect
    private var label: (text: String, place: Rect, isInside: Bool)?

    /// A frame for each cycle of which several members are drawn, placed together with their labels.
    ///
    /// - Parameters:
    ///   - members: by cycle, those that are drawn, as indices of `boxes`.
    ///   - marks: where the labels then are.
    static func all(
        of model: GraphModel, _ members: [[Int]], in trace: Trace, _ boxes: [Rect], _ marks: inout GraphMarks
    ) -> [GraphCycleFrame] {
        var frames = model.cycles.indices.filter { members[$0].count > 1 }.map { cycle in
            GraphCycleFrame(model.cycles[cycle], cycle, drawn: members[cycle].map { boxes[$0] }, in: trace)
        }
        for index in frames.indices {
            let others = boxes.filter { !frames[index].box.intersects($0) } + frames.indices.filter { $0 != index }.map { frames[$0].box }
            frames[index].placeLabelInside(besides: others, &marks)
        }
        for frame in frames { marks.takeFrame(frame.box) }
        for index in frames.indices where frames[index].label == nil { frames[index].placeLabelAnywhere(&marks) }
        return frames
    }

    private init(_ cycle: GraphModel.Cycle, _ number: Int, drawn: [Rect], in trace: Trace) {
        self.number = number + 1
        box = GraphLayout.frame(around: drawn)
        tooltip = "cycle of " + cycle.members.prefix(20).map { trace[$0].name }.joined(separator: ", ")
        let root = TextMetrics.shortened(DOTText.visible(trace[cycle.root].name), to: 24)
        let left = cycle.members.count - drawn.count
        text = "cycle · root \(root)" + (left > 0 ? " · \(left) more" : "")
    }

    // MARK: The label

    private static func width(_ text: String) -> Double { TextMetrics.width(of: text, font) + 6 }

    private static func rects(_ lefts: [Double], _ y: Double, _ width: Double) -> [Rect] {
        lefts.map { Rect(x: $0, y: y, width: width, height: labelHeight) }
    }

    /// Where a label of this width may stand in the frame, above the members.
    private static func inside(_ box: Rect, _ width: Double) -> [Rect] {
        guard width < box.width - 8 else { return [] }
        return rects([box.x + 5, box.right - width - 5, box.center.x - width / 2], box.y + 5, width)
    }

    private static func isGood(_ rect: Rect, _ marks: GraphMarks) -> Bool { rect.x > 0 && !marks.crosses(rect) && marks.isFree(rect) }

    /// Puts the label above the members, where no edge passes, and makes the frame wider for it where that leaves the others free.
    private mutating func placeLabelInside(besides others: [Rect], _ marks: inout GraphMarks) {
        let width = Self.width(text)
        let isFree = { (wide: Rect) in wide.x > 2 && !others.contains { $0.inset(by: -4).intersects(wide) } }
        // As wide as the label, or by the label wider, to the one side or to the other.
        let missing = max(0, width + 14 - box.width)
        let wider = [(missing / 2, missing / 2), (0, missing), (missing, 0), (0, width + 4), (width + 4, 0)].map { left, right in
            Rect(x: box.x - left, y: box.y, width: box.width + left + right, height: box.height)
        }
        for frame in [box] + wider.filter(isFree) {
            guard let place = Self.inside(frame, width).first(where: { Self.isGood($0, marks) }) else { continue }
            box = frame
            label = (text, place, true)
            marks.take(place)
            return
        }
    }

    /// Puts the label outside at a corner; and its short form rather than none.
    private mutating func placeLabelAnywhere(_ marks: inout GraphMarks) {
        for text in [text, "cycle"] {
            let width = Self.width(text)
            let lefts = [box.x + 5, box.right - width - 5, box.center.x - width / 2]
            let beside = [box.right + 3, box.x - width - 3]
            let outside =
                Self.rects(lefts, box.y - 15, width) + [box.y + 2, box.y - 8].flatMap { Self.rects(beside, $0, width) }
                + Self.rects(lefts, box.bottom + 2, width) + [box.bottom - 14, box.bottom - 2].flatMap { Self.rects(beside, $0, width) }
            let inside = Self.inside(box, width)
            guard let index = (inside + outside).firstIndex(where: { Self.isGood($0, marks) }) else { continue }
            let place = (inside + outside)[index]
            label = (text, place, index < inside.count)
            marks.take(place)
            return
        }
    }

    // MARK: Drawing

    func draw(on canvas: inout Canvas) {
        canvas.width = max(canvas.width, box.right + 4)
        canvas.box(
            box, .cycleFrame,
            name: Canvas.Name(id: "cycle-\(number)", kind: "cycle", tooltip: tooltip))
    }

    func drawLabel(on canvas: inout Canvas) {
        guard let label else { return }
        canvas.box(
            label.place, fill: label.isInside ? .cycleFill : nil, label: Canvas.Label(text: label.text, font: Self.font, paint: .cycleText),
            name: Canvas.Name(kind: "cycle-label"))
    }
}
