/// The words of a text, as cjs-module-lexer sees them: it looks for names of exports in the text, and knows nothing of the tree.
/// https://github.com/nodejs/cjs-module-lexer#grammar
struct CommonJSWords {
    struct Word {
        enum Kind: UInt8 { case name, string, sign, other }
        var kind: Kind
        /// In how many parentheses, braces and templates it stands.
        var depth: UInt16
        var start: UInt32
        var end: UInt32
    }

    private(set) var words: [Word] = []
    let bytes: [UInt8]
    /// Where the regular expressions of the text begin and end: only the tree tells them from divisions.
    private let expressions: [UInt32: UInt32]
    private var depth = 0
    /// The depths at which templates go on.
    private var templates: [Int] = []

    /// - Complexity: linear in the length of the text.
    init(of tree: borrowing SyntaxTree) {
        bytes = tree.source.bytes
        var expressions: [UInt32: UInt32] = [:]
        for (index, node) in tree.nodes.enumerated() {
            guard case .regularExpression = node else { continue }
            let range = tree.range(of: NodeID(UInt32(index)))
            expressions[range.start] = range.end
        }
        self.expressions = expressions
        read()
    }

    // MARK: Making them

    private mutating func read() {
        var index = bytes.starts(with: [0x23, 0x21]) ? endOfLine(from: 0) : 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x20 || (9...13).contains(byte) {
                index += 1
            } else if let end = expressions[UInt32(index)] {
                append(.other, index, Int(end))
                index = max(index + 1, Int(end))
            } else if byte == UInt8(ascii: "/"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "/") {
                index = endOfLine(from: index)
            } else if byte == UInt8(ascii: "/"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "*") {
                index = endOfComment(from: index + 2)
            } else if isNamePart(byte) {
                index = readName(from: index)
            } else {
                index = readSign(byte, index)
            }
        }
    }

    private mutating func append(_ kind: Word.Kind, _ start: Int, _ end: Int) {
        words.append(Word(kind: kind, depth: UInt16(clamping: depth), start: UInt32(start), end: UInt32(end)))
    }

    private func isNamePart(_ byte: UInt8) -> Bool { byte >= 0x80 || Lexer.isIdentifierPart(byte) }

    private mutating func readName(from start: Int) -> Int {
        var end = start
        while end < bytes.count, isNamePart(bytes[end]) { end += 1 }
        let isNumber = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[start])
        append(isNumber ? .other : .name, start, end)
        return end
    }

    private mutating func readSign(_ byte: UInt8, _ start: Int) -> Int {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            var end = start + 1
            while end < bytes.count, bytes[end] != byte { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
            append(.string, start, min(end + 1, bytes.count))
            return end + 1
        case UInt8(ascii: "`"):
            append(.other, start, start + 1)
            return readTemplate(from: start + 1)
        case UInt8(ascii: "}") where templates.last == depth:
            templates.removeLast()
            depth -= 1
            return readTemplate(from: start + 1)
        case UInt8(ascii: ")"), UInt8(ascii: "}"):
            depth = max(0, depth - 1)
            append(.sign, start, start + 1)
        case UInt8(ascii: "("), UInt8(ascii: "{"):
            append(.sign, start, start + 1)
            depth += 1
        default: append(.sign, start, start + 1)
        }
        return start + 1
    }

    /// The end of a piece of a template; what is in it goes on with words.
    private mutating func readTemplate(from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "`"): return index + 1
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "$") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "{"):
                depth += 1
                templates.append(depth)
                return index + 2
            default: index += 1
            }
        }
        return index
    }

    private func endOfLine(from start: Int) -> Int {
        bytes[start...].firstIndex { $0 == 10 || $0 == 13 } ?? bytes.count
    }

    private func endOfComment(from start: Int) -> Int {
        var index = start
        while index + 1 < bytes.count, bytes[index] != UInt8(ascii: "*") || bytes[index + 1] != UInt8(ascii: "/") { index += 1 }
        return index + 2
    }

    // MARK: Looking at them

    func text(_ index: Int) -> String {
        guard words.indices.contains(index) else { return "" }
        return String(decoding: bytes[Int(words[index].start)..<Int(words[index].end)], as: UTF8.self)
    }

    func `is`(_ index: Int, _ text: StaticString) -> Bool {
        guard words.indices.contains(index), words[index].kind != .string,
            Int(words[index].end - words[index].start) == text.utf8CodeUnitCount
        else { return false }
        return text.withUTF8Buffer { $0.elementsEqual(bytes[Int(words[index].start)..<Int(words[index].end)]) }
    }

    /// Whether words say the same, one after another.
    func are(_ index: Int, _ texts: StaticString...) -> Bool {
        for (offset, text) in texts.enumerated() where !self.is(index + offset, text) { return false }
        return true
    }

    func isName(_ index: Int) -> Bool { words.indices.contains(index) && words[index].kind == .name }
    func isString(_ index: Int) -> Bool { words.indices.contains(index) && words[index].kind == .string }

    /// The same name at two places.
    func isSame(_ index: Int, _ other: Int) -> Bool { isName(index) && isName(other) && text(index) == text(other) }

    /// Whether no byte stands between a word and the next.
    func touchesNext(_ index: Int) -> Bool {
        words.indices.contains(index) && words.indices.contains(index + 1) && words[index].end == words[index + 1].start
    }

    /// Whether only spaces stand between a word and the next.
    func isSpaced(_ index: Int) -> Bool {
        words.indices.contains(index) && words.indices.contains(index + 1)
            && bytes[Int(words[index].end)..<Int(words[index + 1].start)].allSatisfy { $0 == 0x20 }
    }

    /// Whether a name is no member, as far as the byte before it tells.
    func isKeyword(_ index: Int) -> Bool {
        let start = Int(words[index].start)
        return start == 0 || bytes[start - 1] != UInt8(ascii: ".")
    }
}
