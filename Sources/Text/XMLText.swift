/// Text as XML has it between tags. What XML 1.0 cannot hold, and what would reorder the text, is written out.
public func xmlText(_ text: String) -> String {
    var visible = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\n", "\t": visible.unicodeScalars.append(scalar)
        case "\u{FFFE}", "\u{FFFF}": visible += escapedForm(scalar)
        default: visible += visibleForm(scalar)
        }
    }
    return markupText(visible)
}

/// The same in an attribute that stands in double quotes.
public func xmlAttribute(_ text: String) -> String {
    xmlText(text).replacing("\n", with: "&#10;").replacing("\t", with: "&#9;")
}
