/// What decides where a host leaves the order to chance. The same seed decides alike, always.
///
/// It is as if real time passed: in steps of a millisecond, which is what the hosts' timers count.
struct Chance {
    static let step: Int64 = 1_000_000
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// Whether something happens that happens once in so many times.
    mutating func happens(oneIn count: UInt64) -> Bool { next() % count == 0 }

    /// SplitMix64. https://prng.di.unimi.it/splitmix64.c
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension Machine {
    /// By how much a timer that is set now begins later than the job: the code before it took real time.
    mutating func lateness() -> Int64 {
        guard host.chance.timePasses, loop.chance != nil else { return 0 }
        if loop.chance!.happens(oneIn: 8) { loop.lag += Chance.step }
        return loop.lag
    }

    /// The real time that a turn took.
    mutating func passTimeOfTurn() {
        guard host.chance.timePasses, loop.chance != nil else { return }
        // The start does more than a callback, and a timer comes late besides.
        let takesLong = loop.chance!.happens(oneIn: loop.turn == loop.entryTurn || loop.isOfTimer ? 2 : 4)
        loop.isOfTimer = false
        loop.queues.advance(by: loop.lag + (takesLong ? Chance.step : 0))
        loop.lag = 0
    }
}
