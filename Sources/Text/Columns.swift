/// How many columns of a terminal a character that is no control takes: none for one that combines with the character before it, two for
/// the wide ones of East Asia and for emoji. https://www.unicode.org/reports/tr11/
public func columnCount(of scalar: Unicode.Scalar) -> Int {
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

/// How many columns of a terminal a text without controls takes.
public func columnCount(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + columnCount(of: $1) }
}

/// The text filled up with spaces to so many columns; longer text stays whole.
public func padded(_ text: String, to width: Int) -> String { text + padding(text, to: width) }

/// The same, filled up on the left.
public func leftPadded(_ text: String, to width: Int) -> String { padding(text, to: width) + text }

private func padding(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - columnCount(text)))
}
