import JavaScript
import Simulator

/// Where what was read of an export that is not there went, by the names that it was given in its module: the variables, properties and
/// parameters that hold it.
///
/// An undefined value that fails elsewhere, and goes by none of these names, is another one.
struct MissedExportFlow {
    /// What it was called.
    private var names: Set<String> = []
    /// Whether a function got it, which calls it by a name of its own.
    private var isPassed = false
    /// Whether a `catch` stands around the read.
    private var isCaught = false
    /// Names of names are followed so many times.
    private static let rounds = 3

    init?(_ missed: MissedExport, _ finder: EarlyUseFinder) {
        guard let module = finder.read(missed.frame.module), let reads = finder.reads(of: missed) else { return nil }
        for read in reads { follow(read, in: module) }
        for _ in 0..<Self.rounds {
            let count = names.count
            for index in module.tree.nodes.indices {
                if case .identifier(let name) = module.tree.nodes[index], names.contains(module.text(name)) {
                    follow(NodeID(UInt32(index)), in: module)
                }
            }
            if names.count == count { break }
        }
    }

    /// Takes the names that a value gets on its way up to its statement.
    private mutating func follow(_ node: NodeID, in module: ReadModule) {
        let tree = module.tree
        if case .declarator(let target, _) = tree[node] { names.formUnion(module.names(in: target)) }
        var value = node
        for parent in module.ancestors(of: node) {
            switch tree[parent] {
            // What a function gives back has a name where that is called, which nobody knows here.
            case .function, .functionDeclaration: return
            case .declarator(let target, value): names.formUnion(module.names(in: target))
            case .assignment(let target, value), .logicalAssignment(_, let target, value):
                if let name = module.lastName(of: target) { names.insert(name) }
            case .property(let key, value, _, false):
                if case .string(let name) = tree[key] { names.insert(module.text(name)) }
            case .call(let callee, _, _), .new(let callee, _): if callee != value { isPassed = true }
            case .try(let block, _, let handler, _): if block == value, handler != .none { isCaught = true }
            default: break
            }
            value = parent
        }
    }

    /// Whether what failed may be this value.
    func reaches(_ error: UncaughtError, _ finder: EarlyUseFinder) -> Bool {
        guard !isCaught, let place = finder.failedPlace(error) else { return false }
        var operands = place.operands
        // Messages write what is called otherwise than the text does.
        if operands.isEmpty, case .call(let text?) = place.access { operands = place.module.methods(namedLike: text, at: place.offset) }
        return operands.contains { operand in
            guard let name = place.module.lastName(of: operand) else { return false }
            if names.contains(name) { return true }
            if case .identifier = place.module.tree[operand] { return isPassed }
            return false
        }
    }
}

extension ReadModule {
    /// The last name of an expression: `home` of `routes.home`.
    fileprivate func lastName(of node: NodeID) -> String? {
        switch tree[node] {
        case .identifier(let name): text(name)
        case .member(_, let name, _): text(name)
        default: nil
        }
    }

    /// All names in a pattern.
    fileprivate func names(in pattern: NodeID) -> Set<String> {
        let range = tree.range(of: pattern)
        var found: Set<String> = []
        for index in tree.nodes.indices where range.start <= tree.ranges[index].start && tree.ranges[index].end <= range.end {
            if case .identifier(let name) = tree.nodes[index] { found.insert(text(name)) }
        }
        return found
    }
}
