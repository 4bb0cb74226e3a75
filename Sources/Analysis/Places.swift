/// The text with the first place in it, "… at FOLDER/FILE:LINE:COLUMN", named without its folder.
///
/// The folder is what the user typed, and a picture must not change with that.
public func placeWithoutFolder(in text: String) -> String {
    let bytes = Array(text.utf8)
    let lead = Array(" at ".utf8)
    guard bytes.count > lead.count else { return text }
    let starts = 0...(bytes.count - lead.count)
    guard let at = starts.first(where: { bytes[$0..<($0 + lead.count)].elementsEqual(lead) }) else { return text }
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")), slash >= at + lead.count else { return text }
    return String(decoding: bytes[..<(at + lead.count)] + bytes[(slash + 1)...], as: UTF8.self)
}
