import Graphviz
import Text

/// Text as part of a Markdown document (CommonMark, with GitHub's tables and links).
enum MarkdownText {
    /// The text on one line, so that it shows as it is: no emphasis, link, HTML, entity, table cell, mathematics or template.
    ///
    /// - Parameter limit: so many scalars, and an ellipsis.
    static func escaped(_ text: String, limit: Int = .max) -> String {
        let visible = DOTText.visible(text)
        return Text.markdownEscaped(limit == .max ? visible : beginning(of: visible, limit))
    }

    /// A file's name as the address of a link.
    static func address(_ name: String) -> String { addressEscaped(name) }
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
