import Analysis

/// The looks of a module graph's marks, for the picture and for its legend.
extension Canvas.Style {
    static let awaitPill = Canvas.Style(fill: .run, isRounded: true)
    static let cycleFrame = Canvas.Style(fill: .cycleFill, stroke: .cycle, width: 1.2, pattern: .dashed, isRounded: true)
    static let troublePill = Canvas.Style(fill: .errorFill, stroke: .error, width: 0.9, isRounded: true)
    static let quietPill = Canvas.Style(fill: .paper, stroke: .muted, width: 0.9, isRounded: true)
    static let importOrder = Canvas.Style(fill: .paper, stroke: .edge, width: 0.9)

    /// A module's box: rounded where it is asynchronous.
    init(_ asynchrony: GraphModel.Asynchrony) {
        self.init(width: 1.2, isRounded: asynchrony != .synchronous)
        switch asynchrony {
        case .ownAwait: (fill, stroke) = (.suspended, .run)
        case .throughDependency: (fill, stroke) = (.dependent, .dependentEdge)
        case .synchronous: (fill, stroke) = (.plain, .plainEdge)
        }
    }

    var failed: Canvas.Style { outlined(.error, width: 1.8) }
    var unended: Canvas.Style { outlined(.error, width: 1.8, pattern: .dashed) }
    var notRun: Canvas.Style { outlined(.plainEdge, width: 1.2, pattern: .dashed) }
    var critical: Canvas.Style {
        var style = outlined(.wake, width: 1.3)
        style.isDouble = true
        return style
    }

    private func outlined(_ paint: Paint, width: Double, pattern: Canvas.Pattern = .solid) -> Canvas.Style {
        var style = self
        (style.stroke, style.width, style.pattern) = (paint, width, pattern)
        return style
    }
}

extension Canvas.Stroke {
    static let staticImport = Canvas.Stroke(paint: .edge, width: 1.1, arrow: 0.65)
    static let cycleImport = Canvas.Stroke(paint: .cycle, width: 1.2, arrow: 0.65)
    static let deferredImport = Canvas.Stroke(paint: .edge, width: 1.8, pattern: .dotted, arrow: 0.65)
    static let dynamicImport = Canvas.Stroke(paint: .dynamic, width: 1.3, pattern: .dashed, arrow: 0.65)
    static let criticalImport = Canvas.Stroke(paint: .wake, width: 1.2, isDouble: true, arrow: 0.75)
    static let failedImport = Canvas.Stroke(paint: .error, width: 1.6, isCrossed: true, arrow: 0.65)
    static let circularImport = Canvas.Stroke(paint: .error, width: 2.4, arrow: 0.65)
    static let fold = Canvas.Stroke(paint: .muted, width: 0.9, pattern: .dotted, arrow: 0.5)

    func with(_ pattern: Canvas.Pattern) -> Canvas.Stroke {
        var stroke = self
        stroke.pattern = pattern
        return stroke
    }
}

/// What is most important of an edge: this it shows.
enum GraphEdgeLook {
    case plain, cycle, deferred, dynamic, critical, errorPath, inCycle

    init(_ edge: GraphModel.Edge, isCircular: Bool) {
        if isCircular {
            self = .inCycle
        } else if edge.bringsError {
            self = .errorPath
        } else if edge.isCritical {
            self = .critical
        } else {
            switch edge.kind {
            case .import: self = edge.isInCycle ? .cycle : .plain
            case .deferred: self = .deferred
            case .dynamic: self = .dynamic
            }
        }
    }

    /// For style sheets; frames and their labels are of a cycle too.
    var kind: String {
        switch self {
        case .plain: "plain"
        case .cycle: "cycle-import"
        case .deferred: "deferred-import"
        case .dynamic: "dynamic-import"
        case .critical: "critical"
        case .errorPath: "error-path"
        case .inCycle: "in-cycle"
        }
    }

    /// - Parameter kind: whatever an edge shows, it is dashed for `import()` and dotted for `import defer`.
    func stroke(_ kind: GraphModel.Edge.Kind) -> Canvas.Stroke {
        let stroke: Canvas.Stroke =
            switch self {
            case .plain: .staticImport
            case .cycle: .cycleImport
            case .deferred: .deferredImport
            case .dynamic: .dynamicImport
            case .critical: .criticalImport
            case .errorPath: .failedImport
            case .inCycle: .circularImport
            }
        return switch kind {
        case .import: stroke
        case .dynamic: stroke.with(.dashed)
        case .deferred: stroke.with(.dotted)
        }
    }
}
