import Analysis
import Trace

/// The chips of a time axis: what is printed, and the errors.
extension TimeLayout {
    /// A lane with more errors shows the later ones by their ticks alone.
    private static var errorLimit: Int { 6 }

    /// Shows of much output what fits without making room for it: lines, or else their number.
    mutating func placeWhereFree(_ clusters: [Cluster]) {
        let forms = [(2, 24), (1, 24), (1, 14), (1, 8)].map { Level(count: $0.0, limit: $0.1, part: 1) }
        for cluster in clusters where !cluster.lines.isEmpty {
            let anchor = start + scale.positions[cluster.last]
            let left = anchor + TimelinePanel.tickWidth / 2 + 3
            // An error has its place there already; what was printed before it stands before it.
            let error = panel.rows[cluster.row].pills.firstIndex { $0.left >= left - 1 && $0.left < left + 1 }
            let errorPill = error.map { panel.rows[cluster.row].pills.remove(at: $0) }
            let room = panel.freeRoom(after: left - 3, in: cluster.row) - (errorPill.map { $0.width + 3 } ?? 0)
            var quiet = cluster
            quiet.error = nil
            let form = forms.first { Self.width(of: quiet, picture, $0, numbers) <= room }
            var chosen = form.map { Self.pills(of: quiet, picture, $0, numbers) } ?? []
            // A number rather than the words of the bar below it.
            let number = Self.pill(hiding: cluster.lines, of: picture.trace)
            let all = panel.freeRoom(after: left - 3, in: cluster.row, keepsWords: false) - (errorPill.map { $0.width + 3 } ?? 0)
            if chosen.isEmpty, number.width <= all { chosen = [number] }
            if !chosen.isEmpty { showsSome = true }
            if let errorPill { chosen.append(errorPill) }
            place(chosen, after: anchor, in: cluster.row)
        }
        for row in panel.rows.indices { panel.rows[row].pills.sort { $0.left < $1.left } }
    }

    /// Of a lane in which nothing was shown of all that was printed: how many lines there were, behind the last of its ticks.
    mutating func countHiddenLines(_ clusters: [Cluster]) {
        var lines = Array(repeating: [Int](), count: panel.rows.count)
        for cluster in clusters { lines[cluster.row] += cluster.lines }
        for row in panel.rows.indices where !lines[row].isEmpty && !panel.rows[row].pills.contains(where: { $0.kind != .error }) {
            guard let last = panel.rows[row].runs.last else { continue }
            let end = panel.rows[row].pills.last.map { max($0.left + $0.width, last.right) } ?? last.right
            let pill = Self.pill(hiding: lines[row], of: picture.trace)
            if pill.width + 3 <= panel.freeRoom(after: end, in: row) { place([pill], at: end + 3, anchor: end, in: row) }
        }
    }

    /// Puts the chips behind the tick that is there.
    mutating func place(_ pills: [TimelinePanel.Pill], after tick: Double, in row: Int) {
        place(pills, at: tick + TimelinePanel.tickWidth / 2 + 3, anchor: tick, in: row)
    }

    private mutating func place(_ pills: [TimelinePanel.Pill], at left: Double, anchor: Double, in row: Int) {
        var left = left
        for var pill in pills {
            pill.anchor = anchor
            pill.left = left
            left += pill.width + 3
            panel.rows[row].pills.append(pill)
        }
    }

    private static func pill(hiding lines: some Collection<Int>, of trace: Trace) -> TimelinePanel.Pill {
        let tooltip = lines.prefix(30).map { trace.console[$0].text.prefix(80) }.joined(separator: " · ")
        let text = "+\(lines.count)"
        return TimelinePanel.Pill(kind: .more, left: 0, width: TimelinePicture.chipWidth(text), text: text, tooltip: tooltip)
    }

    /// What a chip stands for.
    private enum Content {
        case line(Int)
        case hidden(ArraySlice<Int>)
        case error(String)
    }

    private static func contents(of cluster: Cluster, _ level: Level) -> [Content] {
        var contents: [Content] = []
        if level.count == 0, level.limit > 0, !cluster.lines.isEmpty {
            contents.append(.hidden(cluster.lines[...]))
        } else if level.count > 0 {
            // A pill that says "+1" takes the room of the one it hides.
            let count = cluster.lines.count == level.count + 1 ? level.count + 1 : level.count
            contents += cluster.lines.prefix(count).map { .line($0) }
            let rest = cluster.lines.dropFirst(count)
            if !rest.isEmpty { contents.append(.hidden(rest)) }
        }
        if let error = cluster.error, level.limit > 0 || level.isKeyed || cluster.earlierErrors < errorLimit {
            contents.append(.error(error))
        }
        return contents
    }

    private static func errorCharacters(_ level: Level) -> Int { level.isKeyed ? 14 : max(8, level.limit) }

    static func pills(of cluster: Cluster, _ picture: TimelinePicture, _ level: Level, _ numbers: [Int: Int]) -> [TimelinePanel.Pill] {
        contents(of: cluster, level).map { content in
            switch content {
            case .line(let line) where level.isKeyed: picture.pill(place: numbers[line] ?? 0, of: line)
            case .line(let line): picture.pill(line: line, limit: level.limit, number: numbers[line])
            case .hidden(let lines): pill(hiding: lines, of: picture.trace)
            case .error(let error): picture.pill(error: error, limit: errorCharacters(level))
            }
        }
    }

    /// How wide the chips are, with the gap behind each: what is asked of many levels before one is drawn.
    static func width(of cluster: Cluster, _ picture: TimelinePicture, _ level: Level, _ numbers: [Int: Int]) -> Double {
        contents(of: cluster, level).reduce(0) { width, content in
            if level.isKeyed, case .line(let line) = content { return width + TimelinePanel.placeWidth(numbers[line] ?? 0) + 4 }
            let (text, number): (String, Int?) =
                switch content {
                case .line(let line): (picture.pillText(line: line, limit: level.limit), numbers[line])
                case .hidden(let lines): ("+\(lines.count)", nil)
                case .error(let error): (picture.texts.pill(error: error, limit: errorCharacters(level)), nil)
                }
            return width + TimelinePicture.chipWidth(text, number: number) + 3
        }
    }
}
