/// A normal form of Unicode, by the name that ECMA-262 gives it. https://unicode.org/reports/tr15/
package enum NormalForm: String, Sendable {
    case composed = "NFC"
    case decomposed = "NFD"
    case compatiblyComposed = "NFKC"
    case compatiblyDecomposed = "NFKD"

    private var isComposed: Bool { self == .composed || self == .compatiblyComposed }
    private var isCompatible: Bool { self == .compatiblyComposed || self == .compatiblyDecomposed }

    /// How many bytes are held at most for each code unit of a text that is normalized, beside the result where that is longer.
    package static let heldBytes = 20

    /// A text in this form, as code units. A surrogate that stands alone is no character, and stays.
    ///
    /// - Parameter limit: how long the result may be.
    /// - Returns: `nil` where it would be longer.
    /// - Complexity: linear, but for the marks that follow a character: these are sorted.
    package func normalized(_ units: [UInt16], limit: Int) -> [UInt16]? {
        // What is ASCII is in every form.
        guard units.contains(where: { $0 >= 0x80 }) else { return units }
        var text = NormalizedText(isComposed: isComposed)
        text.units.reserveCapacity(units.count)
        var index = 0
        while index < units.count {
            if text.units.count > limit { return nil }
            let unit = units[index]
            index += 1
            var point = UInt32(unit)
            if UTF16.isLeadSurrogate(unit), index < units.count, UTF16.isTrailSurrogate(units[index]) {
                point = 0x10000 + (point - 0xD800) << 10 + UInt32(units[index]) - 0xDC00
                index += 1
            }
            decompose(point, into: &text)
        }
        text.endCluster()
        return text.units.count > limit ? nil : text.units
    }

    private func decompose(_ point: UInt32, into text: inout NormalizedText) {
        if point < 0x80 { return text.append(point, class: 0) }
        if let parts = Hangul.parts(of: point) {
            for part in parts { text.append(part, class: 0) }
            return
        }
        let tables = NormalForms.shared
        if let parts = (isCompatible ? tables.compatible[point] : nil) ?? tables.canonical[point] {
            for part in parts { text.append(part, class: tables.classes[part] ?? 0) }
        } else {
            text.append(point, class: tables.classes[point] ?? 0)
        }
    }
}

/// A text that is being normalized: what is done, and the last character with the marks that follow it.
private struct NormalizedText {
    var units: [UInt16] = []
    private let isComposed: Bool
    /// Code points with their combining classes, of which only the first may be 0.
    private var cluster: [(point: UInt32, order: UInt8)] = []
    private var isSorted = true

    init(isComposed: Bool) { self.isComposed = isComposed }

    mutating func append(_ point: UInt32, class order: UInt8) {
        if order > 0 {
            if let last = cluster.last, last.order > order { isSorted = false }
            cluster.append((point, order))
            return
        }
        composeMarks()
        if isComposed, cluster.count == 1, cluster[0].order == 0, let whole = NormalForms.composition(of: cluster[0].point, point) {
            cluster[0].point = whole
            return
        }
        write()
        cluster.append((point, 0))
    }

    mutating func endCluster() {
        composeMarks()
        write()
    }

    /// Canonical Ordering Algorithm, and where it is asked for, Canonical Composition with the first character.
    private mutating func composeMarks() {
        if !isSorted {
            // Marks of one class stay as they are.
            let ordered = cluster.indices.sorted { (cluster[$0].order, $0) < (cluster[$1].order, $1) }
            cluster = ordered.map { cluster[$0] }
            isSorted = true
        }
        guard isComposed, cluster.count > 1, cluster[0].order == 0 else { return }
        var kept = 1
        for index in 1..<cluster.count {
            let mark = cluster[index]
            // One of the same class in between would be in the way.
            let isBlocked = kept > 1 && cluster[kept - 1].order == mark.order
            if !isBlocked, let whole = NormalForms.composition(of: cluster[0].point, mark.point) {
                cluster[0].point = whole
            } else {
                cluster[kept] = mark
                kept += 1
            }
        }
        cluster.removeLast(cluster.count - kept)
    }

    private mutating func write() {
        for (point, _) in cluster {
            if point < 0x10000 {
                units.append(UInt16(point))
            } else {
                units.append(UInt16(0xD7C0 + point >> 10))
                units.append(UInt16(0xDC00 + point & 0x3FF))
            }
        }
        cluster.removeAll(keepingCapacity: true)
    }
}

/// Syllables of Hangul, which are made by rule. https://www.unicode.org/versions/Unicode17.0.0/core-spec/chapter-3/#G24646
enum Hangul {
    private static let (syllables, leads, vowels, trails): (UInt32, UInt32, UInt32, UInt32) = (0xAC00, 0x1100, 0x1161, 0x11A7)
    private static let (leadCount, vowelCount, trailCount): (UInt32, UInt32, UInt32) = (19, 21, 28)
    private static let count = leadCount * vowelCount * trailCount

    static func parts(of point: UInt32) -> [UInt32]? {
        guard point >= syllables, point < syllables + count else { return nil }
        let number = point - syllables
        let parts = [leads + number / (vowelCount * trailCount), vowels + number / trailCount % vowelCount]
        return number % trailCount == 0 ? parts : parts + [trails + number % trailCount]
    }

    static func composition(of first: UInt32, _ second: UInt32) -> UInt32? {
        if first >= leads, first < leads + leadCount, second >= vowels, second < vowels + vowelCount {
            return syllables + ((first - leads) * vowelCount + second - vowels) * trailCount
        }
        let isSyllable = first >= syllables && first < syllables + count && (first - syllables) % trailCount == 0
        return isSyllable && second > trails && second < trails + trailCount ? first + second - trails : nil
    }
}
