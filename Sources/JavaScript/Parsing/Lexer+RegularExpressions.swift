import Diagnostics
import RegularExpressions

extension Lexer {
    /// A RegularExpressionLiteral: where an expression starts, a `/` starts one. Its early errors are told in V8's words.
    /// https://tc39.es/ecma262/#sec-literals-regular-expression-literals
    mutating func readRegularExpression() throws(SyntaxFailure) {
        let start = Int(token.start)
        let end = try endOfPattern(from: start + 1)
        position = end + 1
        while position < count, Self.isIdentifierPart(bytes[position]) { position += 1 }
        let flagText = String(decoding: UnsafeBufferPointer(start: bytes + end + 1, count: position - end - 1), as: UTF8.self)
        let text = String(decoding: UnsafeBufferPointer(start: bytes + start + 1, count: end - start - 1), as: UTF8.self)
        let next = byte(at: position)
        var isPart = next == 0x5C
        if next >= 0x80 { isPart = Self.isIdentifierStart(try decodeScalar(at: position).scalar) }
        guard !isPart, let flags = RegularExpressionFlags(flagText) else {
            throw failure(
                "Invalid regular expression flags", from: end + 1, to: max(position, end + 2),
                suggestion: "the flags are d, g, i, m, s, u or v, and y, each at most once")
        }
        let pattern = Array(text.utf16)
        if let problem = RegularExpression.problem(of: pattern, flags) {
            let offset = start + 1 + String(decoding: pattern[..<problem.offset], as: UTF16.self).utf8.count
            throw failure(
                "Invalid regular expression: /\(shortened(text))/\(flags.text): \(problem.message)", from: offset, to: offset + 1)
        }
        token.kind = .regularExpression
        token.name = names.pointee.intern(pattern[...])
        token.raw = names.pointee.intern(flagText)
        token.end = UInt32(truncatingIfNeeded: position)
    }

    /// Where the `/` stands that ends a pattern: none that is escaped or in a class.
    private mutating func endOfPattern(from start: Int) throws(SyntaxFailure) -> Int {
        var index = start
        var isInClass = false
        var isEscaped = false
        while index < count {
            let byte = bytes[index]
            if byte >= 0x80 {
                let (scalar, length) = try decodeScalar(at: index)
                if scalar == 0x2028 || scalar == 0x2029 { break }
                index += length
                isEscaped = false
                continue
            }
            if byte == 0x0A || byte == 0x0D { break }
            if isEscaped {
                isEscaped = false
            } else if byte == 0x5C {
                isEscaped = true
            } else if byte == 0x5B {
                isInClass = true
            } else if byte == 0x5D {
                isInClass = false
            } else if byte == 0x2F, !isInClass {
                return index
            }
            index += 1
        }
        throw failure(
            "a regular expression is not closed: expected '/' before the end of the line", from: start - 1, to: start)
    }

    private func shortened(_ text: String) -> String { text.utf8.count <= 200 ? text : String(text.prefix(100)) + "…" }
}
