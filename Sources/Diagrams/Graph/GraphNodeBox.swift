import Analysis
import Graphviz
import Text
import Trace

/// A module's box: badge, name, and a pill that says what is special about it.
struct GraphNodeBox {
    static let height = 27.0
    private static let badge = 16.0
    private static let nameSize = 10.5

    let node: GraphModel.Node
    private let name: String
    private let fullName: String
    private let pill: (text: String, fill: Paint, stroke: Paint?, paint: Paint)?
    private let kind: String

    /// How many of its imports are not drawn.
    let hiddenImports: Int

    private let link: String?

    /// What is said of it when it has not ended.
    private let unended: String

    init(_ node: GraphModel.Node, in trace: Trace, hiddenImports: Int = 0, linkBase: LinkBase? = nil) {
        link = linkBase?.address(of: trace[node.module].name)
        self.node = node
        self.hiddenImports = hiddenImports
        unended = trace.wordsForUnended
        let module = trace[node.module]
        fullName = DOTText.visible(module.name)
        name = TextMetrics.shortened(fullName, to: 34)
        kind =
            switch node.asynchrony {
            case .ownAwait: "own-await"
            case .throughDependency: "async"
            case .synchronous: "sync"
            }
        switch node.state {
        case .failed(let error, let source):
            let text = DOTText.visible(error)
            let short = text.count > 24 ? text.prefix(23) + "…" : text
            pill = (source == nil ? "✕ \(short)" : "✕ gets the error", .errorFill, .error, .error)
        case .unsettled:
            let isRunning = node.evaluationOrder != nil && !node.isSuspendedAtEnd
            let text =
                if trace.mightHaveGoneOn {
                    isRunning ? "is stopped" : "still waits"
                } else if isRunning {
                    "never ends"
                } else {
                    node.isSuspendedAtEnd ? "await never ends" : "never runs"
                }
            pill = (text, .errorFill, .error, .error)
        case .neverRan where trace.events.isEmpty == false:
            pill = module.kind == .json ? ("JSON", .paper, .muted, .muted) : ("not run", .paper, .muted, .muted)
        case .completed, .neverRan:
            // Code that others waited for is told as awaits are.
            let work = node.criticalWorkNanoseconds > 0 ? "runs \(duration(node.criticalWorkNanoseconds))" : nil
            if node.asynchrony == .ownAwait {
                let wait = node.suspendedNanoseconds > 0 ? "await \(duration(node.suspendedNanoseconds))" : "await"
                pill = ([wait, work].compactMap { $0 }.joined(separator: ", "), .run, nil, .runText)
            } else if let work {
                pill = (work, .run, nil, .runText)
            } else {
                pill = module.kind == .json ? ("JSON", .paper, .muted, .muted) : nil
            }
        }
    }

    private var nameWidth: Double { TextMetrics.width(of: name, size: Self.nameSize, isMonospace: true) }
    private var pillWidth: Double { pill.map { TextMetrics.width(of: $0.text, size: 8.5, isBold: true) + 10 } ?? 0 }
    private var badgeWidth: Double {
        node.evaluationOrder.map { max(Self.badge, TextMetrics.width(of: "\($0)", size: 8.5) + 7) } ?? 0
    }

    private var hiddenText: String { "+\(hiddenImports)" }
    private var hiddenWidth: Double { TextMetrics.width(of: hiddenText, size: 8.5, isBold: true) + 8 }

    var size: (width: Double, height: Double) {
        var width = 8 + (badgeWidth > 0 ? badgeWidth + 6 : 2) + nameWidth + 8 + (pill == nil ? 2 : pillWidth + 6)
        if hiddenImports > 0 { width += hiddenWidth + 6 }
        return (width, Self.height)
    }

    func draw(on canvas: inout Canvas, center: Point, number: Int) {
        let rect = Rect(center: center, width: size.width, height: Self.height)
        var fill = Paint.plain
        var stroke = Paint.plainEdge
        switch node.asynchrony {
        case .ownAwait: (fill, stroke) = (.suspended, .run)
        case .throughDependency: (fill, stroke) = (.dependent, .dependentEdge)
        case .synchronous: break
        }
        var width = 1.2
        if node.isTroubled {
            (stroke, width) = (.error, 1.8)
        } else if node.isCritical {
            (stroke, width) = (.wake, 2.2)
        }
        canvas.box(
            rect, fill: fill, stroke: stroke, width: width, isDashed: node.state == .neverRan || node.state == .unsettled,
            isRounded: true,
            name: Canvas.Name(
                id: "module-\(number)", kind: "module \(kind)" + (node.isCritical ? " critical" : ""), tooltip: tooltip, link: link))
        var x = rect.x + 8
        if let order = node.evaluationOrder {
            canvas.draw(
                Canvas.Shape(
                    rect: Rect(center: Point(x: x + badgeWidth / 2, y: center.y), width: badgeWidth, height: Self.badge),
                    style: Canvas.Style(fill: .badge),
                    label: Canvas.Label(text: "\(order)", font: Canvas.Font(size: 8.5), paint: .badgeText), isEllipse: true,
                    name: Canvas.Name(kind: "order")))
            x += badgeWidth + 6
        } else {
            x += 2
        }
        canvas.text(
            name, x: x, y: center.y, size: Self.nameSize, isMonospace: true, paint: node.state == .neverRan ? .muted : .ink,
            name: Canvas.Name(kind: "name"))
        x += nameWidth + 8
        if let pill {
            canvas.box(
                Rect(x: x, y: center.y - 7.5, width: pillWidth, height: 15), fill: pill.fill, stroke: pill.stroke, width: 0.9,
                isRounded: true,
                label: Canvas.Label(text: pill.text, font: Canvas.Font(size: 8.5, isBold: true), paint: pill.paint),
                name: Canvas.Name(kind: "pill"))
            x += pillWidth + 6
        }
        if hiddenImports > 0 {
            canvas.box(
                Rect(x: x, y: center.y - 7.5, width: hiddenWidth, height: 15), fill: .paper, stroke: .muted, width: 0.9, isRounded: true,
                label: Canvas.Label(text: hiddenText, font: Canvas.Font(size: 8.5, isBold: true), paint: .muted),
                name: Canvas.Name(
                    id: "more-\(number)", kind: "more", tooltip: "\(fullName) has \(counted(hiddenImports, "import")) not drawn here"))
        }
    }

    /// What the box says, in words.
    var tooltip: String {
        var text = fullName
        if let order = node.evaluationOrder { text += ", evaluated as number \(order)" }
        switch node.asynchrony {
        case .ownAwait: text += ", has a top-level await"
        case .throughDependency: text += ", asynchronous through a dependency"
        case .synchronous: text += ", synchronous"
        }
        switch node.state {
        case .failed(let error, _): text += "; fails: \(error)"
        case .unsettled: text += "; \(unended)"
        case .neverRan: text += "; never ran"
        case .completed:
            if node.suspendedNanoseconds > 0 { text += "; suspended for \(duration(node.suspendedNanoseconds))" }
        }
        if node.criticalWorkNanoseconds > 0 { text += "; its code took \(duration(node.criticalWorkNanoseconds)) of the critical path" }
        return text
    }
}

extension GraphModel.Node {
    /// Whether it failed or never settled, which its box says before all else.
    var isTroubled: Bool {
        switch state {
        case .failed, .unsettled: true
        case .completed, .neverRan: false
        }
    }
}
