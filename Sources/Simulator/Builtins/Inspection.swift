import Hosts
import Text

/// How far the text of one printed value has come, and how its parts are laid out: on one line while that is short
/// and not deeply nested, else one part a line. Source: the documented behaviour of Node's `util.inspect`.
struct Inspection {
    /// How the host writes values.
    let rules: ConsoleRules
    var options: InspectOptions
    /// The objects around the one that is being written.
    var open: [ObjectID] = []
    /// The numbers of the objects that something inside them refers to.
    var references: [ObjectID: Int] = [:]
    var indentation = 0
    /// The level of the object that was begun last.
    var currentLevel = 0
    /// What the program's own code threw meanwhile: nothing more is asked or shown then.
    var failure: Abrupt?

    init(rules: ConsoleRules, options: InspectOptions) { (self.rules, self.options) = (rules, options) }

    /// A text whose further lines stand below its first.
    func indented(_ text: String) -> String {
        guard indentation > 0, text.utf8.contains(0x0A) else { return text }
        let margin = "\n" + String(repeating: " ", count: indentation)
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.map { String(Substring($0)) }.joined(separator: margin)
    }

    /// Puts an object's parts together.
    ///
    /// - Parameters:
    ///   - prefix: what stands before the opening bracket; may be empty.
    ///   - level: how deep the object's parts lie.
    ///   - isList: whether more than six short parts are set in columns.
    ///   - alignsRight: whether the columns are of numbers.
    func layOut(
        _ parts: [String], prefix: String, open: String, close: String, level: Int, isList: Bool, alignsRight: Bool
    ) -> String {
        let compactLevels: Int
        switch options.compactness {
        case .levels(let levels): compactLevels = levels
        case .all: return packed(parts, prefix: prefix, open: open, close: close)
        }
        let isGrouped = isList && parts.count > 6 && compactLevels > 0
        let lines = isGrouped ? columns(parts, alignsRight: alignsRight, most: compactLevels * 4) : parts
        let start = prefix.isEmpty ? "" : prefix + " "
        if currentLevel - level < compactLevels, lines.count == parts.count {
            let room = parts.count + indentation + open.utf16.count + prefix.utf16.count + 10
            let total = parts.reduce(room + parts.count) { $0 + length(of: $1) }
            if total <= options.breakLength, !prefix.utf8.contains(0x0A), !parts.contains(where: { $0.utf8.contains(0x0A) }) {
                return "\(start)\(open) \(parts.joined(separator: ", ")) \(close)"
            }
        }
        let margin = "\n" + String(repeating: " ", count: indentation)
        return "\(start)\(open)\(margin)  \(lines.joined(separator: ",\(margin)  "))\(margin)\(close)"
    }

    /// All parts behind one another, even those of several lines, as far as a line is wide enough.
    private func packed(_ parts: [String], prefix: String, open: String, close: String) -> String {
        let total = parts.reduce(parts.count * 2) { $0 + length(of: $1) }
        let start = prefix.isEmpty ? "" : " " + prefix
        if total <= options.breakLength, !prefix.utf8.contains(0x0A) { return "\(open)\(start) \(parts.joined(separator: ", ")) \(close)" }
        let margin = "\n" + String(repeating: " ", count: indentation) + "  "
        let head = start.isEmpty && open.utf16.count == 1 ? " " : start + margin
        return "\(open)\(head)\(parts.joined(separator: "," + margin)) \(close)"
    }

    /// The code units of a part that are seen.
    private func length(of part: String) -> Int { options.isColored ? InspectStyle.plain(part).utf16.count : part.utf16.count }

    /// Sets many short parts in columns of one width each, about two and a half times as wide as high.
    ///
    /// - Parameter most: columns.
    private func columns(_ parts: [String], alignsRight: Bool, most: Int) -> [String] {
        // The last part of a list that was cut says how much is missing.
        let count = parts.count > options.largestList ? parts.count - 1 : parts.count
        let widths = parts[..<count].map { Self.width(options.isColored ? InspectStyle.plain($0) : $0) }
        let widest = (widths.max() ?? 0) + 2
        let total = widths.reduce(0) { $0 + $1 + 2 }
        guard options.breakLength != InspectOptions.unlimitedLength, widest * 3 + indentation < options.breakLength,
            Double(total) / Double(widest) > 5 || widest <= 8
        else { return parts }
        let spread = (Double(widest) - Double(total) / Double(parts.count)).squareRoot()
        let usual = max(Double(widest) - 3 - spread, 1)
        let wanted = ((2.5 * usual * Double(count)).squareRoot() / usual).rounded()
        let columns = min(Int(wanted), (options.breakLength - indentation) / widest, most, 15)
        guard columns > 1 else { return parts }
        let columnWidths = (0..<columns).map { column in
            stride(from: column, to: count, by: columns).reduce(0) { max($0, widths[$1]) } + 2
        }
        var lines: [String] = []
        for first in stride(from: 0, to: count, by: columns) {
            let last = min(first + columns, count) - 1
            var line = ""
            for index in first...last {
                let isLast = index == last
                let text = isLast ? parts[index] : parts[index] + ", "
                let taken = isLast ? widths[index] : widths[index] + 2
                let room = columnWidths[index - first] - (isLast ? 2 : 0)
                let padding = String(repeating: " ", count: max(0, room - taken))
                line += alignsRight ? padding + text : isLast ? text : text + padding
            }
            lines.append(line)
        }
        return lines + parts[count...]
    }

    /// The columns of a terminal that a text takes.
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + (isInvisibleControl($1) ? 0 : columnCount(of: $1)) }
    }

    // MARK: Strings

    /// A text in the first of the host's quotes that it does not hold.
    func quoted(_ units: [UInt16]) -> String {
        let (double, single, backtick): (UInt16, UInt16, UInt16) = (0x22, 0x27, 0x60)
        let quote: UInt16
        switch rules.quotes {
        case .singleFirst:
            let isTemplate = zip(units, units.dropFirst()).contains { $0 == 0x24 && $1 == 0x7B }
            quote =
                !units.contains(single) || units.contains(double) && (units.contains(backtick) || isTemplate)
                ? single : units.contains(double) ? backtick : double
        case .doubleFirst: quote = [double, single, backtick].first { !units.contains($0) } ?? double
        }
        return String(decoding: [quote] + escaped(units, quote: quote) + [quote], as: UTF16.self)
    }

    /// A text in which control characters, backslashes and one quote are escaped.
    func escaped(_ units: [UInt16], quote: UInt16) -> [UInt16] {
        var text: [UInt16] = []
        let isLowerCase = rules.quotes == .doubleFirst
        let lone = isLowerCase ? [] : Set(Machine.loneSurrogates(units))
        for (index, unit) in units.enumerated() {
            switch unit {
            case quote, 0x5C: text.append(contentsOf: [0x5C, unit])
            case 0x08: text.append(contentsOf: "\\b".utf16)
            case 0x09: text.append(contentsOf: "\\t".utf16)
            case 0x0A: text.append(contentsOf: "\\n".utf16)
            case 0x0B where isLowerCase: text.append(contentsOf: "\\v".utf16)
            case 0x0C: text.append(contentsOf: "\\f".utf16)
            case 0x0D: text.append(contentsOf: "\\r".utf16)
            case 0..<0x20, 0x7F...0x9F:
                text.append(contentsOf: "\\x\(unit < 16 ? "0" : "")\(String(unit, radix: 16, uppercase: !isLowerCase))".utf16)
            case 0xD800...0xDFFF where lone.contains(index):
                text.append(contentsOf: "\\u\(String(unit, radix: 16))".utf16)
            default: text.append(unit)
            }
        }
        return text
    }

    /// A key that stands without quotes, for what it is.
    func escapedKey(_ text: String) -> String { String(decoding: escaped(Array(text.utf16), quote: 0x27), as: UTF16.self) }

    /// Whether it may stand in a symbol's description that needs no quotes.
    static func isNameUnit(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x2E, 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
        default: false
        }
    }

    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return text.utf8.allSatisfy { unit in
            switch unit {
            case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
            default: false
            }
        }
    }
}
