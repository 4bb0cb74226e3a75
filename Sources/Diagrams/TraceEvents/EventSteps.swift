import Analysis
import Trace

/// Which events of a trace a trace file draws, and when.
struct EventSteps {
    let clock: StepClock
    /// By job of the timeline, from its first event until after the last that is drawn; microseconds.
    private(set) var jobs: [(from: Int64, to: Int64)] = []
    /// By console line; none where the events were not kept.
    private(set) var eventOfLine: [Int: Int] = [:]
    /// Lanes of the modules that arrived without taking time, with the event.
    private(set) var loads: [(lane: Int, event: Int)] = []

    init(_ trace: Trace, _ timeline: Timeline) {
        var isStep = Array(repeating: false, count: trace.events.count)
        func mark(_ moment: Timeline.Moment?) {
            if let moment, isStep.indices.contains(moment.event) { isStep[moment.event] = true }
        }
        var loadLane: [ModuleIndex: Int] = [:]
        for (index, lane) in timeline.lanes.enumerated() {
            for segment in lane.segments {
                mark(segment.from)
                mark(segment.to)
            }
            for visit in lane.visits {
                mark(visit.from)
                mark(visit.to)
            }
            if let module = lane.module, !lane.segments.contains(where: { $0.kind == .fetch }) { loadLane[module] = index }
        }
        for call in timeline.imports {
            mark(call.called)
            mark(call.reached)
        }
        for stretch in timeline.criticalPath.stretches {
            for event in [stretch.firstEvent, stretch.lastEvent] where isStep.indices.contains(event) { isStep[event] = true }
        }
        var starts: [Int] = []
        var job: JobNumber?
        for (index, event) in trace.events.enumerated() {
            if event.job != job {
                job = event.job
                starts.append(index)
                isStep[index] = true
            }
            switch event.kind {
            case .console(let line) where trace.console.indices.contains(Int(line)):
                eventOfLine[Int(line)] = index
                isStep[index] = true
            case .loaded:
                guard let module = event.module, let lane = loadLane[module] else { break }
                loads.append((lane, index))
                isStep[index] = true
            default: break
            }
        }
        clock = StepClock(trace, isStep: isStep)
        for (place, start) in starts.enumerated() {
            let next = place + 1 < starts.count ? starts[place + 1] : trace.events.count
            let last = (start..<next).last { isStep[$0] } ?? start
            jobs.append((clock[start], clock[last] + 1))
        }
    }
}
