import Analysis
import Graphviz
import Trace

/// The box of one that waits, or of a promise.
struct WaitNodeBox {
    static let height = 27.0
    private static let nameSize = TextSize.name
    private static let pillFont = Canvas.Font(size: TextSize.smallest, isBold: true)

    /// `nil` for those that are folded into one box.
    private let node: WaitGraph.Node?
    private let name: String
    private let tooltip: String
    private let pill: (text: String, isTrouble: Bool)?

    private let link: String?

    /// - Parameters:
    ///   - index: of the graph's nodes.
    ///   - isNarrow: whether names are to be shorter.
    init(_ index: Int, texts: WaitTexts, linkBase: LinkBase?, isNarrow: Bool = false) {
        let node = texts.graph.nodes[index]
        if case .module(let module) = node.kind { link = linkBase?.address(of: texts.trace[module].name) } else { link = nil }
        self.node = node
        let full = texts.name(of: node)
        tooltip = texts.words(for: index)
        // Of an expression its beginning tells most.
        let limit = isNarrow ? 26 : 44
        name =
            node.isPromise
            ? (full.count > limit ? full.prefix(limit - 1) + "…" : full) : TextMetrics.shortened(full, to: isNarrow ? 22 : 34)
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
        var look: (style: Canvas.Style, kind: String) =
            switch node?.kind {
            case nil: (.foldedWaits, "folded")
            case .module where node?.position == nil: (.notBegun, "module not-begun")
            case .module: (.awaitingModule, "module awaiting")
            case .function: (.awaitingFunction, "function")
            case .thenFunction: (.thenFunction, "then-function")
            case .promise, .promiseBehind: (.promise, "promise")
            }
        let isInCycle = node?.cycle != nil
        if isInCycle || node?.isDeadEnd == true { (look.style.stroke, look.style.width) = (.error, 1.8) }
        canvas.box(
            rect, look.style,
            name: Canvas.Name(
                id: "waiter-\(number)", kind: look.kind + (isInCycle ? " in-cycle" : ""), tooltip: tooltip, link: link))
        canvas.text(
            name, x: rect.x + 10, y: center.y, size: Self.nameSize, isMonospace: true, paint: look.style.fill == .waits ? .waitsText : .ink,
            name: Canvas.Name(kind: "name"))
        guard let pill else { return }
        canvas.box(
            Rect(x: rect.x + 10 + nameWidth + 8, y: center.y - 7.5, width: pillWidth, height: 15),
            pill.isTrouble ? .troublePill : .quietPill,
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
