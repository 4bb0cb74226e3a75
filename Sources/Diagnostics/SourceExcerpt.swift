import Text

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
    init(line: SourceLine, column: Int, width: Int) {
        let problem = max(0, column - line.start)
        // Each scalar takes a column or more, as a rule: more of the line cannot be shown.
        let scalars = Array(line.text.unicodeScalars.prefix(problem + 1 + 2 * Self.reach))
        var first = min(problem, scalars.count)
        var room = Self.reach
        while first > 0 {
            room -= Self.shown(scalars[first - 1], atColumn: 0).columns
            if room < 0 { break }
            first -= 1
        }
        // A mark that combines with a letter which is not shown has nothing to stand on.
        while first > 0, first < problem, columnCount(of: scalars[first]) == 0 { first += 1 }
        if first > 0 || line.start > 1 { add(("…", 1), isBefore: true, isCovered: false) }
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
