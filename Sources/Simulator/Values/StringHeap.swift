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
        /// For a flat text, where it starts in its segment; for a concatenation, the left half.
        var first: UInt32
        /// For a flat text, its segment; for a concatenation, the right half.
        var second: UInt32
        var length: UInt32
        var isFlat: Bool
        /// The name of equal text, once known.
        var name: UInt32

        /// A flat text.
        init(in segment: Int, at start: Int, length: Int) {
            (first, second, self.length) = (UInt32(start), UInt32(segment), UInt32(length))
            isFlat = true
            name = .max
        }

        /// Whether nothing stands behind this flat text in its segment.
        func isLast(in segments: [[UInt16]]) -> Bool { Int(first) + Int(length) == segments[Int(second)].count }

        /// From then on the text of a concatenation stands in a segment.
        mutating func becomeFlat(in segment: Int, at start: Int) {
            (first, second) = (UInt32(start), UInt32(segment))
            isFlat = true
        }

        init(joining left: StringID, _ right: StringID, length: Int) {
            (first, second, self.length) = (left.raw, right.raw, UInt32(length))
            isFlat = false
            name = .max
        }
    }

    /// The most code units that a string may have.
    static let longest = 1 << 26
    /// How many code units share a segment. A text that would fill a good part of one gets its own: what is large is then neither moved
    /// nor doubled when another text is made.
    private static let segmentSize = 1 << 18
    private static let largeText = 1 << 15

    var names: NameTable
    /// The code units of the flat texts.
    private var segments: [[UInt16]] = [[]]
    /// The segment that small texts go to.
    private var open = 0
    private var unitCount = 0
    private var entries: [Entry] = []
    /// The names of texts of one code unit, by it, as far as they were asked for: ASCII.
    private var characters = [UInt32](repeating: .max, count: 128)
    /// How many code units were copied so far, to make texts and to flatten concatenations.
    private(set) var copiedUnits = 0

    init(names: NameTable) { self.names = names }

    /// The number of bytes that strings take.
    var byteCount: Int { unitCount * 2 + entries.count * MemoryLayout<Entry>.stride + names.byteCount }

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
        if text.count <= 1 { return text.first.map { character($0) } ?? .known(.empty) }
        let segment = segment(for: text.count)
        let start = segments[segment].count
        segments[segment].append(contentsOf: text)
        noteCopied(text.count)
        return add(Entry(in: segment, at: start, length: text.count))
    }

    /// A text of one code unit.
    mutating func character(_ unit: UInt16) -> StringID {
        let known = unit < 128 ? characters[Int(unit)] : .max
        if known != .max { return StringID(name: NameID(known)) }
        let name = names.intern([unit])
        if unit < 128 { characters[Int(unit)] = name.index }
        return StringID(name: name)
    }

    /// A code unit of a text, as a text.
    mutating func character(of string: StringID, at index: Int) -> StringID { character(codeUnit(string, at: index)) }

    /// A whole number in decimal digits.
    mutating func make(_ integer: Int64) -> StringID {
        if 0...9 ~= integer { return character(0x30 + UInt16(integer)) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { bytes in
            var start = bytes.count
            var rest = integer.magnitude
            while rest > 0 {
                start -= 1
                bytes[start] = UInt8(0x30 + rest % 10)
                rest /= 10
            }
            if integer < 0 {
                start -= 1
                bytes[start] = UInt8(ascii: "-")
            }
            return StringID(name: names.internDigits(UnsafeBufferPointer(rebasing: bytes[start...])))
        }
    }

    /// A part of a text, given by its code units. It shares them with the whole and costs no copy.
    mutating func part(of string: StringID, from start: Int, to end: Int) -> StringID {
        if let name = string.name { return make(Array(names.codeUnits(of: name).dropFirst(start).prefix(end - start))[...]) }
        flatten(string)
        let entry = entries[string.dynamicIndex]
        let first = Int(entry.first) + start
        if end - start <= 1 { return end > start ? character(segments[Int(entry.second)][first]) : .known(.empty) }
        return add(Entry(in: Int(entry.second), at: first, length: end - start))
    }

    /// A text so many times, which must be at least once: what is there is copied behind itself, twice as much each time.
    mutating func repeating(_ string: StringID, count: Int) -> StringID {
        let length = length(string)
        if length * count <= 1 { return string }
        flatten(string)
        let segment = segment(for: length * count)
        let start = segments[segment].count
        let end = start + length * count
        append(string, to: segment)
        while segments[segment].count < end {
            let next = segments[segment].count
            append(from: segment, at: start, count: min(next - start, end - next), to: segment)
        }
        return add(Entry(in: segment, at: start, length: length * count))
    }

    /// `nil` when the result would be longer than the language's longest string here (``longest``).
    mutating func concatenate(_ left: StringID, _ right: StringID) -> StringID? {
        let leftLength = length(left)
        let rightLength = length(right)
        if leftLength == 0 { return right }
        if rightLength == 0 { return left }
        let total = leftLength + rightLength
        guard total <= Self.longest else { return nil }
        guard total <= 64 else { return add(Entry(joining: left, right, length: total)) }
        // So short, both are flat.
        let segment = segment(for: total)
        let start = segments[segment].count
        append(left, to: segment)
        append(right, to: segment)
        return add(Entry(in: segment, at: start, length: total))
    }

    private mutating func add(_ entry: Entry) -> StringID {
        entries.append(entry)
        return StringID(dynamic: entries.count - 1)
    }

    // MARK: Code units

    /// The segment for a new text of that many code units.
    private mutating func segment(for count: Int) -> Int {
        if count < Self.largeText {
            if segments[open].count + count <= Self.segmentSize { return open }
            open = segments.count
            segments.append([])
        } else {
            segments.append([])
            segments[segments.count - 1].reserveCapacity(count)
        }
        return segments.count - 1
    }

    private mutating func noteCopied(_ count: Int) {
        unitCount += count
        copiedUnits &+= count
    }

    /// Appends a name, or a flat text.
    private mutating func append(_ string: StringID, to segment: Int) {
        if let name = string.name {
            let units = names.codeUnits(of: name)
            segments[segment].append(contentsOf: units)
            noteCopied(units.count)
        } else {
            let entry = entries[string.dynamicIndex]
            append(from: Int(entry.second), at: Int(entry.first), count: Int(entry.length), to: segment)
        }
    }

    /// Appends a stretch of a segment to another, or to itself. A slice of itself would keep it alive, and make the append copy it all.
    private mutating func append(from source: Int, at start: Int, count: Int, to segment: Int) {
        noteCopied(count)
        guard source == segment else { return segments[segment].append(contentsOf: segments[source][start..<start + count]) }
        let end = segments[segment].count
        segments[segment].append(contentsOf: repeatElement(0, count: count))
        segments[segment].withUnsafeMutableBufferPointer { units in
            guard let first = units.baseAddress else { return }
            (first + end).update(from: first + start, count: count)
        }
    }

    // MARK: Looking

    func length(_ string: StringID) -> Int {
        if let name = string.name { return names.length(of: name) }
        return Int(entries[string.dynamicIndex].length)
    }

    /// Turns a concatenation into a flat text, and with it all that it was put together from: each is taken apart once.
    @inline(__always) private mutating func flatten(_ string: StringID) {
        if string.name == nil, !entries[string.dynamicIndex].isFlat { flattenConcatenation(string) }
    }

    /// No recursion, however it was built.
    private mutating func flattenConcatenation(_ string: StringID) {
        // A step for taking it apart.
        copiedUnits &+= 16
        var pending = [string]
        let first = leftmost(of: &pending, at: nil)
        let length = Int(entries[string.dynamicIndex].length)
        var (segment, start) = (0, 0)
        if first.name == nil, entries[first.dynamicIndex].isLast(in: segments) {
            // A text that was made last grows where it stands: one that is added to again and again is not copied each time.
            segment = Int(entries[first.dynamicIndex].second)
            start = Int(entries[first.dynamicIndex].first)
        } else {
            segment = self.segment(for: length)
            start = segments[segment].count
            append(first, to: segment)
        }
        // Whatever begins with the first part begins where that stands.
        var left = string
        while left.name == nil, !entries[left.dynamicIndex].isFlat {
            let next = StringID(raw: entries[left.dynamicIndex].first)
            entries[left.dynamicIndex].becomeFlat(in: segment, at: start)
            left = next
        }
        while !pending.isEmpty {
            let next = leftmost(of: &pending, at: segment)
            append(next, to: segment)
        }
    }

    /// Takes the last of the strings apart until its first part is a name or a flat text, and takes that off. What is taken apart is about to stand at
    /// the end of that segment; should it come again further on, it is there already.
    private mutating func leftmost(of pending: inout [StringID], at segment: Int?) -> StringID {
        while true {
            let next = pending.removeLast()
            guard next.name == nil, !entries[next.dynamicIndex].isFlat else { return next }
            let entry = entries[next.dynamicIndex]
            copiedUnits &+= 4
            if let segment { entries[next.dynamicIndex].becomeFlat(in: segment, at: segments[segment].count) }
            pending.append(StringID(raw: entry.second))
            pending.append(StringID(raw: entry.first))
        }
    }

    mutating func codeUnits(_ string: StringID) -> ArraySlice<UInt16> {
        if let name = string.name { return names.codeUnits(of: name) }
        flatten(string)
        let entry = entries[string.dynamicIndex]
        return segments[Int(entry.second)][Int(entry.first)..<Int(entry.first) + Int(entry.length)]
    }

    mutating func codeUnit(_ string: StringID, at index: Int) -> UInt16 {
        if let name = string.name { return names.codeUnit(of: name, at: index) }
        flatten(string)
        let entry = entries[string.dynamicIndex]
        return segments[Int(entry.second)][Int(entry.first) + index]
    }

    /// The code units of a name or a flat text, without a copy.
    @inline(__always) private func withCodeUnits<Result>(_ string: StringID, _ body: (UnsafeBufferPointer<UInt16>) -> Result) -> Result {
        if let name = string.name { return names.withCodeUnits(of: name, body) }
        let entry = entries[string.dynamicIndex]
        let range = Int(entry.first)..<Int(entry.first) + Int(entry.length)
        return segments[Int(entry.second)].withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
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
        let units = codeUnits(string)
        copiedUnits &+= units.count
        let name = names.intern(units)
        entries[string.dynamicIndex].name = name.index
        return name
    }

    mutating func areEqual(_ a: StringID, _ b: StringID) -> Bool {
        if a == b { return true }
        if a.name != nil, b.name != nil { return false }
        guard length(a) == length(b) else { return false }
        flatten(a)
        flatten(b)
        return withCodeUnits(a) { first in
            withCodeUnits(b) { second in
                for index in first.indices where first[index] != second[index] { return false }
                return true
            }
        }
    }

    /// IsLessThan's order of strings: by code units.
    mutating func isLess(_ a: StringID, _ b: StringID) -> Bool {
        flatten(a)
        flatten(b)
        return withCodeUnits(a) { first in
            withCodeUnits(b) { second in
                for index in 0..<min(first.count, second.count) where first[index] != second[index] { return first[index] < second[index] }
                return first.count < second.count
            }
        }
    }

    // MARK: Keys

    /// The key that a string names; an array index in canonical form becomes an index.
    mutating func propertyKey(_ string: StringID) -> PropertyKey {
        // Named first: what is called on this value, and does not change it, would be called on what it was before.
        let name = name(string)
        return propertyKey(of: name)
    }

    @inline(__always) mutating func propertyKey(of name: NameID) -> PropertyKey {
        // Few keys begin with a digit.
        guard names.length(of: name) > 0, 0x30...0x39 ~= names.codeUnit(of: name, at: 0) else { return .name(name) }
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
