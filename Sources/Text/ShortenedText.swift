/// The text in so many characters at most, the last of which is `…` where some are left out.
public func shortened(_ text: String, to limit: Int) -> String {
    let scalars = text.unicodeScalars
    return scalars.count <= limit ? text : String(String.UnicodeScalarView(scalars.prefix(limit - 1))) + "…"
}
