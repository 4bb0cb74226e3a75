/// A text of one line as part of a Markdown document (CommonMark, with GitHub's tables and links), so that it shows as it is: no emphasis, link,
/// HTML, entity, table cell, mathematics or template.
///
/// Controls are left as they are: see ``visibleText(_:)``.
public func markdownEscaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
        let next = index + 1 < scalars.count ? scalars[index + 1] : nil
        switch scalar {
        case "\\", "`", "*", "_", "[", "]", "#", "{", "}": result += "\\\(scalar)"
        // Not every dialect takes a backslash before these, and in none does a reference act as the character.
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "|", "~", "$", "@", "^": result += "&#\(scalar.value);"
        // `https://` and `www.` make links, and `:word:` a picture.
        case ":" where next != " " && next != nil: result += "&#58;"
        case "." where index > 0 && (scalars[index - 1] == "w" || scalars[index - 1] == "W"): result += "\\."
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// A file's name as the address of a link, or a part of one: every byte but ASCII letters, digits and `-._~` by its number.
public func addressEscaped(_ name: String) -> String {
    var result = ""
    for byte in name.utf8 {
        switch Unicode.Scalar(byte) {
        case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~": result.unicodeScalars.append(Unicode.Scalar(byte))
        default:
            let digits = String(byte, radix: 16, uppercase: true)
            result += "%\(digits.count < 2 ? "0" : "")\(digits)"
        }
    }
    return result
}
