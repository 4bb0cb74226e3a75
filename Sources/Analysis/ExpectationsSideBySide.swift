import Text

/// Two lists of lines beside each other, where they agree on one row: ` ` both, `-` expected alone, `+` seen alone.
public struct SideBySide {
    private struct Row {
        var expected: String?
        /// The index of the line that was seen.
        var seen: Int?
        var isEqual: Bool { expected != nil && seen != nil }
    }

    private let seen: [String]
    private let notes: [String]
    private let heads: (expected: String, seen: String)
    private var rows: [Row] = []

    /// Equal rows that are shown before and after a difference.
    private static let context = 3
    /// The rows that are shown at most.
    private static let rowLimit = 40
    /// The widest column, in characters.
    private static let widthLimit = 44

    /// - Parameters:
    ///   - notes: what to show after each line that was seen.
    ///   - heads: what stands above the two columns.
    public init(
        expected: [String], seen: [String], notes: [String], heads: (expected: String, seen: String) = ("expected", "seen")
    ) {
        self.seen = seen
        self.notes = notes
        self.heads = heads
        rows = align(expected, seen).map { Row(expected: $0.left.map { expected[$0] }, seen: $0.right) }
    }

    /// The rows as text, without a line break at the end. Equal rows far from any difference are left out.
    public var text: String {
        let cells = rows.map { row in
            (expected: row.expected.map(Self.cell) ?? "", seen: row.seen.map { Self.cell(seen[$0]) } ?? "")
        }
        let width = max(heads.expected.count, cells.lazy.map { columnCount($0.expected) }.max() ?? 0)
        let seenWidth = max(heads.seen.count, cells.lazy.map { columnCount($0.seen) }.max() ?? 0)
        var lines = ["  \(padded(heads.expected, to: width))  \(heads.seen)"]
        var isNear = [Bool](repeating: false, count: rows.count)
        for (index, row) in rows.enumerated() where !row.isEqual {
            for near in max(0, index - Self.context)...min(rows.count - 1, index + Self.context) { isNear[near] = true }
        }
        var index = 0
        while index < rows.count {
            guard isNear[index] else {
                let count = isNear[index...].prefix { !$0 }.count
                lines.append("  … \(count) equal")
                index += count
                continue
            }
            if lines.count > Self.rowLimit {
                lines.append("  … and \(rows.count - index) more")
                break
            }
            let row = rows[index]
            let mark = row.isEqual ? " " : row.seen == nil ? "-" : "+"
            var line = "\(mark) \(padded(cells[index].expected, to: width))"
            if let seen = row.seen { line += "  \(padded(cells[index].seen, to: seenWidth))  \(seen < notes.count ? notes[seen] : "")" }
            while line.hasSuffix(" ") { line.removeLast() }
            lines.append(line)
            index += 1
        }
        return lines.joined(separator: "\n")
    }

    private static func cell(_ text: String) -> String {
        let visible = visibleText(text)
        if visible.isEmpty { return "(empty)" }
        return visible.count <= widthLimit ? visible : visible.prefix(widthLimit - 1) + "…"
    }
}
