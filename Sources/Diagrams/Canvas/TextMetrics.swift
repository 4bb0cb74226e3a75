/// How wide text is, without any font.
///
/// A viewer may set text in another font than Helvetica, so these are the widths of the wide ones among the common
/// sans-serif fonts: what fits by this measure fits everywhere.
enum TextMetrics {
    static func width(of text: String, _ font: Canvas.Font) -> Double {
        if font.isMonospace {
            // Every common monospace font sets a character in 0.6 em or little more.
            return text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 1.2 : 0.602) } * font.size
        }
        let em = text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
        return em * font.size * (font.isBold ? 1.1 : 1)
    }

    static func width(of text: String, size: Double, isBold: Bool = false, isMonospace: Bool = false) -> Double {
        width(of: text, Canvas.Font(size: size, isBold: isBold, isMonospace: isMonospace))
    }

    /// The text, or as much of its start as fits before an ellipsis; `nil` when not even two characters do.
    static func fit(_ text: String, width limit: Double, _ font: Canvas.Font) -> String? {
        if width(of: text, font) <= limit { return text }
        var kept = ""
        var used = width(of: "…", font)
        for character in text {
            used += width(of: String(character), font)
            if used > limit { break }
            kept.append(character)
        }
        while kept.last == " " { kept.removeLast() }
        return kept.count >= 2 ? kept + "…" : nil
    }

    /// The text in as few lines as it takes, broken between words where the lines get most alike; what no line has room for ends the last with
    /// an ellipsis.
    static func wrapped(_ text: String, width limit: Double, lines count: Int, _ font: Canvas.Font) -> [String] {
        var lines = broken(text, width: limit, lines: count, font)
        guard lines.count > 1, lines.joined(separator: " ") == text else { return lines }
        var (low, high) = (limit / Double(count), limit)
        for _ in 0..<8 {
            let middle = (low + high) / 2
            let narrow = broken(text, width: middle, lines: count, font)
            if narrow.count == lines.count, narrow.joined(separator: " ") == text {
                (lines, high) = (narrow, middle)
            } else {
                low = middle
            }
        }
        return lines
    }

    /// The text in lines each of which is as long as it may be.
    private static func broken(_ text: String, width limit: Double, lines count: Int, _ font: Canvas.Font) -> [String] {
        var lines: [String] = []
        var rest = text[...]
        while !rest.isEmpty, lines.count + 1 < count, width(of: String(rest), font) > limit {
            var used = 0.0
            var end = rest.startIndex
            var lastSpace: String.Index?
            while end < rest.endIndex, used <= limit {
                if rest[end] == " " { lastSpace = end }
                used += width(of: String(rest[end]), font)
                end = rest.index(after: end)
            }
            // A word that fills a whole line is not broken: it is cut.
            guard let space = lastSpace, space > rest.startIndex else { break }
            lines.append(String(rest[..<space]))
            rest = rest[rest.index(after: space)...]
        }
        if !rest.isEmpty { lines.append(fit(String(rest), width: limit, font) ?? "") }
        return lines
    }

    /// The text with its middle left out when it is longer than `count` characters: in paths, both ends tell.
    static func shortened(_ text: String, to count: Int) -> String {
        guard text.count > count else { return text }
        let tail = count * 2 / 3
        return text.prefix(count - 1 - tail) + "…" + text.suffix(tail)
    }

    private static func width(of scalar: Unicode.Scalar) -> Double {
        switch scalar {
        case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!", " ", "·": 0.32
        case "f", "t", "r", "(", ")", "[", "]", "-", "/", "\\", "\"": 0.41
        case "m", "w", "M", "W", "@", "%": 1.0
        case "…", "→", "↵": 1.0
        case "+", "=", "<", ">", "~", "#", "^", "≈", "≠", "✕": 0.84
        case "A"..."Z", "&": 0.74
        case "c", "k", "s", "v", "x", "y", "z": 0.57
        case "a"..."z", "0"..."9": 0.625
        default: scalar.value < 0x20 || isWide(scalar) ? 1.2 : 0.7
        }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        (0x1100...0x115F).contains(scalar.value) || (0x2400...0x2426).contains(scalar.value)
            || (0x2E80...0xA4CF).contains(scalar.value) || (0xAC00...0xD7A3).contains(scalar.value)
            || (0xF900...0xFAFF).contains(scalar.value) || (0xFE30...0xFE6F).contains(scalar.value)
            || (0xFF00...0xFF60).contains(scalar.value) || scalar.value >= 0x1F000 || scalar.value == 0xFFFD
    }
}
