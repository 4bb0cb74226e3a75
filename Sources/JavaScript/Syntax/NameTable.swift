/// An interned string: two equal strings have the same ID within one table.
public struct NameID: Hashable, Comparable, Sendable {
    public var index: UInt32
    @inlinable public init(_ index: UInt32) { self.index = index }
    @inlinable public static func < (a: NameID, b: NameID) -> Bool { a.index < b.index }
}

/// The interned strings of a program, as UTF-16 code units: ECMA-262 strings may hold lone surrogates.
///
/// Identifiers, property names, string literals and module specifiers are all names. A run starts from the program's
/// table and goes on interning into its own copy.
public struct NameTable: Sendable {
    /// All code units, one name after another.
    @usableFromInline var units: [UInt16] = []
    /// Where each name ends in ``units``.
    @usableFromInline var ends: [UInt32] = []
    /// Open addressing; a power of two, at most half full.
    private var slots: [Slot]

    /// Name and hash stand together: looking for a name touches one place, and growing needs no second look at the text.
    private struct Slot {
        var hash: UInt32 = 0
        /// The name's index + 1, or 0 for a free slot.
        var number: UInt32 = 0
    }

    /// A table that holds the well-known names of ``WellKnownName`` at their fixed IDs.
    public init() { self = Self.wellKnown }

    private static let wellKnown = NameTable(wellKnown: ())

    private init(wellKnown: Void) {
        slots = [Slot](repeating: Slot(), count: 1024)
        for name in WellKnownName.allCases {
            let id = intern(name.text)
            precondition(id.index == UInt32(name.rawValue), "a well-known name stands twice: \(name.text)")
        }
    }

    /// An empty table that stands in while the real one is lent to someone else; nothing may be interned into it.
    init(lent: Void) { slots = [] }

    public var count: Int { ends.count }

    /// The number of bytes that the names take.
    public var byteCount: Int { units.count * 2 + ends.count * 4 + slots.count * 8 }

    /// Where the code units of a name stand in ``units``.
    @inlinable public func range(of name: NameID) -> Range<Int> {
        let index = Int(name.index)
        return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    /// The code units of a name.
    @inlinable public func codeUnits(of name: NameID) -> ArraySlice<UInt16> { units[range(of: name)] }

    /// One of the code units of a name.
    @inlinable public func codeUnit(of name: NameID, at index: Int) -> UInt16 { units[range(of: name).lowerBound + index] }

    /// The length of a name in code units.
    @inlinable public func length(of name: NameID) -> Int { range(of: name).count }

    /// The name as text; lone surrogates become U+FFFD.
    public func string(_ name: NameID) -> String {
        let range = range(of: name)
        return units.withUnsafeBufferPointer { units in
            // Nearly every name is ASCII, for which no transcoding is needed.
            var isASCII = true
            for index in range where units[index] >= 0x80 {
                isASCII = false
                break
            }
            guard isASCII else { return String(decoding: units[range], as: UTF16.self) }
            return String(unsafeUninitializedCapacity: range.count) { bytes in
                for index in 0..<range.count { bytes[index] = UInt8(truncatingIfNeeded: units[range.lowerBound + index]) }
                return range.count
            }
        }
    }

    /// The code units of a name, without a copy.
    @inlinable public func withCodeUnits<Result>(of name: NameID, _ body: (UnsafeBufferPointer<UInt16>) -> Result) -> Result {
        units.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range(of: name)])) }
    }

    /// A text and after it a name without its first code units; lone surrogates become U+FFFD.
    public func string(_ name: NameID, after start: Int, prefix: String) -> String {
        var prefix = prefix
        return withCodeUnits(of: name) { units in
            let units = units[start...]
            guard units.allSatisfy({ $0 < 0x80 }) else { return prefix + String(decoding: units, as: UTF16.self) }
            return prefix.withUTF8 { prefix in
                String(unsafeUninitializedCapacity: prefix.count + units.count) { bytes in
                    _ = bytes.initialize(from: prefix)
                    for (index, unit) in units.enumerated() { bytes[prefix.count + index] = UInt8(truncatingIfNeeded: unit) }
                    return prefix.count + units.count
                }
            }
        }
    }

    public mutating func intern(_ text: String) -> NameID {
        var text = text
        return text.withUTF8 { bytes in
            if let id = internASCII(bytes) { return id }
            return intern(Array(String(decoding: bytes, as: UTF8.self).utf16)[...])
        }
    }

    /// Interns bytes if all of them are ASCII, and gives `nil` otherwise.
    public mutating func internASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> NameID? {
        var hash = Self.emptyHash
        for byte in bytes {
            if byte >= 0x80 { return nil }
            hash = Self.hash(hash, adding: UInt16(byte))
        }
        return internASCII(bytes, hash: hash)
    }

    /// Interns bytes of which it is known that all are ASCII.
    public mutating func internDigits(_ bytes: UnsafeBufferPointer<UInt8>) -> NameID {
        var hash = Self.emptyHash
        for byte in bytes { hash = Self.hash(hash, adding: UInt16(byte)) }
        return internASCII(bytes, hash: hash)
    }

    /// The hash of the empty name: what ``hash(_:adding:)`` starts from.
    static let emptyHash: UInt32 = 2_166_136_261

    /// The running hash of a name after one more code unit.
    @inline(__always) static func hash(_ hash: UInt32, adding unit: UInt16) -> UInt32 {
        (hash ^ UInt32(unit)) &* 16_777_619
    }

    /// Interns ASCII bytes whose running hash is known already, as the lexer's is when it meets a name's end.
    mutating func internASCII(_ bytes: UnsafeBufferPointer<UInt8>, hash runningHash: UInt32) -> NameID {
        let hash = Self.mixed(runningHash)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot].number != 0 {
            if slots[slot].hash == hash {
                let candidate = slots[slot].number - 1
                let range = range(of: NameID(candidate))
                if range.count == bytes.count {
                    var equal = true
                    var unit = range.lowerBound
                    for byte in bytes {
                        if units[unit] != UInt16(byte) {
                            equal = false
                            break
                        }
                        unit += 1
                    }
                    if equal { return NameID(candidate) }
                }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        for byte in bytes { units.append(UInt16(byte)) }
        return insert(hash: hash, slot: slot)
    }

    public mutating func intern(_ text: ArraySlice<UInt16>) -> NameID {
        var hash = Self.emptyHash
        for unit in text { hash = Self.hash(hash, adding: unit) }
        hash = Self.mixed(hash)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot].number != 0 {
            let candidate = NameID(slots[slot].number &- 1)
            if slots[slot].hash == hash, units[range(of: candidate)] == text { return candidate }
            slot = (slot + 1) & (slots.count - 1)
        }
        units.append(contentsOf: text)
        return insert(hash: hash, slot: slot)
    }

    private mutating func insert(hash: UInt32, slot: Int) -> NameID {
        let id = UInt32(ends.count)
        ends.append(UInt32(units.count))
        slots[slot] = Slot(hash: hash, number: id + 1)
        if ends.count * 2 > slots.count { grow() }
        return NameID(id)
    }

    private mutating func grow() {
        var larger = [Slot](repeating: Slot(), count: slots.count * 2)
        for taken in slots where taken.number != 0 {
            var slot = Int(taken.hash) & (larger.count - 1)
            while larger[slot].number != 0 { slot = (slot + 1) & (larger.count - 1) }
            larger[slot] = taken
        }
        slots = larger
    }

    private static func mixed(_ hash: UInt32) -> UInt32 {
        var hash = hash
        hash ^= hash >> 15
        hash = hash &* 0x2C1B_3C6D
        hash ^= hash >> 12
        return hash
    }
}
