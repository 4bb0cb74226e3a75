import Diagnostics
import JavaScript
import Scenario
import Text

/// What keeps the process of a run alive that is no longer watched.
extension Machine {
    private struct Keeper {
        /// The function of the host that was called: `setInterval`.
        var name: String
        var place: Place?
        /// Comes once, later than the limit of time.
        var isLate = false
    }

    /// How many of them are told.
    private static var keeperLimit: Int { 5 }

    /// What the process goes on for, the first that was asked for first; and how much there is.
    private mutating func keepers() -> (first: [Keeper], count: Int) {
        var first: [Keeper] = []
        var count = 0
        func add(_ name: String, _ origin: Int32) {
            count += 1
            guard first.count < Self.keeperLimit else { return }
            first.append(
                Keeper(
                    name: name, place: origin < 0 ? nil : loop.recurrence.origins[Int(origin)].place,
                    isLate: progress.service?.late.contains(origin) ?? false))
        }
        for timer in loop.timers where timer.isActive && !timer.isFiring && timer.isReferenced { add(name(of: timer), timer.origin) }
        for immediate in loop.immediates.records[loop.immediates.next...] where immediate.isActive && immediate.isReferenced {
            add("setImmediate", immediate.origin)
        }
        for fetch in fetches where !fetch.isSettled { add("fetch", fetch.origin) }
        for callback in page.scheduling.callbacks where callback.state != .over { add(Self.name(of: callback.kind), callback.origin) }
        if hasPendingImports { add("import", -1) }
        return (first, count)
    }

    /// The function of the host that a timer was asked for with.
    mutating func name(of timer: TimerRecord) -> String {
        if timer.isInterval { return "setInterval" }
        if case .object(let object) = timer.callback, heap[object].kind == .function, functionRecord(object).native == realm.sleepNative {
            return "sleep"
        }
        return "setTimeout"
    }

    /// `setInterval at main.mjs:3:1 and 2 more keep it alive`.
    mutating func wordsForKeepers() -> String {
        let (first, count) = keepers()
        guard let keeper = first.first else { return "a module that is being loaded keeps it alive" }
        let place = placeName(keeper.place).map { " at \($0)" } ?? ""
        return "\(keeper.name)\(keeper.name == "import" ? "()" : "")\(place)"
            + (count > 1 ? " and \(count - 1) more keep it alive" : " keeps it alive")
    }

    mutating func runningDiagnostic() -> Diagnostic {
        let (first, count) = keepers()
        let more = count > 1 ? ", and \(count - 1) more" : ""
        var problem = Diagnostic(.running, "the process goes on: \(wordsForKeepers())")
        if let keeper = first.first, let place = keeper.place {
            problem = self.problem(
                .running, "the process goes on: this \(keeper.name) keeps it alive\(lateWords(keeper))\(more)", at: place)
            problem.width = keeper.name.unicodeScalars.count
        }
        problem.severity = .note
        for keeper in first.dropFirst() {
            guard let place = keeper.place else { continue }
            problem.related.append(RelatedPlace("so does this \(keeper.name)\(lateWords(keeper))", at: locationOf(place)))
        }
        switch limits.until {
        case .startUp:
            problem.suggestion =
                "\(wordsForService()); --until idle goes on to the limits, --until settled stops when the entry has settled"
        case .settled, .time: problem.suggestion = "--until idle goes on until nothing is left to do, or a limit is met"
        case .idle: break
        }
        return problem
    }

    private func lateWords(_ keeper: Keeper) -> String {
        keeper.isLate ? ", which comes later than the limit of time, \(limits.words(.time))" : ""
    }

    /// Why it is taken for a program without end, and how much of it is shown.
    private func wordsForService() -> String {
        guard let service = progress.service else { return "it goes on" }
        let bound =
            switch service.limit {
            case .time: "\(limits.words(.time)) of virtual time"
            case .heap: "\(limits.words(.heap)) of objects and texts"
            case .output: "\(limits.words(.output)) of output"
            case .modules: counted(limits.modules, "module")
            default: counted(service.stepsToFindEnd, "step")
            }
        let shown = service.isCutBySteps ? counted(graceSteps(of: service), "step") : "a minute"
        return "it has no end within \(bound), and is shown for \(shown) after its start-up"
    }
}
