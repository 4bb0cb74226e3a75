import Analysis

/// The bars of a lane: the stretches in which its module runs no code.
extension TimelinePanel {
    func drawBars(of index: Int, on canvas: inout Canvas, top: Double) {
        let y = centerY(index, top: top)
        defer { canvas.since = nil }
        for (number, bar) in rows[index].bars.enumerated() where bar.right > bar.left {
            canvas.since = bar.since
            let rect = Rect(x: bar.left, y: y - Self.barHeight / 2, width: bar.right - bar.left, height: Self.barHeight)
            let name = Canvas.Name(
                id: "\(idPart)bar-\(index + 1)-\(number + 1)", kind: bar.kind.word, tooltip: bar.tooltip, until: bar.until ?? .max)
            let text: Paint
            switch bar.kind {
            case .fetch:
                canvas.box(rect, .fetchBar, name: name)
                text = .fetchText
            case .parse:
                canvas.box(rect, .parseBar, name: name)
                text = .ink
            case .suspended:
                canvas.box(rect, .suspendedBar, name: name)
                text = .suspendedText
            case .waits:
                canvas.box(rect, .waitsBar, name: name)
                text = .waitsText
            }
            guard !bar.isTicked else { continue }
            var taken = taken(in: index)
            if let due = bar.due { drawDue(due, in: rect, &taken, on: &canvas) }
            drawLabel(of: bar, taken, paint: text, y: y, on: &canvas)
        }
    }

    /// The labels of bars with ticks all over, on a ground that keeps the ticks off.
    func drawTickedLabels(of index: Int, on canvas: inout Canvas, top: Double) {
        let y = centerY(index, top: top)
        defer { canvas.since = nil }
        for bar in rows[index].bars where bar.isTicked {
            canvas.since = bar.since
            guard let text = label(of: bar, width: bar.right - bar.left - 40) else { continue }
            let width = TextMetrics.width(of: text, Self.labelFont) + 10
            let rect = Rect(center: Point(x: (bar.left + bar.right) / 2, y: y), width: width, height: 14)
            guard !rows[index].pills.contains(where: { $0.left < rect.right && rect.x < $0.left + $0.width }) else { continue }
            canvas.box(
                rect, fill: .suspended, label: Canvas.Label(text: text, font: Self.labelFont, paint: .suspendedText),
                name: Canvas.Name(kind: "label"))
        }
    }

    private static let labelFont = Canvas.Font(size: TextSize.smallest)
    private static let endingFont = Canvas.Font(size: TextSize.smallest, isBold: true)

    /// What a bar that never ends says at its right end: the longest form that leaves room for its label, or else the shortest.
    private func ending(of bar: Bar, _ taken: [(Double, Double)]) -> (text: String, x: Double, width: Double)? {
        let label = bar.labels.first.map { min(110, TextMetrics.width(of: $0, Self.labelFont)) + 12 } ?? 0
        for text in bar.endings {
            let width = TextMetrics.width(of: text, Self.endingFont) + 12
            let x = plotRight + 6 - width
            let isLast = text == bar.endings.last
            guard x > bar.left + (isLast ? 4 : label), !taken.contains(where: { $0.0 < x + width && $0.1 > x }) else { continue }
            return (text, x, width)
        }
        return nil
    }

    /// Draws where a bar could have ended, higher than the chips that may stand there, and says when that was: beside it, or behind those.
    private func drawDue(
        _ due: (x: Double, words: String, tooltip: String), in rect: Rect, _ taken: inout [(Double, Double)], on canvas: inout Canvas
    ) {
        canvas.box(
            Rect(center: Point(x: due.x, y: rect.center.y), width: 1.4, height: Self.laneHeight - 4), .dueLine,
            name: Canvas.Name(kind: "due", tooltip: due.tooltip))
        taken.append((due.x - 2, due.x + 2))
        let width = TextMetrics.width(of: due.words, Self.labelFont) + 6
        var left = due.x + 2
        for span in taken where span.0 < left + width && span.1 > left { left = span.1 + 1 }
        if left - due.x < 90, left + width < rect.right {
            canvas.text(
                due.words, x: left + 2, y: rect.center.y, size: TextSize.smallest, paint: .suspendedText, name: Canvas.Name(kind: "label"))
            taken.append((left, left + width))
        }
        taken.sort { ($0.0, $0.1) < ($1.0, $1.1) }
    }

    /// The stretches of a row in which something stands on its bars, in order.
    private func taken(in row: Int) -> [(Double, Double)] {
        var taken: [(Double, Double)] = []
        for run in rows[row].runs { taken.append((run.left, run.right)) }
        for pill in rows[row].pills { taken.append((pill.left, pill.left + pill.width)) }
        for arrow in arrows { if let span = space(of: arrow, in: row) { taken.append(span) } }
        if let x = partingX(in: row) { taken.append((x - 3, x + 3)) }
        taken.sort { ($0.0, $0.1) < ($1.0, $1.1) }
        return taken
    }

    /// Puts the label where nothing else is: into the widest free part of its bar, in the longest form that fits.
    private func drawLabel(of bar: Bar, _ taken: [(Double, Double)], paint: Paint, y: Double, on canvas: inout Canvas) {
        // A bar that never ends says so at its end, in words of its own.
        var room = (left: bar.left, right: bar.right)
        if bar.isOpen, let ending = ending(of: bar, taken) {
            canvas.box(
                Rect(x: ending.x, y: y - 6.5, width: ending.width, height: 13), .neverTag,
                label: Canvas.Label(text: ending.text, font: Self.endingFont, paint: .error),
                name: Canvas.Name(kind: "never", tooltip: bar.tooltip))
            room.right = ending.x
        }
        var widest = (left: room.left, right: room.left)
        var from = room.left
        for span in taken + [(room.right, room.right)] where span.1 > room.left {
            let to = min(span.0, room.right)
            if to - from > widest.right - widest.left { widest = (from, to) }
            from = max(from, span.1)
        }
        guard let text = label(of: bar, width: widest.right - widest.left - 8) else { return }
        canvas.text(
            text, x: (widest.left + widest.right) / 2, y: y, size: TextSize.smallest, paint: paint, alignment: .center,
            name: Canvas.Name(kind: "label"))
    }

    /// The longest form that fits. Of an expression rather its beginning, but a stump of it says less than nothing.
    private func label(of bar: Bar, width: Double) -> String? {
        guard let longest = bar.labels.first, TextMetrics.width(of: longest, Self.labelFont) > width else { return bar.labels.first }
        if case .suspended = bar.kind, let cut = TextMetrics.fit(longest, width: width, Self.labelFont), cut.count >= 14 { return cut }
        return bar.labels.first { TextMetrics.width(of: $0, Self.labelFont) <= width }
    }
}
