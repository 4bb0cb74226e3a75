import Analysis
import TestSupport
import Testing
import Trace

/// What holds of the critical path of every run.
@Suite struct CriticalPathPropertyTests {
    @Test func itReachesFromTheBeginToTheEndWithoutAGap() throws {
        for run in SimulatedRuns.all {
            let path = run.analysed.timeline.criticalPath
            guard let first = path.stretches.first, let last = path.stretches.last else { continue }
            #expect(first.from == run.trace.events.first?.time, "\(run.name)")
            #expect(last.to <= run.trace.duration, "\(run.name)")
            for (one, next) in zip(path.stretches, path.stretches.dropFirst()) {
                #expect(one.to == next.from && one.lastEvent == next.firstEvent, "\(run.name): \(one), then \(next)")
            }
            for stretch in path.stretches {
                #expect(stretch.from < stretch.to && stretch.firstEvent < stretch.lastEvent, "\(run.name): \(stretch)")
                #expect(run.trace.events[stretch.lastEvent].time == stretch.to, "\(run.name): \(stretch)")
            }
            let shares = path.stretches.map { $0.tenThousandths(of: path.stretches.length) }.reduce(0, +)
            #expect((10_000 - path.stretches.count...10_000).contains(shares), "\(run.name)")
        }
    }

    /// Entries of the scenarios that settle late do so for something: there is a path wherever time passes before the end.
    @Test func everyRunThatTakesTimeToEndHasOne() {
        for run in SimulatedRuns.scenarios + SimulatedRuns.random {
            switch run.trace.outcome {
            case .fulfilled, .running, .rejected: break
            case .exited, .unsettled, .loadError, .linkError, .blocked: continue
            }
            let path = run.analysed.timeline.criticalPath
            // An error that nobody heard ended the run, and no entry did.
            if case .rejected = run.trace.outcome, path.stretches.isEmpty,
                run.trace.entries.allSatisfy({ run.trace[$0].error == nil })
            {
                continue
            }
            #expect(path.stretches.isEmpty == (run.trace.duration == 0), "\(run.name)")
            #expect(path.stretches.last.map { $0.to == run.trace.duration } ?? true, "\(run.name)")
            // An isolate that the host starts for a request: nothing of the program comes before it. What a host tells one agent of another has
            // no module either.
            let starts = Set(
                run.trace.events.compactMap { event in
                    switch event.kind {
                    case .jobStarted(_, .hostStart), .jobStarted(_, .message): event.time
                    default: nil
                    }
                })
            #expect(
                path.stretches.allSatisfy { $0.module != nil || ($0.activity == .waits && starts.contains($0.to)) },
                "\(run.name): a simulated run tells whose doing all is")
        }
    }

    /// Each stretch is something that the timeline shows of that module at that time.
    @Test func itIsWhatTheLanesShow() throws {
        for run in SimulatedRuns.scenarios + SimulatedRuns.random {
            let timeline = run.analysed.timeline
            for stretch in timeline.criticalPath.stretches {
                // The host's own: see above.
                if stretch.module == nil, stretch.activity == .waits { continue }
                let lane = try #require(timeline.lanes.first { $0.module == stretch.module }, "\(run.name)")
                func covers(_ from: Int64, _ to: Int64?) -> Bool { from <= stretch.from && stretch.to <= to ?? .max }
                let isShown =
                    switch stretch.activity {
                    case .runs: lane.visits.contains { $0.from.time < stretch.to && stretch.from < $0.to.time }
                    case .loads:
                        // One segment, or that of the fetch and that of the parse behind it.
                        [stretch.from, stretch.to].allSatisfy { time in
                            lane.segments.contains {
                                ($0.kind == .fetch || $0.kind == .parse) && $0.from.time <= time && time <= $0.to?.time ?? .max
                            }
                        }
                    case .awaits:
                        lane.segments.contains { segment in
                            if case .suspended = segment.kind { covers(segment.from.time, segment.to?.time) } else { false }
                        }
                    case .waits: true
                    }
                #expect(isShown, "\(run.name): \(stretch)")
            }
        }
    }
}
