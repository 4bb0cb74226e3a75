import Analysis
import Trace

/// Where the columns of an axis of steps and the pieces in them go: from left to right, and in as many strips as that takes.
struct StepPlan {
    static let gap = 13.0
    /// How wide the column is that stands for all jobs that are left out.
    static let restWidth = 64.0
    private static let narrowest = 78.0
    /// So many lines a piece.
    private static let lineLimit = 4

    struct Column {
        var step: Int
        var left = 0.0
        var width = 0.0
        var heading: String
        var detail: String
        /// What is said of it besides.
        var tooltip: String
        var runsCode: Bool
        /// The first event of its job.
        var since = 0
    }

    struct Place {
        var piece: StepPiece
        var left, right: Double
        var pills: [TimelinePanel.Pill]
    }

    struct Strip {
        var columns: [Column] = []
        var places: [Place] = []
        var right = 0.0
    }

    private(set) var strips: [Strip] = []
    private(set) var omitted = 0

    private let picture: TimelinePicture
    private let instant: Int64?
    private let plotLeft: Double
    /// Where a strip must end.
    private let limit: Double
    private var x = 0.0
    /// The length of the strips that are done.
    private var used = 0.0

    init(_ picture: TimelinePicture, _ panel: TimelinePanel, instant: Int64?) {
        self.picture = picture
        self.instant = instant
        plotLeft = panel.plotLeft
        limit = max(picture.options.page - TimelinePanel.margin, plotLeft + 120)
    }

    /// - Parameters:
    ///   - limit: characters a chip.
    ///   - length: how long all strips may be together; what is behind that is left out.
    ///   - columns: how many columns there may be.
    mutating func place(_ pieces: [StepPiece], limit: Int, length: Double, columns: Int) {
        strips = [Strip()]
        x = plotLeft - 10
        var count = 0
        var next = 0
        while next < pieces.count {
            let step = pieces[next].step
            var last = next
            while last < pieces.count, pieces[last].step == step { last += 1 }
            if count >= columns || used + x - plotLeft > length {
                omitted += 1
            } else {
                count += 1
                place(pieces[next..<last], limit: limit)
            }
            next = last
        }
        if omitted > 0, x + Self.restWidth > self.limit + 10 { startStrip() }
        strips[strips.count - 1].right = x
    }

    // MARK: A column

    private mutating func place(_ pieces: ArraySlice<StepPiece>, limit: Int) {
        guard let first = pieces.first else { return }
        let job = picture.timeline.steps[first.step]
        let previous = strips.last { !$0.columns.isEmpty }?.columns.last?.step
        let heading = heading(of: first.step, after: previous)
        var detail = picture.texts.describe(job.kind)
        var tooltip = detail
        var hasNoCode = false
        if picture.options.allJobs, let cause = picture.trace.cause(of: job.job) {
            hasNoCode = cause.rule.runsNoCode && pieces.allSatisfy { $0.visit == nil }
            if let place = picture.texts.place(of: cause) { detail += " · \(place)" }
            tooltip = "\(detail): \(cause.rule.sentence)"
        }
        let words = max(
            TextMetrics.width(of: detail, size: TextSize.smallest), TextMetrics.width(of: heading, size: TextSize.subtitle, isBold: true))
        let least = max(Self.narrowest, words + 20)
        var column = Column(
            step: first.step, heading: heading, detail: detail, tooltip: tooltip,
            runsCode: !hasNoCode, since: picture.timeline.steps[first.step].firstEvent)
        var isOpen = false
        func open(_ plan: inout StepPlan) {
            column.left = plan.x
            isOpen = true
            plan.x += Self.gap
        }
        func close(_ plan: inout StepPlan) {
            column.width = max(plan.x - column.left, least)
            plan.x = column.left + column.width
            plan.strips[plan.strips.count - 1].columns.append(column)
            isOpen = false
        }
        for piece in pieces {
            for part in parts(of: piece, limit: limit) {
                let isFirst = !isOpen
                let needed = isFirst ? max(least, part.width + 2 * Self.gap) : part.width + Self.gap
                if x + needed > self.limit + 10, strips.last?.places.isEmpty == false || !isFirst {
                    if isOpen {
                        close(&self)
                        column.heading = "… " + heading
                    }
                    startStrip()
                }
                if !isOpen { open(&self) }
                put(part)
            }
        }
        if !isOpen {
            if x + least > self.limit + 10, strips.last?.columns.isEmpty == false { startStrip() }
            open(&self)
        }
        close(&self)
    }

    private mutating func startStrip() {
        strips[strips.count - 1].right = x
        used += x - plotLeft
        x = plotLeft - 10
        strips.append(Strip())
    }

    /// The first job of an instant says when that is, and the first of a task that has no column that it is another task's.
    private func heading(of step: Int, after previous: Int?) -> String {
        let steps = picture.timeline.steps
        let job = steps[step]
        var name = job.microtask == 0 ? "task" : "µ\(job.microtask)"
        if job.microtask > 0, let previous, steps[(previous + 1)..<step].contains(where: { $0.kind.isTask }) { name = "next task, " + name }
        let isFirst = job.microtask == 0 || previous.map { steps[$0].time } != job.time
        guard instant == nil, picture.timeline.timePasses, isFirst else { return name }
        return "\(name), \(duration(job.time))"
    }

    // MARK: A piece

    private typealias Part = (piece: StepPiece, pills: [TimelinePanel.Pill], width: Double)

    /// The piece with its chips; in parts, where those have no room in one strip.
    private func parts(of piece: StepPiece, limit: Int) -> [Part] {
        guard piece.visit != nil else {
            guard piece.row >= 0 else { return [] }
            let text = "timer fires"
            let width = TimelinePicture.chipWidth(text)
            let pill = TimelinePanel.Pill(kind: .task, left: 0, width: width, text: text, tooltip: "the timer fires")
            return [(piece, [pill], width)]
        }
        var pills = piece.lines.prefix(Self.lineLimit).map { picture.pill(line: $0, limit: limit) }
        if piece.lines.count > Self.lineLimit {
            let text = "+\(piece.lines.count - Self.lineLimit)"
            let tooltip = piece.lines.dropFirst(Self.lineLimit).prefix(30).map { picture.trace.console[$0].text.prefix(80) }
            pills.append(
                TimelinePanel.Pill(
                    kind: .more, left: 0, width: TimelinePicture.chipWidth(text), text: text, tooltip: tooltip.joined(separator: " · ")))
        }
        if let error = piece.error { pills.append(picture.pill(error: error, limit: limit + 4)) }
        let room = self.limit - plotLeft - 2 * Self.gap
        var parts: [Part] = []
        var chips: [TimelinePanel.Pill] = []
        var width = 5.0
        func end() {
            // A tick for code that prints nothing.
            parts.append((piece, chips, chips.isEmpty ? 13 : width + 1))
            (chips, width) = ([], 5)
        }
        for pill in pills {
            if !chips.isEmpty, width + pill.width + 5 > room { end() }
            chips.append(pill)
            width += pill.width + 4
        }
        end()
        return parts
    }

    private mutating func put(_ part: Part) {
        var place = Place(piece: part.piece, left: x, right: x + part.width, pills: part.pills)
        var left = part.piece.visit == nil ? x : x + 5
        for index in place.pills.indices {
            place.pills[index].left = left
            place.pills[index].anchor = left
            left += place.pills[index].width + 4
        }
        strips[strips.count - 1].places.append(place)
        x += part.width + Self.gap
    }
}
