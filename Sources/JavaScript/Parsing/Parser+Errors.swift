import Diagnostics
import Text

extension Parser {
    /// What stopped the parse, as the user sees it.
    func diagnostic() -> Diagnostic {
        let problem = lexer.problem ?? Lexer.Problem(kind: .syntax, message: "syntax error", range: lexer.token.range)
        let source = tree.source
        let line = source.line(at: problem.range.start)
        let location = source.location(at: problem.range.start)
        // A problem that goes on over several lines is shown in its first.
        let rest = line.map { $0.text.unicodeScalars.count - location.column + $0.start } ?? Int.max
        return Diagnostic(
            problem.kind, problem.message, at: location,
            width: min(source.width(of: problem.range), max(1, rest)), suggestion: problem.suggestion, sourceLine: line)
    }

    mutating func failure(
        _ message: String, at range: SourceRange, kind: Diagnostic.Kind = .syntax, suggestion: String? = nil
    ) -> SyntaxFailure {
        lexer.failure(message, at: range, kind: kind, suggestion: suggestion)
    }

    mutating func failure(_ message: String, at node: NodeID, suggestion: String? = nil) -> SyntaxFailure {
        lexer.failure(message, at: tree.range(of: node), suggestion: suggestion)
    }

    mutating func unsupported(_ what: String, at range: SourceRange, suggestion: String? = nil) -> SyntaxFailure {
        failure("\(what) not in tla-sim's subset", at: range, kind: .unsupported, suggestion: suggestion)
    }

    /// "expected …, found …" at the next token.
    mutating func unexpected(_ expectation: String, suggestion: String? = nil) -> SyntaxFailure {
        if !lexer.takesHTMLComments, kind == .less || kind == .greater, isHTMLComment {
            return failure(
                "HTML-like comments are not allowed in modules", at: lexer.token.range, suggestion: "write the comment with //")
        }
        let own = isAfterAwaitName ? "'await' stands only in async functions and at the top level of a module" : suggestion
        return failure("\(expectation), found \(describeToken())", at: lexer.token.range, suggestion: own)
    }

    /// Whether `await` was read as the name that it is in sloppy code.
    private var isAfterAwaitName: Bool { tree.goal != .module && wordBefore()?.0 == .known(.await) }

    /// `import` or `export` where only a module may have them.
    mutating func misplacedModuleItem(_ what: StaticString, insteadInFunction: StaticString = "") -> SyntaxFailure {
        failure(
            "\(what) only at the top level of a module", at: lexer.token.range,
            suggestion: wayToModule ?? "is a '}' missing before it?\(insteadInFunction)")
    }

    /// How a text that is no module becomes one; `nil` where it is one, or nobody could make it one.
    var wayToModule: String? {
        switch tree.goal {
        case .module, .function, .eval: nil
        case .commonJS: "make this file a module by the ending .mjs, or by \"type\": \"module\" in its package.json"
        case .script:
            "make this a module: by type=\"module\" in the <script>, by { type: \"module\" } for a worker, or by the ending .mjs"
        }
    }

    /// A `}` is missing at the end of the module; which `{` it should close helps to find where.
    mutating func unclosedBrace(_ purpose: StaticString, openedAt open: UInt32) -> SyntaxFailure {
        let line = tree.source.location(at: open).line
        return unexpected("expected '}' \(purpose)", suggestion: "the '{' in line \(line) is not closed")
    }

    private var isHTMLComment: Bool {
        let start = Int(tokenStart)
        if kind == .less {
            return lexer.byte(at: start + 1) == 0x21 && lexer.byte(at: start + 2) == 0x2D && lexer.byte(at: start + 3) == 0x2D
        }
        return start >= 2 && lexer.bytes[start - 1] == 0x2D && lexer.bytes[start - 2] == 0x2D
    }

    /// The next token in words.
    func describeToken() -> String {
        switch kind {
        case .endOfModule: return "the end of the module"
        case .string: return "a string"
        case .template, .templateHead: return "a template"
        case .regularExpression: return "a regular expression"
        case .bigInt: return "a BigInt"
        case .number: return "the number \(shortText(lexer.token.range))"
        case .escapedReservedWord: return "the reserved word '\(lexer.names.pointee.string(lexer.token.name))' written with an escape"
        default: return "'\(shortText(lexer.token.range))'"
        }
    }

    /// A range's text, cut when long.
    func shortText(_ range: SourceRange) -> String {
        let length = Int(range.end) - Int(range.start)
        let bytes = UnsafeBufferPointer(start: lexer.bytes + Int(range.start), count: length)
        let text = String(decoding: bytes, as: UTF8.self)
        return length <= 40 ? text : String(text.prefix(30)) + "…"
    }

    func text(of name: NameID) -> String { lexer.names.pointee.string(name) }

    mutating func missingSemicolon(after what: StaticString) -> SyntaxFailure {
        var suggestion: String?
        let expectation = "expected ';' or a line break after \(what)"
        if let (name, range) = wordBefore() {
            if name == .known(.await), tree.goal != .module { return misplacedAwait(at: range) }
            let word = text(of: name)
            if word == "accessor" { return unsupported("'accessor' fields are", at: range) }
            let keywords = [
                "async", "await", "break", "case", "catch", "class", "const", "continue", "default", "delete", "else", "export",
                "finally", "for", "function", "if", "import", "let", "new", "return", "switch", "throw", "try", "typeof", "var",
                "void", "while", "yield",
            ]
            if let near = nearestName(to: word, among: keywords), word.count > 2 { suggestion = "did you mean '\(near)'?" }
            if word == "async" { suggestion = nil }
        }
        return unexpected(expectation, suggestion: suggestion)
    }

    /// The name that ends just before the next token, also as the operand of an `await` or as the key of a field.
    private func wordBefore() -> (NameID, SourceRange)? {
        var index = tree.nodes.count - 1
        while index >= 0, tree.ranges[index].end == lexer.previousEnd {
            switch tree.nodes[index] {
            case .identifier(let name): return (name, tree.ranges[index])
            case .string(let name) where Lexer.isIdentifierStart(lexer.bytes[Int(tree.ranges[index].start)]):
                return (name, tree.ranges[index])
            case .await(let operand): index = Int(operand.index)
            // What ends with the word.
            default: index -= 1
            }
        }
        return nil
    }

    mutating func tooDeep() -> SyntaxFailure {
        failure(ParserLimits.nestingMessage(nestingLimit), at: lexer.token.range)
    }

    /// Measures the tree from the leaves up: children stand before their parents.
    mutating func checkTreeDepth() throws(SyntaxFailure) {
        var heights = [UInt16](repeating: 1, count: tree.nodes.count)
        for index in tree.nodes.indices {
            var height: UInt16 = 0
            tree.forEachChild(of: NodeID(UInt32(index))) { child in height = max(height, heights[Int(child.index)]) }
            heights[index] = height + 1
            // A chain of `else if` is walked as a list: its links do not stand on each other.
            if case .if(let test, let then, let otherwise) = tree.nodes[index], case .if = otherwise.isNone ? .empty : tree[otherwise] {
                let own = max(heights[Int(test.index)], heights[Int(then.index)]) + 1
                heights[index] = max(own, heights[Int(otherwise.index)])
                height = heights[index] - 1
            }
            // Only what compiles goes through code from text, and it goes along chains by their links.
            let base = tree.goal.isFromText ? tree.base(ofLink: NodeID(UInt32(index))) : .none
            if !base.isNone {
                var beside: UInt16 = 0
                tree.forEachChild(of: NodeID(UInt32(index))) { child in if child != base { beside = max(beside, heights[Int(child.index)]) }
                }
                heights[index] = max(heights[Int(base.index)], beside + 1)
                height = heights[index] - 1
            }
            if Int(height) >= ParserLimits.treeDepth {
                let start = tree.ranges[index].start
                throw failure(
                    "the expression nests too deeply: a chain of more than \(ParserLimits.treeDepth) links",
                    at: SourceRange(start: start, end: start + 1), suggestion: "split it into several statements")
            }
        }
    }
}
