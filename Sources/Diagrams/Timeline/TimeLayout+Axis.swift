import Analysis
import Graphviz

/// The axis over the lanes, what stands on it, and the drawing of all.
extension TimeLayout {
    var width: Double { panel.plotRight + TimelinePanel.margin }

    /// Where an instant stands on the axis.
    func position(of time: Int64) -> Double { x(time) }

    /// The times of which the axis tells, between these heights.
    func marks(from top: Double, to bottom: Double) -> [PictureMarks.Time] {
        scale.times.map { PictureMarks.Time(time: $0, place: PictureMarks.Place(x: x($0), top: top, bottom: bottom)) }
    }

    func draw(on canvas: inout Canvas, top: inout Double) {
        let labels = AxisLabels(scale)
        let ticks = scale.ticks(minimumSpacing: max(34, Double(min(labels.widest, 12)) * 6 + 14), roundSpacing: 54)
        drawPhases(on: &canvas, top: &top)
        let lanes = top + 16
        panel.draw(on: &canvas, top: lanes, grid: ticks.map(x))
        let texts = labels.texts(of: ticks)
        for (time, text) in zip(ticks, texts) {
            canvas.text(
                text, x: x(time), y: top + 3, size: TextSize.smallest, paint: .muted, alignment: .center, name: Canvas.Name(kind: "axis"))
        }
        for cut in scale.cuts.sorted() {
            canvas.text(
                "≈", x: placeOfCut(cut, beside: zip(ticks, texts).map { (x($0), TextMetrics.width(of: $1, size: TextSize.smallest)) }),
                y: top + 3, size: 12, isBold: true, paint: .muted, alignment: .center,
                name: Canvas.Name(
                    id: "cut-\(cut + 1)", kind: "cut",
                    tooltip: "\(duration(span(from: scale.times[cut], to: scale.times[cut + 1]))) in which nothing runs"))
        }
        drawTasks(on: &canvas, y: top + 11.5)
        top = lanes + panel.height + 12
        canvas.width = max(canvas.width, width)
    }

    /// In the middle of the gap, or where in it no label of the axis is in the way.
    private func placeOfCut(_ cut: Int, beside labels: [(x: Double, width: Double)]) -> Double {
        let (from, to) = (start + scale.positions[cut], start + scale.positions[cut + 1])
        let places = [0.5, 0.7, 0.3, 0.9, 0.1].map { from + (to - from) * $0 }
        // With room for the letters of other fonts.
        return places.first { place in labels.allSatisfy { abs($0.x - place) > $0.width * 0.6 + 8 } } ?? places[0]
    }

    /// Over the axis: when the graph was loaded and when it was evaluated, where loading took time.
    private func drawPhases(on canvas: inout Canvas, top: inout Double) {
        let lanes = picture.shown.map { picture.timeline.lanes[$0] }
        let loads = lanes.flatMap(\.segments).filter { $0.kind == .fetch || $0.kind == .parse }
        let starts = lanes.flatMap(\.visits).filter { $0.kind == .start }.map(\.from.time)
        guard let first = loads.map(\.from.time).min(), let evaluation = starts.min(), first < evaluation, let last = scale.times.last
        else { return }
        let loading = loads.contains { $0.kind == .parse } ? "fetch + parse" : "fetch"
        let phases: [(name: String, from: Int64, to: Int64, fill: Paint, paint: Paint)] = [
            (loading, first, evaluation, .fetchPhase, .fetchText),
            ("evaluation", evaluation, evaluationEnd(last), .dependent, .suspendedText),
        ]
        for phase in phases where phase.to > phase.from {
            let rect = Rect(x: x(phase.from), y: top - 9, width: x(phase.to) - x(phase.from), height: 12)
            let words = "\(phase.name), from \(duration(phase.from)) to \(duration(phase.to))"
            canvas.box(rect, fill: phase.fill, name: Canvas.Name(kind: "phase", tooltip: words))
            guard TextMetrics.width(of: phase.name, size: TextSize.smallest) + 8 <= rect.width else { continue }
            canvas.text(
                phase.name, x: rect.center.x, y: rect.center.y, size: TextSize.smallest, paint: phase.paint, alignment: .center,
                name: Canvas.Name(kind: "phase-name"))
        }
        top += 13
    }

    /// When the entry settled; what runs after that was not waited for.
    private func evaluationEnd(_ last: Int64) -> Int64 {
        switch picture.trace.outcome {
        case .fulfilled, .running, .rejected: min(last, picture.trace.duration)
        case .exited, .unsettled, .loadError, .linkError, .blocked: last
        }
    }

    /// On the axis: the tasks. A timer fires, or what was fetched arrives.
    private func drawTasks(on canvas: inout Canvas, y: Double) {
        guard let last = scale.times.last else { return }
        var marks: [(x: Double, words: [String])] = []
        for step in picture.timeline.steps where step.kind.isTask && step.time <= last {
            guard step.kind != .hostStart else { continue }
            let at = x(step.time)
            var words = picture.texts.describe(step.kind)
            if let lane = step.lane { words += " of \(picture.texts.name(of: picture.timeline.lanes[lane]))" }
            words += " at \(duration(step.time))"
            // Tasks of one instant are one mark.
            if let previous = marks.indices.last, at - marks[previous].x < 8 {
                marks[previous].words.append(words)
            } else {
                marks.append((at, [words]))
            }
        }
        for (index, mark) in marks.enumerated() {
            let more = mark.words.count > 12 ? " and \(mark.words.count - 12) more" : ""
            let name = Canvas.Name(
                id: "\(panel.idPart)task-\(index + 1)", kind: "axis-task", tooltip: mark.words.prefix(12).joined(separator: "; ") + more)
            canvas.ellipse(Rect(center: Point(x: mark.x, y: y), width: 5.5, height: 5.5), .taskDot, name: name)
        }
    }
}
