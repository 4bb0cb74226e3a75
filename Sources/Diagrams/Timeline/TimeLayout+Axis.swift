import Analysis
import Graphviz

/// The axis over the lanes, what stands on it, and the drawing of all.
extension TimeLayout {
    var width: Double { panel.plotRight + 26 }

    /// Where an instant stands on the axis.
    func position(of time: Int64) -> Double { x(time) }

    func draw(on canvas: inout Canvas, top: inout Double) {
        let unit = TimeUnit(spacing: scale.times)
        let widest = unit.number(scale.times.last ?? 0).count
        let ticks = scale.ticks(minimumSpacing: max(34, Double(min(widest, 12)) * 6 + 14), roundSpacing: 54)
        drawPhases(on: &canvas, top: &top)
        let lanes = top + 16
        panel.draw(on: &canvas, top: lanes, grid: ticks.map(x))
        for (index, time) in ticks.enumerated() {
            let text = unit.number(time) + (index == 0 ? " " + unit.symbol : "")
            canvas.text(
                text, x: x(time), y: top + 3, size: 9, paint: .muted, alignment: .center, name: Canvas.Name(kind: "axis"))
        }
        for cut in scale.cuts.sorted() {
            let middle = (scale.positions[cut] + scale.positions[cut + 1]) / 2
            canvas.text(
                "≈", x: start + middle, y: top + 3, size: 12, isBold: true, paint: .muted, alignment: .center,
                name: Canvas.Name(
                    id: "cut-\(cut + 1)", kind: "cut",
                    tooltip: "\(duration(scale.times[cut + 1] - scale.times[cut])) in which nothing runs"))
        }
        drawTasks(on: &canvas, y: top + 11.5)
        top = lanes + panel.height + 12
        canvas.width = max(canvas.width, width)
    }

    /// Over the axis: when the graph was loaded and when it was evaluated, where loading took time.
    private func drawPhases(on canvas: inout Canvas, top: inout Double) {
        let lanes = picture.shown.map { picture.timeline.lanes[$0] }
        let loads = lanes.flatMap(\.segments).filter { $0.kind == .fetch || $0.kind == .parse }
        let starts = lanes.flatMap(\.visits).filter { $0.kind == .start }.map(\.from.time)
        guard let first = loads.map(\.from.time).min(), let evaluation = starts.min(), first < evaluation, let last = scale.times.last
        else { return }
        let phases: [(name: String, from: Int64, to: Int64, fill: Paint, paint: Paint)] = [
            ("fetch + parse", first, evaluation, .fetch, .fetchText), ("evaluation", evaluation, last, .suspended, .suspendedText),
        ]
        for phase in phases where phase.to > phase.from {
            let rect = Rect(x: x(phase.from), y: top - 9, width: x(phase.to) - x(phase.from), height: 12)
            let words = "\(phase.name), from \(duration(phase.from)) to \(duration(phase.to))"
            canvas.box(rect, fill: phase.fill, name: Canvas.Name(kind: "phase", tooltip: words))
            guard TextMetrics.width(of: phase.name, size: 8.5) + 8 <= rect.width else { continue }
            canvas.text(
                phase.name, x: rect.center.x, y: rect.center.y, size: 8.5, paint: phase.paint, alignment: .center,
                name: Canvas.Name(kind: "phase-name"))
        }
        top += 13
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
            if let previous = marks.indices.last, at - marks[previous].x < 6 {
                marks[previous].words.append(words)
            } else {
                marks.append((at, [words]))
            }
        }
        for (index, mark) in marks.enumerated() {
            let more = mark.words.count > 12 ? " and \(mark.words.count - 12) more" : ""
            let name = Canvas.Name(
                id: "\(panel.idPart)task-\(index + 1)", kind: "axis-task", tooltip: mark.words.prefix(12).joined(separator: "; ") + more)
            canvas.draw(
                Canvas.Shape(
                    rect: Rect(center: Point(x: mark.x, y: y), width: 5.5, height: 5.5),
                    style: Canvas.Style(fill: .task, stroke: .taskText, width: 0.9), isEllipse: true, name: name))
        }
    }
}
