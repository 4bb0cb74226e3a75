/// Writes an expression as V8 names it in a message: `list.map(...).fiter`, `(a || b)`, `(intermediate value).x`.
///
/// After V8's CallPrinter; what that says of each kind of expression was measured on Node.js 20.
/// https://github.com/v8/v8/blob/main/src/ast/prettyprinter.cc
struct MessageText {
    /// What the message tells of the expression.
    enum Purpose {
        /// It is called, taken apart, or spread into arguments: calls within it show as `f(...)`.
        case value
        /// It is iterated over: its calls go without `(...)`, and `new` without its word.
        case iterable
    }

    private static let intermediate = "(intermediate value)"
    /// Deviation: what nests deeper than this, and what follows after so many characters, shows as `…`; V8 writes all of it.
    private static let longest = (depth: 200, characters: 1_000)

    private let tree: SyntaxTree
    private let names: NameTable
    private let purpose: Purpose
    private var text = ""
    private var depth = 0

    private init(_ tree: SyntaxTree, _ names: NameTable, _ purpose: Purpose) {
        self.tree = tree
        self.names = names
        self.purpose = purpose
    }

    static func of(_ node: NodeID, in tree: SyntaxTree, _ names: NameTable, _ purpose: Purpose) -> String {
        var writer = MessageText(tree, names, purpose)
        writer.write(node)
        return writer.text
    }

    /// Expressions that V8 has no words for are intermediate values.
    private mutating func write(_ node: NodeID) {
        guard !node.isNone else { return text += Self.intermediate }
        guard depth < Self.longest.depth, text.utf8.count < Self.longest.characters else {
            if !text.hasSuffix("…") { text += "…" }
            return
        }
        depth += 1
        defer { depth -= 1 }
        switch tree[node] {
        case .identifier(let name): text += names.string(name)
        case .this: text += "this"
        case .null: text += "null"
        case .boolean(let flag): text += flag ? "true" : "false"
        case .number: text += numberText(node)
        case .string(let value): text += "\"\(names.string(value))\""
        case .bigInt(let digits): text += names.string(digits)
        case .regularExpression(let pattern, let flags): text += "/\(names.string(pattern))/\(names.string(flags))"
        case .newTarget: text += ".new.target"
        case .template(let elements): writeTemplate(elements)
        case .array(let elements): writeArray(elements)
        case .object(let properties): text += "{" + String(repeating: Self.intermediate, count: min(50, Int(properties.count))) + "}"
        case .spread(let operand):
            bracket {
                $0.text += "..."; $0.write(operand)
            }
        case .member, .computedMember, .privateMember, .superMember, .superComputedMember: writeMember(node)
        case .call(let callee, _, _), .taggedTemplate(let callee, _): writeCall(callee)
        case .new(let callee, _): if purpose == .iterable { write(callee) } else { text += Self.intermediate }
        case .importCall(let specifier, _, _): text += "ImportCall("; write(specifier); text += ")"
        case .assignment(let target, _), .compoundAssignment(_, let target, _), .logicalAssignment(_, let target, _): write(target)
        case .conditional: text += String(repeating: Self.intermediate, count: 3)
        default: writeOperation(node)
        }
    }

    private mutating func writeOperation(_ node: NodeID) {
        switch tree[node] {
        case .unary(.minus, let operand) where isNumber(operand): text += "-" + numberText(operand)
        case .unary(let operation, let operand):
            bracket {
                $0.text += "\(operation.text)"; $0.write(operand)
            }
        case .update(let operation, let isPrefix, let operand):
            let sign = operation == .increment ? "++" : "--"
            bracket { writer in
                if isPrefix { writer.text += sign }
                writer.write(operand)
                if !isPrefix { writer.text += sign }
            }
        case .binary(let operation, let left, let right): writeBinary(left, "\(operation.text)", right)
        case .logical(let operation, let left, let right): writeBinary(left, "\(operation.text)", right)
        case .sequence(let parts):
            bracket { writer in
                for (index, part) in writer.tree[parts].enumerated() {
                    if index > 0 { writer.text += " , " }
                    writer.write(part)
                }
            }
        case .privateIn(let name, let object):
            bracket {
                $0.text += "#\($0.names.string(name)) in "; $0.write(object)
            }
        default: text += Self.intermediate
        }
    }

    private mutating func bracket(_ body: (inout MessageText) -> Void) {
        text += "("
        body(&self)
        text += ")"
    }

    private mutating func writeBinary(_ left: NodeID, _ operation: String, _ right: NodeID) {
        bracket {
            $0.write(left); $0.text += " \(operation) "; $0.write(right)
        }
    }

    private mutating func writeCall(_ callee: NodeID) {
        write(callee)
        if purpose == .value { text += "(...)" }
    }

    private mutating func writeArray(_ elements: NodeList) {
        text += "["
        for (index, element) in tree[elements].prefix(Self.longest.characters).enumerated() {
            if index > 0 { text += "," }
            write(element)
        }
        text += "]"
    }

    /// A template is its text when it has no values, and else the values alone.
    private mutating func writeTemplate(_ elements: NodeList) {
        for element in tree[elements] {
            guard case .templateElement(let cooked, _) = tree[element] else {
                write(element)
                continue
            }
            if elements.count == 1, let cooked { text += "\"\(names.string(cooked))\"" }
        }
    }

    private mutating func writeMember(_ node: NodeID) {
        switch tree[node] {
        case .member(let object, let name, let isOptional):
            write(object)
            text += (isOptional ? "?." : ".") + names.string(name)
        case .computedMember(let object, let key, let isOptional):
            write(object)
            if let name = textOfKey(key) {
                text += (isOptional ? "?." : ".") + name
            } else {
                writeKey(isOptional) { $0.write(key) }
            }
        case .privateMember(let object, let name, let isOptional):
            write(object)
            writeKey(isOptional) { $0.text += "#\($0.names.string(name))" }
        case .superMember(let name): text += "\(Self.intermediate).\(names.string(name))"
        case .superComputedMember(let key):
            text += Self.intermediate
            if let name = textOfKey(key) { text += "." + name } else { writeKey(false) { $0.write(key) } }
        default: break
        }
    }

    private mutating func writeKey(_ isOptional: Bool, _ body: (inout MessageText) -> Void) {
        text += isOptional ? "?.[" : "["
        body(&self)
        text += "]"
    }

    /// The key when it is a text, however it is written.
    private func textOfKey(_ key: NodeID) -> String? {
        switch tree[key] {
        case .string(let value): return names.string(value)
        case .template(let elements):
            guard elements.count == 1, let element = tree[elements].first, case .templateElement(let cooked, _) = tree[element] else {
                return nil
            }
            return cooked.map { names.string($0) }
        default: return nil
        }
    }

    private func isNumber(_ node: NodeID) -> Bool {
        if case .number = tree[node] { return true }
        return false
    }

    /// Its digits for a whole number, else as it is written.
    private func numberText(_ node: NodeID) -> String {
        guard case .number(let index) = tree[node] else { return "" }
        if let whole = Int64(exactly: tree.numbers[Int(index)]), whole.magnitude < 1_000_000_000_000_000 { return String(whole) }
        let range = tree.range(of: node)
        return String(decoding: tree.source.bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
    }
}
