/// Text as HTML and XML have it between tags, and in an attribute that stands in double quotes.
///
/// Controls are left as they are: see ``visibleText(_:)``.
public func markupText(_ text: String) -> String {
    let special = Array("&<>\"".utf8)
    guard text.utf8.contains(where: special.contains) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;".unicodeScalars
        case "<": result += "&lt;".unicodeScalars
        case ">": result += "&gt;".unicodeScalars
        case "\"": result += "&quot;".unicodeScalars
        default: result.append(scalar)
        }
    }
    return String(result)
}
