/// The steps of a story, of which so many are kept: the first, and some of the last. The memory is bounded whatever comes.
struct NarrativeSteps {
    private(set) var kept: [Narrative.Step] = []
    /// How many were left out behind the first ``head``.
    private(set) var leftOut = 0
    /// How many are kept from the beginning where some are left out.
    let head: Int
    private let tail: Int

    init(limit: Int) {
        head = max(1, limit * 3 / 4)
        tail = max(1, limit - head)
    }

    var count: Int { kept.count + leftOut }

    mutating func append(_ step: Narrative.Step) {
        kept.append(step)
        if kept.count >= 2 * (head + tail) { cut() }
    }

    /// Leaves out what is too much.
    mutating func cut() {
        guard kept.count > head + tail else { return }
        leftOut += kept.count - head - tail
        kept.removeSubrange(head..<(kept.count - tail))
    }
}
