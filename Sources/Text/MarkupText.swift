/// Text as HTML and XML have it between tags, and in an attribute that stands in double quotes.
///
/// Controls are left as they are: see ``visibleText(_:)``.
public func markupText(_ text: String) -> String {
    let special = Array("&<>\"".utf8)
    guard text.utf8.contains(where: special.contains) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count * 2)
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "&"): result += "&amp;".utf8
        case UInt8(ascii: "<"): result += "&lt;".utf8
        case UInt8(ascii: ">"): result += "&gt;".utf8
        case UInt8(ascii: "\""): result += "&quot;".utf8
        default: result.append(byte)
        }
    }
    return String(decoding: result, as: UTF8.self)
}
