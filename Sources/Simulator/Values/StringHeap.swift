import JavaScript

/// A string value: an interned name, or one that the run made.
struct StringID: Hashable {
    /// Names stand above all dynamic strings: the top bit tells them apart.
    var raw: UInt32
    init(name: NameID) { raw = name.index | 0x8000_0000 }
    init(dynamic index: Int) { raw = UInt32(index) }
    var name: NameID? { raw & 0x8000_0000 != 0 ? NameID(raw & 0x7FFF_FFFF) : nil }
    var dynamicIndex: Int { Int(raw) }
    static func known(_ name: WellKnownName) -> StringID { StringID(name: name.id) }
}

/// The strings of a run: the program's names, then flat texts and concatenations that are flattened when somebody looks.
struct StringHeap {
    private struct Entry {
        /// For a flat text, where it starts in ``units``; for a concatenation, the left half.
        var first: UInt32
        /// For a concatenation, the right half.
        var second: UInt32
        var length: UInt32
        var isFlat: Bool
        /// The name of equal text, once known.
        var name: UInt32
    }

    /// The most code units that a string may have.
    static let longest = 1 << 26

    var names: NameTable
    private var units: [UInt16] = []
    private var entries: [Entry] = []

    init(names: NameTable) { self.names = names }

    /// The number of bytes that strings take.
    var byteCount: Int { units.count * 2 + entries.count * MemoryLayout<Entry>.stride + names.byteCount }

    // MARK: Making

    mutating func intern(_ text: String) -> StringID { StringID(name: names.intern(text)) }

    mutating func make(_ text: String) -> StringID {
        if text.utf8.count <= 16 { return intern(text) }
        // Most texts are ASCII, which needs no decoding.
        let ascii = text.utf8.withContiguousStorageIfAvailable { bytes in
            bytes.allSatisfy { $0 < 0x80 } ? bytes.map { UInt16($0) } : nil
        }
        return make(((ascii ?? nil) ?? Array(text.utf16))[...])
    }

    mutating func make(_ text: ArraySlice<UInt16>) -> StringID {
        if text.count <= 1 { return StringID(name: names.intern(text)) }
        let start = UInt32(units.count)
        units.append(contentsOf: text)
        entries.append(Entry(first: start, second: 0, length: UInt32(text.count), isFlat: true, name: .max))
        return StringID(dynamic: entries.count - 1)
    }

    /// A part of a text, given by its code units. It shares them with the whole and costs no copy.
    mutating func part(of string: StringID, from start: Int, to end: Int) -> StringID {
        if let name = string.name { return make(Array(names.codeUnits(of: name).dropFirst(start).prefix(end - start))[...]) }
        flatten(string)
        let first = Int(entries[string.dynamicIndex].first) + start
        if end - start <= 1 { return StringID(name: names.intern(units[first..<first + end - start])) }
        entries.append(Entry(first: UInt32(first), second: 0, length: UInt32(end - start), isFlat: true, name: .max))
        return StringID(dynamic: entries.count - 1)
    }

    /// A text so many times, which must be at least once: what is there is copied behind itself, twice as much each time.
    mutating func repeating(_ string: StringID, count: Int) -> StringID {
        let length = length(string)
        if length * count <= 1 { return string }
        let start = units.count
        appendUnits(of: string)
        while units.count < start + length * count {
            appendAgain(start, count: min(units.count - start, start + length * count - units.count))
        }
        entries.append(Entry(first: UInt32(start), second: 0, length: UInt32(length * count), isFlat: true, name: .max))
        return StringID(dynamic: entries.count - 1)
    }

    /// `nil` when the result would be longer than the language's longest string here (``longest``).
    mutating func concatenate(_ left: StringID, _ right: StringID) -> StringID? {
        let leftLength = length(left)
        let rightLength = length(right)
        if leftLength == 0 { return right }
        if rightLength == 0 { return left }
        let total = leftLength + rightLength
        guard total <= Self.longest else { return nil }
        if total <= 64 {
            let start = UInt32(units.count)
            appendUnits(of: left)
            appendUnits(of: right)
            entries.append(Entry(first: start, second: 0, length: UInt32(total), isFlat: true, name: .max))
        } else {
            entries.append(Entry(first: left.raw, second: right.raw, length: UInt32(total), isFlat: false, name: .max))
        }
        return StringID(dynamic: entries.count - 1)
    }

    // MARK: Looking

    func length(_ string: StringID) -> Int {
        if let name = string.name { return names.length(of: name) }
        return Int(entries[string.dynamicIndex].length)
    }

    private mutating func appendUnits(of string: StringID) {
        if let name = string.name {
            units.append(contentsOf: names.codeUnits(of: name))
        } else {
            flatten(string)
            let entry = entries[string.dynamicIndex]
            let start = Int(entry.first)
            appendAgain(start, count: Int(entry.length))
        }
    }

    /// Appends a stretch of ``units`` to them. A slice of them would keep them alive, and make every append copy them all.
    private mutating func appendAgain(_ start: Int, count: Int) {
        let end = units.count
        units.append(contentsOf: repeatElement(0, count: count))
        units.withUnsafeMutableBufferPointer { units in
            guard let first = units.baseAddress else { return }
            (first + end).update(from: first + start, count: count)
        }
    }

    /// Turns a concatenation into a flat text; no recursion, however it was built.
    private mutating func flatten(_ string: StringID) {
        guard string.name == nil, !entries[string.dynamicIndex].isFlat else { return }
        var start = UInt32(units.count)
        var isFirst = true
        var pending = [string]
        while let next = pending.popLast() {
            if let name = next.name {
                isFirst = false
                units.append(contentsOf: names.codeUnits(of: name))
                continue
            }
            let entry = entries[next.dynamicIndex]
            if entry.isFlat {
                let from = Int(entry.first)
                if isFirst, from + Int(entry.length) == units.count {
                    // A text that was made last grows where it stands: one that is added to again and again is not copied each time.
                    start = entry.first
                } else {
                    appendAgain(from, count: Int(entry.length))
                }
                isFirst = false
            } else {
                pending.append(StringID(raw: entry.second))
                pending.append(StringID(raw: entry.first))
            }
        }
        entries[string.dynamicIndex].first = start
        entries[string.dynamicIndex].isFlat = true
    }

    mutating func codeUnits(_ string: StringID) -> ArraySlice<UInt16> {
        if let name = string.name { return names.codeUnits(of: name) }
        flatten(string)
        let entry = entries[string.dynamicIndex]
        return units[Int(entry.first)..<Int(entry.first) + Int(entry.length)]
    }

    mutating func codeUnit(_ string: StringID, at index: Int) -> UInt16 {
        let units = codeUnits(string)
        return units[units.startIndex + index]
    }

    mutating func text(_ string: StringID) -> String {
        let units = codeUnits(string)
        guard units.allSatisfy({ $0 < 0x80 }) else { return String(decoding: units, as: UTF16.self) }
        return String(unsafeUninitializedCapacity: units.count) { bytes in
            for (index, unit) in units.enumerated() { bytes[index] = UInt8(truncatingIfNeeded: unit) }
            return units.count
        }
    }

    /// The interned name of equal text.
    mutating func name(_ string: StringID) -> NameID {
        if let name = string.name { return name }
        let known = entries[string.dynamicIndex].name
        if known != .max { return NameID(known) }
        let name = names.intern(codeUnits(string))
        entries[string.dynamicIndex].name = name.index
        return name
    }

    mutating func areEqual(_ a: StringID, _ b: StringID) -> Bool {
        if a == b { return true }
        if a.name != nil, b.name != nil { return false }
        guard length(a) == length(b) else { return false }
        flattenBoth(a, b)
        return codeUnits(a) == codeUnits(b)
    }

    /// IsLessThan's order of strings: by code units.
    mutating func isLess(_ a: StringID, _ b: StringID) -> Bool {
        flattenBoth(a, b)
        return codeUnits(a).lexicographicallyPrecedes(codeUnits(b))
    }

    /// Before both are looked at: flattening one while a slice of the other is held would copy all strings of the run.
    private mutating func flattenBoth(_ a: StringID, _ b: StringID) {
        flatten(a)
        flatten(b)
    }

    // MARK: Keys

    /// The key that a string names; an array index in canonical form becomes an index.
    mutating func propertyKey(_ string: StringID) -> PropertyKey {
        let name = name(string)
        return Self.arrayIndex(names.codeUnits(of: name)).map { .index($0) } ?? .name(name)
    }

    static func arrayIndex(_ units: ArraySlice<UInt16>) -> UInt32? {
        guard let first = units.first, first >= 0x30, first <= 0x39, units.count <= 10 else { return nil }
        if first == 0x30 { return units.count == 1 ? 0 : nil }
        var value: UInt64 = 0
        for unit in units {
            guard unit >= 0x30, unit <= 0x39 else { return nil }
            value = value * 10 + UInt64(unit - 0x30)
        }
        return value < 0xFFFF_FFFF ? UInt32(value) : nil
    }
}

extension StringID {
    fileprivate init(raw: UInt32) { self.raw = raw }
}
