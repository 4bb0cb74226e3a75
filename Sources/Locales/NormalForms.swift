import Text

/// The tables of normalization, unpacked when they are first needed.
struct NormalForms: Sendable {
    static let shared = NormalForms()

    /// What code points are made of, in the order of their marks.
    let canonical: [UInt32: [UInt32]]
    /// The same where the compatibility decomposition is another one.
    let compatible: [UInt32: [UInt32]]
    /// Canonical combining classes as ranks from 1 on; all other code points have 0.
    let classes: [UInt32: UInt8]
    /// The primary composites, by both of their parts.
    private let compositions: [UInt64: UInt32]

    private init() {
        canonical = Self.decompositions(NormalFormData.canonical)
        compatible = Self.decompositions(NormalFormData.compatible)
        classes = Self.ranks(NormalFormData.classes)
        var compositions: [UInt64: UInt32] = [:]
        var numbers = PackedNumbers(String(describing: NormalFormData.compositions)[...].utf8)
        while let first = numbers.next(), let second = numbers.next(), let whole = numbers.next() {
            compositions[Self.pair(UInt32(first), UInt32(second))] = UInt32(whole)
        }
        self.compositions = compositions
    }

    /// The code point that two become; `nil` where they stay two.
    static func composition(of first: UInt32, _ second: UInt32) -> UInt32? {
        shared.compositions[pair(first, second)] ?? Hangul.composition(of: first, second)
    }

    private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 32 | UInt64(second) }

    private static func decompositions(_ text: StaticString) -> [UInt32: [UInt32]] {
        var table: [UInt32: [UInt32]] = [:]
        var numbers = PackedNumbers(String(describing: text)[...].utf8)
        var point: UInt32 = 0
        while let distance = numbers.next(), let count = numbers.next() {
            point += UInt32(distance)
            table[point] = (0..<count).compactMap { _ in numbers.next().map { UInt32($0) } }
        }
        return table
    }

    private static func ranks(_ text: StaticString) -> [UInt32: UInt8] {
        var table: [UInt32: UInt8] = [:]
        var numbers = PackedNumbers(String(describing: text)[...].utf8)
        var rank: UInt8 = 0
        while let count = numbers.next() {
            rank += 1
            var point: UInt32 = 0
            for _ in 0..<count {
                point += UInt32(numbers.next() ?? 0)
                table[point] = rank
            }
        }
        return table
    }
}
