/// The looks of the marks in a picture of waits, for the picture and for its legend.
extension Canvas.Style {
    static let awaitingModule = Canvas.Style(fill: .suspended, stroke: .run, width: 1.2, isRounded: true)
    static let notBegun = Canvas.Style(fill: .waits, stroke: .plainEdge, width: 1.2, pattern: .dashed, isRounded: true)
    static let awaitingFunction = Canvas.Style(fill: .plain, stroke: .run, width: 1.2, pattern: .dotted, isRounded: true)
    static let thenFunction = Canvas.Style(fill: .plain, stroke: .error, width: 1.8, isRounded: true)
    static let promise = Canvas.Style(fill: .lane, stroke: .muted, width: 1.2)
    static let foldedWaits = Canvas.Style(fill: .paper, stroke: .muted, width: 1.2, pattern: .dashed, isRounded: true)
}

extension Canvas.Stroke {
    static let dependency = Canvas.Stroke(paint: .edge, width: 1.4, pattern: .dotted, arrow: 0.65)
    static let awaits = Canvas.Stroke(paint: .run, width: 1.5, arrow: 0.65)
    static let settles = Canvas.Stroke(paint: .edge, width: 1.2, pattern: .dashed, arrow: 0.65)

    /// As part of the cycle.
    var circular: Canvas.Stroke {
        var stroke = self
        (stroke.paint, stroke.width) = (.error, 2.6)
        return stroke
    }
}
