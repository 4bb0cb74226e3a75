import Diagnostics

/// Code that a bundler put together: where the statements of one module begin among those of others, and where they are done.
///
/// A statement belongs to the text that its first letter leads to. Where that is another one than the code around it comes from, the statements are a part:
/// in a chunk the bodies of modules are, and in a function that a bundler wraps around a body what stands in it; the functions that a module
/// declares are not, for they come from where their statements do.
extension Compiler {
    /// The number of the text that an offset leads to; -1 where it leads to none.
    func partNumber(at offset: UInt32) -> Int32 { tree.source.originNumber(of: offset) }

    mutating func compileParts(_ list: NodeList) {
        let outer = part
        let statements = Int(list.start)..<Int(list.start + list.count)
        var open: (number: Int32, isImport: Bool)?
        // The next statement that leads to a text.
        var next = statements.lowerBound
        for index in statements {
            let node = tree.lists[index]
            if node.isNone || isHoisted(node) {
                compileStatement(node)
                continue
            }
            let start = tree.range(of: node).start
            let origin = tree.source.origin(of: start)
            let number = tree.source.origins == nil ? tree.source.number : origin?.source.number ?? -1
            if number < 0, let last = open {
                // Text of the bundler's own between two statements of one module belongs to it.
                if next <= index { next = (index + 1..<statements.upperBound).first { partNumber(of: tree.lists[$0]) >= 0 } ?? .max }
                if next < statements.upperBound, partNumber(of: tree.lists[next]) == last.number {
                    compileStatement(node)
                    continue
                }
            }
            let isImport = origin.map { $0.source.hasImport(at: $0.offset) } ?? false
            if open?.number != number || open?.isImport != isImport {
                // From the imports of a module its body goes on.
                if let last = open, last.number != number { mark(PartMark.end, last.number, at: start) }
                open = nil
                part = outer
                if number >= 0, number != outer {
                    mark(isImport ? PartMark.beginImport : PartMark.begin, number, at: start)
                    open = (number, isImport)
                    part = number
                }
            }
            compileStatement(node)
        }
        if let open { mark(PartMark.end, open.number, at: builder.offset) }
        part = outer
    }

    private mutating func mark(_ mark: UInt16, _ number: Int32, at offset: UInt32) {
        builder.hasParts = true
        builder.offset = offset
        builder.emit(.part, number, small: mark)
    }

    /// Declarations of functions do nothing where they stand.
    private func isHoisted(_ node: NodeID) -> Bool {
        if case .functionDeclaration = tree[tree.declaration(of: node)] { true } else { false }
    }

    private func partNumber(of node: NodeID) -> Int32 {
        node.isNone || isHoisted(node) ? -1 : partNumber(at: tree.range(of: node).start)
    }
}

extension SourceFile {
    /// Whether an import declaration stands there, or `export … from`: what a bundler puts in its place is no code of the body.
    fileprivate func hasImport(at offset: UInt32) -> Bool {
        let rest = bytes[min(Int(offset), bytes.count)...]
        if rest.first == UInt8(ascii: "\"") || rest.first == UInt8(ascii: "'") { return true }
        guard rest.starts(with: "import".utf8) else { return false }
        // Calls of import() and import.meta are code.
        let next = rest.dropFirst(6).first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return next != UInt8(ascii: "(") && next != UInt8(ascii: ".")
    }
}
