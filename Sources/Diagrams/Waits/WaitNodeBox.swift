import Analysis
import Graphviz
import Trace

/// The box of one that waits, or of a promise.
struct WaitNodeBox {
    static let height = 27.0
    private static let nameSize = 10.5
    private static let pillFont = Canvas.Font(size: 8.5, isBold: true)

    /// `nil` for those that are folded into one box.
    private let node: WaitGraph.Node?
    private let name: String
    private let tooltip: String
    private let pill: (text: String, isTrouble: Bool)?

    private let link: String?

    /// - Parameter index: of the graph's nodes.
    init(_ index: Int, texts: WaitTexts, linkBase: LinkBase?) {
        let node = texts.graph.nodes[index]
        if case .module(let module) = node.kind { link = linkBase?.address(of: texts.trace[module].name) } else { link = nil }
        self.node = node
        let full = texts.name(of: node)
        tooltip = texts.words(for: index)
        // Of an expression its beginning tells most.
        name = node.isPromise ? (full.count > 44 ? full.prefix(43) + "…" : full) : TextMetrics.shortened(full, to: 34)
        switch node.kind {
        case .module, .function: pill = (node.position.map { "line \($0.line)" } ?? "not begun", false)
        case .promise, .promiseBehind: pill = node.isDeadEnd ? ("nothing settles it", true) : nil
        case .thenFunction: pill = ("never calls back", true)
        }
    }

    /// The box of so many that wait in a row.
    init(folded count: Int) {
        node = nil
        link = nil
        name = WaitTexts.folded(count)
        tooltip = "\(count) more, each of which waits for the next"
        pill = nil
    }

    private var nameWidth: Double { TextMetrics.width(of: name, size: Self.nameSize, isMonospace: true) }
    private var pillWidth: Double { pill.map { TextMetrics.width(of: $0.text, Self.pillFont) + 10 } ?? 0 }

    var size: (width: Double, height: Double) { (10 + nameWidth + 8 + (pill == nil ? 2 : pillWidth + 6), Self.height) }

    func draw(on canvas: inout Canvas, center: Point, number: Int) {
        let rect = Rect(center: center, width: size.width, height: size.height)
        let look: (fill: Paint, stroke: Paint, kind: String) =
            switch node?.kind {
            case nil: (.paper, .muted, "folded")
            case .module where node?.position == nil: (.waits, .plainEdge, "module not-begun")
            case .module: (.suspended, .run, "module")
            case .function: (.plain, .run, "function")
            case .thenFunction: (.plain, .run, "then-function")
            case .promise, .promiseBehind: (.lane, .muted, "promise")
            }
        let isInCycle = node?.cycle != nil
        let isTrouble = isInCycle || node?.isDeadEnd == true
        canvas.box(
            rect, fill: look.fill, stroke: isTrouble ? .error : look.stroke, width: isTrouble ? 1.8 : 1.2,
            isDashed: look.kind == "module not-begun" || look.kind == "folded", isRounded: node?.isPromise != true,
            name: Canvas.Name(
                id: "waiter-\(number)", kind: look.kind + (isInCycle ? " in-cycle" : ""), tooltip: tooltip, link: link))
        canvas.text(
            name, x: rect.x + 10, y: center.y, size: Self.nameSize, isMonospace: true, paint: look.fill == .waits ? .waitsText : .ink,
            name: Canvas.Name(kind: "name"))
        guard let pill else { return }
        canvas.box(
            Rect(x: rect.x + 10 + nameWidth + 8, y: center.y - 7.5, width: pillWidth, height: 15),
            fill: pill.isTrouble ? .errorFill : .paper, stroke: pill.isTrouble ? .error : .muted, width: 0.9, isRounded: true,
            label: Canvas.Label(text: pill.text, font: Self.pillFont, paint: pill.isTrouble ? .error : .muted),
            name: Canvas.Name(kind: "pill"))
    }
}

extension WaitGraph.Node {
    var isPromise: Bool {
        switch kind {
        case .promise, .promiseBehind: true
        case .module, .function, .thenFunction: false
        }
    }
}
