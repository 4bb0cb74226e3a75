import Analysis
import Graphviz
import Text
import Trace

/// A module's box: badge, name, and a pill that says what is special about it.
struct GraphNodeBox {
    static let height = 27.0
    private static let badge = 16.0
    private static let nameSize = TextSize.name

    let node: GraphModel.Node
    private let name: String
    private let fullName: String
    private let pill: (text: String, style: Canvas.Style, paint: Paint)?
    private let kind: String

    /// How many of its imports are not drawn.
    let hiddenImports: Int

    private let link: String?

    /// What is said of it when it has not ended.
    private let unended: String

    /// - Parameter isNarrow: whether names and texts are to be shorter.
    init(_ node: GraphModel.Node, in trace: Trace, hiddenImports: Int = 0, linkBase: LinkBase? = nil, isNarrow: Bool = false) {
        link = linkBase?.address(of: trace[node.module].name)
        self.node = node
        self.hiddenImports = hiddenImports
        unended = trace.wordsForUnended
        let module = trace[node.module]
        fullName = DOTText.visible(module.name)
        name = TextMetrics.shortened(fullName, to: isNarrow ? 22 : 34)
        kind =
            switch node.asynchrony {
            case .ownAwait: "own-await"
            case .throughDependency: "async"
            case .synchronous: "sync"
            }
        switch node.state {
        case .failed(let error, let source):
            let text = DOTText.visible(error)
            let limit = isNarrow ? 14 : 24
            let short = text.count > limit ? text.prefix(limit - 1) + "…" : text
            pill = (source == nil ? "✕ \(short)" : "✕ gets the error", .troublePill, .error)
        case .unsettled:
            let isRunning = node.evaluationOrder != nil && !node.isSuspendedAtEnd
            // As by process.exit() in a worker, which ends the worker alone.
            let isCutShort =
                isRunning && !trace.agents.isEmpty && trace.events.contains { $0.kind == .agentEnded && $0.agent == module.agent }
            let text =
                if trace.mightHaveGoneOn || isCutShort {
                    isRunning ? "is stopped" : "still waits"
                } else if isRunning {
                    "never ends"
                } else {
                    node.isSuspendedAtEnd ? "await never ends" : "never runs"
                }
            pill = (text, .troublePill, .error)
        case .neverRan where trace.events.isEmpty == false:
            pill = module.kind == .json ? ("JSON", .quietPill, .muted) : ("not run", .quietPill, .muted)
        case .completed, .neverRan:
            // Code and loads that others waited for are told as awaits are.
            var parts: [String] = []
            if node.criticalLoadNanoseconds > 0 { parts.append("loads \(duration(node.criticalLoadNanoseconds))") }
            if node.asynchrony == .ownAwait {
                parts.append(node.suspendedNanoseconds > 0 ? "await \(duration(node.suspendedNanoseconds))" : "await")
            }
            if node.criticalWorkNanoseconds > 0 { parts.append("runs \(duration(node.criticalWorkNanoseconds))") }
            if !parts.isEmpty {
                pill = (parts.joined(separator: ", "), .awaitPill, .runText)
            } else {
                pill = module.kind == .json ? ("JSON", .quietPill, .muted) : nil
            }
        }
    }

    private var nameWidth: Double { TextMetrics.width(of: name, size: Self.nameSize, isMonospace: true) }
    private var pillWidth: Double { pill.map { TextMetrics.width(of: $0.text, size: TextSize.smallest, isBold: true) + 10 } ?? 0 }
    private var badgeWidth: Double {
        node.evaluationOrder.map { max(Self.badge, TextMetrics.width(of: "\($0)", size: TextSize.smallest) + 7) } ?? 0
    }

    private var hiddenText: String { "+\(hiddenImports)" }
    private var hiddenWidth: Double { TextMetrics.width(of: hiddenText, size: TextSize.smallest, isBold: true) + 8 }

    var size: (width: Double, height: Double) {
        var width = 8 + (badgeWidth > 0 ? badgeWidth + 6 : 2) + nameWidth + 8 + (pill == nil ? 2 : pillWidth + 6)
        if hiddenImports > 0 { width += hiddenWidth + 6 }
        return (width, Self.height)
    }

    func draw(on canvas: inout Canvas, center: Point, number: Int) {
        let rect = Rect(center: center, width: size.width, height: Self.height)
        var style = Canvas.Style(node.asynchrony)
        var kinds = ["module", kind]
        switch node.state {
        case .failed:
            style = style.failed
            kinds.append("fails")
        case .unsettled:
            style = style.unended
            kinds.append("unended")
        case .neverRan where !node.isCritical: style = style.notRun
        case .neverRan, .completed:
            guard node.isCritical else { break }
            style = style.critical
            kinds.append("critical")
        }
        canvas.box(
            rect, style, name: Canvas.Name(id: "module-\(number)", kind: kinds.joined(separator: " "), tooltip: tooltip, link: link))
        var x = rect.x + 8
        if let order = node.evaluationOrder {
            canvas.ellipse(
                Rect(center: Point(x: x + badgeWidth / 2, y: center.y), width: badgeWidth, height: Self.badge), .badge,
                label: Canvas.Label(text: "\(order)", font: Canvas.Font(size: TextSize.smallest), paint: .badgeText),
                name: Canvas.Name(kind: "order"))
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
                Rect(x: x, y: center.y - 7.5, width: pillWidth, height: 15), pill.style,
                label: Canvas.Label(text: pill.text, font: Canvas.Font(size: TextSize.smallest, isBold: true), paint: pill.paint),
                name: Canvas.Name(kind: "pill"))
            x += pillWidth + 6
        }
        if hiddenImports > 0 {
            canvas.box(
                Rect(x: x, y: center.y - 7.5, width: hiddenWidth, height: 15), .quietPill,
                label: Canvas.Label(text: hiddenText, font: Canvas.Font(size: TextSize.smallest, isBold: true), paint: .muted),
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
        if node.criticalLoadNanoseconds > 0 { text += "; its loading took \(duration(node.criticalLoadNanoseconds)) of the critical path" }
        if node.criticalWorkNanoseconds > 0 { text += "; its code took \(duration(node.criticalWorkNanoseconds)) of the critical path" }
        return text
    }
}
