import Graphviz

/// Text as part of a Markdown document (CommonMark, with GitHub's tables and links).
enum MarkdownText {
    /// The text on one line, so that it shows as it is: no emphasis, link, HTML, entity, table cell, mathematics or template.
    ///
    /// - Parameter limit: so many scalars, and an ellipsis.
    static func escaped(_ text: String, limit: Int = .max) -> String {
        let visible = DOTText.visible(text)
        let scalars = Array((limit == .max ? visible : beginning(of: visible, limit)).unicodeScalars)
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

    /// A file's name as the address of a link: every byte but ASCII letters, digits and `-._~` by its number.
    static func address(_ name: String) -> String {
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
}

/// The text so that it shows as it is in a Markdown document, without the space at its end.
///
/// - Parameter keepsLines: whether line breaks stay, for prose; else they are spaces, as in a cell of a table.
public func markdownText(_ text: String, keepsLines: Bool = false) -> String {
    var text = text[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    guard keepsLines else { return MarkdownText.escaped(String(text)) }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { MarkdownText.escaped(String($0)) }.joined(separator: "\n")
}

/// A file's name as the address of a link in Markdown: whatever it holds, it ends neither the link nor what the link stands in.
public func markdownAddress(_ name: String) -> String { MarkdownText.address(name) }
