import JavaScript

/// What is known of names of modules: two numbers for each name of each module. Open addressing; a power of two, at most three quarters full.
struct ExportTable {
    private struct Slot {
        /// -1 for a free slot.
        var module: Int32 = -1
        var name: UInt32 = 0
        var entry = Entry(first: 0, second: 0)
    }

    struct Entry: Equatable {
        var first: Int32
        var second: Int32
    }

    private var slots: [Slot] = []
    private(set) var count = 0

    /// The number of bytes that it takes.
    var byteCount: Int { slots.count * MemoryLayout<Slot>.stride }

    /// What is known of a name; setting it for a name that is not there adds it. What is there is never removed.
    subscript(module: Int32, name: NameID) -> Entry? {
        get {
            if slots.isEmpty { return nil }
            let slot = slots[place(of: module, name)]
            return slot.module < 0 ? nil : slot.entry
        }
        set {
            guard let newValue else { return }
            if count * 4 >= slots.count * 3 { grow() }
            let place = place(of: module, name)
            if slots[place].module < 0 { count += 1 }
            slots[place] = Slot(module: module, name: name.index, entry: newValue)
        }
    }

    /// Where a name stands, or would stand.
    private func place(of module: Int32, _ name: NameID) -> Int {
        // The finalizer of SplitMix64: each bit of the name and of the module changes the low bits.
        var hash = UInt64(UInt32(bitPattern: module)) << 32 | UInt64(name.index)
        hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: hash ^ hash >> 31) & mask
        while slots[place].module >= 0, slots[place].module != module || slots[place].name != name.index { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: max(64, old.count * 2))
        for slot in old where slot.module >= 0 { slots[place(of: slot.module, NameID(slot.name))] = slot }
    }
}
