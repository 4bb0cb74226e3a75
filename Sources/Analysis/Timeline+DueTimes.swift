import Trace

extension Timeline {
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
