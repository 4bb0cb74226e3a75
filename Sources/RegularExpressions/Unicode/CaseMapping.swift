import Algorithms
import Text

/// Canonicalize: what characters that are equal without regard to case have in common. https://tc39.es/ecma262/#sec-runtime-semantics-canonicalize-ch
struct CaseMapping: Sendable {
    private struct Stretch {
        var first: UInt32
        var last: UInt32
        var step: UInt32
        var distance: Int32
    }

    private let stretches: [Stretch]
    /// All characters that are equal to others.
    private let concerned: CodePointSet

    /// With u or v: simple case folding.
    static let folding = CaseMapping(UnicodeData.folding)
    /// Without: the upper case of a code unit, where that is one.
    static let upperCase = CaseMapping(UnicodeData.upperCase)

    private init(_ text: StaticString) {
        var numbers = PackedNumbers(String(describing: text)[...].utf8)
        var stretches: [Stretch] = []
        var end: UInt32 = 0
        while let gap = numbers.next(), let length = numbers.next(), let step = numbers.next(), let packed = numbers.next() {
            let first = end + UInt32(gap)
            let last = first + UInt32(length * step)
            let distance = packed & 1 == 0 ? packed / 2 : -(packed / 2)
            stretches.append(Stretch(first: first, last: last, step: UInt32(step), distance: Int32(distance)))
            end = last + 1
        }
        self.stretches = stretches
        var concerned: [(UInt32, UInt32)] = []
        for stretch in stretches {
            for character in Swift.stride(from: stretch.first, through: stretch.last, by: Int(stretch.step)) {
                let other = UInt32(Int32(character) + stretch.distance)
                concerned.append((character, character))
                concerned.append((other, other))
            }
        }
        self.concerned = CodePointSet(concerned)
    }

    /// Whether a character is equal to another.
    func concerns(_ character: UInt32) -> Bool { concerned.contains(character) }

    /// The character that stands for all that are equal to this one.
    func callAsFunction(_ character: UInt32) -> UInt32 {
        let index = stretches.partitioningIndex { $0.last >= character }
        guard index < stretches.count, stretches[index].first <= character else { return character }
        let stretch = stretches[index]
        guard (character - stretch.first) % stretch.step == 0 else { return character }
        return UInt32(Int32(character) + stretch.distance)
    }

    /// The characters that stand for the members of a set.
    func callAsFunction(_ set: CodePointSet) -> CodePointSet {
        var mapped: [(UInt32, UInt32)] = []
        var changed: [(UInt32, UInt32)] = []
        var index = 0
        for range in set.ranges {
            while index > 0, stretches[index - 1].last >= range.first { index -= 1 }
            while index < stretches.count, stretches[index].last < range.first { index += 1 }
            while index < stretches.count, stretches[index].first <= range.last {
                let stretch = stretches[index]
                let skipped = range.first > stretch.first ? (range.first - stretch.first + stretch.step - 1) / stretch.step : 0
                var character = stretch.first + skipped * stretch.step
                let last = min(stretch.last, range.last)
                if stretch.step == 1, character <= last {
                    changed.append((character, last))
                    mapped.append((UInt32(Int32(character) + stretch.distance), UInt32(Int32(last) + stretch.distance)))
                } else {
                    while character <= last {
                        changed.append((character, character))
                        let other = UInt32(Int32(character) + stretch.distance)
                        mapped.append((other, other))
                        character += stretch.step
                    }
                }
                index += 1
            }
        }
        if changed.isEmpty { return set }
        return set.subtracting(CodePointSet(changed)).union(CodePointSet(mapped))
    }
}
