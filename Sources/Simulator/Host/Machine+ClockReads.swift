import JavaScript
import Trace

/// Code that asks what time it is, again and again, until it is late enough.
///
/// Code takes no virtual time, so that such a loop would never end. A place that has asked often at one instant, while much was done, is taken for one:
/// from then on time goes on for it, by the work that is done between its questions, as it does on a real machine. What asks elsewhere, as the line that
/// prints how long it took, is told the time as it is.
struct ClockReads {
    /// How often a place may ask at one instant, and how many steps may be done meanwhile: both must be passed.
    private static let patience = (questions: 10, steps: 100_000)
    /// How many steps are a moment, about as many as a laptop does in it.
    private static let stepsOfMoment = 10_000
    /// A moment; nanoseconds.
    static let moment: Int64 = 1_000_000
    /// After so many moments, a place that does next to nothing between its questions is given one for each: only who waits asks so often.
    private static let slowMoments = 200
    private static let stepsOfTightLoop = 100
    /// How many places are told apart; what has more shares one count.
    private static let mostPlaces = 64

    /// The instant of the questions that are counted.
    private var time: Int64 = -1
    private var counts: [Int: Int] = [:]
    /// The steps of the run when the stretch of questions began, at the latest moment, and at the latest question.
    private var steps = (start: 0, moment: 0, question: 0)
    private var moments = 0

    /// Counts a question.
    ///
    /// - Parameters:
    ///   - place: what tells the places apart.
    ///   - now: the virtual time; nanoseconds.
    ///   - steps: those of the run so far.
    /// - Returns: whether a moment passes.
    mutating func passes(_ place: Int, at now: Int64, steps done: Int) -> Bool {
        if now != time {
            time = now
            counts.removeAll(keepingCapacity: true)
            steps = (done, done, done)
            moments = 0
        }
        let isTight = done - steps.question < Self.stepsOfTightLoop
        steps.question = done
        let place = counts.count < Self.mostPlaces || counts[place] != nil ? place : 0
        counts[place, default: 0] += 1
        guard counts[place, default: 0] > Self.patience.questions, done - steps.start > Self.patience.steps else { return false }
        let isDue = done - steps.moment >= Self.stepsOfMoment || (isTight && moments >= Self.slowMoments)
        guard isDue else { return false }
        steps.moment = done
        moments += 1
        time += Self.moment
        return true
    }
}

extension Machine {
    /// The time that the program is told; nanoseconds.
    var seenTime: Int64 {
        mutating get {
            // The clock of a request stands still while code runs.
            if requests.isOn { return requests.clock }
            if loop.clockReads.passes(clockPlace(), at: loop.now, steps: stepCount) { takeMoment() }
            return loop.now
        }
    }

    /// Tells apart who asks, and on whose behalf.
    private func clockPlace() -> Int {
        running.frames.suffix(Self.framesOfPlace).dropLast().reduce(Int(running.pc)) { place, frame in
            place &* 1_000_003 &+ Int(frame.pc)
        }
    }

    private static var framesOfPlace: Int { 8 }

    /// The running code works for so long: nothing else happens in that time.
    mutating func beBusy(for nanoseconds: Int64) {
        loop.queues.advance(by: nanoseconds)
        if recorder.isRecording { record(.busy(nanoseconds: nanoseconds), module: running.module) }
    }

    private mutating func takeMoment() {
        loop.queues.advance(by: ClockReads.moment)
        guard recorder.isRecording else { return }
        if !recorder.lengthenBusy(by: ClockReads.moment, of: running.module, job: loop.job, to: loop.now) {
            record(.busy(nanoseconds: ClockReads.moment), module: running.module)
        }
    }
}
