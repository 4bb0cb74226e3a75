extension SyntaxTree {
    /// Calls `body` with each target of a pattern: names, and where it is assigned to, members.
    public func forEachTarget(in pattern: NodeID, _ body: (NodeID) -> Void) {
        guard !pattern.isNone else { return }
        switch self[pattern] {
        case .patternDefault(let target, _), .rest(let target), .patternProperty(_, let target, _): forEachTarget(in: target, body)
        case .arrayPattern(let list), .objectPattern(let list): for element in self[list] { forEachTarget(in: element, body) }
        default: body(pattern)
        }
    }

    /// By node: what is done to the name, where it is one.
    func usages() -> [Reference.Usage] {
        var usages = Array(repeating: Reference.Usage.read, count: nodes.count)
        func mark(_ pattern: NodeID, _ usage: Reference.Usage) {
            forEachTarget(in: pattern) { if case .identifier = self[$0] { usages[Int($0.index)] = usage } }
        }
        for node in nodes {
            switch node {
            case .assignment(let target, _): mark(target, .write)
            case .compoundAssignment(_, let target, _), .logicalAssignment(_, let target, _), .update(_, _, let target):
                mark(target, .readAndWrite)
            case .forIn(let left, _, _), .forOf(let left, _, _, _):
                if case .variables = self[left] { continue }
                mark(left, .write)
            case .declarator(let target, _): mark(target, .declaration)
            case .try(_, let parameter, _, _): mark(parameter, .declaration)
            default: break
            }
        }
        for function in functions {
            for parameter in self[function.parameters] { mark(parameter, .declaration) }
        }
        return usages
    }
}
