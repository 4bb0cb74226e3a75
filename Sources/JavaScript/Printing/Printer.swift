import Diagnostics

/// Prints a tree as JavaScript: two spaces a level, a statement a line, parentheses where precedence asks for them.
///
/// What is printed parses to the same tree again (``SyntaxTree/hasSameShape(as:)``). Comments and the author's layout are
/// not in the tree and so are lost. A ``Rewriting`` prints with other names and other parts, and keeps where each part came from.
///
/// - Parameter names: the table that the tree was parsed with.
/// - Complexity: linear in the size of the tree and its text.
public func printModule(_ tree: SyntaxTree, names: NameTable) -> String {
    var printer = Printer(tree: tree, names: names)
    for item in tree[tree.body] { printer.printStatement(item) }
    return String(decoding: printer.text, as: UTF8.self)
}

/// Appends the text of nodes to ``text``, UTF-8.
struct Printer {
    /// The module that nodes are of.
    var source: PrinterSource
    var text: [UInt8] = []
    /// Where the line being printed starts in ``text``.
    var lineStart = 0
    var indentation = 0
    /// Whether an `in` operator must stand in parentheses, as it would be the loop's in the head of a `for`.
    var avoidsIn = false
    /// Whether a string statement must not look like the directive 'use strict'.
    var avoidsUseStrict = false
    /// Where the parts of the text come from; `nil` when nobody asks.
    var origins: OriginRecord?

    init(tree: SyntaxTree, names: NameTable) { source = PrinterSource(tree: tree, names: names) }

    var tree: SyntaxTree {
        @inline(__always) _read { yield source.tree }
    }

    var names: NameTable {
        @inline(__always) _read { yield source.names }
    }

    mutating func put(_ piece: StaticString) {
        text.append(contentsOf: UnsafeBufferPointer(start: piece.utf8Start, count: piece.utf8CodeUnitCount))
    }

    mutating func putText(_ piece: String) { text.append(contentsOf: piece.utf8) }

    mutating func startLine() {
        lineStart = text.count
        for _ in 0..<indentation { put("  ") }
    }

    mutating func endLine() { put("\n") }

    /// Children with `, ` between; a hole at the end of an array needs a comma of its own.
    mutating func printList(_ list: NodeList, _ print: (inout Printer, NodeID) -> Void) {
        var isFirst = true
        for index in 0..<Int(list.count) {
            // Not as a slice of the tree: that would be a copy of all its arrays' references.
            let child = source.tree.lists[Int(list.start) + index]
            if isRemoved(child) { continue }
            if !isFirst { put(child.isNone ? "," : ", ") }
            isFirst = false
            if child.isNone {
                if index + 1 == Int(list.count) { put(",") }
            } else {
                print(&self, child)
            }
        }
    }

    /// Statements in braces.
    ///
    /// - Parameter range: the text of what ends with the braces.
    mutating func printBraces(_ statements: NodeList, of range: SourceRange) {
        put("{")
        if !statements.isEmpty {
            put("\n")
            indentation += 1
            for statement in tree[statements] { printStatement(statement) }
            indentation -= 1
            startLine()
        }
        close("}", range)
    }
}

/// How tightly an expression binds, loosest first.
enum Precedence: UInt8, Comparable {
    case sequence, assignment, conditional, or, and, bitwiseOr, bitwiseXor, bitwiseAnd, equality, relational, shift, additive
    case multiplicative, exponent, unary, postfix
    /// An optional chain: more links behind it would become part of it.
    case chain
    /// Members, calls, `new` with its arguments, and everything that stands alone.
    case member

    static func < (a: Precedence, b: Precedence) -> Bool { a.rawValue < b.rawValue }

    var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .member }

    init(_ operation: BinaryOperator) {
        switch operation {
        case .add, .subtract: self = .additive
        case .multiply, .divide, .remainder: self = .multiplicative
        case .exponent: self = .exponent
        case .bitwiseAnd: self = .bitwiseAnd
        case .bitwiseOr: self = .bitwiseOr
        case .bitwiseXor: self = .bitwiseXor
        case .shiftLeft, .shiftRight, .shiftRightUnsigned: self = .shift
        case .equal, .notEqual, .strictEqual, .strictNotEqual: self = .equality
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .instanceof, .in: self = .relational
        }
    }

    @inline(__always) init(_ node: Node, in tree: SyntaxTree) {
        if case .function(let id) = node {
            self = tree.functions[Int(id.index)].flags.contains(.isArrow) ? .assignment : .member
        } else {
            self.init(otherThanFunction: node)
        }
    }

    private init(otherThanFunction node: Node) {
        switch node {
        case .sequence: self = .sequence
        case .assignment, .compoundAssignment, .logicalAssignment, .yield: self = .assignment
        case .conditional: self = .conditional
        case .logical(let operation, _, _): self = operation == .and ? .and : .or
        case .binary(let operation, _, _): self = Precedence(operation)
        case .privateIn: self = .relational
        case .unary, .await: self = .unary
        case .update(_, let isPrefix, _): self = isPrefix ? .unary : .postfix
        case .optionalChain: self = .chain
        default: self = .member
        }
    }
}
