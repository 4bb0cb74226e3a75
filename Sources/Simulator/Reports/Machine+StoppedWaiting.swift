import Diagnostics

/// A run that a limit stopped while a module waited: what it waits for may never come, and then a higher limit does not help.
extension Machine {
    /// The limit by which the run was stopped, if the body of a module stands at an `await` and no entry's code runs.
    var stoppedWaiting: StoppedWaiting? {
        mutating get {
            guard case .limit(let limit) = stop.reason, !haveEntriesSettled(),
                coroutines.records.contains(where: { $0.kind == .asyncModule && $0.state == .suspended })
            else { return nil }
            return limit == .time ? .time : .work
        }
    }

    /// What recurs meanwhile, such as an interval: with its place, the first that was asked for first.
    mutating func placesOfWhatRecurs() -> [RelatedPlace] {
        var places: [RelatedPlace] = []
        for timer in loop.timers where timer.isActive && timer.isReferenced && loop.recurrence.recurs(timer.origin) {
            guard let place = loop.recurrence.origins[Int(timer.origin)].place else { continue }
            places.append(RelatedPlace("this \(name(of: timer)) goes on all the time", at: locationOf(place)))
            if places.count == Self.recurringLimit { break }
        }
        return places
    }

    private static var recurringLimit: Int { 2 }
}
