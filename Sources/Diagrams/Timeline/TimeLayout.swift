import Analysis
import Trace

/// The lanes over virtual time.
struct TimeLayout {
    let picture: TimelinePicture
    var panel: TimelinePanel
    private(set) var scale: TimeScale
    let start: Double
    /// Whether there was more console output than a lane has room for, so that none is shown.
    private var hidesOutput = false
    /// Whether some of that is shown all the same, where its lane is free.
    var showsSome = false
    /// The places of the lines that the order of the lanes would tell wrong.
    private(set) var numbers: [Int: Int]
    /// The lines that stand below the lanes, where chips are numbers.
    private(set) var key: [Int]

    /// Code that runs at one instant or without a break: its ticks, and the pills that follow them.
    struct Cluster {
        var row: Int
        var first: Int
        var last: Int
        var lines: [Int] = []
        var error: String?
        /// How many errors its row has before this one.
        var earlierErrors = 0
        var next: Int?
    }

    /// How much of the console is shown: so many pills of so many characters, on a plot that is as wide as this part of the room.
    struct Level {
        var count: Int
        var limit: Int
        var part: Double
        /// Whether each pill is a number, and the lines stand below the lanes.
        var isKeyed = false
    }

    /// The later ones for runs that print much: first narrower time, then shorter chips, then numbers with the lines below, then less and less.
    private static let levels = [
        (4, 32, 1), (4, 24, 1), (4, 32, 0.7), (4, 24, 0.7), (4, 24, 0.4), (3, 16, 1), (3, 16, 0.4), (40, 0, 1), (40, 0, 0.4), (2, 10, 1),
        (2, 10, 0.4), (1, 8, 1), (1, 8, 0.4), (0, 1, 1), (0, 0, 1),
    ].map { Level(count: $0.0, limit: $0.1, part: $0.2, isKeyed: $0.0 > 4) }
    /// More lines than this are not listed.
    private static let keyLimit = 40
    /// How wide the plot is where neither the page nor the labels say otherwise.
    private static let usualWidth = 600.0
    /// What a bar that never ends has behind the last thing that happens.
    private static let openRoom = 92.0

    init(_ picture: TimelinePicture) {
        self.picture = picture
        let (rows, nameWidth) = picture.rows(for: picture.shown)
        panel = TimelinePanel(rows: rows, idPart: "")
        panel.groups = picture.groups
        panel.eventOfLine = picture.eventOfLine
        panel.placeNames(of: nameWidth, beside: picture.cycles.contains { $0 != nil }, on: picture.options.page)
        let times = Self.times(picture)
        let busy = Self.busy(picture, times)
        let clusters = Self.clusters(picture, times)
        // Arrows of the first instant swing out to the left of it.
        let firstBulge = picture.timeline.wakes.reduce(0.0) { widest, wake in
            let visit = picture.timeline.lanes[wake.toLane].visits[wake.toVisit]
            guard visit.from.time == times[0] else { return widest }
            return max(widest, TimelinePanel.bulge(over: wake.toLane - wake.fromLane))
        }
        start = panel.plotLeft + TimelinePanel.tickWidth / 2 + (firstBulge > 11 ? firstBulge : 0)

        let room = max(100, picture.options.page - TimelinePanel.margin - start)
        let usual = picture.options.width == nil ? min(Self.usualWidth, room) : room
        let misread = LineOrder(picture, clusters, times).numbers
        let lines = clusters.flatMap(\.lines).sorted()
        let isKeyable = !picture.showsSeveralRuns && !lines.isEmpty && lines.count <= Self.keyLimit
        let places = Dictionary(uniqueKeysWithValues: lines.map { ($0, $0 + 1) })
        var numbers = misread
        var chosen = TimeScale(times: times, busy: busy, needs: [], target: usual)
        var shown = Self.levels[0]
        var placed: [(cluster: Cluster, pills: [TimelinePanel.Pill])] = []
        // More stretches of a lane that print than there is room for can be told without laying them out.
        var printing = Array(repeating: 0, count: rows.count)
        for cluster in clusters where !cluster.lines.isEmpty { printing[cluster.row] += 1 }
        let isHopeless = (printing.max() ?? 0) > Int(max(room, usual) / 20)
        let open = Self.roomForWhatNeverEnds(picture, times)
        var key: [Int] = []
        for level in isHopeless ? Self.levels.suffix(1) : Self.levels[...] where isKeyable || !level.isKeyed {
            numbers = level.isKeyed ? places : misread
            let widths = clusters.map { Self.width(of: $0, picture, level, numbers) }
            var needs: [TimeScale.Need] = zip(clusters, widths).compactMap { cluster, width in
                guard width > 0 else { return nil }
                let room = TimelinePanel.tickWidth / 2 + 3 + width + (cluster.next == nil ? 2 : 7)
                return TimeScale.Need(from: cluster.last, to: cluster.next, width: room)
            }
            if level.limit > 0 || level.isKeyed { needs += Self.roomForArrows(picture, clusters, widths, times) }
            let isLast = level.limit == 0 && !level.isKeyed
            var target = max(60, usual * level.part)
            chosen = TimeScale(times: times, busy: busy, needs: needs + open, target: target)
            // The last must fit, whatever it takes.
            for _ in 0..<6 where isLast && chosen.width > room && target > 60 {
                target = max(60, target - (chosen.width - room))
                chosen = TimeScale(times: times, busy: busy, needs: needs + open, target: target)
            }
            if chosen.width <= room || isLast {
                // As wide as there is room for after all.
                var (low, high) = (level.part, 1.0)
                for _ in 0..<5 where level.part < 1 {
                    let wider = TimeScale(times: times, busy: busy, needs: needs + open, target: max(60, usual * (low + high) / 2))
                    if wider.width <= room { (chosen, low) = (wider, (low + high) / 2) } else { high = (low + high) / 2 }
                }
                hidesOutput = level.count == 0 && clusters.contains { !$0.lines.isEmpty }
                // Where there is room for numbers, lines are put instead as far as there is room for those.
                let placedLevel = level.count == 0 ? Self.levels[Self.levels.count - 1] : level
                key = level.isKeyed ? lines : []
                placed = clusters.map { ($0, Self.pills(of: $0, picture, placedLevel, numbers)) }
                shown = placedLevel
                break
            }
        }
        chosen.openCuts(for: Self.roomForLabels(picture, placed, chosen), within: room)
        scale = chosen
        self.numbers = numbers
        self.key = key
        for (cluster, pills) in placed {
            let rest = shown.count > 0 ? placeOnBars(cluster) : cluster
            let pills = rest.lines.count < cluster.lines.count ? Self.pills(of: rest, picture, shown, numbers) : pills
            place(pills, after: start + scale.positions[cluster.last], in: cluster.row)
        }
        var width = scale.width
        // What never settles runs on past the last thing that happened, as far as there is room.
        for index in picture.shown {
            for segment in picture.timeline.lanes[index].segments where segment.to == nil {
                let endings = picture.endings(of: segment, in: picture.timeline.lanes[index])
                let wanted = scale.position(of: segment.from.time) + TimelinePanel.openWidth(picture.texts.labels(segment.kind), endings)
                width = max(width, min(room, max(wanted, (scale.positions.last ?? 0) + 110)))
            }
        }
        // Room for the number of lines behind the last tick.
        if hidesOutput { width = max(width, min(room, scale.width + 52)) }
        panel.plotRight = start + max(width, min(120, room))
        fillRows()
        addArrows()
        if hidesOutput {
            if !isHopeless { placeWhereFree(clusters) }
            countHiddenLines(clusters)
        }
        panel.widenPills()
    }

    private static func roomForWhatNeverEnds(_ picture: TimelinePicture, _ times: [Int64]) -> [TimeScale.Need] {
        let isOpen = picture.shown.contains { lane in picture.timeline.lanes[lane].segments.contains { $0.to == nil } }
        return isOpen && !times.isEmpty ? [TimeScale.Need(from: times.count - 1, to: nil, width: openRoom)] : []
    }

    /// For the subtitle.
    var note: String {
        if !key.isEmpty { return "output is listed below, by its number" }
        if hidesOutput { return showsSome ? "output is shown where it has room" : "too much output to show here: lanes count it" }
        if scale.times.count < 2 { return "no time passes" }
        if !scale.cuts.isEmpty { return "idle gaps are cut where the axis shows ≈" }
        return scale.isEven ? "time-scaled" : "time runs left to right, wider where much happens"
    }

    // MARK: What is where

    private static func times(_ picture: TimelinePicture) -> [Int64] {
        var times: Set<Int64> = []
        if let first = picture.trace.events.first { times.insert(first.time) }
        // Where a limit stopped the run, which may be long after anything happened.
        if case .blocked = picture.trace.outcome { times.insert(picture.trace.end) }
        for index in picture.shown {
            let lane = picture.timeline.lanes[index]
            for segment in lane.segments {
                times.insert(segment.from.time)
                if let to = segment.to { times.insert(to.time) }
            }
            for visit in lane.visits {
                times.insert(visit.from.time)
                times.insert(visit.to.time)
            }
        }
        return times.sorted()
    }

    private static func busy(_ picture: TimelinePicture, _ times: [Int64]) -> [Bool] {
        guard times.count > 1 else { return [] }
        // Counts of what is under way, as differences.
        var changes = Array(repeating: 0, count: times.count + 1)
        let scale = TimeScale(times: times, busy: Array(repeating: true, count: times.count - 1), needs: [], target: 1)
        func add(_ from: Int64, _ to: Int64) {
            guard from < to, let first = scale.index(of: from), let last = scale.index(of: to) else { return }
            changes[first] += 1
            changes[last] -= 1
        }
        for index in picture.shown {
            let lane = picture.timeline.lanes[index]
            for segment in lane.segments {
                guard segment.kind == .fetch || segment.kind == .parse, let to = segment.to else { continue }
                add(segment.from.time, to.time)
            }
            for visit in lane.visits { add(visit.from.time, visit.to.time) }
        }
        var underWay = 0
        return (0..<times.count - 1).map { index in
            underWay += changes[index]
            return underWay > 0
        }
    }

    private static func clusters(_ picture: TimelinePicture, _ times: [Int64]) -> [Cluster] {
        let scale = TimeScale(times: times, busy: Array(repeating: true, count: max(0, times.count - 1)), needs: [], target: 1)
        var clusters: [Cluster] = []
        for (row, index) in picture.shown.enumerated() {
            var current: Cluster?
            var errors = 0
            for visit in picture.timeline.lanes[index].visits {
                guard let first = scale.index(of: visit.from.time), let last = scale.index(of: visit.to.time) else { continue }
                if current == nil || current.map({ first > $0.last }) == true {
                    if var done = current {
                        done.next = first
                        clusters.append(done)
                    }
                    current = Cluster(row: row, first: first, last: last)
                }
                if let reached = current?.last { current?.last = max(last, reached) }
                current?.lines += visit.lines
                if let error = visit.error {
                    current?.error = error
                    current?.earlierErrors = errors
                    errors += 1
                }
            }
            if let current { clusters.append(current) }
        }
        return clusters
    }

    /// What the labels of bars ask for, beside the chips at their begin.
    private static func roomForLabels(
        _ picture: TimelinePicture, _ placed: [(cluster: Cluster, pills: [TimelinePanel.Pill])], _ scale: TimeScale
    ) -> [TimeScale.Need] {
        guard !scale.cuts.isEmpty else { return [] }
        var taken = Array(repeating: [Int: Double](), count: picture.shown.count)
        for (cluster, pills) in placed { taken[cluster.row][cluster.last] = pills.reduce(0) { $0 + $1.width + 3 } }
        var needs: [TimeScale.Need] = []
        for (row, lane) in picture.shown.enumerated() {
            for segment in picture.timeline.lanes[lane].segments {
                guard let to = segment.to, let first = scale.index(of: segment.from.time), let last = scale.index(of: to.time),
                    first < last,
                    let label = picture.texts.labels(segment.kind).first
                else { continue }
                let width = min(100, TextMetrics.width(of: label, size: TextSize.smallest)) + (taken[row][first] ?? 0) + 38
                needs.append(TimeScale.Need(from: first, to: last, width: width))
            }
        }
        return needs
    }

    /// Arrows between lanes swing out to the left of their instant: pills of an earlier one must end before that.
    private static func roomForArrows(
        _ picture: TimelinePicture, _ clusters: [Cluster], _ widths: [Double], _ times: [Int64]
    ) -> [TimeScale.Need] {
        let scale = TimeScale(times: times, busy: Array(repeating: true, count: max(0, times.count - 1)), needs: [], target: 1)
        var rowOfLane: [Int: Int] = [:]
        for (row, lane) in picture.shown.enumerated() { rowOfLane[lane] = row }
        var arrows: [(time: Int, rows: ClosedRange<Int>, reach: Double)] = []
        func add(_ fromLane: Int, _ toLane: Int, _ time: Int64, isStraight: Bool) {
            guard let from = rowOfLane[fromLane], let to = rowOfLane[toLane], let index = scale.index(of: time) else { return }
            guard abs(from - to) > (isStraight ? 1 : 0) else { return }
            arrows.append((index, min(from, to)...max(from, to), TimelinePanel.bulge(over: to - from)))
        }
        for wake in picture.timeline.wakes {
            let time = picture.timeline.lanes[wake.fromLane].visits[wake.fromVisit].to.time
            add(wake.fromLane, wake.toLane, time, isStraight: true)
        }
        for call in picture.timeline.imports {
            if let target = call.target { add(call.lane, target, call.called.time, isStraight: false) }
        }
        arrows.sort { ($0.time, $1.reach) < ($1.time, $0.reach) }
        var byRow = Array(repeating: [Int](), count: picture.shown.count)
        for (index, arrow) in arrows.enumerated() { for row in arrow.rows { byRow[row].append(index) } }
        // Clusters of a row come in order, and so do its arrows: the next one only, as those after it stand further right.
        var next = Array(repeating: 0, count: picture.shown.count)
        return zip(clusters, widths).compactMap { cluster, width in
            let candidates = byRow[cluster.row]
            while next[cluster.row] < candidates.count, arrows[candidates[next[cluster.row]]].time <= cluster.last {
                next[cluster.row] += 1
            }
            guard next[cluster.row] < candidates.count else { return nil }
            let arrow = arrows[candidates[next[cluster.row]]]
            return TimeScale.Need(from: cluster.last, to: arrow.time, width: TimelinePanel.tickWidth + width + arrow.reach + 8)
        }
    }
}
