import JavaScript
import Scenario

/// Where a task comes from that the program itself has asked for: a timer, an immediate, an answer to `fetch`.
struct TaskOrigin {
    /// The origin of the turn in which it was asked for; -1 for the turns of the start.
    var parent: Int32
    /// Where it was asked for; `nil` for what no code of the program asked for by itself.
    var place: Place?
    /// The function that it calls.
    var callback: ObjectID
    /// Whether it recurs: an interval; a task that asks for one like itself, at the same place or with the same function; and all that such a
    /// task asks for.
    var recurs: Bool
    /// Whether nobody knows that it recurs but from what the program has asked for until now: no interval is behind it.
    var isGuess: Bool
    /// How often one like it was asked for before it, by one like it.
    var repeats: Int32 = 0
    /// When its turn ended last; nanoseconds, -1 before that.
    var time: Int64 = -1
    /// The steps of the run at that moment.
    var steps = 0
}

/// What of the program's tasks recurs, so that a run whose start-up is over is told from one that is still on its way.
struct Recurrence {
    var origins: [TaskOrigin] = []
    /// The origin of the turn that runs; -1 for a turn of the start, of which it is a part that modules arrive.
    var current: Int32 = -1
    /// How many tasks wait that recur and that the process goes on for.
    var waiting = 0
    /// When the latest turn of the start ended; nanoseconds.
    private var startTime: Int64 = 0
    private var startSteps = 0
    /// When the latest turn ended that does not recur, as far as was known then; nanoseconds.
    var startUpTime: Int64 = 0
    /// The steps of the run at that moment.
    var startUpSteps = 0

    /// How far up the ancestors of a task are looked at.
    private static let ancestorLimit = 16

    /// Notes a task that is asked for now.
    ///
    /// - Returns: its origin.
    mutating func add(place: Place?, callback: ObjectID, isInterval: Bool = false) -> Int32 {
        var recurs = isInterval || (current >= 0 && origins[Int(current)].recurs)
        var isGuess = !isInterval
        var repeats: Int32 = 0
        if recurs, !isInterval {
            isGuess = origins[Int(current)].isGuess
            repeats = origins[Int(current)].repeats + 1
        } else if !recurs, let ancestor = ancestor(like: place, callback) {
            recurs = true
            repeats = origins[Int(ancestor)].repeats + 1
            // Those on the way to it have turned out to be part of what recurs.
            var member = current
            while member >= 0 {
                origins[Int(member)].recurs = true
                if member == ancestor { break }
                member = origins[Int(member)].parent
            }
        }
        origins.append(TaskOrigin(parent: current, place: place, callback: callback, recurs: recurs, isGuess: isGuess, repeats: repeats))
        return Int32(origins.count - 1)
    }

    /// The nearest ancestor of a new task that was asked for at that place, or calls that function.
    private func ancestor(like place: Place?, _ callback: ObjectID) -> Int32? {
        var candidate = current
        var hops = 0
        while candidate >= 0, hops < Self.ancestorLimit {
            let origin = origins[Int(candidate)]
            if (place != nil && origin.place == place) || (!callback.isNone && origin.callback == callback) { return candidate }
            candidate = origin.parent
            hops += 1
        }
        return nil
    }

    /// Whether a task of that origin recurs.
    func recurs(_ origin: Int32) -> Bool { origin >= 0 && origins[Int(origin)].recurs }

    /// Whether a task of that origin has come so often, or by such a way, that another one like it is to be expected.
    func hasRecurred(_ origin: Int32) -> Bool {
        recurs(origin) && (!origins[Int(origin)].isGuess || origins[Int(origin)].repeats >= 2)
    }

    /// The turn has ended.
    mutating func noteEndOfTurn(at time: Int64, steps: Int) {
        if current >= 0 {
            origins[Int(current)].time = time
            origins[Int(current)].steps = steps
        } else {
            startTime = time
            startSteps = steps
        }
        guard current < 0 || !origins[Int(current)].recurs else { return }
        startUpTime = time
        startUpSteps = steps
    }

    /// When the last turn ended that is not of something that still recurs, and the steps of the run at that moment.
    ///
    /// - Parameter waiting: the origins of the tasks that wait.
    func lastStartUpTurn(waiting: [Int32]) -> (time: Int64, steps: Int) {
        var isLiving = Array(repeating: false, count: origins.count)
        for task in waiting where recurs(task) {
            var member = task
            while member >= 0, origins[Int(member)].recurs, !isLiving[Int(member)] {
                isLiving[Int(member)] = true
                member = origins[Int(member)].parent
            }
        }
        var last = (time: startTime, steps: startSteps)
        for (index, origin) in origins.enumerated() {
            // An ancestor has the lower number.
            if origin.parent >= 0, isLiving[Int(origin.parent)] { isLiving[index] = true }
            if !isLiving[index] { last = (max(last.time, origin.time), max(last.steps, origin.steps)) }
        }
        return last
    }
}
