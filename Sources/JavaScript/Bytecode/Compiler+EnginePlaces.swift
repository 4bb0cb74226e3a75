/// Where V8 places calls, reads and writes, as its stacks tell: at the name of what is called or read, at the `=` of what is written. Our own
/// diagnostics begin where the expression does.
extension Compiler {
    /// At the name of a member that is read, and at the `.` where a call stands before it; at the `[` of one that is computed.
    mutating func placeRead(of link: NodeID) {
        switch tree[link] {
        case .member(let object, let name, _):
            let start = nameStart(of: name, in: link)
            builder.enginePlace = start > 0 && standsOnCall(object) ? start - 1 : start
        case .computedMember(let object, _, _): builder.enginePlace = sign(UInt8(ascii: "["), behind: tree.range(of: object).end)
        default: break
        }
    }

    /// How many links are looked through for a call.
    private static let longestLook = 32

    private func standsOnCall(_ start: NodeID) -> Bool {
        var node = start
        for _ in 0..<Self.longestLook {
            switch tree[node] {
            case .call: return true
            case .member(let object, _, _), .computedMember(let object, _, _): node = object
            default: return false
            }
        }
        return false
    }

    /// At the name that stands before the parentheses, and at the `(` behind anything else, as a word that is reserved.
    mutating func placeCall(of callee: NodeID) {
        let end = tree.range(of: callee).end
        let parenthesis = sign(UInt8(ascii: "("), behind: end)
        if parenthesis == nil || parenthesis == UInt32(skipped(from: Int(end), tree.source.bytes, brackets: false)) {
            switch tree[callee] {
            case .identifier: return
            case .member(_, let name, _) where !name.isReservedWord:
                builder.enginePlace = nameStart(of: name, in: callee)
                return
            default: break
            }
        }
        builder.enginePlace = parenthesis
    }

    /// At the sign between two operands, or between what is written to and the value.
    mutating func placeOperator(behind left: NodeID) {
        var offset = Int(tree.range(of: left).end)
        let bytes = tree.source.bytes
        offset = skipped(from: offset, bytes)
        if offset < bytes.count { builder.enginePlace = UInt32(offset) }
    }

    /// A name that stands at the end of an expression.
    private func nameStart(of name: NameID, in node: NodeID) -> UInt32 {
        let end = tree.range(of: node).end
        let length = UInt32(names.string(name).utf8.count)
        return end > length ? end - length : 0
    }

    /// The next of a sign, behind blanks, comments, `)` and `?.`.
    private func sign(_ wanted: UInt8, behind start: UInt32) -> UInt32? {
        let bytes = tree.source.bytes
        var offset = Int(start)
        while offset < bytes.count {
            offset = skipped(from: offset, bytes)
            guard offset < bytes.count else { return nil }
            if bytes[offset] == wanted { return UInt32(offset) }
            guard bytes[offset] == UInt8(ascii: "?") || bytes[offset] == UInt8(ascii: ".") else { return nil }
            offset += 1
        }
        return nil
    }

    /// The first byte from an offset on that belongs to no blank, comment, or closing parenthesis.
    ///
    /// - Parameter brackets: whether those parentheses are skipped too.
    private func skipped(from start: Int, _ bytes: [UInt8], brackets: Bool = true) -> Int {
        var offset = start
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x09...0x0D, 0x20: offset += 1
            case UInt8(ascii: ")") where brackets: offset += 1
            case UInt8(ascii: "/") where offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "/"):
                while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
            case UInt8(ascii: "/") where offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "*"):
                offset += 2
                while offset + 1 < bytes.count, bytes[offset] != UInt8(ascii: "*") || bytes[offset + 1] != UInt8(ascii: "/") { offset += 1 }
                offset += 2
            default: return offset
            }
        }
        return offset
    }
}
