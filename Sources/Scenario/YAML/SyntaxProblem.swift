import Diagnostics
import Text

/// Where the YAML parser stopped, told as the mistake that a person most likely made.
///
/// The parser names the first token that it has no use for, which often stands lines behind the mistake and is right in itself.
/// So the lines around it are looked at, and the place that is told is the one to edit.
struct SyntaxProblem {
    let positions: DocumentPositions
    /// The parser's words.
    let problem: String
    /// What the parser was reading, in its words.
    let context: String?
    /// Where it stopped.
    let offset: Int
    /// Where that begins which it was reading.
    let start: Int?
    /// The last scalar that it read whole.
    let lastScalar: YAMLNode?
    /// Whether the last key that it read came without a value.
    let lacksValue: Bool
    let layout: DocumentLayout

    /// What is wrong, where, and what to write instead.
    struct Explanation {
        var message: String
        var range: Range<Int>
        var suggestion: String?
        /// Another place that has to do with it.
        var related: (message: String, offset: Int)?

        init(_ message: String, at range: Range<Int>, _ suggestion: String? = nil, related: (message: String, offset: Int)? = nil) {
            self.message = message
            self.range = range
            self.suggestion = suggestion
            self.related = related
        }
    }

    init(
        _ positions: DocumentPositions, problem: String, context: String?, offset: Int, start: Int?, lastScalar: YAMLNode?, lacksValue: Bool
    ) {
        self.positions = positions
        self.problem = problem
        self.context = context
        self.offset = offset
        self.start = start
        self.lastScalar = lastScalar
        self.lacksValue = lacksValue
        layout = DocumentLayout(upTo: offset, in: positions)
    }

    var diagnostic: Diagnostic {
        let explanation = explanation ?? parserWords
        var diagnostic = positions.problem(explanation.message, at: explanation.range, suggestion: explanation.suggestion)
        if let (message, offset) = explanation.related { diagnostic.related = [RelatedPlace(message, at: positions.location(of: offset))] }
        return diagnostic
    }

    private var explanation: Explanation? {
        switch problem {
        case "found character that cannot start any token": byte == 0x09 ? tab : reservedCharacter
        case "found a tab character where an indentation space is expected", "found a tab character that violates indentation": tab
        case "found unexpected end of stream", "found unexpected document indicator": start.map { unclosedQuote(at: $0) }
        case "found unknown escape character", "did not find expected hexdecimal number", "found invalid Unicode character escape code":
            escape
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'": behindQuotes ?? flow
        case "did not find expected node content": missingNode
        case "found unexpected ':'": missingBlank(at: offset, in: flowEntryStart..<offset)
        case "mapping values are not allowed in this context": unexpectedColon
        case "could not find expected ':'": missingKeyColon
        case "did not find expected key": behindQuotes ?? behindBrackets ?? strayLine
        case "did not find expected '-' indicator": behindQuotes ?? behindBrackets ?? strayLine
        case "did not find expected <document start>": strayRoot
        case "did not find expected comment or line break": behindBlockMark
        case "did not find expected alphabetic or numeric character": reservedCharacter
        case "block sequence entries are not allowed in this context", "mapping keys are not allowed in this context": reservedCharacter
        default: nil
        }
    }

    /// What the parser says, where nothing better is known.
    private var parserWords: Explanation {
        var message = "not valid YAML: \(problem)"
        if let context, let start {
            message += ", \(context) that begins on line \(positions.location(of: start).line)"
        }
        return Explanation(message, at: offset..<offset)
    }

    // MARK: The text around

    /// The byte at which the parser stopped; 0 at the end.
    var byte: UInt8 { offset < positions.bytes.count ? positions.bytes[offset] : 0 }

    /// The line at which the parser stopped, if it gives the document structure.
    var line: DocumentLine? {
        layout.lines.last.flatMap { $0.index == positions.lineIndex(of: offset) ? $0 : nil }
    }

    /// The structural line above that one.
    var lineAbove: DocumentLine? { line == nil ? layout.lines.last : layout.lines.dropLast().last }

    func text(_ range: Range<Int>) -> String { String(decoding: positions.bytes[range], as: UTF8.self) }

    func lineNumber(of offset: Int) -> Int { positions.lineIndex(of: offset) + 1 }

    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == 0x09 }

    /// Whether nothing but blanks stands between two places of one line.
    func isBlank(_ range: Range<Int>) -> Bool { positions.bytes[range].allSatisfy(isBlank) }

    /// The first offset in a range of one line whose byte stands in no quotes and is one that is looked for.
    @discardableResult
    func firstOutsideQuotes(_ range: Range<Int>, where isSought: (Int) -> Bool) -> Int? {
        let bytes = positions.bytes
        var quote: UInt8?
        var isEscaped = false
        for offset in range {
            let byte = bytes[offset]
            if let open = quote {
                if !isEscaped, byte == open { quote = nil }
                isEscaped = !isEscaped && open == UInt8(ascii: "\"") && byte == UInt8(ascii: "\\")
                continue
            }
            let isTokenStart = offset == range.lowerBound || isBlank(bytes[offset - 1]) || "[{,:".utf8.contains(bytes[offset - 1])
            if isTokenStart, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if isSought(offset) {
                return offset
            }
        }
        return nil
    }

    /// `put it in quotes: "a: b"`, with the text when it is short.
    func inQuotes(_ text: String) -> String {
        guard text.utf8.count <= 60 else { return "put it in quotes, or in a block after '|'" }
        // Of several statements, or with brackets, it may well be JavaScript, which grows.
        let isCode = text.contains { "(){};".contains($0) }
        return "put it in quotes: \(quoted(text))\(isCode ? ", or in a block after '|'" : "")"
    }

    /// The text in those quotes that need no escapes, if there are such.
    func quoted(_ text: String) -> String {
        if text.utf8.contains(UInt8(ascii: "\"")), !text.utf8.contains(UInt8(ascii: "'")), visibleText(text) == text { return "'\(text)'" }
        return yamlStringLiteral(text)
    }
}
