extension Parser {
    /// The most digits of a BigInt that names a property.
    private static var longestKey: Int { 2_000 }

    /// The decimal digits of a BigInt literal, which are the name of a property.
    mutating func decimalText(ofBigInt token: Token) throws(SyntaxFailure) -> String {
        let text = text(of: token.name).utf8
        guard text.count <= Self.longestKey else {
            throw failure("a key has too many digits: at most \(Self.longestKey)", at: token.range, suggestion: "write it as a string")
        }
        var radix: UInt64 = 10
        if text.first == 0x30, let letter = text.dropFirst().first {
            radix = letter | 0x20 == 0x78 ? 16 : letter | 0x20 == 0x6F ? 8 : 2
        }
        // Nine digits each, the lowest first.
        var parts: [UInt64] = [0]
        for byte in radix == 10 ? text.dropFirst(0) : text.dropFirst(2) {
            var carry = UInt64(Lexer.hexadecimalValue(byte) ?? 0)
            for index in parts.indices {
                let value = parts[index] * radix + carry
                parts[index] = value % 1_000_000_000
                carry = value / 1_000_000_000
            }
            if carry > 0 { parts.append(carry) }
        }
        let rest = parts.dropLast().reversed().map { part in
            let digits = String(part)
            return String(repeating: "0", count: 9 - digits.utf8.count) + digits
        }
        return String(parts[parts.count - 1]) + rest.joined()
    }
}
