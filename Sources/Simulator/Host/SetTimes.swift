import Programs

/// How the run keeps the times that ``ProgramTimes/waits`` sets.
///
/// What a wait is for is code: the function that was given, and all that it brings about, in jobs and tasks of its own, through promises and timers. Each
/// of those knows its owner, the call that it serves, as an asynchronous context would. The delays of timers and answers that an owner has asked for become shorter or
/// longer, in the proportion of the time that is set to the time that it took in a run before, which was made to measure that. What is left is added at
/// the end: so the whole takes exactly the time that is set, unless it waits for what is none of its own doing, such as a module that others load too.
struct SetTimes {
    /// A call of the function that marks waits.
    struct Call {
        /// Into ``ProgramTimes/waits``.
        var wait: Int
        /// How many calls for the wait were before it.
        var number: Int
        /// Nanoseconds.
        var start: Int64
        /// `nil` until it is over.
        var end: Int64?
    }

    /// How long calls for one wait took.
    struct Measure {
        /// By call; `nil` for one that was never over.
        var calls: [Int64?] = []
        /// All of them together: while one of them at least was not over.
        var together: Int64 = 0
    }

    /// Whether anything is set: else nothing of this costs anything.
    private(set) var isOn = false
    private(set) var waits: [ProgramTimes.Wait] = []
    /// What each wait took when it was measured; empty while that is done.
    private var known: [Measure] = []
    private(set) var calls: [Call] = []
    /// By wait: what its calls took so far, how many there were, how many are not over, and since when there is one.
    private var measures: [Measure] = []
    private var open: [Int] = []
    private var openSince: [Int64] = []

    /// The owner of the code that runs: a call's number and 1; 0 for none.
    var owner: Int32 = 0
    private var ownerOfJob: [Int32: Int32] = [:]
    private var ownerOfReaction: [Int32: Int32] = [:]

    init() {}

    init(_ waits: [ProgramTimes.Wait], known: [Measure]) {
        isOn = !waits.isEmpty
        self.waits = waits
        self.known = known
        measures = waits.map { _ in Measure() }
        open = waits.map { _ in 0 }
        openSince = waits.map { _ in 0 }
    }

    var isMeasuring: Bool { known.isEmpty }

    /// What was measured.
    var result: [Measure] { measures }

    // MARK: Owners

    mutating func note(job: Int32) { if owner != 0 { ownerOfJob[job] = owner } }
    mutating func begin(job: Int32) { owner = ownerOfJob.removeValue(forKey: job) ?? 0 }
    mutating func note(reaction: Int32) { ownerOfReaction[reaction] = owner == 0 ? nil : owner }
    mutating func begin(reaction: Int32) { owner = ownerOfReaction.removeValue(forKey: reaction) ?? 0 }

    // MARK: Calls

    /// A call begins.
    ///
    /// - Returns: its owner number.
    mutating func begin(wait: Int, at now: Int64) -> Int32 {
        calls.append(Call(wait: wait, number: measures[wait].calls.count, start: now, end: nil))
        measures[wait].calls.append(nil)
        if open[wait] == 0 { openSince[wait] = now }
        open[wait] += 1
        return Int32(calls.count)
    }

    /// A call is over.
    mutating func end(owner: Int32, at now: Int64) {
        let call = calls[Int(owner) - 1]
        guard call.end == nil else { return }
        calls[Int(owner) - 1].end = now
        measures[call.wait].calls[call.number] = now - call.start
        open[call.wait] -= 1
        if open[call.wait] == 0 { measures[call.wait].together += now - openSince[call.wait] }
    }

    /// What a delay becomes that the running code asks for; nanoseconds.
    func scaled(_ delay: Int64) -> Int64 {
        guard owner != 0, !known.isEmpty else { return delay }
        let call = calls[Int(owner) - 1]
        let wait = waits[call.wait]
        guard let measured = measured(call), measured > 0 else { return delay }
        let (high, low) = delay.multipliedFullWidth(by: wait.nanoseconds)
        guard high < measured else { return .max }
        return measured.dividingFullWidth((high, low)).quotient
    }

    private func measured(_ call: Call) -> Int64? {
        let measure = known[call.wait]
        if waits[call.wait].isTogether { return measure.together }
        return call.number < measure.calls.count ? measure.calls[call.number] : nil
    }

    /// What is left of a call's time when what it is for is done; nanoseconds.
    func rest(of owner: Int32, at now: Int64) -> Int64 {
        if known.isEmpty { return 0 }
        let call = calls[Int(owner) - 1]
        let wait = waits[call.wait]
        if !wait.isTogether { return max(0, wait.nanoseconds - (now - call.start)) }
        // The last one brings what is left of the time of all.
        guard measures[call.wait].calls.count >= known[call.wait].calls.count, open[call.wait] == 1 else { return 0 }
        return max(0, wait.nanoseconds - measures[call.wait].together - (now - openSince[call.wait]))
    }
}
