import Algorithms

/// A set of code points, or of code units: ranges that are ascending and apart.
struct CodePointSet: Equatable, Sendable {
    struct Range: Equatable, Sendable {
        var first: UInt32
        var last: UInt32
    }

    static let lastCodePoint: UInt32 = 0x10FFFF

    private(set) var ranges: [Range] = []

    init() {}

    init(_ first: UInt32, _ last: UInt32) { ranges = [Range(first: first, last: last)] }

    /// Ranges in any order.
    init(_ list: [(UInt32, UInt32)]) {
        ranges = list.map { Range(first: $0.0, last: $0.1) }
        normalize()
    }

    static let all = CodePointSet(0, lastCodePoint)

    var isEmpty: Bool { ranges.isEmpty }

    func contains(_ point: UInt32) -> Bool {
        let index = ranges.partitioningIndex { $0.last >= point }
        return index < ranges.count && ranges[index].first <= point
    }

    // MARK: Making

    mutating func insert(_ first: UInt32, _ last: UInt32) {
        if let end = ranges.last, first <= end.last {
            ranges.append(Range(first: first, last: last))
            normalize()
        } else {
            append(first, last)
        }
    }

    mutating func insert(_ point: UInt32) { insert(point, point) }

    /// A range behind all others.
    private mutating func append(_ first: UInt32, _ last: UInt32) {
        if let end = ranges.last, end.last + 1 == first {
            ranges[ranges.count - 1].last = last
        } else {
            ranges.append(Range(first: first, last: last))
        }
    }

    private mutating func normalize() {
        ranges.sort { $0.first < $1.first }
        var kept = 0
        for index in ranges.indices.dropFirst() {
            let range = ranges[index]
            if range.first <= ranges[kept].last &+ 1 {
                ranges[kept].last = max(ranges[kept].last, range.last)
            } else {
                kept += 1
                ranges[kept] = range
            }
        }
        if !ranges.isEmpty { ranges.removeLast(ranges.count - kept - 1) }
    }

    // MARK: Operations

    mutating func formUnion(_ other: CodePointSet) {
        if other.ranges.count == 1 { return insert(other.ranges[0].first, other.ranges[0].last) }
        ranges.append(contentsOf: other.ranges)
        normalize()
    }

    func union(_ other: CodePointSet) -> CodePointSet {
        var result = self
        result.formUnion(other)
        return result
    }

    func inverted() -> CodePointSet {
        var result = CodePointSet()
        var next: UInt32 = 0
        for range in ranges {
            if range.first > next { result.append(next, range.first - 1) }
            next = range.last + 1
        }
        if next <= Self.lastCodePoint { result.append(next, Self.lastCodePoint) }
        return result
    }

    func intersection(_ other: CodePointSet) -> CodePointSet {
        var result = CodePointSet()
        var (left, right) = (0, 0)
        while left < ranges.count, right < other.ranges.count {
            let first = max(ranges[left].first, other.ranges[right].first)
            let last = min(ranges[left].last, other.ranges[right].last)
            if first <= last { result.append(first, last) }
            if ranges[left].last < other.ranges[right].last { left += 1 } else { right += 1 }
        }
        return result
    }

    func subtracting(_ other: CodePointSet) -> CodePointSet { intersection(other.inverted()) }
}

extension CodePointSet {
    static let digits = CodePointSet(0x30, 0x39)
    /// https://tc39.es/ecma262/#sec-wordcharacters
    static let wordCharacters = CodePointSet([(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])
    /// WhiteSpace and LineTerminator.
    static let whiteSpace = CodePointSet([
        (0x09, 0x0D), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F),
        (0x3000, 0x3000), (0xFEFF, 0xFEFF),
    ])
}
