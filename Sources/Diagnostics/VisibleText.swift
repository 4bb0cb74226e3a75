/// Whether a character would act on a terminal or on the order of the text around it instead of being seen.
///
/// These are the C0 and C1 controls, DEL, the line and paragraph separators, the marks, embeddings and isolates of the
/// bidirectional algorithm, invisible blanks and marks, and tag characters.
public func isInvisibleControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: true
    case 0xE0000...0xE007F: true
    default: false
    }
}

/// The text on one line with every control character written out, so that showing it can neither drive a terminal nor
/// forge a line: `\n`, `\t`, `\u{1B}`.
public func visibleText(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isInvisibleControl) else { return text }
    var result = ""
    for scalar in text.unicodeScalars { result += visibleForm(scalar) }
    return result
}

/// One character as ``visibleText(_:)`` shows it.
public func visibleForm(_ scalar: Unicode.Scalar) -> String {
    guard isInvisibleControl(scalar) else { return String(scalar) }
    switch scalar {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default: return "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
}
