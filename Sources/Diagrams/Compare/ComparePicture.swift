import Analysis
import Graphviz
import Text
import Trace

/// A run that is compared, and what tells it from the others.
public struct ComparedRun {
    public var label: String
    public var run: AnalysedRun
    /// Where the run parts from the first, virtual time in nanoseconds, and the words for it; `nil` for its first line that differs.
    public var parting: (time: Int64, words: String)?
    var trace: Trace { run.trace }
    public init(label: String, run: AnalysedRun, parting: (time: Int64, words: String)? = nil) {
        self.label = label
        self.run = run
        self.parting = parting
    }
}

/// Draws several runs on one axis, with their differences marked.
///
/// - Parameter runs: two or more.
public func drawComparison(of runs: [ComparedRun], options: DrawOptions = DrawOptions()) throws(DrawingError) -> Drawing {
    guard runs.count > 1 else { throw DrawingError(message: "there is nothing to compare: one run") }
    return Drawing(ComparePicture(runs, options).draw(), "compare", runs[0].trace, options)
}

/// Several runs, one below the other.
struct ComparePicture {
    private let runs: [ComparedRun]
    private let comparison: Comparison
    private let pictures: [TimelinePicture]
    private let options: DrawOptions

    init(_ runs: [ComparedRun], _ options: DrawOptions) {
        self.runs = runs
        self.options = options
        let comparison = Comparison(runs.map(\.trace))
        self.comparison = comparison
        let limit = max(10, 2 * TimelinePicture.laneLimit / 3 / runs.count * 2)
        pictures = runs.enumerated().map { index, run in
            let shared = comparison.runs[index].isShared
            // A module of the first run is focused by its name in the others.
            var own = options
            own.focus = options.focus.flatMap { focus in modules(named: runs[0].trace[focus].name, in: run.trace) }
            return TimelinePicture(
                run.run, own, differing: Set(shared.indices.filter { !shared[$0] }), idPart: "run\(index + 1)-", laneLimit: limit)
        }
    }

    func draw() -> (canvas: Canvas, title: String, description: String) {
        var canvas = Canvas()
        let texts = ComparisonTexts(runs: runs, comparison: comparison)
        let usesTime = options.axis == .time || (options.axis != .steps && pictures.contains { $0.timeline.timePasses })
        if usesTime { drawTime(texts, on: &canvas) } else { drawSteps(texts, on: &canvas) }
        return (canvas, texts.title, texts.description)
    }

    // MARK: One axis of time

    private func drawTime(_ texts: ComparisonTexts, on canvas: inout Canvas) {
        let merged = MergedRuns(runs.map(\.run))
        let picture = TimelinePicture(merged, parts: pictures, labels: texts.labels)
        var layout = TimeLayout(picture)
        for (index, run) in runs.enumerated() {
            if let parting = run.parting {
                layout.mark(parting, ofRun: index)
            } else if let line = comparison.runs[index].firstDifferentLine {
                layout.mark(parting(in: run.trace, line), ofRun: index)
            }
        }
        let header = Header(
            title: DOTText.visible(texts.heading), subtitle: ([texts.summary, layout.note] + hidden).joined(separator: " · "),
            width: layout.width, page: options.page)
        header.draw(on: &canvas)
        var y = header.height
        layout.draw(on: &canvas, top: &y)
        Legend(timeline: canvas).draw(on: &canvas, top: &y, page: options.page)
        canvas.height = y + 4
    }

    /// When a run prints the first line that differs, and the words for that; where it prints no more, when it ends.
    private func parting(in trace: Trace, _ line: Int) -> (time: Int64, words: String) {
        (line < trace.console.count ? trace.console[line].time : trace.duration, trace.partingWords(line))
    }

    // MARK: Columns of jobs

    private func drawSteps(_ texts: ComparisonTexts, on canvas: inout Canvas) {
        var layouts = pictures.map { StepLayout($0, at: nil) }
        for index in layouts.indices {
            guard let line = comparison.runs[index].firstDifferentLine else { continue }
            layouts[index].markParting(atLine: line, runs[index].parting?.words ?? runs[index].trace.partingWords(line))
        }
        let header = Header(
            title: DOTText.visible(texts.heading),
            subtitle: ([texts.summary, "a column per job, in the order they ran"] + hidden).joined(separator: " · "),
            width: layouts.map(\.width).max() ?? 0, page: options.page)
        header.draw(on: &canvas)
        var y = header.height
        for (index, layout) in layouts.enumerated() {
            let font = Canvas.Font(size: TextSize.heading, isBold: true)
            let room = options.page - 32
            let label = TextMetrics.fit(texts.labels[index], width: room * 0.8, font) ?? "run \(index + 1)"
            canvas.text(
                label, x: 16, y: y, size: TextSize.heading, isBold: true,
                name: Canvas.Name(id: "run-\(index + 1)", kind: "run", tooltip: texts.labels[index]))
            let left = TextMetrics.width(of: label, font) + 12
            let noteFont = Canvas.Font(size: TextSize.smallest)
            var end = 16 + left - 12
            if let note = TextMetrics.fit(pictures[index].texts.outcome, width: room - left, noteFont) {
                canvas.text(note, x: 16 + left, y: y, size: TextSize.smallest, paint: .muted, name: Canvas.Name(kind: "run-note"))
                end = 16 + left + TextMetrics.width(of: note, noteFont)
            }
            // The words above the lanes may reach further than these.
            canvas.width = max(canvas.width, end + 16)
            y += 16
            layout.draw(on: &canvas, top: &y)
            y += 8
        }
        Legend(timeline: canvas).draw(on: &canvas, top: &y, page: options.page)
        canvas.height = y + 4
    }

    private var hidden: [String] {
        let count = pictures.reduce(0) { $0 + $1.timeline.lanes.count - $1.shown.count }
        return count > 0 ? ["\(counted(count, "quieter lane")) not drawn"] : []
    }
}

extension TimeLayout {
    /// Shows where a run parts from the others.
    mutating func mark(_ parting: (time: Int64, words: String), ofRun index: Int) {
        panel.groups[index].parting = Parting(x: x(parting.time), words: parting.words)
    }
}

extension Trace {
    fileprivate func partingWords(_ line: Int) -> String {
        line < console.count ? "line \(line + 1) differs" : "prints no line \(line + 1)"
    }
}
