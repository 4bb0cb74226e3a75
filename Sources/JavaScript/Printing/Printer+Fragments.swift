import Diagnostics
import Text

extension Printer {
    /// A printer for a text that keeps the origins of its parts.
    init(forText name: String) {
        self.init(tree: SyntaxTree(source: SourceFile(name: name, bytes: [])), names: .borrowed)
        origins = OriginRecord()
    }

    /// The text as a file.
    func file(named name: String) -> SourceFile {
        SourceFile(name: name, bytes: text, origins: origins.map { SourceOrigins(sources: $0.sources, marks: $0.marks) })
    }

    /// A fragment as a whole text.
    mutating func printAll(_ fragment: Fragment) {
        startLine()
        printFragment(fragment, place: Place(source: nil, range: SourceRange(start: 0, end: 0)))
        if let last = text.last, last != 0x0A { endLine() }
    }

    // MARK: Replacements

    /// A part of a source that text made by hand stands for.
    struct Place {
        var source: UInt32?
        var range: SourceRange
    }

    /// What stands in the place of an expression.
    mutating func printReplacement(of id: NodeID, _ fragment: Fragment, _ level: ExpressionLevel, _ minimum: Precedence) {
        mark(id)
        // What the text holds is not looked at: below a unary expression, an `in` may be part of it.
        if level.precedence < minimum || (avoidsIn && level.precedence < .unary) {
            printInParentheses { $0.printFragment(fragment, for: id) }
        } else {
            printFragment(fragment, for: id)
        }
    }

    /// A fragment that stands for a node of the module.
    mutating func printFragment(_ fragment: Fragment, for id: NodeID) {
        source.replaced.append(id)
        printFragment(fragment, place: Place(source: source.index, range: tree.range(of: id)))
        source.replaced.removeLast()
    }

    /// The lines of a statement or a member: what was inserted around it, and it, or what stands in its place.
    mutating func printLines(of id: NodeID, _ print: (inout Printer) -> Void) {
        guard source.hasEdits, let edit = edit(of: id) else { return print(&self) }
        for fragment in edit.before { printLine(fragment, for: id) }
        if let fragment = edit.replacement {
            printLine(fragment, for: id)
        } else {
            source.replaced.append(id)
            print(&self)
            source.replaced.removeLast()
        }
        for fragment in edit.after { printLine(fragment, for: id) }
    }

    private mutating func printLine(_ fragment: Fragment, for id: NodeID) {
        if fragment.isEmpty { return }
        startLine()
        printFragment(fragment, for: id)
        endLine()
    }

    // MARK: Pieces

    private mutating func printFragment(_ fragment: Fragment, place: Place) {
        var isAtLineStart = false
        var skipsLineBreak = false
        for piece in fragment.pieces {
            if case .text(let text, let origin) = piece {
                printText(text, self.place(of: origin, in: place), &isAtLineStart, &skipsLineBreak)
                continue
            }
            if isAtLineStart { startLine() }
            (isAtLineStart, skipsLineBreak) = (false, false)
            switch piece {
            case .text: break
            case .node(let id, let level): printPart(id, level)
            case .foreign(let id, let level, let rewriting): printing(rewriting) { $0.printPart(id, level) }
            case .statements(let statements): skipsLineBreak = !printStatements { $0.printItems(statements, hoists: false) }
            case .foreignStatements(let statements, let rewriting):
                printing(rewriting) { printer in
                    skipsLineBreak = !printer.printStatements { $0.printItems(statements, hoists: false) }
                }
            case .module(let rewriting):
                printing(rewriting) { printer in
                    skipsLineBreak = !printer.printStatements { $0.printItems(Array($0.tree[$0.tree.body]), hoists: true) }
                }
            case .name(let binding):
                addMark(place.source, place.range, isVerbatim: false)
                putText(textOfName(binding))
            case .file(let file):
                addMark(origins?.add(file), SourceRange(start: 0, end: UInt32(file.bytes.count)), isVerbatim: true)
                text.append(contentsOf: file.bytes)
            }
        }
    }

    private mutating func place(of origin: Fragment.Origin, in place: Place) -> Place {
        switch origin {
        case .place: place
        case .nowhere: Place(source: nil, range: SourceRange(start: 0, end: 0))
        case .node(let node, let module): Place(source: origins?.index(of: module), range: module.tree.range(of: node))
        }
    }

    /// Text made by hand: a line break begins a line at the indentation at hand.
    private mutating func printText(_ piece: String, _ place: Place, _ isAtLineStart: inout Bool, _ skipsLineBreak: inout Bool) {
        var piece = piece
        piece.withUTF8 { bytes in
            var isMarked = false
            var start = 0
            while true {
                let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
                if start < end {
                    if isAtLineStart { startLine() }
                    isAtLineStart = false
                    if !isMarked { addMark(place.source, place.range, isVerbatim: false) }
                    isMarked = true
                    text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end]))
                }
                if end == bytes.count { break }
                if !skipsLineBreak { put("\n") }
                skipsLineBreak = false
                isAtLineStart = true
                start = end + 1
            }
        }
        skipsLineBreak = false
    }

    /// A node, in lines indented as the one that it begins in.
    private mutating func printPart(_ id: NodeID, _ level: ExpressionLevel) {
        let outer = indentation
        indentation = indentationOfLine
        defer { indentation = outer }
        switch tree[id] {
        case .property, .patternProperty: printProperty(id)
        case .classMethod, .classField, .classStaticBlock: printMember(id)
        case let node where node.isStatement:
            if isEdited(id) { printStatementText(id) } else { printBareStatement(id) }
        default: printExpression(id, level.precedence)
        }
    }

    /// How far the line at hand is indented.
    private var indentationOfLine: Int {
        text[lineStart...].prefix { $0 == 0x20 }.count / 2
    }

    /// Statements on lines of their own. Where the line at hand is blank so far, they begin there, and are indented as it is.
    ///
    /// - Returns: whether anything was printed.
    private mutating func printStatements(_ print: (inout Printer) -> Void) -> Bool {
        let outer = (indentation, avoidsIn, avoidsUseStrict)
        defer { (indentation, avoidsIn, avoidsUseStrict) = outer }
        (avoidsIn, avoidsUseStrict) = (false, false)
        indentation = indentationOfLine
        let isOnBlankLine = text[lineStart...].allSatisfy { $0 == 0x20 }
        if isOnBlankLine {
            text.removeSubrange(lineStart...)
            while let mark = origins?.marks.last, mark.start >= UInt32(text.count) { origins?.marks.removeLast() }
        } else {
            indentation += 1
            while text.last == 0x20 { text.removeLast() }
            put("\n")
        }
        let start = text.count
        print(&self)
        guard text.count > start else {
            lineStart = start
            return false
        }
        // The text behind has the line break.
        text.removeLast()
        if !isOnBlankLine {
            indentation -= 1
            put("\n")
            startLine()
        }
        return true
    }

    private mutating func printing(_ rewriting: Rewriting, _ print: (inout Printer) -> Void) {
        var other = PrinterSource(rewriting)
        other.index = origins?.index(of: rewriting.module) ?? 0
        swap(&source, &other)
        print(&self)
        swap(&source, &other)
    }

    private func textOfName(_ binding: BindingID) -> String {
        guard let rewriting = source.rewriting else { preconditionFailure("the name is of no module: the fragment stands in none") }
        guard case .member(let object, let key) = rewriting.names[binding] else { return rewriting.names.root(of: binding) }
        return Self.isIdentifierName(key) ? "\(object).\(key)" : "\(object)[\(jsonStringLiteral(key))]"
    }

    // MARK: Beginnings

    /// Whether a fragment's text begins with one of the words, or may do so.
    func begins(_ fragment: Fragment, with words: [String]) -> Bool {
        var fragment = fragment
        // Replacements may hold each other in a circle; then one is met again before all of them are passed.
        for _ in 0...(source.rewriting?.editCount ?? 0) {
            guard let first = fragment.pieces.first(where: { !$0.isBlank }) else { return false }
            switch first {
            case .text(let text, _): return words.contains { text.drop { $0 == " " || $0 == "\n" }.hasPrefix($0) }
            case .name: return false
            case .node(let id, _):
                // What the node begins with is known, but for the word: any function or class may be meant.
                switch beginning(of: id, passing: id) {
                case .node(.object), .node(.objectPattern): return words.contains("{")
                case .node(.function), .node(.classExpression): return true
                case .node: return false
                case .fragment(let inner): fragment = inner
                }
            case .foreign, .file, .statements, .foreignStatements, .module: return true
            }
        }
        return true
    }
}

extension Fragment.Piece {
    var isBlank: Bool {
        if case .text(let text, _) = self { text.allSatisfy { $0 == " " || $0 == "\n" } } else { false }
    }
}

extension Fragment {
    /// Whether it is a name and nothing else.
    var isIdentifier: Bool {
        guard pieces.count == 1, case .text(let text, _) = pieces[0] else { return false }
        return Printer.isIdentifierName(text)
    }
}

extension Node {
    /// Whether it is a single token of the text.
    var isToken: Bool {
        switch self {
        case .identifier, .string, .number, .bigInt, .regularExpression, .this, .null, .boolean, .templateElement, .privateName: true
        default: false
        }
    }

    /// Whether it is a statement or a module item.
    var isStatement: Bool {
        switch self {
        case .variables, .functionDeclaration, .classDeclaration, .expressionStatement, .block, .empty, .if, .for, .forIn, .forOf, .while,
            .doWhile, .return, .break, .continue, .throw, .try, .switch, .labeled, .debugger, .importDeclaration, .exportDeclaration,
            .exportDefault, .exportNames:
            true
        default: false
        }
    }
}
