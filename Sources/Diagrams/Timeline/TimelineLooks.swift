/// The looks of a timeline's marks, for the picture and for its legend.
///
/// No two that a legend has differ by their colour alone: what has the same shape has another pattern, another line, or a sign of its own.
extension Canvas.Style {
    static let fetchBar = Canvas.Style(fill: .fetch, stroke: .fetchEdge, width: 0.9)
    static let parseBar = Canvas.Style(fill: .parse, stroke: .parseEdge, width: 0.9, pattern: .dotted)
    static let suspendedBar = Canvas.Style(fill: .suspended, stroke: .run, width: 0.9, pattern: .dashed)
    static let waitsBar = Canvas.Style(fill: .waits)
    static let dueLine = Canvas.Style(fill: .taskText)
    static let criticalBand = Canvas.Style(fill: .wake)
    static let runs = Canvas.Style(fill: .run)
    static let failed = Canvas.Style(fill: .error)
    static let notLoaded = Canvas.Style(fill: .errorFill, stroke: .error, width: 1.1)
    static let neverTag = Canvas.Style(fill: .errorFill, stroke: .error, width: 0.9, isRounded: true)
    static let cycleLine = Canvas.Style(fill: .cycle)
    static let taskDot = Canvas.Style(fill: .taskText)
    static let ring = Canvas.Style(fill: .paper, stroke: .dynamic, width: 1.2)
    static let badge = Canvas.Style(fill: .badge)
}

extension Canvas.Stroke {
    static let wakes = Canvas.Stroke(paint: .wake, width: 1.3, arrow: 0.5)
    static let criticalWake = Canvas.Stroke(paint: .wake, width: 1.2, isDouble: true, arrow: 0.65)
    static let fails = Canvas.Stroke(paint: .error, width: 1.3, isCrossed: true, arrow: 0.5)
    static let importCall = Canvas.Stroke(paint: .dynamic, width: 1.3, pattern: .dashed, arrow: 0.5)
    static let queued = Canvas.Stroke(paint: .edge, width: 1, arrow: 0.45)
    static let queuedOver = Canvas.Stroke(paint: .edge, width: 1, pattern: .dashed, arrow: 0.45)
    static let parting = Canvas.Stroke(paint: .ink, width: 1.4, pattern: .dashed)
    static let opens = Canvas.Stroke(paint: .rule, width: 1, pattern: .dashed)
}

extension TimelinePanel.Pill.Kind {
    var style: Canvas.Style {
        switch self {
        case .output: Canvas.Style(fill: .paper, stroke: .run, width: 0.9, isRounded: true)
        case .different: Canvas.Style(fill: .task, stroke: .wake, width: 0.9, isRounded: true)
        case .error: Canvas.Style(fill: .errorFill, stroke: .error, width: 0.9, isRounded: true)
        case .more: Canvas.Style(fill: .paper, stroke: .muted, width: 0.9, isRounded: true)
        case .task: Canvas.Style(fill: .task, width: 0.9, isRounded: true)
        }
    }

    var textPaint: Paint {
        switch self {
        case .output: .run
        case .different, .task: .taskText
        case .error: .error
        case .more: .muted
        }
    }

    /// For style sheets.
    var word: String {
        switch self {
        case .output: "output"
        case .different: "different"
        case .error: "error"
        case .more: "more"
        case .task: "task"
        }
    }
}
