import Analysis

/// What stands in the lanes of a time axis, once the axis is known.
extension TimeLayout {
    func x(_ time: Int64) -> Double { start + scale.position(of: time) }

    mutating func fillRows() {
        let half = TimelinePanel.tickWidth / 2
        for row in panel.rows.indices {
            let lane = picture.timeline.lanes[panel.rows[row].lane]
            for segment in lane.segments {
                let right = segment.to.map { x($0.time) } ?? panel.openRight
                // The ticks at its ends would hide it.
                guard right - x(segment.from.time) > half else { continue }
                panel.rows[row].bars.append(
                    TimelinePanel.Bar(
                        kind: segment.kind, left: x(segment.from.time), right: right, isOpen: segment.to == nil,
                        labels: picture.texts.labels(segment.kind), tooltip: picture.texts.tooltip(segment, in: lane),
                        isCritical: picture.isCritical(segment, in: lane), endings: picture.endings(of: segment, in: lane)))
            }
            var runs: [TimelinePanel.Run] = []
            for visit in lane.visits {
                let left = x(visit.from.time) - half
                let right = max(x(visit.to.time) + (visit.from.time == visit.to.time ? half : 0), left + 2 * half)
                let look = TimelinePanel.Run.Look(visit)
                // Ticks of one instant are one tick.
                if let last = runs.indices.last, left < runs[last].right - 0.5 {
                    runs[last].right = max(runs[last].right, right)
                    if look != .runs { runs[last].look = look }
                    if runs[last].tooltip.utf8.count < 400 {
                        runs[last].tooltip += "; \(picture.texts.tooltip(visit, in: lane))"
                    }
                } else {
                    runs.append(
                        TimelinePanel.Run(left: left, right: right, look: look, tooltip: picture.texts.tooltip(visit, in: lane)))
                }
            }
            panel.rows[row].runs = runs
        }
    }

    mutating func addArrows() {
        var rowOfLane: [Int: Int] = [:]
        for (row, lane) in picture.shown.enumerated() { rowOfLane[lane] = row }
        let timeline = picture.timeline
        for wake in timeline.wakes {
            guard let from = rowOfLane[wake.fromLane], let to = rowOfLane[wake.toLane] else { continue }
            let source = timeline.lanes[wake.fromLane]
            let target = timeline.lanes[wake.toLane]
            panel.arrows.append(
                TimelinePanel.Arrow(
                    kind: wake.isFailure ? .fails : .wakes, path: .bulge, fromRow: from, toRow: to,
                    fromX: x(source.visits[wake.fromVisit].to.time),
                    toX: x(target.visits[wake.toVisit].from.time),
                    tooltip: picture.texts.tooltip(wake, from: source, to: target), isCritical: picture.isCritical(wake)))
        }
        var seen: Set<[Int]> = []
        for call in timeline.imports {
            guard let target = call.target, let from = rowOfLane[call.lane], let to = rowOfLane[target] else { continue }
            let fromX = x(call.called.time)
            // Calls of a loop would draw one arrow many times.
            guard seen.insert([from, to, Int(fromX / 4)]).inserted else { continue }
            let reached = call.reached.map { x($0.time) } ?? fromX
            panel.arrows.append(
                TimelinePanel.Arrow(
                    kind: .imports, path: .bulge, fromRow: from, toRow: to, fromX: fromX, toX: max(fromX, reached),
                    tooltip: "\(picture.texts.name(of: timeline.lanes[call.lane])) imports \(call.specifier)"))
        }
    }
}
