extension Scenario {
    /// Whether a text is meant as a scenario document and not as JavaScript, where no file's name tells: it is a JSON object, or one of its
    /// lines begins with a key of the format and a colon. A document with mistakes is one all the same.
    public static func isDocument(_ bytes: [UInt8]) -> Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
        let blanks = Set(" \t\r\n".utf8)
        // A block of JavaScript that begins with a string is nothing that anybody writes.
        let start = text.drop { blanks.contains($0) }
        if start.first == UInt8(ascii: "{"), start.dropFirst().first(where: { !blanks.contains($0) }) == UInt8(ascii: "\"") { return true }
        let keys = Format.document.keys.flatMap { [$0.name] + $0.alsoCalled }.map { Array("\($0):".utf8) }
        return text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).contains { line in
            keys.contains { line.starts(with: $0) && (line.count == $0.count || blanks.contains(line[line.startIndex + $0.count])) }
        }
    }
}
