/// Where in a list that belongs to it the entry of a key stands. A key is a word of 64 bits, and equal words are the same key.
///
/// A hash table with open addressing. The word is mixed by a multiplication with a number that is another in each process, so that no program
/// can be written whose keys meet; nobody sees in which order the keys lie.
struct PositionTable {
    private struct Slot {
        var word: UInt64 = 0
        /// Negative for a free slot.
        var position: Int32 = -1
    }

    private static let multiplier = UInt64.random(in: .min ... .max) | 1

    /// A power of two, at most three quarters of them taken.
    private var slots: [Slot] = []
    private let multiplier = Self.multiplier
    /// How far a mixed word is shifted to give the slot that it belongs to.
    private var shift: UInt64 = 64
    private(set) var count = 0

    /// Where the key's entry stands; `nil` when there is none.
    @inline(__always) subscript(word: UInt64) -> Int? {
        guard count > 0 else { return nil }
        let slot = slots[slot(of: word)]
        return slot.position < 0 ? nil : Int(slot.position)
    }

    /// Adds a key that is not there.
    mutating func insert(_ word: UInt64, at position: Int) {
        if (count + 1) * 4 > slots.count * 3 { grow() }
        slots[slot(of: word)] = Slot(word: word, position: Int32(position))
        count += 1
    }

    /// - Returns: where its entry stands; `nil` when there is none.
    mutating func remove(_ word: UInt64) -> Int? {
        guard count > 0 else { return nil }
        var free = slot(of: word)
        let position = slots[free].position
        guard position >= 0 else { return nil }
        // What follows without a gap moves up, unless it would come to lie before the slot that it belongs to.
        let mask = slots.count - 1
        var next = (free + 1) & mask
        while slots[next].position >= 0 {
            let home = home(of: slots[next].word)
            if (next - home) & mask >= (next - free) & mask {
                slots[free] = slots[next]
                free = next
            }
            next = (next + 1) & mask
        }
        slots[free] = Slot()
        count -= 1
        return Int(position)
    }

    /// Gives every entry the place that it has moved to.
    mutating func move(_ place: (Int) -> Int) {
        for index in slots.indices where slots[index].position >= 0 { slots[index].position = Int32(place(Int(slots[index].position))) }
    }

    /// The slot that a key belongs to when no other has taken it.
    @inline(__always) private func home(of word: UInt64) -> Int {
        // The low bits of numbers are mostly zeros.
        Int(truncatingIfNeeded: ((word ^ (word &>> 32)) &* multiplier) &>> shift)
    }

    /// The slot that has the key, or the one that it would get.
    @inline(__always) private func slot(of word: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = home(of: word)
        while slots[slot].position >= 0, slots[slot].word != word { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let old = slots
        let capacity = max(8, old.count * 2)
        slots = [Slot](repeating: Slot(), count: capacity)
        shift = UInt64(64 - capacity.trailingZeroBitCount)
        for taken in old where taken.position >= 0 { slots[slot(of: taken.word)] = taken }
    }
}
