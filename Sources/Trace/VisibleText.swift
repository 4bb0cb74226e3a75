extension Unicode.Scalar {
    /// Whether showing this scalar as it stands could move the cursor, drive the terminal, hide text or turn its
    /// direction round: the control characters, the line and paragraph separators and the bidirectional controls.
    var isUnsafeToShow: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }

    /// How many columns of a terminal the scalar takes, near enough to align columns: 0, 1 or 2.
    var columns: Int {
        switch value {
        case 0x20...0x7E: 1
        case 0x0300...0x036F, 0x200C...0x200D, 0xFE00...0xFE0F: 0
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }
}

/// The text with every scalar that is unsafe to show written out: `\n`, `\t`, `\u{1B}`.
func visibleText(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: \.isUnsafeToShow) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
        guard scalar.isUnsafeToShow else {
            result.unicodeScalars.append(scalar)
            continue
        }
        switch scalar {
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        default: result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
    }
    return result
}

/// How many columns of a terminal a text without unsafe scalars takes.
func columnCount(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + $1.columns }
}

/// The text filled up with spaces to so many columns; longer text stays whole.
func padded(_ text: String, to width: Int) -> String {
    let missing = width - columnCount(text)
    return missing > 0 ? text + String(repeating: " ", count: missing) : text
}

/// The same, filled up on the left.
func leftPadded(_ text: String, to width: Int) -> String {
    let missing = width - columnCount(text)
    return missing > 0 ? String(repeating: " ", count: missing) + text : text
}
