/// The part of a source line round a problem, as it can be shown, and the carets below it.
struct SourceExcerpt {
    /// The part of the line, with `…` where it was cut.
    private(set) var text = ""
    /// The blanks before the carets.
    private(set) var indent = ""
    private(set) var carets = ""
    /// How many columns of a terminal ``text`` takes.
    private var columns = 0

    /// How many columns of the line are shown on each side of the problem's first character at most.
    static let reach = 60
    private static let tabStop = 4

    /// - Parameters:
    ///   - column: where the problem begins, in Unicode scalars from 1.
    ///   - width: how many scalars it covers.
    init(line: String, column: Int, width: Int) {
        // Each scalar takes a column or more, as a rule: more of the line cannot be shown.
        let scalars = Array(line.unicodeScalars.prefix(column + 2 * Self.reach))
        let problem = max(0, column - 1)
        var first = min(problem, scalars.count)
        var room = Self.reach
        while first > 0 {
            room -= Self.shown(scalars[first - 1], atColumn: 0).columns
            if room < 0 { break }
            first -= 1
        }
        // A mark that combines with a letter which is not shown has nothing to stand on.
        while first > 0, first < problem, columnCount(of: scalars[first]) == 0 { first += 1 }
        if first > 0 { add(("…", 1), isBefore: true, isCovered: false) }
        var last = first
        var end: Int?
        while last < scalars.count, columns < end ?? .max {
            if last == problem { end = columns + Self.reach }
            add(
                Self.shown(scalars[last], atColumn: columns), isBefore: last < problem,
                isCovered: last >= problem && last < problem + width)
            last += 1
        }
        if last < scalars.count { text += "…" }
        if carets.isEmpty { carets = "^" }
    }

    /// How a character is shown, and how many columns that takes.
    private static func shown(_ scalar: Unicode.Scalar, atColumn column: Int) -> (form: String, columns: Int) {
        if scalar == "\t" {
            let count = tabStop - column % tabStop
            return (String(repeating: " ", count: count), count)
        }
        let form = visibleForm(scalar)
        return (form, isInvisibleControl(scalar) ? form.utf8.count : columnCount(of: scalar))
    }

    private mutating func add(_ shown: (form: String, columns: Int), isBefore: Bool, isCovered: Bool) {
        text += shown.form
        columns += shown.columns
        if isBefore {
            indent += String(repeating: " ", count: shown.columns)
        } else if isCovered {
            carets += String(repeating: "^", count: shown.columns)
        }
    }
}

/// How many columns of a terminal a character takes: none for one that combines with the character before it, two for the wide ones of
/// East Asia and for emoji. https://www.unicode.org/reports/tr11/
func columnCount(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1160...0x11FF: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
        return 2
    default: return scalar.properties.isEmojiPresentation ? 2 : 1
    }
}
