/// The text on one line with every control character written out, so that showing it can neither drive a terminal nor
/// forge a line: `\n`, `\t`, `\u{1B}`.
public func visibleText(_ text: String) -> String {
    // Most texts are plain ASCII, and this is asked of every line that is shown.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    guard text.unicodeScalars.contains(where: isInvisibleControl) else { return text }
    var result = String.UnicodeScalarView()
    // What is written out comes often more than once in a row.
    var (latest, form): (Unicode.Scalar?, String) = (nil, "")
    for scalar in text.unicodeScalars {
        guard isInvisibleControl(scalar) else {
            result.append(scalar)
            continue
        }
        if scalar != latest { (latest, form) = (scalar, visibleForm(scalar)) }
        // One by one: a piece at a time would move what is there already.
        for shown in form.unicodeScalars { result.append(shown) }
    }
    return String(result)
}

/// One character as ``visibleText(_:)`` shows it.
public func visibleForm(_ scalar: Unicode.Scalar) -> String {
    guard isInvisibleControl(scalar) else { return String(scalar) }
    switch scalar {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default: return escapedForm(scalar)
    }
}

/// A character by its number: `\u{1B}`.
public func escapedForm(_ scalar: Unicode.Scalar) -> String { "\\u{\(hexadecimal(scalar.value))}" }
