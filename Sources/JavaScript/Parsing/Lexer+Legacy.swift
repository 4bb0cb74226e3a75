/// What only sloppy code may say. https://tc39.es/ecma262/#sec-additional-syntax-numeric-literals
extension Lexer {
    /// https://tc39.es/ecma262/#prod-annexB-SingleLineHTMLOpenComment and SingleLineHTMLCloseComment, which stands behind nothing but blanks and
    /// comments in its line.
    func startsHTMLComment(at index: Int) -> Bool {
        if bytes[index] == 0x3C { return byte(at: index + 1) == 0x21 && byte(at: index + 2) == 0x2D && byte(at: index + 3) == 0x2D }
        return byte(at: index + 1) == 0x2D && byte(at: index + 2) == 0x3E && (token.followsLineBreak || token.end == 0)
    }

    /// `010`, which is 8; `09` and `08.5` are decimal.
    ///
    /// - Returns: whether it was octal; otherwise nothing was read.
    mutating func readLegacyOctal() throws(SyntaxFailure) -> Bool {
        var end = position
        var value = 0.0
        while (0x30...0x39).contains(byte(at: end)) {
            if byte(at: end) > 0x37 { return false }
            value = value * 8 + Double(byte(at: end) - 0x30)
            end += 1
        }
        position = end
        token.number = value
        return true
    }

    /// `\033`: up to three octal digits that make no more than 255; the first has been read.
    mutating func readLegacyOctalEscape(_ first: UInt8) {
        var value = UInt16(first - 0x30)
        for _ in 0..<2 {
            let next = byte(at: position)
            guard (0x30...0x37).contains(next), value * 8 + UInt16(next - 0x30) <= 255 else { break }
            value = value * 8 + UInt16(next - 0x30)
            position += 1
        }
        units.append(value)
    }
}
