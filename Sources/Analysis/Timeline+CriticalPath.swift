import Trace

extension Timeline {
    /// The modules of ``criticalSteps``, from the entry down.
    public var criticalPath: [ModuleIndex] {
        criticalSteps.isEmpty ? [] : [criticalSteps[0].importer] + criticalSteps.map(\.awaited)
    }

    /// The modules that are not on ``criticalPath``, but whose code kept one that is from going on when it could have.
    public var criticalWorkers: [ModuleIndex] {
        guard !criticalSteps.isEmpty else { return [] }
        let path = Set(criticalPath)
        return lanes.compactMap { lane in
            lane.module.flatMap { module in lane.visits.contains(where: \.isCritical) && !path.contains(module) ? module : nil }
        }
    }

    /// Tells of awaits since when they could have ended but for other code.
    mutating func markDueTimes(_ work: WorkPeriods) {
        guard !work.isEmpty else { return }
        for lane in lanes.indices {
            for index in lanes[lane].segments.indices {
                let stretch = lanes[lane].segments[index]
                guard case .suspended = stretch.kind, let to = stretch.to, let ready = readyTime(of: to.step), ready < to.time,
                    let begin = work.begin(until: to.time), begin <= ready
                else { continue }
                lanes[lane].segments[index].due = max(ready, stretch.from.time)
            }
        }
    }

    /// Marks the stretches without which the run would have ended earlier: the awaits and the code of the modules on the path, and of other
    /// code what kept them from going on when they could have.
    mutating func markCriticalPath(_ work: WorkPeriods) {
        guard !criticalSteps.isEmpty else { return }
        let modules = Set(criticalPath)
        /// Times in which it is other code that took the time.
        var held: [(from: Int64, to: Int64)] = []
        for index in lanes.indices where lanes[index].module.map(modules.contains) ?? false {
            for segment in lanes[index].segments.indices {
                let stretch = lanes[index].segments[segment]
                guard case .suspended = stretch.kind, let to = stretch.to, to.time > stretch.from.time else { continue }
                lanes[index].segments[segment].isCritical = true
                guard let due = stretch.due, let begin = work.begin(until: to.time) else { continue }
                held.append((max(begin, stretch.from.time), to.time))
                lanes[index].segments[segment].isCritical = begin == due
            }
            for visit in lanes[index].visits.indices where lanes[index].visits[visit].kind != .callback {
                let stretch = lanes[index].visits[visit]
                lanes[index].visits[visit].isCritical = stretch.to.time > stretch.from.time
                // Begun in the walk over the graph, after the bodies before it.
                if stretch.kind == .start, !lanes[index].waits, let begin = work.begin(until: stretch.from.time) {
                    held.append((max(begin, steps[stretch.from.step].time), stretch.from.time))
                }
            }
        }
        markWork(in: held)
    }

    private mutating func markWork(in held: [(from: Int64, to: Int64)]) {
        guard !held.isEmpty else { return }
        // As few stretches as there are, since each is compared with every visit.
        var joined: [(from: Int64, to: Int64)] = []
        for stretch in held.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
            if let last = joined.last, stretch.from <= last.to {
                joined[joined.count - 1].to = max(last.to, stretch.to)
            } else {
                joined.append(stretch)
            }
        }
        for lane in lanes.indices {
            var next = 0
            for index in lanes[lane].visits.indices {
                let visit = lanes[lane].visits[index]
                while next < joined.count, joined[next].to <= visit.from.time { next += 1 }
                guard next < joined.count else { break }
                if visit.to.time > max(visit.from.time, joined[next].from) { lanes[lane].visits[index].isCritical = true }
            }
        }
    }

    /// From when on nothing but other code kept the job from running, as far up as the jobs that queued it ran without delay.
    private func readyTime(of step: Int) -> Int64? {
        var step = step
        while let ready = steps[step].ready {
            guard ready >= steps[step].time, !steps[step].kind.isTask, let queuer = steps[step].queuedBy, queuer < step else {
                return ready
            }
            step = queuer
        }
        return nil
    }
}

extension Timeline.Lane {
    /// Whether its body had to wait for imports.
    fileprivate var waits: Bool { segments.contains { if case .waits = $0.kind { true } else { false } } }
}

/// When code took time, in order; stretches that follow each other are one.
struct WorkPeriods {
    private var periods: [(from: Int64, to: Int64)] = []

    init(_ trace: Trace) {
        for event in trace.events {
            guard case .busy(let nanoseconds) = event.kind, nanoseconds > 0 else { continue }
            let (from, isTooEarly) = event.time.subtractingReportingOverflow(nanoseconds)
            guard !isTooEarly else { continue }
            if let last = periods.last, last.to == from {
                periods[periods.count - 1].to = event.time
            } else {
                periods.append((from, event.time))
            }
        }
    }

    var isEmpty: Bool { periods.isEmpty }

    /// Since when code ran without a break up to that time.
    func begin(until time: Int64) -> Int64? {
        var (low, high) = (0, periods.count)
        while low < high {
            let middle = (low + high) / 2
            if periods[middle].to < time { low = middle + 1 } else { high = middle }
        }
        return low < periods.count && periods[low].from < time ? periods[low].from : nil
    }
}
