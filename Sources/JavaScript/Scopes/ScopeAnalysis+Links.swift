import Diagnostics

extension ScopeAnalysis {
    /// Goes through a chain such as `a + b + c` or `a.b().c`, from its first operand to its last.
    mutating func walkLinks(_ last: NodeID) throws(Diagnostic) {
        let mark = links.count
        var node = last
        while true {
            let base = tree.base(ofLink: node)
            guard !base.isNone else { break }
            switch tree[node] {
            case .privateMember: reference(node)
            case .call where tree.callsEval: if case .identifier(.known(.eval)) = tree[base] { try noteEval(base) }
            default: break
            }
            links.append(node)
            node = base
        }
        try walk(node)
        while links.count > mark { try walkBesideBase(links.removeLast()) }
    }

    /// What a link has beside that which it stands on.
    private mutating func walkBesideBase(_ link: NodeID) throws(Diagnostic) {
        switch tree[link] {
        case .binary(_, _, let operand), .logical(_, _, let operand), .computedMember(_, let operand, _): try walk(operand)
        case .call(_, let list, _), .taggedTemplate(_, let list): try walk(list)
        default: break
        }
    }
}
