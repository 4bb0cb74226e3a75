import JavaScript
import Trace

/// Code that asks what time it is, again and again, until it is late enough.
///
/// Code takes no virtual time, so that such a loop would never end. Each place that has asked very often at one instant is taken for one: from then
/// on every question of that place takes a moment. What asks elsewhere, as the line that prints how long it took, is told the time as it is.
struct ClockReads {
    /// How often a place may ask at one instant: more than what measures a long list of things does.
    static let patience = 10_000
    /// How long a question takes of a place that has asked more often; nanoseconds.
    static let moment: Int64 = 1_000_000
    /// How many places are told apart. What has more is no loop that waits.
    private static let mostPlaces = 64

    /// The instant of the questions that are counted.
    private var time: Int64 = -1
    private var counts: [Int: Int] = [:]

    /// Counts a question.
    ///
    /// - Parameters:
    ///   - place: what tells the places apart.
    ///   - now: the virtual time; nanoseconds.
    /// - Returns: whether the place waits for the clock.
    mutating func isWaiting(_ place: Int, at now: Int64) -> Bool {
        if now != time || counts.count > Self.mostPlaces {
            time = now
            counts.removeAll(keepingCapacity: true)
        }
        counts[place, default: 0] += 1
        return counts[place, default: 0] > Self.patience
    }

    /// The clock has gone on because of a question.
    mutating func follow(to now: Int64) { time = now }
}

extension Machine {
    /// The time that the program is told; nanoseconds.
    var seenTime: Int64 {
        mutating get {
            // The clock of a request stands still while code runs.
            if requests.isOn { return requests.clock }
            if loop.clockReads.isWaiting(askingPlace(), at: loop.now) { takeMoment() }
            return loop.now
        }
    }

    /// Tells apart who asks, and on whose behalf.
    private func askingPlace() -> Int {
        running.frames.suffix(Self.framesOfPlace).dropLast().reduce(Int(running.pc)) { place, frame in
            place &* 1_000_003 &+ Int(frame.pc)
        }
    }

    private static var framesOfPlace: Int { 8 }

    private mutating func takeMoment() {
        loop.queues.advance(by: ClockReads.moment)
        loop.clockReads.follow(to: loop.now)
        guard recorder.isRecording else { return }
        if !recorder.lengthenBusy(by: ClockReads.moment, of: running.module, job: loop.job, to: loop.now) {
            record(.busy(nanoseconds: ClockReads.moment), module: running.module)
        }
    }
}
